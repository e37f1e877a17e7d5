"""Ways in a game that nobody could list, looked for by sets of states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.engine import SymbolicEngine
from detente.game.symbolic.shortest import Shortest, Side, meet
from detente.game.symbolic.spelling import below, spellings, spelt
from detente.paths.cost import MOVES, Best, Cost, Leg, Reach
from detente.paths.evolution import Evolution
from detente.paths.joint import Joint, told
from detente.paths.set_evolution import SetEvolution, unfold
from detente.progress import Progress, silent


@dataclass(frozen=True, eq=False)
class Priced:
    """Single steps by what they do to whoever takes them."""

    game: SymbolicGame
    cost: Cost

    @property
    def engine(self) -> SymbolicEngine:
        return self.game.engine

    @cached_property
    def movers(self) -> tuple[int, ...]:
        return tuple(p for p in range(len(self.game.parties)) if self.game.can_move(p))

    @property
    def prices(self) -> tuple[int, ...]:
        return self.cost.prices

    def after(self, party: int, price: int, starts: Diagram) -> Diagram:
        cost, scale = self.cost, self.game.scales[party]
        if cost.gain == cost.tie == cost.loss == price:
            return self.engine.after(party, starts)
        found = self.engine.diagrams.false
        if cost.gain == price:
            found |= self.engine.after_gains(scale, starts)
        if cost.tie == price:
            found |= self._weighed(self._turned, party, starts, self._alike(party))
        if cost.loss == price:
            found |= self._weighed(self._turned, party, starts, ~scale.own.at_most())
        return found

    def before(self, party: int, price: int, ends: Diagram) -> Diagram:
        cost, scale = self.cost, self.game.scales[party]
        if cost.gain == cost.tie == cost.loss == price:
            return self.engine.before(party, ends)
        found = self.engine.diagrams.false
        if cost.gain == price:
            found |= self.engine.gains(scale, ends)
        if cost.tie == price:
            found |= self._weighed(self.engine, party, ends, self._alike(party))
        if cost.loss == price:
            found |= self._weighed(self.engine, party, ends, scale.own.below())
        return found

    @cached_property
    def _turned(self) -> SymbolicEngine:
        return self.engine.reversed()

    def _alike(self, party: int) -> Diagram:
        """Where a state has the rank that the marks spell."""
        own = self.game.scales[party].own
        return own.at_most() & ~own.below()

    def _weighed(
        self, engine: SymbolicEngine, party: int, ends: Diagram, relation: Diagram
    ) -> Diagram:
        """Where moves begin whose ends stand in a relation to the rank of the beginning."""
        found = engine.before(party, ends, relation)
        for mark, digit in self.game.scales[party].own.read_off.items():
            found = engine.diagrams.put({mark: digit}, found)
        return found & engine.space.feasible


@dataclass(frozen=True, eq=False)
class SetGround:
    """A game whose states are formulas."""

    game: SymbolicGame
    start: int
    progress: Progress = silent
    _sides: dict[Cost, Side] = field(default_factory=dict, repr=False)
    _found: dict[tuple[Cost, int], Best | None] = field(default_factory=dict, repr=False)
    _digits: dict[tuple[int, int], int] = field(default_factory=dict, repr=False)
    _images: dict[int, Diagram] = field(default_factory=dict, repr=False)

    # ------------------------------------------------------------------ searches

    def _side(self, price: Cost) -> Side:
        """The states by what it costs to come to them from the start, as far as was looked."""
        if price not in self._sides:
            here = self.game.space.single(self.start)
            self._sides[price] = Side(Priced(self.game, price), here, onward=True)
        return self._sides[price]

    def _shortest(self, price: Cost, ends: Diagram) -> Shortest | None:
        side = self._side(price)
        return meet(side, Side(side.steps, ends, onward=False), self.progress)

    def best(self, price: Cost, target: int) -> Best | None:
        if (price, target) not in self._found:
            with self.game.diagrams.bounded():
                found = self._shortest(price, self.game.space.single(target))
                self._found[price, target] = None if found is None else _told(found)
        return self._found[price, target]

    def nearest(self, price: Cost, targets: StateSet, limit: int) -> list[int]:
        found: list[int] = []
        left = targets
        with self.game.diagrams.bounded():
            while left and len(found) < limit:
                shortest = self._shortest(price, left.diagram)
                if shortest is None:
                    break
                found += shortest.ends.first(limit - len(found))
                left = left - shortest.ends
        return found

    def reach(self, price: Cost, targets: StateSet) -> Reach:
        side, space = self._side(price), self.game.space
        with self.game.diagrams.bounded():
            while price == MOVES and side.top is not None:  # few steps, and small diagrams
                side.widen()
            known = self.game.set_of(side.known)
            ball, apart = targets.diagram, 0
            while known and targets and not self.game.set_of(ball) & known:
                wider = ball
                for option in space.axes:
                    wider |= space.diagrams.exist(space.bits(option), ball)
                ball, apart = wider & space.proper, apart + 1
            nearest = None
            if known and targets:
                state = (self.game.set_of(ball) & known).first(1)[0]
                nearest = (state, targets.nearest(state)[1].first(1)[0], apart)
            return Reach(known.count, side.furthest, side.top is None, nearest)

    # ------------------------------------------------------------------ joint steps

    def joints(self, target: int, starts: Sequence[int], *, willing: bool) -> list[Joint]:
        found = self._joining(target, willing=willing)
        return [self._joint(start, target) for start in starts if start in found]

    def joint(self, price: Cost, target: int, *, willing: bool) -> Joint | None:
        with self.game.diagrams.bounded():
            starts = self._joining(target, willing=willing)
            if not starts:
                return None
            found = self._shortest(price, starts.diagram)
            return None if found is None else self._joint(found.ends.first(1)[0], target)

    def _joining(self, target: int, *, willing: bool) -> StateSet:
        """States from which a step by two parties or more at the same time leads to a target."""
        diagrams, space = self.game.diagrams, self.game.space
        none, one, more = space.feasible, diagrams.false, diagrams.false  # so many have to move
        levels = space.levels(target)
        for party, group in groupby(sorted(self._owned()), key=lambda pair: pair[0]):
            same = able = diagrams.true
            for _, a in group:
                option = space.axes[a]
                same &= space.at(option, levels[option])
                comes = self.game.engine.reach[a][:, levels[option]]
                able &= space.among(option, (k for k, to in enumerate(comes.tolist()) if to))
            moves = able & ~same if party >= 0 else diagrams.false
            if willing and party >= 0:
                moves &= self._below(party, target)
            more = (more & (same | moves)) | (one & moves)
            one, none = (one & same) | (none & moves), none & same
        return self.game.set_of(more)

    def _owned(self) -> Iterator[tuple[int, int]]:
        """Options by who moves them: party, or -1 for nobody, and place in `space.axes`."""
        return ((owner, a) for a, owner in enumerate(self.game.engine.owners))

    def _below(self, party: int, state: int) -> Diagram:
        """States that a party likes less than one."""
        return below(self.game.scales[party].full, self._spelt(party, state))

    def _joint(self, start: int, end: int) -> Joint:
        """The joint step from one state to another."""
        space = self.game.space
        before, after = space.levels(start), space.levels(end)
        parties = tuple(
            dict.fromkeys(
                owner for owner, a in sorted(self._owned())
                if before[space.axes[a]] != after[space.axes[a]]
            )
        )  # fmt: skip
        effects = tuple(
            told(self.place(p, start), self.place(p, end)) if self.game.known[p] else "open"
            for p in parties
        )
        return Joint(start, end, parties, effects)

    # ------------------------------------------------------------------ ranks

    def _spelt(self, party: int, state: int) -> dict[str, bool]:
        """The marks that spell the rank of a state."""
        return spelt(self.game.space, self.game.scales[party].full, state)

    def place(self, party: int, state: int) -> int:
        if (party, state) not in self._digits:
            number = 0
            for digit in self._spelt(party, state).values():
                number = 2 * number + digit
            self._digits[party, state] = number
        return self._digits[party, state]

    def _image(self, party: int) -> Diagram:
        """What the marks spell that is the rank of some state."""
        if party not in self._images:
            space, full = self.game.space, self.game.scales[party].full
            found = spellings(space.diagrams, space.feasible, (full,), space.variables)
            self._images[party] = found
        return self._images[party]

    def between(self, party: int, low: int, high: int) -> int:
        with self.game.diagrams.bounded():
            full = self.game.scales[party].full
            size = len(full.marks)
            found = self._image(party)
            for limit, inside in ((low, False), (high, True)):
                lower = self.game.diagrams.false
                for place, mark in enumerate(reversed(full.marks)):
                    spelt = self.game.diagrams.var(mark)
                    lower = ~spelt | lower if limit >> place & 1 else ~spelt & lower
                found &= lower if inside else ~lower
            return self.game.diagrams.models(found, full.marks).count() if size else 0

    def n_places(self, party: int) -> int:
        with self.game.diagrams.bounded():
            marks = self.game.scales[party].full.marks
            return self.game.diagrams.models(self._image(party), marks).count() if marks else 1

    # ------------------------------------------------------------------ evolution

    def evolution(self, *, improving: bool) -> Evolution:
        with self.game.diagrams.bounded():
            steps = unfold(self.game, self.start, improving=improving, progress=self.progress)
            return SetEvolution(self.game, steps)


def _told(found: Shortest) -> Best:
    legs = tuple(Leg(*leg) for leg in found.way())
    return Best(found.cost, legs, found.starters(), found.count())
