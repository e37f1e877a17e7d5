"""Dates of a case as spans of days, in words, and as places along an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log2

from detente.case.model import first_day, last_day

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, order=True)
class Days:
    """From one day to another, both included; `said` is how people read it."""

    first: date
    last: date
    said: str

    @property
    def sharp(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


def days(text: str) -> Days | None:
    """The days of a year, a month, a day, or a span of two of these."""
    ends = text.split("/")
    start, end = first_day(ends[0]), last_day(ends[-1])
    if start is None or end is None:
        return None
    said = " to ".join(dict.fromkeys(map(say, ends)))
    return Days(start, end, said)


def say(text: str) -> str:
    """A date as people read it: 2022, Jun 2022, 10 Jan 2022."""
    parts = text.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


@dataclass(frozen=True)
class Scale:
    """From days to pixels.

    Attributes
    ----------
    even : whether equal times take equal room; otherwise long stretches in which nothing
        happens are shortened
    """

    stops: tuple[date, ...]
    places: tuple[float, ...]
    even: bool

    def __call__(self, day: date) -> float:
        """Where a day lies."""
        if day <= self.stops[0]:
            return self.places[0]
        for (a, x), (b, y) in pairwise(zip(self.stops, self.places, strict=True)):
            if day <= b:
                return x + (y - x) * ((day - a).days / (b - a).days)
        return self.places[-1]

    def shortened(self) -> list[tuple[float, str]]:
        """The middles of stretches drawn much shorter than they last, and how long they last."""
        if self.even:
            return []
        legs = [
            ((x + y) / 2, (b - a).days, (b - a).days / (y - x))
            for (a, x), (b, y) in pairwise(zip(self.stops, self.places, strict=True))
        ]
        least = min(rate for _, _, rate in legs)
        return [(x, _lasting(length)) for x, length, rate in legs if rate > 6 * least]


def _lasting(length: int) -> str:
    for unit, size in (("year", 365.25), ("month", 30.44), ("week", 7.0)):
        if length >= 2 * size or (unit != "week" and length >= 1.75 * size):
            return f"{round(length / size)} {unit}s"
    return f"{length} days"


def scale(found: Iterable[Days], left: float, right: float) -> Scale:
    """A scale on which all the given days have their place, and near ones keep apart."""
    spans = list(found)
    stops = sorted({day for span in spans for day in (span.first, span.last)})
    if len(stops) == 1:
        return Scale((stops[0],), ((left + right) / 2,), True)
    gaps = [(b - a).days for a, b in pairwise(stops)]
    even = min(gaps) / sum(gaps) * (right - left) >= 3.5
    weights = [float(gap) if even else 0.6 + log2(1 + gap) for gap in gaps]
    unit = (right - left) / sum(weights)
    places = [left]
    for weight in weights:
        places.append(places[-1] + weight * unit)
    return Scale(tuple(stops), tuple(places), even)
