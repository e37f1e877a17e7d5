"""What coalitions leave, and what for, where states cannot be listed.

A coalition leaves a state when some state that its members can bring about is better for each of
them, and no answer spoils it. As for single parties, of the start nothing matters but how each
member ranks it, so that marks stand for it; and where it is asked of some states alone, only what
the marks of these can spell, which makes far smaller diagrams.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

from detente.game.symbolic import StateSet, SymbolicGame, spelling
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.engine import SymbolicEngine
from detente.game.symbolic.scales import Number
from detente.game.symbolic.shortest import Moves, Side, meet
from detente.stability.coalition_concepts import CoalitionConcept
from detente.stability.coalition_sets import Coalition, coalitions

#: what the states of larger sets can spell is itself so large that it costs more than it saves, as
#: measured
_WORTH_SPELLING = 1_000


@dataclass(frozen=True, eq=False)
class Starts:
    """The states that a coalition may leave: one of them, or some at once.

    Attributes
    ----------
    known : the marks that spell its ranks, of one state; empty where marks are left open
    apart : over marks and whatever the coalition does not move: what goes together in one of them
    """

    known: Mapping[str, bool]
    apart: Diagram


@dataclass(frozen=True, eq=False)
class DiagramEngine:
    """What coalitions can bring about, gain and answer, over diagrams.

    Attributes
    ----------
    pareto : whether a coalition improves when nobody in it loses and somebody gains; otherwise
        everybody in it has to gain
    """

    game: SymbolicGame
    pareto: bool = False
    cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    def refusal(self, coalition: Coalition, concept: CoalitionConcept) -> str | None:
        """Why an answer cannot be given; None where it can.

        Where a member may neither gain nor lose, an answer deters it that ends where it began.
        Whether nobody has to move twice in a row for that hangs on every way there is.
        """
        if not self.pareto or concept.replies == "none" or len(coalition) == 1:
            return None
        outsiders = tuple(p for p in range(len(self.game.parties)) if p not in coalition)
        if not self._movers(outsiders):
            return None
        return (
            "in the sense of Pareto (--pareto) ways back to where an answer began count, which are "
            "followed state by state; the symbolic engine does not. Leave out --pareto, ask for "
            "cnash alone, or name coalitions of one or of all (--of)"
        )

    # ------------------------------------------------------------------ questions

    def leaving(self, coalition: Coalition, concept: CoalitionConcept, among: StateSet) -> StateSet:
        """Those of some states that a coalition would leave."""
        if not among or not self._movers(coalition):
            return among - among
        diagrams = self.game.diagrams
        with diagrams.bounded():
            numbers = [self.game.scales[p].full for p in coalition]
            apart = diagrams.true
            if among.nodes <= _WORTH_SPELLING:
                away = self._variables(coalition)
                apart = spelling.spellings(diagrams, among.diagram, numbers, away)
            goals = self._goals(coalition, concept, Starts({}, apart))
            *rest, last = sorted(goals, key=diagrams.size)
            found = self.leading(coalition, reduce(and_, rest, apart), last)
            return self.game.set_of(self._read_off(numbers, found)) & among

    def to(self, coalition: Coalition, concept: CoalitionConcept, state: int) -> StateSet:
        """The improvements of a coalition from one state that nothing deters."""
        with self.game.diagrams.bounded():
            numbers = [self.game.scales[p].full for p in coalition]
            space = self.game.space
            known = {m: v for one in numbers for m, v in spelling.spelt(space, one, state).items()}
            goals = self._goals(coalition, concept, Starts(known, self.game.diagrams.true))
            return self.game.set_of(reduce(and_, goals, self.led(coalition, space.single(state))))

    def together(self, coalition: Coalition, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """A shortest legal sequence of members' moves between two states: party, state."""
        with self.game.diagrams.bounded():
            steps = Moves(self.game.engine, self._movers(coalition))
            here, there = (self.game.space.single(state) for state in (start, end))
            found = meet(Side(steps, here, onward=True), Side(steps, there, onward=False))
            return () if found is None else tuple((p, to) for p, _, to in found.way())

    # ------------------------------------------------------------------ what is gained

    def _goals(
        self, coalition: Coalition, concept: CoalitionConcept, starts: Starts
    ) -> list[Diagram]:
        """Where a coalition would go if it could, undeterred: where all of these hold.

        Some answer deters some member: so each member is asked alone what it has to fear.
        """
        outsiders = tuple(p for p in range(len(self.game.parties)) if p not in coalition)
        gains = self._gains(coalition, starts, self._moved(coalition))
        if concept.replies == "none" or not self._movers(outsiders):
            return gains
        if concept.escape:
            return [*gains, ~self._held(coalition, outsiders, starts)]
        answered = self.leading if concept.replies == "moves" else self._before_gains
        return [~answered(outsiders, one) for one in self._feared(coalition, outsiders, starts)]

    def _gains(
        self, coalition: Coalition, starts: Starts, numbers: Mapping[int, Number]
    ) -> list[Diagram]:
        """States that a coalition prefers to the start: where all of these hold.

        Parameters
        ----------
        numbers : by which each member weighs it
        """
        better = [~self._at_most(numbers[p], starts) for p in coalition]
        if not self.pareto:
            return better
        no_worse = [~self._at_most(numbers[p], starts, below=True) for p in coalition]
        return [reduce(or_, better, self.game.diagrams.false), *no_worse]

    def _at_most(self, number: Number, starts: Starts, *, below: bool = False) -> Diagram:
        """States no higher than the start on a scale, or below it."""
        if starts.known:
            one = spelling.below if below else spelling.at_most
            return one(number, starts.known)
        key = ("at most", number.marks, below)
        if key not in self.cache:
            self.cache[key] = number.below() if below else number.at_most()
        return self.cache[key]

    def _moved(self, coalition: Coalition) -> dict[int, Number]:
        """By what members weigh states between which only their own options differ."""
        key = ("moved", coalition)
        if key not in self.cache:
            touched = set(self._variables(coalition))
            found = {}
            for p in coalition:
                full = self.game.scales[p].full
                kept = [
                    (digit, mark)
                    for digit, mark in zip(full.digits, full.marks, strict=True)
                    if touched & self.game.diagrams.support(digit)
                ]
                digits, marks = tuple(d for d, _ in kept), tuple(m for _, m in kept)
                found[p] = Number(self.game.diagrams, digits, marks)
            self.cache[key] = found
        numbers: dict[int, Number] = self.cache[key]
        return numbers

    def _read_off(self, numbers: Iterable[Number], relation: Diagram) -> Diagram:
        """A relation with the ranks of the state itself put for the marks, one at a time."""
        for number in numbers:
            for mark, digit in number.read_off.items():
                relation = self.game.diagrams.put({mark: digit}, relation)
        return relation

    # ------------------------------------------------------------------ what deters

    def _feared(self, coalition: Coalition, outsiders: Coalition, starts: Starts) -> list[Diagram]:
        """For each member the states that it likes no better than the start."""
        diagrams = self.game.diagrams
        apart = diagrams.exist(self._variables(outsiders), starts.apart)
        found = []
        for p in coalition:
            rest = [m for q in coalition if q != p for m in self.game.scales[q].full.marks]
            no_better = self._at_most(self.game.scales[p].full, starts)
            found.append(no_better & diagrams.exist(rest, apart) & self.game.space.feasible)
        return found

    def _held(self, coalition: Coalition, outsiders: Coalition, starts: Starts) -> Diagram:
        """States that the outsiders lead out of to one that deters, with no way round it."""
        diagrams = self.game.diagrams
        apart = diagrams.exist(self._variables(outsiders), starts.apart)
        within = apart & self.game.space.feasible
        better = [~self._at_most(self.game.scales[p].full, starts) for p in coalition]
        *rest, last = sorted(better, key=diagrams.size)
        way_round = self.leading(coalition, reduce(and_, rest, within), last)
        return self.leading(outsiders, within & ~way_round)

    def _before_gains(self, outsiders: Coalition, ends: Diagram) -> Diagram:
        """States from which coalitions of outsiders lead to some, each gaining by its step."""
        anywhere = Starts({}, self.game.diagrams.true)
        able = [inner for inner in coalitions(outsiders) if self._movers(inner)]
        now = ends
        quiet = turn = 0
        while quiet < len(able):
            inner = able[turn % len(able)]
            numbers = self._moved(inner)
            *rest, last = sorted(self._gains(inner, anywhere, numbers), key=self.game.diagrams.size)
            before = self.leading(inner, reduce(and_, rest, now), last)
            after = now | self._read_off(numbers.values(), before) & self.game.space.feasible
            quiet = quiet + 1 if after == now else 1
            now = after
            turn += 1
            self._tell()
        return now

    # ------------------------------------------------------------------ moves in turn

    def leading(self, coalition: Coalition, ends: Diagram, among: Diagram | None = None) -> Diagram:
        """States from which members' moves in turn lead to some, staying included.

        Parameters
        ----------
        among : another formula that the ends have to meet
        """
        return self._in_turn(self.game.engine, coalition, ends, among)

    def led(self, coalition: Coalition, starts: Diagram) -> Diagram:
        """States that members' moves in turn lead to from some, staying included."""
        return self._in_turn(self._turned, coalition, starts, None)

    @cached_property
    def _turned(self) -> SymbolicEngine:
        return self.game.engine.reversed()

    def _in_turn(
        self, engine: SymbolicEngine, coalition: Coalition, ends: Diagram, among: Diagram | None
    ) -> Diagram:
        movers = self._movers(coalition)
        if not movers:
            inside = ends & self.game.space.feasible
            return inside if among is None else inside & among
        if self._free(movers):
            return self._as_one(engine, movers).before(movers[0], ends, among)
        now = engine.before(movers[0], ends, among)
        quiet, turn = 1, 1
        while quiet < len(movers):
            after = now | engine.before(movers[turn % len(movers)], now)
            quiet = quiet + 1 if after == now else 1
            now = after
            turn += 1
            self._tell()
        return now

    def _free(self, movers: Coalition) -> bool:
        """Whether no rule ties what members do to each other: then any order of moves will do."""
        key = ("free", movers)
        if key not in self.cache:
            diagrams, feasible = self.game.diagrams, self.game.space.feasible
            apart = diagrams.true
            for p in movers:
                rest = tuple(other for other in movers if other != p)
                apart &= diagrams.exist(self._variables(rest), feasible)
            self.cache[key] = bool(apart == feasible)
        found: bool = self.cache[key]
        return found

    def _as_one(self, engine: SymbolicEngine, movers: Coalition) -> SymbolicEngine:
        """The moves as if the options of all members were of the first."""
        key = ("as one", engine is self.game.engine, movers)
        if key not in self.cache:
            owners = tuple(movers[0] if owner in movers else owner for owner in engine.owners)
            self.cache[key] = replace(engine, owners=owners, cache={})
        found: SymbolicEngine = self.cache[key]
        return found

    def _movers(self, coalition: Coalition) -> Coalition:
        return tuple(p for p in coalition if self.game.can_move(p))

    def _variables(self, coalition: Coalition) -> list[str]:
        """The variables of the options of some parties."""
        engine, space = self.game.engine, self.game.space
        return [
            bit for p in coalition for a in engine.axes_of(p) for bit in space.bits(space.axes[a])
        ]

    def _tell(self) -> None:
        self.game.diagrams.check()
        self.game.engine.progress(self.game.diagrams.nodes, None, "nodes of the diagrams")
