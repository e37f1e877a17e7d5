"""Which vectors nobody can better for one without worsening for another."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: from this many vectors the compiled walk repays its start, as measured
COMPILE_FROM = 1 << 12
#: vectors compared with all that are kept at a time
BLOCK = 256


def distinct(vectors: Vectors) -> tuple[Vectors, NDArray[np.intp], NDArray[np.intp]]:
    """The different rows, greatest first, each row's place among them, and the order of the rows.

    Parameters
    ----------
    vectors : int array (n, k)

    Returns
    -------
    rows : int array (m, k), in lexicographic order, greatest first
    order : (n,) the given rows, so ordered
    starts : (m,) where in `order` each different row begins
    """
    n, width = vectors.shape
    if width == 0:  # nobody judges: all rows are one
        return vectors[:1], np.arange(n), np.zeros(min(n, 1), dtype=np.intp)
    order = np.lexsort(tuple(-vectors[:, k] for k in reversed(range(width))))
    ordered = vectors[order]
    new = np.ones(n, dtype=bool)
    if n > 1:
        new[1:] = np.any(ordered[1:] != ordered[:-1], axis=1)
    starts = np.flatnonzero(new)
    return ordered[starts], order, starts


def undominated(rows: Vectors) -> Bools:
    """Which of some different rows, given greatest first, no other row dominates.

    A row dominates another that is nowhere greater and somewhere less. Whatever dominates a row
    stands before it, so that one walk suffices; with three columns it keeps a staircase
    [kung1975], in time n log n.

    Parameters
    ----------
    rows : int array (n, k), different from one another, in lexicographic order, greatest first
    """
    n, width = rows.shape
    if n == 0:
        return np.zeros(0, dtype=bool)
    if width <= 1:
        first: Bools = np.arange(n) == 0
        return first
    if width == 2:
        second = rows[:, 1]
        highest = np.maximum.accumulate(second)
        above = np.ones(n, dtype=bool)
        above[1:] = second[1:] > highest[:-1]
        return above
    if width == 3:
        if n >= COMPILE_FROM:
            from detente.bargaining.kernels import staircase

            found: Bools = staircase(_places(rows[:, 1]), rows[:, 2])
            return found
        return _staircase(rows[:, 1].tolist(), rows[:, 2].tolist())
    return _one_by_one(rows)


def _places(column: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every value's place among the different values, the greatest at 0."""
    values, places = np.unique(column, return_inverse=True)
    return (len(values) - 1 - places.reshape(-1)).astype(np.int64)


def _staircase(second: list[int], third: list[int]) -> Bools:
    """The same as the compiled walk, for few rows: the steps seen so far, kept in order."""
    keep = np.zeros(len(second), dtype=bool)
    heights: list[int] = []  # second column of the steps, negated, so ascending
    tops: list[int] = []  # third column of the steps, ascending along with them
    for row, (b, c) in enumerate(zip(second, third, strict=True)):
        at = bisect_left(heights, -b + 1)  # the steps before `at` are at least as great as b
        if at and tops[at - 1] >= c:
            continue
        keep[row] = True
        first = bisect_left(heights, -b)
        last = at
        while last < len(tops) and tops[last] <= c:
            last += 1
        heights[first:last] = [-b]
        tops[first:last] = [c]
    return keep


def _one_by_one(rows: Vectors) -> Bools:
    """Blocks of rows against those that were kept; the square of the number kept, at worst."""
    keep = np.zeros(len(rows), dtype=bool)
    kept = rows[:0]
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        free = np.ones(len(block), dtype=bool)
        for at in range(0, len(kept), BLOCK):
            some = kept[at : at + BLOCK]
            free &= ~np.any((some[None, :, :] >= block[:, None, :]).all(axis=2), axis=1)
        left = block[free]
        n_above = (left[None, :, :] >= left[:, None, :]).all(axis=2).sum(axis=1)
        good = n_above == 1  # itself alone
        keep[start + np.flatnonzero(free)[good]] = True
        kept = np.concatenate([kept, left[good]])
    return keep
