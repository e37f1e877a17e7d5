"""Preferences as numbers in binary, each digit a diagram over the options.

A party's statements are such a number as they stand: the most important one is the first digit,
and the first digit that differs decides. Sums of weights and rungs of a ranking are made into one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.game.symbolic.diagrams import Diagram, Diagrams


@dataclass(frozen=True, eq=False)
class Number:
    """A number that every state has, and *marks* to compare it with.

    Attributes
    ----------
    digits : where each binary digit is one, the most significant first
    marks : as many variables, which spell any other number
    """

    diagrams: Diagrams
    digits: tuple[Diagram, ...]
    marks: tuple[str, ...]

    def at_most(self) -> Diagram:
        """Where the number of the state is no higher than the one that the marks spell."""
        return self._compared(self.diagrams.true)

    def below(self) -> Diagram:
        """Where the number of the state is lower than the one that the marks spell."""
        return self._compared(self.diagrams.false)

    def _compared(self, equal: Diagram) -> Diagram:
        """The first digit that differs decides; `equal` where none does."""
        found = equal
        for digit, mark in zip(reversed(self.digits), reversed(self.marks), strict=True):
            spelt = self.diagrams.var(mark)
            found = (~digit & spelt) | ((~digit | spelt) & found)
        return found

    @property
    def read_off(self) -> Mapping[str, Diagram]:
        """What to put for the marks so that they spell the number of the state itself."""
        return dict(zip(self.marks, self.digits, strict=True))


@dataclass(frozen=True, eq=False)
class Scale:
    """How one party ranks states.

    Attributes
    ----------
    party : its index
    full : compares any two states
    own : compares two states between which only the party's own options differ; whatever they do
        not enter is left out
    """

    party: int
    full: Number
    own: Number


def plus(diagrams: Diagrams, number: list[Diagram], weight: int, where: Diagram) -> list[Diagram]:
    """A number with a weight added where a formula holds; the least significant digit first."""
    found = list(number)
    carry = diagrams.false
    place = 0
    while weight >> place or carry != diagrams.false:
        if place == len(found):
            found.append(diagrams.false)
        added = where if weight >> place & 1 else diagrams.false
        before = found[place]
        differ = diagrams.choose(before, ~added, added)
        found[place] = diagrams.choose(carry, ~differ, differ)
        carry = (before & added) | (carry & differ)
        place += 1
    return found


def total(diagrams: Diagrams, terms: Sequence[tuple[int, Diagram]]) -> tuple[Diagram, ...]:
    """The digits of a sum of weights, up to a constant; the most significant first.

    A weight below zero counts where its term does not hold.
    """
    number: list[Diagram] = []
    for weight, where in terms:
        if weight:
            number = plus(diagrams, number, abs(weight), where if weight > 0 else ~where)
    return tuple(reversed(number))
