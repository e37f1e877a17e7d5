"""Sentences about the words that the sides use: contested, distinctive, used otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, number, own, phrase, run, say, verb

CONTESTED = (Span("Contested words"),)
TABLE = (Span("Held at arm's length, or said to mean more than one thing"),)
TERM = (Span("Word"),)
NOBODY = (Span("The documents' own voice"),)
DISTINCTIVE = (Span("Words that set a side apart"),)
USE = (Span("The same word in different use"),)
BESIDE = (Span("Examples side by side"),)
NO_EXAMPLE = (Span("–"),)

#: how a word is marked, in the reading room's keys
MARKS = {
    "scare quotes": "set in quotation marks that report no speech",
    "their word": "quoted as a side's own word",
    "so-called": "called so-called, supposed or alleged",
    "what they call": "said to be what somebody calls it",
    "named as a word": "spoken of as a word or a label",
    "rejected": "rejected as a word",
    "defined": "its meaning is given or disputed",
    "put otherwise": "set against another word",
    "seen as": "said to be seen or felt so",
    "qualified": "asked for in its proper form",
    "owed": "said to be owed by one side",
    "both use it": "used by more than one side",
}


def intro(documents: int, words: int, sides: Sequence[tuple[Inline, int]]) -> Inline:
    """What was compared: who is quoted how often."""
    told = [phrase("{who} {n}", who=who, n=f"{n:,}") for who, n in sides]
    return say(
        "From {documents} of {words} words in the evidence store. Sides are told apart by whom the "
        "documents quote; words quoted: {sides}. What there are too few uses to say is not said.",
        documents=counted(documents, "document"),
        words=f"{words:,}",
        sides=listed(told),
    )


def too_long(words: int, command: str) -> Inline:
    """A store too large to compare here."""
    return say(
        "The evidence store holds {n} words; comparing them takes longer than a brief should. The "
        "command {command} does it.",
        n=f"{words:,}",
        command=(Span(command, "code"),),
    )


def marked(term: str, kinds: Sequence[str], whose: Sequence[str], by: Sequence[str]) -> Inline:
    """A word with how it is marked, whose it is and who keeps away from it."""
    parts: list[Inline] = [(Span("; ".join(MARKS.get(kind, kind) for kind in kinds)),)]
    if whose:
        parts.append(phrase("the word of {who}", who=listed([own(one) for one in whose])))
    if by:
        parts.append(phrase("held off by {who}", who=listed([own(one) for one in by])))
    return phrase(
        "{term}: {how}",
        term=(Span(term, "strong", own=True),),
        how=run(parts, "; "),
    )


def term(word: str) -> Inline:
    """A word at the head of a line."""
    return (Span(word, "strong", own=True),)


def example(text: str, doc: str, place: str) -> Inline:
    """A passage, with where it stands."""
    where = f"{doc}, {place}" if place else doc
    return phrase("{text} ({where})", text=own(text), where=own(where))


def no_contested() -> Inline:
    """No word is marked."""
    return say("No word is marked as contested in these documents.")


def apart(side: Inline, terms: Sequence[tuple[str, int, int]]) -> Inline:
    """The words of one side, with how often it and the others use them."""
    told = [
        phrase("{term} ({n} : {others})", term=own(term), n=n, others=others)
        for term, n, others in terms
    ]
    return say("{side}: {terms}.", side=side, terms=listed(told))


def apart_how() -> Inline:
    """How to read the counts."""
    return say(
        "In brackets: uses by this side, and by all others. Named are words whose share is higher "
        "with 95 % confidence (log-odds with an informative prior); one word may stand out by "
        "chance all the same."
    )


def too_few_apart(least: int) -> Inline:
    """No word can be said to set a side apart."""
    return say(
        "Too few uses to say: no word of content is used often enough by the sides ({n} uses or "
        "more) for a difference to show.",
        n=least,
    )


def too_few_use(uses: int, documents: int) -> Inline:
    """No word can be compared in use."""
    return say(
        "Too few uses to say: a word is compared only where two sides use it {uses} times or more, "
        "each in {documents} documents or more.",
        uses=uses,
        documents=documents,
    )


def no_difference(tested: int) -> Inline:
    """Words were compared, and none differs."""
    return say(
        "Of {n} that two sides use often enough, none stands among other words than chance would "
        "have it.",
        n=counted(tested, "word"),
    )


def differ(count: int, tested: int) -> Inline:
    """How many words differ in use."""
    return say(
        "{n} of {tested} that two sides use often enough {stand} among other words, beyond what "
        "dealing the documents out anew would give (corrected for the number of words).",
        n=counted(count, "word"),
        tested=number(tested),
        stand=verb(count, "stands", "stand"),
    )


def near(words: Sequence[str], passage: Inline) -> Inline:
    """What stands near a word in one side's mouth, with an example."""
    head = phrase("near it: {words}. ", words=own(", ".join(words))) if words else ()
    return (*head, *passage)


def settles_nothing() -> Inline:
    """What no count can say."""
    return say(
        "What a word stands for to a side, no count can settle; where the case says so, see the "
        "stories."
    )
