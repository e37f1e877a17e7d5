"""The best way from one state to every other, and what it costs those who go it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Ints, TableSpace
from detente.game.steps import Steps, movers
from detente.paths.cost import MOST_WAYS, Best, Cost, Leg, Reach
from detente.progress import Progress, silent

_FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Search:
    """Best ways from one state to all others.

    A *node* is a state together with who moved last, since nobody moves twice in a row. Along
    option axes two moves of one party in a row are never better than one, so there a node is
    simply a state.

    Attributes
    ----------
    kinds : how many nodes each state has
    cost : least cost of every node, (n_cells * kinds,)
    came : the node before it on a best way, -1 at the start and where none leads
    by : who takes the last step to it
    first : whose step can come first on some best way, a bit per party
    ways : how many best ways there are, told apart up to `MOST_WAYS`
    """

    game: Game
    start: int
    kinds: int
    cost: Ints
    came: Ints
    by: Ints
    first: Ints
    ways: NDArray[np.float32]

    def costs(self, state: int) -> Ints:
        """Least cost of a state by who moves last."""
        costs: Ints = self.cost[state * self.kinds : (state + 1) * self.kinds]
        return costs

    def reached_cells(self) -> tuple[Ints, Ints]:
        """All states that some way leads to, the start included, and at what cost."""
        costs = self.cost.reshape(-1, self.kinds).min(axis=1)
        cells = np.flatnonzero(costs < _FAR)
        return cells, costs[cells]

    def best(self, state: int) -> Best | None:
        """What there is to say of the best ways to a state; None where none leads there."""
        costs = self.costs(state)
        least = int(costs.min())
        if least == _FAR:
            return None
        here = slice(state * self.kinds, (state + 1) * self.kinds)
        bits = int(np.bitwise_or.reduce(self.first[here][costs == least]))
        starters = tuple(p for p in range(len(self.game.parties)) if bits >> p & 1)
        count = int(self.ways[here][costs == least].sum())
        return Best(least, self._way(state), starters, count if count <= MOST_WAYS else None)

    def _way(self, state: int) -> tuple[Leg, ...]:
        """The steps of one best way."""
        node = state * self.kinds + int(np.argmin(self.costs(state)))
        legs = []
        while self.came[node] >= 0:
            before = int(self.came[node])
            legs.append(Leg(int(self.by[node]), before // self.kinds, node // self.kinds))
            node = before
        return tuple(reversed(legs))

    def nearest(self, targets: Ints, limit: int) -> list[int]:
        """Those of some states that are reached at the least cost, by cost and then in order."""
        costs = self.cost.reshape(-1, self.kinds).min(axis=1)[targets]
        order = np.argsort(costs, kind="stable")[:limit]
        found: list[int] = targets[order[costs[order] < _FAR]].tolist()
        return found

    def reach(self, targets: Ints) -> Reach:
        """How far it leads, and how near to some states. Each step has to cost 1."""
        cells, costs = self.reached_cells()
        return Reach(len(cells), int(costs.max()), True, _nearest(self.game, cells, targets))


def search(game: Game, start: int, price: Cost, progress: Progress = silent) -> Search:
    """Settle nodes in the order of their cost; many at once, as few different costs occur.

    References
    ----------
    [li2005] for status quo analysis; nobody moves twice in a row.
    """
    found = _begin(game, start)
    steps = {p: Steps(game, p) for p in movers(game)}
    settled = np.zeros(len(found.cost), dtype=np.bool_)
    waiting: dict[int, list[Ints]] = {0: [np.flatnonzero(found.cost == 0)]}
    queue = [0]
    while queue:
        cost = heappop(queue)
        nodes = np.unique(np.concatenate(waiting.pop(cost)))
        nodes = nodes[(found.cost[nodes] == cost) & ~settled[nodes]]
        settled[nodes] = True
        for p, step in steps.items():
            for before, after, ahead in _edges(found, step, nodes, price, cost):
                fresh = _relax(found, before, after, p, ahead)
                if len(fresh):
                    if ahead not in waiting:
                        waiting[ahead] = []
                        heappush(queue, ahead)
                    waiting[ahead].append(fresh)
        progress(int(np.count_nonzero(settled)), len(settled), "ways")
    return found


def _begin(game: Game, start: int) -> Search:
    """Nothing reached but the start; its own node says that nobody has moved."""
    n_parties = len(game.parties)
    kinds = n_parties + 1 if isinstance(game.engine, GraphEngine) else 1
    size = game.n_cells * kinds
    cost = np.full(size, _FAR, dtype=np.int64)
    cost[start * kinds + kinds - 1] = 0
    nothing = np.full(size, -1, dtype=np.int64)
    first = np.zeros(size, dtype=np.int64)
    ways = (cost == 0).astype(np.float32)
    return Search(game, start, kinds, cost, nothing, nothing.copy(), first, ways)


def _edges(
    found: Search, step: Steps, nodes: Ints, price: Cost, cost: int
) -> Iterator[tuple[Ints, Ints, int]]:
    """Steps of one party out of nodes that cost so much, where they lead no dearer than known.

    Yields
    ------
    nodes before, nodes after, and what those after cost; one price at a time
    """
    kinds, p = found.kinds, step.party
    if kinds > 1:
        nodes = nodes[nodes % kinds != p]
    here, counts = np.unique(nodes // kinds, return_counts=True)  # nodes are in order, so cells are
    begins = np.cumsum(counts) - counts
    rank = found.game.rank(p)
    prices = price.prices
    for start, end in step.out_of(here):
        after = end * kinds + (p if kinds > 1 else 0)
        before, now = rank[start], rank[end]
        for one in prices:
            some = found.cost[after] >= cost + one
            if len(prices) > 1 or None in (price.tie, price.loss):
                fits = np.zeros(len(start), dtype=np.bool_)
                fits |= (now > before) if price.gain == one else False
                fits |= (now == before) if price.tie == one else False
                fits |= (now < before) if price.loss == one else False
                some &= fits
            if not some.any():
                continue
            if kinds == 1:
                yield start[some], after[some], cost + one
                continue
            place = np.searchsorted(here, start[some])
            repeat = counts[place]  # every node of the cell takes the step
            within = np.arange(repeat.sum()) - np.repeat(np.cumsum(repeat) - repeat, repeat)
            origin = nodes[np.repeat(begins[place], repeat) + within]
            yield origin, np.repeat(after[some], repeat), cost + one


def _relax(found: Search, before: Ints, after: Ints, party: int, cost: int) -> Ints:
    """Note a better way to nodes, and who may go first on ways as good; which nodes improved."""
    better = found.cost[after] > cost
    fresh, first_place = np.unique(after[better], return_index=True)
    found.cost[fresh] = cost
    found.came[fresh] = before[better][first_place]
    found.by[fresh] = party
    found.first[fresh] = 0
    found.ways[fresh] = 0
    equal = found.cost[after] == cost
    begun = found.first[before[equal]]
    np.bitwise_or.at(found.first, after[equal], np.where(begun == 0, 1 << party, begun))
    np.add.at(found.ways, after[equal], found.ways[before[equal]])
    found.ways[after[equal]] = np.minimum(found.ways[after[equal]], MOST_WAYS + 1)
    return fresh


def _nearest(game: Game, cells: Ints, targets: Ints) -> tuple[int, int, int] | None:
    """A cell and a target that differ in the fewest options, and in how many."""
    if not isinstance(game.space, TableSpace) or not len(targets):
        return None
    sizes = game.space.sizes
    apart = np.full(game.n_cells, len(sizes) + 1, dtype=np.uint8)
    apart[targets] = 0
    for size, step in zip(sizes, game.space.steps, strict=True):
        along = apart.reshape(-1, size, step)
        np.minimum(along, along.min(axis=1, keepdims=True) + np.uint8(1), out=along)
    cell = int(cells[np.argmin(apart[cells])])
    other = np.zeros(len(targets), dtype=np.int64)
    for a in range(len(sizes)):
        level = game.space.axis_levels(np.array([cell]), a)
        other += game.space.axis_levels(targets, a) != level
    return cell, int(targets[np.argmin(other)]), int(apart[cell])


def last_movers(game: Game, start: int, *, improving: bool) -> Ints:
    """The least number of steps to every state by who moves last (THEORY D.1).

    Returns
    -------
    int array (n_parties, n_cells); 0 where no legal sequence ends so
    """
    least = np.zeros((len(game.parties), game.n_cells), dtype=np.int64)
    steps = {p: Steps(game, p) for p in movers(game)}
    ahead = {-1: np.array([start], dtype=np.int64)}
    count = 0
    while ahead:
        count += 1
        found: dict[int, Ints] = {}
        for p, step in steps.items():
            cells = _together([cells for last, cells in ahead.items() if last != p])
            rank = game.rank(p)
            fresh = np.zeros(game.n_cells, dtype=np.bool_)
            for begin, end in step.out_of(cells):
                fresh[end[rank[end] > rank[begin]] if improving else end] = True
            fresh &= least[p] == 0
            if fresh.any():
                found[p] = np.flatnonzero(fresh)
        for p, reached in found.items():
            least[p, reached] = count
        ahead = found
    return least


def _together(pieces: Sequence[Ints]) -> Ints:
    if not pieces:
        return np.zeros(0, dtype=np.int64)
    return np.unique(np.concatenate(pieces)).astype(np.int64)
