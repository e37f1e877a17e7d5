"""The pages of evidence: whole at any address, each quote in its place."""

from __future__ import annotations

from urllib.parse import urldefrag

from detente.reading.store import change_store, open_store
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.screens.evidence import leaf
from tests.workbench.conftest import Bench
from tests.workbench.evidence.conftest import CASE, HOSTILE, QUERIES, TALKS, do, said, send, settled
from tests.workbench.test_pages import _Page

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
