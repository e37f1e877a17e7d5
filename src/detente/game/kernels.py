"""The inner loops of the compiled sweeps; numba is imported in modules of kernels alone.

Every kernel works on the tiles from `first` to `last` (not included) of a party's blocks, without
Python's lock, so that threads can share the work; tiles are disjoint. All of them lower values: a
maximum is a minimum of the values' bitwise complements. The value of impossible cells is the
greatest there is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.game.blocks import Blocks
from detente.game.compiling import compiled
from detente.game.space import Bools
from detente.game.table import Values

Whole = Any  # an unsigned integer of 64 bits: with signed ones mixed in, numba computes in floats

#: cells between two columns of a tile; at a power of two they would drive each other from the cache
PAD = np.uint64(16)
#: up to so many places of a block are sorted by insertion
FEW = 32


@compiled
def prepare(
    values: Values, possible: Bools, turn: Any, blank: Any, out: Values, first: Whole, last: Whole
) -> None:
    """Copy values, their bits turned where `turn` has ones, and `blank` at impossible cells."""
    for cell in range(first, last):
        value = values[cell] ^ turn
        out[cell] = value if possible[cell] else blank


@compiled
def _origin(unit: Whole, blocks: Blocks) -> tuple[Whole, Whole, Whole]:
    """The first cell of a tile, how many columns it has, and the number of its first block."""
    outer = unit // blocks.tiles
    column = (unit - outer * blocks.tiles) * blocks.tile
    cell = column
    left = outer
    for k in range(len(blocks.counts)):
        turn = left // blocks.counts[k]
        cell += (left - turn * blocks.counts[k]) * blocks.steps[k]
        left = turn
    return cell, min(blocks.tile, blocks.columns - column), outer * blocks.columns + column


@compiled
def lower_by_moves(
    values: Values, possible: Bools, blank: Any, blocks: Blocks, first: Whole, last: Whole
) -> bool:
    """Lower every value to the least that the party can reach; in place.

    Returns
    -------
    whether a possible cell changed
    """
    tile, free = blocks.tile, blocks.free
    least = np.empty(blocks.kinds * tile, dtype=values.dtype)
    one = np.uint64(1)
    changed = False
    for unit in range(first, last):
        cell, width, _ = _origin(unit, blocks)
        least[:] = blank
        for kind in range(blocks.kinds):
            row = kind * tile
            for place in range(kind * free, (kind + one) * free):
                here = cell + blocks.own[place]
                for t in range(width):
                    least[row + t] = min(least[row + t], values[here + t])
        if blocks.kinds > one:
            _spread(least, blocks)
        for kind in range(blocks.kinds):
            row = kind * tile
            for place in range(kind * free, (kind + one) * free):
                here = cell + blocks.own[place]
                for t in range(width):
                    now = least[row + t] if possible[here + t] else blank
                    changed |= now != values[here + t]
                    values[here + t] = now
    return changed


@compiled
def _spread(least: Values, blocks: Blocks) -> None:
    """Pass every kind's least value on to the kinds that reach it; (kinds * tile,).

    One share after the other, and in place: what reaches a kind that reaches another reaches that.
    """
    tile = blocks.tile
    one = np.uint64(1)
    n_low = np.uint64(len(blocks.low_from)) - one
    n_high = np.uint64(len(blocks.high_from)) - one
    for high in range(n_high):
        for low in range(n_low):
            source = (high * n_low + low) * tile
            for k in range(blocks.low_from[low], blocks.low_from[low + one]):
                target = (high * n_low + blocks.low[k]) * tile
                for t in range(tile):
                    least[target + t] = min(least[target + t], least[source + t])
    for high in range(n_high):
        for k in range(blocks.high_from[high], blocks.high_from[high + one]):
            for low in range(n_low):
                source = (high * n_low + low) * tile
                target = (blocks.high[k] + low) * tile
                for t in range(tile):
                    least[target + t] = min(least[target + t], least[source + t])


@compiled
def lower_by_improvements(
    values: Values,
    keep: bool,
    order: Any,
    states: Any,
    mark: Any,
    blank: Any,
    blocks: Blocks,
    first: Whole,
    last: Whole,
) -> bool:
    """Put in place of every value the least among the cells that the party can reach and prefers.

    Each block is visited best rank first; a whole rank group is asked before any of it is entered,
    since ties are no improvements.

    Parameters
    ----------
    values : one per cell, `blank` at impossible ones
    keep : count the cell's own value too
    order, states, mark : as `arrange` leaves them

    Returns
    -------
    whether, where the own value counts too, a possible cell changed
    """
    size = np.uint64(len(blocks.own))
    pitch = size + PAD
    inside = np.empty(blocks.tile * pitch, dtype=values.dtype)
    entered = np.empty(blocks.kinds, dtype=values.dtype)
    found = np.empty(size, dtype=values.dtype)
    one = np.uint64(1)
    four = np.uint64(4)
    closed = np.full((4, 4), blank, dtype=values.dtype)
    if blocks.kinds <= four:
        _open(closed, blank, blocks)
    changed = False
    for unit in range(first, last):
        cell, width, number = _origin(unit, blocks)
        for place in range(size):
            here = cell + blocks.own[place]
            for t in range(width):
                inside[t * pitch + place] = values[here + t]
        moved = False
        for t in range(width):
            begin = (number + t) * size
            end = begin + states[number + t]
            block = inside[t * pitch : t * pitch + size]
            if blocks.kinds == one:
                moved |= _running(block, order, mark, begin, end, keep, blank)
            elif blocks.kinds <= four:
                moved |= _running_by_few(
                    block, order, mark, begin, end, keep, blank, closed, blocks
                )
            else:
                moved |= _running_by_kind(
                    block, order, mark, begin, end, keep, blank, entered, found, blocks
                )
        changed |= moved
        if moved or not keep:
            for place in range(size):
                here = cell + blocks.own[place]
                for t in range(width):
                    values[here + t] = inside[t * pitch + place]
    return changed


@compiled
def _running(
    block: Values, order: Any, mark: Any, begin: Whole, end: Whole, keep: bool, blank: Any
) -> bool:
    """Without one-way options: one running number for the block."""
    changed = False
    entered = blank
    asked = blank  # what stood entered when the present rank group began
    for k in range(begin, end):
        code = np.uint64(order[k])
        place = code & (mark - np.uint64(1))
        if code & mark:
            asked = entered
        value = block[place]
        entered = min(entered, value)
        block[place] = min(asked, value) if keep else asked
        changed |= asked < value
    return changed


@compiled
def _open(closed: Values, blank: Any, blocks: Blocks) -> None:
    """Write the lowest value, in a table filled with `blank`, where a kind (row) is reached from
    another (column).
    """
    one = np.uint64(1)
    n_low = np.uint64(len(blocks.low_from)) - one
    for kind in range(blocks.kinds):
        high = kind // n_low
        low = kind - high * n_low
        for h in range(blocks.high_from[high], blocks.high_from[high + one]):
            for k in range(blocks.low_from[low], blocks.low_from[low + one]):
                closed[kind, blocks.high[h] + blocks.low[k]] = ~blank


@compiled
def _running_by_few(
    block: Values,
    order: Any,
    mark: Any,
    begin: Whole,
    end: Whole,
    keep: bool,
    blank: Any,
    closed: Values,
    blocks: Blocks,
) -> bool:
    """With a one-way option or two: four running numbers, and nothing to guess for the processor.

    What is entered is raised to `closed` first, which is `blank` for kinds that cannot reach it.
    """
    changed = False
    e0 = e1 = e2 = e3 = blank
    a0 = a1 = a2 = a3 = blank
    for k in range(begin, end):
        code = np.uint64(order[k])
        place = code & (mark - np.uint64(1))
        fresh = (code & mark) != np.uint64(0)
        a0 = e0 if fresh else a0
        a1 = e1 if fresh else a1
        a2 = e2 if fresh else a2
        a3 = e3 if fresh else a3
        kind = blocks.kind[place]
        value = block[place]
        asked = a0
        asked = a1 if kind == 1 else asked
        asked = a2 if kind == 2 else asked
        asked = a3 if kind == 3 else asked
        e0 = min(e0, max(value, closed[kind, 0]))
        e1 = min(e1, max(value, closed[kind, 1]))
        e2 = min(e2, max(value, closed[kind, 2]))
        e3 = min(e3, max(value, closed[kind, 3]))
        block[place] = min(asked, value) if keep else asked
        changed |= asked < value
    return changed


@compiled
def _running_by_kind(
    block: Values,
    order: Any,
    mark: Any,
    begin: Whole,
    end: Whole,
    keep: bool,
    blank: Any,
    entered: Values,
    found: Values,
    blocks: Blocks,
) -> bool:
    """With one-way options: one running number for each kind, of what that kind can reach."""
    changed = False
    entered[:] = blank
    one = np.uint64(1)
    enter = begin  # the first place that is asked but not entered
    for ask in range(begin, end):
        code = np.uint64(order[ask])
        if code & mark:
            while enter < ask:
                place = np.uint64(order[enter]) & (mark - one)
                kind = blocks.kind[place]
                value = block[place]
                if value < entered[kind]:  # else all that reach this kind know of as low a value
                    _enter(entered, np.uint64(kind), value, blocks)
                if not keep:
                    block[place] = found[place]
                enter += one
        place = code & (mark - one)
        value = block[place]
        asked = entered[blocks.kind[place]]
        changed |= asked < value
        if keep:  # entering this lower value later adds nothing that is not entered already
            block[place] = min(asked, value)
        else:
            found[place] = asked
    if not keep:
        for k in range(enter, end):
            place = np.uint64(order[k]) & (mark - one)
            block[place] = found[place]
    return changed


@compiled
def _enter(entered: Values, kind: Whole, value: Any, blocks: Blocks) -> None:
    """Let every kind that reaches this one know of a value."""
    one = np.uint64(1)
    n_low = np.uint64(len(blocks.low_from)) - one
    high = kind // n_low
    low = kind - high * n_low
    for h in range(blocks.high_from[high], blocks.high_from[high + one]):
        for k in range(blocks.low_from[low], blocks.low_from[low + one]):
            near = blocks.high[h] + blocks.low[k]
            entered[near] = min(entered[near], value)


@compiled
def arrange(
    rank: Any,
    possible: Bools,
    order: Any,
    states: Any,
    mark: Any,
    blocks: Blocks,
    first: Whole,
    last: Whole,
) -> None:
    """Sort the places of every block that are possible, best rank first.

    Parameters
    ----------
    rank : int32, one per cell
    order : receives the places, a block after another, each from the block's beginning and with
        `mark` added where a rank group begins; (cells,)
    states : receives the number of possible cells of every block; (blocks,)
    """
    size = np.uint64(len(blocks.own))
    one = np.uint64(1)
    pitch = size + PAD
    inside = np.empty(blocks.tile * pitch, dtype=np.uint32)
    allowed = np.empty(blocks.tile * pitch, dtype=np.bool_)
    keys = np.empty((2, size), dtype=np.uint32)
    places = np.empty((2, size), dtype=np.uint32)
    for unit in range(first, last):
        cell, width, number = _origin(unit, blocks)
        for place in range(size):
            here = cell + blocks.own[place]
            for t in range(width):
                best_first = np.uint32(np.int64(2147483647) - np.int64(rank[here + t]))
                inside[t * pitch + place] = best_first
                allowed[t * pitch + place] = possible[here + t]
        for t in range(width):
            block = t * pitch
            begin = (number + t) * size
            count = np.uint64(0)
            for place in range(size):
                if allowed[block + place]:
                    keys[0, count] = inside[block + place]
                    places[0, count] = place
                    count += one
            states[number + t] = count
            side = _sort(keys, places, count)
            for k in range(count):
                fresh = k > 0 and keys[side, k] != keys[side, k - one]
                order[begin + k] = places[side, k] | (mark if fresh else np.uint64(0))


@compiled
def _sort(keys: Any, places: Any, count: Whole) -> int:
    """Sort the first `count` keys, and the places with them; says in which row the result is."""
    one = np.uint64(1)
    if count <= FEW:
        for k in range(one, count):
            key, place = keys[0, k], places[0, k]
            hole: Whole = k
            while hole > 0 and keys[0, hole - one] > key:
                keys[0, hole] = keys[0, hole - one]
                places[0, hole] = places[0, hole - one]
                hole -= one
            keys[0, hole] = key
            places[0, hole] = place
        return 0
    tally = np.zeros((4, 256), dtype=np.uint32)  # how often each digit occurs, four digits to a key
    for k in range(count):
        key = keys[0, k]
        for digit in range(4):
            tally[digit, (key >> np.uint32(8 * digit)) & np.uint32(255)] += np.uint32(1)
    side = 0
    for digit in range(4):
        shift = np.uint32(8 * digit)
        if tally[digit, (keys[0, 0] >> shift) & np.uint32(255)] == count:
            continue  # the same digit everywhere
        total = np.uint32(0)
        for value in range(256):
            total, tally[digit, value] = total + tally[digit, value], total
        for k in range(count):
            key = keys[side, k]
            here = (key >> shift) & np.uint32(255)
            target = tally[digit, here]
            tally[digit, here] = target + np.uint32(1)
            keys[1 - side, target] = key
            places[1 - side, target] = places[side, k]
        side = 1 - side
    return side
