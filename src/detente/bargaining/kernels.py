"""The inner loop of the frontier with three parties; imported only for many packages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.game.compiling import compiled


@compiled
def _walk(places: NDArray[np.int64], third: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Keep every row whose third number is above all seen at the same or an earlier place.

    The greatest third number up to a place stands in a tree of partial maxima (Fenwick's).
    """
    n = len(places)
    size = 0
    for k in range(n):
        size = max(size, places[k] + 1)
    tree = np.full(size + 1, np.iinfo(np.int64).min, dtype=np.int64)
    keep = np.zeros(n, dtype=np.bool_)
    for k in range(n):
        value = third[k]
        highest = np.iinfo(np.int64).min
        at = places[k] + 1
        while at > 0:
            highest = max(highest, tree[at])
            at -= at & -at
        if highest >= value:
            continue
        keep[k] = True
        at = places[k] + 1
        while at <= size:
            tree[at] = max(tree[at], value)
            at += at & -at
    return keep


def staircase(places: NDArray[np.int64], third: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows of three numbers no other dominates.

    Parameters
    ----------
    places : (n,) place of the second number among the different ones, the greatest at 0; the rows
        stand in lexicographic order, greatest first
    third : (n,) the third number
    """
    keep: NDArray[np.bool_] = _walk(places, np.ascontiguousarray(third))
    return keep
