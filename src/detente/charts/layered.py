"""Places for boxes in columns, and ways for arrows between them that pass through no box.

The picture is layered (Sugiyama's way): a box stands in the column of its distance; an arrow that
passes a column keeps a slot of its own there; the order in each column is improved until arrows
cross little; then every box moves as close to its neighbours as the others let it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Slot = tuple[str, int, int]  # ("box", node, 0) or ("way", edge, column)


@dataclass(frozen=True)
class Arrangement:
    """Where things stand.

    Attributes
    ----------
    middle : per node, the height of its middle
    ways : per edge, the columns that it passes and the height at which it does, in order
    height : of the whole picture; everything lies between 0 and it
    """

    middle: Mapping[int, float]
    ways: tuple[tuple[tuple[int, float], ...], ...]
    height: float


def arrange(
    columns: Sequence[Sequence[int]],
    edges: Sequence[tuple[int, int]],
    heights: Mapping[int, float],
    *,
    gap: float = 16.0,
    lane: float = 8.0,
) -> Arrangement:
    """Find heights for boxes and slots.

    Parameters
    ----------
    columns : nodes by column, in any order
    edges : from node to node; within a column they take no slot
    heights : of the boxes
    gap, lane : room between two boxes; room that a passing arrow takes
    """
    column_of = {node: k for k, column in enumerate(columns) for node in column}
    slots: list[list[Slot]] = [[("box", node, 0) for node in column] for column in columns]
    chains: list[list[Slot]] = []
    for number, (source, target) in enumerate(edges):
        a, b = column_of[source], column_of[target]
        step = 1 if b > a else -1
        passed: list[Slot] = [("way", number, k) for k in range(a + step, b, step)]
        for slot in passed:
            slots[slot[2]].append(slot)
        if a != b:
            chains.append([("box", source, 0), *passed, ("box", target, 0)])
    links = [pair for chain in chains for pair in itertools.pairwise(chain)]
    place = {slot: k for k, column in enumerate(slots) for slot in column}
    slots = _ordered(slots, links, place)
    at = _heights(slots, links, place, heights, gap, lane)
    top = min((at[s] - _half(s, heights, lane) for s in at), default=0.0)
    bottom = max((at[s] + _half(s, heights, lane) for s in at), default=0.0)
    ways: list[tuple[tuple[int, float], ...]] = [() for _ in edges]
    for chain in chains:
        inner = chain[1:-1]
        if inner:
            ways[inner[0][1]] = tuple((slot[2], at[slot] - top) for slot in inner)
    middle = {slot[1]: at[slot] - top for slot in at if slot[0] == "box"}
    return Arrangement(middle, tuple(ways), bottom - top)


def _half(slot: Slot, heights: Mapping[int, float], lane: float) -> float:
    return heights[slot[1]] / 2 if slot[0] == "box" else lane / 2


def _neighbours(
    links: Sequence[tuple[Slot, Slot]], place: Mapping[Slot, int]
) -> dict[Slot, dict[int, list[Slot]]]:
    """Per slot and side (-1 left, 1 right) what it is linked with."""
    found: dict[Slot, dict[int, list[Slot]]] = {slot: {-1: [], 1: []} for slot in place}
    for one, other in links:
        side = 1 if place[other] > place[one] else -1
        found[one][side].append(other)
        found[other][-side].append(one)
    return found


def _ordered(
    slots: list[list[Slot]], links: Sequence[tuple[Slot, Slot]], place: Mapping[Slot, int]
) -> list[list[Slot]]:
    near = _neighbours(links, place)
    best = [list(column) for column in slots]
    fewest = _crossings(best, links, place)
    current = [list(column) for column in slots]
    for sweep in range(14):
        side = -1 if sweep % 2 == 0 else 1
        walk = range(1, len(current)) if side == -1 else range(len(current) - 2, -1, -1)
        for k in walk:
            rank = {slot: float(n) for column in current for n, slot in enumerate(column)}
            current[k].sort(
                key=lambda slot: _mean([rank[other] for other in near[slot][side]], rank[slot])
            )
        crossings = _crossings(current, links, place)
        if crossings < fewest:
            best, fewest = [list(column) for column in current], crossings
    return best


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(
    slots: list[list[Slot]], links: Sequence[tuple[Slot, Slot]], place: Mapping[Slot, int]
) -> int:
    rank = {slot: n for column in slots for n, slot in enumerate(column)}
    between: dict[int, list[tuple[int, int]]] = {}
    for one, other in links:
        left, right = (one, other) if place[one] < place[other] else (other, one)
        between.setdefault(place[left], []).append((rank[left], rank[right]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for pairs in between.values()
        for n, a in enumerate(pairs)
        for b in pairs[:n]
    )


def _heights(
    slots: list[list[Slot]],
    links: Sequence[tuple[Slot, Slot]],
    place: Mapping[Slot, int],
    heights: Mapping[int, float],
    gap: float,
    lane: float,
) -> dict[Slot, float]:
    near = _neighbours(links, place)
    at: dict[Slot, float] = {}
    apart: list[list[float]] = []
    for column in slots:
        steps = []
        for one, other in itertools.pairwise(column):
            room = gap if "box" in (one[0], other[0]) else 1.0
            if one[0] != other[0]:
                room = gap * 0.6
            steps.append(_half(one, heights, lane) + _half(other, heights, lane) + room)
        apart.append(steps)
        total = sum(steps)
        y = -total / 2
        for slot, step in zip(column, [*steps, 0.0], strict=True):
            at[slot] = y
            y += step
    for sweep in range(10):
        order = range(len(slots)) if sweep % 2 == 0 else range(len(slots) - 1, -1, -1)
        for k in order:
            wanted = [
                _mean([at[other] for side in (-1, 1) for other in near[slot][side]], at[slot])
                for slot in slots[k]
            ]
            for slot, y in zip(slots[k], spread(wanted, apart[k]), strict=True):
                at[slot] = y
    return at


def spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Values as near as can be to those wanted (least squares), in order and at least so far apart.

    Parameters
    ----------
    apart : the least distance between each value and the next, one fewer than the values
    """
    offsets = [0.0]
    for step in apart:
        offsets.append(offsets[-1] + step)
    pools: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets[: len(wanted)], strict=True):
        total, count = value - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=False)]
