"""Fallback bargaining: a rule for rankings, where sizes of gains mean nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int64]


@dataclass(frozen=True)
class Fallback:
    """What is accepted first when all lower their sights together.

    Attributes
    ----------
    chosen : positions of the outcomes that all accept at the first depth where there are any
    depth : how many rungs of its ladder each party has gone down, 1 for its best; None where a
        party reaches its no-deal before anything is acceptable to all
    """

    chosen: tuple[int, ...]
    depth: int | None


def tiers(ranks: Ranks) -> Ranks:
    """How many rungs below a party's best each outcome stands, 1 for the best; (n_parties, n)."""
    out = np.empty_like(ranks)
    for party, row in enumerate(ranks):
        values, places = np.unique(row, return_inverse=True)
        out[party] = len(values) - places.reshape(-1)
    return out


def fall_back(ranks: Ranks, no_deal: Ranks) -> Fallback:
    """Lower every party's sights one rung at a time until some outcome is acceptable to all.

    No party goes below the rung of its no-deal. Several outcomes may become acceptable at once.

    Parameters
    ----------
    ranks : int array (n_parties, n_outcomes); higher is better, equal is indifferent
    no_deal : (n_parties,) the rank that each would have without a deal

    References
    ----------
    [brams2001]; with ties a step is a rung, all of whose outcomes become acceptable together.
    """
    open_to_all = np.flatnonzero((ranks >= no_deal[:, None]).all(axis=0))
    if not len(open_to_all):
        return Fallback((), None)
    worst = tiers(ranks)[:, open_to_all].max(axis=0)
    depth = int(worst.min())
    return Fallback(tuple(open_to_all[worst == depth].tolist()), depth)
