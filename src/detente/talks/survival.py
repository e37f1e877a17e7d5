"""How the talks thin out: in which share of the ways things may go they still run on a day.

A party may leave on any day of its window, each as good as the other, and the parties' days have
nothing to do with one another. That is a way to count, and no probability of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.talks.dates import Window

#: days at which the curve is told, at most
MOST_POINTS = 60


@dataclass(frozen=True)
class Point:
    """The share of ways in which all are still talking at the end of a day."""

    day: date
    share: float


def share_on(windows: Sequence[Window], day: date) -> float:
    """The share of ways in which nobody has left by the end of a day."""
    share = 1.0
    for window in windows:
        days = (window.last - window.first).days + 1
        left = (window.last - day).days
        share *= min(max(left / days, 0.0), 1.0)
    return share


def survival(windows: Sequence[Window], today: date) -> tuple[Point, ...]:
    """The curve from today until nobody can still be talking: ends of windows, and days between."""
    if not windows:
        return ()
    end = min(window.last for window in windows)
    corners = {today, end}
    for window in windows:
        for day in (window.first - timedelta(1), window.first, window.last):
            if today <= day <= end:
                corners.add(day)
    span = (end - today).days
    step = max(span // (MOST_POINTS - len(corners)), 1) if len(corners) < MOST_POINTS else span + 1
    days = sorted(corners | {today + timedelta(k) for k in range(0, span + 1, step)})
    return tuple(Point(day, share_on(windows, day)) for day in days)


def day_of_half(windows: Sequence[Window], today: date) -> date | None:
    """The first day by whose end someone has left in at least half of the ways."""
    if not windows:
        return None
    day, end = today, min(window.last for window in windows)
    low, high = 0, (end - today).days
    while low < high:
        middle = (low + high) // 2
        if share_on(windows, today + timedelta(middle)) <= 0.5:
            high = middle
        else:
            low = middle + 1
    return day + timedelta(low)
