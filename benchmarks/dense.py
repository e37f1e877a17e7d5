"""The five concepts by dense matrices, as textbooks of the graph model write them.

The rival that `benchmarks` compares with, straightforward on purpose: one row and one column for
every state, legal sequences by repeated multiplication [xu2009]. What deters is a state that is
*not preferred*, staying included, so that the verdicts are those of the definitions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.game import Game
from detente.game.table import TableEngine

Matrix = NDArray[np.float32]  # entries 0 and 1: fast to multiply


def verdicts(game: Game) -> dict[str, NDArray[np.bool_]]:
    """Which states are stable: for every concept a bool array (parties, states)."""
    states = game.states()
    ranks = game.ranks[:, states]
    moves = [_moves(game, party, states) for party in range(len(game.parties))]
    better = [(rank[None, :] > rank[:, None]).astype(np.float32) for rank in ranks]
    improvements = [move * gain for move, gain in zip(moves, better, strict=True)]
    found: dict[str, list[Any]] = {key: [] for key in ("nash", "gmr", "smr", "seq", "sseq")}
    for party, gains in enumerate(improvements):
        others = [other for other in range(len(moves)) if other != party]
        any_reply = _sequences([moves[other] for other in others])
        credible = _sequences([improvements[other] for other in others])
        no_better = 1 - better[party]  # from a start (row), the states that deter (column)
        # ... and from which every own move leads to such a state again
        no_escape = no_better * (1 - _sign(better[party] @ moves[party].T))
        found["nash"].append(~(gains > 0).any(axis=1))
        for key, replies, deters in (
            ("gmr", any_reply, no_better),
            ("smr", any_reply, no_escape),
            ("seq", credible, no_better),
            ("sseq", credible, no_escape),
        ):
            deterred = _sign(replies @ deters.T)  # by state moved to (row) and start (column)
            found[key].append(~((gains * (1 - deterred.T)) > 0).any(axis=1))
    return {key: np.array(rows) for key, rows in found.items()}


def _moves(game: Game, party: int, states: NDArray[Any]) -> Matrix:
    """One-step moves between states: only own options change, each as it may."""
    engine = game.engine
    assert isinstance(engine, TableEngine)
    found = ~np.eye(len(states), dtype=np.bool_)
    for axis, owner in enumerate(engine.owners):
        level = engine.space.axis_levels(states, axis)
        if owner == party:
            found &= engine.reach[axis][level[:, None], level[None, :]]
        else:
            found &= level[:, None] == level[None, :]
    return found.astype(np.float32)


def _sequences(moves: list[Matrix]) -> Matrix:
    """What legal sequences reach, the empty one included: nobody moves twice in a row."""
    reached = [move.copy() for move in moves]  # by who moves first
    while True:
        longer = []
        for first, move in enumerate(moves):
            then = [r for k, r in enumerate(reached) if k != first]
            onward = _sign(sum(then[1:], then[0])) if then else np.zeros_like(move)
            longer.append(_sign(move + move @ onward))
        if all(np.array_equal(a, b) for a, b in zip(longer, reached, strict=True)):
            break
        reached = longer
    return _sign(sum(reached[1:], reached[0]) + np.eye(len(reached[0]), dtype=np.float32))


def _sign(matrix: Any) -> Matrix:
    found: Matrix = (matrix > 0).astype(np.float32)
    return found
