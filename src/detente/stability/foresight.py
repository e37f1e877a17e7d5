"""Plays of two parties who look ahead: where each thinks a move would end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.game.table import Values
from detente.stability.listed import Lists, moves_of, too_large

#: from each cell the end of the play if the party moves first, and if its opponent does
Ends = tuple[Ints, Ints]


def two_strict(game: Game) -> str | None:
    """Why nobody can look ahead so: more than two who move, ties, or a large game."""
    movers = [p for p in range(len(game.parties)) if game.can_move(p)]
    if len(movers) > 2:
        names = ", ".join(game.parties[p] for p in movers)
        return f"it is made for two parties that move, and here are {len(movers)} ({names})"
    for p in movers:
        ranks = game.rank(p)[game.states()]
        if len(np.unique(ranks)) < len(ranks):
            return (
                "it needs preferences without ties, since the end of a play would be uncertain, "
                f"and {game.parties[p]} is indifferent between some states"
            )
    return too_large(game)


def plays(game: Game, party: int) -> Iterator[Ends]:
    """Where plays end, with a horizon of 0, 1, 2 ... moves, without end.

    Whoever is to move takes the best of the ends that its moves lead to, the other being next
    with one move less to go, or stays where none is better.

    References
    ----------
    [kilgour1985]
    """
    opponent = next((p for p in game.engine.others(party)), None)
    nowhere: Lists = [[] for _ in range(game.n_cells)]
    own = moves_of(game, party)
    others = nowhere if opponent is None else moves_of(game, opponent)
    rank = game.rank(party)
    rank_of_other = rank if opponent is None else game.rank(opponent)
    here = np.arange(game.n_cells)
    ends: Ends = (here, here)
    while True:
        yield ends
        ends = (_to_move(own, rank, ends[1]), _to_move(others, rank_of_other, ends[0]))


def _to_move(moves: Lists, rank: Values, after: Ints) -> Ints:
    """The end of the play from each cell, where the ends after one move are known."""
    found = np.arange(len(moves))
    for start, reached in enumerate(moves):
        if reached:
            end = max((int(after[to]) for to in reached), key=lambda one: int(rank[one]))
            if rank[end] > rank[start]:
                found[start] = end
    return found


def stays(ends: Ends) -> Bools:
    """The cells from which the play goes nowhere if the party moves first."""
    found: Bools = ends[0] == np.arange(len(ends[0]))
    return found
