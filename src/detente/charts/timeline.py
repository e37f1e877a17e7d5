"""When things happen: sessions by track, deadlines, statements and patience by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.dates import Days, Scale, days, say, scale
from detente.charts.palette import ALARM, FAINT, INK, PAPER, RULE, Palette
from detente.charts.signs import LegendItem, legend
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import Lines, clean, counted, measure, wrap
from detente.errors import InputError

_MARGIN = 8.0
_MARK = 5.5
_LABEL = 190.0


@dataclass(frozen=True)
class Event:
    """Something with a date.

    Attributes
    ----------
    kind : "session", "deadline", "statement" or "patience"
    """

    when: Days
    kind: str
    text: str
    colour: str = INK


@dataclass(frozen=True)
class Lane:
    """One track, the deadlines, or one side."""

    name: str
    parties: tuple[str, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class _Label:
    """An event with the place of its mark and of its words."""

    event: Event
    x0: float
    x1: float
    block: Lines
    left: float
    anchor: str
    below: bool = False

    @property
    def height(self) -> float:
        """Of the mark with its words."""
        stacked = 2 * _MARK + 4 + self.block.height
        return stacked if self.below else max(self.block.height, 14.0)

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it takes room."""
        return min(self.x0 - _MARK, self.left), max(self.x1 + _MARK, self.left + self.block.width)


@chart(
    "timeline",
    title="Sessions, statements, deadlines",
    says="when talks were held, what was said when, and which dates press whom",
)
def draw_timeline(case: Case, *, width: float = 700, prefix: str = "timeline") -> Figure:
    """Draw tracks, deadlines, dated statements and patience along one axis.

    Raises
    ------
    InputError
        when nothing in the case has a date.
    """
    palette = Palette.of(case)
    lanes = list(_lanes(case, palette))
    if not lanes:
        raise InputError("nothing in this case has a date: no session, deadline or statement")
    now = days(case.as_of) if case.as_of else None
    undated = sum(statement.date is None for statement in case.statements)
    return _draw(palette, lanes, now, undated, width, prefix)


def _lanes(case: Case, palette: Palette) -> Iterator[Lane]:
    for track in case.tracks.values():
        sessions = [
            Event(when, "session", _join(when.said, session.name.value if session.name else ""))
            for session in track.sessions
            if (when := days(session.date.value))
        ]
        if sessions:
            parties = dict.fromkeys(
                [*track.parties, *(p for s in track.sessions for p in s.parties)]
            )
            yield Lane(track.name.value, tuple(parties), tuple(sessions))
    deadlines = [
        (when, deadline) for deadline in case.deadlines if (when := days(deadline.date.value))
    ]
    if deadlines:
        bound = dict.fromkeys(party for _, deadline in deadlines for party in deadline.binds)
        events = [
            Event(when, "deadline", _join(when.said, deadline.what.value), ALARM)
            for when, deadline in deadlines
        ]
        yield Lane("Deadlines", tuple(bound), tuple(events))
    for party in case.parties:
        colour = palette[party].colour
        said: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for statement in case.statements:
            if statement.party == party and statement.date:
                said[statement.date.value].append((statement.act, statement.gist.value))
        events = [
            Event(when, "statement", _join(when.said, _summary(found)), colour)
            for text, found in said.items()
            if (when := days(text))
        ]
        patience = case.patience.get(party)
        if patience and (when := days(patience.until.value)):
            words = patience.what.value if patience.what else "patience may end"
            events.append(Event(when, "patience", _join(when.said, words), colour))
        if events:
            yield Lane(palette.name(party), (party,), tuple(events))


def _join(when: str, what: str) -> str:
    return f"{when}: {clean(what)}" if what else when


def _summary(found: list[tuple[str, str]]) -> str:
    """One statement by its gist, several by their kinds."""
    if len(found) == 1:
        return f"{found[0][0]} – {found[0][1]}"
    acts: dict[str, int] = defaultdict(int)
    for act, _ in found:
        acts[act] += 1
    kinds = ", ".join(act if n == 1 else f"{act} ×{n}" for act, n in acts.items())
    return f"{counted(len(found), 'statement')} ({kinds})"


# ---------------------------------------------------------------------------- drawing


def _draw(
    palette: Palette,
    lanes: list[Lane],
    now: Days | None,
    undated: int,
    width: float,
    prefix: str,
) -> Figure:
    canvas = Canvas(prefix, width)
    heads = 0.0 if width < 520 else 150.0
    left, right = _MARGIN + heads + 14, width - _MARGIN - 14
    spans = [event.when for lane in lanes for event in lane.events]
    axis = scale([*spans, now] if now else spans, left, right)
    y = _axis(canvas, axis, spans, now, _MARGIN)
    begin = y
    marks: list[tuple[Lane, float, list[list[_Label]]]] = []
    for lane in lanes:
        rows = _rows(lane, axis, left - 6, right + 6)
        height = _lane_height(lane, rows, heads, palette, width)
        marks.append((lane, y, rows))
        y += height
    if now:
        x = axis(now.first)
        canvas.line((x, begin), (x, y), stroke=FAINT, line=1.0, dash="2 4")
    for lane, top, rows in marks:
        _draw_lane(canvas, lane, rows, top, heads, palette)
    canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
    kinds = {event.kind for lane in lanes for event in lane.events}
    y = legend(canvas, _MARGIN, y + 8, width - 2 * _MARGIN, _legend(kinds, now))
    return canvas.figure(
        "timeline",
        y + _MARGIN,
        title="Sessions, statements, deadlines",
        caption=_caption(axis, spans, undated),
        alt=_alt(lanes),
    )


def _axis(canvas: Canvas, axis: Scale, spans: list[Days], now: Days | None, top: float) -> float:
    """Dates along the top, as many as have room."""
    base = top + 18
    taken: list[tuple[float, float]] = []
    wanted = [*([now.first] if now else []), *sorted({span.first for span in spans})]
    for day in wanted:
        x = axis(day)
        words = say(day.isoformat())
        if now and day == now.first:
            words = f"as of {words}"
        half = measure(words, 10.5) / 2
        at = min(max(x, 2 + half), canvas.width - 2 - half)
        if all(at + half + 8 < a or at - half - 8 > b for a, b in taken):
            canvas.text(at, top, words, size=10.5, fill=FAINT, anchor="middle")
            canvas.line((x, base - 2), (x, base + 3), stroke=FAINT)
            taken.append((at - half, at + half))
    canvas.line((axis.places[0], base), (axis.places[-1], base), stroke=FAINT)
    for x, said in axis.shortened():
        for offset in (-3.0, 3.0):
            canvas.rect(x + offset - 1, base - 2, 2, 4, fill=PAPER)
            canvas.line((x + offset - 3, base + 5), (x + offset + 3, base - 5), stroke=FAINT)
        half = measure(said, 10.5) / 2
        if all(x + half + 8 < a or x - half - 8 > b for a, b in taken):
            canvas.text(x, top, said, size=10.5, fill=FAINT, anchor="middle", italic=True)
            taken.append((x - half, x + half))
    return base + 6


def _rows(lane: Lane, axis: Scale, left: float, right: float) -> list[list[_Label]]:
    """Labels on as many lines as they need to keep clear of each other."""
    rows: list[list[_Label]] = []
    for event in sorted(lane.events, key=lambda e: (e.when.first, e.when.last)):
        label = _label(event, axis, left, right)
        for row in rows:
            if all(
                label.reach[0] > other.reach[1] + 8 or label.reach[1] < other.reach[0] - 8
                for other in row
            ):
                row.append(label)
                break
        else:
            rows.append([label])
    return rows


def _label(event: Event, axis: Scale, left: float, right: float) -> _Label:
    x0, x1 = axis(event.when.first), axis(event.when.last)
    room = min(right - x1 - _MARK - 5, _LABEL)
    before = min(x0 - left - _MARK - 5, _LABEL)
    if room < 110 <= before:
        block = wrap(event.text, before, 11, max_lines=4, ours=True)
        return _Label(event, x0, x1, block, x0 - _MARK - 5 - block.width, "end")
    if room < 110:
        block = wrap(event.text, min(right - left, 2 * _LABEL), 11, max_lines=4, ours=True)
        middle = (x0 + x1) / 2 - block.width / 2
        start = min(max(middle, left), right - block.width)
        return _Label(event, x0, x1, block, start, "start", below=True)
    block = wrap(event.text, room, 11, max_lines=4, ours=True)
    return _Label(event, x0, x1, block, x1 + _MARK + 5, "start")


def _row_height(row: list[_Label]) -> float:
    return max(label.height for label in row) + 6


def _name(lane: Lane, heads: float, width: float) -> Lines:
    return wrap(lane.name, heads - 8 if heads else width - 2 * _MARGIN - 70, 12, bold=True)


def _badge_rows(lane: Lane, heads: float, width: float, palette: Palette) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    used, room = 0.0, (heads if heads else width - 2 * _MARGIN)
    for party in lane.parties:
        wide = badge_width(palette[party], 7.5) + 4
        if rows[-1] and used + wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(party)
        used += wide
    return [row for row in rows if row]


def _head_height(lane: Lane, heads: float, palette: Palette, width: float) -> float:
    badges = len(_badge_rows(lane, heads, width, palette))
    return _name(lane, heads, width).height + 18 * badges + 4


def _lane_height(
    lane: Lane, rows: list[list[_Label]], heads: float, palette: Palette, width: float
) -> float:
    head = _head_height(lane, heads, palette, width)
    body = sum(map(_row_height, rows))
    return (max(head, body) if heads else head + body) + 12


def _draw_lane(
    canvas: Canvas,
    lane: Lane,
    rows: list[list[_Label]],
    top: float,
    heads: float,
    palette: Palette,
) -> None:
    canvas.line((_MARGIN, top), (canvas.width - _MARGIN, top), stroke=RULE)
    block = _name(lane, heads, canvas.width)
    canvas.rect(_MARGIN, top + 5, block.width + 4, block.height, fill=PAPER)
    y = canvas.text(_MARGIN, top + 5, block) + 2
    for row in _badge_rows(lane, heads, canvas.width, palette):
        x = _MARGIN
        for party in row:
            wide = badge_width(palette[party], 7.5) + 4
            canvas.badge(x + wide / 2, y + 8, palette[party], radius=7.5)
            x += wide
        y += 18
    y = top + 6 + (0.0 if heads else _head_height(lane, heads, palette, canvas.width))
    for labels in rows:
        middle = y + _row_height(labels) / 2 - 3
        for label in labels:
            with canvas.group(label.event.text):
                at, words = middle, middle
                if label.below:
                    at = middle - label.height / 2 + _MARK
                    words = middle + label.height / 2 - label.block.height / 2
                canvas.rect(
                    label.left - 2,
                    words - label.block.height / 2,
                    label.block.width + 4,
                    label.block.height,
                    fill=PAPER,
                )
                _mark(canvas, label.event.kind, label.event.colour, label.x0, label.x1, at)
                x = label.left + (label.block.width if label.anchor == "end" else 0)
                canvas.text_beside(x, words, label.block, anchor=label.anchor)
        y += _row_height(labels)


def _mark(canvas: Canvas, kind: str, colour: str, x0: float, x1: float, y: float) -> None:
    """A sign for what it is; a bar over the days among which it lies."""
    r = _MARK
    if kind == "patience":
        canvas.rect(x0 - 2, y - r, x1 - x0 + 4, 2 * r, fill=PAPER, stroke=colour, line=1.2)
        canvas.hatch(x0 - 2, y - r, x1 - x0 + 4, 2 * r, stroke=colour)
        return
    if x1 - x0 > 1:
        canvas.rect(x0, y - 2, x1 - x0, 4, fill=colour, round_=2.0)
    x = (x0 + x1) / 2
    if kind == "session":
        canvas.rect(x - r, y - r, 2 * r, 2 * r, fill=colour)
    elif kind == "deadline":
        s = r + 1.5
        canvas.polygon([(x, y - s), (x + s, y), (x, y + s), (x - s, y)], fill=colour)
    else:
        canvas.circle(x, y, r - 0.5, fill=colour)


def _legend(kinds: set[str], now: Days | None) -> list[LegendItem]:
    words = {
        "session": "a session",
        "deadline": "a deadline",
        "statement": "a statement",
        "patience": "when patience may end",
    }
    items = [_kind_item(kind, text) for kind, text in words.items() if kind in kinds]
    if now:
        items.append(
            LegendItem(
                lambda c, x, y: c.line((x, y - 8), (x, y + 8), stroke=FAINT, dash="2 4"),
                "the day of which the case speaks",
            )
        )
    return items


def _kind_item(kind: str, text: str) -> LegendItem:
    colour = ALARM if kind == "deadline" else INK
    half = 8.0 if kind == "patience" else 0.0
    return LegendItem(lambda c, x, y: _mark(c, kind, colour, x - half, x + half, y), text, 22.0)


def _caption(axis: Scale, spans: list[Days], undated: int) -> str:
    words = ["One lane for each track and each side, time from left to right."]
    if not all(span.sharp for span in spans):
        words.append("A bar shows the days among which something lies.")
    if not axis.even:
        words.append("Where the axis is broken, a long stretch without a date is shortened.")
    if undated:
        words.append(
            f"{counted(undated, 'statement')} without a date "
            + ("is" if undated == 1 else "are")
            + " not shown."
        )
    return " ".join(words)


def _alt(lanes: list[Lane]) -> str:
    return " ".join(
        f"{lane.name}: {'; '.join(event.text for event in lane.events[:6])}." for lane in lanes
    )
