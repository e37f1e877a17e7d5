"""Who can improve on what: states as boxes, improvements as arrows, the present first."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.case.model import Case
from detente.charts.chart import Figure, chart
from detente.charts.layered import Arrangement, arrange
from detente.charts.palette import FAINT, GOLD, GOLD_EDGE, INK, PAPER, Palette, PartyStyle
from detente.charts.signs import STAYS, LegendItem, legend, stay
from detente.charts.states import choose_states, settles, state_names, tell_settled, unjudged
from detente.charts.svg import Canvas, badge_width, number
from detente.charts.text import Lines, counted, measure, wrap
from detente.errors import InputError
from detente.game.game import Game
from detente.stability import StabilityTable

_MARGIN = 8.0
_HEAD = 7.0
_COLUMNS = 5
_MANY = 26
#: with more states than this, distances are counted over the states shown alone
_SEARCH = 2048
#: how a step that is no improvement is drawn
_NO_GAIN = "1.5 4.5"


@dataclass(frozen=True)
class Arrow:
    """One improvement: who moves, from which state to which.

    Attributes
    ----------
    marked : whether it is a step of the way that is shown
    gains : False for a step of that way which is no improvement
    """

    party: int
    source: int
    target: int
    marked: bool = False
    gains: bool = True


@dataclass(frozen=True)
class _Box:
    x: float
    y: float  # of its middle
    width: float
    height: float


@chart(
    "state-graph",
    title="Who can improve on what",
    says="which moves would be improvements, and where nobody has a reason to move",
)
def draw_state_graph(
    case: Case,
    table: StabilityTable,
    *,
    also: Iterable[int] = (),
    limit: int = 14,
    way: Sequence[tuple[str, int, int]] = (),
    codes: bool = False,
    width: float = 700,
    prefix: str = "state-graph",
) -> Figure:
    """Draw the present, the named outcomes, the states that hold, and the improvements among them.

    Parameters
    ----------
    also : codes of states to show before others, such as those on a path
    limit : at most so many states
    way : steps to mark, each a party and the codes of where it begins and ends
    codes : whether every box carries the code of its state (`data-code`), for pages that ask
    """
    game = table.game
    states = choose_states(table, also, limit, fill=game.n_states <= limit)
    if not states:
        raise InputError("there is no state to show")
    arrows, trimmed = _arrows(game, states)
    arrows = _with_way(game, states, arrows, way)
    columns = _columns(game, states)
    picture = _Picture(Palette.of(case), table, states, arrows, columns, width, prefix)
    picture.codes = codes
    return picture.draw(trimmed)


def _with_way(
    game: Game, states: list[int], arrows: list[Arrow], way: Sequence[tuple[str, int, int]]
) -> list[Arrow]:
    """The same arrows, those of the way marked and those that were left out put back."""
    found = {(arrow.party, arrow.source, arrow.target): arrow for arrow in arrows}
    for party, start, end in way:
        source, target = game.index(start), game.index(end)
        if party not in game.parties or source not in states or target not in states:
            continue
        p = game.party_index(party)
        rank = game.rank(p)
        gains = bool(game.known[p]) and bool(rank[target] > rank[source])
        found[p, source, target] = Arrow(p, source, target, True, gains)
    return list(found.values())


def _arrows(game: Game, states: list[int]) -> tuple[list[Arrow], bool]:
    """Improvements among the states; only each party's best ones where there are many."""
    shown = set(states)
    every: list[Arrow] = []
    best: list[Arrow] = []
    for party in range(len(game.parties)):
        if not (game.known[party] and game.can_move(party)):
            continue
        rank = game.rank(party)
        for state in states:
            reached = [t for t in game.improvements(party, state).tolist() if t in shown]
            every += [Arrow(party, state, target) for target in reached]
            if reached:
                top = max(reached, key=lambda t: (int(rank[t]), -t))
                best.append(Arrow(party, state, top))
    trimmed = len(every) > _MANY and len(best) < len(every)
    return (best if trimmed else every), trimmed


def _columns(game: Game, states: list[int]) -> list[tuple[str, list[int]]]:
    """States by how many moves, whoever makes them, lead there from the first of them.

    With each column goes what stands above it, empty where there is no present.
    """
    unseen = np.ones(game.n_cells, dtype=np.bool_)
    if game.n_states > _SEARCH:  # look for ways through the states shown alone
        unseen[:] = False
        unseen[states] = True
    unseen[states[0]] = False
    movers = [party for party in range(len(game.parties)) if game.can_move(party)]
    distance = {states[0]: 0}
    waiting = deque([states[0]])
    while waiting and not distance.keys() >= set(states):
        state = waiting.popleft()
        for party in movers:
            reached = game.moves(party, state)
            fresh = reached[unseen[reached]]
            unseen[fresh] = False
            distance |= dict.fromkeys(fresh.tolist(), distance[state] + 1)
            waiting.extend(fresh.tolist())
    last = _COLUMNS - 1
    columns: dict[int, list[int]] = defaultdict(list)
    for state in states:
        columns[min(distance[state], last - 1) if state in distance else last].append(state)
    beyond = any(distance.get(state, 0) > last - 1 for state in states)
    heads = {k: counted(k, "move") for k in range(1, last)} | {0: "now", last: "no way there"}
    if beyond:
        heads[last - 1] += " or more"
    known = game.present is not None
    return [(heads[k] if known else "", columns[k]) for k in sorted(columns)]


class _Picture:
    """One graph on its way to the sheet."""

    def __init__(
        self,
        palette: Palette,
        table: StabilityTable,
        states: list[int],
        arrows: list[Arrow],
        columns: list[tuple[str, list[int]]],
        width: float,
        prefix: str,
    ) -> None:
        self.palette, self.table, self.states = palette, table, states
        self.arrows = arrows
        self.heads = [head for head, _ in columns]
        self.columns = [members for _, members in columns]
        self.game = table.game
        self.codes = False
        self.canvas = Canvas(prefix, width)
        self.names = state_names(self.game, states)
        count = len(columns)
        room = width - 2 * _MARGIN
        self.wide = min(150.0, (room - 58.0 * (count - 1)) / count)
        self.numbered = self.wide < 92
        if self.numbered:
            self.wide = 30.0
        self.gap = (room - count * self.wide) / max(count - 1, 1)
        if count > 1:
            self.gap = min(self.gap, 150.0)
        self.start = _MARGIN + (room - count * self.wide - (count - 1) * self.gap) / 2
        self.style = {p: palette[party] for p, party in enumerate(self.game.parties)}
        self.blocks = {state: self._block(state) for state in states}

    def _block(self, state: int) -> Lines:
        if self.numbered:
            return wrap(str(self.states.index(state) + 1), self.wide, 11.5, bold=True)
        marked = settles(self.table, state) or unjudged(self.table, state)
        room = self.wide - (30 if marked else 14)
        return wrap(self.names[state], room, 11, bold=state == self.game.present, max_lines=6)

    def draw(self, trimmed: bool) -> Figure:
        ports = self._port_counts()
        heights = {
            state: max(
                self.blocks[state].height + (8 if self.numbered else 12 + self._extra(state)),
                9.0 * max(ports[state]) + 6,
                26.0,
            )
            for state in self.states
        }
        edges = [(arrow.source, arrow.target) for arrow in self.arrows]
        arranged = arrange(self.columns, edges, heights, gap=18.0)
        top = self._draw_heads(_MARGIN)
        boxes = {
            state: _Box(self._left(k), top + arranged.middle[state], self.wide, heights[state])
            for k, column in enumerate(self.columns)
            for state in column
        }
        self._draw_arrows(boxes, arranged, top)
        for state in self.states:
            self._draw_box(state, boxes[state])
        y = top + arranged.height + 12
        if self.numbered:
            y = self._key(y)
        y = legend(self.canvas, _MARGIN, y, self.canvas.width - 2 * _MARGIN, self._legend())
        return self.canvas.figure(
            "state-graph",
            y + _MARGIN,
            title="Who can improve on what",
            caption=self._caption(trimmed),
            alt=self._alt(),
        )

    def _draw_heads(self, top: float) -> float:
        """How many moves away the states of a column are."""
        blocks = [
            wrap(head, self.wide + min(self.gap, 60.0) - 8, 10.5, max_lines=3)
            for head in self.heads
        ]
        for k, block in enumerate(blocks):
            middle = self._left(k) + self.wide / 2
            edge = self.canvas.width - 2 - block.width / 2
            at = min(max(middle, 2 + block.width / 2), edge)
            self.canvas.text(at, top, block, fill=FAINT, anchor="middle")
        return top + max(block.height for block in blocks) + 8

    def _left(self, column: int) -> float:
        return self.start + column * (self.wide + self.gap)

    def _extra(self, state: int) -> float:
        """Room above the name for the word "now"."""
        return 15.0 if state == self.game.present else 0.0

    # ------------------------------------------------------------------ boxes

    def _draw_box(self, state: int, box: _Box) -> None:
        present = state == self.game.present
        sign = settles(self.table, state)
        firm = sign in {"nash", "answer"}
        x, y = box.x, box.y - box.height / 2
        canvas = self.canvas
        asked = {"data_code": self.game.code(state)} if self.codes else {}
        with canvas.group(self.names[state], **asked):
            if firm:
                canvas.rect(
                    x - 3,
                    y - 3,
                    box.width + 6,
                    box.height + 6,
                    fill=PAPER,
                    stroke=GOLD_EDGE,
                    line=1.5,
                    round_=7,
                )
            canvas.rect(
                x,
                y,
                box.width,
                box.height,
                fill=GOLD if firm else PAPER,
                stroke=INK,
                line=2.6 if present else 1.0,
                round_=5,
            )
            block = self.blocks[state]
            if self.numbered:
                canvas.text_beside(x + box.width / 2, box.y, block, anchor="middle")
                return
            extra = self._extra(state)
            inner = box.y - (block.height + extra) / 2
            if present:
                canvas.text(x + 7, inner - 1, "the present", size=10.5, fill=FAINT)
            if sign:
                stay(canvas, x + box.width - 12, inner + 7.5, sign, radius=5)
            elif unjudged(self.table, state):
                _open_sign(canvas, x + box.width - 12, inner + 7.5)
            canvas.text(x + 7, inner + extra, block)

    def _key(self, y: float) -> float:
        for place, state in enumerate(self.states):
            sign = settles(self.table, state)
            label = str(place + 1)
            self.canvas.text(
                _MARGIN + 18 - measure(label, 11, bold=True), y, label, size=11, bold=True
            )
            if sign:
                stay(self.canvas, _MARGIN + 32, y + 7.5, sign, radius=5)
            elif unjudged(self.table, state):
                _open_sign(self.canvas, _MARGIN + 32, y + 7.5)
            name = self.names[state] + (" – now" if state == self.game.present else "")
            room = self.canvas.width - 2 * _MARGIN - 44
            y = self.canvas.text(_MARGIN + 44, y, name, size=11, width=room, max_lines=4) + 3
        return y + 4

    # ------------------------------------------------------------------ arrows

    def _sides(self, arrow: Arrow) -> tuple[int, int]:
        """On which side (-1 left, 1 right) an arrow leaves its source and enters its target."""
        place = {state: k for k, column in enumerate(self.columns) for state in column}
        a, b = place[arrow.source], place[arrow.target]
        if a == b:
            return (1, 1) if a == 0 and len(self.columns) > 1 else (-1, -1)
        return (1, -1) if b > a else (-1, 1)

    def _port_counts(self) -> dict[int, tuple[int, int]]:
        count: dict[int, list[int]] = {state: [0, 0] for state in self.states}
        for arrow in self.arrows:
            leave, enter = self._sides(arrow)
            count[arrow.source][leave > 0] += 1
            count[arrow.target][enter > 0] += 1
        return {state: (left, right) for state, (left, right) in count.items()}

    def _draw_arrows(self, boxes: dict[int, _Box], arranged: Arrangement, top: float) -> None:
        ends: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
        for k, arrow in enumerate(self.arrows):
            leave, enter = self._sides(arrow)
            way = [top + y for _, y in arranged.ways[k]]
            towards = way[0] if way else boxes[arrow.target].y
            origin = way[-1] if way else boxes[arrow.source].y
            ends[arrow.source, leave].append((towards, k, 0))
            ends[arrow.target, enter].append((origin, k, 1))
        port: dict[tuple[int, int], float] = {}
        for (state, _), wanted in ends.items():
            box = boxes[state]
            room = box.height - 12
            for n, (_, k, end) in enumerate(sorted(wanted)):
                port[k, end] = box.y - room / 2 + room * (n + 0.5) / len(wanted)
        for k, arrow in enumerate(self.arrows):
            self._draw_arrow(k, arrow, boxes, arranged.ways[k], port, top)

    def _draw_arrow(
        self,
        k: int,
        arrow: Arrow,
        boxes: dict[int, _Box],
        ways: tuple[tuple[int, float], ...],
        port: dict[tuple[int, int], float],
        top: float,
    ) -> None:
        leave, enter = self._sides(arrow)
        ring = 3.5
        start = _edge(boxes[arrow.source], leave, ring), port[k, 0]
        tip = _edge(boxes[arrow.target], enter, ring), port[k, 1]
        end = tip[0] + enter * (_HEAD - 1), tip[1]
        style = self.style[arrow.party]
        if leave == enter:
            reach = min(0.8 * self.gap, 22 + 0.22 * abs(end[1] - start[1]))
            path = _curve(start, end, leave * reach, leave * reach)
        else:
            points = [start]
            for column, height in ways:
                left = self._left(column)
                across = [left - 4, left + self.wide + 4]
                if leave < 0:
                    across.reverse()
                points += [(x, top + height) for x in across]
            points.append(end)
            path = _through(points)
        said = f"{style.name}: {self.names[arrow.source]} → {self.names[arrow.target]}"
        with self.canvas.group(said):
            self.canvas.path(
                path,
                stroke=style.colour,
                line=3.6 if arrow.marked else 1.6,
                dash=(style.dash or None) if arrow.gains else _NO_GAIN,
            )
            size = _HEAD + (3 if arrow.marked else 1)
            self.canvas.arrowhead(tip, math.pi if enter > 0 else 0.0, fill=style.colour, size=size)

    # ------------------------------------------------------------------ words

    def _movers(self) -> list[PartyStyle]:
        return [self.style[p] for p in sorted({arrow.party for arrow in self.arrows})]

    def _legend(self) -> list[LegendItem]:
        items = [_mover_item(style) for style in self._movers()]
        signs = {settles(self.table, state) for state in self.states}
        items += [_settles_item(sign) for sign in ("nash", "answer") if sign in signs]
        if self._unclear():
            items.append(LegendItem(_open_sign, "cannot be judged: preferences are not given"))
        if any(arrow.marked for arrow in self.arrows):
            items.append(LegendItem(_way_sign(None), "a way from the present", 28.0))
        if not all(arrow.gains for arrow in self.arrows):
            items.append(
                LegendItem(_way_sign(_NO_GAIN), "a step that gains its maker nothing", 28.0)
            )
        return items

    def _caption(self, trimmed: bool) -> str:
        left_out = self.game.n_states - len(self.states)
        words = [
            "Each arrow is a move that its maker would gain by, in the maker's colour and line."
            if all(arrow.gains for arrow in self.arrows)
            else "Arrows are moves in their maker's colour and line; a dotted one gains it nothing."
        ]
        if self.game.present is not None:
            words.append(
                "Further right: more moves away from the present, which has the thick frame."
            )
        words.append("Tinted boxes with a second frame: stable for every party.")
        if self._unclear():
            words.append(
                "A question mark: whether it is cannot be judged, since preferences are not given."
            )
        if trimmed:
            words.append("Where a party has several better moves, only its best is drawn.")
        if left_out > 0:
            words.append(
                f"{counted(left_out, 'state')} of {self.game.n_states} and the moves to and from "
                + ("it" if left_out == 1 else "them")
                + " are left out."
            )
        return " ".join(words)

    def _alt(self) -> str:
        held = [self.names[s] for s in self.states if settles(self.table, s)]
        now = self.game.present
        gaining = sum(arrow.gains for arrow in self.arrows)
        words = f"{counted(len(self.states), 'state')}, {counted(gaining, 'improvement')}."
        marked = [arrow for arrow in self.arrows if arrow.marked]
        if marked:
            steps = (f"{self.style[a.party].name} to {self.names[a.target]}" for a in marked)
            words += f" A way from the present: {'; '.join(steps)}."
        if now is not None and now in self.names:
            words += f" The present: {self.names[now]}."
        return f"{words} {tell_settled('Stable for all', held, self._unclear(), len(self.states))}"

    def _unclear(self) -> int:
        """Of how many states shown it cannot be judged whether they are stable for all."""
        return sum(unjudged(self.table, state) for state in self.states)


def _open_sign(canvas: Canvas, x: float, y: float) -> None:
    canvas.text_beside(x, y, "?", size=11, bold=True, fill=FAINT, anchor="middle")


def _way_sign(dash: str | None) -> Callable[[Canvas, float, float], None]:
    return lambda c, x, y: c.line((x - 13, y), (x + 13, y), stroke=INK, line=3.6, dash=dash)


def _edge(box: _Box, side: int, ring: float) -> float:
    return box.x + box.width + ring if side > 0 else box.x - ring


def _curve(start: tuple[float, float], end: tuple[float, float], out: float, back: float) -> str:
    """A cubic curve that leaves and arrives level, `out` and `back` pixels beyond its ends."""
    n = number
    return (
        f"M{n(start[0])} {n(start[1])}C{n(start[0] + out)} {n(start[1])} "
        f"{n(end[0] + back)} {n(end[1])} {n(end[0])} {n(end[1])}"
    )


def _through(points: list[tuple[float, float]]) -> str:
    """A smooth way through points: curves in the gaps, straight where it passes a column."""
    n = number
    parts = [f"M{n(points[0][0])} {n(points[0][1])}"]
    for k in range(1, len(points)):
        (x0, y0), (x1, y1) = points[k - 1], points[k]
        if k % 2 == 0:
            parts.append(f"L{n(x1)} {n(y1)}")
        else:
            bend = (x1 - x0) * 0.5
            parts.append(f"C{n(x0 + bend)} {n(y0)} {n(x1 - bend)} {n(y1)} {n(x1)} {n(y1)}")
    return "".join(parts)


def _mover_item(style: PartyStyle) -> LegendItem:
    wide = badge_width(style, 8.0)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        left = x - (wide + 40) / 2
        canvas.badge(left + wide / 2, y, style, radius=8.0)
        start = left + wide + 5
        canvas.line((start, y), (start + 28, y), stroke=style.colour, line=1.6, dash=style.dash)
        canvas.arrowhead((start + 35, y), 0.0, fill=style.colour, size=_HEAD + 1)

    return LegendItem(draw, f"{style.name} would move", wide + 40)


def _settles_item(sign: str) -> LegendItem:
    return LegendItem(
        lambda c, x, y: stay(c, x, y, sign, radius=5), f"stable for all: {STAYS[sign]}"
    )
