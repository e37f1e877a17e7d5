"""Words that do not mean the same to each side, and how many states hang on the difference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.expressions import Words
from detente.charts.palette import FAINT, INK, PAPER, RULE, Palette
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import clean, counted, listed, wrap
from detente.columns import rounded
from detente.errors import InputError
from detente.views.meanings import Meaning, Meanings

_MARGIN = 8.0
_BADGE = 9.0


@dataclass(frozen=True)
class Sense:
    """One sense of a word and the sides for which it has it."""

    sides: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Count:
    """How many states one group of sides counts as meeting the word, another, or both."""

    first: int
    other: int
    only_first: int
    both: int
    only_other: int
    of: int


@dataclass(frozen=True)
class Word:
    """A word, its senses, and counts for each pair of senses that can be compared."""

    word: str
    senses: tuple[Sense, ...]
    counts: tuple[Count, ...]


@chart(
    "meanings",
    title="Words with two meanings",
    says="what a word may stand for to each side, and how many states hang on the difference",
)
def draw_meanings(
    case: Case, meanings: Meanings, *, width: float = 700, prefix: str = "meanings"
) -> Figure:
    """Draw each word between its senses.

    Raises
    ------
    InputError
        when the case gives no word more than one sense.
    """
    speak = Words(case)
    total = meanings.game.n_states
    words = [_word(item, speak, total) for item in meanings.items]
    shown = [word for word in words if len(word.senses) > 1]
    if not shown:
        raise InputError("no word of this case has two senses")
    return _draw(Palette.of(case), shown, width, prefix)


def _word(item: Meaning, speak: Words, total: int) -> Word:
    by_text: dict[str, list[str]] = defaultdict(list)
    for side, text in item.sides.items():
        by_text[clean(text)].append(side)
    senses = [
        Sense(tuple(sides), speak.says(text) if sides[0] in item.met else text)
        for text, sides in by_text.items()
    ]
    counts = []
    for a, first in enumerate(senses):
        for b in range(a + 1, len(senses)):
            one, two = first.sides[0], senses[b].sides[0]
            if one in item.met and two in item.met:
                n, k = item.apart(one, two), item.apart(two, one)
                counts.append(Count(a, b, n, item.both(one, two), k, total))
    return Word(item.word, tuple(senses), tuple(counts))


def _draw(palette: Palette, words: list[Word], width: float, prefix: str) -> Figure:
    canvas = Canvas(prefix, width)
    y = _MARGIN
    for k, word in enumerate(words):
        if k:
            canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
            y += 10
        if len(word.senses) == 2 and width >= 520:
            y = _butterfly(canvas, palette, word, y)
        else:
            y = _stacked(canvas, palette, word, y)
        for count in word.counts:
            y = _bar(canvas, palette, word, count, y + 2)
        y += 8
    return canvas.figure(
        "meanings",
        y + _MARGIN - 8,
        title="Words with two meanings",
        caption=_caption(words),
        alt=_alt(palette, words),
    )


def _badges_width(palette: Palette, sides: tuple[str, ...]) -> float:
    return sum(badge_width(palette[side], _BADGE) + 4 for side in sides)


def _badges(canvas: Canvas, palette: Palette, sides: tuple[str, ...], x: float, y: float) -> float:
    """Badges from x on around height y; returns where they end."""
    for side in sides:
        wide = badge_width(palette[side], _BADGE) + 4
        canvas.badge(x + wide / 2, y, palette[side], radius=_BADGE)
        x += wide
    return x


def _butterfly(canvas: Canvas, palette: Palette, word: Word, top: float) -> float:
    middle = 150.0
    room = (canvas.width - 2 * _MARGIN - middle) / 2 - 12
    centre = canvas.width / 2
    title = wrap(f"“{word.word}”", middle - 10, 14, bold=True, max_lines=3)
    senses = [wrap(sense.text, room, 12, max_lines=8) for sense in word.senses]
    heights = [24 + text.height for text in senses]
    height = max(*heights, title.height + 4)
    at = top + height / 2
    for sense, text, side in zip(word.senses, senses, ("end", "start"), strict=True):
        wide = _badges_width(palette, sense.sides)
        edge = centre - middle / 2 - 12 if side == "end" else centre + middle / 2 + 12
        y = at - (24 + text.height) / 2
        start = edge - wide if side == "end" else edge
        _badges(canvas, palette, sense.sides, start, y + 10)
        gap = wide + 6
        name = wrap(_names(palette, sense), room - gap, 11, max_lines=1)
        x = edge - gap if side == "end" else edge + gap
        canvas.text_beside(x, y + 10, name, fill=FAINT, anchor=side)
        canvas.text(edge, y + 24, text, anchor=side)
        step = middle / 2 - title.width / 2 - 6
        if step > 6:
            sign = -1 if side == "end" else 1
            canvas.line(
                (centre + sign * (title.width / 2 + 6), at),
                (centre + sign * (middle / 2 + 4), at),
                stroke=FAINT,
                line=1.3,
            )
    canvas.text_beside(centre, at, title, anchor="middle")
    return top + height + 6


def _stacked(canvas: Canvas, palette: Palette, word: Word, top: float) -> float:
    room = canvas.width - 2 * _MARGIN
    y = canvas.text(_MARGIN, top, wrap(f"“{word.word}”", room, 14, bold=True)) + 4
    for sense in word.senses:
        wide = min(_badges_width(palette, sense.sides), room * 0.6)
        text = wrap(sense.text, room - wide - 6, 12)
        rows = _badge_rows(palette, sense.sides, wide + 1)
        for k, row in enumerate(rows):
            _badges(canvas, palette, tuple(row), _MARGIN, y + 10 + 21 * k)
        end = canvas.text(_MARGIN + wide + 6, y + 2, text)
        y = max(end, y + 21 * len(rows)) + 5
    return y


def _badge_rows(palette: Palette, sides: tuple[str, ...], room: float) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    used = 0.0
    for side in sides:
        wide = badge_width(palette[side], _BADGE) + 4
        if rows[-1] and used + wide > room:
            rows.append([])
            used = 0.0
        rows[-1].append(side)
        used += wide
    return rows


def _names(palette: Palette, sense: Sense) -> str:
    return listed([palette.name(side) for side in sense.sides])


def _bar(canvas: Canvas, palette: Palette, word: Word, count: Count, y: float) -> float:
    """States that one sense counts, both count, the other counts, to scale."""
    room = canvas.width - 2 * _MARGIN
    first, other = word.senses[count.first], word.senses[count.other]
    parts = (
        (count.only_first, palette[first.sides[0]].colour, False),
        (count.both, INK, True),
        (count.only_other, palette[other.sides[0]].colour, False),
    )
    total = sum(number for number, _, _ in parts)
    x = _MARGIN
    with canvas.group(_said(palette, word, count)):
        for number, colour, solid in parts:
            wide = room * number / total if total else 0.0
            if wide:
                canvas.rect(x, y, wide, 12, fill=colour if solid else PAPER, stroke=colour)
                if not solid:
                    canvas.hatch(x, y, wide, 12, stroke=colour)
            x += wide
        if not total:
            canvas.rect(_MARGIN, y, room, 12, fill=PAPER, stroke=RULE)
    words = (
        f"{rounded(count.only_first)}: {_names(palette, first)} alone",
        f"{rounded(count.both)}: both",
        f"{rounded(count.only_other)}: {_names(palette, other)} alone",
    )
    share = room / 3 - 6
    blocks = [wrap(text, share, 11, max_lines=3, ours=True) for text in words]
    places = ((_MARGIN, "start"), (canvas.width / 2, "middle"), (canvas.width - _MARGIN, "end"))
    for block, (x, anchor) in zip(blocks, places, strict=True):
        canvas.text(x, y + 14, block, fill=FAINT, anchor=anchor)
    return y + 14 + max(block.height for block in blocks) + 2


def _said(palette: Palette, word: Word, count: Count) -> str:
    first, other = word.senses[count.first], word.senses[count.other]
    return (
        f"Of {rounded(count.of)} states {_names(palette, first)} would count "
        f"{rounded(count.only_first)} as "
        f"“{word.word}” that {_names(palette, other)} would not, "
        f"{_names(palette, other)} {rounded(count.only_other)} that "
        f"{_names(palette, first)} would not, "
        f"and both {rounded(count.both)}"
    )


def _caption(words: list[Word]) -> str:
    said = "Each word, and what it may stand for to the sides."
    counts = [count for word in words for count in word.counts]
    if counts:
        said += (
            f" Under it, where both senses can be read off the options: how many of the"
            f" {counts[0].of} states one side alone would count as meeting the word, and how many"
            " both would."
        )
    return said


def _alt(palette: Palette, words: list[Word]) -> str:
    parts = [f"{counted(len(words), 'word')}."]
    for word in words:
        senses = "; ".join(f"{_names(palette, sense)}: {sense.text}" for sense in word.senses)
        parts.append(f"“{word.word}” – {senses}.")
        parts += [f"{_said(palette, word, count)}." for count in word.counts]
    return " ".join(parts)
