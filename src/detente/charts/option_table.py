"""The table of options: what each state holds, who would stay there, where things settle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import (
    ALARM,
    FAINT,
    GOLD,
    GOLD_EDGE,
    INK,
    PAPER,
    RULE,
    SHADE,
    Palette,
    PartyStyle,
)
from detente.charts.signs import STAYS, LegendItem, legend, stay
from detente.charts.states import (
    NO_NAMES,
    FewStates,
    OptionRow,
    Verdicts,
    choose_states,
    option_rows,
    settles,
    sign_for,
    state_names,
    tell_settled,
    unjudged,
)
from detente.charts.svg import Canvas
from detente.charts.text import Lines, counted, measure, wrap
from detente.errors import InputError

_MARGIN = 8.0
_CELL = 10.5


@dataclass(frozen=True)
class _Table:
    """What is drawn, and where its columns stand; `before`: the columns in blocks above."""

    table: Verdicts
    palette: Palette
    states: list[int]
    names: dict[int, str]
    rows: list[OptionRow]
    unseen: Collection[str]
    misread: Collection[str]
    loose: bool
    width: float
    labels: float
    cell: float
    before: int = 0

    def left(self, column: int) -> float:
        return _MARGIN + self.labels + column * self.cell


@chart(
    "option-table",
    title="Options, states and who would stay",
    says="which options are taken in each state, and for whom the state would be stable",
)
def draw_option_table(
    case: Case,
    table: Verdicts,
    *,
    first: Iterable[int] = (),
    limit: int = 9,
    unseen: Collection[str] = (),
    misread: Collection[str] = (),
    loose: bool = False,
    names: Mapping[int, str] = NO_NAMES,
    width: float = 700,
    prefix: str = "option-table",
) -> Figure:
    """Draw the options table of one game; columns that do not fit stand in a further block.

    Parameters
    ----------
    table : of whatever view and hypothesis; the signs follow the concepts it holds
    first : codes of states to show before others
    limit : at most so many states, at any width; those that hold stay before others
    unseen, misread : "party.option" of options that some side does not see (hatched), or holds to
        be otherwise (edged); options that this very game does not see are hatched anyway
    names : of states that go by a name of their own here
    loose : show what holds only if any answer counts, credible or not, by a sign of its own
    """
    game = table.game
    stacked = width < 520
    fitting = max(2, int((width - 2 * _MARGIN - (0 if stacked else 190)) // 42))
    states = choose_states(table, first, limit, keep_settled=True)
    if not states:
        raise InputError("there is no state to show")
    room = width - 2 * _MARGIN
    columns = -(-len(states) // -(-len(states) // fitting))
    labels = 0.0 if stacked else max(190.0, room - 100.0 * columns)
    drawn = _Table(
        table,
        Palette.of(case),
        states,
        state_names(game, states) | dict(names),
        option_rows(case, game),
        {*unseen},
        {*misread},
        loose,
        width,
        labels,
        min((room - labels) / columns, 110.0),
    )
    canvas = Canvas(prefix, width)
    y = _MARGIN - 14
    for start in range(0, len(states), columns):
        part = replace(drawn, states=states[start : start + columns], before=start)
        y = _block(canvas, part, y + 14)
    y = _key(canvas, drawn, y + 8)
    y = legend(canvas, _MARGIN, y + 4, room, _legend(drawn))
    return canvas.figure(
        "option-table",
        y + _MARGIN,
        title="Options, states and who would stay",
        caption=_caption(drawn),
        alt=_alt(drawn),
    )


def _block(canvas: Canvas, drawn: _Table, top: float) -> float:
    """Columns side by side: their numbers, the options, who would stay."""
    y = _heads(canvas, drawn, top)
    for party, rows in groupby(drawn.rows, key=lambda row: row.party):
        y = _party_head(canvas, drawn, party, y)
        for row in rows:
            y = _option(canvas, drawn, row, y)
    return _verdicts(canvas, drawn, y + 6)


def _heads(canvas: Canvas, drawn: _Table, top: float) -> float:
    for column, index in enumerate(drawn.states):
        middle = drawn.left(column) + drawn.cell / 2
        with canvas.group(drawn.names[index]):
            label = str(drawn.before + column + 1)
            canvas.text_beside(middle, top + 9, label, size=12.5, bold=True, anchor="middle")
            if index == drawn.table.game.present:
                canvas.text_beside(middle, top + 23, "now", size=10.5, fill=FAINT, anchor="middle")
    bottom = top + (32 if drawn.table.game.present in drawn.states else 20)
    canvas.line((_MARGIN, bottom), (drawn.left(len(drawn.states)), bottom), stroke=INK, line=1.2)
    return bottom


def _party_head(canvas: Canvas, drawn: _Table, party: str, y: float) -> float:
    style = drawn.palette[party]
    name = wrap(style.name, drawn.width - 2 * _MARGIN - 30, 12, bold=True)
    canvas.badge(_MARGIN + 11, y + 14, style, radius=8.5)
    return canvas.text(_MARGIN + 28, y + 6, name, fill=style.colour) + 3


def _level_block(drawn: _Table, row: OptionRow, word: str) -> Lines:
    return wrap(word, drawn.cell - 7, _CELL, bold=True, max_lines=3)


def _option(canvas: Canvas, drawn: _Table, row: OptionRow, y: float) -> float:
    stacked = drawn.labels == 0
    room = (drawn.width - 2 * _MARGIN if stacked else drawn.labels) - 12
    label = wrap(row.does, room, 12, max_lines=4)
    hatched = not row.seen or row.full in drawn.unseen
    edged = row.full in drawn.misread
    tallest = max(_level_block(drawn, row, level).height for level in row.levels)
    height = max(22.0, tallest + 8)
    if stacked:
        y = canvas.text(_MARGIN, y + 2, label) + 2
    else:
        height = max(height, label.height + 6)
        canvas.text_beside(_MARGIN, y + height / 2, label)
    style = drawn.palette[row.party]
    for column, index in enumerate(drawn.states):
        level = _level(drawn, row, index)
        x = drawn.left(column) + 1
        with canvas.group(f"{drawn.names[index]}: {row.does} – {_said(row, level)}"):
            _level_cell(canvas, drawn, row, style, level, (x, y + 1, height - 2), hatched)
    if edged:
        left = drawn.left(0)
        canvas.rect(
            left,
            y,
            drawn.left(len(drawn.states)) - left,
            height,
            stroke=ALARM,
            line=2.0,
            dash="5 3",
        )
    return y + height + 1


def _level(drawn: _Table, row: OptionRow, index: int) -> int:
    words = drawn.table.game.state(index)
    found = words[row.full] if isinstance(words, dict) else False
    if isinstance(found, bool):
        return int(found)
    axis = next(option for option in drawn.table.game.options if option.name == row.full)
    return axis.levels.index(found)


def _said(row: OptionRow, level: int) -> str:
    return row.levels[level] if row.named else ("no", "yes")[level]


def _level_cell(
    canvas: Canvas,
    drawn: _Table,
    row: OptionRow,
    style: PartyStyle,
    level: int,
    box: tuple[float, float, float],
    hatched: bool,
) -> None:
    x, y, height = box
    wide = drawn.cell - 2
    taken = level > 0
    if hatched:
        canvas.rect(x, y, wide, height, fill=SHADE)
        canvas.hatch(x, y, wide, height, stroke=style.colour if taken else RULE)
    else:
        canvas.rect(x, y, wide, height, fill=style.colour if taken else style.tint, round_=2)
    block = _level_block(drawn, row, row.levels[level])
    if hatched:
        canvas.rect(
            x + wide / 2 - block.width / 2 - 2,
            y + height / 2 - block.height / 2,
            block.width + 4,
            block.height,
            fill=PAPER,
        )
    fill = INK if hatched else (PAPER if taken else FAINT)
    canvas.text_beside(x + wide / 2, y + height / 2, block, fill=fill, anchor="middle")


def _verdicts(canvas: Canvas, drawn: _Table, y: float) -> float:
    table, game = drawn.table, drawn.table.game
    stacked = drawn.labels == 0
    right = drawn.left(len(drawn.states))
    canvas.line((_MARGIN, y), (right, y), stroke=INK, line=1.2)
    y = canvas.text(_MARGIN, y + 6, "Who would stay", size=12, bold=True) + 3
    for place, party in enumerate(game.parties):
        style = drawn.palette[party]
        room = (drawn.width - 2 * _MARGIN if stacked else drawn.labels) - 34
        name = wrap(style.name, room, 12, max_lines=4)
        height = max(22.0, name.height + 6)
        canvas.badge(_MARGIN + 11, y + height / 2, style, radius=8.5)
        canvas.text_beside(_MARGIN + 28, y + height / 2, name)
        if stacked:
            y += height
            height = 22.0
        for column, index in enumerate(drawn.states):
            sign = sign_for(table, place, index, loose=drawn.loose)
            x = drawn.left(column) + drawn.cell / 2
            if sign is None:
                _open_sign(canvas, x, y + height / 2)
            else:
                stay(canvas, x, y + height / 2, sign)
        y += height
    canvas.line((_MARGIN, y + 2), (right, y + 2), stroke=RULE)
    if stacked:
        y = canvas.text(_MARGIN, y + 5, "Settles here", size=12, bold=True) - 2
    else:
        canvas.text_beside(_MARGIN, y + 16, "Settles here", size=12, bold=True)
    for column, index in enumerate(drawn.states):
        sign = settles(table, index, loose=drawn.loose)
        if sign:
            x = drawn.left(column)
            canvas.rect(
                x + 3,
                y + 5,
                drawn.cell - 6,
                22,
                fill=PAPER if sign == "any" else GOLD,
                stroke=GOLD_EDGE,
                dash="4 3" if sign == "any" else None,
                line=1.2,
                round_=3,
            )
            stay(canvas, x + drawn.cell / 2, y + 16, sign)
        elif unjudged(table, index, loose=drawn.loose):
            _open_sign(canvas, drawn.left(column) + drawn.cell / 2, y + 16)
    return y + 30


def _open_sign(canvas: Canvas, x: float, y: float) -> None:
    canvas.text_beside(x, y, "?", bold=True, fill=FAINT, anchor="middle")


def _key(canvas: Canvas, drawn: _Table, y: float) -> float:
    """The numbered states in words, in two columns where there is room."""
    columns = 2 if drawn.width >= 600 and len(drawn.states) > 3 else 1
    room = (drawn.width - 2 * _MARGIN - 14 * (columns - 1)) / columns
    half = -(-len(drawn.states) // columns)
    ends = [y]
    for part in range(columns):
        left, at = _MARGIN + part * (room + 14), y
        for column in range(part * half, min((part + 1) * half, len(drawn.states))):
            number = str(column + 1)
            wide = measure(number, 11, bold=True)
            canvas.text(left + 16 - wide, at, number, size=11, bold=True)
            name = drawn.names[drawn.states[column]]
            at = canvas.text(left + 24, at, name, size=11, width=room - 26, max_lines=4) + 3
        ends.append(at)
    return max(ends)


def _legend(drawn: _Table) -> list[LegendItem]:
    signs = {
        sign_for(drawn.table, place, index, loose=drawn.loose)
        for place in range(len(drawn.table.game.parties))
        for index in drawn.states
    }
    items = [_stay_item(sign) for sign in STAYS if sign in signs]
    if None in signs:
        items.append(LegendItem(_open_sign, "cannot be judged: preferences are not given"))
    if any(row.full in drawn.unseen or not row.seen for row in drawn.rows):
        items.append(LegendItem(_unseen_sign, "an option that is not seen", 22.0))
    if any(row.full in drawn.misread for row in drawn.rows):
        items.append(
            LegendItem(
                lambda c, x, y: c.rect(x - 10, y - 6, 20, 12, stroke=ALARM, line=2.0, dash="5 3"),
                "seen otherwise by some side",
                22.0,
            )
        )
    return items


def _stay_item(sign: str) -> LegendItem:
    return LegendItem(lambda c, x, y: stay(c, x, y, sign), STAYS[sign])


def _unseen_sign(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 10, y - 6, 20, 12, fill=SHADE)
    canvas.hatch(x - 10, y - 6, 20, 12, stroke=FAINT)


def _caption(drawn: _Table) -> str:
    table = drawn.table
    left_out = table.game.n_states - len(drawn.states)
    words = ["Each numbered column is a state."]
    if drawn.rows:
        words.append("A filled cell: the option is taken (Y), or stands above its first level.")
    framed = any(settles(table, index, loose=drawn.loose) for index in drawn.states)
    tail = ", and framed where all would" if framed else ""
    words.append(f"Below, who would stay if it came there{tail}.")
    if any(unjudged(table, index, loose=drawn.loose) for index in drawn.states):
        words.append("A question mark: it cannot be judged, since preferences are not given.")
    if left_out > 0 and isinstance(table, FewStates):
        words.append(f"These are a few of {counted(table.game.n_states, 'state')}, and no sample.")
    elif left_out > 0:
        words.append(f"{counted(left_out, 'state')} of {table.game.n_states} left out.")
    return " ".join(words)


def _alt(drawn: _Table) -> str:
    held = [
        drawn.names[index]
        for index in drawn.states
        if settles(drawn.table, index, loose=drawn.loose)
    ]
    unclear = sum(unjudged(drawn.table, index, loose=drawn.loose) for index in drawn.states)
    rest = tell_settled("Settles at", held, unclear, len(drawn.states))
    shown, rows = counted(len(drawn.states), "state"), counted(len(drawn.rows), "option")
    return f"{shown} by {rows}. {rest}"
