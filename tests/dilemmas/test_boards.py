"""Dilemmas against print: the rules for single options, and the board of 1995."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import detente
from detente.dilemmas import EDITS, KINDS, per_option
from detente.sources import load_sources

BOARDS = Path(__file__).parent.parent / "golden" / "boards"
LEVEL = {"Y": 1, "N": 0, "-": None}
WHO = {"owner": "A", "other": "B"}


def page(name: str) -> dict[str, Any]:
    text = (BOARDS / name).read_text(encoding="utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    assert found["source"] in load_sources()
    return found


def test_the_table_has_every_combination_once() -> None:
    rows = [tuple(row[:5]) for row in page("rules.yaml")["rows"]]
    both = (False, True)
    assert sorted(rows) == sorted(product("YN", "YN-", "YN", both, both))


@pytest.mark.parametrize("row", page("rules.yaml")["rows"], ids=lambda row: " ".join(map(str, row)))
def test_the_rules_for_one_option(row: list[Any]) -> None:
    own, other, threat, doubts_position, doubts_threat, expected = row
    level = LEVEL[threat]
    assert level is not None
    found = per_option(LEVEL[own], LEVEL[other], level, doubts_position, doubts_threat)
    told = [f"{WHO[who]}:{kind}" + (f"({mode})" if mode else "") for who, kind, mode in found]
    assert sorted(told) == sorted(expected)


def test_an_owner_without_a_position_meets_its_threat_alone() -> None:
    assert list(per_option(None, 1, 0, True, False)) == [("other", "persuasion", "threat")]
    assert list(per_option(None, 1, 0, True, True)) == [("owner", "rejection", "threat")]
    assert list(per_option(None, 1, 1, True, False)) == []
    assert list(per_option(None, 1, 1, False, True)) == [("other", "trust", None)]


def test_the_board_of_1995() -> None:
    told = page("bosnia-1995.yaml")
    case = detente.load(str(BOARDS / told["case"]))
    found = detente.find_dilemmas(case)
    root = [item for item in found.items if item.view == "base"]
    counted = [item for item in root if item.mode in (told["mode"], None)]
    names = [[item.party, item.kind, item.option] for item in counted]
    assert sorted(names) == sorted(told["dilemmas"])
    counts = Counter((item.party, item.kind) for item in counted)
    for party, by_kind in told["counts"].items():
        assert {kind: counts[party, kind] for kind in by_kind} == by_kind


def test_without_preferences_the_board_says_so_and_still_answers() -> None:
    found = detente.find_dilemmas(detente.load(str(BOARDS / "../cases/bosnia-1995.yaml")))
    notes = found.accounts[0].confrontation.notes
    assert notes == tuple(
        f"what {party} prefers is not known, so no comparison by it is made"
        for party in ("serbs", "un")
    )
    assert all(item.option for item in found.items)


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_has_feelings_ways_out_and_a_source(key: str) -> None:
    kind = KINDS[key]
    assert kind.feelings and kind.ways
    assert {way.edit for way in kind.ways} <= set(EDITS)
    assert not kind.says.endswith(".")
