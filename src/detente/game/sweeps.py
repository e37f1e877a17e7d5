"""The four sweeps that every concept of stability is written in (DESIGN §4).

Each reduces, for all states at once, a value over the states reachable from each. A concept
touches a game only through these and through comparisons, so that any engine can stand
behind the same line.
"""

from __future__ import annotations

from detente.game.game import Game
from detente.game.table import How, Values


def over_moves(game: Game, party: int, values: Values, how: How) -> Values:
    """Over the states that `party` can reach alone, staying included.

    Parameters
    ----------
    values : one value per cell, (n_cells,)
    how : "max" or "min"

    Returns
    -------
    one value per cell, (n_cells,); meaningless at impossible cells
    """
    return game.engine.over_moves(party, values, how)


def over_improvements(game: Game, party: int, values: Values, how: How) -> Values:
    """Over the states that `party` can reach alone and prefers.

    Where there is none, the value that changes no comparison: lowest for "max", highest for "min".
    """
    return game.engine.over_improvements(party, game.rank(party), values, how)


def over_replies(game: Game, party: int, values: Values, how: How) -> Values:
    """Over all legal sequences of the others' moves, the empty one included.

    Nobody moves twice in a row in a legal sequence; with one opponent it is a single move.
    """
    return game.engine.over_replies(party, values, how)


def over_improving_replies(game: Game, party: int, values: Values, how: How) -> Values:
    """The same, where each step is an improvement for its mover from where it moves."""
    return game.engine.over_improving_replies(party, game.ranks, values, how)
