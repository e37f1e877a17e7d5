"""The least change of inputs that turns a verdict: all smallest sets, up to a size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from detente.ensemble.counting import Counting
from detente.ensemble.weights import holding

#: sets looked at for one size, at most
MOST_SETS = 20_000
#: changes of one set, at most
MOST_CHANGES = 3


@dataclass(frozen=True)
class Breaking:
    """How easily one verdict turns.

    Attributes
    ----------
    holds : whether the outcome holds in the base as the case is written
    sets : smallest sets of changes that turn it, each as pairs of an input and its choice
    size : how many changes each has; None where no set up to `searched` turns it
    searched : up to how many changes were looked at
    """

    code: int
    holds: bool
    sets: tuple[tuple[tuple[int, int], ...], ...]
    size: int | None
    searched: int


def find_breaking(counting: Counting, codes: Sequence[int]) -> list[Breaking]:
    """For some outcomes the smallest sets of changes that turn whether they hold.

    Changes are the variants of inputs that bear a doubt, one variant each; sets are looked at by
    size, all of one size together, until each outcome's verdict has turned or sets grow too many.
    """
    changes = [
        (k, way) for k in counting.in_base for way in range(1, len(counting.inputs[k].variants) + 1)
    ]
    nothing = np.zeros((1, len(counting.inputs)), dtype=np.uint8)
    written = holding(counting, nothing, codes)[0]
    found: dict[int, tuple[tuple[tuple[int, int], ...], ...]] = {}
    searched = 0
    for size in range(1, MOST_CHANGES + 1):
        open_ = [c for c in range(len(codes)) if c not in found]
        sets = (
            [one for one in combinations(changes, size) if len({k for k, _ in one}) == size]
            if _n_sets(len(changes), size) <= MOST_SETS
            else []
        )
        if not open_ or not sets:
            break
        searched = size
        rows = np.zeros((len(sets), len(counting.inputs)), dtype=np.uint8)
        for row, one in enumerate(sets):
            for k, way in one:
                rows[row, k] = way
        turned = holding(counting, rows, codes) != written
        for c in open_:
            which = np.flatnonzero(turned[:, c])
            if len(which):
                found[c] = tuple(sets[row] for row in which.tolist())
    return [
        Breaking(
            code,
            bool(written[c]),
            found.get(c, ()),
            len(found[c][0]) if c in found else None,
            searched,
        )
        for c, code in enumerate(codes)
    ]


def _n_sets(n: int, size: int) -> int:
    total = 1
    for k in range(size):
        total = total * (n - k) // (k + 1)
    return total
