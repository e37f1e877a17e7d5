"""A sheet of pictures as one small PNG: fewer shades, sharp letters."""

from __future__ import annotations

import base64
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.devtools import Browser

SHADES = 24  # of each of red, green and blue; letters stay sharp, and the file is small

_SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; width: max-content }}
img {{ display: block; filter: url(#fewer) }}
{style}
</style>{body}
<svg width="0" height="0" style="position: absolute"><filter id="fewer"
color-interpolation-filters="sRGB"><feComponentTransfer>
<feFuncR type="discrete" tableValues="{shades}"/><feFuncG type="discrete" tableValues="{shades}"/>
<feFuncB type="discrete" tableValues="{shades}"/></feComponentTransfer></filter></svg>"""
_SIZE = "({x: 0, y: 0, width: document.body.offsetWidth, height: document.body.offsetHeight})"


def one_png(browser: Browser, body: str, style: str = "") -> bytes:
    """What a piece of HTML with pictures in it looks like, all of it."""
    shades = " ".join(f"{step / (SHADES - 1):.4f}" for step in range(SHADES))
    with browser.page() as page, TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.html"
        sheet.write_text(_SHEET.format(body=body, style=style, shades=shades), encoding="utf-8")
        page.open(sheet.as_uri(), width=1700, height=1100)
        return page.picture(whole=True, clip=page.evaluate(_SIZE))


def inline(image: bytes) -> str:
    """A picture as an element that holds it."""
    return f'<img src="data:image/png;base64,{base64.b64encode(image).decode("ascii")}">'
