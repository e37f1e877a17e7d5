"""Connectives of the case's language in words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, phrase


def does(text: str) -> Inline:
    """An option that is taken, or stands at a level."""
    return (Span("“"), Span(text, own=True), Span("”"))


def negated(words: Inline) -> Inline:
    """The opposite."""
    return phrase("not {words}", words=words)


def both(parts: Sequence[Inline]) -> Inline:
    """All of them."""
    return listed(parts, "and")


def either(parts: Sequence[Inline]) -> Inline:
    """At least one of them."""
    return listed(parts, "or")


def provided(left: Inline, right: Inline) -> Inline:
    """The first, where the second holds."""
    return phrase("{left} if {right}", left=left, right=right)


def otherwise(left: Inline, test: Inline, right: Inline) -> Inline:
    """The first or the last, as the test has it."""
    return phrase("{left} if {test}, otherwise {right}", left=left, test=test, right=right)


def exactly(left: Inline, right: Inline) -> Inline:
    """Both or neither."""
    return phrase("{left} exactly when {right}", left=left, right=right)


def bracketed(words: Inline) -> Inline:
    """A part that belongs together."""
    return phrase("({words})", words=words)
