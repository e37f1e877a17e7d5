"""Sets in few words: each holds, none follows from the rest, and what they leave is counted."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from detente.case import parse_case
from detente.case.language import Expr, Stands, holds, parse
from detente.case.plain import plain
from detente.game.symbolic import StateSet, SymbolicGame, compile_symbolic
from detente.stability.set_blocks import BLOCKS
from detente.stability.set_search import JOINT, describe
from detente.stability.set_words import Description, names_of
from tests.strategies import to_yaml
from tests.symbolic.test_sets import as_set
from tests.symbolic.wide import wide_case

EVERY = 10**6


def free(*options: str) -> SymbolicGame:
    """A game in which all options of one party are free."""
    written = "\n".join(f"      {option}" for option in options)
    text = f"detente: 1\nid: free\nparties:\n  a:\n    name: A\n    options:\n{written}\n"
    return compile_symbolic(parse_case(text))


def told(game: SymbolicGame, expr: str) -> tuple[StateSet, Description]:
    found = game.set_of(game.where(parse(expr, names_of(game.options))))
    return found, describe(found, game.states)


def says(game: SymbolicGame, found: Description) -> list[str]:
    names = names_of(game.options)
    return [f"{word.kind}: {plain(word.expr, names)}" for word in found.words]


FIVE = tuple(f"o{k}: Do {k}" for k in range(1, 6))
LEVELS = ("a: {does: A, levels: [none, low, full]}", "b: {does: B, levels: [none, low, full]}")


@pytest.mark.parametrize(
    ("options", "expr", "words"),
    [
        (FIVE, "o1 and not o2", ["stands: o1", "stands: not o2"]),
        (FIVE, "o1 iff o2", ["together: o1 iff o2"]),
        (FIVE, "o1 if o2", ["if: o1 if o2"]),
        (FIVE, "not (o1 and o2)", ["not all: not (o1 and o2)"]),
        (FIVE, "o1 or o2", ["some: o1 or o2"]),
        (FIVE, "o1 or o2 or o3", ["some: o1 or o2 or o3"]),
        (FIVE, "o1 or o2 if o3", ["if: o1 or o2 if o3"]),
        (FIVE, "o1 if o2 and o3", ["if: o1 if o2 and o3"]),
        (FIVE, "o1 or not (o2 and o4) or o5", ["if: o1 or o5 if o2 and o4"]),
        (FIVE, "o1 or o2 or o3 or o5", ["some: o1 or o2 or o3 or o5"]),
        (FIVE, "(o1 if o2) and (o2 if o3)", ["if: o1 if o2", "if: o2 if o3"]),
        (FIVE, "(o3 if o1) and (o2 if o3)", ["if: o3 if o1", "if: o2 if o3"]),
        (
            FIVE,
            "(o1 iff o2) and (o2 iff o3) and (o4 if o3)",
            ["together: (o1 iff o2) and (o1 iff o3)", "if: o4 if o1"],
        ),
        (
            FIVE,
            "not (o1 and o3) and not (o1 and o4) and not (o3 and o4)",
            ["at most one: not (o1 and o3) and not (o1 and o4) and not (o3 and o4)"],
        ),
        (LEVELS, "a != low", ["stands: a != low"]),
        (LEVELS, "a == full if b", ["if: a == full if b"]),
        (LEVELS, "a iff b", ["together: a == none iff b == none"]),
        (LEVELS, "not (a == full and b >= low)", ["not all: not (a == full and b)"]),
        (LEVELS, "a == none or b == low", ["if: b == low if a"]),
    ],
)
def test_what_is_said_of_sets_known_by_heart(
    options: tuple[str, ...], expr: str, words: list[str]
) -> None:
    game = free(*options)
    _, found = told(game, expr)
    assert sorted(says(game, found)) == sorted(words)
    assert found.exact and found.searched


def test_what_one_state_in_ten_thousand_belies_is_not_said() -> None:
    game = free(*(f"o{k}: Do {k}" for k in range(15)))
    expr = "not (o1 and o2) and (o4 iff o5) and (o6 or o7 or o8)"
    found, description = told(game, expr)
    assert sorted(says(game, description)) == [
        "not all: not (o1 and o2)",
        "some: o6 or o7 or o8",
        "together: o4 iff o5",
    ]
    for odd in (0b000000001000110, 0b000000001010000, 0b000000000000000):
        found |= game.set_of(game.space.single(odd))
    description = describe(found, game.states)
    assert description.matching < game.states.count
    for word in description.words:
        assert found <= game.set_of(game.where(word.expr))


def test_packages_are_told_as_blocks() -> None:
    game = free(*FIVE)
    found, description = told(
        game, "(o1 and o2 and not o3) or (not o1 and o3 and not o2 and o4) or (o2 and o3 and o1)"
    )
    assert description.exact
    assert sum(block.count for block in description.blocks) == found.count or description.joint


def test_nothing_is_said_of_all_states_and_of_none() -> None:
    game = free(*FIVE)
    assert describe(game.states, game.states) == Description(32, 32)
    assert describe(game.set_of(game.diagrams.false), game.states) == Description(0, 0)


def random_set(game: SymbolicGame, rng: Random) -> StateSet:
    """A set as concepts leave them: a few constraints on few options."""
    found = game.states
    for _ in range(rng.randint(1, 6)):
        parts = [
            Stands(option, frozenset(rng.sample(range(n), rng.randint(1, n - 1))))
            for option in rng.sample(game.space.axes, min(len(game.space.axes), rng.randint(1, 3)))
            if (n := len(game.options[option].levels)) > 1
        ]
        holes = game.diagrams.true
        for part in parts:
            holes &= game.where(part)
        smaller = found - game.set_of(holes)
        found = smaller or found
    match rng.randrange(4):
        case 0:
            found = as_set(game, found.sample(rng.randint(1, 30), seed=1))
        case 1:
            found = packages(game, rng)
    return found


def packages(game: SymbolicGame, rng: Random) -> StateSet:
    """Two or three sets of states that have most options at one level."""
    found = game.set_of(game.diagrams.false)
    for code in game.states.sample(rng.choice([2, 3, 3]), seed=rng.randrange(99)):
        levels = game.space.levels(code)
        some = game.states
        for option in rng.sample(game.space.axes, max(1, len(game.space.axes) - 2)):
            some &= game.set_of(game.space.at(option, levels[option]))
        found |= some
    return found


@cache
def games() -> list[tuple[SymbolicGame, StateSet]]:
    """Games and a set of states of each."""
    made = []
    for seed in range(40):
        rng = Random(seed)
        game = compile_symbolic(parse_case(to_yaml(wide_case(rng, 300))))
        made.append((game, random_set(game, rng)))
    return made


def test_every_word_holds_and_none_follows_from_the_others() -> None:
    exact = joint = blocks = 0
    for game, found in games():
        codes, every = found.first(EVERY), game.states.first(EVERY)
        description = describe(found, game.states)

        def true_of(expr: Expr, code: int, game: SymbolicGame = game) -> bool:
            return holds(expr, game.space.levels(code).__getitem__)

        assert all(true_of(word.expr, code) for word in description.words for code in codes)
        assert description.count == len(codes)
        assert len(description.joint) <= JOINT and len(description.blocks) <= BLOCKS
        left = [c for c in every if all(true_of(word.expr, c) for word in description.words)]
        if description.blocks:
            members = [
                [c for c in left if all(true_of(part, c) for part in block.parts)]
                for block in description.blocks
            ]
            assert [len(some) for some in members] == [b.count for b in description.blocks]
            assert sorted(code for some in members for code in some) == codes
            assert description.exact and not description.joint
            blocks += 1
            continue
        assert description.matching == len(left)
        for word in description.joint:
            rest = [
                other.expr
                for other in description.words
                if other is not word and len(other.parts) <= max(2, len(word.parts))
            ]
            assert any(
                all(true_of(expr, code) for expr in rest) and not true_of(word.expr, code)
                for code in every
            ), word
        joint += len(description.joint)
        exact += description.exact
    assert exact > 15 and joint > 40 and blocks > 1


def test_words_are_expressions_of_a_case_file() -> None:
    for game, found in games():
        description = describe(found, game.states)
        left = game.states
        for row in description.to_rows(game.options):
            if row["says"] is not None and row["kind"] != "block":
                left &= game.set_of(game.where(parse(row["says"], names_of(game.options))))
        if not description.blocks:
            assert left.count == description.matching
        assert found <= left


def test_all_that_joins_two_options_is_told() -> None:
    """What any two options never do at once follows from what is said, where there is room."""
    for game, found in games():
        description = describe(found, game.states)
        if description.blocks or len(description.joint) == JOINT:
            continue
        left = game.states
        for word in description.words:
            left &= game.set_of(game.where(word.expr))
        if left.count - found.count > 100:
            continue  # what tells less than a hundredth may be left out
        for one in game.space.axes:
            for other in game.space.axes:
                for a in range(len(game.options[one].levels)):
                    for b in range(len(game.options[other].levels)):
                        both = game.set_of(game.space.at(one, a) & game.space.at(other, b))
                        assert bool(found & both) == bool(left & both)
