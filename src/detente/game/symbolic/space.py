"""States as values of true-or-false variables: each option takes as many as its levels need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from detente.game.space import OptionAxis
from detente.game.symbolic.diagrams import Diagram, Diagrams
from detente.game.symbolic.models import below


@cache
def bits_of(option: int, n_levels: int) -> tuple[str, ...]:
    """The variables of an option, the most significant first."""
    return tuple(f"o{option}.{bit}" for bit in reversed(range((n_levels - 1).bit_length())))


@dataclass(frozen=True, eq=False)
class SymbolicSpace:
    """The options that a game sees, as variables; the others are held at a presumed level.

    A state goes by its code, which may be any whole number.

    Attributes
    ----------
    options : all options of the case, imagined ones last, in code order
    axes : positions of the options that vary here, ascending
    held : level of every other option
    rules : what the case forbids; the states are those where it does not hold
    """

    diagrams: Diagrams
    options: tuple[OptionAxis, ...]
    axes: tuple[int, ...]
    held: Mapping[int, int]
    rules: Diagram
    _levels: dict[tuple[int, int], Diagram] = field(default_factory=dict, repr=False)

    # ------------------------------------------------------------------ variables

    def bits(self, option: int) -> tuple[str, ...]:
        """The variables of one option."""
        return bits_of(option, len(self.options[option].levels))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The variables of all options that vary here."""
        return tuple(bit for option in self.axes for bit in self.bits(option))

    def level_bits(self, option: int, level: int) -> dict[str, bool]:
        """The values that say that an option stands at a level."""
        bits = self.bits(option)
        return {bit: bool(level >> place & 1) for place, bit in enumerate(reversed(bits))}

    def at(self, option: int, level: int) -> Diagram:
        """Where an option stands at a level."""
        key = (option, level)
        if key not in self._levels:
            self._levels[key] = self.diagrams.cube(self.level_bits(option, level))
        return self._levels[key]

    def among(self, option: int, levels: Iterable[int]) -> Diagram:
        """Where an option stands at one of some levels; a held one stands where it is held."""
        if option in self.held:
            return self.diagrams.true if self.held[option] in levels else self.diagrams.false
        found = self.diagrams.false
        for level in levels:
            found |= self.at(option, level)
        return found

    @cached_property
    def proper(self) -> Diagram:
        """Where the variables of every option spell one of its levels."""
        found = self.diagrams.true
        for option in self.axes:
            count = len(self.options[option].levels)
            if count < 2 ** len(self.bits(option)):
                found &= self.among(option, range(count))
        return found

    @cached_property
    def feasible(self) -> Diagram:
        """The states."""
        return self.proper & ~self.rules

    @cached_property
    def n_cells(self) -> int:
        """Combinations of options, impossible ones included."""
        found = 1
        for option in self.axes:
            found *= len(self.options[option].levels)
        return found

    @cached_property
    def n_states(self) -> int:
        """How many states there are."""
        return self.count(self.feasible)

    def count(self, states: Diagram) -> int:
        """How many states a diagram holds; it has to lie inside `proper`."""
        return self.diagrams.models(states, self.variables).count()

    # ------------------------------------------------------------------ single states

    def code(self, levels: Sequence[int]) -> int:
        """The code of a state given by the levels of all options."""
        return sum(level * self.options[k].stride for k, level in enumerate(levels))

    def levels(self, index: int) -> list[int]:
        """Levels of all options of the case at a state."""
        return [(index // option.stride) % len(option.levels) for option in self.options]

    def words(self, index: int) -> dict[str, bool | str]:
        """The state as rows print it."""
        levels = self.levels(index)
        return {option.name: option.word(levels[k]) for k, option in enumerate(self.options)}

    def project(self, code: int) -> int:
        """A code as this view sees it: what it does not see stands at the level it presumes."""
        levels = self.levels(code)
        for option, level in self.held.items():
            levels[option] = level
        return self.code(levels)

    def values(self, code: int) -> dict[str, bool]:
        """The values of the variables at a state."""
        levels = self.levels(code)
        found: dict[str, bool] = {}
        for option in self.axes:
            found |= self.level_bits(option, levels[option])
        return found

    def code_of(self, values: Mapping[str, bool]) -> int:
        """The code of the state at which the variables have these values."""
        found = sum(level * self.options[option].stride for option, level in self.held.items())
        for option in self.axes:
            level = 0
            for bit in self.bits(option):
                level = 2 * level + values[bit]
            found += level * self.options[option].stride
        return found

    def single(self, code: int) -> Diagram:
        """The set of one state."""
        return self.diagrams.cube(self.values(code))

    def holds(self, formula: Diagram, code: int) -> bool:
        """Whether a state lies in a set."""
        return self.holds_at(formula, self.values(code))

    def holds_at(self, formula: Diagram, values: Mapping[str, bool]) -> bool:
        """The same for a state given by the values of its variables; one walk down the diagram.

        A formula that depends on other variables too holds where it does whatever these are.
        """
        node = formula
        while node.var is not None:
            if node.var not in values:
                return bool(self.diagrams.fix(values, formula) == self.diagrams.true)
            low, high = below(node)
            node = high if values[node.var] else low
        return bool(node == self.diagrams.true)
