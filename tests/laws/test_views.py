"""Laws of views: what a view with one difference can change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given

import detente
from tests.laws.small import (
    CONCEPTS,
    Raw,
    Small,
    draw_either,
    draw_table,
    load,
    verdicts,
)
from tests.strategies import draw_case
from tests.strategies.chance import RANDOM, examples


def view_rows(raw: Raw, concept: str) -> list[dict[str, Any]]:
    return list(detente.compare_views(load(raw), concepts=[concept]).to_rows())


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr"])
@examples(15)
@given(RANDOM)
def test_misread_preferences_do_not_move_nash_gmr_smr(concept: str, rng: Random) -> None:
    """T-H1."""
    game = draw_either(rng)
    raw = game.case()
    other = replace(
        game, ranks=tuple({c: rng.randrange(4) for c in ranks} for ranks in game.ranks)
    ).case()
    raw["views"] = {
        f"p{i}": {
            f"p{j}": {"ranking": other["parties"][f"p{j}"]["ranking"]}
            for j in range(game.n_parties)
            if j != i
        }
        for i in range(game.n_parties)
    }
    for row in view_rows(raw, concept):
        assert row["own"] == row["base"]


@pytest.mark.parametrize("concept", ["nash", "smr", "seq", "sseq"])
@examples(10)
@given(RANDOM)
def test_where_all_see_the_base_all_three_agree(concept: str, rng: Random) -> None:
    """T-H2, with views that repeat the base and views nested to the second level."""
    raw = draw_either(rng).case()
    names = list(raw["parties"])
    raw["views"] = {
        names[0]: {names[1]: {"ranking": raw["parties"][names[1]]["ranking"]}},
        f"{names[0]}.{names[1]}": {names[0]: {"ranking": raw["parties"][names[0]]["ranking"]}},
        names[1]: {"aware": True},
    }
    for row in view_rows(raw, concept):
        everybody = all(row["base"].values())
        assert row["own"] == row["base"]
        assert row["expected"] == dict.fromkeys(names, everybody)
        assert row["classes"] == (["steady", "consensus"] if everybody else [])


@pytest.mark.parametrize("concept", CONCEPTS)
@examples(15)
@given(RANDOM)
def test_who_expects_it_to_last_stays(concept: str, rng: Random) -> None:
    """T-H3, and how the classes lie in one another."""
    for row in view_rows(draw_case(rng), concept):
        for party, expected in row["expected"].items():
            if expected:
                assert row["own"][party]
        found = set(row["classes"])
        assert "consensus" not in found or all(row["own"].values())
        assert "hidden" not in found or "masked" in found
        assert "steady-by-mistake" not in found or "held-by-misreading" in found
        assert ("consensus" in found) == bool(found & {"steady", "steady-by-mistake"})
        assert ("imaginary" in found) == (row["base"] is None)


def one_difference(rng: Random, game: Small, raw: Raw) -> tuple[str, bool, bool] | None:
    """Give one party one difference: (the viewer, of its own options, more rather than less)."""
    i = rng.randrange(game.n_parties)
    viewer = f"p{i}"
    kind = rng.choice(["unseen", "unseen", "imagined", "freer", "tighter"])
    k = rng.randrange(len(game.owners))
    owner = game.owners[k]
    if kind == "unseen":
        if len(game.owners) == 1:
            return None
        level = rng.randrange(game.sizes[k])
        feasible = [c for c in game.states if game.levels(c)[k] == level]
        if not feasible:
            return None
        raw["views"] = {viewer: {"unseen": {f"o{k}": f"l{level}"}}}
        return viewer, owner == i, False
    if kind == "imagined":
        owner = rng.randrange(game.n_parties)
        raw["views"] = {viewer: {"imagined": {f"p{owner}": {"new": "A new one"}}}}
        if rng.random() < 0.5:
            raw["views"][viewer][viewer] = {
                "weights": {
                    game.is_state(code, "o{}"): 3 * game.ranks[i][code] for code in game.states
                }
                | {"new": rng.choice([-10, -4, -1, 0, 1, 4, 10])}
            }
        return viewer, owner == i, True
    if kind == "freer":
        raw["views"] = {viewer: {"one_way": {f"o{k}": False}}}
        return viewer, owner == i, True
    locked = [f"l{level}" for level in range(game.sizes[k])]
    raw["views"] = {viewer: {"one_way": {f"o{k}": locked}}}
    return viewer, owner == i, False


@examples(100)
@given(RANDOM)
def test_what_one_difference_in_what_can_be_done_may_change(rng: Random) -> None:
    """T-H4, on states that the view does not confuse."""
    game = draw_table(rng)
    raw = game.case()
    difference = one_difference(rng, game, raw)
    if difference is None:
        return
    viewer, own, more = difference
    base, seen = verdicts(raw), verdicts(raw, view=viewer)
    for (concept, party, code), stable in base.items():
        if party != viewer or (concept, party, code) not in seen:
            continue
        there = seen[concept, party, code]
        if not own and concept == "nash":
            assert there == stable
        elif own == more:
            assert stable or not there, (concept, code)  # it can only shrink
        else:
            assert there or not stable, (concept, code)  # it can only grow


@pytest.mark.parametrize("concept", ["nash", "seq", "sseq"])
@examples(20)
@given(RANDOM)
def test_correcting_everything_in_a_view_gives_the_base(concept: str, rng: Random) -> None:
    """T-H5."""
    raw = draw_case(rng)
    views = raw.get("views") or {}
    parties = [party for party, entry in raw["parties"].items() if entry.get("at_table", True)]
    party = rng.choice(parties)
    raw["views"] = {path: view for path, view in views.items() if path.split(".")[0] != party}
    assume(
        sum("imagined" in (view or {}) for view in views.values())
        == sum("imagined" in (view or {}) for view in raw["views"].values())
    )  # else codes that other views name may go with the option that this one imagined
    for row in view_rows(raw, concept):
        if row["base"] is not None:
            assert row["own"][party] == row["base"][party]


def worked_example() -> Iterator[tuple[int, dict[str, list[bool]], list[str]]]:
    """THEORY E.2, as printed: own, expects and base as (A, B), and the classes."""
    no, yes = False, True
    yield 0, {"own": [no, yes], "expected": [no, yes], "base": [yes, yes]}, ["masked", "illusory"]
    yield 1, {"own": [yes, no], "expected": [yes, no], "base": [yes, no]}, ["illusory"]
    yield 2, {"own": [no, yes], "expected": [no, no], "base": [no, yes]}, ["blind"]
    yield (
        3,
        {"own": [yes, yes], "expected": [yes, yes], "base": [yes, yes]},
        ["steady", "consensus", "blind"],
    )


def test_the_worked_example() -> None:
    raw = {
        "detente": 1,
        "id": "dilemma",
        "parties": {
            "A": {"name": "A", "options": {"a": "Defect"}, "ranking": [1, 0, 3, 2]},
            "B": {"name": "B", "options": {"b": "Defect"}, "ranking": [2, 0, 3, 1]},
        },
        "views": {"A": {"unseen": {"b": False}}},
    }
    rows = {row["code"]: row for row in view_rows(raw, "seq")}
    assert list(rows) == [0, 1, 2, 3]
    for code, expected, classes in worked_example():
        for kind, values in expected.items():
            assert [rows[code][kind][party] for party in "AB"] == values, (code, kind)
        assert rows[code]["classes"] == classes
