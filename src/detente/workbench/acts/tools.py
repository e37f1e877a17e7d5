"""What the acts share: fields of a form read against a case, and small steps in a draft."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import is_name, normal, parse
from detente.case.model import MARKS, Case, first_day
from detente.case.model.parties import LEVELS
from detente.case.names import names
from detente.errors import InputError, nearest
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import short

#: characters of one field, and of a label
_MOST_TEXT, _MOST_LABEL = 20_000, 90
_MOST_DIGITS = 18

# ---------------------------------------------------------------------------- words for labels


def label(*words: str) -> str:
    """The words of a label, none of them long."""
    told = " ".join(map(short, words))
    return told if len(told) <= _MOST_LABEL else told[: _MOST_LABEL - 1].rstrip() + "…"


def called(case: Case, party: str) -> str:
    """What people call a party."""
    found = case.parties.get(party)
    return short(found.name.value if found else party)


# ---------------------------------------------------------------------------- fields


def said(form: Form, name: str) -> str:
    """A text that must be there, of a bearable length."""
    return _bounded(name, form.text(name))


def maybe(form: Form, name: str) -> str:
    """A text that may be missing."""
    return _bounded(name, form.get(name))


def _bounded(name: str, text: str) -> str:
    if len(text) > _MOST_TEXT:
        raise InputError(f"the field '{name}' holds more than {_MOST_TEXT:,} characters")
    return normal(text) if name in ("id", "option", "name") else text


def several(form: Form, name: str) -> list[str]:
    """The texts of a field that may come more than once, without empty ones and repeats."""
    texts = (_bounded(name, text.strip()) for text in form.all(name))
    return list(dict.fromkeys(text for text in texts if text))


def party_of(case: Case, form: Form, name: str = "party") -> str:
    """A party of the case."""
    return form.choice(name, case.parties)


def parties_of(case: Case, form: Form, name: str) -> list[str]:
    """Several parties of the case."""
    found = several(form, name)
    for one in found:
        if one not in case.parties:
            hint = nearest(one, list(case.parties))
            raise InputError(f"there is no party '{short(one)}'. {hint}".strip())
    return found


def new_id(form: Form, name: str, taken: Sequence[str], kind: str) -> str:
    """An id that nothing of its kind has yet; it may have hyphens."""
    found = normal(said(form, name))
    if not is_name("_" + found.replace("-", "_")):
        raise InputError(
            f"'{short(found)}' cannot be the id of {kind}: use letters of any script, digits, "
            "'_' and '-'"
        )
    if found in taken:
        raise InputError(f"'{short(found)}' is taken: there is {kind} of that id already")
    return found


def expression(case: Case, form: Form, name: str) -> str:
    """An expression over the options, or the states, of the case."""
    text = said(form, name)
    parse(text, names(case))
    return text


def a_date(form: Form, name: str) -> str | int:
    """A year, a month or a day, as the file has it."""
    text = said(form, name)
    if first_day(text) is None:
        raise InputError(
            f"'{short(text)}' is no date; write a year, a month (2031-04) or a day (2031-04-15)"
        )
    return _year(text)


def _year(text: str) -> str | int:
    """A year alone is a number; anything else is a text."""
    return int(text) if text.isdecimal() and not text.startswith("0") else text


def a_span(form: Form, name: str) -> str | int:
    """A date, or two of them with a stroke between, the earlier first."""
    text = said(form, name)
    ends = [first_day(end) for end in text.split("/")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        raise InputError(
            f"'{short(text)}' is no date and no span; write 2031-04-15, 2031-04 or 2031-04/2031-06"
        )
    if last < first:
        raise InputError(f"the span {short(text)} ends before it begins")
    return _year(text)


def a_number(form: Form, name: str) -> int | Decimal:
    """An exact number, such as 2 or 0.25."""
    text = said(form, name)
    whole, _, rest = text.removeprefix("-").partition(".")
    digits = whole + rest
    plain = digits.isascii() and digits.isdecimal() and whole and (rest or "." not in text)
    if not plain or len(digits) > _MOST_DIGITS:
        raise InputError(f"the field '{name}' must be a number such as 2 or 0.25")
    return Decimal(text) if rest else int(text)


def level_of(case: Case, option: str, word: str) -> bool | str:
    """A level of an option as the file has it: true and false where it has no names."""
    known = names(case)
    found = known.options[known.find_option(option)]
    place = known.find_level(known.find_option(option), word)
    return bool(place) if found.levels == LEVELS else found.levels[place]


def place_in(form: Form, name: str, items: Sequence[Any], kind: str) -> int:
    """The place of an item of a list, counted from 0."""
    place = form.number(name)
    if not 0 <= place < len(items):
        raise InputError(f"there is no {kind} in place {place + 1}; there are {len(items)}")
    return place


# ---------------------------------------------------------------------------- steps in a draft


def settle(draft: Draft, path: Path, value: Any) -> None:
    """Put a value where something is said, and take out what is there where nothing is."""
    if value is None or value == "" or value == []:
        if draft.has(path):
            draft.drop(path)
    elif draft.value(path) != value or isinstance(value, bool):
        draft.put(path, value)


def settle_given(draft: Draft, path: Path, form: Form, fields: Sequence[str]) -> None:
    """Texts of an entry: those that the form has; an empty one is taken out."""
    for name in fields:
        if name in form:
            settle(draft, (*path, name), maybe(form, name))


def opened(draft: Draft, path: Path, first: str) -> None:
    """Give an entry its full form, so that more than its first text can be said."""
    there = draft.value(path)
    if isinstance(there, dict):
        if "is" in there and set(there) <= {"is", *MARKS}:
            draft.put(path, {(first if key == "is" else key): v for key, v in there.items()})
    elif there is not None:
        draft.wrap(path, first)


def taken_out(draft: Draft, path: Path, kind: str) -> None:
    """Take out an entry that must be there."""
    if not draft.has(path):
        raise InputError(f"there is no {kind} to take out")
    draft.drop(path)
