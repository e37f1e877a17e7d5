"""How a state of the whole case looks from inside a view (the map pi of THEORY E.2).

A view does not see some options and presumes a level for them; what it cannot imagine at all
is hidden from it. Maps of nested views compose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.space import Bools, Ints


@dataclass(frozen=True, eq=False)
class Image:
    """A list of states as one view has them.

    Attributes
    ----------
    index : the state in the view's own game, -1 where hidden; (n,)
    confused : whether something unseen was put at its presumed level on the way; (n,)
    """

    index: Ints
    confused: Bools

    @property
    def hidden(self) -> Bools:
        """States that the view holds impossible, (n,)."""
        return self.index < 0

    def take(self, verdict: Bools) -> Bools:
        """A verdict of the view's game, carried to the listed states; false where hidden.

        Leading axes (draws) are carried along.
        """
        found: NDArray[np.bool_] = verdict[..., np.maximum(self.index, 0)] & ~self.hidden
        return found


def image(codes: Ints, chain: list[Game]) -> Image:
    """The states with these codes as the last of a chain of nested views has them.

    Parameters
    ----------
    codes : codes of states, (n,)
    chain : the games of the views from the outermost to the innermost
    """
    confused = np.zeros(len(codes), dtype=np.bool_)
    hidden = np.zeros(len(codes), dtype=np.bool_)
    index = np.full(len(codes), -1, dtype=np.int64)
    for game in chain:
        seen = game.project(codes)
        confused |= seen != codes
        index = np.where(hidden, -1, game.indices(seen))
        hidden = index < 0
        # a merged state goes by its least code; that alone is no confusion
        codes = np.where(hidden, seen, game.codes(np.maximum(index, 0)))
    return Image(index, confused)
