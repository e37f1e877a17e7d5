"""Evidence on screen: documents in, statements read, coded, attached, proposed; nothing breaks."""

from __future__ import annotations

import io
import json
import re
import sys
import threading
import time
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from detente.case import load
from detente.reading.models import choose_model
from detente.reading.store import change_store, open_store
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.evidence import intake, leaf
from detente.workbench.screens.evidence.naming import label_of
from tests.workbench.conftest import Bench
from tests.workbench.test_pages import _Page

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


# ---------------------------------------------------------------------------- documents in


def test_documents_go_into_the_store_beside_the_case_and_nowhere_else(
    bench: Bench, river: OpenCase
) -> None:
    page = settled(bench, river)
    assert "Talks on the Elva" in page and "1 document read" in page
    there = {path.name for path in bench.desk.folder.iterdir()}
    kept = {"river.evidence.sqlite", "river.evidence.sqlite-wal", "river.evidence.sqlite-shm"}
    assert {name for name in there if "evidence" in name} <= kept
    assert ".river.unread" not in there
    store = open_store(river.path)
    assert store is not None
    with store:
        document = next(iter(store.documents()))
        assert (document.name, document.path) == ("talks.txt", "talks.txt")
        assert store.raw("talks.txt") == TALKS.encode()


def test_damaged_files_are_named_with_their_reason_and_the_rest_goes_on(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    page = send(
        bench, case, ("broken.pdf", b"%PDF-1.4 nonsense"), ("empty.txt", b""),
        ("talks.txt", TALKS.encode()), ("bomb.docx", bomb()),
    )  # fmt: skip
    assert "1 document read" in page
    for name in ("broken.pdf", "empty.txt", "bomb.docx"):
        assert f"<bdi>{name}</bdi>: " in page


def bomb() -> bytes:
    """A DOCX whose text unpacks to a thousand times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w>" + b" " * 300_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\minutes.txt", "minutes.txt"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("zero\u200bwidth.txt", "zero width.txt"),
        ("", "document"),
        ("..", "document"),
        ("-rf.txt", "document rf.txt"),
        ("x" * 500 + ".jsonl.gz", "x" * 111 + ".jsonl.gz"),
        ("\ud800.txt", "document.txt"),
    ],
)
def test_names_are_shown_and_never_used_as_paths(name: str, label: str) -> None:
    assert label_of(name) == label


def test_two_files_of_one_name_in_one_upload_stay_two() -> None:
    assert label_of("a/x.txt", ["x.txt"]) == "x (2).txt"


def test_hostile_documents_are_shown_as_text(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    name = "<img src=x onerror=alert(1)>\u202e.txt"
    page = send(bench, case, (name, HOSTILE.encode()))
    pages = [page, *(settled(bench, case, query) for query in QUERIES)]
    for one in pages:
        assert "<img" not in one and "<script>alert" not in one
        assert "\u202e.txt" not in one and ">49," not in one
    assert "&lt;script&gt;alert(1)" in bench.get(f"/case/{case.slot}/evidence?doc=1")


QUERIES = (
    "?doc=1", "?doc=1&said=e1", "?doc=1&sel=0-20", "?doc=1&para=2", "?doc=1&at=9", "?said=e1",
    "?show=quotes", "?show=quotes&word=canal", "?show=proposals", "?show=rests",
    "?show=rests&of=all", "?show=words", "?show=words&term=canal", "?show=words&by=doc",
    "?show=codings", "?show=codings&kind=hand", "?show=history", "?q=canal", '?q="',
)  # fmt: skip
NONSENSE = (
    "?doc=99", "?doc=-1", "?doc=999999999999", "?doc=x", "?said=e999", "?said=%00",
    "?doc=1&said=zz",
    "?doc=1&sel=5-2", "?doc=1&sel=0-99999999999", "?doc=1&sel=a-b", "?doc=1&para=99999",
    "?doc=1&page=0", "?doc=1&page=999", "?doc=1&at=99999999", "?show=nothing", "?q=%00%FF",
    "?q=" + "a" * 3000, "?show=quotes&act=nonsense&issue=%FF&page=9999", "?show=words&by=nothing",
    "?show=words&term=" + "%F0%9F%92%A7" * 40, "?show=proposals&party=zz&page=88",
    "?show=codings&kind=zz", "?show=rests&kind=zz&page=-4",
)  # fmt: skip


def test_no_address_breaks_the_screen(bench: Bench, river: OpenCase) -> None:
    for query in (*QUERIES, *NONSENSE):
        settled(bench, river, query)


def test_every_part_is_there_before_the_first_document(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    for query in ("", *QUERIES):
        assert "No documents yet" in bench.get(f"/case/{case.slot}/evidence{query}")


def test_a_store_that_is_none_is_said_to_be(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    case.path.with_name("river.evidence.sqlite").write_bytes(b"nothing of ours" * 100)
    assert "cannot be used" in bench.get(f"/case/{case.slot}/evidence")
    do(bench, case, "undo", status=422)


def test_a_shipped_case_gets_its_file_first_and_says_so(bench: Bench) -> None:
    case = bench.desk.open_shipped("prisoners-dilemma")
    page = bench.get(f"/case/{case.slot}/evidence")
    assert "adding documents first writes it" in page and not case.path.exists()
    page = send(bench, case, ("talks.txt", TALKS.encode()))
    assert "written into your folder first" in page and "prisoners-dilemma.yaml" in page
    assert load(case.path).id == "prisoners-dilemma"
    assert case.path.with_name("prisoners-dilemma.evidence.sqlite").exists()


def test_a_reading_that_was_stopped_goes_on_after_a_restart(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bench.write(CASE, "river.yaml")
    with monkeypatch.context() as patched:
        patched.setattr(intake, "go_on", lambda sheet, fast: None)  # as if the program had ended
        page = send(bench, case, ("a.txt", TALKS.encode()), ("b.txt", HOSTILE.encode()))
    assert "2 files wait" in page
    waiting = case.path.with_name(".river.unread")
    assert {path.suffix for path in waiting.iterdir()} == {".txt", ".json"}
    do(bench, case, "go")
    assert "2 documents read" in settled(bench, case) and not waiting.exists()


def test_stop_keeps_what_was_read_and_the_rest_waits(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = bench.write(CASE, "river.yaml")
    lines = [
        json.dumps({"id": f"d{k}", "text": f'"We demand {k} gauges," said Amina Bello.'})
        for k in range(90)
    ]
    counted, stopped = intake._count, threading.Event()

    def slowly(*read: Any) -> None:
        counted(*read)
        stopped.wait(20)

    monkeypatch.setattr(intake, "_count", slowly)
    corpus = ("corpus.jsonl", "\n".join(lines).encode())
    bench.client.post(f"/case/{case.slot}/x/evidence/upload", files=[("files", corpus)])
    do(bench, case, "drop", status=422)
    do(bench, case, "undo", status=422)
    assert "Stopping after this document" in do(bench, case, "stop")
    stopped.set()
    page = settled(bench, case)
    assert "Stopped. What was read is kept" in page and "1 file waits" in page
    do(bench, case, "go")
    page = settled(bench, case)
    assert "90 documents read" in page and "had been read before" in page
    do(bench, case, "close")
    assert "reading-told" not in settled(bench, case)


def test_what_waits_can_be_thrown_away(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    case = bench.write(CASE, "river.yaml")
    monkeypatch.setattr(intake, "go_on", lambda sheet, fast: None)
    send(bench, case, ("a.txt", TALKS.encode()))
    do(bench, case, "drop")
    assert "waits" not in settled(bench, case)
    assert not case.path.with_name(".river.unread").exists()


def test_a_new_version_of_a_document_keeps_its_statements(bench: Bench, river: OpenCase) -> None:
    number = said(river, "finish the dam")
    do(bench, river, "code", said=number, act="threat", party="uplands")
    page = send(bench, river, ("talks.txt", ("A line before.\n\n" + TALKS).encode()))
    assert "replaced by what you sent" in page and "found at another place" in page
    assert said(river, "finish the dam") == number


def test_an_upload_beyond_the_bound_is_refused(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    answer = bench.client.post(
        f"/case/{case.slot}/x/evidence/upload",
        content=b"x", headers={"content-length": str(300 * 1024 * 1024)},
    )  # fmt: skip
    assert answer.status_code == 413
    answer = bench.client.post(f"/case/{case.slot}/x/evidence/upload", data={"line": "main"})
    assert answer.status_code == 422 and "no file was sent" in answer.text.casefold()


# ---------------------------------------------------------------------------- people


def test_agreeing_and_correcting_are_codings_by_hand(bench: Bench, river: OpenCase) -> None:
    number = said(river, "finish the dam")
    do(bench, river, "coder", name="Noor")
    do(bench, river, "code", said=number, agree="yes")
    do(bench, river, "code", said=number, act="threat", party="uplands", towards="delta", note="x")
    page = settled(bench, river, "?show=codings&kind=differ")
    assert "Noor" in page and "threat" in page
    page = bench.get(f"/case/{river.slot}/evidence?said={number}")
    assert "by-hand" in page and "undo" in page.casefold()
    do(bench, river, "code", status=422, said=number, act="nonsense")
    do(bench, river, "code", status=422, said="e99", act="threat")


def test_what_is_rejected_counts_nowhere_and_comes_back(bench: Bench, river: OpenCase) -> None:
    number = said(river, "finish the dam")
    do(bench, river, "reject", said=number)
    assert "finish the dam" not in settled(bench, river, "?show=quotes")
    assert "finish the dam" in settled(bench, river, "?show=codings&kind=rejected")
    do(bench, river, "restore", said=number)
    assert "finish the dam" in settled(bench, river, "?show=quotes")


def test_the_store_has_an_undo_of_its_own(bench: Bench, river: OpenCase) -> None:
    text = river.lines["main"].text
    number = said(river, "finish the dam")
    do(bench, river, "reject", said=number)
    assert "finish the dam" in do(bench, river, "undo", back="?show=quotes")
    assert "Redo" in settled(bench, river, "?show=history")
    do(bench, river, "redo")
    assert "finish the dam" not in settled(bench, river, "?show=quotes")
    assert river.lines["main"].text == text and not river.lines["main"].done


def test_words_are_attached_to_an_option_and_named_as_its_reason(
    bench: Bench, river: OpenCase
) -> None:
    start = TALKS.index("Minister")
    do(
        bench, river, "attach", back="?doc=1", doc=1, start=start, end=start + 14, act="position",
        party="uplands", target="option:uplands.dam", into_case="yes", gist="the dam comes",
        note="our note",
    )  # fmt: skip
    text = river.lines["main"].text
    assert "dam: {does: Finish the dam, because: [s2]}" in text
    assert "gist: the dam comes" in text and "note: our note" in text
    assert "# as the ministry has it" in text and text.endswith("\n")
    assert river.lines["main"].undo_label == "Let option:uplands.dam rest on s2"
    store = open_store(river.path)
    assert store is not None
    with store:
        assert [link.path for link in store.links()] == ["parties.uplands.options.dam"]
    page = settled(bench, river, "?show=rests")
    assert "2 of 3 options</strong> rest on no quote" in page
    bench.client.post(f"/case/{river.slot}/line/undo", data={"line": "main"})
    assert river.lines["main"].text == CASE


def test_a_preference_in_a_view_an_issue_and_a_statement_can_rest_on_words(
    bench: Bench, river: OpenCase
) -> None:
    quote = said(river, "finish the dam")
    for target in ("preference:uplands.2", "issue:flow"):
        do(
            bench, river, "attach", said=quote, act="position", party="uplands", target=target,
            into_case="yes",
        )  # fmt: skip
    text = river.lines["main"].text
    assert "{is: dam, because: [s2]}" in text and text.count("id: s2") == 1
    assert "because" in text.split("issues:")[1].splitlines()[0]
    other = said(river, "water be released")
    do(bench, river, "attach", said=other, act="demand", party="delta", target="statement:s1")
    assert "water be released" in river.lines["main"].text.split("id: s1")[1].splitlines()[0]
    do(
        bench, river, "attach", status=422, said=other, act="demand", party="delta",
        target="statement:s1",
    )  # fmt: skip


def test_a_quote_that_the_case_cannot_take_is_not_left_in_the_store(
    bench: Bench, river: OpenCase
) -> None:
    page = do(
        bench, river, "attach", status=422, back="?doc=1", doc=1, start=0, end=5, act="position",
        target="option:uplands.dam", into_case="yes",
    )  # fmt: skip
    assert "which party speaks" in page
    store = open_store(river.path)
    assert store is not None
    with store:
        assert not list(store.links()) and all(one.found for one in store.statements())
    for start, end in ((-5, 3), (3, 3), (0, 10**9), (17, 19)):
        do(bench, river, "attach", status=422, doc=1, start=start, end=end, act="position")


def test_proposals_are_accepted_and_rejected_one_by_one_and_together(
    bench: Bench, river: OpenCase
) -> None:
    page = settled(bench, river, "?show=proposals")
    keys = re.findall(r'name="accept" value="([^"]+)"', page)
    assert len(keys) >= 3
    do(bench, river, "decide", accept=keys[0])
    assert river.lines["main"].undo_label == "Accept 1 statement from documents"
    assert "# the end" in river.lines["main"].text
    do(bench, river, "decide", reject=keys[1])
    left = re.findall(r'name="accept" value="([^"]+)"', settled(bench, river, "?show=proposals"))
    assert left == keys[2:]
    do(bench, river, "decide", status=422, bulk="accept")
    do(bench, river, "decide", bulk="accept", pick=left)
    page = settled(bench, river, "?show=proposals")
    assert "Nothing to propose" in page
    case = river.lines["main"].version.case
    assert case is not None and len(case.statements) == 1 + len(keys) - 1
    bench.client.post(f"/case/{river.slot}/line/undo", data={"line": "main"})
    again = settled(bench, river, "?show=proposals")
    assert re.findall(r'name="accept" value="([^"]+)"', again) == left
    do(bench, river, "decide", status=422, reject="e1:nonsense")
    do(bench, river, "decide", status=422, accept="e99")


def test_a_date_that_binds_is_proposed_as_a_deadline(bench: Bench, river: OpenCase) -> None:
    number = said(river, "until 1 May")
    do(bench, river, "code", said=number, act="deadline", party="delta", towards="uplands")
    page = settled(bench, river, "?show=proposals&kind=deadline")
    assert f'value="{number}:deadline"' in page and "2032-05-01" in page
    do(bench, river, "decide", bulk="accept", pick=[number, f"{number}:deadline"])
    case = river.lines["main"].version.case
    assert case is not None
    (due,) = case.deadlines
    assert (due.date.value, due.binds, list(due.because)) == ("2032-05-01", ["uplands"], ["s2"])
    assert river.lines["main"].undo_label == "Accept 1 statement and 1 deadline from documents"


def test_a_document_is_taken_out_and_comes_back(bench: Bench, river: OpenCase) -> None:
    do(bench, river, "remove", name="talks.txt")
    assert "No documents yet: drop some above" in settled(bench, river)
    do(bench, river, "undo")
    assert "Talks on the Elva" in settled(bench, river)


def test_a_search_opens_the_place(bench: Bench, river: OpenCase) -> None:
    page = settled(bench, river, "?q=CANAL")
    assert "<mark>canal</mark>" in page
    at = TALKS.index("canal")
    assert f"doc=1&amp;at={at}" in page
    page = bench.get(f"/case/{river.slot}/evidence?doc=1&at={at}")
    assert re.search(r'class="para goal" id="b-\d+" data-goal', page)


def test_tables_can_be_taken_along_and_hold_no_formula(bench: Bench, river: OpenCase) -> None:
    send(bench, river, ("=cmd.txt", b'"-1+1 is enough," said Amina Bello.\n'))
    answer = bench.client.get(f"/case/{river.slot}/table/evidence/documents.csv")
    assert answer.status_code == 200 and "\n'=cmd.txt," in answer.text.replace("\r", "")
    settled(bench, river, "?show=quotes")
    assert bench.client.get(f"/case/{river.slot}/table/evidence/quotes.csv?show=quotes").status_code


def test_accepting_from_the_page_of_a_branch_changes_the_branch(
    bench: Bench, river: OpenCase
) -> None:
    branch = river.branch("main", "What if")
    page = settled(bench, river, f"?show=proposals&line={branch.key}")
    key = re.findall(r'name="accept" value="([^"]+)"', page)[0]
    do(bench, river, "decide", accept=key, line=branch.key)
    assert river.lines["main"].text == CASE and branch.text != CASE


# ---------------------------------------------------------------------------- the reader


def test_a_long_document_comes_in_pages_and_a_long_paragraph_in_parts(bench: Bench) -> None:
    case = bench.write(CASE, "river.yaml")
    text = "\n\n".join(f"Paragraph {k} of the minutes." for k in range(1, 151))
    send(bench, case, ("minutes.txt", text.encode()), ("one.txt", b"word " * 4000))
    page = bench.get(f"/case/{case.slot}/evidence?doc=1&para=100")
    assert "page 2 of 3" in page and "Paragraph 100 of" in page and "Paragraph 3 of" not in page
    page = bench.get(f"/case/{case.slot}/evidence?doc=2")
    assert page.count('class="para') == len(range(0, 20_000, leaf.LONGEST)) == 7


def test_sentences_are_stretches_of_the_paragraph() -> None:
    text = "  One here. “Two!” Three\nFour  "
    found = [text[start:end] for start, end in leaf.sentences(text, 0, len(text))]
    assert found == ["One here.", "“Two!”", "Three", "Four"]


def test_the_parts_of_a_page_are_its_text(bench: Bench, river: OpenCase) -> None:
    store = open_store(river.path)
    assert store is not None
    with store:
        document, statements = store.document(1), list(store.statements())
    blocks = leaf.blocks_of(document)
    shown = leaf.leaves(document.text, blocks, statements, (20, 60))
    for one in shown:
        assert (
            "".join(part.text for part in one.parts)
            == document.text[one.block.start : one.block.end]
        )
    begun = [part.said.id for one in shown for part in one.parts if part.said and part.begins]
    assert sorted(begun) == sorted(one.id for one in statements)


def test_two_statements_in_the_same_words_can_both_be_followed(
    bench: Bench, river: OpenCase
) -> None:
    first = said(river, "finish the dam")
    with change_store(river.path, at="2032-01-01") as keeper:
        one = keeper.statement(first)
        other = keeper.mark(1, one.start, one.end, act="offer", coder="Noor", at="2032-01-02")
    page = _Page(bench.get(f"/case/{river.slot}/evidence?doc=1&said={other}"))
    assert {f"m-{first}", f"m-{other}"} <= set(page.ids) and page.twice == []


def test_nothing_is_written_through_a_link(bench: Bench, tmp_path: Path) -> None:
    case = bench.write(CASE, "river.yaml")
    outside = tmp_path / "outside"
    outside.mkdir()
    try:
        case.path.with_name(".river.unread").symlink_to(outside, target_is_directory=True)
    except OSError:  # a system that gives links to nobody
        return
    answer = bench.client.post(
        f"/case/{case.slot}/x/evidence/upload", files=[("files", ("a.txt", b"words"))]
    )
    assert answer.status_code == 422 and not list(outside.iterdir())


def test_every_page_of_it_is_whole(bench: Bench, river: OpenCase) -> None:
    number = said(river, "finish the dam")
    do(bench, river, "code", said=number, act="threat", party="uplands")
    do(bench, river, "attach", said=number, act="threat", party="uplands", target="issue:flow")
    do(bench, river, "reject", said=said(river, "water be released"))
    send(bench, river, ("other.txt", HOSTILE.encode()), ("broken.pdf", b"%PDF-1.4"))
    mine = (
        "?show=codings&kind=rejected",
        f"?said={number}",
        "?doc=2",
        f"?doc=1&sel=0-{len(TALKS)}",
    )
    for query in ("", *QUERIES, *mine):
        page = _Page(settled(bench, river, query))
        assert (page.twice, page.faults, page.nameless) == ([], [], []), query
        steps = zip([2, *page.levels], page.levels, strict=False)
        assert all(after - before <= 1 for before, after in steps), (query, page.levels)
        for link in page.links:
            address, anchor = urldefrag(link)
            if address.startswith(f"/case/{river.slot}/evidence"):
                there = _Page(
                    settled(bench, river, address.removeprefix(f"/case/{river.slot}/evidence"))
                )
                assert not anchor or anchor in there.ids, (query, link)
