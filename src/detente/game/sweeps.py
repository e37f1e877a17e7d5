"""The four sweeps that every concept of stability is written in (DESIGN §4).

Each reduces, for all states at once, a value over the states reachable from each. A concept
touches a game only through these and through comparisons, so that any engine can stand
behind the same line.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from detente.game.table import How

#: one value a state, as an engine keeps it: an array (n_cells,), or a relation over formulas
V = TypeVar("V")


class Sweepable(Protocol):
    """What a concept touches of a game, whichever engine stands behind it."""

    @property
    def engine(self) -> Any:
        """The moves, and how to sweep over them."""

    @property
    def ranks(self) -> Any:
        """How each party ranks the states."""

    def rank(self, party: int) -> Any:
        """How one party ranks the states: a value to sweep, and to compare with."""


def over_moves(game: Sweepable, party: int, values: V, how: How) -> V:
    """Over the states that `party` can reach alone, staying included.

    Parameters
    ----------
    values : one value per state, (n_cells,) from the explicit engine
    how : "max" or "min"

    Returns
    -------
    one value per state; meaningless at impossible cells
    """
    found: V = game.engine.over_moves(party, values, how)
    return found


def over_improvements(game: Sweepable, party: int, values: V, how: How) -> V:
    """Over the states that `party` can reach alone and prefers.

    Where there is none, the value that changes no comparison: lowest for "max", highest for "min".
    """
    found: V = game.engine.over_improvements(party, game.rank(party), values, how)
    return found


def over_replies(game: Sweepable, party: int, values: V, how: How) -> V:
    """Over all legal sequences of the others' moves, the empty one included.

    Nobody moves twice in a row in a legal sequence; with one opponent it is a single move.
    """
    found: V = game.engine.over_replies(party, values, how)
    return found


def over_improving_replies(game: Sweepable, party: int, values: V, how: How) -> V:
    """The same, where each step is an improvement for its mover from where it moves."""
    found: V = game.engine.over_improving_replies(party, game.ranks, values, how)
    return found
