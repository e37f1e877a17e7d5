"""`detente bargain` on whole cases: accounts, walk-aways, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

import detente
from detente.case import parse_case
from detente.cli import main
from detente.errors import CaseError, InputError

WATER = """\
detente: 1
id: water
title: Water for two valleys
parties:
  north: {options: {open: Open}, prefers: [not open]}
  south: {options: {pay: Pay}, prefers: [open]}
issues:
  price: {asks: What is paid, levels: [low, middle, high]}
  term: {asks: How long it binds, levels: [short, long]}
values:
  north:
    price: {weight: 0.5, low: 0, middle: 0.5, high: 1}
    term: {weight: 0.5, short: 1, long: 0}
  south:
    price: {weight: 0.3, low: 1, middle: 0.5, high: 0}
    term: {weight: 0.7, short: 0, long: 1}
"""
# worth to north, south: low short .5 .3 | middle short .75 .15 | high short 1 0
#                        low long  0 1  | middle long .25 .85  | high long  .5 .7


def rows(text: str, *args: Any, **more: Any) -> list[dict[str, Any]]:
    return list(detente.bargain(parse_case(text), *args, **more).to_rows())


def of_kind(found: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [row for row in found if row["kind"] == kind]


def test_zone_frontier_and_points_by_hand() -> None:
    found = rows(WATER + "walk_away: {north: 0.3, south: 0.2}\n")
    [zone] = of_kind(found, "zone")
    # low short (.5, .3) is in the zone, though high long (.5, .7) betters it for the south
    assert (zone["packages"], zone["inside"], zone["frontier"]) == (6, 2, 5)
    assert zone["levels"] == {"price": ["low", "high"], "term": ["short", "long"]}
    frontier = {tuple(row["package"].values()): row["values"] for row in of_kind(found, "frontier")}
    assert frontier == {
        ("high", "short"): {"north": 1.0, "south": 0.0},
        ("middle", "short"): {"north": 0.75, "south": 0.15},
        ("high", "long"): {"north": 0.5, "south": 0.7},
        ("middle", "long"): {"north": 0.25, "south": 0.85},
        ("low", "long"): {"north": 0.0, "south": 1.0},
    }
    for row in of_kind(found, "solution"):
        assert row["package"] == {"price": "high", "term": "long"}
        assert row["gains"] == {"north": 0.2, "south": 0.5}


def test_each_side_may_see_another_zone() -> None:
    text = WATER + (
        "walk_away: {north: 0.3, south: 0.2}\n"
        "views:\n  north: {walk_away: {south: 0.8}}\n"
        "  south: {values: {north: {price: {weight: 1, low: 0, middle: 0, high: 1}}}}\n"
    )
    inside = {row["view"]: row["inside"] for row in of_kind(rows(text), "zone")}
    # north grants the south only middle long (.25 is below its own .3) and low long: none is left;
    # south believes the north cares for a high price alone: high long
    assert inside == {"base": 2, "north": 0, "south": 1}


def test_a_walk_away_that_is_a_state() -> None:
    text = WATER.replace("pay: Pay", "pay: {does: Pay, levels: [low, middle, high]}")
    text = text.replace(
        "price: {asks: What is paid, levels: [low, middle, high]}",
        "price: {asks: What is paid, levels: [low, middle, high], options: [pay]}",
    )
    only = text.split("values:", maxsplit=1)[0] + (
        "values:\n  north: {price: {weight: 1, low: 0, middle: 0.5, high: 1}}\n"
        "  south: {price: {weight: 1, low: 1, middle: 0.5, high: 0}}\n"
    )
    # the north expects the best state in which the south pays no more than 'middle'; the order of
    # the levels of pay does not matter to it, so the first of its best states, at the first level
    found = rows(only + "walk_away: {north: pay <= middle, south: 0.5}\n")
    worth = {row["party"]: (row["value"], row["stands_in"]) for row in of_kind(found, "walk-away")}
    assert worth == {"north": (0.0, False), "south": (0.5, False)}
    # without a walk-away the present stands in, and is said to
    found = rows(only + "present: {pay: middle}\n")
    worth = {row["party"]: (row["value"], row["stands_in"]) for row in of_kind(found, "walk-away")}
    assert worth == {"north": (0.5, True), "south": (0.5, True)}


def test_rankings_alone_give_outcomes_and_no_rule_of_gains() -> None:
    text = WATER.split("issues:", maxsplit=1)[0] + "present: {open: false, pay: false}\n"
    found = rows(
        text.replace("prefers: [not open]", "ranking: [open + pay, none, pay, open]").replace(
            "prefers: [open]", "ranking: [open, open + pay, none, pay]"
        )
    )
    assert not of_kind(found, "solution")
    [outcomes] = of_kind(found, "outcomes")
    assert (outcomes["states"], outcomes["inside"], outcomes["depth"]) == (4, 2, 2)
    chosen = [row["code"] for row in of_kind(found, "outcome") if row["fallback"]]
    assert chosen == [3]


def test_refusals_are_clear() -> None:
    bare = WATER.split("issues:", maxsplit=1)[0]
    with pytest.raises(InputError, match="nothing to bargain over"):
        rows(bare)
    with pytest.raises(InputError, match="no state of the base satisfies"):
        rows(WATER + "walk_away: {north: open and not open}\n")


@pytest.mark.parametrize(
    ("section", "what"),
    [
        ("{ruled_out: [prize == low]}", "there is no issue called 'prize'"),
        ("{joint: {east: []}}", "there is no party called 'east'"),
        ("{on_table: {price: dear}}", "there is no level of 'price' called 'dear'"),
        ("{homes: {north: {}}}", "nobody at home is named"),
        ("{homes: {north: {quota: 3, constituents: {a: {accepts: price == low}}}}}", "the quota 3"),
        ("{homes: {north: {constituents: {a: {weight: 2}}}}}", "does not say what 'a' accepts"),
        ("{fight: {between: [north], chances: {}, costs: {}}}", "two parties are expected"),
        ("{fight: {between: [north, south], chances: {north: 2}, costs: {}}}",
         "a chance lies between 0 and 1"),
        ("{division: {between: [north, south], power: {north: 0}}}", "greater than nothing"),
    ],
)  # fmt: skip
def test_mistakes_in_a_deal_are_located(section: str, what: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_case(WATER + f"deal: {section}\n")
    assert what in str(caught.value)
    line = len(WATER.splitlines()) + 1
    assert f":{line}:" in str(caught.value)


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "water.yaml"
    path.write_text(WATER + "walk_away: {north: 0.9, south: 0.9}\n", encoding="utf-8")
    answer = CliRunner().invoke(main, ["bargain", str(path)])
    assert answer.exit_code == 0
    assert "no package leaves everyone" in answer.output
    assert "No zone of agreement." in answer.stderr
    answer = CliRunner().invoke(main, ["bargain", str(path), "--json"])
    for line in answer.stdout.splitlines():
        assert {"view", "hypothesis", "kind"} <= set(json.loads(line))
    assert CliRunner().invoke(main, ["bargain", str(path), "--view", "east"]).exit_code == 1


@pytest.mark.parametrize("case", ["harbour-2031", "geneva-2022", "elmira-1991"])
def test_shipped_cases_answer(case: str) -> None:
    found = detente.bargain(detente.load(case))
    assert list(found.to_rows())
    assert str(found)


def test_who_is_not_at_the_table_decides_no_package() -> None:
    mayor = WATER.replace("parties:\n", "parties:\n  mayor: {at_table: false}\n").replace(
        "values:\n", "values:\n  mayor: {term: {weight: 1, short: 0, long: 0}}\n"
    )
    asked = "walk_away: {north: 0.3, south: 0.2, mayor: 0.9}\n"
    with_mayor = parse_case(mayor + asked)
    assert any("not at the table" in str(warning) for warning in with_mayor.warnings)
    [zone] = of_kind(list(detente.bargain(with_mayor).to_rows()), "zone")
    assert zone["inside"] == 2


def test_homes_do_not_sign_below_a_walk_away() -> None:
    homes = "deal: {homes: {north: {constituents: {a: {accepts: term == short}}}}}\n"
    # the best of the short terms for the north gives the south nothing: low short is in the zone
    found = rows(WATER + "walk_away: {north: 0.3, south: 0.2}\n" + homes)
    [ratified] = of_kind(found, "ratified by all")
    assert ratified["package"] == {"price": "low", "term": "short"}
    assert ratified["in_zone"]
    found = rows(WATER + "walk_away: {north: 0.3, south: 0.5}\n" + homes)
    [ratified] = of_kind(found, "ratified by all")
    assert not ratified["in_zone"]
    [payment] = of_kind(found, "payment")
    assert payment["to"] == {"south": pytest.approx(0.2)}  # low short gives it .3


def test_the_package_on_the_table_is_held_against_walking_away() -> None:
    table = "deal: {on_table: {price: middle, term: short}}\n"
    found = rows(WATER + "walk_away: {north: 0.3, south: 0.2}\n" + table)
    [on] = of_kind(found, "on table")
    assert on["below"] == ["south"]
    incomplete = parse_case(WATER + "deal: {on_table: {price: low}}\n")
    assert any("leaves 'term' open" in str(warning) for warning in incomplete.warnings)


def test_chances_are_each_party_s_own() -> None:
    def fight(north: float, south: float) -> dict[str, Any]:
        chances = f"{{north: {north}, south: {south}}}"
        text = f"deal: {{fight: {{between: [north, south], chances: {chances}, costs: "
        return of_kind(rows(WATER + text + "{north: 0.1, south: 0.1}}}\n"), "fight")[0]

    assert fight(0.9, 0.9)["too_hopeful"]
    assert fight(0.9, 0.2)["range"] == pytest.approx([0.8, 0.9])
    assert not fight(0.6, 0.4)["too_hopeful"]


def test_a_walk_away_stands_for_the_best_state_of_the_party() -> None:
    text = (
        "id: a\ntitle: A\nparties:\n"
        "  a: {options: {price: {does: P, levels: [low, mid, high]}}, ranking: "
        "[price=mid, price=high, price=low]}\n"
        "  b: {options: {y: Y}, prefers: [y]}\n"
        "issues: {price: {asks: P, levels: [low, mid, high], options: [price]}}\n"
        "values:\n  a: {price: {weight: 1, low: 0, mid: 7, high: 3}}\n"
        "  b: {price: {weight: 1, low: 2, mid: 1, high: 0}}\n"
    )
    found = rows(text + "walk_away: {a: price >= mid, b: 0}\n")
    assert [r["value"] for r in of_kind(found, "walk-away")] == [7.0, 0.0]
    found = rows(text + "walk_away: {a: not price == mid, b: 0}\n")
    assert [r["value"] for r in of_kind(found, "walk-away")] == [3.0, 0.0]


def test_a_leader_can_talk_a_concession_up() -> None:
    # the valley's farmers ask for .6 of the price alone: high (1); with .1 of latitude middle (.5)
    farmers = (
        "farmers: {values: {price: {weight: 1, low: 0, middle: 0.5, high: 1}}, walk_away: 0.6}"
    )
    found = []
    for latitude in ("0", "0.1"):
        home = f"deal: {{homes: {{north: {{latitude: {latitude}, constituents: {{{farmers}}}}}}}, "
        out = "ruled_out: [price == high]}\n"
        [one] = of_kind(rows(WATER + "walk_away: {north: 0, south: 0}\n" + home + out), "home")
        found.append(one["package"])
    assert found[0] is None
    assert found[1] is not None
    assert found[1]["price"] == "middle"


def test_half_is_no_majority() -> None:
    two = "a: {accepts: price == low}, b: {accepts: price == high}"
    found = rows(WATER + f"deal: {{homes: {{north: {{constituents: {{{two}}}}}}}}}\n")
    assert of_kind(found, "home")[0]["package"] is None
    third = two + ", c: {accepts: price == high}"
    found = rows(WATER + f"deal: {{homes: {{north: {{constituents: {{{third}}}}}}}}}\n")
    assert of_kind(found, "home")[0]["package"]["price"] == "high"


def test_where_every_product_is_nothing_the_least_gain_counts() -> None:
    # every product is 0; the second least gain is greater in the second row
    from detente.bargaining import load_solutions

    gains = np.array([[0, 0, 3], [0, 1, 2]], dtype=object)
    assert load_solutions()["nash"].rule(gains).tolist() == [False, True]
