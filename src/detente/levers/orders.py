"""Comparing how two games order the states that both have."""

from __future__ import annotations

import numpy as np

from detente.game.game import Game
from detente.game.space import Bools, Ints

#: pairs of more states than this are not compared one by one
MAX_STATES = 512


def common_codes(one: Game, other: Game) -> Ints:
    """Codes of the states that both games have."""
    codes = one.codes(one.states())
    return codes[other.indices(codes) >= 0]


def signs(game: Game, party: str, codes: Ints) -> Ints | None:
    """For every pair of states, 1 where the first is preferred, -1 the second, 0 neither.

    None where the party has no say in the game or its preferences are missing.
    """
    if party not in game.parties or not game.known[game.party_index(party)]:
        return None
    rank = game.rank(game.party_index(party))[game.indices(codes)].astype(np.int64)
    found: Ints = np.sign(rank[:, None] - rank[None, :])
    return found


def wrong_pairs(here: Game, right: Game, party: str, codes: Ints) -> Bools | None:
    """Pairs of states that one game orders otherwise than the other, or None as above."""
    mine, theirs = signs(here, party, codes), signs(right, party, codes)
    if mine is None or theirs is None:
        return None
    found: Bools = mine != theirs
    return found
