"""Sentences about what survives when doubtful inputs are otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, number, phrase, say

TITLE = (Span("In variations of what is in doubt"),)
TABLE = (Span("Holds in so many of 100 variations of our own assumptions"),)
OUTCOME = (Span("Outcome"),)


def intro(draws: int, inputs: int) -> Inline:
    """What was varied, and what shares are not."""
    return say(
        "{inputs} of the base {bear} a doubt. In {draws} each was put otherwise as often as its "
        "doubt says: a wish left out or put behind the next, a rule lifted. The shares count these "
        "variations of our own assumptions; they are no probabilities.",
        inputs=counted(inputs, "entry", "entries"),
        bear="bears" if inputs == 1 else "bear",
        draws=counted(draws, "variation"),
    )


def letter(place: int) -> Inline:
    """The head of an account's column."""
    return (Span(chr(65 + place) if place < 26 else str(place + 1)),)


def letters(accounts: Sequence[Inline]) -> Inline:
    """Which account each letter stands for."""
    return listed(
        [phrase("{letter}: {name}", letter=letter(k), name=one) for k, one in enumerate(accounts)]
    )


def share(value: float) -> Inline:
    """A share in a table."""
    return (Span(f"{value * 100:.0f}"),)


def turns(outcome: Inline, holds: bool, ways: Sequence[Inline], size: int) -> Inline:
    """The least change that turns a verdict."""
    what = "would no longer hold" if holds else "would hold"
    if size == 1:
        return say(
            "{outcome} {what} if one entry were otherwise: {ways}.",
            outcome=outcome,
            what=what,
            ways=listed(ways, "or", limit=3, more=lambda n: f"one of {number(n)} others"),
        )
    return say(
        "{outcome} {what} only if {n} entries were otherwise at once: {ways}.",
        outcome=outcome,
        what=what,
        n=number(size),
        ways=listed(ways, "or", limit=2, more=lambda n: f"one of {number(n)} other sets"),
    )


def stays(outcome: Inline, holds: bool, up_to: int) -> Inline:
    """No change of doubtful inputs turns a verdict."""
    return say(
        "{outcome} {holds}, whichever {n} of the doubtful entries are otherwise.",
        outcome=outcome,
        holds="holds" if holds else "does not hold",
        n="one" if up_to < 2 else f"one to {number(up_to)}",
    )


def both(parts: Sequence[Inline]) -> Inline:
    """Changes of one set."""
    return listed(parts)


#: what variants of inputs are called within a sentence
_HOW = {
    "it does not matter": "left out",
    "it matters less than the next": "behind the next",
    "the next rung is better": "behind the next",
    "it is possible": "lifted",
    "it can be undone": "not so",
}


def other(what: Inline, how: str) -> Inline:
    """An input that is otherwise."""
    return phrase("{what} ({how})", what=what, how=_HOW.get(how, how))


def wished(who: Inline, wish: Inline, seen: Inline) -> Inline:
    """Whose wish, for what; `seen` where it is only another's idea of it."""
    if seen:
        return phrase("{who} wants {wish}, {seen}", who=who, wish=wish, seen=seen)
    return phrase("{who} wants {wish}", who=who, wish=wish)


def ruled_out(rule: Inline) -> Inline:
    """A rule of what cannot be."""
    return phrase("the rule against {rule}", rule=rule)
