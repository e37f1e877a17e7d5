"""One small game in many variants of its ranks: the sweeps with a leading axis of draws.

Concepts do not notice: they are written in sweeps and comparisons, and both carry the axis along.
Every sweep goes from row to row over lists of moves, compiled, on all cores. Rows have nothing to
do with one another, so results are the same however they are shared out.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.space import Ints
from detente.game.table import How, TableEngine, Values, neutral

#: from this many values the compiled sweeps repay their start, as measured
COMPILE_FROM = 1 << 16
#: rows that one thread takes at least
ROWS = 256


@dataclass(frozen=True, eq=False)
class Arcs:
    """Every party's moves over a table of options, as lists.

    Attributes
    ----------
    starts : int array (n_parties, n_cells + 1), into `ends`
    """

    starts: Ints
    ends: Ints


def list_arcs(engine: TableEngine, n_parties: int) -> Arcs:
    """The moves of an option table, party by party."""
    n_cells = engine.space.n_cells
    starts = np.zeros((n_parties, n_cells + 1), dtype=np.int64)
    ends: list[Ints] = []
    offset = 0
    for party in range(n_parties):
        begin, end = engine.arcs(party)
        order = np.argsort(begin, kind="stable")
        counts = np.bincount(begin, minlength=n_cells)
        starts[party] = offset + np.concatenate([[0], np.cumsum(counts)])
        ends.append(end[order])
        offset += len(end)
    return Arcs(starts, np.concatenate(ends) if ends else np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class DrawEngine(TableEngine):
    """An option table whose sweeps take one row of values per draw."""

    n_parties: int = 0

    @cached_property
    def arcs_listed(self) -> Arcs:
        """The moves of every party, listed when a compiled sweep first asks for them."""
        return list_arcs(self, self.n_parties)

    def _compiled_for(self, *arrays: Values) -> bool:
        return max(one.size for one in arrays) >= COMPILE_FROM

    def over_moves(self, party: int, values: Values, how: How) -> Values:
        if values.ndim != 2 or not self._compiled_for(values):
            return super().over_moves(party, values, how)
        from detente.game import draw_kernels

        out = np.empty_like(values)
        arcs = self.arcs_listed
        _rows(
            draw_kernels.by_moves,
            len(values),
            arcs.starts[party], arcs.ends, values, out, _turn(how),
        )  # fmt: skip
        return out

    def over_improvements(self, party: int, rank: Values, values: Values, how: How) -> Values:
        if rank.ndim != 2 or not self._compiled_for(rank):
            return super().over_improvements(party, rank, values, how)
        from detente.game import draw_kernels

        rank, values = np.broadcast_arrays(rank, values)
        out = np.empty(values.shape, dtype=values.dtype)
        arcs, blank = self.arcs_listed, neutral(how, values.dtype)
        _rows(
            draw_kernels.by_improvements,
            len(values),
            arcs.starts[party], arcs.ends, rank, values, out, blank, _turn(how),
        )  # fmt: skip
        return out

    def over_replies(self, party: int, values: Values, how: How) -> Values:
        if values.ndim != 2 or not self._compiled_for(values):
            return super().over_replies(party, values, how)
        from detente.game import draw_kernels

        out = values.copy()  # no listed move leads from or to an impossible cell
        arcs, others = self.arcs_listed, np.array(self.others(party), dtype=np.int64)
        _rows(draw_kernels.by_replies, len(values), arcs.starts, arcs.ends, others, out, _turn(how))
        return out

    def over_improving_replies(self, party: int, ranks: Values, values: Values, how: How) -> Values:
        if values.ndim != 2 or not self._compiled_for(values):
            return super().over_improving_replies(party, ranks, values, how)
        from detente.game import draw_kernels

        out = values.copy()  # no listed move leads from or to an impossible cell
        arcs, others = self.arcs_listed, np.array(self.others(party), dtype=np.int64)
        _rows(
            draw_kernels.by_improving_replies,
            len(values),
            arcs.starts, arcs.ends, others, ranks, out, _turn(how),
        )  # fmt: skip
        return out


@dataclass(frozen=True, eq=False)
class Draws(Game):
    """One game in many variants of its ranks.

    Attributes
    ----------
    ranks : int array (n_draws, n_parties, n_cells)
    """

    def __post_init__(self) -> None:
        """Ranks have one axis more than those of a single game."""

    def rank(self, party: int) -> NDArray[np.int32]:
        """Ranks of all cells for one party, (n_draws, n_cells)."""
        row: NDArray[np.int32] = self.ranks[:, party]
        return row


def drawn(game: Game, ranks: NDArray[np.int32]) -> Draws:
    """The variants of a game over an option table whose ranks are these.

    Parameters
    ----------
    ranks : int array (n_draws, n_parties, n_cells)

    Raises
    ------
    ValueError
        in the graph form and after merging: last movers must be kept there.
    """
    if type(game.engine) is not TableEngine:
        raise ValueError("only games over an option table are drawn together")
    engine = game.engine.cache.get("draws")
    if engine is None:
        base = game.engine
        engine = DrawEngine(base.space, base.owners, base.reach, n_parties=len(game.parties))
        game.engine.cache["draws"] = engine
    known = {name: getattr(game, name) for name in Game.__dataclass_fields__}
    return Draws(**{**known, "engine": engine, "ranks": ranks})


def _turn(how: How) -> int:
    """What values are turned with, bit by bit, so that every sweep is a minimum."""
    return 0 if how == "min" else -1


def _rows(kernel: Callable[..., Any], n_rows: int, *arguments: Any) -> None:
    """Share the rows out over the cores; the last two arguments of a kernel are its rows."""
    from os import cpu_count

    lanes = max(min(cpu_count() or 1, n_rows // ROWS), 1)
    edges = [n_rows * k // lanes for k in range(lanes + 1)]
    if lanes == 1:
        kernel(*arguments, 0, n_rows)
        return
    with ThreadPoolExecutor(lanes) as pool:
        for done in [pool.submit(kernel, *arguments, a, b) for a, b in pairwise(edges)]:
            done.result()
