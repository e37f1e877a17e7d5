"""A sheet to draw on: shapes and words in, one self-contained `<svg>` out.

Positions are pixels from the upper left corner. Nothing is transformed, so that what an element
says about its place is its place. Arrowheads and hatching are drawn as plain shapes, because print
engines have been seen to drop markers and patterns.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

from detente.charts.chart import Figure
from detente.charts.palette import INK, PAPER, PartyStyle
from detente.charts.text import ASCENT, LINE, Lines, clean, measure, wrap

#: the fonts of the brief; all are narrower than what `text.measure` supposes
FONTS = (
    "'Segoe UI', 'Helvetica Neue', Roboto, 'Noto Sans', 'Liberation Sans', Arial, system-ui, "
    "sans-serif"
)
Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate, short."""
    text = f"{value:.1f}"
    return "0" if text in {"-0.0", "0.0"} else text.removesuffix(".0")


class Canvas:
    """Collects the elements of one figure.

    Attributes
    ----------
    prefix : begins every id, so that several figures can stand on one page
    width : in pixels; the height is known only when all is drawn
    """

    def __init__(self, prefix: str, width: float) -> None:
        self.prefix = prefix
        self.width = width
        self._parts: list[str] = []

    # ------------------------------------------------------------------ shapes

    def add(self, element: str, content: str = "", **attributes: object) -> None:
        """One element; underscores in names become hyphens, None leaves an attribute out."""
        written = "".join(
            f" {key.rstrip('_').replace('_', '-')}="
            + quoteattr(number(value) if isinstance(value, float) else str(value))
            for key, value in attributes.items()
            if value is not None
        )
        self._parts.append(
            f"<{element}{written}>{content}</{element}>" if content else f"<{element}{written}/>"
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "none",
        stroke: str | None = None,
        line: float = 1.0,
        dash: str | None = None,
        round_: float | None = None,
    ) -> None:
        """A rectangle."""
        self.add(
            "rect",
            x=float(x),
            y=float(y),
            width=float(max(width, 0.0)),
            height=float(max(height, 0.0)),
            rx=round_,
            fill=fill,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_dasharray=dash or None,
        )

    def line(
        self,
        start: Point,
        end: Point,
        *,
        stroke: str = INK,
        line: float = 1.0,
        dash: str | None = None,
    ) -> None:
        """A straight line."""
        self.add(
            "line",
            x1=float(start[0]),
            y1=float(start[1]),
            x2=float(end[0]),
            y2=float(end[1]),
            stroke=stroke,
            stroke_width=line,
            stroke_dasharray=dash or None,
        )

    def path(
        self,
        d: str,
        *,
        stroke: str = INK,
        fill: str = "none",
        line: float = 1.0,
        dash: str | None = None,
    ) -> None:
        """A path in SVG's own notation."""
        self.add(
            "path",
            d=d,
            fill=fill,
            stroke=stroke,
            stroke_width=line,
            stroke_dasharray=dash or None,
            stroke_linejoin="round",
        )

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: str = INK,
        stroke: str | None = None,
        line: float = 1.0,
    ) -> None:
        """A closed shape."""
        self.add(
            "polygon",
            points=" ".join(f"{number(x)},{number(y)}" for x, y in points),
            fill=fill,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_linejoin="round" if stroke else None,
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "none",
        stroke: str | None = None,
        line: float = 1.0,
        dash: str | None = None,
    ) -> None:
        """A circle."""
        self.add(
            "circle",
            cx=float(x),
            cy=float(y),
            r=float(radius),
            fill=fill,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_dasharray=dash or None,
        )

    def arrowhead(self, tip: Point, angle: float, *, fill: str = INK, size: float = 8.0) -> None:
        """A filled triangle whose tip points along `angle` (radians)."""
        back = (tip[0] - size * math.cos(angle), tip[1] - size * math.sin(angle))
        side = (0.42 * size * math.sin(angle), -0.42 * size * math.cos(angle))
        self.polygon(
            [tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])],
            fill=fill,
        )

    def hatch(
        self, x: float, y: float, width: float, height: float, *, stroke: str, gap: float = 5.0
    ) -> None:
        """Slanted lines that fill a rectangle."""
        parts = []
        offset = gap / 2
        while offset < width + height:
            x1, y1 = (x + offset, y) if offset <= width else (x + width, y + offset - width)
            x2, y2 = (x, y + offset) if offset <= height else (x + offset - height, y + height)
            parts.append(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")
            offset += gap
        if parts:
            self.path("".join(parts), stroke=stroke, line=1.0)

    # ------------------------------------------------------------------ words

    def text(
        self,
        x: float,
        top: float,
        text: str | Lines,
        *,
        size: float = 12.0,
        bold: bool = False,
        fill: str = INK,
        anchor: str = "start",
        width: float | None = None,
        max_lines: int | None = None,
        italic: bool = False,
    ) -> float:
        """Words whose first line begins at height `top`; returns the height where they end.

        `anchor` says which point of each line is at `x`: its start (the left edge, whatever the
        direction of the script), its middle, or its end.
        """
        if isinstance(text, Lines):
            block = text
        elif width is None:
            whole = clean(text)
            block = Lines((whole,) if whole else (), whole, size, bold)
        else:
            block = wrap(text, width, size, bold=bold, max_lines=max_lines)
        if not block.lines:
            return top
        size, bold = block.size, block.bold
        backwards = block.backwards
        if backwards:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        first = top + size * (LINE - 1) / 2 + size * (ASCENT - 0.06)
        step = size * LINE
        lines = [
            f'<tspan x="{number(x)}" y="{number(first + k * step)}">{escape(line)}</tspan>'
            for k, line in enumerate(block.lines)
        ]
        content = escape(block.lines[0])
        if len(lines) > 1:  # a space between two lines is there to be copied, and takes no room
            space = {" ": '<tspan font-size="0"> </tspan>', "": ""}
            joints = [space[joint] for joint in block.joints]
            content = lines[0] + "".join(j + n for j, n in zip(joints, lines[1:], strict=True))
        if block.cut:
            content = f"<title>{escape(block.whole)}</title>{content}"
        self.add(
            "text",
            content,
            x=float(x),
            y=float(first),
            font_size=number(size),
            font_weight="700" if bold else None,
            font_style="italic" if italic else None,
            fill=fill,
            text_anchor=None if anchor == "start" else anchor,
            direction="rtl" if backwards else None,
            unicode_bidi="embed" if backwards else None,
        )
        return top + block.height

    def text_beside(
        self,
        x: float,
        middle: float,
        text: str | Lines,
        *,
        size: float = 12.0,
        bold: bool = False,
        fill: str = INK,
        anchor: str = "start",
        width: float | None = None,
        max_lines: int | None = None,
        italic: bool = False,
    ) -> None:
        """Words centred on the height `middle`."""
        block = (
            text
            if isinstance(text, Lines)
            else wrap(text, width or math.inf, size, bold=bold, max_lines=max_lines)
        )
        top = middle - block.height / 2
        self.text(x, top, block, fill=fill, anchor=anchor, italic=italic)

    @contextmanager
    def group(self, title: str = "", **attributes: object) -> Iterator[None]:
        """Elements that belong together, with words that appear under a pointer."""
        written = "".join(
            f" {key.replace('_', '-')}={quoteattr(str(value))}" for key, value in attributes.items()
        )
        self._parts.append(f"<g{written}>")
        if title:
            self._parts.append(f"<title>{escape(clean(title))}</title>")
        yield
        self._parts.append("</g>")

    # ------------------------------------------------------------------ signs

    def badge(self, x: float, y: float, style: PartyStyle, *, radius: float = 10.0) -> None:
        """The sign of a party around the point (x, y): its letters in white on its shape."""
        half = badge_width(style, radius) / 2
        r = radius
        match style.shape:
            case "square":
                self.rect(x - half, y - r, 2 * half, 2 * r, fill=style.colour, round_=2.0)
            case "diamond":
                self._box(x, y, half + 2, r + 2, ((0, -1), (1, 0), (0, 1), (-1, 0)), style.colour)
            case "hexagon":
                c = 0.55
                sides = ((-1, 0), (-c, -1), (c, -1), (1, 0), (c, 1), (-c, 1))
                self._box(x, y, half + 1, r, sides, style.colour)
            case "house":
                roof = ((-1, -0.35), (0, -1.1), (1, -0.35))
                self._box(x, y, half, r, (*roof, (1, 1), (-1, 1)), style.colour)
            case "octagon":
                c = 0.45
                upper = ((-1, c), (-1, -c), (-c, -1), (c, -1), (1, -c), (1, c))
                self._box(x, y, half, r, (*upper, (c, 1), (-c, 1)), style.colour)
            case "pill":
                self.rect(
                    x - half - 2, y - r * 0.8, 2 * half + 4, 1.6 * r, fill=style.colour, round_=r
                )
            case _:
                if half > r + 0.5:
                    self.rect(x - half, y - r, 2 * half, 2 * r, fill=style.colour, round_=r)
                else:
                    self.circle(x, y, r, fill=style.colour)
        self.text_beside(
            x, y, style.letters, size=radius * 0.95, bold=True, fill=PAPER, anchor="middle"
        )

    def _box(
        self,
        x: float,
        y: float,
        half: float,
        radius: float,
        corners: Sequence[tuple[float, float]],
        fill: str,
    ) -> None:
        self.polygon([(x + half * dx, y + radius * dy) for dx, dy in corners], fill=fill)

    # ------------------------------------------------------------------ the end

    def figure(self, name: str, height: float, *, title: str, caption: str, alt: str) -> Figure:
        """The finished figure."""
        height = math.ceil(height)
        width = math.ceil(self.width)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="figure figure-{name}" '
            f'id="{self.prefix}" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby="{self.prefix}-title '
            f'{self.prefix}-desc" style="max-width:100%;height:auto" '
            f"font-family={quoteattr(FONTS)}>"
            f'<title id="{self.prefix}-title">{escape(clean(title))}</title>'
            f'<desc id="{self.prefix}-desc">{escape(clean(alt))}</desc>'
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        )
        svg = head + "".join(self._parts) + "</svg>"
        return Figure(name, svg, clean(title), clean(caption), clean(alt), width, height)


def badge_width(style: PartyStyle, radius: float = 10.0) -> float:
    """How wide the letters of a badge make it."""
    return max(2 * radius, measure(style.letters, radius * 0.95, bold=True) + 0.6 * radius)
