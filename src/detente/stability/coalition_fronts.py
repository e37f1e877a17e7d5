"""Coalitions in large games: what a coalition can gain, as fronts of the ranks of its members.

Every improvement of a coalition that nothing deters is worth taking from a whole region of ranks:
those lower, for every member, than what it is sure of. A coalition leaves a state when the ranks of
its members there lie in the region of something it can reach. Regions are kept as fronts (see
`coalition_kernels`), so that no pair of states is ever listed.

For tables only, where moves are transitive; the other engine writes every set out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError
from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.game.steps import Steps, most_moves, movers
from detente.game.table import TableEngine
from detente.stability import coalition_kernels as kernels
from detente.stability.coalition_concepts import CoalitionConcept
from detente.stability.coalition_sets import Coalition, coalitions

#: the most single moves that are listed
MOST_MOVES = 1 << 26
#: the most cells that answering coalitions may lead to, all components together
MOST_REACHED = 1 << 27
#: so many components keep the cells they lead to at hand
_KEPT = 64
Points = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Region:
    """What members of a coalition can bring about together, component by component.

    Attributes
    ----------
    number : component of every cell, (n_cells,)
    cells, first : cells by component, and where each component begins
    after, begin : components that moves lead to from each, and where those of each begin
    """

    number: Ints
    cells: Ints
    first: Ints
    after: Ints
    begin: Ints
    cache: dict[int, Ints] = field(default_factory=dict, repr=False)

    @property
    def layout(self) -> tuple[Ints, Ints, Ints, Ints]:
        """What the kernels walk along."""
        return self.cells, self.first, self.after, self.begin

    @cached_property
    def reached(self) -> tuple[NDArray[np.int32], Ints]:
        """For every component the cells it leads to, end to end, and where they begin."""
        near, bounds = kernels.reached(*self.layout, MOST_REACHED)
        if not len(near):
            raise InputError(
                "this game has too many states, and too many moves that cannot be taken back, to "
                "go through what coalitions could answer. Leave out options, or use another concept"
            )
        return near, bounds

    def from_cell(self, cell: int) -> Ints:
        """The cells that are reached from one, itself included, in order."""
        here = int(self.number[cell])
        if here in self.cache:
            return self.cache[here]
        seen, waiting = {here}, [here]
        while waiting:
            c = waiting.pop()
            for other in self.after[self.begin[c] : self.begin[c + 1]].tolist():
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        pieces = [self.cells[self.first[c] : self.first[c + 1]] for c in sorted(seen)]
        if len(self.cache) >= _KEPT:
            self.cache.clear()
        self.cache[here] = np.sort(np.concatenate(pieces))
        return self.cache[here]


class LargeEngine:
    """Verdicts for coalitions of a table with many states; strict improvements only."""

    def __init__(self, game: Game, pareto: bool) -> None:
        from detente.stability.coalitions import SMALL

        if pareto or not isinstance(game.engine, TableEngine):
            what = "improvements in the sense of Pareto (--pareto) are" if pareto else (
                "coalitions of a case that merges states or lists its moves are"
            )  # fmt: skip
            raise InputError(
                f"this game has {game.n_states:,} states; {what} gone through up to {SMALL:,}"
            )
        if most_moves(game) > MOST_MOVES:
            raise InputError(
                f"this game has up to {most_moves(game):,} moves; coalitions are gone through "
                f"where there are at most {MOST_MOVES:,}. Leave out options, or split the case"
            )
        self.game = game
        self.regions: dict[Coalition, Region] = {}

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

    def region(self, coalition: Coalition) -> Region:
        """Components of what a coalition can bring about."""
        if coalition not in self.regions:
            begins, ends = self._moves
            members = np.array(coalition, dtype=np.int64)
            number, count = kernels.components(members, begins, ends, self.game.n_cells)
            cells = np.argsort(number, kind="stable")
            first = np.searchsorted(number[cells], np.arange(count + 1))
            after, begin = kernels.links(members, begins, ends, number, cells, first)
            self.regions[coalition] = Region(number, cells, first, after, begin)
        return self.regions[coalition]

    def verdict(self, coalition: Coalition, concept: CoalitionConcept) -> Sure:
        """The answer for one coalition under one concept."""
        points = np.ascontiguousarray(self.game.ranks[list(coalition)].T)
        outsiders = tuple(p for p in range(len(self.game.parties)) if p not in coalition)
        one_each = np.arange(self.game.n_cells + 1)
        sure, starts = points, one_each
        if outsiders and concept.replies == "improvements":
            sure = self._floor_of_improvements(points, outsiders)
        elif outsiders and concept.escape:
            safe = kernels.highest(*self.region(coalition).layout, points, one_each)
            region = self.region(outsiders)
            held = _common(region, self.region(coalition).number, *safe)
            sure, starts = kernels.under(points, region.number, *held)
        elif outsiders and concept.replies == "moves":
            sure = kernels.lowest(*self.region(outsiders).layout, points)
        return Sure(self.game, self.region(coalition), points, sure, starts)

    def _floor_of_improvements(self, points: Points, outsiders: Coalition) -> Points:
        """How low coalitions of outsiders can lead each member, everybody in them gaining."""
        floors = points.copy()
        answers: list[Any] = []
        for inner in coalitions(outsiders):
            if any(self.game.can_move(p) for p in inner):
                region = self.region(inner)
                ranks = np.ascontiguousarray(self.game.ranks[list(inner)])
                answers.append((region.cells, region.first, *region.reached, ranks))
        changed = True
        while changed:
            changed = False
            for arguments in answers:
                changed |= kernels.answer(floors, *arguments)
        return floors


@dataclass(frozen=True, eq=False)
class Sure:
    """What a coalition is sure of where it goes.

    Attributes
    ----------
    points : ranks of the members, (cell, member)
    sure, starts : points that going to a cell is worth at least, whatever the answer, end to end,
        and where those of each cell begin; the coalition goes there from all lower ranks
    """

    game: Game
    region: Region
    points: Points
    sure: Points
    starts: Ints

    @cached_property
    def stable(self) -> Bools:
        """Where nothing draws the coalition away, (n_cells,)."""
        fronts = kernels.highest(*self.region.layout, self.sure, self.starts)
        stays: Bools = ~kernels.exceeded(self.points, self.region.number, *fronts)
        return stays & self.game.feasible

    def to(self, cell: int) -> list[int]:
        """Where the coalition would go from a state, undeterred."""
        near = self.region.from_cell(cell)
        counts = self.starts[near + 1] - self.starts[near]
        owner = np.repeat(near, counts)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        worth = self.sure[np.repeat(self.starts[near], counts) + within]
        higher = (worth > self.points[cell]).all(axis=1)
        found: list[int] = np.unique(owner[higher]).tolist()
        return found


def _common(region: Region, number: Ints, fronts: Points, bounds: Ints) -> tuple[Points, Ints]:
    """For every component the front of what all fronts that it leads to have in common.

    Most components lead to the same fronts, so that nothing is worked out twice.

    Parameters
    ----------
    number : which of the fronts, which begin at `bounds`, belongs to each cell

    Returns
    -------
    the fronts end to end, and where each begins
    """
    known: dict[bytes, int] = {}
    pool: list[Points] = []
    meets: dict[tuple[int, int], int] = {}

    def kept(front: Points) -> int:
        front = np.ascontiguousarray(front[np.lexsort(front.T)])
        place = known.setdefault(front.tobytes(), len(pool))
        if place == len(pool):
            pool.append(front)
        return place

    def both(one: int, other: int) -> int:
        pair = (min(one, other), max(one, other))
        if pair not in meets:
            meets[pair] = kept(kernels.meet(pool[pair[0]], pool[pair[1]]))
        return meets[pair]

    given = np.array([kept(fronts[a:b]) for a, b in pairwise(bounds.tolist())], dtype=np.int64)
    mine: list[int] = []
    for c in range(len(region.first) - 1):
        inside = given[number[region.cells[region.first[c] : region.first[c + 1]]]]
        beyond = region.after[region.begin[c] : region.begin[c + 1]].tolist()
        ids = sorted({*np.unique(inside).tolist(), *(mine[other] for other in beyond)})
        together = ids[0]
        for other in ids[1:]:
            together = both(together, other)
        mine.append(together)
    lengths = np.array([len(pool[k]) for k in mine], dtype=np.int64)
    limits = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return np.concatenate([pool[k] for k in mine]), limits
