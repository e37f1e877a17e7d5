"""The zone of possible agreement: what leaves every party at least as well off as walking away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.bargaining.frontier import Frontier, find_frontier
from detente.bargaining.maxima import distinct
from detente.bargaining.packages import Group, Ints, Packages

#: sums of worths that are kept while packages are counted
MOST_SUMS = 1 << 20


def count_zone(packages: Packages, floor: Ints) -> int | None:
    """How many packages leave every party at its floor or above; None where sums grow too many.

    Equal sums are counted once with their number; sums that are safe whatever follows, or lost
    whatever follows, are settled at once. Packages are not listed.
    """
    n_parties = len(packages.parties)
    if not packages.n_packages:
        return 0
    most = packages.rest(highest=True)
    least = packages.rest(highest=False)
    left = [1] * (len(packages.groups) + 1)
    for at in reversed(range(len(packages.groups))):
        left[at] = left[at + 1] * len(packages.groups[at].combos)
    rows = np.zeros((1, n_parties), dtype=np.int64)
    counts = [1]
    total = 0
    for at, group in enumerate(packages.groups):
        width = len(group.combos)
        if len(rows) * width > MOST_SUMS:
            return None
        sums = (rows[:, None, :] + group.worth.T[None, :, :]).reshape(-1, n_parties)
        open_ = (sums + most[at + 1] >= floor).all(axis=1)
        safe = (sums + least[at + 1] >= floor).all(axis=1)
        total += left[at + 1] * sum(counts[k // width] for k in np.flatnonzero(safe).tolist())
        going = np.flatnonzero(open_ & ~safe)
        if not len(going):
            return total
        rows, order, starts = distinct(sums[going])
        ways = [counts[k // width] for k in going[order].tolist()]
        ends = [*starts[1:].tolist(), len(ways)]
        counts = [sum(ways[a:b]) for a, b in zip(starts.tolist(), ends, strict=True)]
    return total


def levels_in_zone(packages: Packages, floor: Ints) -> dict[str, tuple[str, ...]]:
    """For every issue the levels that some package of the zone has, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for k, axis in enumerate(packages.axes):
        found[axis.issue] = tuple(
            level
            for n, level in enumerate(axis.levels)
            if len(find_frontier(_held(packages, k, n), floor).worth)
        )
    return found


def _held(packages: Packages, axis: int, level: int) -> Packages:
    """The packages that have one issue at one level."""
    groups = []
    for group in packages.groups:
        if axis in group.axes:
            rows = group.combos[:, group.axes.index(axis)] == level
            group = Group(group.axes, group.combos[rows], group.worth[:, rows])
        groups.append(group)
    if any(not len(group.combos) for group in groups):
        groups = [Group(g.axes, g.combos[:0], g.worth[:, :0]) for g in groups]
    return Packages(packages.parties, packages.axes, tuple(groups), packages.unit, packages.rounded)


def better_for_all(packages: Packages, signed: tuple[int, ...]) -> Frontier:
    """Undominated packages that are at least as good for all as one that is on the table.

    It is the package's own row alone where nothing dominates it.
    """
    return find_frontier(packages, packages.worth(signed))


def listed(frontier: Frontier, rows: Iterator[int], most: int) -> list[dict[str, str]]:
    """The packages of some rows, up to a number."""
    found: list[dict[str, str]] = []
    for row in rows:
        for picks in frontier.of_row(row):
            if len(found) == most:
                return found
            found.append(frontier.packages.label(picks))
    return found
