"""A case from a table that people keep in a spreadsheet, saved as CSV.

One line an option, with who has it; each further column a state, with what is taken there:

    party,   option,            levels,        Now,  Deal, Walk-out
    City,    Reopen the talks,  ,              N,    Y,    N
    ,        Wage offer,        none|low|full, none, full, none
    Union,   Strike,            ,              Y,    N,    Y
    City,    rank,              ,              2,    1,    3

An empty party is that of the line above. `levels` and the states may be left out. A column called
now (or present, status quo) is where things stand; a line called rank orders the states for a
party, 1 the best, equal numbers a tie. Lines in brackets are passed over.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from detente.case.language import KEYWORDS, is_name
from detente.case.render import block
from detente.charts.text import clean
from detente.errors import CaseError, InputError
from detente.workbench.acts.places import derived_id, short
from detente.workbench.keeping.version import version_of

LARGEST = 2 * 1024 * 1024
LINES, COLUMNS, OPTIONS = 400, 120, 60
#: characters of one cell
CELL = 500
EXAMPLE = "party, option, now / City, Reopen the talks, N / Union, Strike, Y"

_PARTY = {"party", "parties", "owner", "who", "side", "actor", "player", "decision maker"}
_OPTION = {"option", "options", "action", "does", "can do", "course of action", "move"}
_LEVELS = {"levels", "level"}
_NOW = {"now", "present", "today", "current"}
_QUO = {"status quo", *_NOW}
_RANK = {"rank", "ranks", "ranking", "preference", "preferences", "order"}
_YES = {"y", "yes", "1", "true", "x", "✓", "✔", "taken"}
_NO = {"", "n", "no", "0", "false", "-", "–", "—", "not taken"}


@dataclass
class _Option:
    """One line of the table."""

    line: int
    party: str
    does: str
    cells: list[str]
    levels: list[str] = field(default_factory=list)
    id: str = ""

    def level(self, cell: str) -> str:
        """The level that a cell names."""
        words = cell.casefold()
        if not self.levels:
            return "true" if words in _YES else "false"
        for level in self.levels:
            if level.casefold() == words:
                return level
        if words in _NO:
            return self.levels[0]
        raise InputError(
            f"line {self.line} of the table: '{short(cell)}' is none of the levels "
            f"{', '.join(map(short, self.levels))}"
        )


def case_from_table(data: bytes, title: str) -> str:
    """The text of a case file made from a table.

    Parameters
    ----------
    data : comma-, semicolon- or tab-separated values as a spreadsheet saves them

    Raises
    ------
    InputError
        says what was found and what is expected.
    """
    rows = _rows(data)
    head, *body = rows
    columns = _columns(head)
    states = [k for k in range(len(head)) if k not in columns.values() and head[k]]
    options, ranks = _lines(body, columns, states)
    if not options:
        raise InputError(f"the table has no options. A table looks like this: {EXAMPLE}")
    made = _case(title, options, [head[k] for k in states], ranks)
    text = "\n".join(block(made, 0)) + "\n"
    try:
        version = version_of(text, "table.csv")
    except CaseError as error:
        raise InputError(str(error)) from None
    if version.problems:
        first = version.problems[0]
        raise InputError(f"the table makes no case: {first.what}. {first.hint}".strip())
    return text


# ---------------------------------------------------------------------------- the cells


def _rows(data: bytes) -> list[list[str]]:
    """The cells, cleaned, without empty lines."""
    if len(data) > LARGEST:
        raise InputError("the table is larger than 2 MB")
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=first.count)
    try:
        found = [
            [_cell(cell) for cell in row]
            for row, _ in zip(
                csv.reader(io.StringIO(text, newline=""), delimiter=mark),
                range(LINES + 1),
                strict=False,
            )
        ]
    except csv.Error as error:
        raise InputError(f"the file is no table of comma-separated values: {error}") from None
    rows = [row for row in found if any(row)]
    if not rows:
        raise InputError("the table is empty")
    if len(found) > LINES or max(map(len, rows)) > COLUMNS:
        raise InputError(f"the table has more than {LINES} lines or {COLUMNS} columns")
    return rows


def _decoded(data: bytes) -> str:
    if data[:4] == b"PK\x03\x04":
        raise InputError("this is a workbook; save the sheet as CSV and choose that file")
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("the file is no text; save the sheet as CSV and choose that file")
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise InputError("the file is no text that can be read; save the sheet as CSV in UTF-8")


def _cell(cell: str) -> str:
    text = clean(cell)
    if len(text) > CELL:
        raise InputError(f"a cell of the table is longer than {CELL} characters")
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text


def _columns(head: Sequence[str]) -> dict[str, int]:
    words = [cell.casefold() for cell in head]
    found = {}
    for name, known in (("party", _PARTY), ("option", _OPTION), ("levels", _LEVELS)):
        place = next((k for k, word in enumerate(words) if word in known), None)
        if place is not None:
            found[name] = place
    for name in ("party", "option"):
        if name not in found:
            raise InputError(
                f"the first line of the table has no column '{name}'; it has "
                f"{', '.join(map(short, head[:6]))}. A table looks like this: {EXAMPLE}"
            )
    return found


def _lines(
    body: Sequence[Sequence[str]], columns: dict[str, int], states: Sequence[int]
) -> tuple[list[_Option], dict[str, list[str]]]:
    """The options, and for each party with such a line the ranks of the states."""
    options: list[_Option] = []
    ranks: dict[str, list[str]] = {}
    party = ""
    for number, row in enumerate(body, start=2):
        cells = [*row, *[""] * (COLUMNS - len(row))]
        party = cells[columns["party"]] or party
        does = cells[columns["option"]]
        if not does or does.startswith("("):
            continue
        if not party:
            raise InputError(f"line {number} of the table says not whose option '{short(does)}' is")
        held = [cells[k] for k in states]
        if does.casefold() in _RANK:
            ranks[party] = held
            continue
        option = _Option(number, party, does, held)
        given = cells[columns["levels"]] if "levels" in columns else ""
        option.levels = _levels(option, given)
        options.append(option)
    if len(options) > OPTIONS:
        raise InputError(f"the table has {len(options)} options; at most {OPTIONS} can be read")
    return options, ranks


def _levels(option: _Option, given: str) -> list[str]:
    """The named levels of an option; none where it is simply taken or not."""
    mark = next((mark for mark in "|/;," if mark in given), None)
    if mark:
        found = [part.strip() for part in given.split(mark) if part.strip()]
    elif all(cell.casefold() in _YES | _NO for cell in option.cells):
        return []
    else:
        found = list(dict.fromkeys(cell for cell in option.cells if cell))
    if len(found) < 2:
        raise InputError(
            f"line {option.line} of the table: '{short(option.does)}' has only one level. Write Y "
            "and N, or all its levels as none|low|full"
        )
    return found


# ---------------------------------------------------------------------------- the case


def _case(
    title: str, options: list[_Option], states: list[str], ranks: dict[str, list[str]]
) -> dict[str, Any]:
    """The case as data for a file."""
    parties = _parties(options, ranks)
    taken: set[str] = set()
    for option in options:
        option.id = derived_id(option.does, taken, "option")
        taken.add(option.id)
        words: set[str] = set()
        for k, level in enumerate(option.levels):
            plain = level.isdecimal() or (is_name(level) and level.casefold() not in KEYWORDS)
            name = level if plain else derived_id(level, words, "level")
            option.cells = [name if c.casefold() == level.casefold() else c for c in option.cells]
            option.levels[k] = name
            words.add(name)
    made: dict[str, Any] = {"detente": 1, "title": title, "parties": {}}
    for name, key in parties.items():
        party: dict[str, Any] = {"name": name}
        own = {one.id: _entry(one) for one in options if one.party == name}
        if own:
            party["options"] = own
        if name in ranks:
            party["ranking"] = _ranking(name, ranks[name], options, states)
        made["parties"][key] = party
    _tell_states(made, options, states)
    return made


def _parties(options: list[_Option], ranks: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in [*(option.party for option in options), *ranks]:
        if name not in found:
            found[name] = derived_id(name, found.values(), "party")
    return found


def _entry(option: _Option) -> Any:
    return {"does": option.does, "levels": option.levels} if option.levels else option.does


def _tell_states(made: dict[str, Any], options: list[_Option], states: list[str]) -> None:
    """Where things stand, and the names of the states."""
    seen: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    outcomes = {}
    for place, name in enumerate(states):
        levels = tuple(option.level(option.cells[place]) for option in options)
        if levels in seen:
            raise InputError(
                f"the columns '{short(seen[levels])}' and '{short(name)}' of the table hold the "
                "same state"
            )
        seen[levels] = name
        if name.casefold() in _QUO and "present" not in made:
            made["present"] = {
                option.id: {"true": True, "false": False}.get(level, level)
                for option, level in zip(options, levels, strict=True)
            }
        if name.casefold() not in _NOW:
            key = derived_id(name, taken, "outcome")
            taken.add(key)
            outcomes[key] = {"when": _expression(options, levels), "name": name}
    if outcomes:
        made["outcomes"] = outcomes


def _expression(options: list[_Option], levels: Sequence[str]) -> str:
    parts = []
    for option, level in zip(options, levels, strict=True):
        if option.levels:
            parts.append(f"{option.id} == {level}")
        else:
            parts.append(option.id if level == "true" else f"not {option.id}")
    return " and ".join(parts)


def _ranking(
    party: str, cells: Sequence[str], options: list[_Option], states: list[str]
) -> list[Any]:
    """States from best to worst; equal numbers are a tie."""
    rungs: dict[float, list[str]] = {}
    for place, cell in enumerate(cells):
        if not cell:
            continue
        number = _number(cell)
        if number is None:
            raise InputError(
                f"the ranks of '{short(party)}' hold '{short(cell)}' for '{short(states[place])}'; "
                "write 1 for the best, 2 for the next"
            )
        text = _state([(option, option.level(option.cells[place])) for option in options])
        rungs.setdefault(number, []).append(text)
    ordered = [rungs[number] for number in sorted(rungs)]
    return [rung if len(rung) > 1 else rung[0] for rung in ordered]


def _number(cell: str) -> float | None:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def _state(levels: Sequence[tuple[_Option, str]]) -> str:
    parts = []
    for option, level in levels:
        if option.levels and level != option.levels[0]:
            parts.append(f"{option.id}={level}")
        elif level == "true":
            parts.append(option.id)
    return " + ".join(parts) or "none"
