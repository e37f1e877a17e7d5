"""Sentences about sessions, deadlines and patience."""

from __future__ import annotations

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import date, own, phrase, say
from detente.brief.wording.watch import deadline, patience

SESSIONS = (Span("Sessions"),)
WHEN = (Span("When"),)
WHERE = (Span("Venue"),)
WHO = (Span("Who sits there"),)
BASIS = (Span("Basis"),)
DATES = (Span("Dates that press, and patience"),)


def intro() -> Inline:
    """What is and is not in this section."""
    return say("Dates as the case has them.")


def when(text: str) -> Inline:
    """A date in a table."""
    return (Span(date(text)),)


def venue(name: str, place: str) -> Inline:
    """A venue, with its place where the name does not hold it."""
    shown = f", {place}" if place and place.casefold() not in name.casefold() else ""
    return phrase("{name}{place}", name=own(name), place=own(shown) if shown else "")


def nobody() -> Inline:
    """No list of those present."""
    return (Span("not said"),)


def note(text: str) -> Inline:
    """A note under a date."""
    return own(text)


def note_on(what: str, text: str) -> Inline:
    """A note on a track or a session."""
    return phrase("{what}: {text}", what=own(what), text=own(text))


__all__ = [
    "BASIS",
    "DATES",
    "SESSIONS",
    "WHEN",
    "WHERE",
    "WHO",
    "deadline",
    "intro",
    "nobody",
    "note",
    "note_on",
    "patience",
    "venue",
    "when",
]
