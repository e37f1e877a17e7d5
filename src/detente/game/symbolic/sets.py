"""Sets of states that nobody could list: counted, compared, described, drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.models import Models

if TYPE_CHECKING:
    from detente.game.symbolic.scales import Scale
    from detente.game.symbolic.space import SymbolicSpace


@dataclass(frozen=True, eq=False)
class StateSet:
    """Some of the states of a game.

    Attributes
    ----------
    diagram : where it holds; no impossible state among them
    """

    space: SymbolicSpace
    diagram: Diagram

    # ------------------------------------------------------------------ as a set

    def __and__(self, other: StateSet) -> StateSet:
        return StateSet(self.space, self.diagram & other.diagram)

    def __or__(self, other: StateSet) -> StateSet:
        return StateSet(self.space, self.diagram | other.diagram)

    def __sub__(self, other: StateSet) -> StateSet:
        return StateSet(self.space, self.diagram & ~other.diagram)

    def __invert__(self) -> StateSet:
        return StateSet(self.space, self.space.feasible & ~self.diagram)

    def __le__(self, other: StateSet) -> bool:
        return not self - other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StateSet) and bool(self.diagram == other.diagram)

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return bool(self.diagram != self.space.diagrams.false)

    def __contains__(self, code: int) -> bool:
        return self.space.holds(self.diagram, code)

    @cached_property
    def _models(self) -> Models:
        return self.space.diagrams.models(self.diagram, self.space.variables)

    @cached_property
    def count(self) -> int:
        """How many states there are in it, exactly."""
        return self._models.count()

    @property
    def nodes(self) -> int:
        """How large its diagram is."""
        return self.space.diagrams.size(self.diagram)

    # ------------------------------------------------------------------ single states

    def codes(self) -> Iterator[int]:
        """The codes of all of its states, ascending; take as many as you need."""
        space = self.space
        start = sum(level * space.options[k].stride for k, level in space.held.items())
        waiting = [(self.diagram, len(space.axes), start)]
        while waiting:
            left, depth, code = waiting.pop()
            if left == space.diagrams.false:
                continue
            if depth == 0:
                yield code
                continue
            option = space.axes[depth - 1]
            for level in reversed(range(len(space.options[option].levels))):
                part = space.diagrams.fix(space.level_bits(option, level), left)
                waiting.append((part, depth - 1, code + level * space.options[option].stride))

    def first(self, limit: int) -> list[int]:
        """The codes of its first states."""
        return list(islice(self.codes(), limit))

    def sample(self, count: int, seed: int = 0) -> list[int]:
        """Codes of states drawn from it, each as likely as any other; one may come twice."""
        rng = Random(seed)
        drawn = (self._models.draw(rng) for _ in range(count))
        return [self.space.code_of(values) for values in drawn] if self else []

    def nearest(self, code: int) -> tuple[int, StateSet]:
        """The states of it that differ in the fewest options from a state.

        Returns
        -------
        in how many options they differ, and which they are; (0, nothing) of an empty set
        """
        space = self.space
        ball = space.single(code)
        distance = 0
        found = self.diagram & ball
        while self and found == space.diagrams.false:
            wider = ball
            for option in space.axes:
                wider |= space.diagrams.exist(space.bits(option), ball)
            ball, distance = wider & space.proper, distance + 1
            found = self.diagram & ball
        return distance, StateSet(space, found)

    def best(self, scale: Scale) -> StateSet:
        """Those that a party likes best."""
        found = self.diagram
        for digit in scale.full.digits:
            if found & digit != self.space.diagrams.false:
                found &= digit
        return StateSet(self.space, found)

    # ------------------------------------------------------------------ in few words

    def levels_of(self, option: int) -> tuple[int, ...]:
        """At which levels an option stands in some state of it."""
        if option in self.space.held:
            return (self.space.held[option],)
        nothing = self.space.diagrams.false
        return tuple(
            level
            for level in range(len(self.space.options[option].levels))
            if self.diagram & self.space.at(option, level) != nothing
        )
