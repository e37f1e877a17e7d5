"""What a measure is, what it finds, and the register of all measures."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from detente.reading.words.corpus import Corpus
from detente.registry import Registry
from detente.result import Row

Need = Literal["case", "topics", "dates", "statements"]

#: said wherever figures are withheld
TOO_FEW = "too few uses to say"


class Finding(ABC):
    """What one measure found in one corpus."""

    measure: str

    @abstractmethod
    def to_rows(self) -> Iterator[Row]:
        """Rows, streamed; each begins as `row` makes it."""

    @abstractmethod
    def lines(self) -> list[str]:
        """The same for people, without the heading."""

    @property
    def notes(self) -> Sequence[str]:
        """What a reader has to know about how little or how much was there."""
        return ()


@dataclass(frozen=True)
class Rows(Finding):
    """A finding that is small enough to hold as rows and lines."""

    measure: str
    rows: Sequence[Row]
    text: Sequence[str]
    said: Sequence[str] = ()

    def to_rows(self) -> Iterator[Row]:
        """Rows, as they were found."""
        yield from self.rows

    def lines(self) -> list[str]:
        """Lines, as they were made."""
        return list(self.text)

    @property
    def notes(self) -> Sequence[str]:
        """Remarks."""
        return self.said


Run = Callable[[Corpus], Finding]


@dataclass(frozen=True)
class Measure:
    """One way to see where the language of the sides parts.

    Attributes
    ----------
    key : its name in rows, and on the command line
    title : its heading in text
    says : what it tells, in one sentence
    run : corpus in, finding out
    needs : what must be there for it to be tried unasked
    source : key of the literature, or empty
    """

    key: str
    title: str
    says: str
    run: Run = field(repr=False)
    needs: tuple[Need, ...] = ()
    source: str = ""


MEASURES: Registry[Measure] = Registry("measure")


def measure(
    key: str, *, title: str, says: str, needs: tuple[Need, ...] = (), source: str = ""
) -> Callable[[Run], Run]:
    """Register a measure. That one file is the whole addition."""

    def register(run: Run) -> Run:
        MEASURES.add(key, Measure(key, title, says, run, needs, source))
        return run

    return register


def number(value: float | None, digits: int = 6) -> float | None:
    """A figure of a row; None for what is not a number."""
    return None if value is None or not math.isfinite(value) else round(float(value), digits)


def row(
    measure: str,
    term: str,
    side: str,
    n: int,
    others: int,
    z: float | None,
    low: float | None,
    high: float | None,
    window: str | None = None,
    **more: object,
) -> Row:
    """One row: the seven keys that all measures share, then which measure, then what it adds.

    `n` and `others` count uses by the side and by all other sides; `z`, `low` and `high` are the
    log-odds ratio's z-score and 95 % interval, all null where there are too few uses to say.
    """
    figures = [number(value) for value in (z, low, high)]
    if any(value is None for value in figures):
        figures = [None, None, None]
    return {
        "term": term,
        "side": side,
        "n": int(n),
        "others": int(others),
        "z": figures[0],
        "low": figures[1],
        "high": figures[2],
        "measure": measure,
        "window": window,
        **more,
    }
