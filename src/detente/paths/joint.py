"""Steps that several parties take at the same time, each moving its own options."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.game.game import Game
from detente.game.space import Bools, Ints, MergedSpace
from detente.game.table import TableEngine


@dataclass(frozen=True)
class Joint:
    """A step by several parties at once; what would lie between is never visited.

    Attributes
    ----------
    start, end : states
    parties : who has to move, at least two
    effects : what the step does to each of them: gain, tie, loss or open
    """

    start: int
    end: int
    parties: tuple[int, ...]
    effects: tuple[str, ...]

    @property
    def willing(self) -> bool:
        """Whether everybody who moves gains by it."""
        return all(one == "gain" for one in self.effects)


class JointSteps:
    """All steps into a state that take at least two parties; none where a case lists its moves."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.source = game.before or game

    def into(self, end: int, starts: Ints, *, willing: bool) -> list[Joint]:
        """Joint steps from some states into one, in the order of the states.

        Parameters
        ----------
        willing : only those by which everybody who moves gains
        """
        if not isinstance(self.source.engine, TableEngine):
            return []
        found = []
        for start, mask in self._movers(end, starts):
            parties = tuple(p for p in range(len(self.game.parties)) if mask >> p & 1)
            effects = tuple(effect(self.game, p, start, end) for p in parties)
            joint = Joint(start, end, parties, effects)
            if joint.willing or not willing:
                found.append(joint)
        return found

    def _movers(self, end: int, starts: Ints) -> list[tuple[int, int]]:
        """Pairs of a start and who has to move, a bit per party; at least two of them."""
        sources, owner = self._cells(starts)
        pairs: set[tuple[int, int]] = set()
        for target in self._cells(np.array([end], dtype=np.int64))[0].tolist():
            masks, possible = self._changes(sources, target)
            possible &= (masks & (masks - 1)) != 0  # two bits at least
            pairs.update(zip(owner[possible].tolist(), masks[possible].tolist(), strict=True))
        place = {start: k for k, start in enumerate(starts.tolist())}
        return sorted(pairs, key=lambda pair: (place[pair[0]], pair[1].bit_count(), pair[1]))

    def _cells(self, states: Ints) -> tuple[Ints, Ints]:
        """The cells before merging that states stand for, and which state each belongs to."""
        space = self.game.space
        if not isinstance(space, MergedSpace):
            return states, states
        cells = np.flatnonzero(np.isin(space.group, states))
        return cells, space.group[cells]

    def _changes(self, cells: Ints, target: int) -> tuple[Ints, Bools]:
        """Who would have to move from each cell to a target, and whether they are able to."""
        engine = self.source.engine
        assert isinstance(engine, TableEngine)
        masks = np.zeros(len(cells), dtype=np.int64)
        able = np.ones(len(cells), dtype=np.bool_)
        for a, owner in enumerate(engine.owners):
            level = engine.space.axis_levels(cells, a)
            goal = int(engine.space.axis_levels(np.array([target]), a)[0])
            if owner < 0:
                able &= level == goal
                continue
            able &= engine.reach[a][level, goal]
            masks |= np.where(level != goal, 1 << owner, 0)
        return masks, able


def effect(game: Game, party: int, start: int, end: int) -> str:
    """What a step does to a party: "gain", "tie", "loss", or "open" where it has no preferences."""
    if not game.known[party]:
        return "open"
    rank = game.rank(party)
    return told(int(rank[start]), int(rank[end]))


def told(before: int, after: int) -> str:
    """What it does to a party to go from one rank to another."""
    if before == after:
        return "tie"
    return "gain" if after > before else "loss"
