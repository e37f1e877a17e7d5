"""Which states are columns of the table, in which order, and on which page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.charts.states import SIGNS, one_per_outcome
from detente.errors import InputError
from detente.game.evaluate import where
from detente.game.game import Game
from detente.game.reach import reachable
from detente.game.space import Bools
from detente.stability import StabilityTable

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: columns of one page, and rows in the graph form
PAGE, ROWS = 24, 50
#: columns that stay on every page: the present and those that were picked
PICKED = 12
#: states that are put in front of the others, and those among which an order by name is offered
_FRONT, BY_NAME = 480, 4096

FILTERS: Mapping[str, str] = {
    "all": "all states",
    "someone": "someone would stay",
    "everyone": "everyone would stay",
    "anyview": "everyone would stay, in some view",
    "reached": "reached from now by improvements",
    "moves": "reached from now by any moves",
    "named": "named outcomes",
}
ORDERS: Mapping[str, str] = {
    "first": "what settles, then named",
    "name": "by name",
    "code": "by number",
}


@dataclass(frozen=True)
class Chosen:
    """The columns of one page.

    Attributes
    ----------
    picked : those that stay on every page, the present first
    rest : those of this page that follow
    fitting, states : how many states pass the filter, of how many
    page, pages : from 1
    show, sort : keys of `FILTERS` and `ORDERS`
    note : why the filter could not be used; empty where it could
    """

    picked: tuple[int, ...]
    rest: tuple[int, ...]
    fitting: int
    states: int
    page: int
    pages: int
    show: str
    sort: str
    note: str = ""

    @property
    def indices(self) -> tuple[int, ...]:
        """All columns, in order."""
        return self.picked + self.rest


def choose(sheet: Sheet, table: StabilityTable) -> Chosen:
    """Columns as the address asks for them: `show`, `sort`, `page`, `pinned`."""
    game, params = table.game, sheet.params
    show = _known(params.get("show"), FILTERS)
    note = ""
    try:
        kept = _filtered(sheet, table, show)
    except InputError as error:
        kept, note = game.feasible, str(error)
    sort = _known(params.get("sort"), ORDERS)
    count = int(np.count_nonzero(kept))
    if sort == "name" and count > BY_NAME:
        sort = "first"
    room = ROWS if game.state_names else PAGE
    picked = _picked(sheet, game)
    rest = kept.copy()
    rest[list(picked)] = False
    front = [index for index in _front(table, sort, kept) if rest[index]]
    rest[front] = False
    behind = np.flatnonzero(rest)
    per_page = max(room - len(picked), 6)
    total = len(front) + len(behind)
    pages = max(-(-total // per_page), 1)
    page = min(max(_number(params.get("page")), 1), pages)
    start, end = (page - 1) * per_page, page * per_page
    shown = front[start:end]
    more = behind[max(start - len(front), 0) : max(end - len(front), 0)].tolist()
    return Chosen(
        picked, (*shown, *more), count, game.n_states, page, pages, show, sort, note
    )  # fmt: skip


def pinned(params: Mapping[str, str]) -> list[int]:
    """Codes of the states that were picked, as the address has them."""
    codes = [part for part in params.get("pinned", "").split(",") if _is_code(part)]
    return [int(part) for part in dict.fromkeys(codes)][:PICKED]


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


def _picked(sheet: Sheet, game: Game) -> tuple[int, ...]:
    asked = [game.present, *(game.index(code) for code in pinned(sheet.params))]
    return tuple(dict.fromkeys(index for index in asked if index is not None))


def _known(text: str | None, choices: Mapping[str, str]) -> str:
    return text if text is not None and text in choices else next(iter(choices))


def _number(text: str | None) -> int:
    return int(text) if text and _is_code(text) else 1


# ---------------------------------------------------------------------------- what is kept


def _filtered(sheet: Sheet, table: StabilityTable, show: str) -> Bools:
    game = table.game
    match show:
        case "someone":
            found = (table.stable & table.determined[:, :, None]).any(axis=(0, 1))
        case "everyone":
            found = table.equilibria.any(axis=0)
        case "anyview":
            found = _in_some_view(sheet, table)
        case "reached" | "moves":
            found = _within_reach(sheet, game, improving=show == "reached")
        case "named":
            found = named(game)
        case _:
            found = game.feasible
    kept: Bools = found & game.feasible
    return kept


def named(game: Game) -> Bools:
    """States that the case gives a name, bool array (n_cells,)."""
    found: Bools = np.zeros(game.n_cells, dtype=np.bool_)
    for outcome in game.outcomes:
        found = found | where(game.space, outcome.when)
    return found


def _in_some_view(sheet: Sheet, table: StabilityTable) -> Bools:
    """States that settle in this game, or in that of any view of the same account."""
    game = table.game
    found: Bools = np.array(table.equilibria.any(axis=0))
    for path, _ in sheet.views:
        if path == sheet.view:
            continue
        other = sheet.analyses.solved(path, sheet.hypothesis)
        held = np.flatnonzero(other.equilibria.any(axis=0))
        here = game.indices(other.game.codes(held))
        found[here[here >= 0]] = True
    return found


def within_reach(sheet: Sheet, game: Game) -> tuple[Bools | None, Bools | None]:
    """States reached from the present by improvements, and by any moves; None where unknown."""

    def asked(improving: bool) -> Bools | None:
        try:
            return _within_reach(sheet, game, improving=improving)
        except InputError:
            return None

    return asked(True), asked(False)


def _within_reach(sheet: Sheet, game: Game, *, improving: bool) -> Bools:
    present = game.present
    if present is None:
        raise InputError("The case does not say where things stand now")
    if improving and any(game.lacks(p) for p in range(len(game.parties))):
        raise InputError("Some preferences are not given, so nobody knows what would be gained")
    key = ("reach", game.view, game.hypothesis, improving)
    found: Bools = sheet.once(key, lambda: reachable(game, present, improving=improving))
    return found


# ---------------------------------------------------------------------------- in which order


def _front(table: StabilityTable, sort: str, kept: Bools) -> Sequence[int]:
    """The states that come before the others, which follow by code."""
    game = table.game
    if sort == "code":
        return ()
    if sort == "name":
        indices = np.flatnonzero(kept).tolist()
        return sorted(indices, key=lambda index: (game.label(index).casefold(), index))
    found: dict[int, None] = {}
    for concept, _ in SIGNS:
        if concept in table.concepts:
            held = table.equilibria[table.concepts.index(concept)]
            found |= dict.fromkeys(np.flatnonzero(held & kept)[:_FRONT].tolist())
    found |= dict.fromkeys(one_per_outcome(game).values())
    return [index for index in found if kept[index]]
