"""Sentences about stories, roles and words that do not mean the same."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, named, number, own, phrase, quoted, say

WORDS = (Span("Words that do not mean the same"),)
ROLES = (Span("Who plays which part"),)
PARTY = (Span("Party"),)
WORD = (Span("Word"),)
IN_TABLE = (Span("The same in a table, with the basis of each entry"),)


def intro(count: int) -> Inline:
    """What stories are for."""
    if count == 1:
        return say(
            "One side's idea of what kind of situation this is. Stories are shown to be compared; "
            "no preference is derived from them."
        )
    return say(
        "What kind of situation each side may think this is. Stories are shown to be compared; no "
        "preference is derived from them."
    )


def story(who: Inline, kind: str, says: str, source: Inline, note: str) -> Inline:
    """One story with its note."""
    return say(
        "{who} may see {kind}.{says}{source}{note}",
        who=who,
        kind=(Span(kind.strip(), "strong", own=True),),
        says=phrase(" {text}.", text=quoted(says)) if says else "",
        source=source,
        note=phrase(" · {text}", text=own(note)) if note else "",
    )


def column(who: Inline) -> Inline:
    """The head of a column of roles."""
    return phrase("In the story of {who}", who=who)


def no_role() -> Inline:
    """A party that a story does not mention."""
    return (Span("not in it"),)


def role(text: str, source: Inline) -> Inline:
    """A part in a story."""
    return phrase("{text}{source}", text=own(text), source=source)


def words_intro() -> Inline:
    """What the list of words is for."""
    return say(
        "The same word can stand for different things. Where a side's sense can be checked against "
        "outcomes, the states that one side would count as meeting the word, and the other not, "
        "are counted."
    )


def sense(text: Inline, source: Inline, note: str) -> Inline:
    """What a word stands for to a side."""
    return say(
        "{text}{source}{note}",
        text=text,
        source=source,
        note=phrase(" · {note}", note=own(note)) if note else "",
    )


def no_sense() -> Inline:
    """A side whose sense is not given."""
    return (Span("not said"),)


def apart(word: str, sides: Sequence[tuple[Inline, int, Inline]], total: int, both: int) -> Inline:
    """How far two senses lie apart, in states."""
    told = [
        phrase(
            "{n} would do for {one} and not for {other}",
            n=number(n) if n else "none",
            one=one,
            other=other,
        )
        for one, n, other in sides
    ]
    return say(
        "{word}: of {total} states, {told}; {both} would do for both.",
        word=named(word),
        total=number(total),
        told=listed(told),
        both=number(both) if both else "none",
    )


def same(word: str, who: Inline) -> Inline:
    """Sides whose senses come to the same states."""
    return say("{word} comes to the same states for {who}.", word=named(word), who=who)
