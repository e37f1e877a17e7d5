"""How a stable state stands: only because something cannot be undone? Within reach of the present?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.game.game import Game
from detente.game.reach import reachable
from detente.game.space import Bools
from detente.stability.concepts import CONCEPTS
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
        back; "holds because it cannot be undone"
    """

    table: StabilityTable
    reached: Bools | None
    by_moves: Bools | None
    undone: Bools

    def only_irreversible(self, concept: str) -> Bools:
        """Equilibria that some party keeps only because it cannot undo something, (cell,)."""
        c = self.table.concepts.index(concept)
        found: Bools = self.table.equilibria[c] & self.undone[c].any(axis=0)
        return found

    def bound(self, index: int, concept: str = "nash") -> bool | None:
        """Whether a state would be an equilibrium if what is taken in it could not be taken back.

        None in the graph form, and where preferences are missing.
        """
        return bound(self.table.game, index, concept)


def stand(table: StabilityTable) -> Standing:
    """Look beyond the verdicts of a table; keys of the concepts are those of `CONCEPTS`."""
    game = table.game
    undone = np.zeros_like(table.stable)
    for p in range(len(game.parties)):
        if not game.engine.irreversible(p):
            continue
        freer = game.undoable(p)
        for c, concept in enumerate(table.concepts):
            if table.determined[c, p]:
                undone[c, p] = table.stable[c, p] & ~CONCEPTS[concept](freer, p)
    reached = by_moves = None
    if game.present is not None:
        by_moves = reachable(game, game.present, improving=False)
        movers = [p for p in range(len(game.parties)) if game.can_move(p)]
        if all(game.known[p] for p in movers):
            reached = reachable(game, game.present, improving=True)
    return Standing(table, reached, by_moves, undone)


def bound(game: Game, index: int, concept: str = "nash") -> bool | None:
    """Whether a state would be an equilibrium if what is taken in it could not be taken back."""
    firm = game.bound(index)
    one = CONCEPTS[concept]
    if firm is None or not all(one.answerable(firm, p) for p in range(len(firm.parties))):
        return None
    return all(bool(one(firm, p)[index]) for p in range(len(firm.parties)))
