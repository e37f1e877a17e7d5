"""What stands beside the table: one party, option, state or sign that was picked, in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.case.document import Path, show
from detente.case.draft import Draft
from detente.case.edit import Remove
from detente.case.frames import code_levels, frame
from detente.case.language import And, Expr, IsState, Names, Stands, holds
from detente.case.model import Case, Marked, Statement
from detente.case.names import imagined_options, names
from detente.case.plain import plain
from detente.charts.expressions import Words
from detente.charts.states import state_names, unjudged
from detente.errors import InputError
from detente.workbench.acts import ACTS, Form
from detente.workbench.screens.model.board import Column, settles_under, sign
from detente.workbench.screens.model.reasons import why

if TYPE_CHECKING:
    from detente.stability import StabilityTable
    from detente.workbench.sheet import Sheet

#: entries that a list beside the table shows
_SHOWN = 12


@dataclass(frozen=True)
class Beside:
    """What was picked.

    Attributes
    ----------
    kind : "party", "option", "imagined", "state" or "nowhere" (a combination that cannot be)
    key : as the address has it
    values : for the template
    """

    kind: str
    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Reason:
    """One reason of an entry: a statement of the case, or a place as the file gives it."""

    text: str
    statement: Statement | None


def beside(sheet: Sheet, table: StabilityTable | None) -> Beside | None:
    """What the field `at` of the address picks; None where it picks nothing."""
    at = sheet.params.get("at", "")
    kind, _, rest = at.partition(":")
    case = sheet.case
    match kind:
        case "party" if rest in case.parties:
            return _party(sheet, rest)
        case "option":
            return _option(sheet, rest)
        case "state" | "why" if table is not None:
            code, _, party = rest.partition(":")
            if code.isascii() and code.isdecimal() and len(code) <= 18:
                return _state(sheet, table, int(code), party)
    return None


# ---------------------------------------------------------------------------- parties and options


def _party(sheet: Sheet, key: str) -> Beside:
    party = sheet.case.parties[key]
    path: Path = ("parties", key)
    values = {
        "entry": party,
        "path": path_text(path),
        "place": list(sheet.case.parties).index(key),
        "voices": "\n".join(voice.value for voice in party.voices),
        "reasons": reasons(sheet.case, party),
        "losing": _losing(sheet, "party.remove", party=key),
    }
    return Beside("party", key, values)


def _option(sheet: Sheet, full: str) -> Beside | None:
    party, _, key = full.partition(".")
    case = sheet.case
    found = case.parties[party].options.get(key) if party in case.parties else None
    if found is not None:
        words = names(case)
        place = words.find_option(f"{party}.{key}")
        ways = frame(case, sheet.view, sheet.hypothesis).one_way
        values = {
            "entry": found,
            "party": party,
            "option": key,
            "place": list(case.parties[party].options).index(key),
            "path": path_text(("parties", party, "options", key)),
            "levels": found.levels if found.named else (),
            "way": ways[place],
            "reasons": reasons(case, found),
            "named_in": tuple(_named_in(case, words, place)),
            "losing": _losing(sheet, "option.remove", party=party, option=key),
        }
        return Beside("option", full, values)
    for view, owner, name, option in imagined_options(case):
        if (owner, name) == (party, key):
            values = {
                "entry": option,
                "party": party,
                "option": key,
                "view": view,
                "path": path_text(("views", view, "imagined", party, key)),
                "reasons": reasons(case, option),
            }
            return Beside("imagined", full, values)
    return None


def _named_in(case: Case, words: Names, place: int) -> Iterator[str]:
    """Rules and outcomes of the base that speak of an option, in words."""
    from detente.case.language import parse

    told = Words(case)
    for rule in case.impossible:
        if place in _options_of(parse(rule.value, words)):
            yield f"cannot be: {told.says(rule.value)}"
    for outcome in case.outcomes.values():
        if place in _options_of(parse(outcome.when.value, words)):
            yield f"the outcome “{outcome.name.value}”"


def _options_of(expr: Expr) -> set[int]:
    """The options that an expression names."""
    if isinstance(expr, Stands):
        return {expr.option}
    parts = [getattr(expr, name, ()) for name in ("parts", "part", "left", "right", "test")]
    found: set[int] = set()
    for part in parts:
        for one in part if isinstance(part, tuple) else (part,):
            found |= _options_of(one)
    return found


def reasons(case: Case, entry: Marked) -> tuple[Reason, ...]:
    """What an entry leans on."""
    known = {one.id: one for one in case.statements}
    return tuple(Reason(text, known.get(text)) for text in entry.because)


def path_text(path: Path) -> str:
    """A path as the acts read it."""
    return json.dumps(list(path), ensure_ascii=False)


def _losing(sheet: Sheet, act: str, **fields: str) -> dict[str, Any] | None:
    """What would go with an entry, or why it cannot go; None until that is asked for."""
    if "losing" not in sheet.params or sheet.version.document is None:
        return None
    draft = Draft(sheet.version.document)
    try:
        ACTS[act](sheet.case, draft, Form(fields))
    except InputError as error:
        return {"refused": str(error), "gone": ()}
    gone = [show(change.path) for change in draft.changes if isinstance(change, Remove)]
    return {"refused": "", "gone": tuple(dict.fromkeys(gone))[:_SHOWN], "count": len(gone)}


# ---------------------------------------------------------------------------- states


def _state(sheet: Sheet, table: StabilityTable, code: int, party: str) -> Beside | None:
    game, case = table.game, sheet.case
    words = names(case)
    try:
        levels = code_levels(code, words)
    except InputError:
        return None
    index = game.index(code)
    if index is None:
        return Beside("nowhere", str(code), {"rules": _broken(sheet, levels, code)})
    outcome = game.outcome(index)
    values = {
        "name": state_names(game, [index])[index],
        "outcome": outcome.id if outcome else "",
        "notation": game.notation(index),
        "present": index == game.present,
        "settles": settles_under(table, index),
        "open": unjudged(table, index, loose=True),
        "when": when(game.code(index), words),
        "standings": [
            {
                "party": one,
                "sign": sign(table, place, index),
                "why": why(sheet, table, one, index),
                "place": _place(table, place, index),
                "picked": one == party,
            }
            for place, one in enumerate(game.parties)
        ],
    }
    return Beside("state", str(game.code(index)), values)


def when(code: int, words: Names) -> str:
    """The expression that holds at one state and at no other."""
    levels = code_levels(code, words)
    if words.states:
        return plain(IsState(levels[0]), words)
    parts = tuple(Stands(place, frozenset({level})) for place, level in enumerate(levels))
    return plain(And(parts) if len(parts) > 1 else parts[0], words)


def _place(table: StabilityTable, party: int, index: int) -> tuple[int, int] | None:
    """The rung of a state in a party's order, from 1 for the best, and how many there are."""
    game = table.game
    if not game.known[party] or game.n_cells > 1 << 18:
        return None
    rungs = np.unique(game.rank(party)[game.feasible])
    return int(np.count_nonzero(rungs > game.rank(party)[index])) + 1, len(rungs)


def _broken(sheet: Sheet, levels: Sequence[int], code: int) -> tuple[str, ...]:
    """The rules that a combination breaks, in words."""
    told = Words(sheet.case)
    rules = frame(sheet.case, sheet.view, sheet.hypothesis).impossible
    return tuple(
        told.says(rule.text) for rule in rules if holds(rule.expr, levels.__getitem__, code)
    )


def highlighted(columns: Sequence[Column], picked: Beside | None) -> str:
    """The code of the column that was picked, empty where it is not on this page."""
    key = picked.key if picked is not None and picked.kind == "state" else ""
    return key if any(column.code == key for column in columns) else ""
