"""The inner loops of coalition analysis in large games, compiled on first use.

What a coalition leads to is a matter of components (see `coalition_reach`). Ranks of the members at
a state are a *point*. A *front* is a list of points of which none is as high as another everywhere;
it stands for all points that are lower everywhere than one of its own. Fronts lie end to end in one
array, with where each begins.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.game.compiling import compiled

Array = Any
#: higher than any rank
NOTHING = np.int32(np.iinfo(np.int32).max)


@compiled
def lowest(cells: Array, first: Array, after: Array, begin: Array, points: Array) -> Array:
    """For every component the least, member by member, of the points it leads to."""
    count, width = len(first) - 1, points.shape[1]
    least = np.empty((count, width), dtype=points.dtype)
    for c in range(count):
        least[c] = points[cells[first[c]]]
        for k in range(first[c], first[c + 1]):
            for i in range(width):
                least[c, i] = min(least[c, i], points[cells[k], i])
        for k in range(begin[c], begin[c + 1]):
            for i in range(width):
                least[c, i] = min(least[c, i], least[after[k], i])
    return least


@compiled
def answer(
    floors: Array,
    values: Array,
    users: Array,
    first: Array,
    near: Array,
    bounds: Array,
    ranks: Array,
    pareto: bool,
) -> bool:
    """Lower the floor of every cell to the values of what a coalition of outsiders improves it to.

    Cells with a low value are tried first, so that few are. Where the values are the floors
    themselves, what falls meanwhile is met when this is done again.

    Parameters
    ----------
    floors : lowered in place, (cell, member)
    values : (cell, member)
    users, first : for every component of the outsiders the cells that lead into it
    near, bounds : for every component the cells that it leads to
    ranks : of the outsiders, (outsider, cell)
    pareto : whether it is enough that one of them gains and none loses

    Returns
    -------
    whether any floor changed
    """
    changed = False
    for c in range(len(first) - 1):
        if first[c] == first[c + 1] or bounds[c] == bounds[c + 1]:
            continue
        reached = near[bounds[c] : bounds[c + 1]]
        if len(reached) == 1 and first[c] + 1 == first[c + 1] and users[first[c]] == reached[0]:
            continue
        for i in range(floors.shape[1]):
            lows = np.empty(len(reached), dtype=values.dtype)
            for k in range(len(reached)):
                lows[k] = values[reached[k], i]
            order = np.argsort(lows)
            for k in range(first[c], first[c + 1]):
                cell = users[k]
                for place in order:
                    end = reached[place]
                    if lows[place] >= floors[cell, i]:
                        break
                    gains, losses, ties = False, False, False
                    for p in range(len(ranks)):
                        if ranks[p, end] > ranks[p, cell]:
                            gains = True
                        elif ranks[p, end] < ranks[p, cell]:
                            losses = True
                            break
                        else:
                            ties = True
                            if not pareto:
                                break
                    if gains and not losses and (pareto or not ties):
                        floors[cell, i] = lows[place]
                        changed = True
                        break
    return changed


@compiled
def returns(cells: Array, first: Array, users: Array, bounds: Array) -> Array:
    """Which cells lead into a component that they belong to, (n_cells,).

    Parameters
    ----------
    cells, first : cells by component
    users, bounds : for every component the cells that lead into it
    """
    inside = np.full(cells.max() + 1, -1, dtype=np.int64)
    found = np.zeros(len(inside), dtype=np.bool_)
    for c in range(len(first) - 1):
        for k in range(first[c], first[c + 1]):
            inside[cells[k]] = c
        for k in range(bounds[c], bounds[c + 1]):
            if inside[users[k]] == c:
                found[users[k]] = True
    return found


@compiled
def _insert(front: Array, size: int, point: Array) -> int:
    """Add a point to the first `size` of a front, unless another is as high; the new size."""
    width = len(point)
    k = 0
    while k < size:
        above, below = True, True
        for i in range(width):
            if front[k, i] < point[i]:
                above = False
            elif front[k, i] > point[i]:
                below = False
        if above:
            return size
        if below:
            size -= 1
            front[k] = front[size]
        else:
            k += 1
    front[size] = point
    return size + 1


@compiled
def _roomy(front: Array, size: int) -> Array:
    """The same front with room for one more point."""
    if size < len(front):
        return front
    return np.concatenate((front, np.empty_like(front)))


@compiled
def front_of(points: Array) -> Array:
    """The front of some points."""
    work = np.empty_like(points)
    size = 0
    for k in range(len(points)):
        size = _insert(work, size, points[k])
    return work[:size].copy()


@compiled
def highest(
    cells: Array, first: Array, after: Array, begin: Array, points: Array, starts: Array
) -> tuple[Array, Array]:
    """For every component the front of all points that it leads to.

    Parameters
    ----------
    points, starts : the points of every cell, end to end, and where those of each begin
    """
    count, width = len(first) - 1, points.shape[1]
    fronts = np.empty((1024, width), dtype=points.dtype)
    bounds = np.zeros(count + 1, dtype=np.int64)
    work = np.empty((64, width), dtype=points.dtype)
    total = 0
    for c in range(count):
        size = 0
        for k in range(first[c], first[c + 1]):
            for g in range(starts[cells[k]], starts[cells[k] + 1]):
                work = _roomy(work, size)
                size = _insert(work, size, points[g])
        for k in range(begin[c], begin[c + 1]):
            for g in range(bounds[after[k]], bounds[after[k] + 1]):
                work = _roomy(work, size)
                size = _insert(work, size, fronts[g])
        for g in range(size):
            fronts = _roomy(fronts, total)
            fronts[total] = work[g]
            total += 1
        bounds[c + 1] = total
    return fronts[:total].copy(), bounds


@compiled
def meet(one: Array, other: Array) -> Array:
    """The front of what two fronts have in common."""
    inside = True  # one lies under the other already, as it mostly does after a few
    for a in range(len(one)):
        covered = False
        for b in range(len(other)):
            under = True
            for i in range(one.shape[1]):
                if one[a, i] > other[b, i]:
                    under = False
                    break
            if under:
                covered = True
                break
        if not covered:
            inside = False
            break
    if inside:
        return one
    work = np.empty((len(one) + len(other), one.shape[1]), dtype=one.dtype)
    size = 0
    for a in range(len(one)):
        for b in range(len(other)):
            work = _roomy(work, size)
            size = _insert(work, size, np.minimum(one[a], other[b]))
    return work[:size].copy()


@compiled
def under(points: Array, number: Array, fronts: Array, bounds: Array) -> tuple[Array, Array]:
    """For every cell the front of what lies under its point and under the front of its number.

    Returns
    -------
    the points end to end, and where those of each cell begin
    """
    n_cells, width = points.shape
    found = np.empty((n_cells, width), dtype=points.dtype)
    starts = np.zeros(n_cells + 1, dtype=np.int64)
    work = np.empty((64, width), dtype=points.dtype)
    total = 0
    for cell in range(n_cells):
        size = 0
        for g in range(bounds[number[cell]], bounds[number[cell] + 1]):
            work = _roomy(work, size)
            size = _insert(work, size, np.minimum(points[cell], fronts[g]))
        for g in range(size):
            found = _roomy(found, total)
            found[total] = work[g]
            total += 1
        starts[cell + 1] = total
    return found[:total].copy(), starts


@compiled
def exceeded(points: Array, roots: Array, begin: Array, fronts: Array, bounds: Array) -> Array:
    """Whether some point of its fronts is higher everywhere than a cell's own.

    Parameters
    ----------
    roots, begin : the components that each cell leads into, end to end, and where they begin
    """
    found = np.zeros(len(points), dtype=np.bool_)
    for cell in range(len(points)):
        for r in range(begin[cell], begin[cell + 1]):
            for g in range(bounds[roots[r]], bounds[roots[r] + 1]):
                higher = True
                for i in range(points.shape[1]):
                    if fronts[g, i] <= points[cell, i]:
                        higher = False
                        break
                if higher:
                    found[cell] = True
                    break
            if found[cell]:
                break
    return found
