"""Takes the README's picture of a brief: ``python -m tools.picture BRIEF.html PICTURE.png``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.devtools import running
from tests.browser.find import find_browser

WIDTH, HEIGHT = 1000, 1250
LIMIT = 300_000  # bytes; the picture is part of every clone


def main(brief: str, picture: str) -> int:
    """Open the brief in a browser and keep what its window shows."""
    program = find_browser()
    if program is None:
        print("no Chromium, Chrome or Edge was found to take the picture with", file=sys.stderr)
        return 1
    with running(program) as browser, browser.page() as page:
        page.open(Path(brief).resolve().as_uri(), width=WIDTH, height=HEIGHT)
        image = page.picture()
    if len(image) > LIMIT:
        print(f"the picture has {len(image)} bytes; at most {LIMIT} are wanted", file=sys.stderr)
        return 1
    Path(picture).write_bytes(image)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
