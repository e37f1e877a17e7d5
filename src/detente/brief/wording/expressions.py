"""Options and lines of the case in words; expressions are told by the charts' `Telling`."""

from __future__ import annotations

from detente.brief.document import Inline, Span, plain
from detente.brief.wording.grammar import PLACES, phrase


def does(text: str) -> Inline:
    """An option that is taken, or stands at a level."""
    return (Span("“"), Span(text, own=True), Span("”"))


def negated(words: Inline) -> Inline:
    """The opposite of several things together, which stand in brackets."""
    return phrase("not {words}", words=words)


def undone(text: str) -> Inline:
    """An option that is not taken; the word stands inside the marks, so that its reach is plain."""
    return (Span("“"), Span(text, own=True), Span(": no”"))


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
