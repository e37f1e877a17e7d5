"""From any text to an id."""

from __future__ import annotations

from detente.case.language import normal


def as_id(text: str) -> str:
    """The id of a case named by a text: letters of any script, digits, `_`, and hyphens between."""
    marks = [mark if f"a{mark}".isidentifier() else "-" for mark in normal(text)]
    return "-".join(part for part in "".join(marks).split("-") if part) or "case"
