"""Published rules on games whose answers are elementary calculus."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from detente.bargaining.division import Division
from detente.bargaining.fighting import Fight
from detente.bargaining.frontier import find_frontier
from detente.bargaining.judges import Judge, put_together
from detente.bargaining.packages import Axis
from detente.bargaining.points import load_solutions
from detente.bargaining.zone import count_zone

GOLDEN = Path(__file__).parent.parent / "golden" / "bargaining.yaml"
TABLE: dict[str, Any] = YAML(typ="safe").load(GOLDEN.read_text(encoding="utf-8"))
CLOSE = 1e-9


@pytest.mark.parametrize("case", TABLE["divisions"], ids=lambda case: case["name"])
@pytest.mark.parametrize("rule", ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"])
def test_dividing_one_thing(case: dict[str, Any], rule: str) -> None:
    division = Division(tuple(case["whole"]), tuple(case["powers"]), tuple(case["walk_away"]))
    share = getattr(division, rule)()
    if rule in case:
        assert division.values(share) == pytest.approx(case[rule], abs=CLOSE)
    else:  # every share is as good: all we ask is that it lies where both accept
        low, high = case["range"]
        assert low <= share <= high
    if "range" in case:
        assert division.zone() == pytest.approx(tuple(case["range"]), abs=CLOSE)


def test_no_share_where_both_ask_too_much() -> None:
    division = Division(walk_away=(0.7, 0.7))
    assert division.zone() is None
    assert division.nash() is None
    assert division.egalitarian() is None


def test_single_packages() -> None:
    table = TABLE["single_packages"]
    names = list(table["worth"])
    judges = [
        Judge(
            party,
            {"what": {name: Fraction(table["worth"][name][k]) for name in names}},
            floor=Fraction(table["walk_away"][k]),
        )
        for k, party in enumerate(("one", "two"))
    ]
    packages = put_together([Axis("what", tuple(names))], judges)
    frontier = find_frontier(packages)
    picked = [picks for row in range(len(frontier.worth)) for picks in frontier.of_row(row)]
    assert {packages.label(picks)["what"] for picks in picked} == set(table["frontier"])

    floor = np.array([packages.on_scale(judge.floor or Fraction()) for judge in judges])
    assert count_zone(packages, floor) == len(table["zone"])
    inside = find_frontier(packages, floor)
    gains = (inside.worth - floor).astype(object)
    for key, one in load_solutions().items():
        rows = np.flatnonzero(one.rule(gains)).tolist()
        chosen = {packages.label(p)["what"] for row in rows for p in inside.of_row(row)}
        assert chosen == set(table[key]), key


def test_the_range_of_deals_instead_of_a_fight() -> None:
    table = TABLE["fight"]
    fight = Fight((table["chance"], table["chance"]), tuple(table["costs"]))
    assert fight.range() == pytest.approx(table["range"], abs=CLOSE)
    assert fight.surplus() == pytest.approx(sum(table["costs"]), abs=CLOSE)


@pytest.mark.parametrize(
    ("chances", "empty"), [((0.9, 0.6), True), ((0.8, 0.6), False), ((0.6, 0.9), False)]
)
def test_too_much_hope_empties_the_range(chances: tuple[float, float], empty: bool) -> None:
    # empty exactly where p_A - p_B > c_A + c_B, here 0.25
    fight = Fight(chances, (0.15, 0.1))
    assert fight.too_hopeful() is empty
    assert (fight.range() is None) is empty


def test_a_prize_that_cannot_be_cut() -> None:
    fight = Fight((0.6, 0.6), (0.15, 0.1))
    assert fight.parts_inside((0.0, 1.0)) == ()
    assert fight.parts_inside((0.0, 0.5, 1.0)) == (0.5,)


def test_shares_are_cut_to_what_there_is() -> None:
    assert Fight((0.1, 0.1), (0.3, 0.2)).range() == pytest.approx((0.0, 0.3))
    assert Fight((0.95, 0.95), (0.3, 0.2)).range() == pytest.approx((0.65, 1.0))


def test_who_is_to_lose_more_than_peace_saves_does_not_wait() -> None:
    fight = Fight((0.6, 0.6), (0.15, 0.1))
    assert fight.cannot_wait(0.3)
    assert not fight.cannot_wait(0.2)
