"""What is asked of single states of a game, whichever engine stands behind it.

A state goes by its index where states are listed, and by its code where they are formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError
from detente.game.game import Game
from detente.game.reach import reachable
from detente.game.space import Bools
from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.stability.concepts import CONCEPTS, AnyGame
from detente.stability.explain_sets import Ground as Point
from detente.views.floors import floor
from detente.views.maps import image
from detente.views.set_lens import embedded

#: codes of states: an array where they are listed; of any size where they are formulas
Codes = NDArray[np.int64] | Sequence[int]
#: so many moves from one state are listed at most, where all are
_LISTED = 4096
#: so many moves from one state are told
_MOVES = 100


def state_of(game: AnyGame, code: int) -> int | None:
    """The state with a code; None where the game has none."""
    if isinstance(game, Game):
        return game.index(code)
    return code if game.seen_as(code) == code else None


def states_of(game: AnyGame, codes: Codes) -> list[int]:
    """The states with some codes, -1 where there is none."""
    if isinstance(game, Game):
        found: list[int] = game.indices(np.array(codes, dtype=np.int64)).tolist()
        return found
    told = (state_of(game, int(code)) for code in codes)
    return [-1 if state is None else state for state in told]


def seen_states(game: AnyGame, codes: Codes) -> list[int]:
    """The states that a view takes some codes for, -1 where hidden."""
    if isinstance(game, Game):
        array = np.array(codes, dtype=np.int64)
        found: list[int] = game.indices(game.project(array)).tolist()
        return found
    told = (game.seen_as(int(code)) for code in codes)
    return [-1 if state is None else state for state in told]


def rank_at(game: AnyGame, party: int, state: int) -> int:
    """How well a party likes a state; only the order of two such numbers means anything."""
    if isinstance(game, Game):
        return int(game.rank(party)[state])
    found, values = 0, game.space.values(state)
    for digit in game.scales[party].full.digits:
        found = 2 * found + game.space.holds_at(digit, values)
    return found


def stays_at(game: AnyGame, concept: str, party: int, states: Sequence[int]) -> list[bool]:
    """Whether a party would stay at each of some states."""
    if isinstance(game, Game):
        verdict = CONCEPTS[concept](game, party)
        return [bool(verdict[state]) for state in states]
    return [not Point(game, CONCEPTS[concept], party, state).undeterred for state in states]


def leaving(
    game: AnyGame, concept: str, party: int, states: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Moves out of some states that a party would make: improvements that nothing deters.

    Where states are formulas there may be a million from one state; then some are told, those that
    change least.

    Returns
    -------
    pairs of a state and where it would go from there
    """
    if isinstance(game, SymbolicGame):
        for state in states:
            found = Point(game, CONCEPTS[concept], party, state).undeterred
            few = found if found.count <= _MOVES else found.nearest(state)[1]
            yield from ((state, end) for end in few.first(_MOVES))
        return
    rank, low = game.rank(party), floor(concept, game, party)
    for state in states:
        for end in game.improvements(party, state).tolist():
            if low is None or low[end] > rank[state]:
                yield state, end


def moves_from(game: AnyGame, party: int, state: int) -> list[int]:
    """Where a party can go alone from a state, in order.

    Raises
    ------
    InputError
        where they are too many to list.
    """
    if isinstance(game, Game):
        return sorted(game.moves(party, state).tolist())
    reached = game.set_of(game.engine.after(party, game.space.single(state)))
    found = reached - game.set_of(game.space.single(state))
    if found.count > _LISTED:
        raise InputError(
            f"'{game.parties[party]}' has {found.count:,} moves from there, and every one of them "
            f"is a condition of its own; up to {_LISTED:,} are listed"
        )
    return list(found.codes())


def all_states(game: AnyGame) -> Any:
    """All states, as a set."""
    return set(game.states().tolist()) if isinstance(game, Game) else game.states


def standing(game: AnyGame, option: str, level: str) -> Any:
    """The states in which an option stands at a level, as a set."""
    place, one = next((k, one) for k, one in enumerate(game.options) if one.name == option)
    if isinstance(game, SymbolicGame):
        return game.set_of(game.space.among(place, (one.levels.index(level),)))
    states = game.states()
    levels = game.codes(states) // one.stride % len(one.levels)
    return set(states[levels == one.levels.index(level)].tolist())


def opened_by(game: AnyGame, wider: AnyGame) -> Any:
    """The states of a game that another lacks, as a set."""
    if isinstance(wider, SymbolicGame):
        assert isinstance(game, SymbolicGame)
        return StateSet(wider.space, wider.space.feasible & ~game.space.feasible)
    assert isinstance(game, Game)
    codes = wider.codes(wider.states())
    return set(wider.states()[game.indices(codes) < 0].tolist())


def seen_through(games: Sequence[Any], codes: Codes) -> Codes:
    """States as the last of a chain of nested views has them, -1 where hidden."""
    if isinstance(games[0], Game):
        return image(np.asarray(codes, dtype=np.int64), list(games)).index
    found = []
    for code in codes:
        state: int | None = int(code)
        for game in games:
            state = None if state is None else game.seen_as(state)
        found.append(-1 if state is None else state)
    return tuple(found)


def reached_by_improvements(game: AnyGame, present: int, states: Codes) -> Sequence[bool] | Bools:
    """Whether improvements lead to each of some states from the present; not to -1."""
    if isinstance(game, Game):
        listed = reachable(game, present, improving=True)
        index = np.asarray(states)
        found: Bools = listed[np.maximum(index, 0)] & (index >= 0)
        return found
    there = improved_from(game, present)
    return [state >= 0 and game.space.holds(there, int(state)) for state in states]


def improved_from(game: SymbolicGame, present: int) -> Diagram:
    """The states to which improvements lead from the present, itself included."""
    there = fresh = game.space.single(present)
    while fresh != game.diagrams.false:
        reached = game.diagrams.false
        for scale in game.scales:
            reached |= game.engine.after_gains(scale, fresh)
        fresh = reached & ~there
        there |= fresh
        game.diagrams.check()
    return there


def improvement_harms(
    game: AnyGame, party: int, start: int, base: AnyGame, others: Sequence[int], was: int
) -> bool:
    """Whether some improvement in one game leads to where some in another are worse off.

    Parameters
    ----------
    game, party, start : whose improvement, and from which state of that game
    base, others, was : who could be worse off, and than at which state of that game
    """
    if isinstance(game, SymbolicGame):
        assert isinstance(base, SymbolicGame)
        reached = game.engine.after(party, game.space.single(start))
        reached &= ~_ranked(game, party, start, game.scales[party].full.at_most())
        reached = embedded(game, reached) & embedded(base, base.space.feasible)
        worse = (_ranked(base, p, was, base.scales[p].full.below()) for p in others)
        return any(reached & one != game.diagrams.false for one in worse)
    assert isinstance(base, Game)
    for end in game.improvements(party, start).tolist():
        index = base.index(game.code(end))
        if index is not None and any(base.rank(p)[index] < base.rank(p)[was] for p in others):
            return True
    return False


def _ranked(game: SymbolicGame, party: int, state: int, comparison: Diagram) -> Diagram:
    """A comparison with marks as it comes out where they spell how a party likes one state."""
    spelt = {
        mark: game.space.holds(digit, state)
        for mark, digit in game.scales[party].full.read_off.items()
    }
    return game.diagrams.fix(spelt, comparison) & game.space.feasible
