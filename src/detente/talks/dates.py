"""Days, months and spans of a case as days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from detente.case.model import first_day, last_day
from detente.errors import InputError

#: days of a month, for rates
MONTH = 365.25 / 12


@dataclass(frozen=True, order=True)
class Window:
    """From the first to the last day on which something may happen, both included."""

    first: date
    last: date

    def not_before(self, day: date) -> Window:
        """The part of the window from a day on; that day where nothing is left."""
        return Window(max(self.first, day), max(self.last, day))

    def later(self, days: int) -> Window:
        """The window moved by some days, as far as dates go."""
        room = min(days, (date.max - self.last).days)
        return Window(self.first + timedelta(room), self.last + timedelta(room))


def window(text: str) -> Window:
    """The days of `2031`, `2031-04`, `2031-04-15`, or of a span of two of them.

    Raises
    ------
    InputError
        where it is no date.
    """
    ends = text.split("/")
    first, last = first_day(ends[0]), last_day(ends[-1])
    if first is None or last is None or len(ends) > 2:
        raise InputError(f"'{text}' is no date. Write a year, a month or a day: 2031-04-15")
    if last < first:
        raise InputError(f"the span {text} ends before it begins. Write the earlier date first")
    return Window(first, last)


def months(start: date, end: date) -> float:
    """How many months lie between two days."""
    return (end - start).days / MONTH
