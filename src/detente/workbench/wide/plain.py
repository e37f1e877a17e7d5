"""One view of a case in words alone: what its states are called, and whether they can be.

No set of states is needed for that, so that a page can be drawn before any helper has answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from detente.case.frames import Frame, frame
from detente.case.language import holds
from detente.case.model import Case
from detente.game.building import Building
from detente.game.naming import NamedOutcome, Naming
from detente.game.space import OptionAxis


@dataclass(frozen=True, eq=False)
class Codes:
    """Codes of states and the levels that they stand for.

    Attributes
    ----------
    axes : positions of the options that vary in the view
    held : level of every other option
    """

    options: tuple[OptionAxis, ...]
    axes: tuple[int, ...]
    held: Mapping[int, int]

    def levels(self, index: int) -> list[int]:
        """Levels of all options at a state."""
        return [(index // option.stride) % len(option.levels) for option in self.options]

    def words(self, index: int) -> dict[str, bool | str]:
        """The state as rows print it."""
        levels = self.levels(index)
        return {option.name: option.word(levels[k]) for k, option in enumerate(self.options)}

    def project(self, code: int) -> int:
        """A code as the view sees it."""
        levels = self.levels(code)
        return code + sum(
            (held - levels[k]) * self.options[k].stride for k, held in self.held.items()
        )

    @property
    def n_cells(self) -> int:
        """Combinations of the options that vary."""
        return prod(len(self.options[k].levels) for k in self.axes)


@dataclass(frozen=True, eq=False)
class PlainGame(Naming):
    """A game as far as words go; a state goes by its code.

    Attributes
    ----------
    parties : ids of those that have a say, in array order
    known : per party, whether the case says what it prefers
    present : code of the present state, None where there is none
    """

    case: Case
    frame: Frame
    space: Codes
    options: tuple[OptionAxis, ...]
    parties: tuple[str, ...]
    known: tuple[bool, ...]
    present: int | None
    outcomes: tuple[NamedOutcome, ...]
    state_names: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, view: str = "base", hypothesis: str | None = None) -> PlainGame:
        """The game of a view, in words.

        Raises
        ------
        InputError
            for an unknown party or hypothesis.
        """
        words = frame(case, view, hypothesis)
        building = Building(case, words)
        options, held = building.options(), words.held()
        space = Codes(options, building.varying(options, held), held)
        levels = words.present_levels()
        present = None
        if levels is not None:
            code = sum(level * options[k].stride for k, level in enumerate(levels))
            present = space.project(code)
        return cls(
            case, words, space, options, words.parties, building.known(), present,
            building.outcomes(),
        )  # fmt: skip

    def party_index(self, party: str) -> int:
        """Place of a party."""
        return self.parties.index(party)

    @property
    def n_cells(self) -> int:
        """Combinations of options."""
        return self.space.n_cells

    @cached_property
    def last(self) -> int:
        """The highest number that any combination has."""
        return prod(len(option.levels) for option in self.options) - 1

    def is_code(self, code: int) -> bool:
        """Whether a number is that of a combination which the view can tell."""
        return 0 <= code <= self.last and self.space.project(code) == code

    def broken(self, code: int) -> list[str]:
        """The rules that a combination breaks, as the file has them."""
        levels = self.space.levels(code)
        return [
            rule.text
            for rule in self.frame.impossible
            if holds(rule.expr, levels.__getitem__, code)
        ]

    def possible(self, code: int) -> bool:
        """Whether a combination is a state."""
        return self.is_code(code) and not self.broken(code)

    def index(self, code: int) -> int | None:
        """What a state goes by, which is its code; None where there is no such state."""
        return code if self.possible(code) else None

    def code(self, index: int) -> int:
        """The code of a state, which is what it goes by."""
        return index

    def apart(self, one: int, other: int) -> list[int]:
        """The options in which two states differ."""
        here, there = self.space.levels(one), self.space.levels(other)
        return [k for k, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]
