"""How the states of a game are numbered and named.

A *code* names a state across all views of a case; an *index* is a place in the arrays of one
game. `TableSpace` numbers the product of option axes, `ListSpace` an explicit list of states,
`MergedSpace` groups of states of another space.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
StateWords = dict[str, bool | str] | str


class Space(Protocol):
    """What every numbering of states offers."""

    @property
    def n_cells(self) -> int:
        """Length of the arrays of the game, impossible cells included."""

    @property
    def feasible(self) -> Bools:
        """Which cells are states, shape (n_cells,)."""

    def codes(self, indices: Ints) -> Ints:
        """Codes of the given cells."""

    def indices(self, codes: Ints) -> Ints:
        """Cells of the given codes; -1 where the code is no state of this game."""

    def project(self, codes: Ints) -> Ints:
        """Codes with everything that this game does not see put at the level it presumes."""

    def words(self, index: int) -> StateWords:
        """The state as rows print it."""

    def levels(self, index: int) -> Sequence[int]:
        """Levels of all options of the case at this cell; empty in the graph form."""


@dataclass(frozen=True)
class OptionAxis:
    """One option of the case as arrays need it."""

    name: str  # "city.offer"
    levels: tuple[str, ...]
    named: bool  # its levels have names; otherwise they print as false and true
    stride: int  # what one level adds to the code

    def word(self, level: int) -> bool | str:
        """The level as rows print it."""
        return self.levels[level] if self.named else bool(level)


@dataclass(frozen=True, eq=False)
class TableSpace:
    """The product of the options that a game sees; the others are held at a presumed level.

    Attributes
    ----------
    options : all options of the case, imagined ones last, in code order
    axes : positions of the options that vary here, ascending; the first varies fastest
    held : level of every other option
    possible : bool array (n_cells,)
    """

    options: tuple[OptionAxis, ...]
    axes: tuple[int, ...]
    held: Mapping[int, int]
    possible: Bools

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Number of levels along each axis."""
        return tuple(len(self.options[k].levels) for k in self.axes)

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """What one level along each axis adds to the index."""
        return tuple(prod(self.sizes[:a]) for a in range(len(self.sizes)))

    @property
    def n_cells(self) -> int:
        return len(self.possible)

    @property
    def feasible(self) -> Bools:
        return self.possible

    @cached_property
    def _offset(self) -> int:
        return sum(level * self.options[k].stride for k, level in self.held.items())

    @cached_property
    def _n_codes(self) -> int:
        return prod(len(option.levels) for option in self.options)

    def axis_levels(self, indices: Ints, axis: int) -> Ints:
        """The level of each cell along one axis."""
        return (indices // self.steps[axis]) % self.sizes[axis]

    def codes(self, indices: Ints) -> Ints:
        total = np.full(len(indices), self._offset, dtype=np.int64)
        for a, k in enumerate(self.axes):
            total += self.axis_levels(indices, a) * self.options[k].stride
        return total

    def indices(self, codes: Ints) -> Ints:
        found = np.zeros(len(codes), dtype=np.int64)
        known = (codes >= 0) & (codes < self._n_codes)
        for k, level in self.held.items():
            known &= self._level(codes, k) == level
        for a, k in enumerate(self.axes):
            found += self._level(codes, k) * self.steps[a]
        known &= self.possible[np.where(known, found, 0)]
        return np.where(known, found, -1)

    def project(self, codes: Ints) -> Ints:
        projected = codes.astype(np.int64, copy=True)
        for k, level in self.held.items():
            projected += (level - self._level(codes, k)) * self.options[k].stride
        return projected

    def _level(self, codes: Ints, option: int) -> Ints:
        return (codes // self.options[option].stride) % len(self.options[option].levels)

    def levels(self, index: int) -> list[int]:
        found = [self.held.get(k, 0) for k in range(len(self.options))]
        for a, k in enumerate(self.axes):
            found[k] = (index // self.steps[a]) % self.sizes[a]
        return found

    def words(self, index: int) -> dict[str, bool | str]:
        levels = self.levels(index)
        return {
            self.options[k].name: self.options[k].word(levels[k]) for k in range(len(self.options))
        }


@dataclass(frozen=True, eq=False)
class ListSpace:
    """States that the case lists by name; the code is the place in the list."""

    ids: tuple[str, ...]
    possible: Bools

    @property
    def n_cells(self) -> int:
        return len(self.ids)

    @property
    def feasible(self) -> Bools:
        return self.possible

    def codes(self, indices: Ints) -> Ints:
        return indices.astype(np.int64, copy=True)

    def indices(self, codes: Ints) -> Ints:
        known = (codes >= 0) & (codes < len(self.ids))
        known &= self.possible[np.where(known, codes, 0)]
        return np.where(known, codes, -1)

    def project(self, codes: Ints) -> Ints:
        return codes.astype(np.int64, copy=True)

    def levels(self, index: int) -> tuple[int, ...]:
        return ()

    def words(self, index: int) -> str:
        return self.ids[index]


@dataclass(frozen=True, eq=False)
class MergedSpace:
    """States of another space of which some count as one, under their least code.

    Attributes
    ----------
    source : the space before merging
    group : the merged cell of every source cell, -1 where that is impossible; (source cells,)
    least : the source cell with the least code of every merged cell; (n_cells,)
    """

    source: TableSpace | ListSpace
    group: Ints
    least: Ints
    possible: Bools = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "possible", np.ones(len(self.least), dtype=np.bool_))

    @property
    def n_cells(self) -> int:
        return len(self.least)

    @property
    def feasible(self) -> Bools:
        return self.possible

    def codes(self, indices: Ints) -> Ints:
        return self.source.codes(self.least[indices])

    def indices(self, codes: Ints) -> Ints:
        found = self.source.indices(codes)
        return np.where(found >= 0, self.group[np.maximum(found, 0)], -1)

    def project(self, codes: Ints) -> Ints:
        return self.source.project(codes)

    def levels(self, index: int) -> Sequence[int]:
        return self.source.levels(int(self.least[index]))

    def words(self, index: int) -> StateWords:
        return self.source.words(int(self.least[index]))
