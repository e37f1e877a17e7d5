"""All single moves from many cells at once: what searches through a game step on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Bools, Ints
from detente.game.table import TableEngine

#: so many pairs of a cell and a cell it may move to are looked at in one go
_AT_ONCE = 1 << 22


class Steps:
    """The moves of one party, from any number of cells.

    A table lists nothing: a move changes the party's own levels, and leaves the rest of the cell.
    """

    def __init__(self, game: Game, party: int) -> None:
        self.game = game
        self.party = party

    def out_of(self, cells: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Moves out of cells, as pairs of arrays: from, to; a piece at a time, in the given order.

        Parameters
        ----------
        cells : states of the game
        """
        if isinstance(self.game.engine, GraphEngine):
            yield self._listed(cells)
            return
        width = max(1, _AT_ONCE // len(self._offsets))
        for begin in range(0, len(cells), width):
            yield self._along_axes(cells[begin : begin + width])

    def _listed(self, cells: Ints) -> tuple[Ints, Ints]:
        begins, ends = self._by_start
        first, last = begins[cells], begins[cells + 1]
        counts = last - first
        starts = np.repeat(cells, counts)
        within = np.arange(len(starts)) - np.repeat(np.cumsum(counts) - counts, counts)
        return starts, ends[np.repeat(first, counts) + within]

    @cached_property
    def _by_start(self) -> tuple[Ints, Ints]:
        """Where the moves from each cell begin, (n_cells + 1,), and where they lead."""
        assert isinstance(self.game.engine, GraphEngine)
        start, end = self.game.engine.by_party[self.party]
        order = np.lexsort((end, start))
        begins = np.searchsorted(start[order], np.arange(self.game.n_cells + 1))
        return begins.astype(np.int64), end[order].astype(np.int64)

    def _along_axes(self, cells: Ints) -> tuple[Ints, Ints]:
        own = self._own(cells)
        targets = (cells - self._offsets[own])[:, None] + self._offsets[None, :]
        kept = self._reach[own] & self.game.feasible[targets]
        rows, places = np.nonzero(kept)
        return cells[rows], targets[rows, places]

    def _own(self, cells: Ints) -> Ints:
        """Which combination of the party's own levels stands at each cell."""
        engine = self._table
        found = np.zeros(len(cells), dtype=np.int64)
        step = 1
        for a in engine.axes_of(self.party):
            found += engine.space.axis_levels(cells, a) * step
            step *= engine.space.sizes[a]
        return found

    @property
    def _table(self) -> TableEngine:
        assert isinstance(self.game.engine, TableEngine)
        return self.game.engine

    @cached_property
    def _offsets(self) -> Ints:
        """What each combination of own levels adds to the index of a cell."""
        engine = self._table
        found = np.zeros(1, dtype=np.int64)
        for a in engine.axes_of(self.party):
            along = np.arange(engine.space.sizes[a], dtype=np.int64) * engine.space.steps[a]
            found = np.add.outer(along, found).reshape(-1)
        return found

    @cached_property
    def _reach(self) -> Bools:
        """Which combination can become which other, (combinations, combinations)."""
        engine = self._table
        found = np.ones((1, 1), dtype=np.bool_)
        for a in engine.axes_of(self.party):
            found = np.kron(engine.reach[a], found).astype(np.bool_)
        np.fill_diagonal(found, False)
        return found


def movers(game: Game) -> list[int]:
    """The parties that can move at all."""
    return [p for p in range(len(game.parties)) if game.can_move(p)]


def most_moves(game: Game) -> int:
    """No search steps on more moves than this; known without listing any."""
    if isinstance(game.engine, GraphEngine):
        return sum(len(start) for start, _ in game.engine.by_party)
    engine = game.engine
    blocks = [
        int(np.prod([engine.space.sizes[a] for a in engine.axes_of(p)], dtype=np.int64))
        for p in movers(game)
    ]
    return game.n_cells * sum(blocks)
