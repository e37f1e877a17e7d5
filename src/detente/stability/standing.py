"""How a stable state stands: because something cannot be undone? Within reach of the present?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.game.game import Game
from detente.game.reach import reachable
from detente.game.space import Bools
from detente.stability.concepts import CONCEPTS

if TYPE_CHECKING:
    from detente.stability.solve import StabilityTable


@dataclass(frozen=True, eq=False)
class Standing:
    """What else there is to say of the verdicts of a table.

    Attributes
    ----------
    reached : states that improvements alone lead to from the present, (cell,); None where there
        is no present state or some mover's preferences are missing
    by_moves : states that any moves lead to from the present, (cell,); None without a present
    undone : (concept, party, cell): stable for the party, but not if it could take everything
        back; or that would leave it no move still, since rules forbid the rest, and it would
        rather go: nothing but what was done and those rules keeps it there
    locked : (party, cell): the party has no move left and has done what it cannot undo, whether
        it would rather leave or not
    """

    table: StabilityTable
    reached: Bools | None
    by_moves: Bools | None
    undone: Bools
    locked: Bools

    def only_irreversible(self, concept: str) -> Bools:
        """Equilibria that some party keeps only because it cannot undo something, (cell,)."""
        c = self.table.concepts.index(concept)
        found: Bools = self.table.equilibria[c] & self.undone[c].any(axis=0)
        return found

    def binders(self, index: int, concept: str = "nash") -> tuple[str, ...] | None:
        """Who would have to be unable to take back what it does in a state, for it to hold."""
        return binders(self.table.game, index, concept)


def stand(table: StabilityTable) -> Standing:
    """Look beyond the verdicts of a table; keys of the concepts are those of `CONCEPTS`."""
    game = table.game
    undone = np.zeros_like(table.stable)
    locked = np.zeros((len(game.parties), game.n_cells), dtype=np.bool_)
    for p in range(len(game.parties)):
        if not game.engine.irreversible(p):
            continue
        freer = game.undoable(p)
        locked[p] = game.engine.stuck(p)
        unwilling = locked[p] & game.engine.walled_in(p, game.rank(p))
        for c, concept in enumerate(table.concepts):
            if table.determined[c, p]:
                undone[c, p] = table.stable[c, p] & (~CONCEPTS[concept](freer, p) | unwilling)
    reached = by_moves = None
    if game.present is not None:
        by_moves = reachable(game, game.present, improving=False)
        if not any(game.lacks(p) for p in range(len(game.parties))):
            reached = reachable(game, game.present, improving=True)
    return Standing(table, reached, by_moves, undone, locked)


def binders(game: Game, index: int, concept: str = "nash") -> tuple[str, ...] | None:
    """Who would have to be bound to what it has taken in a state, for the state to hold.

    Returns
    -------
    ids of the parties whose taken options must be impossible to take back; empty where the state
    holds as it is; None where binding them is not enough, in the graph form, and where
    preferences are missing
    """
    one = CONCEPTS[concept]
    everyone = range(len(game.parties))
    if game.bound(index, ()) is None or not all(one.answerable(game, p) for p in everyone):
        return None
    leaving = tuple(p for p in everyone if not one(game, p)[index])
    firm = game.bound(index, leaving)
    if firm is None or not all(bool(one(firm, p)[index]) for p in everyone):
        return None
    return tuple(game.parties[p] for p in leaving)
