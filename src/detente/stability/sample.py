"""Some states in place of all: fair draws, and what rows say about them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from detente.extras import needs
from detente.result import Result, Row


@dataclass(frozen=True)
class Sample:
    """So many states drawn at random, each as likely as any other and none twice.

    Attributes
    ----------
    count : how many at most; all of them where there are not so many
    seed : asked in the same way, one seed gives one draw
    """

    count: int
    seed: int = 0

    def among(self, states: list[int]) -> list[int]:
        """Some of a list, in its order."""
        if len(states) <= self.count:
            return states
        return sorted(Random(self.seed).sample(states, self.count))

    def mark(self, of: int) -> Row:
        """What rows say about it.

        Parameters
        ----------
        of : how many states it was drawn from
        """
        return {"sampled": {"drawn": min(self.count, of), "of": of, "seed": self.seed}}


class Listed(Result):
    """A result that lists states, or some of them drawn at random."""

    @abstractmethod
    def to_rows(self, limit: int | None = None, sample: Sample | None = None) -> Iterator[Row]:
        """One plain mapping a row; streamed.

        Parameters
        ----------
        limit : for so many states, the first by code
        sample : for states drawn at random instead
        """

    def to_frame(self, sample: Sample | None = None) -> Any:
        """The rows as a pandas DataFrame (extra `frames`).

        Parameters
        ----------
        sample : for states drawn at random
        """
        return needs("pandas").DataFrame(list(self.to_rows(sample=sample)))
