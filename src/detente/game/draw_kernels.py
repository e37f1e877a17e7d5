"""The inner loops over many variants of one small game.

Rows are variants (draws), columns cells. Moves are lists: `starts[s]` to `starts[s + 1]` of `ends`
are the cells that a party reaches from cell s. They are the same for all draws, so a tile of draws
is turned on its side and goes through every move together. `turn` is 0 for a minimum and -1 for a
maximum, which is a minimum of the values' bitwise complements. Every kernel works on the rows from
`first` to `last` (not included) without Python's lock.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.game.compiling import compiled

Array = Any

#: draws of one tile: they go through a move together, in the wide registers of the processor
TILE = 64


@compiled
def _load(rows: Array, begin: int, end: int, turn: int, tile: Array) -> None:
    """Rows of values, turned on their side; columns without a row repeat the last one."""
    for d in range(TILE):
        row = min(begin + d, end - 1)
        for s in range(rows.shape[1]):
            tile[s, d] = rows[row, s] ^ turn


@compiled
def _store(tile: Array, begin: int, end: int, turn: int, rows: Array) -> None:
    for d in range(end - begin):
        for s in range(rows.shape[1]):
            rows[begin + d, s] = tile[s, d] ^ turn


@compiled
def by_moves(
    starts: Array, ends: Array, values: Array, out: Array, turn: int, first: int, last: int
) -> None:
    """Over the cells that the party reaches, staying included."""
    n = values.shape[1]
    before = np.empty((n, TILE), dtype=values.dtype)
    after = np.empty((n, TILE), dtype=values.dtype)
    for begin in range(first, last, TILE):
        end = min(begin + TILE, last)
        _load(values, begin, end, turn, before)
        for s in range(n):
            after[s] = before[s]
            for k in range(starts[s], starts[s + 1]):
                t = ends[k]
                for d in range(TILE):
                    after[s, d] = min(after[s, d], before[t, d])
        _store(after, begin, end, turn, out)


@compiled
def by_improvements(
    starts: Array,
    ends: Array,
    rank: Array,
    values: Array,
    out: Array,
    blank: int,
    turn: int,
    first: int,
    last: int,
) -> None:
    """Over those of them that the party prefers; `blank` where there is none."""
    n = values.shape[1]
    before = np.empty((n, TILE), dtype=values.dtype)
    after = np.empty((n, TILE), dtype=values.dtype)
    ranked = np.empty((n, TILE), dtype=rank.dtype)
    nothing = blank ^ turn
    for begin in range(first, last, TILE):
        end = min(begin + TILE, last)
        _load(values, begin, end, turn, before)
        _load(rank, begin, end, 0, ranked)
        for s in range(n):
            after[s] = nothing
            for k in range(starts[s], starts[s + 1]):
                t = ends[k]
                for d in range(TILE):
                    value = before[t, d] if ranked[t, d] > ranked[s, d] else after[s, d]
                    after[s, d] = min(after[s, d], value)
        _store(after, begin, end, turn, out)


@compiled
def by_replies(
    starts: Array, ends: Array, others: Array, out: Array, turn: int, first: int, last: int
) -> None:
    """Over all sequences of moves of some parties, in place; moves are transitive.

    Parameters
    ----------
    starts : (n_parties, n_cells + 1), into the one list `ends`
    others : the parties that answer
    """
    n = out.shape[1]
    now = np.empty((n, TILE), dtype=out.dtype)
    for begin in range(first, last, TILE):
        end = min(begin + TILE, last)
        _load(out, begin, end, turn, now)
        quiet = 0
        passes = 0
        while quiet < len(others):
            p = others[passes % len(others)]
            passes += 1
            quiet += 1
            lowered = 0
            for s in range(n):
                for k in range(starts[p, s], starts[p, s + 1]):
                    t = ends[k]
                    for d in range(TILE):
                        lowered |= now[t, d] < now[s, d]
                        now[s, d] = min(now[s, d], now[t, d])
            if lowered:
                quiet = 1
            if len(others) == 1:
                break
        _store(now, begin, end, turn, out)


@compiled
def by_improving_replies(
    starts: Array,
    ends: Array,
    others: Array,
    ranks: Array,
    out: Array,
    turn: int,
    first: int,
    last: int,
) -> None:
    """The same where every step is an improvement for its mover; ranks (draw, party, cell)."""
    n = out.shape[1]
    now = np.empty((n, TILE), dtype=out.dtype)
    ranked = np.empty((len(others), n, TILE), dtype=ranks.dtype)
    for begin in range(first, last, TILE):
        end = min(begin + TILE, last)
        _load(out, begin, end, turn, now)
        for o in range(len(others)):
            _load(ranks[:, others[o]], begin, end, 0, ranked[o])
        quiet = 0
        passes = 0
        while quiet < len(others):
            o = passes % len(others)
            p = others[o]
            passes += 1
            quiet += 1
            lowered = 0
            for s in range(n):
                for k in range(starts[p, s], starts[p, s + 1]):
                    t = ends[k]
                    for d in range(TILE):
                        better = ranked[o, t, d] > ranked[o, s, d]
                        value = now[t, d] if better else now[s, d]
                        lowered |= value < now[s, d]
                        now[s, d] = min(now[s, d], value)
            if lowered:
                quiet = 1
            if len(others) == 1:
                break
        _store(now, begin, end, turn, out)
