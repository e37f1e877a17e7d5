"""Packages as two parties value them, and the part that is better for both than walking away."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from detente.bargaining import load_solutions
from detente.bargaining.packages import all_packages
from detente.bargaining.result import Account
from detente.bargaining.valued import Valued
from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, GOLD, GOLD_EDGE, GRID, INK, PAPER, RULE, Palette
from detente.charts.svg import Canvas
from detente.charts.text import counted, listed, within, wrap
from detente.errors import InputError

#: packages drawn one by one, at most; beyond, the frontier alone
MOST_DOTS = 600
_MARK = 8.5
_SMALL = 11.0


@dataclass(frozen=True)
class _Mark:
    """A package that rules of fairness pick, and where it lies."""

    letter: str
    x: float
    y: float
    text: str


@chart(
    "zone",
    title="Where a deal could be",
    says="which packages are better for both than walking away, and which of them rules pick",
)
def draw_zone(
    case: Case,
    account: Account,
    pair: tuple[str, str] | None = None,
    *,
    width: float = 700,
    prefix: str = "zone",
) -> Figure:
    """Draw the packages of one account as two parties value them.

    Parameters
    ----------
    pair : the parties along and up; left out, the first two that have values

    Raises
    ------
    InputError
        without values for two parties.
    """
    valued = account.valued
    if valued is None or len(valued.judges) < 2:
        raise InputError("packages are drawn where two parties have values")
    names = [judge.name for judge in valued.judges]
    across, up = (names.index(p) for p in pair) if pair else (0, 1)
    palette = Palette.of(case)
    canvas = Canvas(prefix, width)
    wide = width >= 560
    side = min(width * 0.52, 340.0) if wide else min(width - 60, 300.0)
    plot = _Plot(valued, across, up, 48.0, 12.0, side)
    marks = _marks(case, valued, plot)
    _ground(canvas, plot, palette, names)
    _dots(canvas, valued, plot)
    _rings(canvas, marks)
    if wide:
        bottom = _legend(canvas, marks, plot.left + side + 24, plot.top, width - side - 80)
        height = max(bottom, plot.top + side + 44)
    else:
        height = _legend(canvas, marks, 8.0, plot.top + side + 46, width - 16)
    one, two = (within(palette.name(names[k])) for k in (across, up))
    return canvas.figure(
        "zone",
        height + 8,
        title=f"Where a deal between {one} and {two} could be",
        caption=(
            f"Each dot is a package: further right is worth more to {one}, further up to {two}, "
            "each on its own scale. Dark dots are those of which no other betters for all. The "
            "shaded part leaves both at least as well off as walking away."
        ),
        alt=_alt(valued, marks, one, two),
    )


class _Plot:
    """From worths to places."""

    def __init__(
        self, valued: Valued, across: int, up: int, left: float, top: float, side: float
    ) -> None:
        self.valued, self.across, self.up = valued, across, up
        self.left, self.top, self.side = left, top, side
        low, high = [], []
        for party in (across, up):
            least = sum(int(group.worth[party].min()) for group in valued.packages.groups)
            most = sum(int(group.worth[party].max()) for group in valued.packages.groups)
            if valued.floor is not None:
                least = min(least, int(valued.floor[party]))
                most = max(most, int(valued.floor[party]))
            margin = max((most - least) * 0.06, 0.5)
            low.append(least - margin)
            high.append(most + margin)
        self.low, self.high = low, high

    def place(self, worth: list[int]) -> tuple[float, float]:
        """Where a package with these worths lies."""
        return self.x(worth[self.across]), self.y(worth[self.up])

    def x(self, units: float) -> float:
        """How far right."""
        return self.left + self.side * (units - self.low[0]) / (self.high[0] - self.low[0])

    def y(self, units: float) -> float:
        """How far down."""
        return self.top + self.side * (self.high[1] - units) / (self.high[1] - self.low[1])


def _ground(canvas: Canvas, plot: _Plot, palette: Palette, names: list[str]) -> None:
    """The frame, the part that is better than walking away, and what the axes mean."""
    left, top, side = plot.left, plot.top, plot.side
    canvas.rect(left, top, side, side, fill=PAPER, stroke=RULE)
    floor = plot.valued.floor
    if floor is not None:
        x, y = plot.x(int(floor[plot.across])), plot.y(int(floor[plot.up]))
        canvas.rect(x, top, left + side - x, y - top, fill=GOLD)
        canvas.line((x, top), (x, top + side), stroke=GOLD_EDGE, dash="4 3")
        canvas.line((left, y), (left + side, y), stroke=GOLD_EDGE, dash="4 3")
    for k in range(1, 4):
        at = side * k / 4
        canvas.line((left + at, top), (left + at, top + side), stroke=GRID)
        canvas.line((left, top + at), (left + side, top + at), stroke=GRID)
    one, two = palette[names[plot.across]], palette[names[plot.up]]
    canvas.badge(left + 12, top + side + 16, one, radius=9)
    canvas.text_beside(
        left + 34, top + side + 16, "worth more to it →", size=_SMALL, fill=FAINT, width=side - 40
    )
    canvas.badge(left - 24, top + side - 12, two, radius=9)
    canvas.text_beside(left - 24, top + side - 34, "↑", size=13, fill=FAINT, anchor="middle")


def _dots(canvas: Canvas, valued: Valued, plot: _Plot) -> None:
    """All packages where they are few, and the frontier always."""
    if valued.packages.n_packages <= MOST_DOTS:
        places = {
            plot.place(valued.packages.worth(picks).tolist())
            for picks in all_packages(valued.packages)
        }
        for x, y in sorted(places):
            canvas.circle(x, y, 2.6, fill=PAPER, stroke=FAINT)
    rows = valued.frontier.worth[:MOST_DOTS].tolist()
    for x, y in sorted({plot.place(row) for row in rows}):
        canvas.circle(x, y, 3.2, fill=INK)


def _marks(case: Case, valued: Valued, plot: _Plot) -> list[_Mark]:
    """Packages that rules pick, one letter for each worth."""
    titles = load_solutions()
    rules: dict[int, list[str]] = {}
    for rule, rows in valued.points.items():
        for row in rows[:2]:
            rules.setdefault(row, []).append(titles[rule].title)
    found = []
    for number, row in enumerate(sorted(rules)[:8]):
        assert valued.inside is not None
        x, y = plot.place(valued.inside.worth[row].tolist())
        picks = next(islice(valued.inside.of_row(row), 1))
        package = valued.packages.label(picks)
        told = "; ".join(
            f"{case.issues[issue].asks.value}: {level}" for issue, level in package.items()
        )
        found.append(_Mark(chr(65 + number), x, y, f"{listed(rules[row])}. {told}"))
    return found


def _rings(canvas: Canvas, marks: list[_Mark]) -> None:
    """A lettered ring for each mark, apart from the others, tied to its dot."""
    taken: list[tuple[float, float]] = []
    for mark in marks:
        x, y = mark.x + 12, mark.y - 12
        while any(abs(x - a) < 2 * _MARK and abs(y - b) < 2 * _MARK for a, b in taken):
            y += 2 * _MARK + 1
        taken.append((x, y))
        canvas.line((mark.x, mark.y), (x, y), stroke=INK)
        canvas.circle(x, y, _MARK, fill=PAPER, stroke=INK, line=1.4)
        canvas.text_beside(x, y, mark.letter, size=_SMALL, bold=True, anchor="middle")


def _legend(canvas: Canvas, marks: list[_Mark], left: float, top: float, width: float) -> float:
    """What the letters mean; returns where it ends."""
    if not marks:
        canvas.text(left, top, "No package leaves all at least as well off as walking away.",
                    size=12, width=width)  # fmt: skip
        return top + 40
    for mark in marks:
        canvas.circle(left + _MARK, top + _MARK, _MARK, fill=PAPER, stroke=INK, line=1.4)
        canvas.text_beside(
            left + _MARK, top + _MARK, mark.letter, size=_SMALL, bold=True, anchor="middle"
        )
        block = wrap(mark.text, width - 2 * _MARK - 10, 11.5, max_lines=6)
        top = max(canvas.text(left + 2 * _MARK + 8, top, block), top + 2 * _MARK) + 8
    return top


def _alt(valued: Valued, marks: list[_Mark], one: str, two: str) -> str:
    inside = valued.n_zone
    zone = "an unknown number" if inside is None else str(inside)
    return (
        f"{counted(valued.packages.n_packages, 'package')} as {one} and {two} value them; {zone} "
        "in the zone of agreement. " + " ".join(f"{m.letter}: {m.text}." for m in marks)
    )
