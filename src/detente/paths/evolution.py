"""How a conflict can unfold: the least number of steps to every state, by who moves last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from detente.game.space import Ints


class Evolution(Protocol):
    """The states that legal sequences lead to (THEORY D.1)."""

    @property
    def count(self) -> int:
        """How many there are."""

    def first(self, limit: int | None) -> list[int]:
        """The first of them in their order."""

    def nearest(self, limit: int) -> list[int]:
        """The first of them by the number of steps, and then in their order."""

    def steps(self, state: int) -> tuple[int, ...]:
        """The least number of steps to a state, by the party that moves last; 0: never."""


@dataclass(frozen=True, eq=False)
class ListedEvolution:
    """The same for states that are listed.

    Attributes
    ----------
    least : int array (party, cell)
    """

    least: Ints

    @cached_property
    def _cells(self) -> Ints:
        return np.flatnonzero(self.least.any(axis=0))

    @property
    def count(self) -> int:
        return len(self._cells)

    def first(self, limit: int | None) -> list[int]:
        found: list[int] = self._cells[:limit].tolist()
        return found

    def nearest(self, limit: int) -> list[int]:
        far = np.iinfo(np.int64).max
        least = np.where(self.least > 0, self.least, far).min(axis=0)[self._cells]
        found: list[int] = self._cells[np.argsort(least, kind="stable")][:limit].tolist()
        return found

    def steps(self, state: int) -> tuple[int, ...]:
        return tuple(self.least[:, state].tolist())
