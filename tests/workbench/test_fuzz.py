"""Whatever is sent: an answer in words, a case that still parses, and nothing touched elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from detente.case.shipped import shipped_bytes
from detente.workbench.acts import ACTS
from detente.workbench.app import application
from detente.workbench.desk import Desk
from detente.workbench.guard import Keys
from detente.workbench.keeping.line import MAIN
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens import ENDPOINTS, SCREENS
from tests.workbench.conftest import BASE, PORT, Bench

#: how many times as much is tried: FUZZ=20 pytest tests/workbench/test_fuzz.py
MORE = int(os.environ.get("FUZZ", "1"))
CASES = ("harbour-2031", "prisoners-dilemma")
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; --", "{{ 7*7 }}", "%s",
    "../../etc/passwd", "C:\\x", "\u202eabc", "\u05d0\u05d1", "🙂", "null", "no", "- x", "a: b",
    "#", "&a", "*a", "!!python/object:os.system", "\x00", "\r\n\r\n", " ", "", "9" * 30,
    "-1", "1e9", "[]", "{}", "[\"parties\"]", "true", "base", "a.b.c.d.e", "x" * 3000, "none",
    "code 3",
)  # fmt: skip
KNOWN = (
    "city", "union", "shippers", "strike", "sell", "offer", "offer=full", "not strike",
    "strike if sell else not strike", "city.sell", "union.strike", "row", "column", "s2", "wages",
    "gazette", "mediation", "deal", "city_bluffs", "hypothesis:city_bluffs", "city.union", "true",
    "false", "full", "low", "high", "0", "1", "2", "3", "reported", "assumed", "2031-03-01",
    "2031-04/2031-06", "threat", "up", "own", "0.5",
)  # fmt: skip
PATHS = st.lists(
    st.sampled_from(
        ["parties", "city", "union", "prefers", "options", "sell", "views", "is", "statements",
         "issues", "wages", "tracks", "patience", "until", 0, 1, 7, -1, "", "x"]
    ),
    max_size=5,
).map(json.dumps)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(KNOWN), st.sampled_from(HOSTILE), PATHS, st.text(max_size=20).filter(
        lambda text: not any(0xD800 <= ord(mark) < 0xE000 for mark in text)
    ),
)  # fmt: skip


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """An act, and fields for it: its own and others."""
    key = draw(st.sampled_from(sorted(ACTS)))
    names = [*ACTS[key].fields, "where", "path", "value"]
    fields = {name: draw(VALUES) for name in names if draw(st.booleans())}
    return key, fields


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=25 * MORE)
@given(sent=st.lists(requests(), min_size=1, max_size=8))
def test_no_form_breaks_anything(name: str, sent: list[tuple[str, dict[str, str]]]) -> None:
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "desk"
        folder.mkdir()
        (folder / f"{name}.yaml").write_bytes(shipped_bytes(name))
        desk, keys = Desk(folder), Keys()
        client = TestClient(application(desk, keys, PORT), base_url=BASE)
        client.get(f"/?token={keys.token()}")
        case = desk.open_file(f"{name}.yaml")
        for act, fields in sent:
            before = case.line(MAIN).text
            answer = client.post(
                f"/case/{case.slot}/do/{quote(act)}",
                data={"line": MAIN, "seen": str(case.line(MAIN).revision), **fields},
                follow_redirects=False,
            )
            assert answer.status_code in {303, 409, 422}, (act, fields, answer.text[:500])
            if answer.status_code == 303:
                page = client.get(answer.headers["location"])
                assert page.status_code in {200, 422}, (act, fields, page.text[:2000])
                assert "<script>alert" not in page.text and "<img src=x" not in page.text
            else:
                assert case.line(MAIN).text == before
            assert case.line(MAIN).version.case is not None
        desk.close()
        assert [one.name for one in Path(parent).iterdir()] == ["desk"]
        assert {one.suffix for one in folder.iterdir()} <= {".yaml", ".journal"}


#: endpoints that addresses lead to, and the one that is long at work: it writes the brief anew
LOOKED_AT = {key for key, one in ENDPOINTS.items() if one.method == "GET"}
BUNDLE = "brief/bundle"
QUERIES = st.dictionaries(
    st.sampled_from(
        ["view", "hypothesis", "line", "at", "page", "pinned", "concept", "to", "columns", "filter",
         "sort", "code", "party", "state", "doc", "q", "size", "test", "day", "audience", "term"]
    ),
    VALUES,
    max_size=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenCase, TestClient]]:
    """A case that is only looked at, so that all draws may share it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "case.yaml").write_bytes(shipped_bytes("harbour-2031"))
    desk, keys = Desk(folder), Keys()
    client = TestClient(application(desk, keys, PORT), base_url=BASE)
    client.get(f"/?token={keys.token()}")
    yield desk.open_file("case.yaml"), client
    desk.close()


@settings(max_examples=50 * MORE)
@given(query=QUERIES)
def test_no_address_breaks_a_screen(
    harbour: tuple[OpenCase, TestClient], query: dict[str, str]
) -> None:
    case, client = harbour
    for key in SCREENS:
        page = client.get(f"/case/{case.slot}/{key}", params=query)
        assert page.status_code in {200, 422}, (key, query, page.text[:2000])
        assert "<script>alert" not in page.text and "<img src=x" not in page.text
    for key in LOOKED_AT - {BUNDLE}:
        answer = client.get(f"/case/{case.slot}/x/{key}", params=query)
        assert answer.status_code < 500, (key, query, answer.text[:2000])


@settings(max_examples=4 * MORE)
@given(query=QUERIES, ticked=st.sets(st.sampled_from(["evidence", "documents"])))
def test_no_address_breaks_a_bundle(
    harbour: tuple[OpenCase, TestClient], query: dict[str, str], ticked: set[str]
) -> None:
    case, client = harbour
    sent = query | dict.fromkeys(ticked, "on")
    answer = client.get(f"/case/{case.slot}/x/{BUNDLE}", params=sent)
    assert answer.status_code < 500, (sent, answer.text[:2000])


FIELDS = (
    "said", "doc", "start", "end", "act", "party", "towards", "issue", "negated", "note", "target",
    "into_case", "gist", "seen", "agree", "accept", "reject", "bulk", "pick", "name", "path", "pin",
    "line", "back", "look", "to", "without", "form",
)  # fmt: skip
SENT = st.one_of(
    VALUES, st.sampled_from(["e1", "e2", "e1:deadline", "1", "a.txt", "accept", "html"])
)
TEXT = b"Dr Vey of the Union said on 3 March 2031: We will strike unless the city reopens talks.\n"
UPLOADS = st.tuples(
    st.one_of(
        st.sampled_from(["a.txt", "b.html", "c.docx", "d.pdf", "e.jsonl.gz", "../f.txt", "CON",
                         "g.zip", ".h", "-i.txt", "j\u202etxt.exe", "k" * 300, "", "/", "l.eml"]),
        st.text(max_size=12).filter(lambda text: text.isprintable()),
    ),
    st.one_of(
        st.binary(max_size=200),
        st.sampled_from([TEXT, b"PK\x03\x04" + TEXT, b"%PDF-1.7\n" + TEXT, b"\x1f\x8b" + TEXT,
                         b"<p>" + TEXT + b"<script>alert(1)</script>", b"{" * 3000,
                         b"\xff\xfe" + TEXT,
                         b'{"text": "' + TEXT[:-1] + b'"}\n', b"<" * 5000, b"[" * 100_000]),
    ),
)  # fmt: skip


@st.composite
def posts(draw: st.DrawFn) -> tuple[str, dict[str, str], list[tuple[str, bytes]]]:
    """An endpoint that takes forms, with fields and files for it."""
    keys = sorted(key for key, one in ENDPOINTS.items() if one.method == "POST")
    names = draw(st.lists(st.sampled_from(FIELDS), max_size=8, unique=True))
    files: list[tuple[str, bytes]] = draw(st.lists(UPLOADS, max_size=3))
    key = draw(st.sampled_from(["evidence/upload", *keys] if files else keys))
    return key, {name: draw(SENT) for name in names}, files


@settings(max_examples=6 * MORE)
@given(sent=st.lists(posts(), min_size=1, max_size=6))
def test_no_form_or_file_breaks_an_endpoint(
    sent: list[tuple[str, dict[str, str], list[tuple[str, bytes]]]],
) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as parent:
        folder = Path(parent) / "desk"
        folder.mkdir()
        (folder / "case.yaml").write_bytes(shipped_bytes("harbour-2031"))
        desk, keys = Desk(folder), Keys()
        client = TestClient(application(desk, keys, PORT), base_url=BASE)
        client.get(f"/?token={keys.token()}")
        case = desk.open_file("case.yaml")
        upload = f"/case/{case.slot}/x/evidence/upload"
        client.post(upload, files=[("file", ("first.txt", TEXT, "text/plain"))])
        for key, fields, files in sent:
            answer = client.post(
                f"/case/{case.slot}/x/{key}",
                data=fields,
                files=[("file", (name, data, "text/html")) for name, data in files] or None,
                follow_redirects=False,
            )
            assert answer.status_code in {303, 409, 422}, (key, fields, files, answer.text[:500])
            assert answer.headers.get("location", "/case/").startswith("/case/")
            for query in ("", "?show=proposals", "?show=history", "?said=e1", "?q=strike"):
                page = client.get(f"/case/{case.slot}/evidence{query}")
                assert page.status_code in {200, 422}, (key, fields, files, page.text[:2000])
                assert "<script>alert" not in page.text and "<img src=x" not in page.text
            assert case.line(MAIN).version.case is not None
        client.post(f"/case/{case.slot}/x/evidence/stop")
        for job in list(desk.jobs._jobs.values()):
            job.wait(30)
        desk.close()
        assert [one.name for one in Path(parent).iterdir()] == ["desk"]
        assert {one.name.partition(".")[0] for one in folder.iterdir()} <= {"case", ""}


@pytest.mark.parametrize("path", ["model", "x/none", "do/none", "line/none", "figure/model/x.svg"])
@pytest.mark.parametrize("slot", ["none", "..", "%00", "a%2Fb", "<b>"])
def test_addresses_that_lead_nowhere_say_so(bench: Bench, slot: str, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = bench.client.request(method, f"/case/{quote(slot, safe='%')}/{path}")
        assert 400 <= answer.status_code < 500
        assert "Traceback" not in answer.text


EVIL = """\
title: "<script>alert(1)</script>"
question: "\\"><img src=x onerror=alert(1)>"
parties:
  a:
    name: "<script>alert('a')</script>"
    voices: ["<img src=x onerror=alert(2)>"]
    options:
      x: "<script>alert('x')</script>"
      y: {does: "{{ 7*7 }}", levels: [none, some, "most"]}
    prefers: [{is: x, note: "<script>alert('n')</script>", basis: reported, because: [s1]}]
  b:
    name: "\u05e9\u05dc\u05d5\u05dd \u202e</bdi><script>alert(3)</script>"
    options: {z: "</textarea><script>alert('z')</script>"}
    prefers: [z if x]
outcomes: {deal: {when: x and z, name: "<script>alert('o')</script>"}}
views: {a: {b: {prefers: [not z]}}}
stories: {a: {kind: "<script>alert('k')</script>", roles: {b: "<img src=x onerror=alert(4)>"}}}
meanings: {"word": {a: "<script>alert('m')</script>", b: z}}
issues: {w: {asks: "<script>alert('i')</script>", positions: {a: "<img src=x>"}}}
grievances: [{event: "<script>alert('g')</script>", readings: {a: "<script>alert(5)</script>"}}]
tracks: {t: {name: "<script>alert('t')</script>", parties: [a], sessions: [{date: 2031-02-20}]}}
deadlines: [{what: "<script>alert('d')</script>", date: 2031-05-01, binds: [a]}]
statements:
  - id: s1
    by: "<script>alert('b')</script>"
    party: a
    act: threat
    gist: "<img src=x onerror=alert(6)>"
    source: g
    basis: reported
sources: {g: {title: "<script>alert('s')</script>"}}
"""


def test_no_text_of_a_case_becomes_markup(bench: Bench) -> None:
    case = bench.write(EVIL)
    assert case.line(MAIN).version.problems == ()
    pages = ["/"] + [
        f"/case/{case.slot}/{key}{query}" for key in SCREENS for query in ("", "?view=a")
    ]
    for path in pages:
        page = bench.get(path)
        for sign in ("<script>alert", "<img src=x", "onerror=alert(1)>", "49</"):
            assert sign not in page, (path, sign)
