"""Relational preference: what a party would rather have, given what it wishes the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.game.game import Game
from detente.stability.listed import Lists, moves_of, sequences, too_large


def says_wishes(game: Game) -> str | None:
    """Why attitudes cannot be used: nobody's are given, or the game is too large."""
    if game.attitudes is None:
        return (
            "it asks what the parties wish one another, and the case does not say: give "
            "`wishes: ill`, `nothing` or `well` in `feelings`"
        )
    return too_large(game)


@dataclass(frozen=True, eq=False)
class Relations:
    """Moves and sanctions of one party, as its attitude makes them.

    Attributes
    ----------
    own : where the party can go alone from each cell
    willing : those of these moves that it would rather make
    rather : from one cell and another, whether the party relationally prefers the second
    replies, willing_replies : where the others can take it, by any moves or by willing ones
    """

    own: Lists
    willing: Lists
    rather: Callable[[int, int], bool]
    replies: Callable[[int], frozenset[int]]
    willing_replies: Callable[[int], frozenset[int]]

    def sanctions(self, start: int, state: int) -> bool:
        """Whether a state deters the party from leaving another."""
        return state == start or not self.rather(start, state)


def relations(game: Game, party: int) -> Relations:
    """Look at a game through the attitudes of its parties.

    A party relationally prefers one state to another if it is no worse for anyone whom it wishes
    well, and no better for anyone whom it wishes ill.

    References
    ----------
    [inohara2007]
    """
    rather = [_preference(game, p) for p in range(len(game.parties))]
    lists = [moves_of(game, p) for p in range(len(game.parties))]
    willing = [
        [[end for end in ends if rather[p](start, end)] for start, ends in enumerate(lists[p])]
        for p in range(len(game.parties))
    ]
    others = [p for p in range(len(game.parties)) if p != party]
    return Relations(
        lists[party],
        willing[party],
        rather[party],
        sequences({p: lists[p] for p in others}),
        sequences({p: willing[p] for p in others}),
    )


def _preference(game: Game, party: int) -> Callable[[int, int], bool]:
    assert game.attitudes is not None
    attitude = np.array(game.attitudes[party])
    table = np.ones((game.n_cells, game.n_cells), dtype=np.bool_)
    for other in np.flatnonzero(attitude).tolist():
        liked = game.rank(other).astype(np.int64) * attitude[other]
        table &= liked[None, :] >= liked[:, None]
    rows: list[list[bool]] = table.tolist()

    def rather(start: int, state: int) -> bool:
        return rows[start][state]

    return rather
