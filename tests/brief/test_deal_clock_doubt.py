"""Where a deal could be, until when all keep talking, and what survives in variations."""

from __future__ import annotations

from detente.brief.clock import clock
from detente.brief.deal import deal
from detente.brief.document import Block, Picture, Table, inlines_of, plain
from detente.brief.doubt import DRAWS, doubt
from detente.brief.lexicon import Lexicon
from detente.brief.material import Material, gather
from tests.brief.cases import case

HARBOUR = """
detente: 1
id: harbour
title: A harbour
as_of: 2031-03-01
parties:
  city: {name: The city, options: {build: Build}, prefers: [{is: build iff pay, doubt: 0.5}]}
  port: {name: The port, options: {pay: Pay}, prefers: [{is: pay if build, doubt: 0.2}, not pay]}
present: none
outcomes:
  works: {when: build and pay, name: Works}
issues:
  depth: {asks: How deep, levels: [shallow, deep]}
  price: {asks: What is paid, levels: [low, high]}
values:
  city: {depth: {weight: 1, shallow: 0, deep: 2}, price: {weight: 1, low: 3, high: 0}}
  port: {depth: {weight: 1, shallow: 0, deep: 3}, price: {weight: 1, low: 0, high: 2}}
walk_away: {city: 2, port: 2}
views: {port: {walk_away: {city: 4}}}
deadlines: [{what: The season opens, date: 2031-05-01, binds: [city]}]
patience: {port: {until: 2031-04/2031-06}}
"""
RANKED = """
detente: 1
id: ranked
title: Ranked
parties:
  a: {name: Ana, options: {x: Give}, ranking: [y, x + y, none, x]}
  b: {name: Bo, options: {y: Grant}, ranking: [x, x + y, none, y]}
present: none
"""


def material(text: str) -> Material:
    return gather(case(text))


def words(blocks: list[Block]) -> str:
    return " ".join(plain(inline) for block in blocks for inline in inlines_of(block))


def test_packages_in_the_base_and_as_each_side_sees_them() -> None:
    # worth (city, port): shallow low 3 0 | shallow high 0 2 | deep low 5 3 | deep high 2 5
    made = material(HARBOUR)
    blocks = deal(made, Lexicon(made))
    [table] = [block for block in blocks if isinstance(block, Table)]
    shown = {plain(line.head): [plain(cell.text) for cell in line.cells] for line in table.lines}
    assert shown["as this case assumes"][0] == "2 of 4"
    assert "How deep: deep" in shown["as this case assumes"][1]
    assert shown["as the port sees it"][0] == "1 of 4"  # it holds the city to need 4
    assert any(isinstance(block, Picture) for block in blocks)


def test_outcomes_where_only_rankings_are_known() -> None:
    made = material(RANKED)
    blocks = deal(made, Lexicon(made))
    [table] = [block for block in blocks if isinstance(block, Table)]
    [line] = table.lines
    # both leave both at least where the present does: it, and giving and granting
    assert plain(line.cells[0].text) == "2 of 4"
    assert "Give" in plain(line.cells[2].text)
    assert not any(isinstance(block, Picture) for block in blocks)


def test_who_stays_until_when() -> None:
    made = material(HARBOUR)
    told = words(clock(made, Lexicon(made)))
    assert "some day from 1 April 2031 to 1 May 2031; the city binds" in told
    assert "The season opens" in told
    nothing = material(RANKED)
    assert clock(nothing, Lexicon(nothing)) == []


def test_what_survives_in_variations() -> None:
    made = material(HARBOUR)
    blocks = doubt(made, Lexicon(made))
    assert f"{DRAWS} variations" in words(blocks)
    assert "no probabilities" in words(blocks)
    [table] = [block for block in blocks if isinstance(block, Table)]
    shares = {plain(line.head): int(plain(line.cells[0].text)) for line in table.lines}
    # 'Works' holds unless the port's first wish is left out or put behind its second: 0.2 of all
    assert 70 <= shares["Works"] <= 90
    assert "would no longer hold if one entry were otherwise" in words(blocks)
    sure = material(RANKED)
    assert doubt(sure, Lexicon(sure)) == []
