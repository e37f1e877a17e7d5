"""The date that some words mention, resolved against the date of their document."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_DAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve"),
        0,
    )
} | {"a": 1, "an": 1}  # fmt: skip

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = "|".join(_DAYS)
_LEAD = (
    r"(?:(?P<lead>by|until|till|before|next|last|since|past|after|this|coming|previous)\s+"
    r"(?:the\s+|end\s+of\s+|the\s+end\s+of\s+)?)?"
)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_DATE = re.compile(
    r"\b" + _LEAD + r"(?:"
    r"(?P<iso>[12]\d{3}-\d{2}(?:-\d{2})?)(?!\d)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?(?:,?\s+(?P<y1>[12]\d{{3}}))?"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+(?P<y2>[12]\d{{3}}))?"
    rf"|(?P<m3>{_MONTH})\b\.?(?:,?\s+(?:of\s+)?(?P<y3>[12]\d{{3}}))?"
    rf"|(?P<day>{_DAY})\b"
    r"|(?P<word>today|tonight|tomorrow|yesterday)\b"
    r"|(?P<unit>week|month|year)(?!\w|['’])"
    rf"|(?:within|in)\s+{_COUNT}\s+(?P<ahead>day|week|month|year)s?\b"
    rf"|(?P<ago_count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<ago>day|week|month|year)s?\s+ago\b"
    r"|(?P<year>1[89]\d{2}|20\d{2})\b(?!\s*(?:troops|people|soldiers|tonnes|dollars|men|%|percent))"
    r")",
    re.IGNORECASE,
)
_AHEAD = ("by", "until", "till", "before", "next", "coming")
_BACK = ("last", "past", "previous", "since")
_LED = {"in", "early", "late", "of", "for"}
_LONGEST = 4000


def mentioned_date(words: str, today: str | None) -> str | None:
    """The date that some words mention, in ISO form: a day, a month or a year.

    `today` is the date of the document. Days of the week and months without a year are taken as
    the nearest to it, the next where `by`, `until`, `before` or `next` leads, the one before where
    `last` or `since` does. Without a day for today, only dates that need none are found. Where
    several are mentioned, one that is led by `by`, `until` or `before` comes first.
    """
    first: str | None = None
    base = _day(today)
    for match in _DATE.finditer(words[:_LONGEST]):
        found = _resolve(match, base, words)
        if found is None:
            continue
        if (match["lead"] or "").lower() in ("by", "until", "till", "before"):
            return found
        first = first or found
    return first


def _day(text: str | None) -> date | None:
    """The day that an ISO date names; None for a month, a year or nothing."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _resolve(match: re.Match[str], base: date | None, words: str) -> str | None:
    lead = (match["lead"] or "").lower()
    if iso := match["iso"]:
        return iso if _valid(iso) else None
    if match["year"]:
        return match["year"]
    month = match["m1"] or match["m2"] or match["m3"]
    if month:
        return _month(match, month.lower(), lead, base, words)
    if base is None:
        return None
    if match["word"]:
        shift = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}[match["word"].lower()]
        return _moved(base, shift)
    if match["day"]:
        return _weekday(base, _DAYS[match["day"].lower()], lead)
    if match["unit"]:
        return _unit(base, match["unit"].lower(), lead)
    if match["ahead"]:
        return _counted(base, match["count"], match["ahead"].lower(), 1)
    return _counted(base, match["ago_count"], match["ago"].lower(), -1)


def _valid(iso: str) -> bool:
    try:
        date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    except ValueError:
        return False
    return True


def _month(match: re.Match[str], name: str, lead: str, base: date | None, words: str) -> str | None:
    number = _MONTHS[name]
    day = match["d1"] or match["d2"]
    year = match["y1"] or match["y2"] or match["y3"]
    if name in ("may", "march", "mar") and not day and not year and not _is_month(match, words):
        return None
    if year is None:
        if base is None:
            return None
        year = str(_year_of(number, int(day) if day else 15, lead, base))
    if not day:
        return f"{int(year):04d}-{number:02d}"
    iso = f"{int(year):04d}-{number:02d}-{int(day):02d}"
    return iso if _valid(iso) else None


def _is_month(match: re.Match[str], words: str) -> bool:
    """`May` and `March` alone are months where a preposition leads and the word is capitalised."""
    written = match["m3"]
    before = words[max(0, match.start("m3") - 10) : match.start("m3")].lower().split()
    led = bool(match["lead"]) or not _LED.isdisjoint(before[-1:])
    return led and written[:1].isupper()


def _year_of(month: int, day: int, lead: str, base: date) -> int:
    """The year in which a month is meant."""
    if lead in _AHEAD:
        return base.year + (month < base.month)
    if lead in _BACK:
        return base.year - (month > base.month or (month == base.month and lead != "since"))
    years = (base.year - 1, base.year, base.year + 1)
    return min(years, key=lambda year: abs(_days(year, month, day) - base.toordinal()))


def _days(year: int, month: int, day: int) -> int:
    year = min(max(year, 1), 9999)
    return date(year, month, min(max(day, 1), monthrange(year, month)[1])).toordinal()


def _weekday(base: date, day: int, lead: str) -> str | None:
    ahead = (day - base.weekday()) % 7
    if lead in _AHEAD:
        return _moved(base, ahead or 7)
    if lead in _BACK:
        return _moved(base, ahead - 7)
    return _moved(base, ahead if ahead <= 3 else ahead - 7)


def _unit(base: date, unit: str, lead: str) -> str | None:
    """`next week`, `last month`, `this year`; without such a word, none is meant."""
    step = {"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1, "this": 0}.get(lead)
    if step is None:
        return None
    if unit == "week":
        return _moved(base, 7 * step - base.weekday())
    return _shifted(base, step, unit)


def _counted(base: date, count: str, unit: str, sign: int) -> str | None:
    number = _NUMBERS.get(count.lower()) or (int(count) if count.isdecimal() else 0)
    if not number:
        return None
    if unit in ("day", "week"):
        return _moved(base, sign * number * (7 if unit == "week" else 1))
    return _shifted(base, sign * number, unit)


def _shifted(base: date, number: int, unit: str) -> str | None:
    """So many months or years away: a month or a year, no day."""
    if unit == "year":
        return f"{base.year + number:04d}" if 0 < base.year + number < 10000 else None
    months = base.year * 12 + base.month - 1 + number
    return f"{months // 12:04d}-{months % 12 + 1:02d}" if 12 <= months < 120000 else None


def _moved(base: date, days: int) -> str | None:
    try:
        return (base + timedelta(days=days)).isoformat()
    except OverflowError:
        return None
