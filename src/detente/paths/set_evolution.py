"""The least number of steps to every state by who moves last, as sets of states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.progress import Progress

#: by party, the states that it first moves into at each number of steps, from one on
ByParty = tuple[tuple[StateSet, ...], ...]


@dataclass(frozen=True, eq=False)
class SetEvolution:
    """What `unfold` finds."""

    game: SymbolicGame
    by_party: ByParty

    @cached_property
    def _reached(self) -> StateSet:
        return reduce(or_, (one for ones in self.by_party for one in ones), self._nothing)

    @property
    def _nothing(self) -> StateSet:
        return self.game.set_of(self.game.diagrams.false)

    @property
    def count(self) -> int:
        return self._reached.count

    def first(self, limit: int | None) -> list[int]:
        return self._reached.first(self.count if limit is None else limit)

    def nearest(self, limit: int) -> list[int]:
        found: list[int] = []
        told = self._nothing
        for k in range(max(map(len, self.by_party), default=0)):
            ring = reduce(or_, (ones[k] for ones in self.by_party if len(ones) > k), self._nothing)
            found += (ring - told).first(limit - len(found))
            told = told | ring
        return found

    def steps(self, state: int) -> tuple[int, ...]:
        return tuple(
            next((k for k, one in enumerate(ones, start=1) if state in one), 0)
            for ones in self.by_party
        )


def unfold(game: SymbolicGame, start: int, *, improving: bool, progress: Progress) -> ByParty:
    """Go on from who moved last, who may not move again, until nothing new comes.

    Returns
    -------
    by party, the states that it first moves into at each number of steps
    """
    nothing = game.diagrams.false
    parties = range(len(game.parties))
    met = [nothing for _ in parties]
    rings: list[list[StateSet]] = [[] for _ in parties]
    ahead = dict.fromkeys([-1], game.space.single(start))
    while any(one != nothing for one in ahead.values()):
        fresh = {}
        for p in parties:
            starts = reduce(or_, (one for last, one in ahead.items() if last != p), nothing)
            found = game.engine.after_gains(game.scales[p], starts) if improving else (
                _moved(game, p, starts)
            )  # fmt: skip
            fresh[p] = found & ~met[p]
            met[p] |= fresh[p]
            rings[p].append(game.set_of(fresh[p]))
        ahead = fresh
        game.diagrams.check()
        progress(game.diagrams.nodes, None, "nodes of the diagrams")
    return tuple(tuple(ring[:-1]) for ring in rings)


def _moved(game: SymbolicGame, party: int, starts: Diagram) -> Diagram:
    """Where a party can go from some states, staying left out: some option of its own changes."""
    found = game.diagrams.false
    if not game.can_move(party):
        return found
    for a in game.engine.axes_of(party):
        option = game.space.axes[a]
        for level in range(len(game.engine.reach[a])):
            there = game.space.at(option, level)
            found |= game.engine.after(party, starts & ~there) & there
    return found
