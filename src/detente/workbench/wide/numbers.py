"""Counts that may have dozens of digits, as people can read them."""

from __future__ import annotations

_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def short_number(number: int) -> str:
    """A whole number in full up to a thousand million, else rounded: `2.18 · 10²²`."""
    if number < 10**9:
        return f"{number:,}"
    head, _, power = f"{number:.2e}".partition("e+") if number < 10**300 else _huge(number)
    return f"{head} · 10{str(int(power)).translate(_HIGH)}"


def _huge(number: int) -> tuple[str, str, str]:
    """The same where no binary fraction reaches."""
    text = str(number)
    return f"{text[0]}.{text[1:3]}", "", str(len(text) - 1)
