"""How views differ, and what words mean: both engines say the same, each difference with states."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from detente.case import Case, load, parse_case
from detente.game.compile import compile_game
from detente.game.symbolic import Diagrams
from detente.views import compare_meanings, misperceptions, orders
from tests.strategies import draw_case, to_yaml

SEEDS = range(25)


def drawn(seed: int) -> Case:
    return parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False)))


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "example"}


@pytest.mark.parametrize("sampled", [256, 0])
def test_misperceptions(sampled: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "_DRAWN", sampled)  # without draws, all is proved from formulas
    examples = 0
    for seed in SEEDS:
        case = drawn(seed)
        listed = list(misperceptions(case).to_rows())
        found = list(misperceptions(case, diagrams=Diagrams()).to_rows())
        assert [plain(row) for row in found] == [plain(row) for row in listed]
        for row, other in zip(found, listed, strict=True):
            assert (row["example"] is None) == (other["example"] is None)
            for one in (row, other):
                if one["example"] is not None:
                    check(case, one)
                    examples += 1
    assert examples > 12


def check(case: Case, row: dict[str, Any]) -> None:
    """The states of an example stand in the two games as it says."""
    above = ".".join(row["view"].split(".")[:-1]) or "base"
    for view, said in ((row["view"], row["example"]["here"]), (above, row["example"]["there"])):
        game = compile_game(case, view)
        first, second = (game.index(code) for code in row["example"]["states"])
        assert first is not None and second is not None
        rank = game.rank(game.party_index(row["about"]))
        words = {-1: "worse", 0: "as good", 1: "better"}
        assert words[int(rank[first] > rank[second]) - int(rank[first] < rank[second])] == said
    assert row["example"]["here"] != row["example"]["there"]


@pytest.mark.parametrize("name", ["harbour-2031", "geneva-2022"])
def test_meanings(name: str) -> None:
    case = load(name)
    listed = compare_meanings(case)
    found = compare_meanings(case, diagrams=Diagrams())
    rows = list(listed.to_rows())
    assert any(row["only"] for row in rows)
    assert list(found.to_rows(1 << 40)) == rows
    assert all(row["count"] == len(row["only"]) for row in rows if row["only"] is not None)
    assert [row["only"] for row in found.to_rows(1)] == [
        row["only"] and row["only"][:1] for row in rows
    ]
    assert str(found) == str(listed)
