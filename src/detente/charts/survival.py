"""How the talks thin out: on which days all are still talking, and until when each would stay."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, GRID, INK, RULE, Palette
from detente.charts.svg import Canvas, number
from detente.charts.text import listed, measure
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.talks.result import Talks
    from detente.talks.staying import Stay

_TALL = 150.0
_LANE = 24.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@chart(
    "survival",
    title="How long all are still talking",
    says="in which share of the ways that the dates allow all parties still talk on a day",
)
def draw_survival(
    case: Case, talks: Talks, *, width: float = 700, prefix: str = "survival"
) -> Figure:
    """Draw the curve, and below it each party's last days.

    Raises
    ------
    InputError
        where the case does not say until when anyone would stay.
    """
    told = [stay for stay in talks.stays if stay.until is not None]
    if talks.ends is None or not told or len(talks.curve) < 2:
        raise InputError("the case does not say until when anyone would stay")
    last = max(stay.until.last for stay in told if stay.until is not None)
    axis = _Axis(talks.today, last, 52.0, width - 14.0)
    canvas = Canvas(prefix, width)
    top = 14.0
    _curve(canvas, talks, axis, top)
    bottom = _lanes(canvas, Palette.of(case), told, axis, top + _TALL + 34)
    who = listed([case.parties[party].name.value for party in talks.binding])
    return canvas.figure(
        "survival",
        bottom + 6,
        title="How long all are still talking",
        caption=(
            "The line shows in which share of the ways that these days allow all are still "
            "talking: each party may leave on any day of its bar, each as good as the other. That "
            "is a count over what the case leaves open, not a probability."
        ),
        alt=(
            f"All are still talking until {_said(talks.ends.first)} at least and "
            f"{_said(talks.ends.last)} at most, when {who} leaves"
            + (f"; half of the ways end by {_said(talks.half)}." if talks.half else ".")
        ),
    )


class _Axis:
    """From days to places."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first, self.span = first, max((last - first).days, 1)
        self.last, self.left, self.right = last, left, right

    def __call__(self, day: date) -> float:
        share = min(max((day - self.first).days / self.span, 0.0), 1.0)
        return self.left + (self.right - self.left) * share

    def ticks(self) -> list[date]:
        """The first days of months (or of years), as many as have room."""
        found = []
        year, month = self.first.year, self.first.month
        while True:
            month += 1
            year, month = (year + 1, 1) if month > 12 else (year, month)
            day = date(year, month, 1)
            if day > self.last:
                break
            found.append(day)
        room = max(int((self.right - self.left) / 62), 1)
        step = -(-len(found) // room) if found else 1
        return found[::step]


def _curve(canvas: Canvas, talks: Talks, axis: _Axis, top: float) -> None:
    """The frame, the line, and the day of half."""
    floor = top + _TALL
    for share in (0.0, 0.5, 1.0):
        y = floor - share * _TALL
        canvas.line((axis.left, y), (axis.right, y), stroke=RULE if share == 0 else GRID)
        canvas.text_beside(axis.left - 6, y, f"{share:.0%}", size=10.5, fill=FAINT, anchor="end")
    for day in axis.ticks():
        x = axis(day)
        canvas.line((x, floor), (x, floor + 4), stroke=RULE)
        if axis.left + 22 <= x <= axis.right - 22:
            said = f"{_MONTHS[day.month - 1]} {day.year}"
            canvas.text(x, floor + 6, said, size=10.5, fill=FAINT, anchor="middle")
    points = [(axis(axis.first), floor - _TALL)]
    points += [(axis(point.day), floor - point.share * _TALL) for point in talks.curve]
    path = "".join(f"{'L' if k else 'M'}{number(x)} {number(y)}" for k, (x, y) in enumerate(points))
    canvas.path(path, stroke=INK, line=2.0)
    if talks.half is not None:
        x, y = axis(talks.half), floor - _TALL / 2
        canvas.circle(x, y, 3.5, fill=INK)
        said = f"half by {_said(talks.half)}"
        if x + 14 + measure(said, 11) <= axis.right:  # above a line that falls there is room
            canvas.text(x + 8, y - 20, said, size=11)
        else:
            canvas.text(x - 10, y + 4, said, size=11, anchor="end")


def _lanes(canvas: Canvas, palette: Palette, told: list[Stay], axis: _Axis, top: float) -> float:
    """A bar for the last days of each party; returns where they end."""
    for stay in told:
        assert stay.until is not None
        style = palette[stay.party]
        middle = top + _LANE / 2
        canvas.badge(axis.left - 26, middle, style, radius=9)
        canvas.line((axis.left, middle), (axis(stay.until.first), middle), stroke=style.colour)
        x0, x1 = axis(stay.until.first), axis(stay.until.last)
        with canvas.group(f"{style.name}: {_said(stay.until.first)} to {_said(stay.until.last)}"):
            canvas.rect(x0, middle - 5, max(x1 - x0, 3.0), 10, fill=style.tint, stroke=style.colour)
        top += _LANE
    return top


def _said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
