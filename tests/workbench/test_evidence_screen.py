"""Evidence on screen: documents in, statements read, coded, attached, proposed; nothing breaks."""

from __future__ import annotations

import time

from tests.workbench.conftest import Bench


def test_first(bench: Bench) -> None:
    case = bench.open("harbour-2031")
    root = f"/case/{case.slot}"
    for show in ("", "?show=quotes", "?show=proposals", "?show=rests", "?show=words", "?q=x"):
        bench.get(f"{root}/evidence{show}")
    r = bench.client.post(
        f"{root}/x/evidence/upload",
        data={"line": "main"},
        files=[("files", ("gazette.txt", b'Talks\n\n"We will sell the docks by 1 May 2031," Mayor Lindqvist told the union. Ana Reis said the union demands higher wages.\n'))],
    )
    assert r.status_code == 200, r.text
    time.sleep(1.5)
    for show in ("", "?show=quotes", "?show=proposals", "?show=rests", "?show=words", "?q=union", "?doc=1", "?doc=1&said=e1", "?doc=1&sel=7-60", "?show=codings", "?show=history"):
        page = bench.get(f"{root}/evidence{show}")
        assert page
