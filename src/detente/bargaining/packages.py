"""What is bargained over: issues with levels, and what every party makes of each package.

A package is one level for every issue. Its value to a party is the sum of what the party makes of
the parts. Issues whose worths hang together (or which rule one another out) stand in one group and
are taken jointly; groups add up, so that no analysis ever lists the packages [keeney1976].

All values are whole numbers on one scale, so that ties are ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Package = dict[str, str]

#: sums stay below this, so that no addition overflows
LIMIT = 1 << 60
#: a floor that asks for nothing
LOWEST = -(1 << 61)
#: where decimals need a finer scale than fits: values are rounded to this share of the greatest
TOLERANCE = Fraction(1, 10**12)


@dataclass(frozen=True)
class Axis:
    """An issue and its levels, in the order of the case."""

    issue: str
    levels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Group:
    """Issues that are taken jointly.

    Attributes
    ----------
    axes : positions of its issues
    combos : int array (n_combos, n_axes), one level index per issue; possible combinations only
    worth : int array (n_parties, n_combos)
    """

    axes: tuple[int, ...]
    combos: Ints
    worth: Ints


@dataclass(frozen=True, eq=False)
class Packages:
    """Every package, as groups that add up.

    Attributes
    ----------
    parties : those who have values, in the order of the case
    axes : the issues
    groups : in an order that covers every axis once
    unit : what 1 is worth on the scale of the case
    rounded : whether the decimals were too fine for the scale
    """

    parties: tuple[str, ...]
    axes: tuple[Axis, ...]
    groups: tuple[Group, ...]
    unit: Fraction = Fraction(1)
    rounded: bool = False

    @property
    def n_packages(self) -> int:
        """How many packages are possible; they are not listed."""
        return prod(len(group.combos) for group in self.groups)

    def label(self, picks: Sequence[int]) -> Package:
        """The package of one combination per group: issue to level, in the order of the issues."""
        chosen: dict[int, int] = {}
        for group, pick in zip(self.groups, picks, strict=True):
            chosen.update(zip(group.axes, group.combos[pick].tolist(), strict=True))
        return {axis.issue: axis.levels[chosen[k]] for k, axis in enumerate(self.axes)}

    def picks(self, package: Mapping[str, str]) -> tuple[int, ...] | None:
        """The combination of every group that a package takes, or None where it is impossible."""
        found = []
        for group in self.groups:
            axes = [self.axes[k] for k in group.axes]
            wanted = [axis.levels.index(package[axis.issue]) for axis in axes]
            rows = np.flatnonzero((group.combos == wanted).all(axis=1))
            if not len(rows):
                return None
            found.append(int(rows[0]))
        return tuple(found)

    def worth(self, picks: Sequence[int]) -> Ints:
        """What a package is worth to each party, (n_parties,)."""
        total = np.zeros(len(self.parties), dtype=np.int64)
        for group, pick in zip(self.groups, picks, strict=True):
            total += group.worth[:, pick]
        return total

    def rest(self, *, highest: bool) -> Ints:
        """The most, or the least, that the groups from each on add; (n_groups + 1, n_parties)."""
        table = np.zeros((len(self.groups) + 1, len(self.parties)), dtype=np.int64)
        for at, group in enumerate(self.groups):
            table[at] = group.worth.max(axis=1) if highest else group.worth.min(axis=1)
        rest: Ints = table[::-1].cumsum(axis=0)[::-1]
        return rest

    def on_scale(self, value: Fraction) -> int:
        """A value of the case in units of the scale; the least number that is not below it."""
        return -(-value // self.unit)

    def value(self, units: int) -> Fraction:
        """A whole number of units on the scale of the case."""
        return units * self.unit


@dataclass(frozen=True)
class Part:
    """A group before it is put on a scale: exact worths."""

    axes: tuple[int, ...]
    combos: tuple[tuple[int, ...], ...]
    worth: tuple[tuple[Fraction, ...], ...]  # party, combination


def weigh(
    parties: Sequence[str],
    axes: Sequence[Axis],
    parts: Sequence[Part],
    others: Iterable[Fraction] = (),
) -> Packages:
    """Put exact worths, and what is compared with them, on one scale of whole numbers.

    Where an exact scale would be finer than 64 bits hold, values are rounded to `TOLERANCE` of
    the greatest, and the result says so.
    """
    numbers = [number for part in parts for row in part.worth for number in row]
    beside = list(others)
    common = lcm(*(number.denominator for number in (*numbers, *beside)))
    greatest = sum(
        (max((abs(n) for row in part.worth for n in row), default=Fraction()) for part in parts),
        max((abs(number) for number in beside), default=Fraction()),
    )
    rounded = greatest * common >= LIMIT
    unit = greatest * TOLERANCE if rounded else Fraction(1, common)
    if not rounded:
        shared = gcd(*(int(number * common) for number in (*numbers, *beside))) or 1
        unit *= shared
    groups = tuple(
        Group(
            part.axes,
            np.array(part.combos, dtype=np.int64).reshape(len(part.combos), len(part.axes)),
            np.array(
                [[round(number / unit) for number in row] for row in part.worth], dtype=np.int64
            ).reshape(len(parties), len(part.combos)),
        )
        for part in parts
    )
    return Packages(tuple(parties), tuple(axes), groups, unit, rounded)


def all_packages(packages: Packages) -> Iterator[tuple[int, ...]]:
    """Every package as one combination per group; for checks and for a few only."""
    yield from np.ndindex(*(len(group.combos) for group in packages.groups))
