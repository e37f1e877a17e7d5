"""A sheet of pictures as one small PNG: 256 colours, those that cover most as they are."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from tests.browser.devtools import Browser

_SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: max-content }}
img {{ display: block }}
{style}
</style>{body}"""
_SIZE = "({x: 0, y: 0, width: document.body.offsetWidth, height: document.body.offsetHeight})"
#: the red, green and blue of every pixel, row by row
_PIXELS = """(async () => {
  const image = new Image();
  image.src = '%s';
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const all = pen.getImageData(0, 0, image.width, image.height).data;
  const parts = [];
  for (let at = 0; at < all.length; at += 32768)
    parts.push(String.fromCharCode(...all.subarray(at, at + 32768)));
  return [image.width, image.height, btoa(parts.join(''))];
})()"""


def one_png(browser: Browser, body: str, style: str = "") -> bytes:
    """What a piece of HTML with pictures in it looks like, all of it."""
    with browser.page() as page, TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.html"
        sheet.write_text(_SHEET.format(body=body, style=style), encoding="utf-8")
        page.open(sheet.as_uri(), width=1700, height=1100)
        whole = page.picture(whole=True, clip=page.evaluate(_SIZE))
        width, height, data = page.evaluate(_PIXELS % _address(whole))
    pixels = np.frombuffer(base64.b64decode(data), dtype=np.uint8).reshape(height, width, 4)
    return indexed(pixels[:, :, :3])


def indexed(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG of 256 colours: the most frequent as they are, every other as the nearest of them.

    pixels : rows x columns x (red, green, blue)
    """
    height, width, _ = pixels.shape
    colours, which, counts = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    kept = colours[np.argsort(-counts, kind="stable")[:256]]
    apart = ((colours[:, None, :].astype(np.int32) - kept[None]) ** 2).sum(axis=2)
    rows = apart.argmin(axis=1).astype(np.uint8)[which.ravel()].reshape(height, width)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1)  # 0: as they stand
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", kept.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def inline(image: bytes) -> str:
    """A picture as an element that holds it."""
    return f'<img src="{_address(image)}">'


def _address(image: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(image).decode('ascii')}"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
