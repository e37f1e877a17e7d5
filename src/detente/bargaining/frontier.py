"""The packages that leave nothing on the table, without listing the others.

What is dominated within some of the groups stays dominated whatever the rest adds, so groups are
joined one after the other and only undominated sums go on. Packages of equal worth share one row
and are all kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.maxima import distinct, undominated
from detente.bargaining.packages import Ints, Packages


@dataclass(frozen=True, eq=False)
class Joined:
    """What came of joining one more group: how each row can be made.

    Attributes
    ----------
    starts : (n_rows + 1,) where the ways to make each row begin in the two arrays
    parents : row of the joining before
    picks : combination of the group that was joined
    """

    starts: NDArray[np.int64]
    parents: NDArray[np.int64]
    picks: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Frontier:
    """The undominated worths, and all packages that have them.

    Attributes
    ----------
    packages : what it is the frontier of
    worth : int array (n_rows, n_parties), different rows, greatest first
    joined : one for each group, in order
    """

    packages: Packages
    worth: Ints
    joined: tuple[Joined, ...]

    @cached_property
    def counts(self) -> list[int]:
        """How many packages have the worth of each row; exact however many."""
        counts = [1]
        for step in self.joined:
            ways = [counts[parent] for parent in step.parents.tolist()]
            counts = [sum(ways[a:b]) for a, b in pairwise(step.starts.tolist())]
        return counts

    @property
    def n_packages(self) -> int:
        """How many packages lie on the frontier, ties counted."""
        return sum(self.counts) if len(self.worth) else 0

    def of_row(self, row: int) -> Iterator[tuple[int, ...]]:
        """The packages of one row, each as one combination per group."""
        yield from self._unroll(len(self.joined), row)

    def _unroll(self, n_groups: int, row: int) -> Iterator[tuple[int, ...]]:
        if n_groups == 0:
            yield ()
            return
        step = self.joined[n_groups - 1]
        for way in range(int(step.starts[row]), int(step.starts[row + 1])):
            pick = int(step.picks[way])
            for before in self._unroll(n_groups - 1, int(step.parents[way])):
                yield (*before, pick)


def find_frontier(packages: Packages, floor: Ints | None = None) -> Frontier:
    """All packages that no other dominates.

    Parameters
    ----------
    floor : (n_parties,) what each party must have at least; packages below are left out on the
        way, which changes none of the others: whatever dominates a package above the floor lies
        above it too
    """
    n_parties = len(packages.parties)
    none = Frontier(packages, np.zeros((0, n_parties), dtype=np.int64), ())
    if not packages.n_packages:
        return none
    best_rest = packages.rest(highest=True)
    rows = np.zeros((1, n_parties), dtype=np.int64)
    joined = []
    for at, group in enumerate(packages.groups):
        n_combos = len(group.combos)
        sums = (rows[:, None, :] + group.worth.T[None, :, :]).reshape(
            len(rows) * n_combos, n_parties
        )
        index = np.arange(len(sums))
        if floor is not None:
            index = np.flatnonzero((sums + best_rest[at + 1] >= floor).all(axis=1))
            sums = sums[index]
        if not len(sums):
            return none
        rows, order, starts = distinct(sums)
        keep = undominated(rows)
        ends = np.append(starts[1:], len(order))
        lengths = (ends - starts)[keep]
        kept = np.repeat(keep, ends - starts)
        ways = index[order[kept]]
        joined.append(
            Joined(
                np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
                (ways // n_combos).astype(np.int64),
                (ways % n_combos).astype(np.int64),
            )
        )
        rows = rows[keep]
    return Frontier(packages, rows, tuple(joined))
