"""A case from the public record that no listing program could solve: fifty-nine options."""

from __future__ import annotations

from typing import Any

import pytest

from detente.case import Case, load
from detente.case.names import names
from detente.game.symbolic import compile_symbolic
from detente.stability import solve_sets
from tests.byhand.grammar import Tree, parse, truth


@pytest.fixture(scope="module")
def paris() -> Case:
    """The case as it stands."""
    return load("paris-2015")


def test_the_case_is_whole(paris: Case) -> None:
    assert paris.warnings == ()
    assert sum(len(party.options) for party in paris.parties.values()) == 59
    assert sum(party.at_table for party in paris.parties.values()) == 6


def test_nobody_could_better_what_is_said_to_hold_by_one_step(paris: Case) -> None:
    """Every equilibrium against every single step of every party, statement by statement."""
    found = solve_sets(compile_symbolic(paris), ["nash"])
    rows = list(found.to_equilibria_rows())
    assert rows
    options = names(paris).options
    rules = [parse(rule.value) for rule in paris.impossible]
    for row in rows:
        state = {name: _level(level) for name, level in row["state"].items()}
        for party, wants in paris.parties.items():
            if wants.prefers is None or not wants.at_table:
                continue
            trees = [[parse(one.value) for one in line.any] for line in wants.prefers.statements]
            now = _score(trees, state)
            for option in options:
                name = f"{option.party}.{option.option}"
                if option.party != party:
                    continue
                if wants.options[option.option].one_way.kind != "both":
                    continue
                for level in option.levels:
                    other = {**state, name: level}
                    if not any(_true(rule, other) for rule in rules):
                        assert _score(trees, other) <= now, (row["code"], name, level)


def _level(level: Any) -> str:
    return str(level).lower() if isinstance(level, bool) else str(level)


def _score(trees: list[list[Tree]], state: dict[str, str]) -> list[bool]:
    return [any(_true(tree, state) for tree in line) for line in trees]


def _true(tree: Tree, state: dict[str, str]) -> bool:
    def holds(name: str, sign: str | None, level: str | None) -> bool:
        full = name if "." in name else next(one for one in state if one.endswith(f".{name}"))
        if sign is None:
            return state[full] not in {"false", FIRST[full]}
        order = LEVELS[full]
        here, there = order.index(state[full]), order.index(str(level))
        return {
            "==": here == there, "!=": here != there, "<": here < there, "<=": here <= there,
            ">": here > there, ">=": here >= there,
        }[sign]  # fmt: skip

    return truth(tree, holds)


LEVELS = {
    f"{one.party}.{one.option}": tuple(map(str, one.levels))
    for one in names(load("paris-2015")).options
}
FIRST = {name: levels[0] for name, levels in LEVELS.items()}
