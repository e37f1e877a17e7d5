"""Moves one by one, for concepts that no sweep expresses. For small games only.

The sweeps reduce one number a state; attitudes, simultaneous answers and anticipated moves ask
for more than a number, so these concepts go through the moves themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from detente.game.game import Game
from detente.game.space import Bools

#: the most combinations of options, or states, for which moves are listed one by one
MOST = 1 << 10
Lists = list[list[int]]


def too_large(game: Game) -> str | None:
    """Why moves cannot be listed; None where they can."""
    if game.n_cells <= MOST:
        return None
    return (
        f"it goes through every move one by one, which is done up to {MOST:,} combinations of "
        f"options; there are {game.n_cells:,} here"
    )


def moves_of(game: Game, party: int) -> Lists:
    """Where a party can go alone from each cell; nowhere from an impossible one."""
    return [
        game.moves(party, index).tolist() if possible else []
        for index, possible in enumerate(game.feasible.tolist())
    ]


def improvements_of(game: Game, party: int) -> Lists:
    """The same for moves to states that it prefers."""
    rank = game.rank(party)
    return [
        [end for end in ends if rank[end] > rank[start]]
        for start, ends in enumerate(moves_of(game, party))
    ]


def sequences(steps: dict[int, Lists]) -> Callable[[int], frozenset[int]]:
    """Where some parties can take it from a cell, nobody moving twice in a row.

    Parameters
    ----------
    steps : for every party that takes part, where it may go from each cell

    Returns
    -------
    a function from a cell to the cells that sequences of one or more moves lead to
    """
    known: dict[int, frozenset[int]] = {}

    def reached(start: int) -> frozenset[int]:
        if start not in known:
            known[start] = frozenset(state for state, _ in _walk(steps, start))
        return known[start]

    return reached


def _walk(steps: dict[int, Lists], start: int) -> Iterator[tuple[int, int]]:
    """Pairs of a cell and its last mover that sequences lead to, each once."""
    met: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for mover, lists in steps.items():
            if mover == last:
                continue
            for end in lists[state]:
                if (end, mover) not in met:
                    met.add((end, mover))
                    waiting.append((end, mover))
                    yield end, mover


def judged(game: Game, stays: Callable[[int], bool]) -> Bools:
    """One verdict a cell, impossible cells being stable; bool array (n_cells,)."""
    found = np.ones(game.n_cells, dtype=np.bool_)
    for index in game.states().tolist():
        found[index] = stays(index)
    return found
