"""Whether two games are the same game, however their options are numbered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import aware, frame, heeded
from detente.case.model import Case
from detente.errors import CaseError, InputError
from detente.game.compile import compile_frame
from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Ints
from detente.game.table import TableEngine


def views_of(case: Case) -> Iterator[str]:
    """Every view that a case writes down, and those that analyses ask for below the base."""
    found = dict.fromkeys(["base", *case.views])
    seated = [party for party, entry in case.parties.items() if entry.at_table]
    for party in seated:
        found[party] = None
        if aware(case, (party,)):
            found.update({f"{party}.{other}": None for other in seated if other != party})
    return iter(found)


def same_case(one: Case, other: Case, hypothesis: str | None) -> bool:
    """Whether every view of two cases believes in the same game, and knows of the same views."""
    paths = dict.fromkeys([*views_of(one), *views_of(other)])
    for path in paths:
        parts = tuple(path.split("."))
        if path != "base" and (
            aware(one, parts) != aware(other, parts) or heeded(one, parts) != heeded(other, parts)
        ):
            return False
        a, b = _game(one, path, hypothesis), _game(other, path, hypothesis)
        if isinstance(a, str) or isinstance(b, str):
            if a != b:
                return False
        elif not same_game(a, b):
            return False
    return True


def _game(case: Case, path: str, hypothesis: str | None) -> Game | str:
    """The game of a view, or why there is none."""
    try:
        return compile_frame(case, frame(case, path, hypothesis))
    except (CaseError, InputError) as error:
        return type(error).__name__


def same_game(one: Game, other: Game) -> bool:
    """Whether states, moves, orders of preference and the present agree."""
    if (one.parties, one.known) != (other.parties, other.known):
        return False
    matched = _matched(one, other)
    if matched is None:
        return False
    here, there = matched
    for party in range(len(one.parties)):
        a, b = one.rank(party)[here], other.rank(party)[there]
        if not np.array_equal(_order(a), _order(b)):
            return False
    places = dict(zip(here.tolist(), there.tolist(), strict=True))
    now = None if one.present is None else places.get(one.present)
    return now == other.present and _same_moves(one, other, places)


def _order(rank: NDArray[np.int32]) -> Ints:
    found: Ints = np.unique(rank, return_inverse=True)[1]
    return found


def _matched(one: Game, other: Game) -> tuple[Ints, Ints] | None:
    """States of both in the same order, one by one; None where they do not correspond."""
    first, second = one.before or one, other.before or other
    here = first.states()
    codes = first.codes(here)
    if first.options:
        told = np.zeros_like(codes)
        steps = {option.name: option.stride for option in second.options}
        for option in first.options:
            level = codes // option.stride % len(option.levels)
            if option.name in steps:
                told += level * steps[option.name]
            elif level.any():
                return None
        codes = told
    there = second.indices(codes)
    if (there < 0).any() or len(here) != second.n_states:
        return None
    a, b = one.indices(first.codes(here)), other.indices(second.codes(there))
    pairs = np.unique(np.stack([a, b]), axis=1)
    one_to_one = len(np.unique(pairs[0])) == len(np.unique(pairs[1])) == pairs.shape[1]
    return (pairs[0], pairs[1]) if one_to_one else None


def _same_moves(one: Game, other: Game, places: dict[int, int]) -> bool:
    if isinstance(one.engine, TableEngine) and isinstance(other.engine, TableEngine):
        return _axes(one) == _axes(other)
    if not (isinstance(one.engine, GraphEngine) and isinstance(other.engine, GraphEngine)):
        return False
    for party in range(len(one.parties)):
        a = {(places.get(s), places.get(e)) for s, e in _arcs(one, party)}
        if a != set(_arcs(other, party)):
            return False
    return True


def _arcs(game: Game, party: int) -> Iterator[tuple[int, int]]:
    start, end = game.engine.arcs(party)
    return zip(start.tolist(), end.tolist(), strict=True)


def _axes(game: Game) -> dict[str, tuple[int, list[list[bool]]]]:
    """Who moves each option that varies, and in which directions."""
    engine = game.engine
    assert isinstance(engine, TableEngine)
    return {
        engine.space.options[k].name: (engine.owners[a], engine.reach[a].tolist())
        for a, k in enumerate(engine.space.axes)
    }
