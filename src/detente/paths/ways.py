"""Ways from the present to targets: by improvements, by any moves, and at one stroke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.game.symbolic import StateSet, TooLarge
from detente.paths.cost import IMPROVEMENTS, LEAST, MOVES, Best, Cost, Leg, Reach
from detente.paths.evolution import Evolution
from detente.paths.ground import AnyGame, Ground
from detente.paths.joint import Joint, told
from detente.paths.way import Dip, Step, Way, Ways
from detente.result import MadeFrom, Result, Row

#: text lists ways to no more targets than this, and rows neither where nobody could list them
TARGETS = 10
#: so many states of an evolution stand in rows where nobody could list them
STATES = 1000


@dataclass(frozen=True, eq=False)
class Paths(Result):
    """Ways from the present to every target, and who would have to take them.

    Attributes
    ----------
    start : the present
    to : the expression that was asked for, or None for the equilibria of `concept`
    targets : states in the order of their codes, or a set that nobody could list
    ground : where ways are looked for
    improvements_known : whether all who can move have preferences
    equilibria_known : whether the verdicts of `concept` could be given for all parties
    grown : what was said when diagrams grew too large for an answer; filled as ways are told
    """

    game: AnyGame
    start: int
    to: str | None
    concept: str | None
    targets: tuple[int, ...] | StateSet
    ground: Ground[Any] = field(repr=False)
    improvements_known: bool
    equilibria_known: bool
    made_from: MadeFrom
    grown: list[str] = field(default_factory=list, repr=False)

    @property
    def n_targets(self) -> int:
        """How many targets there are."""
        return self.targets.count if isinstance(self.targets, StateSet) else len(self.targets)

    @property
    def listed(self) -> int | None:
        """To so many targets rows are made where nobody asks for more; None: to all."""
        return TARGETS if isinstance(self.targets, StateSet) else None

    def n_places(self, party: int) -> int:
        """How many different ranks the states have for a party."""
        return self.ground.n_places(party)

    # ------------------------------------------------------------------ answers

    def reached(self, target: int, *, improving: bool) -> bool | None:
        """Whether legal sequences lead to a state; None where preferences are missing."""
        if improving and not self.improvements_known:
            return None
        return self.ground.best(IMPROVEMENTS if improving else MOVES, target) is not None

    def any_reached(self, *, improving: bool) -> bool:
        """Whether legal sequences lead to any of the targets; preferences have to be known."""
        return bool(self.ground.nearest(IMPROVEMENTS if improving else MOVES, self.targets, 1))

    def ways(self, target: int) -> Ways:
        """All there is to say of one target."""
        by_moves = self._way("moves", MOVES, target)
        known, grown = self.improvements_known, ""
        by_improvements = least = joint = None
        try:
            if known:
                by_improvements = self._way("improvements", IMPROVEMENTS, target)
                if by_moves is not None and by_improvements is None:
                    least = self._way("least", LEAST, target)
            joint = self._joint(target, by_improvements or least, by_moves)
        except TooLarge as error:
            known, grown = by_improvements is not None, str(error)
            self.grown.append(grown)
        return Ways(target, by_improvements, by_moves, known, least, joint, grown)

    def __iter__(self) -> Iterator[Ways]:
        return map(self.ways, self._chosen(None))

    def _chosen(self, limit: int | None) -> list[int] | tuple[int, ...]:
        """The targets that rows tell of, by code: all, or the nearest where there are more."""
        limit = self.listed if limit is None else limit
        if isinstance(self.targets, StateSet):
            assert limit is not None
            if self.targets.count <= limit:
                return self.targets.first(limit)
        elif limit is None or len(self.targets) <= limit:
            return self.targets
        return sorted(self.nearest(limit))

    def nearest(self, limit: int) -> list[int]:
        """Targets, the nearest first: by improvements, then by fewest losses, then out of reach."""
        found: list[int] = []
        for price in (IMPROVEMENTS, LEAST) if self.improvements_known else (MOVES,):
            if len(found) < limit:
                try:
                    near = self.ground.nearest(price, self._besides(found), limit - len(found))
                except TooLarge as error:
                    self.grown.append(str(error))
                    found += self.ground.nearest(MOVES, self._besides(found), limit - len(found))
                    break
                found += near
        rest = self._besides(found)
        more = max(0, limit - len(found))
        return found + (rest.first(more) if isinstance(rest, StateSet) else [*rest[:more]])

    def _besides(self, found: list[int]) -> tuple[int, ...] | StateSet:
        """The targets that have not been found."""
        if isinstance(self.targets, StateSet):
            space = self.targets.space
            left = self.targets
            for code in found:
                left = left - StateSet(space, space.single(code))
            return left
        seen = set(found)
        return tuple(target for target in self.targets if target not in seen)

    def reach(self, *, improving: bool) -> Reach:
        """How far moves lead from the present, or improvements, and how near to a target."""
        return self.ground.reach(IMPROVEMENTS if improving else MOVES, self.targets)

    def _way(self, kind: str, price: Cost, target: int) -> Way | None:
        best = self.ground.best(price, target)
        if best is None:
            return None
        steps = self._steps(best)
        dips = self._dips([step.end for step in steps])
        return Way(kind, target, steps, best.starters, dips, None, best.count)

    def _steps(self, best: Best) -> tuple[Step, ...]:
        return tuple(self._step(leg) for leg in best.legs)

    def _step(self, leg: Leg) -> Step:
        effect = "open"
        if self.game.known[leg.party]:
            before, after = (self.ground.place(leg.party, end) for end in (leg.start, leg.end))
            effect = told(before, after)
        return Step(leg.party, leg.start, leg.end, effect)

    def _dips(self, visited: list[int]) -> tuple[Dip, ...]:
        """How far each party falls below the present in any of the states visited."""
        found = []
        for p in range(len(self.game.parties)):
            if not self.game.known[p] or not visited:
                continue
            place = [self.ground.place(p, state) for state in visited]
            now, lowest = self.ground.place(p, self.start), min(place)
            if lowest < now:
                depth = self.ground.between(p, lowest, now)
                found.append(Dip(p, depth, visited[place.index(lowest)]))
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
        if single is not None and single.kind == "improvements":
            on_the_way = [self.start, *(step.end for step in single.steps[:-1])]
            for joint in self.ground.joints(target, on_the_way, willing=True):
                way = self._ending(IMPROVEMENTS, joint)
                if self._passing_dip(way) == 0:
                    return way
            return None
        if self.improvements_known:
            found = self.ground.joint(IMPROVEMENTS, target, willing=True)
            if found is not None:
                return self._ending(IMPROVEMENTS, found)
        if by_moves is None:
            found = self.ground.joint(MOVES, target, willing=False)
            if found is not None:
                return self._ending(MOVES, found)
        return None

    def _ending(self, price: Cost, joint: Joint) -> Way:
        best = self.ground.best(price, joint.start)
        assert best is not None
        steps = self._steps(best)
        ends = [*(step.end for step in steps), joint.end]
        first = best.starters if steps else joint.parties
        return Way("joint", joint.end, steps, first, self._dips(ends), joint, best.count)

    def _costly(self, single: Way) -> bool:
        """Whether single steps ask anyone to go without a gain, or to fall on the way."""
        return single.kind == "least" or self._passing_dip(single) > 0

    def _passing_dip(self, way: Way) -> int:
        """How much lower than both the present and the target anyone falls on a way."""
        deepest = 0
        for dip in way.dips:
            now, end = (self.ground.place(dip.party, state) for state in (self.start, way.end))
            lower = self.ground.between(dip.party, end, now) if end < now else 0
            deepest = max(deepest, dip.places - lower)
        return deepest

    # ------------------------------------------------------------------ evolution

    def evolution(self, *, improving: bool) -> Evolution | None:
        """The least number of steps to every state by who moves last.

        None where improvements are asked for and preferences are missing.
        """
        if improving and not self.improvements_known:
            return None
        return self.ground.evolution(improving=improving)

    # ------------------------------------------------------------------ rows

    def _head(self) -> Row:
        game = self.game
        return {
            "view": game.view,
            "hypothesis": game.hypothesis,
            "concept": self.concept,
            "from": game.code(self.start),
        }

    def to_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per target and kind of way; see docs/rows.md.

        Parameters
        ----------
        limit : to how many targets, the nearest; all or `TARGETS` where it is not said
        """
        for ways in map(self.ways, self._chosen(limit)):
            yield self._row("improvements", ways.end, ways.by_improvements, ways)
            yield self._row("moves", ways.end, ways.by_moves, ways)
            if ways.least is not None:
                yield self._row("least", ways.end, ways.least, ways)
            if ways.joint is not None:
                yield self._row("joint", ways.end, ways.joint, ways)

    def _row(self, kind: str, target: int, way: Way | None, ways: Ways) -> Row:
        game = self.game
        reached: bool | None = way is not None
        if kind == "improvements" and not ways.improvements_known:
            reached = None
        row: Row = {
            **self._head(),
            "to": game.code(target),
            "state": game.state(target),
            "by": kind,
            "reached": reached,
            "steps": None,
            "ways": None,
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
        row["ways"] = way.n_ways
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

    def to_table_rows(self, limit: int | None = None) -> Iterator[Row]:
        """Evolution: one row per kind of move and state that is reached, for the first states."""
        game = self.game
        if limit is None and isinstance(self.targets, StateSet):
            limit = STATES
        for kind in ("moves", "improvements"):
            found = self.evolution(improving=kind == "improvements")
            for state in () if found is None else found.first(limit):
                steps = found.steps(state) if found is not None else ()
                yield {
                    "view": game.view,
                    "hypothesis": game.hypothesis,
                    "by": kind,
                    "from": game.code(self.start),
                    "code": game.code(state),
                    "state": game.state(state),
                    "steps": {p: n or None for p, n in zip(game.parties, steps, strict=True)},
                }

    def __str__(self) -> str:
        from detente.paths.text import paths_text

        return paths_text(self)
