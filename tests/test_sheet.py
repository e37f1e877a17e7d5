"""Pictures with few colours come back as they were; with many, as near as 256 colours allow."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from tools.sheet import indexed


def shown(png: bytes) -> NDArray[np.uint8]:
    """The pixels of a PNG with a palette, by the standard, chunk by chunk."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (checked,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert checked == zlib.crc32(kind + data)
        chunks[kind], at = data, at + 12 + length
    width, height, depth, kind_of_colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, kind_of_colour) == (8, 3)
    palette = np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8)
    rows = lines.reshape(height, width + 1)
    assert not rows[:, 0].any()
    found: NDArray[np.uint8] = palette[rows[:, 1:]]
    return found


def test_few_colours_stay_as_they_are() -> None:
    pixels = np.array(
        [[[0, 0, 0], [255, 255, 255], [18, 36, 48]], [[236, 240, 243], [0, 0, 0], [1, 2, 3]]],
        dtype=np.uint8,
    )
    assert (shown(indexed(pixels)) == pixels).all()


def test_of_many_colours_the_frequent_stay_and_the_others_come_near() -> None:
    greys = np.repeat(np.arange(256, dtype=np.uint8), 3).reshape(1, 256, 3)
    rare = np.array([[[10, 10, 12]]], dtype=np.uint8)
    pixels = np.concatenate([greys, greys, rare], axis=1)
    found = shown(indexed(pixels))
    assert (found[:, :-1] == pixels[:, :-1]).all()
    assert found[0, -1].tolist() == [11, 11, 11]
