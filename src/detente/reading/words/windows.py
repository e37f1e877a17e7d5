"""Windows of time: the year, quarter, month, week or day that a date lies in."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, get_args

Over = Literal["year", "quarter", "month", "week", "day"]
OVER: tuple[str, ...] = get_args(Over)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d.])")


def window(when: str | None, over: str) -> str | None:
    """The window of a date in ISO form: `2031`, `2031-Q1`, `2031-02`, `2031-W07`, `2031-02-20`.

    None where there is no date, or it is no more exact than a year or a month and the window is.
    """
    match = _ISO.match(when.strip()) if when else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if over == "year" or year is None:
        return match[1]
    if month is None or not 1 <= month <= 12:
        return None
    if over == "quarter":
        return f"{year:04}-Q{(month + 2) // 3}"
    if over == "month":
        return f"{year:04}-{month:02}"
    try:
        exact = date(year, month, day or 0)
    except ValueError:
        return None
    if over == "week":
        iso = exact.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}"
    return exact.isoformat()
