"""Sentences about grievances, dismissals, moods and feelings."""

from __future__ import annotations

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, date, own, phrase, quoted, say

EVENT = (Span("Event"),)
GRIEVANCES = (Span("Past events and how each side reads them"),)
DISMISSED = (Span("Dismissed by the other side"),)
ACCUSED = (Span("Held against the other side"),)
MOOD = (Span("Mood over the sessions"),)
FEELINGS = (Span("What each feels towards the others"),)
SESSION = (Span("Session"),)
BASIS = (Span("Basis"),)


def intro() -> Inline:
    """Why this section stands here."""
    return say(
        "Events that a side holds against another, with each side's reading beside the other's "
        "where the case has it. No verdict of this brief is computed from them."
    )


def event(text: str, when: str) -> Inline:
    """An event with its date."""
    return phrase("{text}{when}", text=own(text), when=f" ({date(when)})" if when else "")


def reading(text: str, source: Inline) -> Inline:
    """How a side reads it."""
    return phrase("{text}{source}", text=own(text), source=source)


def not_given() -> Inline:
    """A side whose reading is not in the case."""
    return (Span("not given"),)


def note(event_: str, text: str) -> Inline:
    """A note on an event."""
    return phrase("{event}: {text}", event=own(event_), text=own(text))


def dismissal(who: Inline, target: Inline, gist: str, source: Inline, text: str) -> Inline:
    """A grievance argued away."""
    return say(
        "{who}{target}: {gist}.{source}{note}",
        who=who,
        target=phrase(" to {target}", target=target) if target else "",
        gist=quoted(gist),
        source=source,
        note=phrase(" · {note}", note=own(text)) if text else "",
    )


def further(count: int) -> Inline:
    """Statements that are not told here."""
    return say("{n} in the list of evidence.", n=counted(count, "further statement"))


def feeling(who: Inline, other: Inline, word: str, wishes: str, source: Inline) -> Inline:
    """What a party feels towards another."""
    wish = {
        "ill": " and wishes it ill",
        "nothing": " and wishes it neither well nor ill",
        "well": " and wishes it well",
    }.get(wishes, "")
    return say(
        "{who} towards {other}: {word}{wish}.{source}",
        who=who,
        other=other,
        word=own(word),
        wish=wish,
        source=source,
    )


def session(track: str, when: str) -> Inline:
    """A session at the head of a line."""
    return phrase("{track}, {when}", track=own(track), when=date(when))


def mood(text: str, source: Inline) -> Inline:
    """A mood in a cell."""
    return phrase("{text}{source}", text=own(text), source=source)
