"""Stories side by side: what each side may think this is, and who plays which role in it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import ALARM, FAINT, GRID, INK, RULE, Palette
from detente.charts.signs import LegendItem, legend, unequal
from detente.charts.svg import Canvas
from detente.charts.text import Lines, clean, listed, wrap
from detente.errors import InputError

_MARGIN = 8.0
_ROLE = 12.0


@dataclass(frozen=True)
class Told:
    """One story: whose, of what kind, in a sentence, and the role of each party in it."""

    by: str
    kind: str
    says: str
    roles: dict[str, str]


@chart(
    "stories",
    title="Two stories",
    says="what kind of situation each side may think this is, and where one party has two roles",
)
def draw_stories(case: Case, *, width: float = 700, prefix: str = "stories") -> Figure:
    """Draw the stories of a case beside each other.

    Raises
    ------
    InputError
        when the case tells no story.
    """
    told = [
        Told(
            by,
            clean(story.kind.value),
            clean(story.says.value) if story.says else "",
            {
                party: clean(role.value) + (" (assumed)" if role.basis == "assumed" else "")
                for party, role in story.roles.items()
            },
        )
        for by, story in case.stories.items()
    ]
    if not told:
        raise InputError("this case tells no side's story")
    return _draw(Palette.of(case), told, width, prefix)


def clashes(told: list[Told]) -> list[str]:
    """Parties to which two stories give different roles, in order of first mention."""
    parties = dict.fromkeys(party for story in told for party in story.roles)
    return [
        party
        for party in parties
        if len({story.roles[party].casefold() for story in told if party in story.roles}) > 1
    ]


def _draw(palette: Palette, told: list[Told], width: float, prefix: str) -> Figure:
    canvas = Canvas(prefix, width)
    mentioned = {party for story in told for party in story.roles}
    parties = [party for party in palette if party in mentioned]
    parties += sorted(mentioned - set(parties))
    clash = clashes(told)
    room = width - 2 * _MARGIN
    if len(told) == 2 and width >= 520:
        y = _butterfly(canvas, palette, told, parties, clash)
    elif room / (len(told) + 0.8) >= 140:
        y = _table(canvas, palette, told, parties, clash)
    else:
        y = _stacked(canvas, palette, told, parties, clash)
    if clash:
        y = legend(
            canvas,
            _MARGIN,
            y + 8,
            room,
            [LegendItem(_clash_sign, "one party, two roles", 22.0)],
        )
    return canvas.figure(
        "stories",
        y + _MARGIN,
        title="The stories, side by side",
        caption=_caption(clash),
        alt=_alt(palette, told, clash),
    )


def _clash_sign(canvas: Canvas, x: float, y: float) -> None:
    unequal(canvas, x, y, radius=7.0, fill=ALARM)


def _head_blocks(palette: Palette, story: Told, room: float) -> list[Lines]:
    blocks = [
        wrap(f"{palette.name(story.by)} may see this as", room - 28, 11, ours=True),
        wrap(story.kind, room, 15, bold=True),
    ]
    return [*blocks, wrap(story.says, room, 11.5)] if story.says else blocks


def _head(
    canvas: Canvas, palette: Palette, story: Told, x: float, top: float, room: float, side: str
) -> float:
    """Whose story, what kind, in a sentence; `side` is "start" or "end", where lines begin."""
    first, kind, *says = _head_blocks(palette, story, room)
    style = palette[story.by]
    edge = x if side == "start" else x + room
    inward = 12.0 if side == "start" else -12.0
    height = max(20.0, first.height)
    canvas.badge(edge + inward, top + height / 2, style, radius=9.0)
    away = 28.0 if side == "start" else -28.0
    canvas.text_beside(edge + away, top + height / 2, first, fill=FAINT, anchor=side)
    y = top + height + 3
    y = canvas.text(edge, y, kind, fill=style.colour, anchor=side) + 2
    for block in says:
        y = canvas.text(edge, y, block, fill=INK, anchor=side, italic=True)
    return y


def _butterfly(
    canvas: Canvas,
    palette: Palette,
    told: list[Told],
    parties: list[str],
    clash: list[str],
) -> float:
    """Two stories, the parties in the middle, a role on either wing."""
    middle = 116.0
    room = (canvas.width - 2 * _MARGIN - middle - 36) / 2
    left, right = _MARGIN, canvas.width - _MARGIN - room
    centre = canvas.width / 2
    inner = left + room
    tops = (
        _head(canvas, palette, told[0], left, _MARGIN, room, "end"),
        _head(canvas, palette, told[1], right, _MARGIN, room, "start"),
    )
    y = max(tops) + 10
    for party in parties:
        style = palette[party]
        roles = [story.roles.get(party) for story in told]
        blocks = [
            wrap(role or "no role in this story", room, _ROLE if role else 11) for role in roles
        ]
        name = wrap(style.name, middle - 26, 12, bold=True)
        sign = 18.0 if party in clash else 0.0
        height = max(*(block.height for block in blocks), max(name.height, 20.0) + sign) + 14
        at = y + height / 2
        canvas.line((_MARGIN, y), (canvas.width - _MARGIN, y), stroke=GRID)
        wide = 24 + name.width
        start = centre - wide / 2
        for block, role, x, anchor, line in zip(
            blocks,
            roles,
            (inner, right),
            ("end", "start"),
            ((inner + 6, start - 6), (start + wide + 6, right - 6)),
            strict=True,
        ):
            canvas.text_beside(
                x, at, block, fill=INK if role else FAINT, anchor=anchor, italic=role is None
            )
            if role:
                stroke = ALARM if party in clash else RULE
                canvas.line((line[0], at), (line[1], at), stroke=stroke, line=1.4)
        canvas.badge(start + 9, at - sign / 2, style, radius=9.0)
        canvas.text_beside(start + 24, at - sign / 2, name, fill=style.colour)
        if party in clash:
            below = at + max(name.height, 20.0) / 2 + 1
            unequal(canvas, centre, below, radius=7.0, fill=ALARM)
        y += height
    return y


def _table(
    canvas: Canvas,
    palette: Palette,
    told: list[Told],
    parties: list[str],
    clash: list[str],
) -> float:
    """Any number of stories: a row per party, a column per story."""
    names = 160.0 if canvas.width >= 520 else 130.0
    cell = (canvas.width - 2 * _MARGIN - names) / len(told)
    left = [_MARGIN + names + k * cell for k in range(len(told))]
    y = max(
        _head(canvas, palette, story, x, _MARGIN, cell - 14, "start")
        for story, x in zip(told, left, strict=True)
    )
    y += 8
    for party in parties:
        style = palette[party]
        canvas.line((_MARGIN, y), (canvas.width - _MARGIN, y), stroke=RULE)
        name = wrap(style.name, names - 54, 12, bold=True)
        blocks = [_role_block(story, party, cell - 14) for story in told]
        height = max(*(block.height for block in blocks), name.height, 24.0) + 10
        at = y + height / 2
        canvas.badge(_MARGIN + 10, at, style, radius=9.0)
        canvas.text_beside(_MARGIN + 25, at, name, fill=style.colour)
        if party in clash:
            unequal(canvas, _MARGIN + names - 18, at, radius=7.0, fill=ALARM)
        for story, block, x in zip(told, blocks, left, strict=True):
            known = party in story.roles
            fill = INK if known else FAINT
            canvas.text_beside(x, at, block, fill=fill, italic=not known)
        y += height
    return y


def _role_block(story: Told, party: str, room: float) -> Lines:
    role = story.roles.get(party)
    return wrap(role or "no role in this story", room, _ROLE if role else 11)


def _stacked(
    canvas: Canvas,
    palette: Palette,
    told: list[Told],
    parties: list[str],
    clash: list[str],
) -> float:
    """A narrow page: the stories one below the other, then party by party."""
    room = canvas.width - 2 * _MARGIN
    y = _MARGIN
    for story in told:
        y = _head(canvas, palette, story, _MARGIN, y, room, "start") + 10
    for party in parties:
        style = palette[party]
        canvas.line((_MARGIN, y), (canvas.width - _MARGIN, y), stroke=RULE)
        name = wrap(style.name, room - 50, 12, bold=True)
        height = max(22.0, name.height)
        canvas.badge(_MARGIN + 10, y + 4 + height / 2, style, radius=9.0)
        canvas.text_beside(_MARGIN + 25, y + 4 + height / 2, name, fill=style.colour)
        if party in clash:
            unequal(canvas, canvas.width - _MARGIN - 9, y + 4 + height / 2, radius=7, fill=ALARM)
        y += height + 6
        for story in told:
            if party not in story.roles:
                continue
            kind = wrap(story.kind, room - 25, 11)
            y = canvas.text(_MARGIN + 25, y, kind, fill=palette[story.by].colour)
            y = canvas.text(_MARGIN + 25, y, _role_block(story, party, room - 25)) + 5
        y += 2
    return y


def _caption(clash: list[str]) -> str:
    words = (
        "How each side may picture the situation, and the role that each party has in the picture."
    )
    if clash:
        words += " Where the roles differ, the sign ≠ stands."
    return words + " Stories are shown and compared; nothing is computed from them."


def _alt(palette: Palette, told: list[Told], clash: list[str]) -> str:
    parts = []
    for story in told:
        roles = "; ".join(f"{palette.name(p)}: {role}" for p, role in story.roles.items())
        cast = f" ({roles})" if roles else ""
        parts.append(f"{palette.name(story.by)} may think this is {story.kind}{cast}.")
    if clash:
        parts.append(f"Two roles: {listed([palette.name(party) for party in clash])}.")
    return " ".join(parts)
