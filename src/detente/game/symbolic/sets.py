"""Sets of states that nobody could list: counted, compared, described, drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.models import Models, some_model

if TYPE_CHECKING:
    from detente.game.symbolic.scales import Scale
    from detente.game.symbolic.space import SymbolicSpace


#: of options with so many levels at most, each level but the first has one variable that is true
_COUNTED_AT_ONCE = 3


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

    def any(self) -> int:
        """The code of one of its states, found without looking far.

        Raises
        ------
        IndexError
            where it has none.
        """
        return self.space.code_of(
            some_model(self.diagram, self.space.diagrams.true, self.space.variables)
        )

    def sample(self, count: int, seed: int = 0, *, distinct: bool = False) -> list[int]:
        """Codes of states drawn from it, each as likely as any other.

        Parameters
        ----------
        distinct : no state twice, which leaves fewer where there are not so many; all of them,
            where there are not, come by code
        """
        rng = Random(seed)
        if distinct and self.count <= count:
            return self.first(count)
        if not distinct:
            numbers = [rng.randrange(self.count) for _ in range(count)] if self else []
        elif self.count <= 4 * count:
            numbers = rng.sample(range(self.count), count)
        else:
            drawn: dict[int, None] = {}
            while len(drawn) < count:
                drawn[rng.randrange(self.count)] = None
            numbers = list(drawn)
        return [self.space.code_of(self._models.nth(number)) for number in numbers]

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
        n_levels = len(self.space.options[option].levels)
        if n_levels <= _COUNTED_AT_ONCE:
            return tuple(n for n, count in enumerate(self.level_counts(option)) if count)
        nothing = self.space.diagrams.false
        return tuple(
            level
            for level in range(n_levels)
            if self.diagram & self.space.at(option, level) != nothing
        )

    def level_counts(self, option: int) -> tuple[int, ...]:
        """How many states of it have an option at each of its levels, exactly."""
        n_levels = len(self.space.options[option].levels)
        if option in self.space.held:
            held = self.space.held[option]
            return tuple(self.count if level == held else 0 for level in range(n_levels))
        bits = self.space.bits(option)
        if n_levels > _COUNTED_AT_ONCE:
            return tuple(
                self._models.count_with(self.space.level_bits(option, level))
                for level in range(n_levels)
            )
        above = [self._ones[bit] for bit in reversed(bits)]
        return (self.count - sum(above), *above)[:n_levels]

    @cached_property
    def _ones(self) -> dict[str, int]:
        return self._models.ones()
