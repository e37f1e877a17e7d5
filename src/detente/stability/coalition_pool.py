"""Fronts that many states share, each kept once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.game.space import Ints
from detente.stability import coalition_kernels as kernels
from detente.stability.coalition_regions import Region

Points = NDArray[np.int32]


class Pool:
    """Fronts by number. Most states share theirs, so that nothing is worked out twice.

    Parameters
    ----------
    width : how many members a point has
    """

    def __init__(self, width: int) -> None:
        self._fronts: list[Points] = []
        self._known: dict[bytes, int] = {}
        self._met: dict[tuple[int, int], int] = {}
        self.whole = self.kept(np.full((1, width), kernels.NOTHING, dtype=np.int32))

    def kept(self, front: Points) -> int:
        """The number of a front."""
        front = np.ascontiguousarray(front[np.lexsort(front.T)])
        place = self._known.setdefault(front.tobytes(), len(self._fronts))
        if place == len(self._fronts):
            self._fronts.append(front)
        return place

    def fronts(self) -> tuple[Points, Ints]:
        """All fronts end to end, and where each begins."""
        lengths = [0, *(len(front) for front in self._fronts)]
        return np.concatenate(self._fronts), np.cumsum(np.array(lengths, dtype=np.int64))

    def _meet(self, ids: list[int]) -> int:
        """The front of what several have in common; of none, everything."""
        if not ids:
            return self.whole
        together = ids[0]
        for other in ids[1:]:
            pair = (min(together, other), max(together, other))
            if pair not in self._met:
                both = (self._fronts[k] for k in pair)
                self._met[pair] = self.kept(kernels.meet(*both))
            together = self._met[pair]
        return together

    def leading(self, region: Region, points: Points) -> Ints:
        """For every cell the number of the front of all that it leads to, itself included."""
        each = np.arange(region.n_cells + 1)
        fronts, bounds = kernels.highest(*region.layout, points, each)
        ids = np.array([self.kept(fronts[a:b]) for a, b in pairwise(bounds.tolist())], np.int64)
        if not region.keeps_movers:
            found: Ints = ids[region.roots]
            return found
        led = np.empty(region.n_cells, dtype=np.int64)
        known: dict[tuple[int, ...], int] = {}
        for cell, roots in enumerate(_by_cell(region, ids)):
            if roots not in known:
                known[roots] = self._join([self._fronts[k] for k in roots])
            led[cell] = known[roots]
            here = points[cell : cell + 1]
            front = self._fronts[led[cell]] if roots else here[:0]
            if not (front >= here).all(axis=1).any():
                led[cell] = self._join([front, here])
        return led

    def _join(self, fronts: list[Points]) -> int:
        """The front of all that lies under one of several."""
        if not fronts:
            return self.whole
        joined = np.ascontiguousarray(np.concatenate(fronts))
        return self.kept(kernels.front_of(joined))

    def shared(self, region: Region, numbers: Ints) -> Ints:
        """For every cell the number of what the fronts of all that it leads to have in common.

        Parameters
        ----------
        numbers : of the front of each cell
        """
        mine: list[int] = []
        for c in range(len(region.first) - 1):
            inside = np.unique(numbers[region.cells[region.first[c] : region.first[c + 1]]])
            beyond = region.after[region.begin[c] : region.begin[c + 1]].tolist()
            mine.append(self._meet(sorted({*inside.tolist(), *(mine[other] for other in beyond)})))
        ids = np.array(mine, dtype=np.int64)
        if not region.keeps_movers:
            found: Ints = ids[region.roots]
            return found
        known: dict[tuple[int, ...], int] = {}
        for roots in _by_cell(region, ids):
            if roots not in known:
                known[roots] = self._meet(list(roots))
        return np.array([known[roots] for roots in _by_cell(region, ids)], dtype=np.int64)


def _by_cell(region: Region, ids: Ints) -> list[tuple[int, ...]]:
    """For every cell the different numbers of the components that it leads into."""
    led = ids[region.roots].tolist()
    bounds = region.root_begin.tolist()
    return [tuple(sorted(set(led[a:b]))) for a, b in pairwise(bounds)]
