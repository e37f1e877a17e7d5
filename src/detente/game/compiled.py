"""The table sweeps for large games: compiled, on all cores, without a copy of any block.

The functions do what the methods of `TableEngine` do, and a test holds the two equal. At
impossible cells they return the neutral value.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.game import kernels
from detente.game.blocks import Blocks, blocks_of
from detente.game.table import How, TableEngine, Values, neutral

#: pieces of work for each core, so that none waits long for another
PIECES = 4
#: work of fewer cells than this is not worth another thread
CELLS_A_PIECE = 1 << 14


def over_moves(engine: TableEngine, party: int, values: Values, how: How) -> Values:
    """Best or worst value among the cells a party can reach alone, staying included."""
    with _workers() as share:
        now = _lowering(engine, values, how, share)
        if engine.can_move(party):
            _by_moves(engine, party, now, share)
    return _raised(now, values, how)


def over_improvements(
    engine: TableEngine, party: int, rank: Values, values: Values, how: How
) -> Values:
    """The same over the cells the party can reach alone and prefers; neutral if there is none."""
    with _workers() as share:
        now = _lowering(engine, values, how, share)
        if engine.can_move(party):
            _by_improvements(engine, party, rank, now, share, keep=False)
        else:
            now[:] = neutral("min", now.dtype)
    return _raised(now, values, how)


def over_replies(engine: TableEngine, party: int, values: Values, how: How) -> Values:
    """Over all legal sequences of the others' moves, the empty one included."""
    with _workers() as share:
        now = _lowering(engine, values, how, share)
        others = engine.others(party)
        if engine.space.possible.all():
            for other in others:  # moves along different axes do not meet: the order is the same
                _by_moves(engine, other, now, share)
        else:
            _until_settled(others, lambda other: _by_moves(engine, other, now, share))
    return _raised(now, values, how)


def over_improving_replies(
    engine: TableEngine, party: int, ranks: Values, values: Values, how: How
) -> Values:
    """The same where every step is an improvement for whoever takes it."""
    with _workers() as share:
        now = _lowering(engine, values, how, share)
        _until_settled(
            engine.others(party),
            lambda other: _by_improvements(engine, other, ranks[other], now, share, keep=True),
        )
    return _raised(now, values, how)


def _until_settled(others: list[int], step: Callable[[int], bool]) -> None:
    """Let each answer in turn, until nobody changes anything; a step repeated changes nothing."""
    waiting = list(others)
    while waiting:
        other = waiting.pop(0)
        if step(other):
            waiting += [o for o in others if o != other and o not in waiting]


# ---------------------------------------------------------------------------- sharing

Share = Callable[..., bool]


@contextmanager
def _workers() -> Iterator[Share]:
    """A function that shares a kernel's work among the cores and says whether any part changed.

    The threads end with the sweep: nothing is left behind that a forked process would miss.
    """
    cores = _cores()
    with ThreadPoolExecutor(cores) as pool:

        def share(kernel: Callable[..., Any], units: int, cells: int, *args: Any) -> bool:
            """Run a kernel over all units, of so many cells each."""
            n_pieces = min(units, cores * PIECES, max(1, units * cells // CELLS_A_PIECE))
            cuts = np.linspace(0, units, n_pieces + 1).astype(np.uint64)
            if n_pieces == 1:
                return bool(kernel(*args, *cuts))
            pieces = [pool.submit(kernel, *args, cuts[k], cuts[k + 1]) for k in range(n_pieces)]
            changed = [bool(piece.result()) for piece in pieces]  # wait for all of them
            return any(changed)

        yield share


def _cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not every system can say
    return len(allowed(0)) if allowed else os.cpu_count() or 1


# ---------------------------------------------------------------------------- values


def _lowering(engine: TableEngine, values: Values, how: How, share: Share) -> Values:
    """A copy in which a sweep lowers values, with nothing to gain at impossible cells."""
    if values.dtype not in (np.int32, np.int64):
        values = values.astype(np.int64 if values.dtype.itemsize > 4 else np.int32)
    now = np.empty_like(values)
    turn = now.dtype.type(-1 if how == "max" else 0)
    blank = now.dtype.type(neutral("min", now.dtype))
    possible = _sealed(engine.space.possible)
    share(kernels.prepare, len(now), 1, _sealed(values), possible, turn, blank, now)
    return now


def _raised(now: Values, values: Values, how: How) -> Values:
    """A lowered copy as the caller wants it: its sense and its type."""
    if how == "max":
        np.invert(now, out=now)
    if now.dtype != values.dtype:
        info = np.iinfo(values.dtype)
        np.clip(now, info.min, info.max, out=now)
    return now.astype(values.dtype, copy=False)


def _sealed(array: Values) -> Values:
    """The same, read-only: numba compiles once more for what may be written to."""
    sealed = array.view()
    sealed.setflags(write=False)
    return sealed


# ---------------------------------------------------------------------------- passes


def _by_moves(engine: TableEngine, party: int, now: Values, share: Share) -> bool:
    blank = now.dtype.type(neutral("min", now.dtype))
    blocks = _blocks(engine, party)
    args = (now, _sealed(engine.space.possible), blank, blocks)
    return share(kernels.lower_by_moves, blocks.units, blocks.unit_cells, *args)


def _by_improvements(
    engine: TableEngine, party: int, rank: Values, now: Values, share: Share, *, keep: bool
) -> bool:
    blank = now.dtype.type(neutral("min", now.dtype))
    blocks = _blocks(engine, party)
    order = _order(engine, party, rank, share)
    args = (now, keep, order.places, order.states, order.mark, blank, blocks)
    return share(kernels.lower_by_improvements, blocks.units, blocks.unit_cells, *args)


def _blocks(engine: TableEngine, party: int) -> Blocks:
    key = ("tiles", party)
    if key not in engine.cache:
        engine.cache[key] = blocks_of(engine, party)
    blocks: Blocks = engine.cache[key]
    return blocks


@dataclass(frozen=True, eq=False)
class _Order:
    """The places of every block, best rank first.

    Attributes
    ----------
    rank : the ranks it was made from
    places, states : as `kernels.arrange` leaves them
    mark : what is added to a place where a rank group begins
    """

    rank: Values
    places: NDArray[Any]
    states: NDArray[Any]
    mark: np.uint64


def _order(engine: TableEngine, party: int, rank: Values, share: Share) -> _Order:
    """Sorting is most of the work, so the last order of every party is kept."""
    key = ("places", party)
    kept: _Order | None = engine.cache.get(key)
    if kept is not None and _same(kept.rank, rank):
        return kept
    blocks = _blocks(engine, party)
    narrow = blocks.size < 1 << 15
    kind = np.uint16 if narrow else np.uint32
    made = _Order(
        rank=rank if _settled(rank) else rank.copy(),
        places=np.empty(engine.space.n_cells, dtype=kind),
        states=np.empty(engine.space.n_cells // blocks.size, dtype=np.uint32),
        mark=np.uint64(1 << 15 if narrow else 1 << 31),
    )
    possible = _sealed(engine.space.possible)
    args = (_sealed(_as_int32(rank)), possible, made.places, made.states, made.mark, blocks)
    share(kernels.arrange, blocks.units, blocks.unit_cells, *args)
    engine.cache[key] = made
    return made


def _same(kept: Values, rank: Values) -> bool:
    """Whether two arrays of ranks are one and the same, or equal."""
    if _settled(kept) and _settled(rank):
        one, other = kept.__array_interface__, rank.__array_interface__
        if one["data"] == other["data"] and one["strides"] == other["strides"]:
            return True
    return np.array_equal(kept, rank)


def _settled(array: Values) -> bool:
    """Whether nobody can write to an array any more, nor to what it is a view of."""
    seen: Any = array
    while isinstance(seen, np.ndarray):
        if seen.flags.writeable:
            return False
        seen = seen.base
    return seen is None


def _as_int32(rank: Values) -> NDArray[np.int32]:
    if rank.dtype == np.int32:
        return rank
    info = np.iinfo(np.int32)
    if rank.min() >= info.min and rank.max() <= info.max:
        return rank.astype(np.int32)
    return np.unique(rank, return_inverse=True)[1].astype(np.int32)
