"""How a party's own cells lie in the table, for the compiled sweeps.

A *block* holds the cells that differ only in a party's own options: all that it can bring about
alone. Cells of one block may lie far apart in memory, but neighbouring blocks lie side by side,
so blocks are worked on in *tiles* of neighbours.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.game.space import Bools
from detente.game.table import TableEngine

Places = NDArray[np.uint64]

#: cells of a tile, so that a tile stays in the fast memory of one core
TILE_CELLS = 1 << 14
#: columns of a tile, between the length of a cache line and a page
TILE_COLUMNS = (16, 256)


class Blocks(NamedTuple):
    """The blocks of one party. Unsigned throughout, as compiled code indexes best with that.

    A *place* in a block is `kind * free + rest`: the kind says how the party's one-way options
    stand, the rest how its reversible ones do. Each kind is `high + low`, two shares of the
    one-way options, so that the list of kinds that reach a kind stays short.

    Attributes
    ----------
    own : cell of every place, counted from the block's first cell; (block,)
    kind : kind of every place; (block,)
    free : places of one kind
    kinds : number of kinds
    columns : neighbouring blocks, whose cells lie side by side
    tile : columns worked on together
    tiles : tiles that make up the columns
    outer : how often the columns repeat
    counts, steps : the axes along which they repeat, the fastest first; (axes,)
    low, high : the kinds that reach a kind; a list for every share, end to end
    low_from, high_from : where each of these lists begins, and the end of the last
    """

    own: Places
    kind: NDArray[np.uint32]
    free: np.uint64
    kinds: np.uint64
    columns: np.uint64
    tile: np.uint64
    tiles: np.uint64
    outer: np.uint64
    counts: Places
    steps: Places
    low: Places
    low_from: Places
    high: Places
    high_from: Places

    @property
    def size(self) -> int:
        """Places of a block."""
        return len(self.own)

    @property
    def units(self) -> int:
        """Pieces of work: tiles over all repetitions."""
        return int(self.outer * self.tiles)

    @property
    def unit_cells(self) -> int:
        """Cells of a tile."""
        return self.size * int(self.tile)


def blocks_of(engine: TableEngine, party: int) -> Blocks:
    """The blocks of a party that can move; options that it cannot change count as others'."""
    space = engine.space
    mine = [a for a in engine.axes_of(party) if _changes(engine.reach[a])]
    two_way = [a for a in mine if engine.reach[a].all()]
    one_way = [a for a in mine if not engine.reach[a].all()]
    own = np.zeros(1, dtype=np.uint64)
    for a in two_way + one_way:
        along = np.arange(space.sizes[a], dtype=np.uint64) * np.uint64(space.steps[a])
        own = np.add.outer(along, own).reshape(-1)
    free = prod(space.sizes[a] for a in two_way)
    columns = space.steps[min(mine)]
    least, most = TILE_COLUMNS
    tile = min(columns, most, max(least, TILE_CELLS // len(own)))
    repeated = [a for a in range(len(space.sizes)) if a > min(mine) and a not in mine]
    counts, steps = _runs([space.sizes[a] for a in repeated], [space.steps[a] for a in repeated])
    half = len(one_way) // 2
    low, low_from = _reached_from([engine.reach[a] for a in one_way[:half]], 1)
    n_low = len(low_from) - 1
    high, high_from = _reached_from([engine.reach[a] for a in one_way[half:]], n_low)
    return Blocks(
        own=own,
        kind=(np.arange(len(own)) // free).astype(np.uint32),
        free=np.uint64(free),
        kinds=np.uint64(prod(space.sizes[a] for a in one_way)),
        columns=np.uint64(columns),
        tile=np.uint64(tile),
        tiles=np.uint64(-(-columns // tile)),
        outer=np.uint64(prod(counts)),
        counts=np.array(counts, dtype=np.uint64),
        steps=np.array(steps, dtype=np.uint64),
        low=low,
        low_from=low_from,
        high=high,
        high_from=high_from,
    )


def _changes(reach: Bools) -> bool:
    """Whether anything moves along an axis."""
    return int(np.count_nonzero(reach)) > len(reach)


def _runs(sizes: list[int], steps: list[int]) -> tuple[list[int], list[int]]:
    """The same axes with those that follow one another in memory joined."""
    counts: list[int] = []
    starts: list[int] = []
    for size, step in zip(sizes, steps, strict=True):
        if counts and starts[-1] * counts[-1] == step:
            counts[-1] *= size
        else:
            counts.append(size)
            starts.append(step)
    return counts, starts


def _reached_from(reach: list[Bools], unit: int) -> tuple[Places, Places]:
    """For every combination of levels those that reach it, itself included.

    Parameters
    ----------
    unit : what one combination counts in a kind

    Returns
    -------
    the lists end to end, times `unit`; where each begins, and the end of the last
    """
    lists = [np.zeros(1, dtype=np.uint64)]
    step = 1
    for matrix in reach:
        levels = [np.flatnonzero(column).astype(np.uint64) * np.uint64(step) for column in matrix.T]
        lists = [np.add.outer(level, here).reshape(-1) for level in levels for here in lists]
        step *= len(matrix)
    begins = np.cumsum([0, *map(len, lists)]).astype(np.uint64)
    return np.concatenate(lists) * np.uint64(unit), begins
