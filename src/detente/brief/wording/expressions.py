"""Connectives of the case's language in words."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span, plain
from detente.brief.wording.grammar import PLACES, listed, phrase


def does(text: str) -> Inline:
    """An option that is taken, or stands at a level."""
    return (Span("“"), Span(text, own=True), Span("”"))


def negated(words: Inline) -> Inline:
    """The opposite of several things together, which stand in brackets."""
    return phrase("not {words}", words=words)


def undone(text: str) -> Inline:
    """An option that is not taken; the word stands inside the marks, so that its reach is plain."""
    return (Span("“"), Span(text, own=True), Span(": no”"))


def elsewhere(text: str, level: str) -> Inline:
    """An option that stands anywhere but at a level."""
    return (Span("“"), Span(text, own=True), Span(": not "), Span(level, own=True), Span("”"))


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


def place_of(who: Inline, place: int) -> str:
    """`Russia's first line`, `the United States' line 13`."""
    owner = plain(who)
    if not owner:
        number = PLACES[place] if place < len(PLACES) else f"{place + 1}th"
        return f"its {number} line"
    number = PLACES[place] + " line" if place < len(PLACES) else f"line {place + 1}"
    return f"{owner}{chr(39) if owner.endswith('s') else chr(39) + 's'} {number}"


def called(words: Inline, name: str) -> Inline:
    """A long line with the name that it goes by from there on."""
    return phrase("{words} (below: {name})", words=words, name=name)


def bracketed(words: Inline) -> Inline:
    """A part that belongs together."""
    return phrase("({words})", words=words)
