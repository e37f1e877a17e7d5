"""Sentences about dilemmas."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, phrase, run, say, term, verb

DILEMMAS = (Span("Dilemmas"),)
KEY = (Span("What each dilemma tends to provoke, and the ways out by kind of change"),)
OVER = (Span("Dilemmas over single options"),)
KIND = (Span("Dilemma"),)
PROVOKES = (Span("It tends to provoke"),)
WAYS = (Span("Ways out"),)


def intro(views: bool) -> Inline:
    """What a dilemma is, and whose eyes it is seen with."""
    return say(
        "A {dilemma} is where what a side asks, what it would rather do and what others believe "
        "of it pull apart. {where}",
        dilemma=term("dilemma", "dilemma"),
        where="Where nothing else is said: as this case assumes and as every side sees it."
        if views
        else "",
    )


def position(who: Inline, what: Inline, board: bool) -> Inline:
    """What a party asks for."""
    return phrase(
        "{who} {asks} {what}", who=who, asks="asks for" if board else "likes best", what=what
    )


def positions(parts: Sequence[Inline], threat: Inline) -> Inline:
    """What all ask for, and what happens without agreement."""
    return say(
        "{parts}.{threat}",
        parts=run(parts, "; "),
        threat=phrase(" The threatened future, without agreement: {what}.", what=threat)
        if threat
        else "",
    )


def completed(who: Inline, count: int) -> Inline:
    """What a position says nothing of is taken from the threatened future."""
    return say(
        "The board gives {who} {a} on some options only: what {it} {leave} open stands in these "
        "outcomes as in the threatened future, and is nothing that was asked for.",
        who=who,
        a="a position" if count == 1 else "positions",
        it="it" if count == 1 else "they",
        leave=verb(count, "leaves", "leave"),
    )


_WHOLE = {
    "cooperation": "It would gain by leaving its own position, were that agreed",
    "trust": "{others} would gain by leaving what this side asks, were that agreed",
    "persuasion": "{others} {like} the threatened future no less than what this side asks",
    "rejection": "It likes what {others} {ask} no less than the threatened future",
    "threat": "It would gain by not carrying out its own part of the threatened future",
    "positioning": "It likes what {others} {ask} better than what it asks itself",
}
_OVER = {
    "trust": "{other} asks for or announces what this side asks, and this side does not believe it",
    "persuasion": "{other} asks for or announces something else than this side asks, and this side "
    "believes it",
    "rejection": "this side asks for or announces something else than {other} asks, and that is "
    "not believed",
}
_SAME = {
    "persuasion": "What it asks is the threatened future itself: that comes about without {others} "
    "giving in",
    "rejection": "What {others} {ask} is the threatened future itself: giving in would change "
    "nothing, so there is nothing to reject",
}


def whole(kind_: str, others: Inline, count: int, where: Inline, same: bool = False) -> Inline:
    """A dilemma that compares whole outcomes; `same` where what is asked is what is threatened."""
    template = _SAME[kind_] if same else _WHOLE[kind_]
    return say(
        "{kind}{where}. {says}.",
        kind=(Span(kind_.capitalize(), "strong"),),
        where=_in(where),
        says=phrase(
            template,
            **_used(
                template,
                others=others,
                like=verb(count, "likes", "like"),
                ask=verb(count, "asks", "ask"),
            ),
        ),
    )


def over(kind_: str, other_: Inline, options: Inline, where: Inline) -> Inline:
    """A dilemma about single options."""
    return say(
        "{kind} over {options}{where}. {says}.",
        kind=(Span(kind_.capitalize(), "strong"),),
        options=options,
        where=_in(where),
        says=phrase(_OVER[kind_], other=other_),
    )


def _in(where: Inline) -> Inline:
    return phrase(", {where}", where=where) if where else ()


def _used(template: str, **parts: Inline | str) -> dict[str, Inline | str]:
    return {name: part for name, part in parts.items() if "{" + name + "}" in template}


def feelings(words: Sequence[str]) -> Inline:
    """What all of them tend to provoke."""
    return say("Tends to provoke: {words}.", words=listed([(Span(word),) for word in words]))


def kind(key: str) -> Inline:
    """A kind at the head of a line."""
    return (Span(key),)


def provokes(words: Sequence[str]) -> Inline:
    """Feelings in a cell."""
    return listed([(Span(word),) for word in words])


def holder() -> Inline:
    """Whoever has the dilemma."""
    return (Span("whoever has it"),)


def other() -> Inline:
    """Whom it is had with."""
    return (Span("the other"),)


def third() -> Inline:
    """Somebody outside."""
    return (Span("a third party"),)


def way(edit: str, who: Inline, what: str) -> Inline:
    """One way out."""
    return phrase("{edit}: {who} could {what}", edit=edit, who=who, what=what)


def ways(parts: Sequence[Inline]) -> Inline:
    """All ways out of one kind."""
    return run(parts, "; ")
