"""The four sweeps over decision diagrams: the second engine behind the same concepts.

Values are relations (`detente.game.symbolic.values`), so that a sweep asks whether *some* state
that can be reached stands in a relation, or whether *all* do. A party's options that can go back
and forth are asked away together; a one-way option is asked for level by level. No state is
listed and no move is written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, reduce
from itertools import cycle
from operator import or_
from types import MappingProxyType
from typing import Any

import numpy as np

from detente.game.space import Bools
from detente.game.symbolic.diagrams import Diagram, Diagrams
from detente.game.symbolic.scales import Scale
from detente.game.symbolic.space import SymbolicSpace
from detente.game.symbolic.values import BestGain, Rank, Related, Value
from detente.game.table import How
from detente.progress import Progress, silent

Step = Callable[[Diagram], Diagram]
NOTHING: Mapping[str, Diagram] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class SymbolicEngine:
    """Who moves which option, in which directions.

    Attributes
    ----------
    space : the states
    owners : party index of every axis, -1 where nobody moves it
    reach : for every axis a bool array (levels, levels): from level, to level; reflexive and
        transitive
    progress : told after every pass of a closure how many nodes there are
    not_counting : per party, states into which its moves do not count as replies
    """

    space: SymbolicSpace
    owners: tuple[int, ...]
    reach: tuple[Bools, ...]
    progress: Progress = silent
    not_counting: Mapping[int, Diagram] = field(default_factory=dict)
    cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def diagrams(self) -> Diagrams:
        """Where formulas are made."""
        return self.space.diagrams

    # ------------------------------------------------------------------ structure

    def axes_of(self, party: int) -> tuple[int, ...]:
        """Places in `space.axes` of the options that a party moves."""
        return tuple(a for a, owner in enumerate(self.owners) if owner == party)

    def can_move(self, party: int) -> bool:
        """Whether a party moves anything at all."""
        return any(bool(self.reach[a].sum() > len(self.reach[a])) for a in self.axes_of(party))

    def irreversible(self, party: int) -> bool:
        """Whether a party has moves that it cannot take back."""
        return any(not bool(self.reach[a].all()) for a in self.axes_of(party))

    def others(self, party: int) -> list[int]:
        """The parties that can answer `party`."""
        return sorted({o for o in self.owners if o >= 0 and o != party and self.can_move(o)})

    def ever_moves(self, party: int) -> bool:
        """Whether a party can move from some state, rules that forbid combinations considered."""
        for a in self.axes_of(party):
            option = self.space.axes[a]
            for level in range(len(self.reach[a])):
                here = self.space.feasible & self.space.at(option, level)
                if here & self.before(party, self.space.feasible & ~here) != self.diagrams.false:
                    return True
        return False

    def reversed(self) -> SymbolicEngine:
        """The same with every move turned round."""
        return replace(self, reach=tuple(r.T.copy() for r in self.reach), cache={})

    def undoable(self, party: int) -> SymbolicEngine:
        """The same with nothing irreversible for one party."""
        reach = tuple(
            np.ones_like(r) if owner == party else r
            for owner, r in zip(self.owners, self.reach, strict=True)
        )
        return replace(self, reach=reach, cache={})

    def without_replies(self, party: int, into: Diagram) -> SymbolicEngine:
        """The same where moves of a party into some states do not count as replies."""
        ruled = {**self.not_counting, party: self.not_counting.get(party, into) | into}
        return replace(self, not_counting=ruled, cache={})

    # ------------------------------------------------------------------ sweeps

    def over_moves(self, party: int, values: Value, how: How) -> Value:
        """Best or worst value among the states a party can reach alone, staying included."""
        return self._swept(values, how, lambda ends: self.before(party, ends))

    def over_improvements(self, party: int, rank: Rank, values: Value, how: How) -> Value:
        """The same over those that the party prefers; where there is none, nothing changes."""
        if values.scale is not rank.scale:
            return self._swept(values, how, lambda ends: self.gains(rank.scale, ends))
        if how == "max":
            return BestGain(self, values.scale, values)
        return self._swept(values, how, lambda ends: self.gains_apart(rank.scale, ends))

    def over_replies(self, party: int, values: Value, how: How) -> Value:
        """Over all legal sequences of the others' moves, the empty one included."""
        return self._swept(values, how, lambda ends: self.before_replies(party, ends))

    def over_improving_replies(
        self, party: int, ranks: Sequence[Rank], values: Value, how: How
    ) -> Value:
        """The same where every step is an improvement for whoever takes it."""
        scales = [rank.scale for rank in ranks]
        kept = values.scale
        return self._swept(values, how, lambda ends: self.before_gains(party, scales, ends, kept))

    def _swept(self, values: Value, how: How, some: Step) -> Value:
        """A value over whatever `some` goes back over: the least of it, or by denial the most."""
        feasible = self.space.feasible
        if how == "min":
            found = some(values.relation & feasible)
        else:
            found = ~some(~values.relation & feasible)
        return Related(self, values.scale, found)

    # ------------------------------------------------------------------ sets

    def before(self, party: int, ends: Diagram, among: Diagram | None = None) -> Diagram:
        """States from which a party can reach one of these alone, staying included.

        Parameters
        ----------
        ends : may depend on more than options; that is carried along
        among : another formula that the ends have to meet
        """
        free: list[str] = []
        bound = []
        for a in self.axes_of(party):
            if self.reach[a].all():
                free += self.space.bits(self.space.axes[a])
            else:
                bound.append(a)
        inside = ends & self.space.feasible
        if among is None:
            found = self.diagrams.exist(free, inside)
        else:
            found = self.diagrams.meet_exist(free, inside, among)
        for a in bound:
            found = self._along(a, found)
        return found & self.space.feasible

    def _along(self, axis: int, ends: Diagram) -> Diagram:
        """The same for one option alone that has levels which cannot be left for some others."""
        option = self.space.axes[axis]
        at_level = [
            self.diagrams.fix(self.space.level_bits(option, level), ends)
            for level in range(len(self.reach[axis]))
        ]
        found = self.diagrams.false
        for level, reached in enumerate(self.reach[axis]):
            some = self.diagrams.false
            for end, comes in zip(at_level, reached.tolist(), strict=True):
                if comes:
                    some |= end
            found |= self.space.at(option, level) & some
        return found

    def gains(self, scale: Scale, ends: Diagram, also: Mapping[str, Diagram] = NOTHING) -> Diagram:
        """States from which an improvement of a party leads to one of these.

        The end of a move has to exceed the number that the marks spell; then the number of the
        start is put for it.

        Parameters
        ----------
        also : what else to put once the move has been made
        """
        if not self.can_move(scale.party):
            return self.diagrams.false
        better = self.before(scale.party, ends, ~self._at_most(scale))
        for mark, digit in {**also, **scale.own.read_off}.items():
            better = self.diagrams.put({mark: digit}, better)  # quicker than all at once, mostly
        return better & self.space.feasible

    def gains_apart(self, scale: Scale, ends: Diagram) -> Diagram:
        """The same where `ends` depends on the marks of that scale and goes on doing so."""
        aside = {mark: f"{mark}'" for mark in scale.full.marks}
        self.diagrams.declare(aside.values())
        away = {mark: self.diagrams.var(name) for mark, name in aside.items()}
        back = {name: self.diagrams.var(mark) for mark, name in aside.items()}
        return self.diagrams.put(back, self.gains(scale, self.diagrams.put(away, ends)))

    def _at_most(self, scale: Scale) -> Diagram:
        key = ("at most", scale.party)
        if key not in self.cache:
            self.cache[key] = scale.own.at_most()
        return self.cache[key]

    def after(self, party: int, starts: Diagram) -> Diagram:
        """States that a party can reach alone from one of these, staying included."""
        return self._turned.before(party, starts)

    def after_gains(self, scale: Scale, starts: Diagram) -> Diagram:
        """States that an improvement of a party leads to from one of these."""
        if not self.can_move(scale.party):
            return self.diagrams.false
        reached = self._turned.before(scale.party, starts, scale.own.below())
        return self.diagrams.put(scale.own.read_off, reached) & self.space.feasible

    @cached_property
    def _turned(self) -> SymbolicEngine:
        return self.reversed()

    def before_replies(self, party: int, ends: Diagram) -> Diagram:
        """States from which the others can lead to one of these, the empty reply included."""

        def answered(other: int, now: Diagram) -> Diagram:
            ruled = self.not_counting.get(other, self.diagrams.false)
            return now | self.before(other, now & ~ruled)

        steps: list[Step] = [partial(answered, other) for other in self.others(party)]
        return self._until_settled(steps, ends & self.space.feasible)

    def before_gains(
        self, party: int, scales: Sequence[Scale], ends: Diagram, kept: Scale | None = None
    ) -> Diagram:
        """The same where every step of the reply is an improvement for whoever takes it.

        What each opponent's moves add is kept apart and handed to the others alone: put together
        early, the parts make a diagram several times as large as all of them.

        Parameters
        ----------
        kept : the scale whose marks `ends` depends on
        """
        inside = ends & self.space.feasible
        others = self.others(party)

        def gained(other: int, now: Diagram) -> Diagram:
            scale = scales[other]
            ruled = self.not_counting.get(other, self.diagrams.false)
            step = self.gains_apart if scale is kept else self.gains
            return step(scale, now & ~ruled)

        found = dict.fromkeys(others, self.diagrams.false)
        waiting = {other: [inside] for other in others}
        turns = cycle(others)
        while any(waiting.values()):
            mover = next(turns)
            handed, waiting[mover] = waiting[mover], []
            new = reduce(or_, (gained(mover, part) for part in handed), self.diagrams.false)
            if not new <= found[mover]:
                found[mover] |= new
                for other in others:
                    if other != mover:
                        waiting[other].append(new)
            self._passed()
        return reduce(or_, found.values(), inside)

    def _until_settled(self, steps: list[Step], now: Diagram) -> Diagram:
        """Apply passes in turn until a whole round changes nothing; one opponent needs one pass."""
        if len(steps) == 1:
            return steps[0](now)
        quiet = passes = 0
        while steps and quiet < len(steps):
            after = steps[passes % len(steps)](now)
            quiet = quiet + 1 if after == now else 0
            now = after
            passes += 1
            self._passed()
        return now

    def _passed(self) -> None:
        """Between two passes: is all within its bounds, and how far has it come?"""
        self.diagrams.check()
        if self.progress is not silent:
            self.progress(self.diagrams.nodes, None, "nodes of the diagrams")
