"""Expressions and states as people type them, checked before they go into the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.frames import code_levels, state_levels
from detente.case.language import ExpressionError, Names, parse
from detente.case.load import parse_document
from detente.case.model import Case
from detente.case.names import names
from detente.case.plain import option_name
from detente.errors import CaseError, InputError
from detente.workbench.acts.places import short

_REASONS = 5  # that a refusal lists


class FieldError(InputError):
    """What was typed into a field cannot be read.

    Attributes
    ----------
    field : name of the field
    what, hint : the complaint, and a remedy
    at : offset in the text typed, in code points
    """

    def __init__(self, field: str, error: ExpressionError) -> None:
        super().__init__(f"{error.what} (character {error.at + 1}). {error.hint}".strip())
        self.field = field
        self.what = error.what
        self.hint = error.hint
        self.at = error.at


def expression(case: Case, text: str, field: str) -> str:
    """A text that must be an expression over the options (or states) of a case.

    Raises
    ------
    FieldError
        says what is wrong with it, and at which character.
    """
    flat = " ".join(text.split())
    try:
        parse(flat, names(case))
    except ExpressionError as error:
        raise FieldError(field, error) from None
    return flat


def code_of(case: Case, text: str) -> int:
    """The code that a page sent, as decimal digits.

    Raises
    ------
    InputError
        when no state has it.
    """
    if not text.isdecimal() or not text.isascii() or len(text) > 40:
        raise InputError(f"'{short(text)}' is no code of a state")
    code_levels(int(text), names(case))
    return int(text)


def state_text(code: int, known: Names) -> str:
    """A state in state notation: options joined by '+', 'none', or an id in the graph form."""
    levels = code_levels(code, known)
    if known.states:
        return known.states[levels[0]]
    parts = []
    for option, level in enumerate(levels):
        if level:
            name, choices = option_name(option, known), known.options[option].levels
            parts.append(name if len(choices) == 2 else f"{name}={choices[level]}")
    return " + ".join(parts) or "none"


def state_code(text: Any, known: Names) -> int:
    """The code of a state as the file writes it: state notation, or a bare integer.

    Raises
    ------
    InputError
        when it names none.
    """
    levels = state_levels(f"code {text}" if isinstance(text, int) else str(text), known)
    return levels[0] if known.states else code_from(levels, known)


def code_from(levels: Sequence[int], known: Names) -> int:
    """The code of a state given by the level of every option."""
    code = 0
    for option, level in zip(reversed(known.options), reversed(levels), strict=True):
        code = code * len(option.levels) + level
    return code


def level_value(level: str) -> bool | str:
    """A level as the file writes it."""
    return {"true": True, "false": False}.get(level, level)


def level_word(level: str) -> str:
    """A level as people say it."""
    return {"true": "yes", "false": "no"}.get(level, level)


# ---------------------------------------------------------------------------- what a change breaks


def spell_codes(case: Case, draft: Draft) -> None:
    """Write states that the file gives by number in state notation.

    To be done before options (or listed states) come, go or change places: that gives states
    other numbers.
    """
    known = names(case)
    for path, text in _states(case, draft):
        if isinstance(text, int) or text.casefold().split()[:1] == ["code"]:
            draft.put(path, state_text(state_code(text, known), known))


def _states(case: Case, draft: Draft) -> list[tuple[Path, Any]]:
    """Every state that the file names in a ranking or as the present."""
    roots: list[Path] = [("parties",)]
    roots += [("views", key) for key in case.views]
    roots += [("hypotheses", key) for key in case.hypotheses]
    lists = [(*root, party, "ranking") for root in roots for party in case.parties]
    presents: list[Path] = [("present",), *(("views", key, "present") for key in case.views)]
    found = []
    for path in [*lists, *presents]:
        found += _leaves(draft.value(path), path)
    return [(path, text) for path, text in found if _is_state(text)]


def _leaves(value: Any, path: Path) -> list[tuple[Path, Any]]:
    """A state, a marked one, or a list of such; not a mapping of options."""
    if isinstance(value, dict):
        return _leaves(value["is"], (*path, "is")) if "is" in value else []
    if isinstance(value, list):
        return [leaf for k, item in enumerate(value) for leaf in _leaves(item, (*path, k))]
    return [(path, value)]


def _is_state(text: Any) -> bool:
    return isinstance(text, str | int) and not isinstance(text, bool)


def refuse_if_named(draft: Draft, what: str) -> None:
    """Refuse a change after which other entries would name what is no longer there.

    Raises
    ------
    InputError
        lists the entries, the first few of them.
    """
    try:
        parse_document(draft.document)
    except CaseError as error:
        told = [f"{problem.path}: {problem.what}" for problem in error.problems[:_REASONS]]
        more = len(error.problems) - len(told)
        rest = f"; and {more} more" if more > 0 else ""
        raise InputError(
            f"{what} is still needed elsewhere; change these first: {'; '.join(told)}{rest}"
        ) from None
