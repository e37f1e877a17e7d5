"""One party's order of the states, account by account, best at the top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.palette import ALARM, FAINT, INK, PAPER, RULE, Palette, PartyStyle
from detente.charts.signs import LegendItem, legend
from detente.charts.states import NO_NAMES, AnyGame, one_per_outcome, state_names
from detente.charts.svg import Canvas
from detente.charts.text import Lines, clean, counted, measure, wrap
from detente.errors import InputError
from detente.game.game import Game
from detente.game.naming import NamedOutcome
from detente.game.symbolic import SymbolicGame
from detente.stability.set_ranks import no_worse

_MARGIN = 8.0
_GAP = 30.0
_CARD = 118.0


@dataclass(frozen=True)
class Rung:
    """States between which a party is indifferent.

    Attributes
    ----------
    codes : of those shown
    skipped : how many states left out are as good as these, or better but below the rung above
    """

    codes: tuple[int, ...]
    skipped: int


@dataclass(frozen=True)
class Ladder:
    """One account's order: rungs best first, and how many states left out lie below."""

    title: str
    rungs: tuple[Rung, ...]
    below: int

    @property
    def place(self) -> dict[int, int]:
        """The rung of each state shown, 0 for the best."""
        return {code: k for k, rung in enumerate(self.rungs) for code in rung.codes}


@chart(
    "preference-ladders",
    title="Preference ladders",
    says="one party's order of the states, as the case assumes and as others may believe",
)
def draw_ladders(
    case: Case,
    party: str,
    games: Mapping[str, AnyGame],
    *,
    notable: Iterable[int] = (),
    limit: int = 13,
    names: Mapping[int, str] = NO_NAMES,
    width: float = 700,
    prefix: str = "ladders",
) -> Figure:
    """Draw one party's preferences in several accounts.

    Parameters
    ----------
    games : a title ("as this case assumes", "as the United States may see it") to each game; the
        first is what the others are compared with
    notable : codes of states to show before others
    limit : at most so many states
    names : of states that go by a name of their own here, by code

    Raises
    ------
    InputError
        when no game says what the party prefers.
    """
    known = {
        title: game
        for title, game in games.items()
        if party in game.parties and game.known[game.party_index(party)]
    }
    if not known:
        raise InputError(f"no account says what '{party}' prefers")
    base = next(iter(known.values()))
    codes = _choose(base, notable, limit)
    ladders = [_ladder(title, game, party, codes) for title, game in known.items()]
    called = _names(list(known.values()), codes) | dict(names)
    now = None if base.present is None else base.code(base.present)
    style = Palette.of(case)[party]
    return _draw(style, ladders, called, now, width, prefix)


def _choose(game: AnyGame, notable: Iterable[int], limit: int) -> list[int]:
    chosen: dict[int, None] = {}
    if game.present is not None:
        chosen[game.code(game.present)] = None
    chosen |= dict.fromkeys(code for code in notable if _index(game, code) is not None)
    if isinstance(game, SymbolicGame):
        return list(chosen)[:limit]
    shown = {outcome.id for code in chosen if (outcome := _outcome(game, code))}
    for key, index in one_per_outcome(game).items():
        if key not in shown:
            chosen[game.code(index)] = None
    for index in game.states()[: 2 * limit].tolist():
        if len(chosen) < limit:
            chosen[game.code(index)] = None
    return list(chosen)[:limit]


def _index(game: AnyGame, code: int) -> int | None:
    """The place of a state in a game; None where it has none."""
    if isinstance(game, SymbolicGame):
        return code if game.seen_as(code) == code else None
    return game.index(code)


def _outcome(game: Game, code: int) -> NamedOutcome | None:
    index = game.index(code)
    return game.outcome(index) if index is not None else None


def _ladder(title: str, game: AnyGame, party: str, codes: list[int]) -> Ladder:
    if isinstance(game, SymbolicGame):
        return _counted(title, game, party, codes)
    rank = game.rank(game.party_index(party))
    at = {code: index for code in codes if (index := game.index(code)) is not None}
    by_rank: dict[int, list[int]] = {}
    for code, index in at.items():
        by_rank.setdefault(int(rank[index]), []).append(code)
    hidden = np.ones(game.n_cells, dtype=np.bool_)
    hidden[list(at.values())] = False
    left = rank[hidden & game.feasible]
    rungs = []
    above = int(np.iinfo(np.int64).max)
    for value in sorted(by_rank, reverse=True):
        skipped = int(np.count_nonzero((left >= value) & (left < above)))
        rungs.append(Rung(tuple(by_rank[value]), skipped))
        above = value
    return Ladder(clean(title), tuple(rungs), int(np.count_nonzero(left < above)))


def _counted(title: str, game: SymbolicGame, party: str, codes: list[int]) -> Ladder:
    """The same where states are formulas: what lies between is counted, not listed."""
    place = game.party_index(party)
    by_height: dict[int, list[int]] = {}
    for code in codes:
        if _index(game, code) is not None:
            height = game.set_of(no_worse(game, place, code)).count
            by_height.setdefault(height, []).append(code)
    rungs = []
    above = 0
    for height in sorted(by_height):
        shown = tuple(by_height[height])
        rungs.append(Rung(shown, height - above - len(shown)))
        above = height
    return Ladder(clean(title), tuple(rungs), game.n_states - above)


def _names(games: list[AnyGame], codes: list[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for game in games:
        found = {
            index: code
            for code in codes
            if code not in names and (index := _index(game, code)) is not None
        }
        named = state_names(game, list(found))
        names |= {found[index]: name for index, name in named.items()}
    return names


def moved(first: Ladder, other: Ladder) -> dict[int, int]:
    """States out of order against the first ladder, and how many states shown they overtook.

    The largest set of states that both ladders order alike counts as unmoved. A negative number
    says that more states stand above it than before.
    """
    here, there = first.place, other.place
    common = sorted((c for c in here if c in there), key=lambda c: (here[c], there[c]))
    best: dict[int, tuple[int, ...]] = {}
    for k, code in enumerate(common):
        kept: tuple[int, ...] = ()
        for before in common[:k]:
            alike = _order(here, before, code) == _order(there, before, code)
            if alike and len(best[before]) > len(kept):
                kept = best[before]
        best[code] = (*kept, code)
    longest = max((len(kept) for kept in best.values()), default=0)
    stays = set(next((kept for kept in best.values() if len(kept) == longest), ()))
    return {
        code: _above(here, code, common) - _above(there, code, common)
        for code in common
        if code not in stays
    }


def _above(place: dict[int, int], code: int, common: list[int]) -> int:
    """How many of the common states stand on a higher rung."""
    return sum(place[other] < place[code] for other in common)


def _order(place: dict[int, int], one: int, other: int) -> int:
    return (place[one] > place[other]) - (place[one] < place[other])


# ---------------------------------------------------------------------------- drawing


def _draw(
    style: PartyStyle,
    ladders: list[Ladder],
    names: dict[int, str],
    now: int | None,
    width: float,
    prefix: str,
) -> Figure:
    canvas = Canvas(prefix, width)
    room = width - 2 * _MARGIN
    across = max(2, int((room + _GAP) // (_CARD + _GAP)))
    rest = ladders[1:]
    panels = [
        [ladders[0], *rest[k : k + across - 1]] for k in range(0, max(len(rest), 1), across - 1)
    ]
    wide = min((room - _GAP * (across - 1)) / across, 190.0)
    gap = _GAP
    if len(ladders) <= across:
        wide = min((room - _GAP * (len(ladders) - 1)) / len(ladders), 260.0)
        if len(ladders) > 1:
            gap = min((room - wide * len(ladders)) / (len(ladders) - 1), 100.0)
    canvas.badge(_MARGIN + 11, _MARGIN + 11, style, radius=9.0)
    said = wrap(f"{style.name}: best at the top", room - 34, 12, bold=True, ours=True)
    canvas.text(_MARGIN + 30, _MARGIN + 3, said, fill=style.colour)
    y = _MARGIN + max(24.0, said.height + 6)
    any_moved = False
    for panel in panels:
        y, found = _panel(canvas, style, panel, names, now, (wide, gap), y)
        any_moved |= found
        y += 10
    if any_moved:
        y = legend(canvas, _MARGIN, y, room, [LegendItem(_moved_sign, _MOVED, 46.0)])
    return canvas.figure(
        "preference-ladders",
        y + _MARGIN,
        title=f"What {style.name} prefers, account by account",
        caption=_caption(ladders, any_moved),
        alt=_alt(style, ladders, names),
    )


_MOVED = "stands above so many more, or fewer, of the states shown than in the first ladder"


def _moved_sign(canvas: Canvas, x: float, y: float) -> None:
    _shift(canvas, x - 4, y, 2)
    _shift(canvas, x + 20, y, -1)


def _shift(canvas: Canvas, right: float, y: float, by: int) -> None:
    """A triangle up or down and a number that ends at `right`."""
    text = str(abs(by))
    x = right - measure(text, 10.5, bold=True) - 2
    tip = -4.5 if by > 0 else 4.5
    canvas.polygon([(x - 8, y - tip), (x, y - tip), (x - 4, y + tip)], fill=ALARM)
    canvas.text_beside(right, y, text, size=10.5, bold=True, fill=ALARM, anchor="end")


def _panel(
    canvas: Canvas,
    style: PartyStyle,
    panel: list[Ladder],
    names: dict[int, str],
    now: int | None,
    across: tuple[float, float],
    top: float,
) -> tuple[float, bool]:
    """Ladders beside each other, of a width and with a gap between; says whether a state moved."""
    wide, gap = across
    heads = [wrap(ladder.title, wide, 11.5, bold=True, ours=True) for ladder in panel]
    left = [_MARGIN + k * (wide + gap) for k in range(len(panel))]
    for x, head in zip(left, heads, strict=True):
        canvas.text(x, top, head)
    top += max(head.height for head in heads) + 6
    shifts = [moved(panel[0], ladder) for ladder in panel]
    bottom = top
    before: dict[int, float] = {}
    for k, ladder in enumerate(panel):
        at, end = _column(canvas, style, ladder, names, now, shifts[k], left[k], wide, top)
        bottom = max(bottom, end)
        for code, y in at.items():
            if k and code in before:
                out = code in shifts[k] or code in shifts[k - 1]
                x0, x1 = left[k] - gap + 2, left[k] - 2
                bend = gap / 2
                canvas.path(
                    f"M{x0:.1f} {before[code]:.1f}C{x0 + bend:.1f} {before[code]:.1f} "
                    f"{x1 - bend:.1f} {y:.1f} {x1:.1f} {y:.1f}",
                    stroke=ALARM if out else RULE,
                    line=1.8 if out else 1.0,
                    dash=None if out else "3 2",
                )
        before = at
    return bottom, any(shifts[1:])


def _column(
    canvas: Canvas,
    style: PartyStyle,
    ladder: Ladder,
    names: dict[int, str],
    now: int | None,
    shift: dict[int, int],
    x: float,
    wide: float,
    top: float,
) -> tuple[dict[int, float], float]:
    """Draw one ladder; returns the height of every state's line, and where the ladder ends."""
    at: dict[int, float] = {}
    y = top
    for rung in ladder.rungs:
        y = _skipped(canvas, rung.skipped, x, wide, y)
        blocks = [_entry(names[code], code == now, wide) for code in rung.codes]
        height = sum(block.height + 6 for block in blocks) + 2
        canvas.rect(x, y, wide, height, fill=PAPER, stroke=RULE, round_=3)
        canvas.rect(x, y, 4, height, fill=style.colour)
        line = y + 1
        for n, (code, block) in enumerate(zip(rung.codes, blocks, strict=True)):
            tall = block.height + 6
            if n:
                canvas.line((x + 10, line), (x + wide - 6, line), stroke=RULE, dash="2 2")
            if code in shift:
                canvas.rect(x + 1, line, wide - 2, tall, stroke=ALARM, line=1.6, round_=2)
                canvas.rect(x, line, 4, tall, fill=style.colour)
            with canvas.group(names[code]):
                canvas.text_beside(x + 10, line + tall / 2, block)
                if shift.get(code):
                    _shift(canvas, x + wide - 5, line + tall / 2, shift[code])
            at[code] = line + tall / 2
            line += tall
        y += height + 5
    return at, _skipped(canvas, ladder.below, x, wide, y)


def _entry(name: str, present: bool, wide: float) -> Lines:
    text = f"{name} (now)" if present else name
    return wrap(text, wide - 44, 11, bold=present, max_lines=4)


def _skipped(canvas: Canvas, count: int, x: float, wide: float, y: float) -> float:
    if not count:
        return y
    text = f"… {counted(count, 'state')}"
    canvas.text(x + wide / 2, y - 2, text, size=10.5, fill=FAINT, anchor="middle")
    canvas.line((x + 2, y), (x + 2, y + 12), stroke=INK, dash="1.5 2.5")
    return y + 16


def _caption(ladders: list[Ladder], any_moved: bool) -> str:
    words = ["Each ladder is one account of what this party prefers, best at the top."]
    if any(len(rung.codes) > 1 for ladder in ladders for rung in ladder.rungs):
        words.append("States in one box are as good as each other.")
    if any(rung.skipped for ladder in ladders for rung in ladder.rungs) or any(
        ladder.below for ladder in ladders
    ):
        words.append("“… n states”: left out here. Of an outcome with several states one is shown.")
    if any_moved:
        words.append("Framed: states that stand out of the first ladder's order.")
    elif len(ladders) > 1:
        words.append("The states shown stand in the same order in all of them.")
    return " ".join(words)


def _alt(style: PartyStyle, ladders: list[Ladder], names: dict[int, str]) -> str:
    parts = []
    for ladder in ladders:
        order = " > ".join(" = ".join(names[code] for code in rung.codes) for rung in ladder.rungs)
        parts.append(f"{style.name} {ladder.title}: {order}.")
    return " ".join(parts)
