"""How surprising a distance is when the sides' names are dealt out anew over whole documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: draws that are made at once; a test stops after so many that are as far apart as what was seen
_BATCH = 100
_ENOUGH = 20


def divergence(by_side: Ints) -> Floats:
    """Jensen–Shannon divergence of word counts by side, in bits: int array (..., side, word) in.

    Each side weighs as much as it has words [lin1991]: what one learns about the side from one
    word that stands near the term. 0 where all sides use the words in the same shares; for two
    sides of one size that share no word, 1.
    """
    most = int(by_side.sum(axis=-2).max(initial=0))
    table = _n_log_n(most)
    words = by_side.sum(axis=-1)
    total = words.sum(axis=-1)
    apart = table[by_side].sum(axis=(-1, -2)) - _x_log_x(words).sum(axis=-1)
    together = table[by_side.sum(axis=-2)].sum(axis=-1) - _x_log_x(total)
    found: Floats = np.maximum(apart - together, 0) / np.maximum(total, 1)
    return found


def _n_log_n(most: int) -> Floats:
    """n log2 n for all n up to the most."""
    return _x_log_x(np.arange(most + 1))


def _x_log_x(values: Ints) -> Floats:
    found: Floats = values.astype(np.float64) * np.log2(np.maximum(values, 1))
    return found


@dataclass(frozen=True)
class Permuted:
    """A test by permutation.

    Attributes
    ----------
    distance : as seen
    expected : the mean over permutations: how far apart chance alone puts sides of this size
    p : share of permutations at least as far apart, the seen one counted among them
    draws : how many were made
    """

    distance: float
    expected: float
    p: float
    draws: int


def permute(
    counts: Ints,
    sides: Ints,
    n_sides: int,
    draws: int,
    rng: np.random.Generator,
    strata: Ints | None = None,
) -> Permuted:
    """Deal the sides' names out over documents, and see how far apart they come.

    Parameters
    ----------
    counts : int array (document, word); what stands around a term in each document
    sides : the side of each document, from 0
    draws : permutations at most; the test stops earlier once 20 of them are at least as far apart
        as what was seen, and the share is then an honest p still [besag1991]
    strata : names change places only within one stratum, such as a window of time
    """
    pooled = counts.sum(axis=0)
    table = _n_log_n(int(pooled.max(initial=0))).astype(np.float32)
    together = float(_x_log_x(pooled).sum() - _x_log_x(pooled.sum()))
    narrow = counts.astype(np.float32)

    def distances(dealt: Ints) -> Floats:
        """`divergence`, with what does not change under dealing worked out once."""
        found = np.full(len(dealt), -together)
        left = pooled
        for side in range(n_sides):
            if side < n_sides - 1:
                here = ((dealt == side).astype(np.float32) @ narrow).astype(np.int32)
                left = left - here
            else:
                here = np.broadcast_to(left, (len(dealt), len(pooled))).astype(np.int32)
            words = here.sum(axis=1, dtype=np.int64)
            found += table[here].sum(axis=1, dtype=np.float64) - _x_log_x(words)
        spread: Floats = np.maximum(found, 0) / max(int(pooled.sum()), 1)
        return spread

    observed = float(distances(sides[None, :])[0])
    above, made, total = 0, 0, 0.0
    limit = observed * (1 - 1e-5) - 1e-9
    while made < draws:
        batch = min(_BATCH, draws - made)
        found = distances(deal(sides, strata, batch, rng))
        hits: Ints = np.cumsum(found >= limit) + above
        if hits[-1] >= _ENOUGH:
            last = int(np.searchsorted(hits, _ENOUGH)) + 1
            total += float(found[:last].sum())
            made += last
            return Permuted(observed, total / made, _ENOUGH / made, made)
        above = int(hits[-1])
        total += float(found.sum())
        made += batch
    return Permuted(observed, total / made, (above + 1) / (made + 1), made)


def deal(
    sides: Ints,
    strata: Ints | None,
    draws: int,
    rng: np.random.Generator,
) -> Ints:
    """Sides in random order within each stratum: array (draw, document)."""
    chance = rng.random((draws, len(sides)))
    if strata is None:
        return sides[np.argsort(chance, axis=1)]
    strata = np.unique(strata, return_inverse=True)[
        1
    ]  # from 0, so that each has a range of its own
    places = np.argsort(strata, kind="stable")
    found = np.empty((draws, len(sides)), dtype=np.int64)
    found[:, places] = sides[np.argsort(chance + strata[None, :], axis=1)]
    return found


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """The least false-discovery rate at which each of many tests is called [benjamini1995]."""
    values = np.asarray(p, dtype=np.float64)
    if not len(values):
        return []
    order = np.argsort(values)
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    least = np.minimum.accumulate(scaled[::-1])[::-1]
    found = np.empty(len(values))
    found[order] = np.minimum(least, 1.0)
    return [float(one) for one in found]
