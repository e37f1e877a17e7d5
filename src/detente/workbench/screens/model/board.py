"""The table itself: heads, cells, signs, and where things settle, ready to be set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.case.frames import frame
from detente.case.model import Case, OneWay
from detente.charts.signs import STAYS
from detente.charts.states import OptionRow, option_rows, settles, sign_for, state_names, unjudged
from detente.game.game import Game
from detente.stability import CONCEPTS, StabilityTable
from detente.workbench.screens.model.columns import Chosen, choose, within_reach
from detente.workbench.screens.terms.glossary import short

if TYPE_CHECKING:
    from detente.views.misperceptions import Misperceptions
    from detente.workbench.sheet import Sheet
    from detente.workbench.wide.plain import PlainGame

#: characters of an option or a state that the table shows; beside it, they are told in full
_WORDING, _NAME, _TOLD = 300, 200, 80
#: what the signs say, in the words of the figures; and where nothing can be said
SAYS: Mapping[str, str] = {**STAYS, "open": "cannot be judged: preferences are not given"}


@dataclass(frozen=True)
class Column:
    """One state.

    Attributes
    ----------
    code : as a browser gets it
    settles : concepts under which all would stay, those that follow from another left out
    holds : the strictest sign under which all would stay: "nash", "answer", "any", or ""
    open : whether preferences are missing to say so
    reached : "now", "gains", "moves" or "": how things come here from the present
    """

    index: int
    code: str
    name: str
    present: bool
    picked: bool
    settles: tuple[str, ...]
    holds: str
    open: bool
    reached: str


@dataclass(frozen=True)
class Cell:
    """One option in one state.

    Attributes
    ----------
    word, says : what the cell shows; the same in full
    to : code of the state that differs here, empty where the option does not vary
    """

    id: str
    word: str
    says: str
    taken: bool
    to: str
    present: bool


@dataclass(frozen=True)
class Row:
    """One option in all columns; `levels`: the words of those that have names."""

    full: str
    option: str
    does: str
    seen: bool
    edged: bool
    imagined: bool
    way: str
    levels: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """A party and its options; `said`: whether it has a say in this game."""

    party: str
    said: bool
    at_table: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Verdicts:
    """One party's signs, column by column."""

    party: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One state of a case that lists its states: where each party can go from it."""

    column: Column
    moves: tuple[tuple[str, tuple[tuple[str, str, bool], ...]], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Board:
    """The options table of one game, whichever engine computes with it.

    Attributes
    ----------
    verdicts : signs of every party that has a say
    lines : the states of the graph form, with the moves of each party; empty for others
    chosen : how the columns were chosen; None where too many states were there to choose from
    """

    case: Case
    game: Game | PlainGame
    columns: tuple[Column, ...]
    verdicts: tuple[Verdicts, ...]
    misread: Collection[str]
    ways: Mapping[int, OneWay]
    lines: tuple[Line, ...] = ()
    chosen: Chosen | None = None

    @cached_property
    def signs(self) -> Collection[str]:
        """The signs that the legend has to explain."""
        return {one for verdicts in self.verdicts for one in verdicts.signs}

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every party with its options, in the order of the file."""
        rows: dict[str, list[Row]] = {party: [] for party in self.case.parties}
        for row in option_rows(self.case, self.game):
            rows[row.party].append(self._row(row))
        return tuple(
            Group(party, party in self.game.parties, self.case.parties[party].at_table, (*found,))
            for party, found in rows.items()
        )

    @property
    def hatched(self) -> bool:
        """Whether some option is not seen here."""
        return any(not row.seen for group in self.groups for row in group.rows)

    @property
    def edged(self) -> bool:
        """Whether some option is held to be otherwise here."""
        return any(row.edged for group in self.groups for row in group.rows)

    # ------------------------------------------------------------------ cells

    @cached_property
    def _places(self) -> dict[str, int]:
        return {axis.name: place for place, axis in enumerate(self.game.options)}

    @cached_property
    def _levels(self) -> list[Sequence[int]]:
        return [self.game.space.levels(column.index) for column in self.columns]

    def _row(self, row: OptionRow) -> Row:
        place = self._places[row.full]
        axis = self.game.options[place]
        party, option = row.full.split(".", 1)
        known = self.case.parties[party].options.get(option)
        cells = []
        for column, levels in zip(self.columns, self._levels, strict=True):
            level = levels[place]
            following = (level + 1) % len(axis.levels)
            to = int(column.code) + (following - level) * axis.stride
            word = row.levels[level]
            told = word if row.named else ("no", "yes")[level]
            tail = "now" if column.present else column.code
            cells.append(
                Cell(
                    f"cell-{row.full}-{tail}",
                    word,
                    f"{cut(row.does, _TOLD)}: {told}",
                    level > 0,
                    str(to) if row.seen else "",
                    column.present,
                )
            )
        return Row(
            row.full,
            option,
            cut(row.does, _WORDING),
            row.seen,
            row.full in self.misread,
            known is None,
            self.ways[place].kind,
            row.levels if row.named else (),
            tuple(cells),
        )


def board(sheet: Sheet, table: StabilityTable) -> Board:
    """The table of the sheet's view, with the columns that its address asks for."""
    chosen = choose(sheet, table)
    game = table.game
    names = state_names(game, chosen.indices)
    gains, moves = within_reach(sheet, game)

    def reached(index: int) -> str:
        if index == game.present:
            return "now"
        if gains is not None and gains[index]:
            return "gains"
        return "moves" if moves is not None and moves[index] else ""

    columns = tuple(
        Column(
            index,
            str(game.code(index)),
            cut(names[index], _NAME),
            index == game.present,
            index in chosen.picked and index != game.present,
            settles_under(table, index),
            settles(table, index, loose=True) or "",
            unjudged(table, index, loose=True),
            reached(index),
        )
        for index in chosen.indices
    )
    words = frame(sheet.case, sheet.view, sheet.hypothesis)
    verdicts = tuple(
        Verdicts(party, tuple(sign(table, place, one.index) for one in columns))
        for place, party in enumerate(game.parties)
    )
    lines = tuple(_line(table, one) for one in columns) if sheet.case.graph_form else ()
    return Board(sheet.case, game, columns, verdicts, misread(sheet), words.one_way, lines, chosen)


def _line(table: StabilityTable, column: Column) -> Line:
    """One state of the graph form: where each party can go from it, and whether it would."""
    game = table.game
    moves = []
    for place, party in enumerate(game.parties):
        better = set(game.improvements(place, column.index).tolist())
        reached = game.moves(place, column.index).tolist()[:24]
        ends = tuple((str(game.code(to)), game.label(to), to in better) for to in reached)
        moves.append((party, ends))
    signs = tuple(sign(table, place, column.index) for place in range(len(game.parties)))
    return Line(column, tuple(moves), signs)


def cut(text: str, limit: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def sign(table: StabilityTable, party: int, index: int) -> str:
    """The sign of one party at one state: a key of `SAYS`."""
    return sign_for(table, party, index, loose=True) or "open"


def settles_under(table: StabilityTable, index: int) -> tuple[str, ...]:
    """The concepts under which a state is stable for all; those implied by another are left out."""
    held = [
        concept
        for place, concept in enumerate(table.concepts)
        if table.equilibria[place, index]
    ]  # fmt: skip
    implied = {other for concept in held for other in CONCEPTS[concept].implies}
    return tuple(concept for concept in held if concept not in implied)


def misread(sheet: Sheet) -> Collection[str]:
    """Options that the view holds to be otherwise than its parent does: what can be undone."""
    if sheet.view == "base":
        return ()
    from detente.views import misperceptions

    found = sheet.once(
        ("misperceptions", sheet.hypothesis),
        lambda: misperceptions(sheet.case, hypothesis=sheet.hypothesis),
    )
    return edged(found, sheet.view)


def edged(found: Misperceptions, view: str) -> Collection[str]:
    """The options of a view whose directions differ from those of its parent."""
    return {item.about for item in found.of(view) if item.kind == "K5"}


def grid_lines(shown: Board) -> tuple[list[str], list[list[str]]]:
    """The table as it is taken along: one line an option, then who would stay, where it settles."""
    heads = ["party", "option", *(one.name for one in shown.columns)]
    lines = []
    name = {key: party.name.value for key, party in shown.case.parties.items()}
    if shown.case.graph_form:
        for verdicts in shown.verdicts:
            told = [SAYS[one] for one in verdicts.signs]
            lines.append([name[verdicts.party], "(would stay)", *told])
    else:
        for group in shown.groups:
            for row in group.rows:
                lines.append([name[group.party], row.does, *(cell.word for cell in row.cells)])
        for verdicts in shown.verdicts:
            told = [SAYS[one] for one in verdicts.signs]
            lines.append([name[verdicts.party], "(would stay)", *told])
    held = [", ".join(map(short, one.settles)) for one in shown.columns]
    lines.append(["", "(settles here)", *held])
    return heads, lines
