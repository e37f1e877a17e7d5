"""Coalitions in large games: what a coalition can gain, as fronts of the ranks of its members.

Every improvement of a coalition that nothing deters is worth taking from a whole region of ranks:
those lower, for every member, than what it is sure of. A coalition leaves a state when the ranks of
its members there lie in the region of something it can reach. Regions are kept as fronts (see
`coalition_kernels`), so that no pair of states is ever listed.

In the sense of Pareto a coalition goes where nobody is worse off and somebody is better off, if all
answers leave every member better off than at the start. With whole numbers for ranks, no member may
then stand higher at the start than the end and one less than the worst answer; the sum of the ranks
tells whether somebody gains. So one member more, whose rank is the sum, leaves strict comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.stability import coalition_kernels as kernels
from detente.stability.coalition_concepts import CoalitionConcept
from detente.stability.coalition_pool import Pool
from detente.stability.coalition_regions import Region, Regions
from detente.stability.coalition_sets import Coalition, coalitions

Points = NDArray[np.int32]
#: higher than any rank: where nothing is answered
NOTHING = kernels.NOTHING


class LargeEngine:
    """Verdicts for coalitions of a game with many states."""

    def __init__(self, game: Game, pareto: bool) -> None:
        self.game = game
        self.pareto = pareto
        self.regions = Regions(game)
        states = game.states()
        self.ranks = np.zeros(game.ranks.shape, dtype=np.int32)
        for p in range(len(game.parties)):  # places among the states: small, so that sums are too
            values = np.unique(game.rank(p)[states])
            self.ranks[p] = np.searchsorted(values, game.rank(p))

    def verdict(self, coalition: Coalition, concept: CoalitionConcept) -> Sure:
        """The answer for one coalition under one concept."""
        points = self._points(coalition)
        outsiders = tuple(p for p in range(len(self.game.parties)) if p not in coalition)
        starts = np.arange(self.game.n_cells + 1)
        if not any(self.game.can_move(p) for p in outsiders) or concept.replies == "none":
            sure = points
        elif concept.escape:
            sure, starts = self._held(coalition, outsiders, points)
        elif concept.replies == "moves":
            sure = np.minimum(points, self._under(self._lowest(outsiders, points)))
        else:
            sure = np.minimum(points, self._under(self._lowest_gains(outsiders, points)))
        region = self.regions.of(coalition)
        if not self.pareto:
            return Sure(self.game, region, points, sure, starts)
        owner = np.repeat(np.arange(self.game.n_cells), np.diff(starts))
        lowered = (sure != points[owner]).any(axis=1)
        total = sure.sum(axis=1, dtype=np.int32) + lowered
        higher = np.column_stack([sure + np.int32(1), total]).astype(np.int32)
        summed = np.column_stack([points, points.sum(axis=1, dtype=np.int32)])
        return Sure(self.game, region, np.ascontiguousarray(summed), higher, starts)

    def _points(self, coalition: Coalition) -> Points:
        return np.ascontiguousarray(self.ranks[list(coalition)].T)

    def _under(self, worst: Points) -> Points:
        """What the members may have at the start at most, for the worst answer to be better."""
        return worst - np.int32(1) if self.pareto else worst

    # ------------------------------------------------------------------ any answers

    def _answering(self, outsiders: Coalition) -> Region:
        """What outsiders can bring about; in the sense of Pareto ways back to the start count."""
        return self.regions.of(outsiders, keep_movers=True if self.pareto else None)

    def _lowest(self, outsiders: Coalition, points: Points) -> Points:
        """How low the outsiders can lead each member."""
        region = self._answering(outsiders)
        least = kernels.lowest(*region.layout, points)
        found = np.full_like(points, NOTHING)
        cell = np.repeat(np.arange(region.n_cells), np.diff(region.root_begin))
        np.minimum.at(found, cell, least[region.roots])
        return found

    def _held(
        self, coalition: Coalition, outsiders: Coalition, points: Points
    ) -> tuple[Points, Ints]:
        """What remains of each state whatever the outsiders answer, and the coalition does then."""
        pool = Pool(points.shape[1])
        safe = pool.leading(self.regions.of(coalition), points)
        shared = pool.shared(self._answering(outsiders), safe)
        fronts, bounds = pool.fronts()
        return kernels.under(points, shared, self._under(fronts), bounds)

    # ------------------------------------------------------------------ answers that gain

    def _lowest_gains(self, outsiders: Coalition, points: Points) -> Points:
        """How low coalitions of outsiders can lead each member, everybody in them gaining."""
        able = [
            inner for inner in coalitions(outsiders) if any(self.game.can_move(p) for p in inner)
        ]
        if not self.regions.transitive:
            return self._in_turn(able, points)
        floors = points.copy()  # a coalition twice in a row gets no further than once
        changed = True
        while changed:
            changed = False
            for inner in able:
                changed |= self._answer(floors, floors, inner)
        if not self.pareto:
            return floors
        found = np.full_like(points, NOTHING)
        for inner in able:
            self._answer(found, floors, inner)
        if sum(self.game.can_move(p) for p in outsiders) > 1:
            self._without_false_returns(found, outsiders, able, points)
        return found

    def _answer(self, floors: Points, values: Points, inner: Coalition) -> bool:
        region = self.regions.of(inner)
        ranks = np.ascontiguousarray(self.ranks[list(inner)])
        changed = kernels.answer(floors, values, *region.users, *region.reached, ranks, self.pareto)
        return bool(changed)

    def _in_turn(self, able: list[Coalition], points: Points) -> Points:
        """The same where nobody may take part in two steps in a row."""
        gained = {inner: np.full_like(points, NOTHING) for inner in able}
        changed = True
        while changed:
            changed = False
            for inner in able:
                values = points.copy()
                for other in able:
                    if not set(inner) & set(other):
                        np.minimum(values, gained[other], out=values)
                changed |= self._answer(gained[inner], values, inner)
        found = np.full_like(points, NOTHING)
        for one in gained.values():
            np.minimum(found, one, out=found)
        return found

    def _without_false_returns(
        self, found: Points, outsiders: Coalition, able: list[Coalition], points: Points
    ) -> None:
        """Where outsiders gain their way back to the start, but cannot go back without one of them
        moving twice in a row, the start itself is no answer.
        """
        region = self.regions.of(outsiders, keep_movers=True)
        back = kernels.returns(region.cells, region.first, *region.users)
        alone = self.regions.of(outsiders, keep_movers=False)
        stays = np.diff(alone.first)[alone.roots] == 1
        doubtful = (found == points).any(axis=1) & ~back & ~stays & self.game.feasible
        for cell in np.flatnonzero(doubtful).tolist():
            if cell not in region.from_cell(cell):
                found[cell] = self._besides(cell, able, points)

    def _besides(self, start: int, able: list[Coalition], points: Points) -> Points:
        """How low gaining coalitions lead each member from one state, other than back to it."""
        seen = {start}
        waiting = [start]
        least = np.full(points.shape[1], NOTHING, dtype=np.int32)
        while waiting:
            cell = waiting.pop()
            for inner in able:
                near = self.regions.of(inner).from_cell(cell)
                ranks = self.ranks[list(inner)]
                change = ranks[:, near] - ranks[:, cell, None]
                for end in near[(change >= 0).all(axis=0) & (change > 0).any(axis=0)].tolist():
                    if end not in seen:
                        seen.add(end)
                        waiting.append(end)
                        least = np.minimum(least, points[end])
        return least


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
        region = self.region
        fronts = kernels.highest(*region.layout, self.sure, self.starts)
        leaves = kernels.exceeded(self.points, region.roots, region.root_begin, *fronts)
        found: Bools = ~leaves & self.game.feasible
        return found

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
