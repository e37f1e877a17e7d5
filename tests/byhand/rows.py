"""The rows of ``solve`` and ``views``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.byhand.case import BASE, Universe
from tests.byhand.concepts import CONCEPTS, answerable, equilibrium, stable
from tests.byhand.game import Game, play
from tests.byhand.look import Looked, look

CLASSES = (
    "steady",
    "steady-by-mistake",
    "tense",
    "held-by-misreading",
    "masked",
    "hidden",
    "illusory",
    "consensus",
    "blind",
    "imaginary",
)


def game_of(universe: Universe, view: str = BASE, hypothesis: str | None = None) -> Game:
    return play(universe, universe.picture(view, hypothesis))


def solve_rows(
    universe: Universe,
    view: str = BASE,
    hypothesis: str | None = None,
    concepts: Sequence[str] = tuple(CONCEPTS),
) -> Iterator[dict[str, Any]]:
    """Feasible states only, ordered by concept, party, code; without what a hole leaves open."""
    game = game_of(universe, view, hypothesis)
    for concept in concepts:
        for party in game.parties:
            if not answerable(game, concept, party):
                continue
            for code in game.states:
                yield {
                    "view": view,
                    "hypothesis": hypothesis,
                    "concept": concept,
                    "party": party,
                    "code": code,
                    "state": universe.state_row(code),
                    "stable": stable(game, concept, party, code),
                }


def equilibrium_rows(
    universe: Universe,
    view: str = BASE,
    hypothesis: str | None = None,
    concepts: Sequence[str] = tuple(CONCEPTS),
) -> Iterator[dict[str, Any]]:
    game = game_of(universe, view, hypothesis)
    for concept in concepts:
        if not all(answerable(game, concept, party) for party in game.parties):
            continue
        for code in game.states:
            if equilibrium(game, concept, code):
                yield {
                    "view": view,
                    "hypothesis": hypothesis,
                    "concept": concept,
                    "code": code,
                    "state": universe.state_row(code),
                }


def count_rows(
    universe: Universe,
    view: str = BASE,
    hypothesis: str | None = None,
    concepts: Sequence[str] = tuple(CONCEPTS),
) -> Iterator[dict[str, Any]]:
    game = game_of(universe, view, hypothesis)
    for concept in concepts:
        yield {
            "view": view,
            "concept": concept,
            "states": len(game.states),
            "equilibria": sum(equilibrium(game, concept, code) for code in game.states),
            "stable": {
                party: sum(stable(game, concept, party, code) for code in game.states)
                for party in game.parties
            },
        }


def view_rows(
    universe: Universe,
    view: str = BASE,
    hypothesis: str | None = None,
    concept: str = "seq",
) -> Iterator[dict[str, Any]]:
    """Own, expected and base for every state feasible in the base or in a view one level down."""
    looked = look(universe, view, hypothesis)
    for code in looked.everything:
        own = {party: own_at(looked, concept, party, code) for party in looked.root.parties}
        expected = {
            party: expected_at(looked, concept, party, code) for party in looked.root.parties
        }
        base = base_at(looked, concept, code)
        yield {
            "view": view,
            "hypothesis": hypothesis,
            "concept": concept,
            "code": code,
            "own": own,
            "expected": expected,
            "base": base,
            "classes": classes(looked, code, own, expected, base),
        }


def base_at(looked: Looked, concept: str, code: int) -> dict[str, bool] | None:
    if code not in looked.root.states:
        return None
    return {party: stable(looked.root, concept, party, code) for party in looked.root.parties}


def own_at(looked: Looked, concept: str, party: str, code: int) -> bool | None:
    """Stable for the party in its own view, at what that view makes of the state."""
    seen = looked.seen_as((party,), code)
    return None if seen is None else stable(looked.game((party,)), concept, party, seen)


def expected_at(looked: Looked, concept: str, party: str, code: int) -> bool | None:
    """Whether a party believes that everybody stays."""
    seen = looked.seen_as((party,), code)
    if seen is None:
        return None
    mine = looked.game((party,))
    if not looked.aware(party):
        return all(stable(mine, concept, other, seen) for other in mine.parties)
    return stable(mine, concept, party, seen) and all(
        believed_at(looked, concept, party, other, code) for other in mine.parties if other != party
    )


def believed_at(looked: Looked, concept: str, party: str, other: str, code: int) -> bool:
    """An aware party's idea of whether another stays: in the view it ascribes to the other."""
    seen = looked.seen_as((party, other), code)
    return seen is not None and stable(looked.game((party, other)), concept, other, seen)


def classes(
    looked: Looked,
    code: int,
    own: dict[str, bool | None],
    expected: dict[str, bool | None],
    base: dict[str, bool] | None,
) -> list[str]:
    """The classes of a state; null counts as false."""
    all_own = all(own.values())
    all_expected = all(expected.values())
    all_base = base is not None and all(base.values())
    steps = [looked.steps((party,), code) for party in looked.root.parties]
    found = {
        "steady": all_expected and all_base,
        "steady-by-mistake": all_expected and not all_base,
        "tense": all_own and not all_expected,
        "held-by-misreading": all_own and not all_base,
        "masked": all_base and not all_own,
        "hidden": all_base and any(hidden for _, hidden in steps),
        "illusory": any(expected.values()) and not all_own,
        "consensus": all_expected,
        "blind": any(confused for confused, _ in steps),
        "imaginary": base is None,
    }
    return [name for name in CLASSES if found[name]]
