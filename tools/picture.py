"""Takes the README's picture of a brief: ``python -m tools.picture BRIEF.html PICTURE.png``.

The top of the first page, and beside it two of the figures further down.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.devtools import Browser, running
from tests.browser.find import find_browser
from tools.sheet import inline, one_png

WIDTH, HEIGHT = 780, 1010  # of the first page, in CSS pixels
FIGURES = ("#stories figure", "#outcomes figure")  # the first that fits each
LIMIT = 300_000  # bytes; the picture is part of every clone

STYLE = """
body { padding: 24px; background: #e9edf1; display: flex; gap: 24px }
img { background: #fff; border: 1px solid #c6ced6 }
div { display: flex; flex-direction: column; gap: 24px }
div img { padding: 16px }"""

BOX = """(() => {{
  const it = document.querySelector('{selector} svg').getBoundingClientRect();
  return {{x: it.x + scrollX, y: it.y + scrollY, width: it.width, height: it.height}};
}})()"""


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
    with browser.page() as page:
        page.open(url, width=WIDTH, height=HEIGHT)
        first = inline(page.picture())
        page.resize(1200)
        boxes = [page.evaluate(BOX.format(selector=selector)) for selector in FIGURES]
        figures = "".join(inline(page.picture(whole=True, clip=box)) for box in boxes)
    return one_png(browser, f"{first}<div>{figures}</div>", STYLE)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
