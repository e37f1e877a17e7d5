"""How the states of a game are told: by the outcome that the case names, else by what is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from detente.case.language import Expr, holds
from detente.game.space import OptionAxis, StateWords


@dataclass(frozen=True)
class NamedOutcome:
    """An outcome that the case names: the states where `when` holds."""

    id: str
    name: str
    when: Expr


class Numbering(Protocol):
    """A numbering of states that can say what a state is."""

    def words(self, index: int) -> StateWords:
        """The state as rows print it."""

    def levels(self, index: int) -> Sequence[int]:
        """Levels of all options of the case at this state; empty in the graph form."""


class Naming:
    """The part of a game that puts its states into words, whichever engine computes with them."""

    space: Numbering
    outcomes: tuple[NamedOutcome, ...]
    state_names: tuple[str, ...]
    options: tuple[OptionAxis, ...]

    def state(self, index: int) -> StateWords:
        """The state as rows print it: a level per option, or its id in the graph form."""
        return self.space.words(index)

    def outcome(self, index: int) -> NamedOutcome | None:
        """The first named outcome that matches a state."""
        levels = self.space.levels(index)
        for outcome in self.outcomes:
            if holds(outcome.when, levels.__getitem__, index):
                return outcome
        return None

    def notation(self, index: int) -> str:
        """The state in state notation: what is taken, joined by `+`, or `none`."""
        words = self.space.words(index)
        if isinstance(words, str):
            return words
        shorts = [name.split(".", 1)[1] for name in words]
        taken = []
        for name, level in words.items():
            short = name.split(".", 1)[1]
            called = short if shorts.count(short) == 1 else name
            if level is True:
                taken.append(called)
            elif isinstance(level, str) and level != self._first_level(name):
                taken.append(f"{called}={level}")
        return " + ".join(taken) or "none"

    def _first_level(self, name: str) -> str:
        return next(option.levels[0] for option in self.options if option.name == name)

    def label(self, index: int) -> str:
        """What people read: the name of the outcome, else the state in words."""
        if self.state_names:
            return self.state_names[index]
        outcome = self.outcome(index)
        return outcome.name if outcome else self.notation(index)
