"""Dates as people and programs write them, in ISO form."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

_ENGLISH = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_ENGLISH.split(), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>[12]\d{3})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = rf"(?P<m>{_MONTH})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"

#: days in words
_WORDED = (
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_NAMED},?[\s-]+{_YEAR}",
    rf"{_WEEKDAY}{_NAMED}\s+{_DAY},?\s+{_YEAR}",
)
#: a day, a month or a year, in words or in ISO form
_FORMS = (
    rf"{_YEAR}-(?P<m>\d{{2}})(?:-(?P<d>\d{{2}}))?",
    rf"{_YEAR}[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}})",
    rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})",
    *_WORDED,
    rf"{_NAMED},?\s+{_YEAR}",
    _YEAR,
)
_STRICT = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_TIMED = tuple(
    re.compile(rf"{form}(?:(?:T|,?\s+)(?!\d+$).*)?", re.IGNORECASE) for form in _FORMS[:-1]
)
_ANYWHERE = tuple(re.compile(rf"\b{form}\b", re.IGNORECASE) for form in (*_WORDED, _FORMS[0]))
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]([12]\d{3})(?:,?\s.*)?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")


def iso_date(words: str, *, strict: bool = False) -> str | None:
    """A date in ISO form (`2022-01-11`, `2022-01` or `2022`); None where the words are none.

    Where only numbers stand and either could be the day (`03/04/2022`), only the year is sure.
    Ten or thirteen digits count seconds or thousandths since 1970. A time may follow, unless the
    words have to be `strict`, that is, a date and nothing else.
    """
    return _read(" ".join(words[:100].split()), strict)


@lru_cache(maxsize=1024)
def _read(words: str, strict: bool) -> str | None:
    for pattern in _STRICT if strict else (*_STRICT, *_TIMED):
        if match := pattern.fullmatch(words):
            return _made(match)
    if match := _NUMBERS.fullmatch(words):
        first, second, year = match.groups()
        if first == second or int(first) > 12:
            return _checked(year, second, first)
        return _checked(year, first, second) if int(second) > 12 else year
    if not strict and (match := _EPOCH.fullmatch(words)):
        return datetime.fromtimestamp(int(match[1]), UTC).date().isoformat()
    return None


def day_in(words: str) -> str | None:
    """A day that stands anywhere in some words, in ISO form; None where there is none."""
    for pattern in _ANYWHERE:
        for match in pattern.finditer(words[:1000]):
            if (found := _made(match)) and len(found) == 10:
                return found
    return None


def _made(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    return _checked(parts["y"], parts.get("m"), parts.get("d"))


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
