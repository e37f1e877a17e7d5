"""Where the game can go from a state, by moves or by improvements only."""

from __future__ import annotations

import numpy as np

from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Bools


def reachable(game: Game, start: int, *, improving: bool) -> Bools:
    """States that legal sequences of moves lead to from `start`, itself included.

    Parameters
    ----------
    improving : take only moves that are improvements for whoever makes them

    Returns
    -------
    bool array (n_cells,)

    References
    ----------
    [li2005] for status quo analysis; nobody moves twice in a row.
    """
    if isinstance(game.engine, GraphEngine):
        return _by_search(game, start, improving)
    # A table's moves are transitive, so sequences need no last mover: sweep forward until quiet.
    # Forward is backward in the game with every move turned round and every rank negated.
    turned = game.engine.reversed()
    here = np.zeros(game.n_cells, dtype=np.int32)
    here[start] = 1
    movers = [p for p in range(len(game.parties)) if game.can_move(p)]
    while True:
        before = here
        for p in movers:
            if improving:
                # -1 - rank, since the lowest integer has no negative
                found = turned.over_improvements(p, -1 - game.rank(p), here, "max")
            else:
                found = turned.over_moves(p, here, "max")
            here = np.maximum(here, found)
        if np.array_equal(before, here):
            return (here > 0) & game.feasible


def _by_search(game: Game, start: int, improving: bool) -> Bools:
    """Breadth first over pairs of a state and its last mover."""
    step = game.improvements if improving else game.moves
    found = np.zeros(game.n_cells, dtype=np.bool_)
    found[start] = True
    movers = [p for p in range(len(game.parties)) if game.can_move(p)]
    seen: set[tuple[int, int]] = {(start, -1)}
    waiting = [(start, -1)]
    while waiting:
        ahead = []
        for state, last in waiting:
            for p in movers:
                if p == last:
                    continue
                for reached in step(p, state).tolist():
                    if (reached, p) not in seen:
                        seen.add((reached, p))
                        found[reached] = True
                        ahead.append((reached, p))
        waiting = ahead
    return found
