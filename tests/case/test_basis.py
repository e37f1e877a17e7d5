"""The same case on fewer grounds: what falls out, what stays, and that no code shifts."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case import Case, load, names, parse_case, restrict
from detente.case.model import Prefers, Ranking, Weights
from detente.errors import InputError

HEAD = """\
parties:
  city:
    options: {a: {does: A, basis: assumed}, b: B}
    prefers:
      - {is: a, basis: reported}
      - {is: b, basis: reading}
      - {is: a or b, basis: assumed}
      - a and b
      - {any: [a, {is: b, basis: reported}], basis: reading}
      - {any: [{is: a, basis: assumed}, {is: not b, basis: reading}], basis: reported}
"""


def preferences(case: Case, party: str = "city") -> Any:
    return case.parties[party].preferences


def kept(text: str, basis: str) -> Case:
    return restrict(parse_case(text), basis)


def test_all_is_the_case_itself() -> None:
    case = parse_case(HEAD)
    assert restrict(case, "all") is case


def test_another_word_is_no_basis() -> None:
    with pytest.raises(InputError, match="Did you mean 'reported'"):
        restrict(parse_case(HEAD), "reportd")
    with pytest.raises(InputError, match="no basis 'assumed'"):
        restrict(parse_case(HEAD), "assumed")


def test_statements_of_weaker_basis_fall_out_an_unmarked_one_counting_as_assumed() -> None:
    reported = preferences(kept(HEAD, "reported"))
    reading = preferences(kept(HEAD, "reading"))
    assert isinstance(reported, Prefers)
    assert isinstance(reading, Prefers)
    assert [s.alternatives for s in reported.statements] == [("a",)]
    assert [s.alternatives for s in reading.statements] == [
        ("a",),
        ("b",),
        ("a", "b"),
        ("not b",),
    ]


def test_rankings_and_weights() -> None:
    text = (
        "parties:\n"
        "  city:\n"
        "    options: {a: A}\n"
        "    ranking: [{is: a, basis: reading}, [none, {is: b, basis: reported}]]\n"
        "  union: {options: {b: B}, weights: {a: {is: 1, basis: reported}, b: 2}}\n"
    )
    city, union = (preferences(kept(text, "reported"), party) for party in ("city", "union"))
    assert isinstance(city, Ranking)
    assert [[entry.value for entry in rung] for rung in city.rungs] == [["b"]]
    assert isinstance(union, Weights)
    assert [term.expr for term in union.terms] == ["a"]


def test_preferences_that_lose_everything_are_a_hole() -> None:
    text = "parties: {city: {options: {a: A}, FORM}}"
    for form in ("prefers: [a]", "ranking: [a, none]", "weights: {a: 1}"):
        assert preferences(kept(text.replace("FORM", form), "reading")) is None
    empty = preferences(kept(text.replace("FORM", "prefers: []"), "reported"))
    assert isinstance(empty, Prefers)


def test_what_can_be_done_stays() -> None:
    text = HEAD + (
        "impossible: [{is: a and b, basis: assumed}, a]\nsame: [b]\n"
        "outcomes: {o: {when: a, name: O}}\nsources: {g: Gazette}\n"
    )
    case = kept(text, "reported")
    assert list(case.parties["city"].options) == ["a", "b"]
    assert [entry.value for entry in case.impossible] == ["a and b", "a"]
    assert [entry.value for entry in case.same] == ["b"]
    assert list(case.outcomes) == ["o"]
    assert list(case.sources) == ["g"]


@pytest.mark.parametrize(
    ("present", "reported", "reading"),
    [
        ("{a: {is: true, basis: reported}, b: {is: true, basis: reported}}", True, True),
        ("{a: {is: true, basis: reported}, b: {is: true, basis: reading}}", False, True),
        ("{a: {is: true, basis: reported}, b: true}", False, False),
        ("{is: a + b, basis: reading}", False, True),
        ("a", False, False),
        ("{}", True, True),
    ],
)
def test_a_present_of_which_a_part_falls_out_falls(
    present: str, reported: bool, reading: bool
) -> None:
    text = f"{HEAD}present: {present}\n"
    assert (kept(text, "reported").present is not None) is reported
    assert (kept(text, "reading").present is not None) is reading


def test_differences_of_views_and_hypotheses_fall_one_by_one() -> None:
    text = HEAD + (
        "  union: {options: {c: C, d: D}}\n"
        "impossible: [a and c, b and c]\n"
        "hypotheses: {h: {city: {prefers: [a]}, union: {prefers: [{is: c, basis: reported}]},"
        " expects: [x, {what: y, basis: reported}]}}\n"
        "views:\n"
        "  city:\n"
        "    union: {prefers: [c, {is: d, basis: reading}]}\n"
        "    unseen: {c: {is: true, basis: reported}, d: true}\n"
        "    imagined: {union: {e: {does: E, basis: reading}, f: F}}\n"
        "    one_way: {a: {is: up, basis: reported}, b: up}\n"
        "    impossible: [a and b]\n"
        "    possible: [a and c, {is: b and c, basis: reported}]\n"
        "    present: {a: true}\n"
        "    means: {w: a, v: {is: b, basis: reported}}\n"
        "    aware: {is: true, basis: reading}\n"
        "  city.union: {city: {prefers: [a]}}\n"
        "  union: {city: {basis: reported, prefers: [a, {is: b, basis: reading}]}}\n"
    )
    case = kept(text, "reported")
    assert list(case.hypotheses["h"].parties) == ["union"]
    assert [e.what.value for e in case.hypotheses["h"].expects] == ["y"]
    view = case.views["city"]
    assert view.parties == {}
    assert list(view.unseen) == ["c"]
    assert view.imagined == {}
    assert list(view.one_way) == ["a"]
    assert [e.value for e in view.impossible] == ["a and b"]
    assert [e.value for e in view.possible] == ["b and c"]
    assert view.present is None
    assert list(view.means) == ["v"]
    assert view.aware is None
    assert list(case.views) == ["city", "union"]
    inherited = case.views["union"].parties["city"].preferences
    assert isinstance(inherited, Prefers)
    assert [s.alternatives for s in inherited.statements] == [("a",)]
    reading = kept(text, "reading")
    assert list(reading.views["city"].imagined["union"]) == ["e"]
    assert reading.views["city"].aware is True
    assert names(case).options == names(reading).options == names(parse_case(text)).options
    assert [option.option for option in names(case).options] == ["a", "b", "c", "d", "e", "f"]


def test_parts_share_the_basis_of_what_they_belong_to_unless_they_have_their_own() -> None:
    text = HEAD + (
        "  union: {}\n"
        "stories:\n"
        "  city: {kind: x, roles: {city: y, union: {is: z, basis: assumed}}, basis: reported}\n"
        "  union: x\n"
        "issues:\n"
        "  i: {asks: x, positions: {city: {is: p, basis: reported}, union: q}}\n"
        "  j: {asks: x, positions: {city: p}}\n"
        "grievances: [{event: x, readings: {city: y}, basis: reading},\n"
        "  {event: {is: z, basis: reported}}]\n"
        "victory: {city: {is: a, basis: reported}, union: b}\n"
        "board: {positions: {city: {a: {is: true, basis: reported}, b: true}}}\n"
        "statements: [{id: s, party: city, act: offer, gist: g, basis: reported},"
        " {id: t, party: city, act: offer, gist: g}]\n"
        "levers: {never: [a], cost: {belief: 2}}\n"
    )
    case = kept(text, "reported")
    assert list(case.stories) == ["city"]
    assert list(case.stories["city"].roles) == ["city"]
    assert list(case.issues) == ["i"]
    assert list(case.issues["i"].positions) == ["city"]
    assert [g.event.value for g in case.grievances] == ["z"]
    assert list(case.victory) == ["city"]
    assert case.board is not None
    assert list(case.board.positions["city"]) == ["a"]
    assert [s.id for s in case.statements] == ["s"]
    assert case.levers is not None
    assert case.levers.never
    assert len(kept(text, "reading").grievances) == 2


def test_a_value_scale_that_loses_a_part_falls_whole() -> None:
    text = HEAD + (
        "issues: {i: {asks: x, levels: [l, h]}}\n"
        "values: {city: {i: {weight: 1, l: 0, h: {is: 1, basis: assumed}, basis: reported}}}\n"
    )
    assert kept(text, "reported").values == {}
    whole = kept(text.replace("basis: assumed}, basis", "basis: reported}, basis"), "reported")
    assert list(whole.values["city"]) == ["i"]


def test_the_flagship_on_what_is_reported() -> None:
    case = restrict(load("geneva-2022"), "reported")
    found = preferences(case, "russia")
    assert isinstance(found, Prefers)
    assert [s.alternatives for s in found.statements] == [("pledge=renounced",)]
    assert preferences(case, "nato") is None
    assert names(case).options == names(load("geneva-2022")).options
    assert case.origin.digest == load("geneva-2022").origin.digest
