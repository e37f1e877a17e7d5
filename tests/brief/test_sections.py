"""The register of sections, and what each case gets of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.brief import write_brief
from detente.brief.document import Cell, Line, Pairs, Section, Table, plain, spans_of
from detente.brief.lexicon import Lexicon
from detente.brief.material import gather
from detente.brief.outline import PARTS, parts
from detente.brief.write import Brief
from detente.case import load
from tests.brief.cases import (
    ARABIC,
    GRAPH,
    LISTED,
    ONLY_PARTIES,
    TWO_BY_TWO,
    WITH_HOLE,
    case,
    large,
    shipped_brief,
)

TEXTS = (TWO_BY_TWO, ONLY_PARTIES, WITH_HOLE, GRAPH, ARABIC)


def test_the_order_is_that_of_the_pages() -> None:
    found = parts()
    assert [part.key for part in found] == [
        "summary",
        "stories",
        "words",
        "wants",
        "games",
        "outcomes",
        "hurts",
        "hope",
        "time",
        "sure",
    ]
    assert len({part.place for part in found}) == len(found) == len(PARTS)


@pytest.mark.parametrize("key", [part.key for part in parts()])
def test_each_section_takes_any_case_and_gives_a_section_or_nothing(key: str) -> None:
    for made in (*map(case, TEXTS), load("harbour-2031"), load("elmira-1991")):
        material = gather(made)
        section = PARTS[key](material, Lexicon(material))
        if section is None:
            continue
        assert isinstance(section, Section)
        assert section.key == key and section.title and section.blocks
        for block in section.blocks:
            assert all(isinstance(span.text, str) for span in spans_of(block))


@pytest.mark.parametrize("name", [*LISTED, "wide"])
def test_what_is_left_out_is_named_on_the_last_page(name: str) -> None:
    brief = shipped_brief(name)
    last = brief.document.sections[-1]
    assert last.key == "method"
    told = "".join(span.text for block in last.blocks for span in spans_of(block))
    for title, needs in brief.missing:
        assert title in told and needs in told
    shown = {section.title for section in brief.document.sections}
    assert shown.isdisjoint(title for title, _ in brief.missing)


def told_by(text: str, key: str) -> str:
    brief = write_brief(case(text))
    section = next(section for section in brief.document.sections if section.key == key)
    return "".join(span.text for block in section.blocks for span in spans_of(block))


def test_a_case_of_names_alone_gets_a_brief_that_says_what_is_missing() -> None:
    assert "not yet what each can do" in told_by(ONLY_PARTIES, "summary")
    assert "it needs options and preferences" in told_by(ONLY_PARTIES, "method")


def test_a_hole_is_named_and_the_rest_still_runs() -> None:
    told = told_by(WITH_HOLE, "method")
    assert "The preferences of Bruno are not given" in told
    assert "None of them can be judged" in told_by(WITH_HOLE, "outcomes")


def test_a_hole_leaves_the_answer_open_and_says_no_more() -> None:
    told = told_by(WITH_HOLE, "summary")
    asked = "What this case comes to"
    first = "Whether an outcome would hold for all cannot be judged: the preferences of Bruno"
    assert told.removeprefix(asked).startswith(first)
    assert "No outcome would hold" not in told


#: one of three parties says nothing, and a rival account and a view are there too
THIRD_HOLE = """
detente: 1
id: third
title: One of three says nothing
parties:
  a: {name: Ana, options: {go: Go first}, prefers: [go]}
  b: {name: Bruno, options: {follow: Follow}}
  c: {name: Cleo, options: {stay: Stay}, prefers: [stay, go]}
present: none
outcomes: {both: {when: go and follow, name: Both}}
hypotheses: {other: {a: {prefers: [not go]}}}
views: {a: {c: {prefers: [not stay]}}}
board: {positions: {a: {follow: true}, c: {go: true}}}
"""


@pytest.mark.parametrize(
    "brief",
    [
        lambda: shipped_brief("geneva-2022", "reported"),
        lambda: write_brief(case(WITH_HOLE)),
        lambda: write_brief(case(THIRD_HOLE)),
    ],
)
def test_what_cannot_be_judged_is_no_finding(brief: Callable[[], Brief]) -> None:
    """A verdict that stays open is never told as one that fails, in prose or under a figure."""
    page = brief().to_markdown()
    assert "cannot be judged: the preferences of" in page
    claims = (
        "would hold in any account", "No outcome would hold", "holds in none", "hold in none",
        "Would hold in", "none of these outcomes holds", "None is stable for all",
        "someone would move on", "somebody would leave", "changes no verdict", "would not hold",
        "None of the states shown is stable", "None of the accounts", "nothing would hold",
    )  # fmt: skip
    assert [claim for claim in claims if claim.casefold() in page.casefold()] == []


def test_a_large_case_is_counted_and_a_few_states_are_named() -> None:
    brief = write_brief(large())
    page = brief.to_html()
    assert "16,384 possible states, too many to list" in page
    assert len(page) < 500_000
    told = "".join(
        span.text for block in brief.document.sections[-1].blocks for span in spans_of(block)
    )
    assert "nobody was asked at each of them who would be surprised" in told


def test_the_graph_form_names_its_states() -> None:
    told = told_by(GRAPH, "outcomes")
    assert "Deal" in told and "s1" in told


def test_a_table_refuses_a_line_of_another_length() -> None:
    with pytest.raises(ValueError, match="a line of 1 cells under 3 heads"):
        Table((), ((), (), ()), (Line((), (Cell(()),)),))


def test_less_basis_leaves_out_what_is_weaker() -> None:
    full, less = (
        shipped_brief("geneva-2022"),
        shipped_brief("geneva-2022", "reported"),
    )
    assert len(less.material.inputs) < len(full.material.inputs)
    assert {entry.basis for entry in less.material.inputs if entry.part == "preferences"} == {
        "reported"
    }
    assert "reported entries only" in plain(
        tuple(span for fact in less.document.facts for says in fact.says for span in says)
    )


def test_a_position_that_no_level_stands_for_is_named_on_the_last_page() -> None:
    text = """
detente: 1
id: unplaced
title: A wage nobody can read
parties:
  firm: {name: The firm, options: {wage: {does: Wage, levels: [low, high]}}, prefers: [wage == low]}
  union: {name: The union, options: {strike: Strike}, prefers: [wage == high, not strike]}
present: {strike: true}
issues:
  pay: {asks: What is paid, positions: {union: plenty, firm: low}, options: [wage]}
"""
    brief = write_brief(case(text)).to_markdown()
    assert "On “What is paid”, the position of the union is no level of the option" in brief
    placed = write_brief(case(text.replace("plenty", "high"))).to_markdown()
    assert "is no level of the option" not in placed
    assert "The union asks of the others" in placed


def test_asks_with_the_same_verdict_as_granted_and_replied_are_judged_once() -> None:
    told = "".join(
        span.text
        for section in shipped_brief("geneva-2022").document.sections
        if section.key == "summary"
        for block in section.blocks
        for span in spans_of(block)
    )
    assert "with the best reply of Russia, “Forces near Ukraine: stand down”, Forces back" in told
    assert "Both hold in none of the four accounts: NATO would leave them." in told


def test_no_entry_of_an_outcome_says_twice_what_breaks_it() -> None:
    for name in ("geneva-2022", "harbour-2031", "elmira-1991"):
        for section in shipped_brief(name).document.sections:
            pairs = [b for b in section.blocks if isinstance(b, Pairs)]
            for pair in (pair for block in pairs for pair in block.pairs):
                assert sum(plain(one).count("What breaks it.") for one in pair.says) <= 1
