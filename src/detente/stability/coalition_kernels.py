"""The inner loops of coalition analysis in large games, compiled on first use.

Cells that a coalition can move between to and fro form a *component*; what can be reached is a
matter of components. Ranks of the members at a state are a *point*. A *front* is a list of points
of which none is as high as another everywhere; it stands for all points that are lower everywhere
than one of its own. Fronts lie end to end in one array, with where each begins.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.game.kernels import _compiled as compiled

Whole = Any
Array = Any


@compiled
def components(members: Array, begins: Array, ends: Array, n_cells: int) -> tuple[Array, int]:
    """The component of every cell, numbered so that moves never lead to a higher number.

    Tarjan's algorithm with its own stack.

    Parameters
    ----------
    members : the parties that move
    begins, ends : moves of every party end to end; where those of a cell begin, (party, cell + 1)
    """
    number = np.full(n_cells, -1, dtype=np.int64)
    seen = np.zeros(n_cells, dtype=np.int64)
    low = np.zeros(n_cells, dtype=np.int64)
    who = np.zeros(n_cells, dtype=np.int64)
    at = np.zeros(n_cells, dtype=np.int64)
    pending = np.empty(n_cells, dtype=np.int64)
    trail = np.empty(n_cells, dtype=np.int64)
    n_pending, n_trail, clock, count = 0, 0, 0, 0
    for root in range(n_cells):
        if seen[root]:
            continue
        clock += 1
        seen[root] = low[root] = clock
        pending[n_pending] = trail[n_trail] = root
        n_pending += 1
        n_trail += 1
        while n_trail:
            here = trail[n_trail - 1]
            deeper = False
            while who[here] < len(members) and not deeper:
                party = members[who[here]]
                arc = begins[party, here] + at[here]
                if arc >= begins[party, here + 1]:
                    who[here] += 1
                    at[here] = 0
                    continue
                at[here] += 1
                there = ends[arc]
                if not seen[there]:
                    clock += 1
                    seen[there] = low[there] = clock
                    pending[n_pending] = trail[n_trail] = there
                    n_pending += 1
                    n_trail += 1
                    deeper = True
                elif number[there] < 0:
                    low[here] = min(low[here], seen[there])
            if deeper:
                continue
            n_trail -= 1
            if low[here] == seen[here]:
                while True:
                    n_pending -= 1
                    number[pending[n_pending]] = count
                    if pending[n_pending] == here:
                        break
                count += 1
            if n_trail:
                low[trail[n_trail - 1]] = min(low[trail[n_trail - 1]], low[here])
    return number, count


@compiled
def links(
    members: Array, begins: Array, ends: Array, number: Array, cells: Array, first: Array
) -> tuple[Array, Array]:
    """The components that moves lead to from each, itself left out: end to end, and the begins.

    Parameters
    ----------
    cells : cells by component
    first : where each component begins in `cells`, and the end of the last
    """
    count = len(first) - 1
    met = np.full(count, -1, dtype=np.int64)
    found = np.empty(1024, dtype=np.int64)
    begin = np.zeros(count + 1, dtype=np.int64)
    size = 0
    for c in range(count):
        met[c] = c
        for k in range(first[c], first[c + 1]):
            cell = cells[k]
            for party in members:
                for arc in range(begins[party, cell], begins[party, cell + 1]):
                    other = number[ends[arc]]
                    if met[other] != c:
                        met[other] = c
                        if size == len(found):
                            found = np.concatenate((found, np.empty(size, dtype=np.int64)))
                        found[size] = other
                        size += 1
        begin[c + 1] = size
    return found[:size].copy(), begin


@compiled
def reached(cells: Array, first: Array, after: Array, begin: Array, most: int) -> tuple[Any, Any]:
    """For every component the cells that it leads to, its own included: end to end, and begins.

    Parameters
    ----------
    most : give up, with nothing, where there would be more cells than this
    """
    count = len(first) - 1
    met = np.full(count, -1, dtype=np.int64)
    waiting = np.empty(count, dtype=np.int64)
    found = np.empty(len(cells), dtype=np.int32)
    bounds = np.zeros(count + 1, dtype=np.int64)
    size = 0
    for c in range(count):
        waiting[0] = c
        met[c] = c
        n_waiting = 1
        while n_waiting:
            n_waiting -= 1
            here = waiting[n_waiting]
            if size + first[here + 1] - first[here] > most:
                return found[:0].copy(), bounds
            for k in range(first[here], first[here + 1]):
                if size == len(found):
                    found = np.concatenate((found, np.empty(size, dtype=np.int32)))
                found[size] = cells[k]
                size += 1
            for k in range(begin[here], begin[here + 1]):
                if met[after[k]] != c:
                    met[after[k]] = c
                    waiting[n_waiting] = after[k]
                    n_waiting += 1
        bounds[c + 1] = size
    return found[:size].copy(), bounds


@compiled
def lowest(cells: Array, first: Array, after: Array, begin: Array, points: Array) -> Array:
    """For every cell the least, member by member, of the points it leads to; (cell, member)."""
    count, width = len(first) - 1, points.shape[1]
    least = np.empty((count, width), dtype=points.dtype)
    found = np.empty_like(points)
    for c in range(count):
        least[c] = points[cells[first[c]]]
        for k in range(first[c], first[c + 1]):
            for i in range(width):
                least[c, i] = min(least[c, i], points[cells[k], i])
        for k in range(begin[c], begin[c + 1]):
            for i in range(width):
                least[c, i] = min(least[c, i], least[after[k], i])
        for k in range(first[c], first[c + 1]):
            found[cells[k]] = least[c]
    return found


@compiled
def answer(
    floors: Array, cells: Array, first: Array, near: Array, bounds: Array, ranks: Array
) -> bool:
    """Lower the floor of every cell to those of what a coalition of outsiders improves it to.

    Cells with a low floor are tried first, so that few are; what falls meanwhile is met when this
    is done again.

    Parameters
    ----------
    floors : lowered in place, (cell, member)
    cells, first, near, bounds : components of the outsiders and what each leads to
    ranks : of the outsiders, (outsider, cell)

    Returns
    -------
    whether any floor changed
    """
    changed = False
    for c in range(len(first) - 1):
        if bounds[c + 1] - bounds[c] < 2:
            continue
        reached = near[bounds[c] : bounds[c + 1]]
        for i in range(floors.shape[1]):
            lows = np.empty(len(reached), dtype=floors.dtype)
            for k in range(len(reached)):
                lows[k] = floors[reached[k], i]
            order = np.argsort(lows)
            for k in range(first[c], first[c + 1]):
                cell = cells[k]
                for place in order:
                    end = reached[place]
                    if lows[place] >= floors[cell, i]:
                        break
                    better = True
                    for p in range(len(ranks)):
                        if ranks[p, end] <= ranks[p, cell]:
                            better = False
                            break
                    if better:
                        floors[cell, i] = lows[place]
                        changed = True
                        break
    return changed


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
    """For every cell the front of what lies under its point and under the front of its component.

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
def exceeded(points: Array, number: Array, fronts: Array, bounds: Array) -> Array:
    """Whether some point of its front is higher for every member than a cell's own."""
    found = np.zeros(len(points), dtype=np.bool_)
    for cell in range(len(points)):
        for g in range(bounds[number[cell]], bounds[number[cell] + 1]):
            higher = True
            for i in range(points.shape[1]):
                if fronts[g, i] <= points[cell, i]:
                    higher = False
                    break
            if higher:
                found[cell] = True
                break
    return found
