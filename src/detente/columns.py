"""Plain text in columns, for terminals; wide and combining characters counted as they show."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Cells that a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in {"Cf", "Mn", "Me"}
        else 2 if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )  # fmt: skip


def columns(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell."""
    if not rows:
        return []
    widths = [max(width(row[c]) for row in rows) for c in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [text + " " * (w - width(text)) for text, w in zip(row, widths, strict=True)]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


def counted(count: int, one: str, many: str = "") -> str:
    """`1 state`, `3 states`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: numbers below this are written out
_LONG = 1_000_000_000


def rounded(count: int) -> str:
    """A number in figures; from a thousand million on two of them, `2.2 × 10²²`."""
    if count < _LONG:
        return f"{count:,}"
    power = len(str(count)) - 1
    figures = (count + 5 * 10 ** (power - 2)) // 10 ** (power - 1)
    if figures == 100:
        figures, power = 10, power + 1
    mantissa, raised = f"{figures // 10}.{figures % 10}", str(power).translate(_RAISED)
    return f"{mantissa}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}10{raised}"


def short(text: str, limit: int = 60) -> str:
    """A text cut to so many characters, the cut shown."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
