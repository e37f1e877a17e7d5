"""Takes the pictures of the workbench: ``python -m tools.screens FOLDER``.

A workbench is started over a folder with two shipped cases, and entered by its printed address as
a user does. Then one picture of every screen is taken.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.case.shipped import shipped_bytes
from tests.browser.devtools import Page, running
from tests.browser.find import find_browser
from tests.browser.serving import Served, serving
from tools.sheet import inline, one_png

WIDTH = 1280  # of the window, in CSS pixels
LIMIT = 120_000  # bytes a picture; they are part of every clone
CASE, INVENTED = "geneva-2022", "harbour-2031"
STILL = """!document.querySelector('.waiting, [hx-trigger^=every]') &&
  [...document.querySelectorAll('iframe')].every(it => it.contentDocument?.querySelector('h1'))"""

#: what is pictured: the page, what stands at the upper edge of the picture, and how high it is
SCREENS = {
    "start": ("/", "", 960),
    "model": (f"/case/{CASE}/model", "", 1040),
    "views": (f"/case/{CASE}/views", "", 960),
    "preferences": (f"/case/{CASE}/preferences", "", 960),
    "outcomes": (f"/case/{CASE}/outcomes", "", 960),
    "levers": (f"/case/{CASE}/levers?look=1", "#sets", 960),
    "evidence": (f"/case/{INVENTED}/evidence?doc=1", "", 760),
    "timeline": (f"/case/{CASE}/timeline", "", 960),
    "brief": (f"/case/{CASE}/brief", "", 960),
}

GAZETTE = """The harbour before the season

Mayor Lindqvist threatened to sell the docks if the strike goes on. "Nobody on this council wants \
to sell," the mayor said on Friday, "but ships will not wait for us."

Ana Reis rejected the remark as pressure. "We will pledge no strike this year once the full wage \
is on the table," Reis said. The dockers' union demanded that the talks be reopened.

"City Hall is ready to talk about wages, but not under a strike," the mayor told reporters. Reis \
said that the union had heard this before.

Neither side has named a day for a meeting. The season opens on 1 May.
"""
SEND = """(async () => {
  const form = new FormData();
  form.append('line', 'main');
  form.append('fast', 'yes');
  form.append('files', new File([%s], 'gazette.txt'));
  await fetch('/case/%s/x/evidence/upload', {method: 'POST', body: form});
})()"""


def main(folder: str) -> int:
    """Take all pictures into a folder."""
    program = find_browser()
    if program is None:
        print("no Chromium, Chrome or Edge was found to take pictures with", file=sys.stderr)
        return 1
    too_large = []
    with TemporaryDirectory() as temporary, running(program) as browser:
        talks = Path(temporary) / "talks"
        talks.mkdir()
        for case in (CASE, INVENTED):
            (talks / f"{case}.yaml").write_bytes(shipped_bytes(case))
        with serving(talks) as served, browser.page() as page:
            images = pictures(page, served)
        for name, image in images.items():
            small = one_png(browser, inline(image))
            if len(small) > LIMIT:
                too_large.append(f"{name}: {len(small)} bytes; at most {LIMIT} are wanted")
            Path(folder, f"workbench-{name}.png").write_bytes(small)
    print("\n".join(too_large), end="", file=sys.stderr)
    return 1 if too_large else 0


def pictures(page: Page, served: Served) -> dict[str, bytes]:
    """What every screen shows, by name."""
    served.enter(page)
    for case in (INVENTED, CASE):
        page.open(served.base)
        page.click(f"[id='open-{case}.yaml']")
        page.wait(f"location.pathname.startsWith('/case/{case}')", f"{case} open")
    page.evaluate(SEND % (json.dumps(GAZETTE), INVENTED))
    found = {
        name: picture(page, served.base + path, at, height)
        for name, (path, at, height) in SCREENS.items()
    }
    page.open(f"{served.base}/case/{CASE}/views?view=us")
    page.click("#knew-all")
    page.there("#branch-compare")
    page.click("#branch-compare")
    page.wait("location.pathname.endsWith('/compare')", "the comparison")
    found["compare"] = picture(page, page.evaluate("location.href"), "", 860)
    return found


def picture(page: Page, url: str, at: str, height: int) -> bytes:
    """What a window on a page shows once nothing is being worked out."""
    page.open(url, width=WIDTH, height=height)
    page.wait(STILL, "all figures")
    if at:
        page.evaluate(
            f"scrollBy(0, document.querySelector({at!r}).getBoundingClientRect().top - 12)"
        )
    return page.picture()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
