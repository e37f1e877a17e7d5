"""Ways from the present to targets: by improvements, by any moves, and at one stroke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from detente.game.game import Game
from detente.game.space import Ints
from detente.paths.joint import Joint, JointSteps
from detente.paths.search import (
    IMPROVEMENTS,
    LEAST,
    MOVES,
    Leg,
    Search,
    effect,
    last_movers,
    search,
)
from detente.paths.way import Dip, Step, Way, Ways
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row

#: so many single states are looked at for a joint step to a target, the nearest first
_JOINT_FROM = 1 << 16


@dataclass(frozen=True, eq=False)
class Paths(Result):
    """Ways from the present to every target, and who would have to take them.

    Attributes
    ----------
    start : the present
    to : the expression that was asked for, or None for the equilibria of `concept`
    targets : states, by code
    improvements_known : whether all who can move have preferences
    equilibria_known : whether the verdicts of `concept` could be given for all parties
    """

    game: Game
    start: int
    to: str | None
    concept: str | None
    targets: tuple[int, ...]
    improvements_known: bool
    equilibria_known: bool
    made_from: MadeFrom
    progress: Progress = field(default=silent, repr=False)

    # ------------------------------------------------------------------ searches

    @cached_property
    def _moves(self) -> Search:
        return search(self.game, self.start, MOVES, self.progress)

    @cached_property
    def _improvements(self) -> Search | None:
        if not self.improvements_known:
            return None
        return search(self.game, self.start, IMPROVEMENTS, self.progress)

    @cached_property
    def _least(self) -> Search:
        return search(self.game, self.start, LEAST, self.progress)

    @cached_property
    def _joints(self) -> JointSteps:
        return JointSteps(self.game)

    @cached_property
    def _places(self) -> Ints:
        """Rank positions among the states, counted in different ranks; (party, cell)."""
        states = self.game.states()
        found = np.zeros(self.game.ranks.shape, dtype=np.int64)
        for p in range(len(self.game.parties)):
            rank = self.game.rank(p)
            found[p] = np.searchsorted(np.unique(rank[states]), rank)
        return found

    def n_places(self, party: int) -> int:
        """How many different ranks the states have for a party."""
        return int(self._places[party][self.game.states()].max()) + 1

    # ------------------------------------------------------------------ answers

    def reached(self, target: int, *, improving: bool) -> bool | None:
        """Whether legal sequences lead to a state; None where preferences are missing."""
        one = self._improvements if improving else self._moves
        return None if one is None else one.reached(target)

    def ways(self, target: int) -> Ways:
        """All there is to say of one target."""
        by_improvements = self._way("improvements", self._improvements, target)
        by_moves = self._way("moves", self._moves, target)
        least = None
        if by_moves is not None and by_improvements is None and self.improvements_known:
            least = self._way("least", self._least, target)
        joint = self._joint(target, by_improvements or least, by_moves)
        return Ways(target, by_improvements, by_moves, self.improvements_known, least, joint)

    def __iter__(self) -> Iterator[Ways]:
        return (self.ways(target) for target in self.targets)

    def nearest(self, limit: int) -> list[int]:
        """Targets, the nearest first: by improvements, then by fewest losses, then out of reach."""

        near = self._improvements
        found: list[int] = []
        if near is not None:
            found = [target for target in self.targets if near.reached(target)]
            found.sort(key=lambda target: int(near.costs(target).min()))
        if len(found) < limit:
            far = self._least if self.improvements_known else self._moves
            rest = set(self.targets) - set(found)
            found += sorted(rest, key=lambda target: (int(far.costs(target).min()), target))
        return found[:limit]

    def _way(self, kind: str, found: Search | None, target: int) -> Way | None:
        if found is None or not found.reached(target):
            return None
        steps = tuple(self._step(leg) for leg in found.way(target))
        ends = [step.end for step in steps]
        return Way(kind, target, steps, found.starters(target), self._dips(ends))

    def _step(self, leg: Leg) -> Step:
        return Step(leg.party, leg.start, leg.end, effect(self.game, leg.party, leg.start, leg.end))

    def _dips(self, visited: list[int]) -> tuple[Dip, ...]:
        """How far each party falls below the present in any of the states visited."""
        found = []
        for p in range(len(self.game.parties)):
            if not self.game.known[p] or not visited:
                continue
            places = self._places[p]
            worst = min(visited, key=lambda cell: int(places[cell]))
            depth = int(places[self.start] - places[worst])
            if depth > 0:
                found.append(Dip(p, depth, worst))
        return tuple(sorted(found, key=lambda dip: (-dip.places, dip.party)))

    # ------------------------------------------------------------------ joint steps

    def _joint(self, target: int, single: Way | None, by_moves: Way | None) -> Way | None:
        """A step by several at once, where it gets there alone or spares a loss or a dip.

        Everybody who takes it gains, and improvements alone lead to where it begins; only where
        no moves lead to the target at all is any joint step better than none. Where improvements
        lead to the target, it replaces the rest of them, and nobody falls on the way.
        """
        if target == self.start or (single is not None and not self._costly(single)):
            return None
        known = self._improvements
        if known is not None and single is not None and single.kind == "improvements":
            on_the_way = np.array([self.start, *(step.end for step in single.steps[:-1])])
            for joint in self._joints.into(target, on_the_way, willing=True):
                way = self._ending("joint", known, joint)
                if self._passing_dip(way) == 0:
                    return way
            return None
        if known is not None:
            for joint in self._from_nearest(known, target, willing=True):
                return self._ending("joint", known, joint)
        if by_moves is None:
            for joint in self._from_nearest(self._moves, target, willing=False):
                return self._ending("joint", self._moves, joint)
        return None

    def _from_nearest(self, found: Search, target: int, *, willing: bool) -> list[Joint]:
        cells = found.reached_cells()
        costs = found.cost.reshape(-1, found.kinds).min(axis=1)[cells]
        nearest = cells[np.argsort(costs, kind="stable")][:_JOINT_FROM]
        return self._joints.into(target, nearest, willing=willing)

    def _ending(self, kind: str, found: Search, joint: Joint) -> Way:
        steps = tuple(self._step(leg) for leg in found.way(joint.start))
        ends = [*(step.end for step in steps), joint.end]
        first = found.starters(joint.start) if steps else joint.parties
        return Way(kind, joint.end, steps, first, self._dips(ends), joint)

    def _costly(self, single: Way) -> bool:
        """Whether single steps ask anyone to go without a gain, or to fall on the way."""
        return single.kind == "least" or self._passing_dip(single) > 0

    def _passing_dip(self, way: Way) -> int:
        """How much lower than both the present and the target anyone falls on a way."""
        places = self._places
        deepest = 0
        for dip in way.dips:
            end = int(places[dip.party, self.start] - places[dip.party, way.end])
            deepest = max(deepest, dip.places - max(0, end))
        return deepest

    # ------------------------------------------------------------------ evolution

    def evolution(self, *, improving: bool) -> Ints | None:
        """The least number of steps to every state by who moves last, (party, cell); 0: never.

        A state is reached in at most k steps, a party moving last, where that number is at most
        k (THEORY D.1). None where improvements are asked for and preferences are missing.
        """
        if improving and not self.improvements_known:
            return None
        return last_movers(self.game, self.start, improving=improving)

    # ------------------------------------------------------------------ rows

    def _head(self) -> Row:
        game = self.game
        return {
            "view": game.view,
            "hypothesis": game.hypothesis,
            "concept": self.concept,
            "from": game.code(self.start),
        }

    def to_rows(self) -> Iterator[Row]:
        """One row per target and kind of way; see docs/rows.md."""
        for ways in self:
            yield self._row("improvements", ways.end, ways.by_improvements, ways)
            yield self._row("moves", ways.end, ways.by_moves, ways)
            if ways.least is not None:
                yield self._row("least", ways.end, ways.least, ways)
            if ways.joint is not None:
                yield self._row("joint", ways.end, ways.joint, ways)

    def _row(self, kind: str, target: int, way: Way | None, ways: Ways) -> Row:
        game = self.game
        reached: bool | None = way is not None
        if kind == "improvements" and not self.improvements_known:
            reached = None
        row: Row = {
            **self._head(),
            "to": game.code(target),
            "state": game.state(target),
            "by": kind,
            "reached": reached,
            "steps": None,
            "first": [],
            "against_interest": [],
            "dips": {},
            "joint": None,
        }
        if way is None:
            return row
        row["steps"] = [
            {
                "party": game.parties[step.party],
                "from": game.code(step.start),
                "to": game.code(step.end),
                "effect": step.effect,
            }
            for step in way.steps
        ]
        row["first"] = [game.parties[p] for p in way.first]
        row["against_interest"] = [game.parties[p] for p in way.against_interest]
        row["dips"] = {
            game.parties[dip.party]: {"places": dip.places, "at": game.code(dip.at)}
            for dip in way.dips
            if dip.at is not None
        }
        if way.joint is not None:
            effects = zip(way.joint.parties, way.joint.effects, strict=True)
            row["joint"] = {
                "from": game.code(way.joint.start),
                "effects": {game.parties[p]: one for p, one in effects},
                "needed": ways.needs_joint,
            }
        return row

    def to_table_rows(self) -> Iterator[Row]:
        """Evolution: one row per kind of move and state that is reached."""
        game = self.game
        for kind in ("moves", "improvements"):
            least = self.evolution(improving=kind == "improvements")
            if least is None:
                continue
            for cell in np.flatnonzero(least.any(axis=0)).tolist():
                yield {
                    "view": game.view,
                    "hypothesis": game.hypothesis,
                    "by": kind,
                    "from": game.code(self.start),
                    "code": game.code(cell),
                    "state": game.state(cell),
                    "steps": {
                        party: int(least[p, cell]) or None for p, party in enumerate(game.parties)
                    },
                }

    def __str__(self) -> str:
        from detente.paths.text import paths_text

        return paths_text(self)
