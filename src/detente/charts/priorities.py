"""What each side wants on each issue, how much it matters to it, and how soon: the agenda gap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, GRID, INK, PAPER, RULE, Palette
from detente.charts.signs import LegendItem, legend, party_item
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import clean, counted, spoken, wrap
from detente.errors import InputError

_MARGIN = 8.0
_RADIUS = 8.5
_URGENCY = {"low": 1, "some": 2, "high": 3}


@dataclass(frozen=True)
class Stand:
    """Where one side stands on one issue; priority 1 is its most important."""

    party: str
    position: str
    priority: int | None
    urgency: str | None


@dataclass(frozen=True)
class Row:
    """One issue."""

    asks: str
    stands: tuple[Stand, ...]

    @property
    def gap(self) -> int:
        """How far apart the sides' priorities are; -1 where fewer than two are known."""
        known = [stand.priority for stand in self.stands if stand.priority is not None]
        return max(known) - min(known) if len(known) > 1 else -1


@chart(
    "priorities",
    title="What matters to whom, and how soon",
    says="per issue each side's position, priority and urgency; the widest gaps come first",
)
def draw_priorities(case: Case, *, width: float = 700, prefix: str = "priorities") -> Figure:
    """Draw issues with each side's position, priority and urgency.

    Raises
    ------
    InputError
        when the case lists no issue.
    """
    if not case.issues:
        raise InputError("this case lists no issue")
    palette = Palette.of(case)
    rows = []
    for issue in case.issues.values():
        sides = {*issue.positions, *issue.priority, *issue.urgency}
        rows.append(
            Row(
                clean(issue.asks.value),
                tuple(
                    Stand(
                        party,
                        spoken(issue.positions[party].value) if party in issue.positions else "",
                        issue.priority[party].value if party in issue.priority else None,
                        issue.urgency[party].value if party in issue.urgency else None,
                    )
                    for party in [*palette, *sorted(sides - set(palette))]
                    if party in sides
                ),
            )
        )
    rows.sort(key=lambda row: -row.gap)
    return _draw(palette, rows, width, prefix)


def _draw(palette: Palette, rows: list[Row], width: float, prefix: str) -> Figure:
    canvas = Canvas(prefix, width)
    room = width - 2 * _MARGIN
    stacked = width < 520
    words = room if stacked else room * 0.5
    left = _MARGIN + 14 if stacked else _MARGIN + words + 28
    right = width - _MARGIN - 14
    ranks = [s.priority for row in rows for s in row.stands if s.priority is not None]
    last = max(ranks, default=1)
    y = _head(canvas, left, right, last, bool(ranks), _MARGIN)
    for row in rows:
        y = _row(canvas, palette, row, y, words - 6, (left, right, last), stacked)
    canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
    sides = dict.fromkeys(stand.party for row in rows for stand in row.stands)
    items = [party_item(palette[party]) for party in palette if party in sides]
    used = {stand.urgency for row in rows for stand in row.stands if stand.urgency}
    items += [_urgency_item(word) for word in ("high", "some", "low") if word in used]
    y = legend(canvas, _MARGIN, y + 8, room, items)
    return canvas.figure(
        "priorities",
        y + _MARGIN,
        title="What matters to whom, and how soon",
        caption=_caption(bool(ranks)),
        alt=_alt(palette, rows),
    )


def _place(rank: int, left: float, right: float, last: int) -> float:
    return (left + right) / 2 if last == 1 else left + (right - left) * (rank - 1) / (last - 1)


def _head(canvas: Canvas, left: float, right: float, last: int, ranked: bool, top: float) -> float:
    if not ranked:
        return top
    canvas.text(left - 12, top, "matters most", size=11, bold=True, fill=FAINT)
    end = "least"
    canvas.text(right + 12, top, end, size=11, bold=True, fill=FAINT, anchor="end")
    step = 1 if (right - left) / max(last - 1, 1) >= 18 else 5
    for rank in range(1, last + 1):
        if rank in {1, last} or (rank % step == 0 and last - rank >= step / 2):
            x = _place(rank, left, right, last)
            canvas.text(x, top + 16, str(rank), size=11, fill=FAINT, anchor="middle")
    return top + 36


def _row(
    canvas: Canvas,
    palette: Palette,
    row: Row,
    top: float,
    words: float,
    axis: tuple[float, float, int],
    stacked: bool,
) -> float:
    canvas.line((_MARGIN, top), (canvas.width - _MARGIN, top), stroke=RULE)
    asks = wrap(row.asks, words, 12, bold=True, max_lines=5)
    at: dict[int, list[Stand]] = defaultdict(list)
    for stand in row.stands:
        if stand.priority is not None:
            at[stand.priority].append(stand)
    levels = _levels(palette, at, axis)
    marks = 34.0 * (max(levels.values(), default=0) + 1) if levels else 0.0
    end = canvas.text(_MARGIN, top + 7, asks) + 3
    end = _positions(canvas, palette, row, end, words)
    if stacked:
        bottom = end + 4 + marks
        middle_top = end + 2
    else:
        bottom = max(end + 6, top + marks + 8)
        middle_top = (top + bottom - marks) / 2
    _dumbbell(canvas, palette, at, levels, axis, middle_top)
    if not levels and not stacked:
        words_ = "no side's priority is given"
        canvas.text_beside(
            axis[0] - 12, (top + bottom) / 2, words_, size=11, fill=FAINT, italic=True
        )
    return bottom


def _positions(canvas: Canvas, palette: Palette, row: Row, y: float, room: float) -> float:
    """Badge and position of each side; those of one mind share a line."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for stand in row.stands:
        if stand.position:
            by_words[stand.position].append(stand.party)
    for position, parties in by_words.items():
        x = _MARGIN
        for party in parties:
            wide = badge_width(palette[party], 7.0) + 4
            if x + wide > _MARGIN + room * 0.6 and x > _MARGIN:
                x, y = _MARGIN, y + 18
            canvas.badge(x + wide / 2, y + 9, palette[party], radius=7.0)
            x += wide
        block = wrap(position, _MARGIN + room - x - 4, 11.5, max_lines=4)
        y = max(canvas.text(x + 4, y + 1.5, block), y + 16) + 3
    return y


def _levels(
    palette: Palette, at: dict[int, list[Stand]], axis: tuple[float, float, int]
) -> dict[tuple[int, str], int]:
    """On which line each mark stands, so that no two touch."""
    left, right, last = axis
    ends: list[float] = []
    levels = {}
    for rank in sorted(at):
        for stand in at[rank]:
            half = badge_width(palette[stand.party], _RADIUS) / 2 + 3
            x = _place(rank, left, right, last)
            line = next((k for k, end in enumerate(ends) if x - half >= end), len(ends))
            if line == len(ends):
                ends.append(0.0)
            ends[line] = x + half
            levels[rank, stand.party] = line
    return levels


def _dumbbell(
    canvas: Canvas,
    palette: Palette,
    at: dict[int, list[Stand]],
    levels: dict[tuple[int, str], int],
    axis: tuple[float, float, int],
    top: float,
) -> None:
    if not levels:
        return
    left, right, last = axis
    y = top + 12
    canvas.line((left - 12, y), (right + 12, y), stroke=GRID, line=1.0)
    places = [_place(rank, left, right, last) for rank in at]
    if max(places) > min(places):
        canvas.line((min(places), y), (max(places), y), stroke=INK, line=3.0)
    for (rank, _), line in levels.items():
        x = _place(rank, left, right, last)
        if line:
            canvas.line((x, y), (x, y + 34 * line), stroke=FAINT, dash="2 2")
    for rank in sorted(at):
        x = _place(rank, left, right, last)
        for stand in at[rank]:
            line = levels[rank, stand.party]
            style = palette[stand.party]
            urgency = f", urgency {stand.urgency}" if stand.urgency else ""
            with canvas.group(f"{style.name}: priority {rank}{urgency}"):
                half = badge_width(style, _RADIUS) / 2 + 2
                tall = 2 * _RADIUS + (17 if stand.urgency else 4)
                canvas.rect(x - half, y + 34 * line - _RADIUS - 2, 2 * half, tall, fill=PAPER)
                canvas.badge(x, y + 34 * line, style, radius=_RADIUS)
                if stand.urgency:
                    _bars(canvas, x, y + 34 * line + _RADIUS + 4, stand.urgency)


def _bars(canvas: Canvas, x: float, top: float, urgency: str) -> None:
    """One, two or three bars of three: how urgent."""
    full = _URGENCY.get(urgency, 0)
    for k in range(3):
        height = 3.0 + 2 * k
        canvas.rect(
            x - 7.5 + 5.5 * k,
            top + 7 - height,
            4,
            height,
            fill=INK if k < full else PAPER,
            stroke=INK if k < full else FAINT,
            line=0.7,
        )


def _urgency_item(word: str) -> LegendItem:
    says = {"high": "urgent", "some": "somewhat urgent", "low": "not urgent"}[word]
    return LegendItem(lambda c, x, y: _bars(c, x, y - 4, word), says)


def _caption(ranked: bool) -> str:
    if not ranked:
        return "Each side's position on every issue; the case gives no priorities."
    return (
        "The further left a side's sign, the more the issue matters to it; the heavy line is the"
        " gap between the sides, and the widest gaps come first. The bars under a sign say how"
        " urgent the issue is for that side."
    )


def _alt(palette: Palette, rows: list[Row]) -> str:
    parts = [f"{counted(len(rows), 'issue')}."]
    for row in rows:
        stands = []
        for stand in row.stands:
            said = [stand.position] if stand.position else []
            if stand.priority is not None:
                said.append(f"priority {stand.priority}")
            if stand.urgency:
                said.append(f"urgency {stand.urgency}")
            stands.append(f"{palette.name(stand.party)} {', '.join(said)}")
        parts.append(f"{row.asks}: {'; '.join(stands) or 'no side has spoken'}.")
    return " ".join(parts)
