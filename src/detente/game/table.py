"""Sweeps over the table of option axes: nothing is listed twice and no matrix is built.

Every sweep takes one value per cell and reduces, for all cells at once, over the cells that
can be reached. Exact because along axes moves are transitive and a rank is one number
(DESIGN §4). Leading axes of the values and ranks (draws) are carried along.

This module is plain NumPy, quick to start; `detente.game.compiled` does the same for large
games, and a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detente.game.space import Bools, Ints, TableSpace

How = Literal["min", "max"]
Values = NDArray[Any]

#: from this much work (see `TableEngine.work`) the compiled sweeps repay their start, as measured
COMPILE_FROM = 1 << 17
#: so many kinds of a party's one-way options make plain NumPy work twice as long
KINDS = 64


def neutral(how: How, dtype: np.dtype[Any]) -> Any:
    """The value that changes no minimum or maximum."""
    info = np.iinfo(dtype)
    return info.max if how == "min" else info.min


def better_of(how: How) -> np.ufunc:
    """The reduction of a sweep."""
    return np.minimum if how == "min" else np.maximum


@dataclass(frozen=True, eq=False)
class TableEngine:
    """Who moves along which axis, in which directions, over a table of cells.

    Attributes
    ----------
    space : the cells
    owners : party index of every axis, -1 where nobody moves it
    reach : for every axis a bool array (levels, levels): from level, to level; reflexive and
        transitive
    """

    space: TableSpace
    owners: tuple[int, ...]
    reach: tuple[Bools, ...]
    cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    # ------------------------------------------------------------------ structure

    def axes_of(self, party: int) -> tuple[int, ...]:
        """The axes that a party moves."""
        return tuple(a for a, owner in enumerate(self.owners) if owner == party)

    @property
    def most_arcs(self) -> int:
        """No game over this table has more moves than this."""
        blocks = (prod(self.space.sizes[a] for a in self.axes_of(p)) for p in set(self.owners))
        return self.space.n_cells * max(blocks, default=1)

    def can_move(self, party: int) -> bool:
        """Whether a party moves anything at all."""
        return any(bool(self.reach[a].sum() > len(self.reach[a])) for a in self.axes_of(party))

    def irreversible(self, party: int) -> bool:
        """Whether a party has moves that it cannot take back."""
        return any(not bool(self.reach[a].all()) for a in self.axes_of(party))

    def immobile(self, party: int) -> Bools:
        """Cells where a party has no move, (n_cells,)."""
        here = np.arange(self.space.n_cells)
        last = self.over_moves(party, here, "max") == here
        first = self.over_moves(party, here, "min") == here
        found: Bools = first & last & self.space.possible
        return found

    def stuck(self, party: int) -> Bools:
        """Cells where a party has no move left and has done something that it cannot undo."""
        here = np.arange(self.space.n_cells)
        done = np.zeros(self.space.n_cells, dtype=np.bool_)
        for a in self.axes_of(party):
            kept = self.reach[a].sum(axis=1) < len(self.reach[a])  # cannot go everywhere
            done |= kept[self.space.axis_levels(here, a)]
        return self.immobile(party) & done

    def walled_in(self, party: int, rank: Values) -> Bools:
        """Cells that a party, free to undo everything, would leave but for rules that forbid it.

        There it has no move at all; what it would rather do is judged as if nothing were forbidden.
        """
        free = self.undoable(party)
        anything = replace(self.space, possible=np.ones_like(self.space.possible))
        unruled = replace(free, space=anything, cache={})
        rather: Bools = unruled.over_improvements(party, rank, rank, "max") > rank
        return free.immobile(party) & rather

    def others(self, party: int) -> list[int]:
        """The parties that can answer `party`."""
        return sorted({o for o in self.owners if o >= 0 and o != party and self.can_move(o)})

    def moves(self, party: int, index: int) -> Ints:
        """Cells that a party can reach alone from one cell, the cell itself left out."""
        axes = self.axes_of(party)
        choices = []
        here = index
        for a in axes:
            level = (index // self.space.steps[a]) % self.space.sizes[a]
            here -= level * self.space.steps[a]
            choices.append(
                [int(k) * self.space.steps[a] for k in np.flatnonzero(self.reach[a][level])]
            )
        found = sorted(here + sum(change) for change in product(*choices))
        return np.array(
            [cell for cell in found if cell != index and self.space.possible[cell]],
            dtype=np.int64,
        )

    def arcs(self, party: int) -> tuple[Ints, Ints]:
        """All moves of a party as two arrays: from, to. For small games."""
        starts: list[Ints] = []
        ends: list[Ints] = []
        for cell in np.flatnonzero(self.space.possible):
            reached = self.moves(party, int(cell))
            starts.append(np.full(len(reached), cell, dtype=np.int64))
            ends.append(reached)
        empty = np.zeros(0, dtype=np.int64)
        return (
            np.concatenate(starts) if starts else empty,
            np.concatenate(ends) if ends else empty,
        )

    def undoable(self, party: int) -> TableEngine:
        """The same with nothing irreversible for one party."""
        reach = tuple(
            np.ones_like(r) if owner == party else r
            for owner, r in zip(self.owners, self.reach, strict=True)
        )
        return replace(self, reach=reach, cache={})

    def bound(self, index: int, parties: tuple[int, ...]) -> TableEngine:
        """The same where these parties cannot leave the level of what they have taken at a cell."""
        reach = []
        for a, before in enumerate(self.reach):
            level = (index // self.space.steps[a]) % self.space.sizes[a]
            after = before.copy()
            if level and self.owners[a] in parties:
                after[level] = False
                after[level, level] = True
            reach.append(after)
        return replace(self, reach=tuple(reach), cache={})

    def reversed(self) -> TableEngine:
        """The same with every move turned round."""
        return replace(self, reach=tuple(r.T.copy() for r in self.reach), cache={})

    # ------------------------------------------------------------------ sweeps

    @cached_property
    def work(self) -> int:
        """How much there is for plain NumPy to do: cells, times more for many one-way options."""
        kinds = [1]
        for owner in set(self.owners) - {-1}:
            one_way = (a for a in self.axes_of(owner) if not self.reach[a].all())
            kinds.append(prod(self.space.sizes[a] for a in one_way))
        return self.space.n_cells * (1 + max(kinds) // KINDS)

    def _large(self, *per_cell: Values) -> bool:
        """Whether the compiled sweeps should do this; they know no leading axes."""
        return self.work >= COMPILE_FROM and all(one.ndim == 1 for one in per_cell)

    def over_moves(self, party: int, values: Values, how: How) -> Values:
        """Best or worst value among the cells a party can reach alone, staying included."""
        if self._large(values):
            from detente.game import compiled

            return compiled.over_moves(self, party, values, how)
        blank = neutral(how, values.dtype)
        best = better_of(how)
        now = np.where(self.space.possible, values, blank)
        for a in self.axes_of(party):
            size, step = self.space.sizes[a], self.space.steps[a]
            cube = now.reshape(-1, size, step)
            if self.reach[a].all():
                after = np.broadcast_to(best.reduce(cube, axis=1, keepdims=True), cube.shape)
            else:
                after = np.stack(
                    [best.reduce(cube[:, self.reach[a][k]], axis=1) for k in range(size)], axis=1
                )
            now = after.reshape(now.shape)
        return np.where(self.space.possible, now, blank)

    def over_improvements(self, party: int, rank: Values, values: Values, how: How) -> Values:
        """The same over those that the party prefers; neutral where there is none."""
        if self._large(values, rank):
            from detente.game import compiled

            return compiled.over_improvements(self, party, rank, values, how)
        blank = neutral(how, values.dtype)
        if not self.can_move(party):
            shape = np.broadcast_shapes(rank.shape, values.shape)
            return np.full(shape, blank, dtype=values.dtype)
        rank, values = np.broadcast_arrays(rank, values)
        blocks, one_way, one_way_reach = self._blocks(party)
        lead = rank.shape[:-1]
        one = self._ordered(party, rank.reshape(-1, rank.shape[-1]), blocks)
        inside = np.where(self.space.possible, values, blank).reshape(-1, values.shape[-1])
        sorted_values = inside[:, blocks].reshape(-1).take(one.flat)
        if len(one_way_reach) == 1:
            found = _running(sorted_values, one, better_of(how), blank)
        else:
            kinds = one_way[one.order]
            found = _running_by_kind(
                sorted_values, one, kinds, one_way_reach, better_of(how), blank
            )
        back = np.empty_like(found)
        back.reshape(-1)[one.flat] = found
        out = np.empty_like(inside)
        out[:, blocks.reshape(-1)] = back.reshape(len(inside), -1)
        return out.reshape(*lead, rank.shape[-1])

    def over_replies(self, party: int, values: Values, how: How) -> Values:
        """Over all legal sequences of the others' moves, the empty one included."""
        if self._large(values):
            from detente.game import compiled

            return compiled.over_replies(self, party, values, how)
        steps = [lambda v, o=o: self.over_moves(o, v, how) for o in self.others(party)]
        return until_settled(
            steps, np.where(self.space.possible, values, neutral(how, values.dtype))
        )

    def over_improving_replies(self, party: int, ranks: Values, values: Values, how: How) -> Values:
        """The same where every step is an improvement for whoever takes it."""
        if self._large(values, ranks[..., 0, :]):
            from detente.game import compiled

            return compiled.over_improving_replies(self, party, ranks, values, how)
        best = better_of(how)

        def answer(now: Values, other: int) -> Values:
            gained = self.over_improvements(other, ranks[..., other, :], now, how)
            found: Values = best(now, gained)
            return found

        steps = [lambda v, o=o: answer(v, o) for o in self.others(party)]
        return until_settled(
            steps, np.where(self.space.possible, values, neutral(how, values.dtype))
        )

    # ------------------------------------------------------------------ blocks

    def blocks(self, party: int) -> Ints:
        """Cells grouped by what the others do, (blocks, block size)."""
        return self._blocks(party)[0]

    def _blocks(self, party: int) -> tuple[Ints, Ints, Bools]:
        """Cells grouped by what the others do, and the one-way part of a party's own options.

        Returns
        -------
        cells, (blocks, block size); the one-way kind of every place in a block, (block size,);
        which kind reaches which, (kinds, kinds)
        """
        key = ("blocks", party)
        if key not in self.cache:
            own = self.axes_of(party)
            n_axes = len(self.space.sizes)
            # NumPy puts the slowest axis first, codes the fastest: axis a is n_axes - 1 - a
            grid = np.arange(self.space.n_cells).reshape(self.space.sizes[::-1])
            rest = [n_axes - 1 - a for a in range(n_axes) if a not in own]
            cells = grid.transpose([*rest, *(n_axes - 1 - a for a in own)])
            block = prod(self.space.sizes[a] for a in own)
            kind = np.zeros((1,) * 0, dtype=np.int64)
            reach = np.ones((1, 1), dtype=np.bool_)
            kind = np.zeros([self.space.sizes[a] for a in own], dtype=np.int64)
            for place, a in enumerate(own):
                if not self.reach[a].all():
                    size = self.space.sizes[a]
                    shape = [1] * len(own)
                    shape[place] = size
                    kind = kind * size + np.arange(size).reshape(shape)
                    reach = np.kron(reach, self.reach[a]).astype(np.bool_)
            self.cache[key] = (cells.reshape(-1, block), kind.reshape(-1), reach)
        blocks: tuple[Ints, Ints, Bools] = self.cache[key]
        return blocks

    def _ordered(self, party: int, rank: Values, blocks: Ints) -> _Order:
        """Places of every block, best rank first."""
        key = ("order", party)
        kept = self.cache.get(key)
        if kept is not None and kept[0].shape == rank.shape and np.array_equal(kept[0], rank):
            known: _Order = kept[1]
            return known
        draws, (n_blocks, size) = len(rank), blocks.shape
        in_blocks = rank[:, blocks.reshape(-1)].reshape(draws, n_blocks, size)
        order = np.argsort(-in_blocks.astype(np.int64), axis=2, kind="stable")
        first = np.arange(0, draws * n_blocks * size, size).reshape(draws, n_blocks, 1)
        flat = first + order
        ranked = in_blocks.reshape(-1).take(flat)
        fresh = np.ones_like(ranked, dtype=np.bool_)
        fresh[:, :, 1:] = ranked[:, :, 1:] != ranked[:, :, :-1]
        starts = np.maximum.accumulate(np.where(fresh, np.arange(size), 0), axis=2)
        found = _Order(order, flat, starts > 0, first + np.maximum(starts - 1, 0))
        self.cache[key] = (rank.copy(), found)
        return found


@dataclass(frozen=True, eq=False)
class _Order:
    """Places of every block, best rank first: all (draws, blocks, block size).

    Attributes
    ----------
    order, flat : places within a block, and counted through all blocks and draws
    some : whether any place of strictly better rank comes before
    before : the last such place, counted through; the block's first where there is none
    """

    order: Ints
    flat: Ints
    some: Bools
    before: Ints


def _running(values: Values, one: _Order, best: np.ufunc, blank: Any) -> Values:
    """Best value among the places of strictly better rank: one running number per block."""
    running = best.accumulate(values, axis=2)
    return np.where(one.some, running.reshape(-1).take(one.before), blank)


def _running_by_kind(
    values: Values, one: _Order, kinds: Ints, reach: Bools, best: np.ufunc, blank: Any
) -> Values:
    """The same where some options are one-way: one running number per one-way kind.

    A whole rank group is asked before any of it is entered, since ties are no improvements.
    """
    found = np.full_like(values, blank)
    for kind, comes in enumerate(reach):
        running = best.accumulate(np.where(comes[kinds], values, blank), axis=2)
        here = one.some & (kinds == kind)
        found = np.where(here, running.reshape(-1).take(one.before), found)
    return found


def until_settled(steps: list[Any], values: Values) -> Values:
    """Apply passes in turn until a whole round changes nothing; one opponent needs one pass."""
    if len(steps) == 1:
        settled: Values = steps[0](values)
        return settled
    quiet = 0
    for step in _turns(steps):
        after = step(values)
        quiet = quiet + 1 if np.array_equal(after, values) else 0
        values = after
        if quiet >= len(steps):
            break
    return values


def _turns(steps: list[Any]) -> Iterator[Any]:
    while steps:
        yield from steps
