"""How low the others could answer a move: what an improvement is held against."""

from __future__ import annotations

from typing import Any

from detente.game.sweeps import Sweepable, over_improving_replies, over_moves, over_replies
from detente.stability.concepts import CONCEPTS


def floor(concept: str, game: Sweepable, party: int) -> Any | None:
    """The lowest value, to a party, of what the others could answer, by the end of its move.

    Returns
    -------
    one value per state, as the game's engine keeps values; None where answers do not count
    """
    one = CONCEPTS[concept]
    if one.replies == "none":
        return None
    rank = game.rank(party)
    value = over_moves(game, party, rank, "max") if one.escape else rank
    over = over_improving_replies if one.replies == "improvements" else over_replies
    return over(game, party, value, "min")
