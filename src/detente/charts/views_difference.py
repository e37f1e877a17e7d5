"""How often, and in what, each side sees another game than the one the case assumes."""

from __future__ import annotations

from collections import Counter

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import FAINT, RULE, Palette
from detente.charts.svg import Canvas, badge_width
from detente.charts.text import counted, listed, wrap
from detente.errors import InputError
from detente.views.misperceptions import KINDS, Misperceptions

_MARGIN = 8.0
_UNIT = 9.0
_MOST = 10
_NOUNS = {
    "K1": ("ranking of another party", "rankings of other parties"),
    "K2": ("ranking of its own", "rankings of its own"),
    "K3": ("option it does not see", "options it does not see"),
    "K4": ("option it imagines", "options it imagines"),
    "K5": (
        "option that it takes for easier or harder to undo",
        "options that it takes for easier or harder to undo",
    ),
    "K6": ("rule about what is possible together", "rules about what is possible together"),
    "K7": ("party it does not see", "parties it does not see"),
    "K8": ("idea of where things stand", "ideas of where things stand"),
    "K9": ("word in another sense", "words in another sense"),
}


@chart(
    "views-difference",
    title="Where the sides see another game",
    says="how many differences of each kind lie between each side's view and what the case assumes",
)
def draw_views_difference(
    case: Case,
    misperceptions: Misperceptions,
    *,
    width: float = 700,
    prefix: str = "views-difference",
) -> Figure:
    """Draw one lane per view with its differences counted by kind.

    Raises
    ------
    InputError
        when no view differs from what the case assumes.
    """
    lanes: dict[str, Counter[str]] = {}
    for item in misperceptions.items:
        lanes.setdefault(item.view, Counter())[item.kind] += 1
    if not lanes:
        raise InputError("no view of this case differs from what it assumes")
    return _draw(Palette.of(case), lanes, width, prefix)


def _draw(palette: Palette, lanes: dict[str, Counter[str]], width: float, prefix: str) -> Figure:
    canvas = Canvas(prefix, width)
    room = width - 2 * _MARGIN
    stacked = width < 520
    heads = room if stacked else room * 0.36
    y = _MARGIN
    for view, counts in lanes.items():
        canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
        head_end = _head(canvas, palette, view, y + 8, heads)
        left = _MARGIN if stacked else _MARGIN + heads + 12
        top = head_end + 4 if stacked else y + 8
        end = _bars(canvas, palette, view, counts, left, top, width - _MARGIN - left)
        y = max(head_end, end) + 8
    canvas.line((_MARGIN, y), (width - _MARGIN, y), stroke=RULE)
    return canvas.figure(
        "views-difference",
        y + _MARGIN,
        title="Where the sides see another game",
        caption=_caption(lanes),
        alt=_alt(palette, lanes),
    )


def _named(palette: Palette, view: str) -> str:
    """Whose view it is, in words."""
    names = [palette.name(party) for party in view.split(".")]
    if len(names) == 1:
        return names[0]
    return f"{names[0]}, on how {' thinks that '.join(names[1:])} sees it"


def _head(canvas: Canvas, palette: Palette, view: str, y: float, room: float) -> float:
    parties = view.split(".")
    widths = [badge_width(palette[party], 9.0) + 4 for party in parties]
    shown = min(len(parties), 3)
    x = _MARGIN
    for party, wide in zip(parties[:shown], widths, strict=False):
        canvas.badge(x + wide / 2, y + 9, palette[party], radius=9.0)
        x += wide
    name = wrap(
        _named(palette, view), room - (x - _MARGIN) - 6, 12, bold=True, ours=len(parties) > 1
    )
    return max(canvas.text(x + 5, y + 1, name), y + 20)


def _bars(
    canvas: Canvas,
    palette: Palette,
    view: str,
    counts: Counter[str],
    left: float,
    y: float,
    room: float,
) -> float:
    """One line per kind: as many squares as differences, the number, what they are."""
    colour = palette[view.split(".")[-1]].colour
    most = min(max(counts.values()), _MOST)
    field = most * (_UNIT + 2) + 8
    for kind in KINDS:
        count = counts[kind]
        if not count:
            continue
        text = counted(count, *_NOUNS[kind])
        block = wrap(text, room - field, 11.5)
        with canvas.group(f"{text}: {KINDS[kind]}"):
            for k in range(min(count, _MOST)):
                canvas.rect(left + k * (_UNIT + 2), y + 4, _UNIT, _UNIT, fill=colour)
            if count > _MOST:
                canvas.rect(left, y + 15, most * (_UNIT + 2) - 2, 1.5, fill=FAINT)
            canvas.text(left + field, y, block)
        y += max(block.height, 17.0) + 3
    return y


def _caption(lanes: dict[str, Counter[str]]) -> str:
    said = (
        "Each square is one difference between the game as a side may see it and the game as this"
        " case assumes it."
    )
    if any("." in view for view in lanes):
        said += (
            " Where one side pictures what another sees, that is held against the first side's own"
            " view."
        )
    return said


def _alt(palette: Palette, lanes: dict[str, Counter[str]]) -> str:
    parts = []
    for view, counts in lanes.items():
        found = [counted(counts[kind], *_NOUNS[kind]) for kind in KINDS if counts[kind]]
        parts.append(f"{_named(palette, view)}: {listed(found)}.")
    return " ".join(parts)
