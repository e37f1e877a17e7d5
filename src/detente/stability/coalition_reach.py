"""What coalitions can bring about in large games, compiled on first use.

A coalition's moves make a graph of *nodes*. Where moves are transitive a node is a cell; otherwise
it is a cell together with the member that moved last, since nobody moves twice in a row. Nodes that
lead to and fro between each other form a *component*; what can be reached hangs on components.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.game.compiling import compiled

Array = Any


@compiled
def components(
    members: Array, begins: Array, ends: Array, n_cells: int, step: int
) -> tuple[Array, int]:
    """The component of every node, numbered so that moves never lead to a higher number.

    Tarjan's algorithm with its own stack.

    Parameters
    ----------
    members : the parties that move
    begins, ends : moves of every party end to end; where those of a cell begin, (party, cell + 1)
    step : 0 where a node is a cell; otherwise `n_cells`, and the node of a cell that the k-th
        member has moved to is `k * step` further
    """
    n_nodes = n_cells * (len(members) if step else 1)
    number = np.full(n_nodes, -1, dtype=np.int64)
    seen = np.zeros(n_nodes, dtype=np.int64)
    low = np.zeros(n_nodes, dtype=np.int64)
    who = np.zeros(n_nodes, dtype=np.int64)
    at = np.zeros(n_nodes, dtype=np.int64)
    pending = np.empty(n_nodes, dtype=np.int64)
    trail = np.empty(n_nodes, dtype=np.int64)
    n_pending, n_trail, clock, count = 0, 0, 0, 0
    for root in range(n_nodes):
        if seen[root]:
            continue
        clock += 1
        seen[root] = low[root] = clock
        pending[n_pending] = trail[n_trail] = root
        n_pending += 1
        n_trail += 1
        while n_trail:
            here = trail[n_trail - 1]
            cell = here % n_cells
            last = here // n_cells if step else -1
            deeper = False
            while who[here] < len(members) and not deeper:
                mover = who[here]
                party = members[mover]
                arc = begins[party, cell] + at[here]
                if mover == last or arc >= begins[party, cell + 1]:
                    who[here] += 1
                    at[here] = 0
                    continue
                at[here] += 1
                there = ends[arc] + mover * step
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
    members: Array,
    begins: Array,
    ends: Array,
    number: Array,
    nodes: Array,
    first: Array,
    n_cells: int,
    step: int,
) -> tuple[Array, Array]:
    """The components that moves lead to from each, itself left out: end to end, and the begins.

    Parameters
    ----------
    nodes : nodes by component; a node beyond the last is a cell that nobody has moved to yet
    first : where each component begins in `nodes`, and the end of the last
    """
    count = len(first) - 1
    own = np.full(count, -1, dtype=np.int64)
    met = np.full(len(number) + 1, -1, dtype=np.int64)
    found = np.empty(1024, dtype=np.int64)
    begin = np.zeros(count + 1, dtype=np.int64)
    size = 0
    for c in range(count):
        own[c] = number[nodes[first[c]]] if nodes[first[c]] < len(number) else -1
        for k in range(first[c], first[c + 1]):
            cell = nodes[k] % n_cells
            last = nodes[k] // n_cells if step else -1
            for mover in range(len(members)):
                if mover == last:
                    continue
                party = members[mover]
                for arc in range(begins[party, cell], begins[party, cell + 1]):
                    other = number[ends[arc] + mover * step]
                    if other != own[c] and met[other] != c:
                        met[other] = c
                        if size == len(found):
                            found = np.concatenate((found, np.empty(size, dtype=np.int64)))
                        found[size] = other
                        size += 1
        begin[c + 1] = size
    return found[:size].copy(), begin


@compiled
def reached(
    cells: Array, first: Array, after: Array, begin: Array, n_cells: int, most: int
) -> tuple[Any, Any]:
    """For every component the cells that it leads to, its own included: end to end, and begins.

    Parameters
    ----------
    cells : cells of the nodes, by component
    most : give up, with nothing, where there would be more cells than this
    """
    count = len(first) - 1
    met = np.full(count, -1, dtype=np.int64)
    known = np.full(n_cells, -1, dtype=np.int64)
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
                if known[cells[k]] == c:
                    continue
                known[cells[k]] = c
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
def transitive(begins: Array, ends: Array) -> bool:
    """Whether no party gets further by two moves in a row than by one."""
    n_parties, n_cells = begins.shape[0], begins.shape[1] - 1
    near = np.full(n_cells, -1, dtype=np.int64)
    for party in range(n_parties):
        for cell in range(n_cells):
            stamp = party * n_cells + cell
            for arc in range(begins[party, cell], begins[party, cell + 1]):
                near[ends[arc]] = stamp
            for arc in range(begins[party, cell], begins[party, cell + 1]):
                middle = ends[arc]
                for onward in range(begins[party, middle], begins[party, middle + 1]):
                    if ends[onward] != cell and near[ends[onward]] != stamp:
                        return False
    return True
