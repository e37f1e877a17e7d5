"""A case about a river, papers on it, and what one does with them on the screen of evidence."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

from detente.reading.models import choose_model
from detente.reading.store import open_store
from detente.workbench.keeping.opened import OpenCase
from tests.workbench.conftest import Bench

CASE = """\
detente: 1
id: river
title: The Elva river (invented)
parties:
  uplands:
    name: The Uplands
    voices: [Minister Varga]
    options: {release: Release water, dam: Finish the dam}
    prefers: [not divert, dam]   # as the ministry has it
  delta:
    name: The Delta
    voices: [Amina Bello]
    options: {divert: Divert the canal}
    prefers: [release]
issues: {flow: {asks: How much water is released, options: [release]}}
statements:
  - {id: s1, party: delta, act: demand, gist: wants the water}
# the end
"""
TALKS = """Talks on the Elva

"We will finish the dam," Minister Varga told reporters.

Amina Bello demanded that water be released. "The canal stays ours until 1 May 2032," Bello said.
"""
HOSTILE = """<script>alert(1)</script>

"<img src=x onerror=alert(2)> {{ 7*7 }}," said Amina Bello.

\u202eturned\u202c zero\u200bwidth \u0645\u0631\u062d\u0628\u0627.
"""
#: addresses of the screen, each a part of it
QUERIES = (
    "?doc=1", "?doc=1&said=e1", "?doc=1&sel=0-20", "?doc=1&para=2", "?doc=1&at=9", "?said=e1",
    "?show=quotes", "?show=quotes&word=canal", "?show=proposals", "?show=rests",
    "?show=rests&of=all", "?show=words", "?show=words&term=canal", "?show=words&by=doc",
    "?show=codings", "?show=codings&kind=hand", "?show=history", "?q=canal", '?q="',
)  # fmt: skip


def send(bench: Bench, case: OpenCase, *files: tuple[str, bytes], status: int = 200) -> str:
    """Send files and wait until they have been read; the page then."""
    answer = bench.client.post(
        f"/case/{case.slot}/x/evidence/upload",
        data={"line": "main"},
        files=[("files", file) for file in files],
    )
    assert answer.status_code == status, answer.text
    return settled(bench, case)


def settled(bench: Bench, case: OpenCase, query: str = "") -> str:
    """A page of the screen once nothing is being worked on."""
    for _ in range(600):
        page = bench.get(f"/case/{case.slot}/evidence{query}")
        if "hx-trigger" not in page:
            return page
        time.sleep(0.05)
    raise TimeoutError


def do(bench: Bench, case: OpenCase, what: str, status: int = 200, **fields: Any) -> str:
    """A change of the evidence, from the page that the fields name."""
    back = fields.pop("back", "")
    sent = {"line": "main", "back": f"/case/{case.slot}/evidence{back}", **fields}
    answer = bench.client.post(f"/case/{case.slot}/x/evidence/{what}", data=sent)
    assert answer.status_code == status, answer.text
    return answer.text


def said(case: OpenCase, words: str) -> str:
    """The id of the statement with some words."""
    store = open_store(case.path)
    assert store is not None
    with store:
        return next(one.id for one in store.statements() if words in one.text)


@pytest.fixture(autouse=True)
def _by_patterns_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language model takes seconds to load, and finds nothing else in these documents."""
    alone = choose_model("none")
    reading = sys.modules["detente.reading.read"]  # the package has a function of that name
    monkeypatch.setattr(reading, "choose_model", lambda model: alone)


@pytest.fixture
def river(bench: Bench) -> OpenCase:
    case = bench.write(CASE, "river.yaml")
    send(bench, case, ("talks.txt", TALKS.encode()))
    return case
