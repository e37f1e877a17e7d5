"""Acts on what the parties prefer: statements, ladders, weights."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from detente.errors import InputError
from detente.game.compile import compile_game
from tests.workbench.acts.acting import Sheet, shipped

SMALL = """\
parties:
  a:
    options: {x: X, y: Y}
    prefers:   # first to last
      - not x   # one
      - {is: y, doubt: low}   # two
  b:
    options: {z: {does: Z, levels: [no, half, full]}}
    ranking: [x, [y + z=half, {is: code 2, doubt: high}], none]
  c: {}
hypotheses: {h: {b: {ranking: [z=full]}}}
"""
GRAPH = """\
parties: {a: {prefers: [s2, not s3]}, b: {ranking: [s1, [s2, s3]]}}
states: [s1, s2, s3]
moves: {a: [[s1, s2], [s2, s3]], b: [[s3, s1]]}
"""


def ranks(sheet: Sheet, party: str, view: str = "base", hypothesis: str | None = None) -> list[int]:
    """The place of every feasible state in a party's order, 0 for the worst."""
    game = compile_game(sheet.case, view, hypothesis)
    row = [int(game.rank(game.party_index(party))[k]) for k in game.states()]
    return [sorted(set(row)).index(rank) for rank in row]


# ---------------------------------------------------------------------------- statements


def test_statements_come_change_places_and_go() -> None:
    sheet = Sheet(SMALL)
    assert sheet.changed("prefers.add", party="a", **{"is": "x or y"}) == ([], ["- x or y"])
    assert sheet.labels[-1] == "a prefers ‘x or y’"
    assert sheet.changed(
        "prefers.add", party="a", at="0", basis="reading", **{"is": ["x", "y"]}
    ) == (
        [],
        ["- {any: [x, y], basis: reading}"],
    )
    assert sheet.changed("prefers.edit", party="a", at="2", **{"is": "y and x"}) == (
        ["- {is: y, doubt: low}   # two"],
        ["- {is: y and x, doubt: low}   # two"],
    )
    sheet.do("prefers.edit", party="a", at="0", **{"is": ["x", "not y", "y"]})
    assert "- {any: [x, not y, y], basis: reading}\n" in sheet.text
    sheet.do("prefers.edit", party="a", at="0", **{"is": "z=half"})
    assert "- {is: z=half, basis: reading}\n" in sheet.text
    assert sheet.changed("prefers.move", party="a", at="1", by="1") == (
        ["- not x   # one", "- {is: y and x, doubt: low}   # two"],
        ["- {is: y and x, doubt: low}   # two", "- not x   # one"],
    )
    for _ in range(4):
        sheet.do("prefers.remove", party="a", at="0")
    assert sheet.case.parties["a"].preferences is None
    sheet.do("prefers.add", party="a", **{"is": "x"})
    assert sheet.case.parties["a"].prefers is not None


def test_a_view_starts_from_the_statements_it_would_have_inherited() -> None:
    sheet = Sheet(SMALL)
    sheet.do("prefers.add", party="a", where="b", **{"is": "z"})
    assert "views: {b: {a: {prefers: [not x, {is: y, doubt: low}, z]}}}\n" in sheet.text
    sheet.do("prefers.remove", party="a", where="b.a", at="0")
    assert "b.a: {a: {prefers: [{is: y, doubt: low}, z]}}" in sheet.text
    sheet.do("prefers.move", party="a", where="hypothesis:h", at="1", to="0")
    assert "a: {prefers: [{is: y, doubt: low}, not x]}" in sheet.text
    for _ in range(2):
        sheet.do("prefers.remove", party="a", where="b.a", at="0")
    assert "b.a: {a: {prefers: []}}" in sheet.text
    assert set(ranks(sheet, "a", "b.a")) == {0}
    sheet.do("preferences.clear", party="a", where="b.a")
    assert "b.a" not in sheet.text
    with pytest.raises(InputError, match="nothing is said"):
        sheet.do("preferences.clear", party="a", where="b.a")


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"party": "a", "is": "not xx"}, r"called 'xx' \(character 5\)"),
        ({"party": "a", "is": "x ="}, "a level is expected"),
        ({"party": "a", "is": " "}, "the statement is empty"),
        ({"party": "a", "is": "x", "at": "3"}, "no entry 4"),
        ({"party": "b", "is": "x"}, "by a ladder, state by state, not by statements"),
        ({"party": "b", "is": "x", "where": "a"}, "by a ladder"),
        ({"party": "d", "is": "x"}, "no party called 'd'"),
        ({"party": "a", "is": "x", "where": "hypothesis:no"}, "no hypothesis called 'no'"),
        ({"party": "a", "is": "x", "doubt": "2"}, "from 0 to 1"),
        ({"party": "a", "is": "x", "basis": "seen"}, "not known here"),
    ],
)
def test_what_cannot_be_preferred_is_refused(fields: dict[str, str], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        Sheet(SMALL).do("prefers.add", **fields)


# ---------------------------------------------------------------------------- ladders


@pytest.mark.parametrize("name", ["elmira-1991", "chicken", "syria-iraq-1975", "harbour-2031"])
def test_an_order_written_out_is_the_order_that_was(name: str) -> None:
    sheet = shipped(name)
    for party in compile_game(sheet.case).parties:
        if sheet.case.parties[party].ranking is None:
            before = ranks(sheet, party)
            sheet.do("preferences.as_ranking", party=party)
            assert ranks(sheet, party) == before
    with pytest.raises(InputError, match="already"):
        sheet.do("preferences.as_ranking", party=party)


def test_a_views_order_is_written_out_in_the_view() -> None:
    sheet = shipped("harbour-2031")
    before = ranks(sheet, "union", "city")
    base = sheet.case.parties["union"].ranking
    sheet.do("preferences.as_ranking", party="union", where="city")
    assert sheet.case.parties["union"].ranking == base
    assert ranks(sheet, "union", "city") == before
    sheet.do("preferences.as_ranking", party="city", where="hypothesis:city_bluffs")
    assert sheet.case.hypotheses["city_bluffs"].parties["city"].ranking is not None


def ladder(sheet: Sheet, party: str = "b") -> str:
    ranking = sheet.case.parties[party].ranking
    assert ranking is not None
    return " > ".join(" = ".join(entry.value for entry in rung) for rung in ranking.rungs)


def test_states_climb_tie_and_part() -> None:
    sheet = Sheet(SMALL)  # codes: x 1, y 2, z=half 4, z=full 8
    assert ladder(sheet) == "x > y + z=half = code 2 > none"
    assert sheet.do("ranking.move", party="b", state="0", by="-1") == "b: none up"
    assert ladder(sheet) == "x > none > y + z=half = code 2"
    sheet.do("ranking.move", party="b", state="2", by="-1")
    assert ladder(sheet) == "x > none > code 2 > y + z=half"
    assert "{is: code 2, doubt: high}" in sheet.text
    sheet.do("ranking.tie", party="b", state="2", rung="0")
    assert ladder(sheet) == "x = code 2 > none > y + z=half"
    sheet.do("ranking.move", party="b", state="1", by="1")
    assert ladder(sheet) == "code 2 > x > none > y + z=half"
    sheet.do("ranking.place", party="b", state="6", at="0")
    assert ladder(sheet) == "y + z=half > code 2 > x > none"
    sheet.do("ranking.move", party="b", state="8", by="-1")  # it stood below the last
    assert ladder(sheet) == "y + z=half > code 2 > x > none > z=full"
    sheet.do("ranking.tie", party="b", state="11", rung="1")
    sheet.do("ranking.split", party="b", rung="1")
    assert ladder(sheet) == "y + z=half > code 2 > x + y + z=full > x > none > z=full"
    assert ranks(sheet, "b")[2] > ranks(sheet, "b")[11] > ranks(sheet, "b")[1]
    for fields in (
        {"state": "6", "by": "-1"},
        {"state": "5", "by": "1"},
        {"state": "12", "by": "1"},
    ):
        with pytest.raises(InputError):
            sheet.do("ranking.move", party="b", **fields)
    assert SMALL.splitlines()[:8] == sheet.text.splitlines()[:8]


def test_a_ladder_of_a_hypothesis_leaves_the_base_alone() -> None:
    sheet = Sheet(SMALL)
    sheet.do("ranking.move", party="b", state="0", by="-1", where="hypothesis:h")
    assert "hypotheses: {h: {b: {ranking: [z=full, none]}}}\n" in sheet.text
    sheet.do("ranking.move", party="b", state="0", by="-1", where="a.b")
    assert "a.b: {b: {ranking: [x, none, [y + z=half, {is: code 2, doubt: high}]]}}" in sheet.text
    assert ladder(sheet) == "x > y + z=half = code 2 > none"


def test_a_ladder_given_whole() -> None:
    sheet = Sheet(SMALL)
    rungs = [["0"], ["8", "2"], ["6"], ["1"]]
    sheet.do("ranking.set", party="b", rungs=json.dumps(rungs))
    assert ladder(sheet) == "none > z=full = code 2 > y + z=half > x"
    assert "{is: code 2, doubt: high}" in sheet.text
    sheet.do("ranking.set", party="c", rungs='[["3"], [], [1]]')
    assert "c: {ranking: [x + y, x]}" in sheet.text
    for sent in ("", "{}", "[1]", '[["1"], ["1"]]', "[[]]", '[["99"]]', "[[true]]", "[" * 9000):
        with pytest.raises(InputError):
            sheet.do("ranking.set", party="b", rungs=sent)
    with pytest.raises(InputError, match="not by a ladder"):
        sheet.do("ranking.set", party="a", rungs="[[1]]")


@pytest.mark.parametrize("order", list(permutations("012")))
def test_any_order_of_a_case_that_lists_its_states(order: tuple[str, ...]) -> None:
    sheet = Sheet(GRAPH)
    sheet.do("ranking.set", party="b", rungs=json.dumps([[code] for code in order]))
    assert ladder(sheet) == " > ".join(f"s{int(code) + 1}" for code in order)
    sheet.do("ranking.tie", party="b", state=order[2], rung="0")
    assert ladder(sheet) == f"s{int(order[0]) + 1} = s{int(order[2]) + 1} > s{int(order[1]) + 1}"
    sheet.do("preferences.as_ranking", party="a")
    assert ladder(sheet, "a") == "s2 > s1 > s3"
    assert sheet.text.splitlines()[1:] == GRAPH.splitlines()[1:]


def test_a_state_does_not_inherit_the_marks_of_the_one_whose_rung_it_takes() -> None:
    sheet = Sheet(
        "parties: {a: {options: {x: X, y: Y}, ranking: [{is: x, doubt: low}, {is: y, note: N}]}}\n"
    )
    sheet.do("ranking.set", party="a", rungs='[["3"], ["2"]]')
    assert "ranking: [x + y, {is: y, note: N}]" in sheet.text
    sheet.do("ranking.set", party="a", rungs='[["2", "0"], ["3"]]')
    assert "ranking: [[{is: y, note: N}, none], x + y]" in sheet.text


def test_a_party_without_a_ladder_says_so() -> None:
    with pytest.raises(InputError, match="prefers by statements, not by a ladder"):
        Sheet(SMALL).do("ranking.move", party="a", state="0", by="1")
    with pytest.raises(InputError, match="c has no ladder yet"):
        Sheet(SMALL).do("ranking.move", party="c", state="0", by="1")


# ---------------------------------------------------------------------------- weights


def test_weights() -> None:
    sheet = Sheet(SMALL)
    sheet.do("weights.set", party="c", expression="x and not y", weight="1.50")
    sheet.do("weights.set", party="c", expression="z=full", weight="-2")
    assert "  c: {weights: {x and not y: 1.50, z=full: -2}}\n" in sheet.text
    sheet.do("weights.set", party="c", expression="z == full", weight="3")
    assert "z=full: 3}" in sheet.text
    sheet.do("weights.set", party="c", expression="y", weight="0.1", where="a")
    assert "views: {a: {c: {weights: {x and not y: 1.50, z=full: 3, y: 0.1}}}}" in sheet.text
    sheet.do("weights.remove", party="c", expression="x and not y")
    sheet.do("weights.remove", party="c", expression="z == full")
    assert sheet.case.parties["c"].preferences is None
    for fields in ({"expression": "x", "weight": "much"}, {"expression": "q", "weight": "1"}):
        with pytest.raises(InputError):
            sheet.do("weights.set", party="c", **fields)
    with pytest.raises(InputError, match="has no weight"):
        sheet.do("weights.remove", party="c", expression="x")
