"""Small signs with one meaning in every figure, and the legend that explains those in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.charts.palette import FAINT, INK, PAPER, PartyStyle
from detente.charts.svg import Canvas, badge_width, number
from detente.charts.text import measure, wrap

Draw = Callable[[Canvas, float, float], None]

#: what the signs of stability say, in the brief's words
STAYS = {
    "nash": "no better move",
    "answer": "a credible answer deters it",
    "any": "holds only if any answer counts, credible or not",
    "moves": "would move",
}


def stay(canvas: Canvas, x: float, y: float, sign: str, *, radius: float = 6.0) -> None:
    """Full disc, half disc, ring or dot around (x, y), as in `STAYS`."""
    if sign == "moves":
        canvas.circle(x, y, 1.6, fill=FAINT)
        return
    canvas.circle(x, y, radius, fill=INK if sign == "nash" else PAPER, stroke=INK, line=1.5)
    if sign == "answer":
        r = number(radius)
        top, bottom = number(y - radius), number(y + radius)
        canvas.path(f"M{number(x)} {top}A{r} {r} 0 0 0 {number(x)} {bottom}Z", stroke=INK, fill=INK)


def lock(canvas: Canvas, x: float, y: float, *, size: float = 10.0, fill: str = INK) -> None:
    """A padlock around (x, y): it holds because something cannot be undone."""
    w, h = size * 0.82, size * 0.62
    top = y - 0.05 * size
    canvas.rect(x - w / 2, top, w, h, fill=fill, round_=1.2)
    r = w * 0.3
    canvas.path(
        f"M{number(x - r)} {number(top + 0.5)}V{number(top - r * 0.7)}"
        f"A{number(r)} {number(r)} 0 0 1 {number(x + r)} {number(top - r * 0.7)}"
        f"V{number(top + 0.5)}",
        stroke=fill,
        line=1.4,
    )


def away(canvas: Canvas, x: float, y: float, *, length: float = 11.0, fill: str = INK) -> None:
    """A short arrow to the right that begins at (x, y): somebody would leave."""
    canvas.line((x, y), (x + length - 4, y), stroke=fill, line=1.5)
    canvas.arrowhead((x + length, y), 0.0, fill=fill, size=6.0)


def unequal(canvas: Canvas, x: float, y: float, *, radius: float = 8.0, fill: str = INK) -> None:
    """The sign ≠ in a ring around (x, y): two things that do not agree."""
    canvas.circle(x, y, radius, fill=PAPER, stroke=fill, line=1.3)
    half = radius * 0.5
    for dy in (-0.2 * radius, 0.2 * radius):
        canvas.line((x - half, y + dy), (x + half, y + dy), stroke=fill, line=1.4)
    canvas.line(
        (x - half * 0.7, y + half * 1.05), (x + half * 0.7, y - half * 1.05), stroke=fill, line=1.4
    )


@dataclass(frozen=True)
class LegendItem:
    """One sign and what it says; `draw` gets the middle of a field `wide` pixels wide.

    `ours` tells a sentence of ours, which runs as English does, from a mere name.
    """

    draw: Draw
    text: str
    wide: float = 16.0
    ours: bool = True


def party_item(style: PartyStyle, text: str | None = None) -> LegendItem:
    """A party's badge and its name."""
    return LegendItem(
        lambda canvas, x, y: canvas.badge(x, y, style, radius=8.0),
        text or style.name,
        badge_width(style, 8.0) + 4,
        ours=text is not None,
    )


def legend(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    items: Sequence[LegendItem],
    *,
    size: float = 11.0,
) -> float:
    """Signs with their meanings, as many on a line as fit; returns where they end."""
    row = 20.0
    left = x
    tallest = row
    for item in items:
        room = width - item.wide - 6
        needed = item.wide + 6 + measure(item.text, size) + 16
        if left > x and left + needed - 16 > x + width:
            left, y = x, y + tallest
            tallest = row
        block = wrap(item.text, room, size, ours=item.ours)
        item.draw(canvas, left + item.wide / 2, y + row / 2)
        top = y + row / 2 - size * 0.66
        canvas.text(left + item.wide + 6, top, block, fill=FAINT)
        tallest = max(tallest, top - y + block.height + 4)
        left += item.wide + 6 + min(block.width, room) + 16
    return y + tallest if items else y
