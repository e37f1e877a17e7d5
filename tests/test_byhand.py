"""The by-hand reference itself, held against print before anything else is held against it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from tests.byhand import (
    CONCEPTS,
    Unreadable,
    equilibrium_rows,
    parse,
    read_state,
    read_text,
    read_universe,
    solve_rows,
    truth,
    view_rows,
)

CUBA = """
detente: 1
parties:
  US:
    options: {air_strike: {does: Strike, one_way: WAY}, blockade: Blockade}
    ranking: [4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8]
  USSR:
    options: {withdraw: Withdraw, escalate: Escalate}
    ranking: [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8]
impossible: [withdraw and escalate]
present: none
"""

ELMIRA = """
detente: 1
parties:
  MoE:
    options: {modify: {does: Modify the order, one_way: up}}
    ranking: [code 20, 4, 5, 21, 18, 2, 3, 19, 8]
  UR:
    options:
      delay: {does: Lengthen the appeal, one_way: down}
      accept: Accept the order
      abandon: {does: Abandon Elmira, one_way: up}
    ranking: [delay, modify + accept, modify + accept + insist, delay + insist, abandon + modify,
      accept, accept + insist, delay + modify, delay + modify + insist]
  LG:
    options: {insist: Insist}
    ranking: [code 20, 4, 18, 2, 21, 19, 5, 3, abandon + insist]
impossible: [delay and accept, delay and abandon, accept and abandon,
  not (delay or accept or abandon)]
same: [abandon]
"""


def stable_codes(text: str, concept: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in solve_rows(read_universe(read_text(text)), concepts=[concept]):
        found.setdefault(row["party"], [])
        if row["stable"]:
            found[row["party"]].append(row["code"])
    return found


def equilibria(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {concept: [] for concept in CONCEPTS}
    for row in equilibrium_rows(read_universe(read_text(text))):
        found[row["concept"]].append(row["code"])
    return found


def test_cuba_1962_with_every_move_reversible() -> None:
    text = CUBA.replace("WAY", "false")
    assert stable_codes(text, "nash") == {"US": [2, 4, 11], "USSR": [0, 5, 6, 7]}
    assert stable_codes(text, "gmr") == {
        "US": [0, 1, 2, 3, 4, 5, 6, 7, 11],
        "USSR": [0, 1, 2, 4, 5, 6, 7],
    }
    assert stable_codes(text, "smr") == stable_codes(text, "gmr")
    assert stable_codes(text, "seq") == {"US": [2, 4, 6, 11], "USSR": [0, 4, 5, 6, 7]}
    assert stable_codes(text, "sseq") == stable_codes(text, "seq")


def test_cuba_1962_with_a_strike_that_cannot_be_undone() -> None:
    assert equilibria(CUBA.replace("WAY", "up")) == {
        "nash": [5],
        "gmr": [0, 1, 2, 4, 5, 6, 7],
        "smr": [0, 1, 2, 4, 5, 6, 7],
        "seq": [4, 5, 6],
        "sseq": [4, 5, 6],
    }


def test_elmira_1991() -> None:
    s1, s4, s5, s8, s9 = 2, 5, 18, 21, 8
    assert equilibria(ELMIRA) == {
        "nash": sorted([s5, s8, s9]),
        "gmr": sorted([s1, s4, s5, s8, s9]),
        "smr": sorted([s1, s4, s5, s8, s9]),
        "seq": sorted([s5, s8, s9]),
        "sseq": sorted([s5, s8, s9]),
    }
    assert stable_codes(ELMIRA, "seq")["UR"] == sorted([s1, s4, s5, s8, s9])


TWO_BY_TWO: dict[str, tuple[list[int], list[int], dict[str, list[int]]]] = {
    "dilemma": ([1, 0, 3, 2], [2, 0, 3, 1], {"nash": [3], "gmr": [0, 3], "seq": [0, 3]}),
    "chicken": ([1, 0, 2, 3], [2, 0, 1, 3], {"nash": [1, 2], "gmr": [0, 1, 2], "seq": [1, 2]}),
    "stag hunt": ([0, 1, 3, 2], [0, 2, 3, 1], {"nash": [0, 3]}),
    "deadlock": ([1, 3, 0, 2], [2, 3, 0, 1], {"nash": [3], "gmr": [3], "seq": [3]}),
}


@pytest.mark.parametrize("name", TWO_BY_TWO)
def test_the_classic_two_by_two_games(name: str) -> None:
    row, column, expected = TWO_BY_TWO[name]
    found = equilibria(
        "parties:\n"
        f"  row: {{options: {{a: Defect}}, ranking: {row}}}\n"
        f"  column: {{options: {{b: Defect}}, ranking: {column}}}\n"
    )
    assert {concept: found[concept] for concept in expected} == expected


ARMS_RACE = """
parties:
  one: {options: {a: Arm}, ranking: [none, a, a + b, b]}
  two: {options: {b: Arm}, ranking: [none, b, a + b, a]}
views:
  one: {two: {ranking: [b, none, a + b, a]}}
  two: {one: {ranking: [a, none, a + b, b]}}
"""


def test_the_arms_race_as_each_side_expects_it() -> None:
    rows = {
        concept: list(view_rows(read_universe(read_text(ARMS_RACE)), concept=concept))
        for concept in CONCEPTS
    }

    def where(concept: str, name: str) -> list[int]:
        return [row["code"] for row in rows[concept] if name in row["classes"]]

    assert where("nash", "consensus") == [3]
    assert where("seq", "consensus") == [0, 3]
    assert [r["code"] for r in rows["nash"] if all(r["own"].values())] == [0, 3]
    assert [r["code"] for r in rows["nash"] if all(r["base"].values())] == [0, 3]


def says(text: str, **facts: bool) -> bool:
    return truth(parse(text), lambda name, sign, level: facts[name])


TABLES: dict[str, Callable[[bool, bool, bool], bool]] = {
    "a if b": lambda a, b, c: not (b and not a),
    "a if b else c": lambda a, b, c: (b and a) or (not b and c),
    "a iff b iff c": lambda a, b, c: (a == b) == c,
    "a or b and c": lambda a, b, c: a or (b and c),
    "not a and b": lambda a, b, c: (not a) and b,
    "not a or b if c": lambda a, b, c: not (c and not ((not a) or b)),
    "a iff b if c": lambda a, b, c: a == (not (c and not b)),
    "a if b else c if a": lambda a, b, c: (b and a) or (not b and not (a and not c)),
    "NOT (a Or b)": lambda a, b, c: not (a or b),
}


@pytest.mark.parametrize("text", TABLES)
def test_an_expression_means_what_its_truth_table_says(text: str) -> None:
    for a, b, c in itertools.product([False, True], repeat=3):
        assert says(text, a=a, b=b, c=c) == TABLES[text](a, b, c)


@pytest.mark.parametrize(
    "text", ["a if b if c", "a b", "(a", "a and", "not", "1a", "a = ", "a + b"]
)
def test_what_the_grammar_does_not_produce_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


def test_state_notation() -> None:
    assert read_state("none") == {}
    assert read_state("code 8") == 8
    assert read_state("a + offer=low+ p.b = true") == {"a": None, "offer": "low", "p.b": "true"}


PRISONERS: dict[int, dict[str, Any]] = {
    0: {"own": [False, True], "expected": [False, True], "base": [True, True]},
    1: {"own": [True, False], "expected": [True, False], "base": [True, False]},
    2: {"own": [False, True], "expected": [False, False], "base": [False, True]},
    3: {"own": [True, True], "expected": [True, True], "base": [True, True]},
}


def test_the_worked_example_of_the_theory_by_hand() -> None:
    text = """
    parties:
      A: {options: {a: Defect}, ranking: [1, 0, 3, 2]}
      B: {options: {b: Defect}, ranking: [2, 0, 3, 1]}
    views: {A: {unseen: [b]}}
    """
    rows = {row["code"]: row for row in view_rows(read_universe(read_text(text)))}
    for code, expected in PRISONERS.items():
        for kind, values in expected.items():
            assert list(rows[code][kind].values()) == values
    assert {code: row["classes"] for code, row in rows.items()} == {
        0: ["masked", "illusory"],
        1: ["illusory"],
        2: ["blind"],
        3: ["steady", "consensus", "blind"],
    }
