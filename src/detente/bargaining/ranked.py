"""The zone of agreement where only rankings are known: outcomes instead of packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.fallback import Fallback, fall_back
from detente.bargaining.maxima import distinct, undominated
from detente.bargaining.reserves import Reserve
from detente.game.game import Game


@dataclass(frozen=True, eq=False)
class Ranked:
    """Outcomes of one view's game, as its parties rank them.

    Attributes
    ----------
    game : whose states are the outcomes
    parties : places of the parties whose preferences are known
    reserves : one for each of them, each with a state
    zone : states that leave each of them at least where its walk-away would, by code
    frontier : states that no other betters for one without worsening for another, by code
    fallback : what is acceptable first when all lower their sights together
    """

    game: Game
    parties: tuple[int, ...]
    reserves: tuple[Reserve, ...]
    zone: tuple[int, ...]
    frontier: tuple[int, ...]
    fallback: Fallback


def rank_outcomes(game: Game, reserves: Sequence[Reserve]) -> Ranked | None:
    """Zone, frontier and fallback over the states of a game.

    None where fewer than two parties have both preferences and a walk-away that is a state.
    """
    kept = [
        (game.party_index(reserve.party), reserve)
        for reserve in reserves
        if reserve.state is not None
        and reserve.party in game.parties
        and game.known[game.party_index(reserve.party)]
    ]
    if len(kept) < 2:
        return None
    parties = tuple(party for party, _ in kept)
    states = game.states()
    states = states[np.argsort(game.codes(states), kind="stable")]
    ranks = game.ranks[list(parties)].astype(np.int64)
    no_deal = np.array([ranks[k, reserve.state] for k, (_, reserve) in enumerate(kept)])
    here = ranks[:, states]
    inside = (here >= no_deal[:, None]).all(axis=0)
    found = fall_back(here, no_deal)
    return Ranked(
        game,
        parties,
        tuple(reserve for _, reserve in kept),
        tuple(states[inside].tolist()),
        tuple(states[_undominated(here.T)].tolist()),
        Fallback(tuple(int(states[k]) for k in found.chosen), found.depth),
    )


def _undominated(ranks: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which outcomes no other dominates, ties kept; (n_outcomes,)."""
    rows, order, starts = distinct(np.ascontiguousarray(ranks))
    keep = undominated(rows)
    found = np.zeros(len(ranks), dtype=np.bool_)
    found[order] = np.repeat(keep, np.diff(np.append(starts, len(order))))
    return found
