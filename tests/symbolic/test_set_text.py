"""How a set of states is put into words for a terminal."""

from __future__ import annotations

import pytest

from detente.case import parse_case
from detente.game.symbolic import SymbolicGame, compile_symbolic
from detente.stability import Description
from detente.stability.set_text import described, percent
from detente.stability.set_words import names_of
from tests.symbolic.test_describe import FIVE, LEVELS, free, told


def lines(game: SymbolicGame, expr: str, most: int | None = None) -> list[str]:
    found, description = told(game, expr)
    return list(described(game, found, description, most=most))


EXACT = "That is just them: all of this holds nowhere else."


@pytest.mark.parametrize(
    ("options", "expr", "words"),
    [
        (FIVE, "o1 and not o2", ["always: o1", "never: o2", EXACT]),
        (FIVE, "o1 iff o2", ["- all of these or none: o1, o2", EXACT]),
        (FIVE, "not (o1 and o2)", ["- never both o1 and o2", EXACT]),
        (FIVE, "not (o1 and o2 and o3)", ["mostly", "- never all of o1 and o2 and o3", EXACT]),
        (FIVE, "o1 or o2", ["- at least one of o1, o2", EXACT]),
        (FIVE, "(o2 and o3) if o1", ["- wherever o1: o2, o3", EXACT]),
        (FIVE, "((o2 or o3) and o4) if o1", ["- wherever o1: o4, (o2 or o3)", EXACT]),
        (FIVE, "not (o1 and o2) and not (o1 and o3) and not (o2 and o3)",
         ["- at most one of o1, o2, o3", EXACT]),
        (LEVELS, "a != low", ["never: a=low", EXACT]),
        (LEVELS, "a == full", ["always: a=full", EXACT]),
        (LEVELS, "b != none if a == full", ["- wherever a=full: b!=none", EXACT]),
        (LEVELS, "a >= none", ["They are all states that are looked at."]),
    ],
)  # fmt: skip
def test_what_is_said(options: tuple[str, ...], expr: str, words: list[str]) -> None:
    found = [line for line in lines(free(*options), expr) if not line.startswith("mostly")]
    wanted = [word for word in words if word != "mostly"]
    assert len(found) == len(wanted)
    assert all(line.startswith(word) for line, word in zip(found, wanted, strict=True))


def test_what_is_left_out_is_said() -> None:
    game = free(*FIVE)
    expr = "(o1 or o2) and (o3 if o4) and not (o2 and o5)"
    every, some = lines(game, expr), lines(game, expr, most=1)
    assert every[-1] == EXACT and len(every) == 4
    assert some[1:] == [
        "… and 2 more such lines (--describe)",
        "That is just them: all of this, with what is left out here, holds nowhere else.",
    ]


def test_how_much_is_told_is_counted() -> None:
    game = free(*FIVE)
    found = game.states
    description = Description(8, 32, told(game, "o1")[1].words)
    assert list(described(game, found, description))[-1] == (
        "All of this holds in 32 states, of which these are 25.0 %."
    )
    tangled = Description(8, 32, ())
    assert list(described(game, found, tangled))[-1].startswith("What they have in common takes")
    unsearched = Description(8, 32, (), searched=False)
    assert "not looked for" in list(described(game, found, unsearched))[-1]


def test_packages_stand_one_by_one() -> None:
    game = free(*(f"o{k}: Do {k}" for k in range(1, 13)))
    packages = "(o7 and o1 and o2 and not o3) or (not o7 and o4 and o5 and o6)"
    found, description = told(game, packages)
    assert description.exact and [block.count for block in description.blocks] == [256, 256]
    assert found.count == 512
    assert lines(game, packages) == [
        "in 256 of them: o4, o5, o6, not o7",
        "in 256 of them: o1, o2, not o3, o7",
        "These 2 kinds are all of them.",
    ]


def test_names_are_short_where_they_are_plain() -> None:
    text = (
        "detente: 1\nid: two\nparties:\n  a: {options: {x: Do, y: Do}}\n  b: {options: {x: Do}}\n"
    )
    game = compile_symbolic(parse_case(text))
    _, description = told(game, "a.x and b.x and y")
    assert next(described(game, game.states, description)) == "always: a.x, y, b.x"
    assert names_of(game.options).options[2].full == "b.x"


def test_a_share_is_never_rounded_to_none_or_to_all() -> None:
    assert percent(0, 5) == "0.0 %" and percent(5, 5) == "100.0 %"
    assert percent(1, 10**20) == "less than 0.1 %"
    assert percent(10**20 - 1, 10**20) == "more than 99.9 %"
    assert percent(1, 3) == "33.3 %" and percent(2, 3) == "66.7 %"
