"""One lane per side: the same states under the same options, as each side has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.case.model import Case
from detente.case.names import base_options, imagined_options
from detente.charts.ladders import Ladder, Rung, moved
from detente.charts.signs import STAYS
from detente.charts.states import seen_axes, settles, sign_for, unjudged
from detente.charts.text import spoken
from detente.game import Game
from detente.game.space import OptionAxis
from detente.stability import StabilityTable
from detente.views.misperceptions import Misperception
from detente.workbench.screens.views.columns import Column

MARKS = {"nash": "●", "answer": "◐", "any": "○", "moves": "·"}


@dataclass(frozen=True)
class Cell:
    """One cell: what it shows, the same in words, and how it looks."""

    text: str
    says: str
    look: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a lane.

    Attributes
    ----------
    kind : "option", "order", "stays" or "settles"
    head, note : what the line is; what is special about it, in words
    look : "unseen", "imagined", "misread", or empty
    """

    kind: str
    key: str
    party: str
    head: str
    cells: tuple[Cell, ...]
    note: str = ""
    look: str = ""


@dataclass(frozen=True)
class Lane:
    """One side's idea of the game.

    Attributes
    ----------
    count : how many differences the case gives there
    """

    view: str
    title: str
    count: int
    rows: tuple[Row, ...]


def lane(
    case: Case,
    title: str,
    table: StabilityTable,
    above: StabilityTable,
    columns: Sequence[Column],
    differences: Sequence[Misperception],
) -> Lane:
    """A lane of one view.

    Parameters
    ----------
    table, above : verdicts of the view, and of what it is held against
    differences : of this view alone
    """
    at = places(table.game, columns)
    rows = [
        *_options(case, table, at, columns, differences),
        *_orders(table, above, at, columns, differences),
        *_stays(table, at, columns),
    ]
    return Lane(table.game.view, title, len(differences), tuple(rows))


def places(game: Game, columns: Sequence[Column]) -> list[int | None]:
    """Where a game has the states of the columns; None for what it holds impossible."""
    codes = np.array([column.code for column in columns], dtype=np.int64)
    seen = codes if game.view == "base" else game.project(codes)
    return [index if index >= 0 else None for index in game.indices(seen).tolist()]


# ---------------------------------------------------------------------------- options


def _options(
    case: Case,
    table: StabilityTable,
    at: list[int | None],
    columns: Sequence[Column],
    differences: Sequence[Misperception],
) -> list[Row]:
    game = table.game
    does = {f"{party}.{option}": entry.does.value for party, option, entry in base_options(case)}
    base = set(does)
    for _, party, option, entry in imagined_options(case):
        does.setdefault(f"{party}.{option}", entry.does.value)
    seen = seen_axes(game)
    misread = {one.about: one for one in differences if one.kind == "K5"}
    rows = []
    for place, axis in enumerate(game.options):
        if axis.name not in base and place not in seen:
            continue
        look, note = "", ""
        if place not in seen:
            look, note = "unseen", f"not seen; taken to stand at {_word(axis, _held(game, axis))}"
        elif axis.name not in base:
            look, note = "imagined", "only this side supposes that it can be done"
        elif axis.name in misread:
            look, note = "misread", f"seen otherwise: {misread[axis.name].here}"
        cells = tuple(
            _level(game, axis, index, column.code, look)
            for index, column in zip(at, columns, strict=True)
        )
        party = axis.name.split(".", 1)[0]
        rows.append(Row("option", axis.name, party, does[axis.name], cells, note, look))
    return rows


def _held(game: Game, axis: OptionAxis) -> int:
    """The level that a view presumes of an option that it does not see."""
    code = int(game.project(np.zeros(1, dtype=np.int64))[0])
    return code // axis.stride % len(axis.levels)


def _level(game: Game, axis: OptionAxis, index: int | None, code: int, look: str) -> Cell:
    if index is None:
        return Cell("–", "this side holds the state impossible", "absent")
    seen = int(game.project(np.array([code], dtype=np.int64))[0])
    level = seen // axis.stride % len(axis.levels)
    word = _word(axis, level)
    short = spoken(axis.levels[level]) if axis.named else "NY"[level]
    here = code // axis.stride % len(axis.levels)
    if look == "unseen" and here != level:
        told = f"{word}, not {_word(axis, here)}: this side cannot tell"
        return Cell(short, told, "taken other" if level else "other")
    return Cell(short, word, "taken" if level else "")


def _word(axis: OptionAxis, level: int) -> str:
    return spoken(axis.levels[level]) if axis.named else ("no", "yes")[level]


# ---------------------------------------------------------------------------- orders


def _orders(
    table: StabilityTable,
    above: StabilityTable,
    at: list[int | None],
    columns: Sequence[Column],
    differences: Sequence[Misperception],
) -> list[Row]:
    """For each party, the rung on which it has every state, the best being 1."""
    game = table.game
    beliefs = {one.about for one in differences if one.kind in {"K1", "K2"}}
    rows = []
    for party in above.game.parties:
        if party not in game.parties:
            cell = Cell("–", "this side does not see the party", "absent")
            rows.append(
                Row("order", f"order-{party}", party, "", (cell,) * len(columns),
                    "not seen: has no say", "unseen")
            )  # fmt: skip
            continue
        p = game.party_index(party)
        if not game.known[p]:
            cell = Cell("?", "what it prefers is not given", "open")
            rows.append(Row("order", f"order-{party}", party, "", (cell,) * len(columns)))
            continue
        rung, count = rungs_of(game, p, at)
        shifts: dict[int, int] = {}
        if game is not above.game and party in beliefs:
            shifts = moved(
                _ladder(above.game, party, columns), _ladder(game, party, columns)
            )  # fmt: skip
        cells = []
        for index, column in zip(at, columns, strict=True):
            if index is None:
                cells.append(Cell("–", "this side holds the state impossible", "absent"))
                continue
            told = f"rung {rung[index]} of {count}"
            look = ""
            if shift := shifts.get(column.code, 0):
                told += f", {'better' if shift > 0 else 'worse'} than in the account above"
                look = "misread"
            elif column.code in shifts:
                told, look = f"{told}, in another place than in the account above", "misread"
            cells.append(Cell(str(rung[index]), told, look))
        changed = party in beliefs
        note = "not what the case assumes" if changed else ""
        rows.append(
            Row("order", f"order-{party}", party, "", tuple(cells), note,
                "misread" if changed else "")
        )  # fmt: skip
    return rows


def rungs_of(game: Game, party: int, at: Sequence[int | None]) -> tuple[dict[int, int], int]:
    """The rung of some states, 1 for the best, and how many rungs there are in all."""
    rank = game.rank(party)
    values = np.sort(rank[game.states()])
    values = values[np.flatnonzero(np.diff(values, prepend=values[0] - 1))]
    places = [index for index in at if index is not None]
    rungs = len(values) - np.searchsorted(values, rank[places])
    return dict(zip(places, rungs.tolist(), strict=True)), len(values)


def _ladder(game: Game, party: str, columns: Sequence[Column]) -> Ladder:
    """A party's order of the columns alone."""
    if party not in game.parties or not game.known[game.party_index(party)]:
        return Ladder("", (), 0)
    rank = game.rank(game.party_index(party))
    by_rank: dict[int, list[int]] = {}
    for index, column in zip(places(game, columns), columns, strict=True):
        if index is not None:
            by_rank.setdefault(int(rank[index]), []).append(column.code)
    return Ladder("", tuple(Rung(tuple(by_rank[v]), 0) for v in sorted(by_rank, reverse=True)), 0)


# ---------------------------------------------------------------------------- verdicts


def _stays(table: StabilityTable, at: list[int | None], columns: Sequence[Column]) -> list[Row]:
    game = table.game
    rows = []
    for p, party in enumerate(game.parties):
        cells = tuple(_sign(None if i is None else sign_for(table, p, i), i) for i in at)
        rows.append(Row("stays", f"stays-{party}", party, "", cells))
    cells = tuple(_settled(table, i) for i in at)
    return [*rows, Row("settles", "settles", "", "Settles here", cells)]


def _sign(sign: str | None, index: int | None) -> Cell:
    if index is None:
        return Cell("–", "this side holds the state impossible", "absent")
    if sign is None:
        return Cell("?", "cannot be judged: preferences are not given", "open")
    return Cell(MARKS[sign], STAYS[sign], sign)


def _settled(table: StabilityTable, index: int | None) -> Cell:
    if index is None:
        return Cell("–", "this side holds the state impossible", "absent")
    sign = settles(table, index)
    if sign:
        return Cell(MARKS[sign], f"stable for all: {STAYS[sign]}", f"settled {sign}")
    if unjudged(table, index):
        return Cell("?", "cannot be judged: preferences are not given", "open")
    return Cell("", "somebody would leave", "")


def differing(one: Lane, base: Lane) -> frozenset[str]:
    """Keys of the lines of a lane that are not as they stand in the base."""
    there: Mapping[str, Row] = {row.key: row for row in base.rows}
    return frozenset(
        row.key
        for row in one.rows
        if row.look
        or row.key not in there
        or [cell.text for cell in row.cells] != [cell.text for cell in there[row.key].cells]
    )
