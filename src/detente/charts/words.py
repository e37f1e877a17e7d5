"""Which words set each side apart, and how surely: one line a term, its interval beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, GRID, INK, RULE, Palette, PartyStyle
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import clean, counted, fit, listed
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.reading.words import Words
    from detente.result import Row

#: sides drawn, and terms of each
SIDES, MOST = 4, 8
_MARGIN = 12.0
_LINE = 21.0


@chart(
    "words",
    title="Words that set the sides apart",
    says="each side's most distinctive terms, how often they were used, and their intervals",
)
def draw_words(case: Case, words: Words, *, width: float = 700, prefix: str = "words") -> Figure:
    """Draw the most distinctive terms of up to four sides.

    Parameters
    ----------
    case : gives parties their looks, where the sides are parties
    words : what `compare_words` returns, with the measure `distinctive`

    Raises
    ------
    InputError
        where there are too few uses to say of any side.
    """
    by_side = _telling(words)
    if not by_side:
        raise InputError("there are too few uses of any term to say what sets a side apart")
    shown = dict(list(by_side.items())[:SIDES])
    palette = _palette(case, list(shown))
    canvas = Canvas(prefix, width)
    left = width * (0.42 if width >= 560 else 0.36)
    right = width - _MARGIN - 74
    most = max(row["high"] for rows in shown.values() for row in rows)
    top = _MARGIN
    for side, rows in shown.items():
        top = _side(canvas, palette[side], rows, top, (left, right, most)) + 10
    _axis(canvas, top, left, right, most)
    hidden = len(by_side) - len(shown)
    return canvas.figure(
        "words",
        top + 34,
        title="Words that set the sides apart",
        caption=_caption(hidden),
        alt=" ".join(
            f"{palette[side].name}: {listed([clean(row['term']) for row in rows])}."
            for side, rows in shown.items()
        ),
    )


def _telling(words: Words) -> dict[str, list[Row]]:
    """Per side the terms whose interval lies above 0, those of one window or of all."""
    from detente.reading.words.function_words import carries_content

    found = words.finding("distinctive")
    by_side: dict[str, list[Row]] = defaultdict(list)
    for row in found.to_rows() if found is not None else ():
        words_of = row["term"].split()
        says = len(words_of) == 1 or all(map(carries_content, words_of))
        if row["low"] is None or row["low"] <= 0 or row["window"] is not None or not says:
            continue
        if len(by_side[row["side"]]) < MOST:
            by_side[row["side"]].append(row)
    return {side: rows for side, rows in by_side.items() if rows}


def _palette(case: Case, sides: list[str]) -> Palette:
    of_case = Palette.of(case)
    if all(side in of_case for side in sides):
        return of_case
    return Palette({side: side for side in sides})


def _side(
    canvas: Canvas,
    style: PartyStyle,
    rows: list[Row],
    top: float,
    axis: tuple[float, float, float],
) -> float:
    left, right, most = axis
    half = badge_width(style, 8.0) / 2
    canvas.badge(_MARGIN + half, top + 11, style, radius=8.0)
    name = fit(style.name, left - _MARGIN - 2 * half - 14, 12, bold=True)
    canvas.text(_MARGIN + 2 * half + 7, top + 3, name, size=12, bold=True)
    canvas.text(
        canvas.width - _MARGIN, top + 4, "here : others", size=10.5, fill=FAINT, anchor="end"
    )
    top += 26
    for row in rows:
        middle = top + _LINE / 2
        canvas.line((left, middle), (right, middle), stroke=GRID)
        term = fit(clean(row["term"]), left - _MARGIN - 16, 12)
        canvas.text_beside(left - 10, middle, term, size=12, anchor="end")
        low, here, high = (
            left + (right - left) * row[key] / most for key in ("low", "delta", "high")
        )
        says = f"{row['term']}: {row['n']} here, {row['others']} by the others"
        with canvas.group(clean(says)):
            canvas.line((low, middle), (high, middle), stroke=style.colour, line=2.5)
            canvas.circle(here, middle, 4.0, fill=style.colour)
        counts = f"{row['n']:,} : {row['others']:,}"
        canvas.text_beside(
            canvas.width - _MARGIN, middle, counts, size=10.5, fill=INK, anchor="end"
        )
        top += _LINE
    return top


def _axis(canvas: Canvas, top: float, left: float, right: float, most: float) -> None:
    canvas.line((left, top), (right, top), stroke=RULE)
    canvas.text(left, top + 4, "as the others", size=10.5, fill=FAINT)
    canvas.text(right, top + 4, f"×{2.718281828**most:.1f}", size=10.5, fill=FAINT, anchor="end")


def _caption(hidden: int) -> str:
    more = f" Left out: {counted(hidden, 'more side')}." if hidden else ""
    return (
        "How much higher a side's odds of using a term are than the others', with the interval at"
        " 95 %; the further right, the more the term sets the side apart. The counts are uses by"
        f" the side and by all others. A word used is not a thing meant.{more}"
    )
