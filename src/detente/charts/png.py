"""A figure as PNG, for pages that cannot hold SVG: drawn without a browser, from fonts at hand.

Nothing is loaded but fonts: a drawing that names a file, an address or an entity is refused before
anything is drawn.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NoReturn
from xml.parsers import expat

from detente.charts.chart import Figure
from detente.charts.svg import FONTS
from detente.errors import InputError

#: characters of a drawing; the largest of ours has about a tenth of it
LONGEST = 8_000_000
#: pixels of a picture; one that would have more is drawn at a smaller scale
PIXELS = 32_000_000
#: times its natural size
SCALES = (0.1, 8.0)
#: what charts draw with; everything else is refused
ELEMENTS = frozenset([
    "svg", "g", "title", "desc", "rect", "line", "path", "polygon", "polyline", "circle",
    "ellipse", "text", "tspan",
])  # fmt: skip
#: attributes and values that would fetch something
_FETCHES = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)
_WORDS = re.compile(r"<text\b[^>]*>")
_ANCHOR = re.compile(r' text-anchor="(\w+)"')
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" font-family="{fonts}">'
    "{it}</svg>"
)


def to_png(figure: Figure | str, scale: float = 2.0) -> bytes:
    """Draw a figure as PNG.

    Parameters
    ----------
    figure : a figure, or the text of one `<svg>` element made by the charts
    scale : times its natural size, 0.1 to 8; a picture of more than 32 million pixels is drawn
        smaller

    Raises
    ------
    InputError
        for a text that is no drawing of ours, a scale out of bounds, or a system without fonts.
    """
    svg = figure.svg if isinstance(figure, Figure) else figure
    if not SCALES[0] <= scale <= SCALES[1]:
        raise InputError(f"a scale is a number from {SCALES[0]} to {SCALES[1]:g}, not {scale}")
    width, height = _checked(svg)
    if not _words_are_drawn():
        raise InputError(
            "a picture cannot be drawn: no font was found on this computer, and it would have no "
            "words. Install one (on Debian and Ubuntu: fonts-dejavu-core), or take the figure as "
            "SVG"
        )
    zoom = min(scale, math.sqrt(PIXELS / (width * height)))
    return _draw(_WORDS.sub(_edges, svg), zoom)


def _edges(tag: re.Match[str]) -> str:
    """Words that run from the right, anchored by the edges of the page.

    What draws here takes the start of every line for its left edge; a browser takes the edge where
    the script begins.
    """
    text = tag[0]
    if ' direction="rtl"' not in text:
        return text
    found = _ANCHOR.search(text)
    anchor = {"start": "end", "end": "start"}.get(found[1] if found else "start", "middle")
    return _ANCHOR.sub("", text).replace(' direction="rtl"', f' text-anchor="{anchor}"')


def _checked(svg: str) -> tuple[float, float]:
    """The natural size of a drawing that holds nothing but shapes and words."""
    if len(svg) > LONGEST:
        raise InputError(f"the drawing has more than {LONGEST:,} characters")
    sizes: list[tuple[float, float]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in ELEMENTS:
            _refuse(f"it holds <{name[:40]}>")
        for key, value in attributes.items():
            if key.endswith("href") or key.startswith("on") or _FETCHES.search(value):
                _refuse(f"it refers to something outside by '{key[:40]}'")
        if not sizes:
            if name != "svg":
                _refuse("it does not begin with <svg>")
            sizes.append((_side(attributes, "width"), _side(attributes, "height")))

    def entity(*_: object) -> NoReturn:
        _refuse("it declares a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = entity
    parser.ProcessingInstructionHandler = lambda *_: _refuse("it holds an instruction")
    try:
        parser.Parse(svg.encode("utf-8"), True)
    except expat.ExpatError as error:
        _refuse(f"it is not well formed ({error})")
    except UnicodeEncodeError:
        _refuse("it holds half a character")
    return sizes[0]


def _side(attributes: dict[str, str], name: str) -> float:
    try:
        side = float(attributes.get(name, ""))
    except ValueError:
        side = 0.0
    if not 1 <= side <= 100_000:
        _refuse(f"its {name} is not a number of pixels from 1 to 100,000")
    return side


def _refuse(why: str) -> NoReturn:
    raise InputError(f"the drawing cannot be used: {why}")


@cache
def _words_are_drawn() -> bool:
    """Whether a word leaves a trace: with no font at hand it would not."""
    fonts = FONTS.replace('"', "&quot;")
    word, nothing = '<text x="2" y="20" font-size="16">Ag</text>', ""
    return _draw(_PROBE.format(fonts=fonts, it=word), 1.0) != _draw(
        _PROBE.format(fonts=fonts, it=nothing), 1.0
    )


def _draw(svg: str, zoom: float) -> bytes:
    import resvg_py

    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, background="#ffffff"))
    except (ValueError, RuntimeError) as error:
        raise InputError(f"the drawing cannot be used: {error}") from None
