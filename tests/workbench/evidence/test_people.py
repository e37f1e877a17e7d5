"""What people do with the statements found: agree, reject, attach, propose."""

from __future__ import annotations

import re

from detente.reading.store import open_store
from detente.workbench.keeping.opened import OpenCase
from tests.workbench.conftest import Bench
from tests.workbench.evidence.conftest import CASE, TALKS, do, said, send, settled


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
