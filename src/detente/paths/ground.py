"""What ways are looked for in: a game, whichever engine computes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np

from detente.game.game import Game
from detente.game.space import Ints
from detente.game.symbolic import SymbolicGame
from detente.paths.cost import Best, Cost, Reach
from detente.paths.evolution import Evolution, ListedEvolution
from detente.paths.joint import Joint, JointSteps
from detente.paths.search import Search, last_movers, search
from detente.progress import Progress, silent

AnyGame = Game | SymbolicGame
#: some states: a tuple of indices, or a set that nobody could list
T = TypeVar("T", contravariant=True)
#: so many single states are looked at for a joint step to a target, the nearest first
_JOINT_FROM = 1 << 16


class Ground(Protocol[T]):
    """A game and the state in it where ways begin."""

    def best(self, price: Cost, target: int) -> Best | None:
        """The best ways to a state; None where none leads there."""

    def nearest(self, price: Cost, targets: T, limit: int) -> list[int]:
        """Those of some states that are reached at the least cost, by cost and then in order."""

    def reach(self, price: Cost, targets: T) -> Reach:
        """How far a search has come, and how near to some states."""

    def joints(self, target: int, starts: Sequence[int], *, willing: bool) -> list[Joint]:
        """Joint steps from some states to one, in the order of the states."""

    def joint(self, price: Cost, target: int, *, willing: bool) -> Joint | None:
        """A joint step to a state from the nearest of all that a search leads to."""

    def place(self, party: int, state: int) -> int:
        """A number by which the party ranks states."""

    def between(self, party: int, low: int, high: int) -> int:
        """How many different ranks of states there are from the first place to below the second."""

    def n_places(self, party: int) -> int:
        """How many different ranks the states have for a party."""

    def evolution(self, *, improving: bool) -> Evolution:
        """The least number of steps to every state, by who moves last."""


@dataclass(frozen=True, eq=False)
class ListedGround:
    """A game whose states are listed."""

    game: Game
    start: int
    progress: Progress = silent
    _searches: dict[Cost, Search] = field(default_factory=dict, repr=False)

    def search(self, price: Cost) -> Search:
        """The best ways from the start to all states."""
        if price not in self._searches:
            self._searches[price] = search(self.game, self.start, price, self.progress)
        return self._searches[price]

    def best(self, price: Cost, target: int) -> Best | None:
        return self.search(price).best(target)

    def nearest(self, price: Cost, targets: tuple[int, ...], limit: int) -> list[int]:
        return self.search(price).nearest(np.array(targets, dtype=np.int64), limit)

    def reach(self, price: Cost, targets: tuple[int, ...]) -> Reach:
        return self.search(price).reach(np.array(targets, dtype=np.int64))

    # ------------------------------------------------------------------ joint steps

    @cached_property
    def _joints(self) -> JointSteps:
        return JointSteps(self.game)

    def joints(self, target: int, starts: Sequence[int], *, willing: bool) -> list[Joint]:
        return self._joints.into(target, np.array(starts, dtype=np.int64), willing=willing)

    def joint(self, price: Cost, target: int, *, willing: bool) -> Joint | None:
        cells, costs = self.search(price).reached_cells()
        nearest = cells[np.argsort(costs, kind="stable")][:_JOINT_FROM]
        return next(iter(self._joints.into(target, nearest, willing=willing)), None)

    # ------------------------------------------------------------------ ranks

    @cached_property
    def _places(self) -> Ints:
        """Rank positions among the states, counted in different ranks; (party, cell)."""
        states = self.game.states()
        found = np.zeros(self.game.ranks.shape, dtype=np.int64)
        for p in range(len(self.game.parties)):
            rank = self.game.rank(p)
            found[p] = np.searchsorted(np.unique(rank[states]), rank)
        return found

    def place(self, party: int, state: int) -> int:
        return int(self._places[party, state])

    def between(self, party: int, low: int, high: int) -> int:
        return high - low

    def n_places(self, party: int) -> int:
        return int(self._places[party][self.game.states()].max()) + 1

    # ------------------------------------------------------------------ evolution

    def evolution(self, *, improving: bool) -> Evolution:
        least = last_movers(self.game, self.start, improving=improving)
        return ListedEvolution(least)
