"""Coalitions in large games: what the members of each can bring about, component by component.

Nobody moves twice in a row. Where no party gets further by two moves in a row than by one, that
takes nothing away but ways back to the start; then states alone can be gone through. Otherwise,
and where ways back matter, a state is told apart by who moved last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError
from detente.game.game import Game
from detente.game.space import Ints
from detente.game.steps import Steps, most_moves, movers
from detente.game.table import TableEngine
from detente.stability import coalition_reach as kernels
from detente.stability.coalition_sets import Coalition

#: the most single moves that are listed
MOST_MOVES = 1 << 26
#: the most cells that answering coalitions may lead to, all components together
MOST_REACHED = 1 << 27
#: so many components keep the cells they lead to at hand
_KEPT = 64


@dataclass(frozen=True, eq=False)
class Region:
    """What members of a coalition can bring about together, component by component.

    Attributes
    ----------
    cells, first : cells by component, and where each component begins
    after, begin : components that moves lead to from each, and where those of each begin
    roots, root_begin : the components that each cell leads into, and where those of each begin: by
        at least one move where last movers are kept, else its own
    """

    n_cells: int
    keeps_movers: bool
    cells: Ints
    first: Ints
    after: Ints
    begin: Ints
    roots: Ints
    root_begin: Ints
    cache: dict[int, Ints] = field(default_factory=dict, repr=False)

    @property
    def layout(self) -> tuple[Ints, Ints, Ints, Ints]:
        """What the kernels walk along."""
        return self.cells, self.first, self.after, self.begin

    @cached_property
    def reached(self) -> tuple[NDArray[np.int32], Ints]:
        """For every component the cells it leads to, end to end, and where they begin."""
        near, bounds = kernels.reached(*self.layout, self.n_cells, MOST_REACHED)
        if not len(near):
            raise InputError(
                "this game has too many states, and too many moves that cannot be taken back, to "
                "go through what coalitions could answer. Leave out options, or use another concept"
            )
        return near, bounds

    @cached_property
    def users(self) -> tuple[Ints, Ints]:
        """For every component the cells that lead into it, and where those of each begin."""
        cell = np.repeat(np.arange(self.n_cells), np.diff(self.root_begin))
        order = np.argsort(self.roots, kind="stable")
        bounds = np.searchsorted(self.roots[order], np.arange(len(self.first)))
        return cell[order], bounds.astype(np.int64)

    def roots_of(self, cell: int) -> list[int]:
        """The components that a cell leads into."""
        found: list[int] = self.roots[self.root_begin[cell] : self.root_begin[cell + 1]].tolist()
        return found

    def from_cell(self, cell: int) -> Ints:
        """The cells that are reached from one, in order; itself included unless movers are kept."""
        if cell in self.cache:
            return self.cache[cell]
        waiting = self.roots_of(cell)
        seen = set(waiting)
        while waiting:
            c = waiting.pop()
            for other in self.after[self.begin[c] : self.begin[c + 1]].tolist():
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        pieces = [self.cells[self.first[c] : self.first[c + 1]] for c in sorted(seen)]
        if len(self.cache) >= _KEPT:
            self.cache.clear()
        self.cache[cell] = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *pieces]))
        return self.cache[cell]


class Regions:
    """The regions of all coalitions of a game, each made when it is first asked for."""

    def __init__(self, game: Game) -> None:
        if most_moves(game) > MOST_MOVES:
            raise InputError(
                f"this game has up to {most_moves(game):,} moves; coalitions are gone through "
                f"where there are at most {MOST_MOVES:,}. Use the symbolic engine, leave out "
                "options, or split the case"
            )
        self.game = game
        self._made: dict[tuple[Coalition, bool], Region] = {}

    @cached_property
    def _moves(self) -> tuple[Ints, NDArray[np.int32]]:
        """Where the moves of each party and cell begin, (party, cell + 1), and all ends."""
        game = self.game
        begins = np.zeros((len(game.parties), game.n_cells + 1), dtype=np.int64)
        ends: list[NDArray[np.int32]] = []
        total = 0
        for p in range(len(game.parties)):
            begins[p] = total
            if p not in movers(game):
                continue
            for start, end in Steps(game, p).out_of(game.states()):
                begins[p, 1:] += np.cumsum(np.bincount(start, minlength=game.n_cells))
                ends.append(end.astype(np.int32))
                total += len(end)
        nothing = np.zeros(0, dtype=np.int32)
        return begins, np.concatenate(ends) if ends else nothing

    @cached_property
    def transitive(self) -> bool:
        """Whether no party gets further by two moves in a row than by one."""
        if isinstance(self.game.engine, TableEngine):
            return True
        return bool(kernels.transitive(*self._moves))

    def of(self, coalition: Coalition, *, keep_movers: bool | None = None) -> Region:
        """The region of a coalition; last movers are kept by default where it takes that."""
        keep = not self.transitive if keep_movers is None else keep_movers
        key = (coalition, keep)
        if key not in self._made:
            self._made[key] = self._region(coalition, keep)
        return self._made[key]

    def _region(self, coalition: Coalition, keep_movers: bool) -> Region:
        begins, ends = self._moves
        n_cells = self.game.n_cells
        step = n_cells if keep_movers else 0
        members = np.array([p for p in coalition if self.game.can_move(p)], dtype=np.int64)
        if not len(members):
            members = np.array(coalition[:1], dtype=np.int64)
        number, count = kernels.components(members, begins, ends, n_cells, step)
        nodes = np.argsort(number, kind="stable")
        first = np.searchsorted(number[nodes], np.arange(count + 1))
        moved = (members, begins, ends, number)
        after, begin = kernels.links(*moved, nodes, first, n_cells, step)
        each = np.arange(n_cells + 1, dtype=np.int64)
        roots, root_begin = number, each
        if keep_movers:
            unmoved = each[:-1] + n_cells * len(members)
            roots, root_begin = kernels.links(*moved, unmoved, each, n_cells, step)
        layout = (nodes % n_cells, first, after, begin)
        return Region(n_cells, keep_movers, *layout, roots, root_begin)
