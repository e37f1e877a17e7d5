"""Takes the README's picture of a brief: ``python -m tools.picture BRIEF.html PICTURE.png``.

The top of the first page, and beside it two of the figures further down.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.devtools import Browser, running
from tests.browser.find import find_browser

WIDTH, HEIGHT = 780, 1010  # of the first page, in CSS pixels
FIGURES = ("#stories figure", "#outcomes figure")  # the first that fits each
SHADES = 16  # of each of red, green and blue; letters stay sharp, and the file is small
LIMIT = 300_000  # bytes; the picture is part of every clone

SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #e9edf1 }}
body {{ display: flex; gap: 24px; width: max-content }}
img {{ display: block; background: #fff; border: 1px solid #c6ced6 }}
div {{ display: flex; flex-direction: column; gap: 24px }}
div img {{ padding: 16px }}
img {{ filter: url(#fewer) }}
</style><img src="{page}"><div>{figures}</div>
<svg width="0" height="0" style="position: absolute"><filter id="fewer"
color-interpolation-filters="sRGB"><feComponentTransfer>
<feFuncR type="discrete" tableValues="{shades}"/><feFuncG type="discrete" tableValues="{shades}"/>
<feFuncB type="discrete" tableValues="{shades}"/></feComponentTransfer></filter></svg>"""

BOX = """(() => {{
  const it = document.querySelector('{selector} svg').getBoundingClientRect();
  return {{x: it.x + scrollX, y: it.y + scrollY, width: it.width, height: it.height}};
}})()"""

BODY = """(() => {
  const it = document.body.getBoundingClientRect();
  return {x: 0, y: 0, width: Math.floor(it.right), height: Math.floor(it.bottom)};
})()"""


def main(brief: str, picture: str) -> int:
    """Open the brief in a browser, and keep a sheet with what it shows."""
    program = find_browser()
    if program is None:
        print("no Chromium, Chrome or Edge was found to take the picture with", file=sys.stderr)
        return 1
    with running(program) as browser:
        image = compose(browser, Path(brief).resolve().as_uri())
    if len(image) > LIMIT:
        print(f"the picture has {len(image)} bytes; at most {LIMIT} are wanted", file=sys.stderr)
        return 1
    Path(picture).write_bytes(image)
    return 0


def compose(browser: Browser, url: str) -> bytes:
    """One picture of the first page and the figures side by side."""
    with browser.page() as page, TemporaryDirectory() as folder:
        page.open(url, width=WIDTH, height=HEIGHT)
        first = inline(page.picture())
        page.resize(1200)
        boxes = [page.evaluate(BOX.format(selector=selector)) for selector in FIGURES]
        figures = [inline(page.picture(whole=True, clip=box)) for box in boxes]
        images = "".join(f'<img src="{figure}">' for figure in figures)
        sheet = Path(folder) / "sheet.html"
        shades = " ".join(f"{step / (SHADES - 1):.4f}" for step in range(SHADES))
        text = SHEET.format(page=first, figures=images, shades=shades)
        sheet.write_text(text, encoding="utf-8")
        page.open(sheet.as_uri(), width=1700, height=1100)
        size = (
            "({x: 0, y: 0, width: document.body.offsetWidth, height: document.body.offsetHeight})"
        )
        return page.picture(whole=True, clip=page.evaluate(size))


def inline(image: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:image/png;base64,{base64.b64encode(image).decode('ascii')}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
