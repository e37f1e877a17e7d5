"""Dates as people and programs write them, in ISO form."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_ENGLISH.split(), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>[12]\d{3})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = rf"(?P<m>{_MONTH})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"

#: a day, a month or a year in words or in ISO form
_FORMS = (
    rf"{_YEAR}-(?P<m>\d{{2}})(?:-(?P<d>\d{{2}}))?(?!\d)(?:[T ].*)?",
    rf"{_YEAR}[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}})(?!\d)(?:[T ].*)?",
    rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})(?:T?\d{{4}}.*)?",
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_NAMED},?[\s-]+{_YEAR}\b.*",
    rf"{_WEEKDAY}{_NAMED}\s+{_DAY},?\s+{_YEAR}\b.*",
    rf"{_NAMED},?\s+{_YEAR}",
    rf"{_YEAR}",
)
_PATTERNS = tuple(re.compile(form, re.IGNORECASE | re.DOTALL) for form in _FORMS)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})\b.*", re.DOTALL)
_DAYS = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\b\.?,?\s+[12]\d{{3}}"
    rf"|(?:{_MONTH})\b\.?\s+\d{{1,2}},?\s+[12]\d{{3}}|[12]\d{{3}}-\d{{2}}-\d{{2}})\b",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")


def iso_date(words: str) -> str | None:
    """A date in ISO form (`2022-01-11`, `2022-01` or `2022`); None where the words are none.

    Where only numbers stand and either could be the day (`03/04/2022`), only the year is sure.
    Ten or thirteen digits count seconds or thousandths since 1970.
    """
    words = " ".join(words[:100].split())
    for pattern in _PATTERNS:
        match = pattern.fullmatch(words)
        if match:
            parts = match.groupdict()
            return _checked(parts["y"], parts.get("m"), parts.get("d"))
    if match := _NUMBERS.fullmatch(words):
        first, second, year = match.groups()
        if first == second or int(first) > 12:
            return _checked(year, second, first)
        if int(second) > 12:
            return _checked(year, first, second)
        return year
    if match := _EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    return None


def day_in(words: str) -> str | None:
    """The first day that stands anywhere in some words, in ISO form; None where there is none."""
    for match in _DAYS.finditer(words[:1000]):
        if found := iso_date(match[0]):
            return found
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    """The parts joined, if there is such a date."""
    if month is None:
        return year
    number = _MONTHS.get(month.lower()) or (int(month) if month.isdecimal() else 0)
    try:
        made = date(int(year), number, int(day) if day else 1)
    except ValueError:
        return None
    return made.isoformat() if day else f"{made.year:04d}-{made.month:02d}"
