"""Which outcomes would hold, account by account and view by view."""

from __future__ import annotations

from itertools import groupby
from string import ascii_uppercase

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.matrix import Cell, Column, Matrix, MatrixRow
from detente.charts.palette import FAINT, GOLD, GOLD_EDGE, GRID, INK, PAPER, RULE, SHADE, Palette
from detente.charts.signs import LegendItem, away, legend, lock, stay
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import counted, listed, measure, wrap
from detente.errors import InputError

_MARGIN = 8.0
_HOLDS = {"nash", "answer", "any"}
_BADGE = 7.5
_MEANS = {
    "nash": "holds: nobody has a better move",
    "answer": "holds: a credible answer deters every better move",
    "any": "holds only if any answer counts, credible or not",
    "some": "some of the states that go by this name hold",
    "left": "somebody would leave it: those named",
    "hidden": "impossible as this side sees it",
    "absent": "impossible in this account",
    "open": "cannot be judged: the case does not say enough",
}


class _Layout:
    """Where columns stand; on a narrow page the name of a row stands above its cells."""

    def __init__(self, matrix: Matrix, width: float, palette: Palette) -> None:
        self.matrix, self.width, self.palette = matrix, width, palette
        count = len(matrix.columns)
        self.stacked = width < 520 or (width - 2 * _MARGIN) / (count + 2.5) < 48
        gaps = _group_gaps(matrix.columns)
        total = width - 2 * _MARGIN - 8 * len(gaps)
        if self.stacked:
            self.names = total
            self.cell = total / count
            left = _MARGIN
        else:
            self.cell = min(max(58.0, (total - 200) / count), 104.0, (total - 120) / count)
            self.names = total - count * self.cell
            left = _MARGIN + self.names
        self.left: list[float] = []
        for place in range(count):
            if place in gaps:
                left += 8
            self.left.append(left)
            left += self.cell

    def letter(self, place: int) -> str:
        """What stands for a column in the key: A, B, …"""
        return ascii_uppercase[place] if place < 26 else f"A{place - 25}"


def _group_gaps(columns: tuple[Column, ...]) -> set[int]:
    return {k for k in range(1, len(columns)) if columns[k].group != columns[k - 1].group}


@chart(
    "outcomes-by-hypothesis",
    title="Which outcomes would hold, and for whom",
    says="for every rival account and every side's view: which outcomes hold, and who would leave",
)
def draw_matrix(
    case: Case, matrix: Matrix, *, width: float = 700, prefix: str = "outcomes"
) -> Figure:
    """Draw outcomes against accounts and views.

    Raises
    ------
    InputError
        when there is no row or no column.
    """
    return _draw(Palette.of(case), matrix, width, prefix)


def _draw(palette: Palette, matrix: Matrix, width: float, prefix: str) -> Figure:
    if not matrix.rows or not matrix.columns:
        raise InputError("there are no outcomes to show: the case names no outcome and no state")
    canvas = Canvas(prefix, width)
    layout = _Layout(matrix, width, palette)
    y = _heads(canvas, layout, _MARGIN)
    for group, rows in groupby(matrix.rows, key=lambda row: row.group):
        if group:
            y = canvas.text(
                _MARGIN, y + 8, group, size=11, bold=True, fill=FAINT, width=width - 2 * _MARGIN
            )
            y += 3
        for row in rows:
            y = _row(canvas, layout, row, y)
    canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
    y = _key(canvas, layout, y + 8)
    y = legend(canvas, _MARGIN, y + 2, width - 2 * _MARGIN, _legend(matrix, palette))
    return canvas.figure(
        "outcomes-by-hypothesis",
        y + _MARGIN,
        title="Which outcomes would hold, and for whom",
        caption=_caption(matrix),
        alt=_alt(matrix),
    )


# ---------------------------------------------------------------------------- heads


def _heads(canvas: Canvas, layout: _Layout, top: float) -> float:
    columns = layout.matrix.columns
    y = top
    if any(column.group for column in columns):
        tall = 0.0
        for group, members in groupby(range(len(columns)), key=lambda k: columns[k].group):
            places = list(members)
            left = layout.left[places[0]]
            right = layout.left[places[-1]] + layout.cell
            over = wrap(group, right - left - 4, 11, bold=True)
            canvas.text((left + right) / 2, y, over, fill=FAINT, anchor="middle")
            tall = max(tall, over.height)
        for _, members in groupby(range(len(columns)), key=lambda k: columns[k].group):
            places = list(members)
            canvas.line(
                (layout.left[places[0]] + 2, y + tall + 3),
                (layout.left[places[-1]] + layout.cell - 2, y + tall + 3),
                stroke=FAINT,
                line=1.2,
            )
        y += tall + 8
    blocks = [
        None if layout.stacked else wrap(column.name, layout.cell - 6, 10.5, max_lines=4)
        for column in columns
    ]
    for place, (column, block) in enumerate(zip(columns, blocks, strict=True)):
        middle = layout.left[place] + layout.cell / 2
        with canvas.group(column.name):
            if column.party is None:
                canvas.text_beside(
                    middle, y + 10, layout.letter(place), size=12, bold=True, anchor="middle"
                )
            else:
                canvas.badge(middle, y + 10, layout.palette[column.party], radius=9.0)
            if block is not None:
                canvas.text(middle, y + 22, block, anchor="middle")
    return y + 22 + max((block.height for block in blocks if block), default=0.0) + 6


def _key(canvas: Canvas, layout: _Layout, y: float) -> float:
    """Full names of the columns whose heads do not hold them."""
    for place, column in enumerate(layout.matrix.columns):
        short = not layout.stacked and not wrap(column.name, layout.cell - 6, 10.5, max_lines=4).cut
        if short:
            continue
        if column.party is None:
            letter = layout.letter(place)
            canvas.text(_MARGIN + 10, y, letter, size=11, bold=True, anchor="middle")
        else:
            canvas.badge(_MARGIN + 10, y + 7.5, layout.palette[column.party], radius=7.0)
        room = layout.width - 2 * _MARGIN - 28
        y = canvas.text(_MARGIN + 28, y, column.name, size=11, fill=INK, width=room) + 3
    return y


# ---------------------------------------------------------------------------- rows and cells


def _row(canvas: Canvas, layout: _Layout, row: MatrixRow, y: float) -> float:
    canvas.line((_MARGIN, y), (layout.width - _MARGIN, y), stroke=RULE)
    room = layout.names - 10
    name = wrap(row.name, room, 12, bold=row.present, max_lines=None if layout.stacked else 5)
    note = ("the present" + (f" · {row.note}" if row.note else "")) if row.present else row.note
    below = wrap(note, room, 10.5)
    words = name.height + below.height
    cells = max(max(_cell_height(cell, layout) for cell in row.cells), 30.0)
    if layout.stacked:
        end = canvas.text(_MARGIN, y + 5, name)
        end = canvas.text(_MARGIN, end, below, fill=FAINT)
        top, bottom = end + 3, end + 3 + cells
    else:
        top, bottom = y, y + max(words + 10, cells)
        start = (top + bottom - words) / 2
        end = canvas.text(_MARGIN, start, name)
        canvas.text(_MARGIN, end, below, fill=FAINT)
    for place, cell in enumerate(row.cells):
        says = _MEANS[cell.sign] if not cell.note else cell.note
        head = layout.matrix.columns[place].name
        with canvas.group(f"{row.name} – {head}: {says}"):
            _cell(canvas, layout, cell, layout.left[place], top, bottom - top)
    return bottom + (4 if layout.stacked else 0)


def _badge_lines(cell: Cell, layout: _Layout) -> list[list[str]]:
    """The leavers' badges, broken to the width of a cell; the last line keeps room for an arrow."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for party in cell.leavers:
        wide = badge_width(layout.palette[party], _BADGE) + 3
        if lines[-1] and used + wide + 13 > layout.cell - 6:
            lines.append([])
            used = 0.0
        lines[-1].append(party)
        used += wide
    return lines


def _cell_height(cell: Cell, layout: _Layout) -> float:
    if cell.sign == "left" and cell.leavers:
        height = len(_badge_lines(cell, layout)) * 18.0 + 10
    else:
        height = 26.0
    if cell.text:
        height += wrap(cell.text, layout.cell - 6, 10).height + 2
    return height + (4 if cell.reached else 0)


def _cell(canvas: Canvas, layout: _Layout, cell: Cell, x: float, top: float, height: float) -> None:
    left, wide = x + 1.5, layout.cell - 3
    middle = x + layout.cell / 2
    y0, tall = top + 2, height - 4
    if cell.sign in _HOLDS:
        fill = PAPER if cell.sign == "any" else GOLD
        canvas.rect(left, y0, wide, tall, fill=fill, stroke=GOLD_EDGE, line=1.2, round_=3)
    elif cell.sign == "some":
        canvas.rect(
            left, y0, wide, tall, fill=PAPER, stroke=GOLD_EDGE, line=1.2, dash="4 3", round_=3
        )
    elif cell.sign in {"hidden", "absent"}:
        canvas.rect(left, y0, wide, tall, fill=SHADE, round_=3)
        canvas.hatch(left, y0, wide, tall, stroke=RULE)
    else:
        canvas.rect(left, y0, wide, tall, fill=PAPER, stroke=GRID, round_=3)
    block = wrap(cell.text, layout.cell - 6, 10)
    inner = _cell_height(cell, layout) - 10 - (4 if cell.reached else 0)
    y = top + height / 2 - inner / 2 - (2 if cell.reached else 0)
    sign_height = inner - (block.height + 2 if cell.text else 0)
    _sign(canvas, layout, cell, middle, y, sign_height)
    if cell.text:
        canvas.text(middle, y + sign_height + 2, block, anchor="middle")
    if cell.reached:
        canvas.rect(left + 3, y0 + tall - 5, wide - 6, 3, fill=INK)


def _sign(
    canvas: Canvas, layout: _Layout, cell: Cell, middle: float, y: float, height: float
) -> None:
    at = y + height / 2
    if cell.sign in _HOLDS or cell.sign == "some":
        shown = "any" if cell.sign == "some" else cell.sign
        offset = 8.0 if cell.locked else 0.0
        if cell.sign == "some":
            canvas.circle(middle - offset, at, 6.0, fill=PAPER, stroke=INK, line=1.5, dash="2.5 2")
        else:
            stay(canvas, middle - offset, at, shown, radius=6.5)
        if cell.locked:
            lock(canvas, middle + offset + 1, at, size=12.0)
    elif cell.sign == "left" and cell.leavers:
        lines = _badge_lines(cell, layout)
        for k, line in enumerate(lines):
            last = k == len(lines) - 1
            widths = [badge_width(layout.palette[party], _BADGE) + 3 for party in line]
            start = middle - (sum(widths) + (11 if last else 0)) / 2
            for party, wide in zip(line, widths, strict=True):
                canvas.badge(start + wide / 2, y + 8 + 18 * k, layout.palette[party], radius=_BADGE)
                start += wide
            if last:
                away(canvas, start, y + 8 + 18 * k)
    elif cell.sign == "left":
        away(canvas, middle - 5.5, at)
    elif cell.sign == "open":
        canvas.text_beside(middle, at, "?", size=13, bold=True, fill=FAINT, anchor="middle")
    else:
        wide = measure("impossible", 10)
        if wide <= layout.cell - 8:
            canvas.rect(middle - wide / 2 - 2, at - 7, wide + 4, 14, fill=SHADE)
            canvas.text_beside(middle, at, "impossible", size=10, fill=FAINT, anchor="middle")


# ---------------------------------------------------------------------------- words


def _legend(matrix: Matrix, palette: Palette) -> list[LegendItem]:
    cells = [cell for row in matrix.rows for cell in row.cells]
    used = {cell.sign for cell in cells}
    items = []
    items += [_sign_item(sign) for sign in ("nash", "answer", "any") if sign in used]
    if "some" in used:
        items.append(
            LegendItem(
                lambda c, x, y: c.circle(x, y, 6, fill=PAPER, stroke=INK, line=1.5, dash="2.5 2"),
                _MEANS["some"],
            )
        )
    if any(cell.locked for cell in cells):
        items.append(
            LegendItem(
                lambda c, x, y: lock(c, x, y, size=12.0),
                "holds only because something cannot be undone",
            )
        )
    if "left" in used:
        party = next((p for cell in cells for p in cell.leavers), None)
        items.append(_left_item(palette, party))
    if used & {"hidden", "absent"}:
        items.append(LegendItem(_hatched, "impossible as this account has it", 20.0))
    if "open" in used:
        items.append(
            LegendItem(
                lambda c, x, y: c.text_beside(x, y, "?", size=12, bold=True, anchor="middle"),
                _MEANS["open"],
            )
        )
    if any(cell.reached for cell in cells):
        items.append(
            LegendItem(
                lambda c, x, y: c.rect(x - 9, y - 1.5, 18, 3, fill=INK),
                "improvements lead there from the present",
                20.0,
            )
        )
    return items


def _sign_item(sign: str) -> LegendItem:
    return LegendItem(lambda c, x, y: stay(c, x, y, sign), _MEANS[sign])


def _left_item(palette: Palette, party: str | None) -> LegendItem:
    if party is None:
        return LegendItem(lambda c, x, y: away(c, x - 5, y), "somebody would leave it")
    style = palette[party]
    wide = badge_width(style, _BADGE)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.badge(x - 6, y, style, radius=_BADGE)
        away(canvas, x - 6 + wide / 2 + 3, y)

    return LegendItem(draw, f"would be left: here by {style.name}", wide + 18)


def _hatched(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 9, y - 6, 18, 12, fill=SHADE)
    canvas.hatch(x - 9, y - 6, 18, 12, stroke=FAINT)


def _caption(matrix: Matrix) -> str:
    words = [
        "Each row is an outcome, each column an account of the game"
        + (" or a view of it." if any(column.party for column in matrix.columns) else ".")
    ]
    cells = [cell for row in matrix.rows for cell in row.cells]
    judged = [cell for cell in cells if cell.sign in {*_HOLDS, "left"}]
    if judged:
        words += [
            "A tinted, framed cell says that the outcome would stay if it came there, as that"
            " account has it;",
            "elsewhere the signs name who would leave.",
        ]
    if any(cell.sign == "open" for cell in cells):
        words.append(
            "A question mark: the outcome cannot be judged, since preferences are not given."
            if judged
            else "Nothing can be judged: preferences are not given."
        )
    if any(cell.locked for cell in cells):
        words.append("A lock: it holds only because something cannot be undone.")
    if any(cell.reached for cell in cells):
        words.append("A bar at the foot of a cell: improvements alone lead there from the present.")
    if any(column.party for column in matrix.columns):
        words.append("Columns with a party's sign show the game as that party is taken to see it.")
    return " ".join(words)


def _alt(matrix: Matrix) -> str:
    columns = list(enumerate(matrix.columns))
    accounts = [_told(matrix, place) for place, column in columns if column.party is None]
    views = [_told(matrix, place) for place, column in columns if column.party is not None]
    kinds = ((len(accounts), "account"), (len(views), "view"))
    head = listed([counted(count, kind) for count, kind in kinds if count])
    words = [f"{counted(len(matrix.rows), 'outcome')} in {head}.", *accounts]
    if views:
        words += ["As the sides may see it –", *views]
    return " ".join(words)


def _told(matrix: Matrix, place: int) -> str:
    """What holds in one column, what in part, and what cannot be judged."""

    def called(*signs: str) -> list[str]:
        return [row.name for row in matrix.rows if row.cells[place].sign in signs]

    name = matrix.columns[place].name
    held, partly, unsure = called(*_HOLDS), called("some"), called("open")
    if len(unsure) == len(matrix.rows):
        return f"{name}: cannot be judged."
    says = [f"holds: {listed(held)}"] if held else []
    says += [f"holds in some of its states: {listed(partly)}"] if partly else []
    if not says:
        says = ["none that can be judged holds" if unsure else "none of these outcomes holds"]
    says += [f"cannot be judged: {listed(unsure)}"] if unsure else []
    return f"{name}: {'; '.join(says)}."
