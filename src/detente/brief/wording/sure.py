"""Sentences about what verdicts rest on, and what would change them."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, number, own, phrase, quoted, say, verb

PART = (Span("Part of the case"),)
TABLE = (Span("What the entries rest on: reported, an author's reading, assumed"),)
REPORTED = (Span("R", "mark", hint="reported"),)
READING = (Span("A", "mark", hint="reading"),)
ASSUMED = (Span("X", "mark", hint="assumed"),)
BARE = (Span("No evidence", hint="of these, so many rest on no evidence"),)
DOUBTFUL = (Span("In doubt", hint="of these, so many are much in doubt"),)
LESS = (Span("On less"),)
RIVALS = (Span("Rival accounts side by side"),)
ACCOUNT = (Span("Account"),)
REPLACES = (Span("What it replaces"),)
FOR = (Span("Would speak for it"),)
AGAINST = (Span("Would speak against it"),)
AGREE = (Span("Firm and fragile"),)
DOUBTS = (Span("Entries much in doubt that verdicts are computed from"),)


def intro(reported: int, total: int) -> Inline:
    """How much of the model is evidence."""
    return say(
        "Of {total} that verdicts are computed from, {n} {rest} on something reported.",
        total=counted(total, "entry", "entries"),
        n=number(reported) if reported else "none",
        rest=verb(max(reported, 1), "rests", "rest"),
    )


def bare(count_: int, store: bool) -> Inline:
    """How many entries lean on nothing that anybody said or wrote."""
    where = (
        "no statement, no place in a source and no linked quotation"
        if store
        else ("no statement and no place in a source")
    )
    if not count_:
        return say("Each leans on a statement or a place in a source.")
    return say(
        "{n} {rest} on no evidence: {where} is given for {them}.",
        n=number(count_),
        rest=verb(count_, "rests", "rest"),
        where=where,
        them=verb(count_, "it", "them"),
    )


def count(n: int) -> Inline:
    """A count in a table."""
    return (Span(str(n) if n else "–"),)


def part(text: str) -> Inline:
    """A part of the case."""
    return say(text)


_LESS = {
    "reported": "On what is reported alone",
    "reading": "On what is reported and on readings",
}


def not_judged(word: str) -> Inline:
    """The weaker case could not be used."""
    return say("{on}, the case cannot be judged: too little is left.", on=_LESS[word])


def open_for(word: str, who: Inline, count_: int) -> Inline:
    """Missing preferences on less."""
    return say(
        "{on}, no outcome can be judged for all: nothing is left of what {who} {prefer}.",
        on=_LESS[word],
        who=who,
        prefer=verb(count_, "prefers", "prefer"),
    )


def same(word: str) -> Inline:
    """Nothing changes."""
    return say("{on}, the same outcomes hold in the base account.", on=_LESS[word])


def differ(word: str, gained: Sequence[Inline], lost: Sequence[Inline]) -> Inline:
    """What changes."""
    parts = []
    if lost:
        parts.append(
            phrase(
                "{what} no longer {hold}",
                what=listed(lost, limit=4),
                hold=verb(len(lost), "holds", "hold"),
            )
        )
    if gained:
        parts.append(
            phrase(
                "{what} {hold} too",
                what=listed(gained, limit=4),
                hold=verb(len(gained), "holds", "hold"),
            )
        )
    return say("{on}, {what}.", on=_LESS[word], what=listed(parts))


def ties(word: str, few: int) -> Inline:
    """Why less may hold more."""
    return say(
        "Fewer wishes tell fewer states apart, so more of them hold; that is want of knowledge and "
        "no finding."
    )


def replaces(who: Inline, place: str, wish: Inline, there: Inline, source: Inline) -> Inline:
    """The first line on which an account parts from the base."""
    return say(
        "{who} wants {place} {wish}{source}; in the base account, {there}.",
        who=who,
        place=place,
        wish=wish,
        there=there,
        source=source,
    )


def replaces_order(who: Inline) -> Inline:
    """An account that orders outcomes otherwise."""
    return say("{who} orders the outcomes otherwise.", who=who)


def replaces_options(who: Inline, options: Sequence[Inline]) -> Inline:
    """An account that changes what can be undone."""
    return say("What {who} can take back is different: {what}.", who=who, what=listed(options))


def nothing() -> Inline:
    """The base replaces nothing."""
    return (Span("nothing: the analyst's own account"),)


def sign(text: str, source: Inline) -> Inline:
    """A sign in a cell."""
    return phrase("{text}{source}", text=quoted(text), source=source)


def none() -> Inline:
    """No sign listed."""
    return (Span("–"),)


def cell(parts: Sequence[Inline]) -> Inline:
    """Several signs in a cell."""
    found: list[Span] = []
    for place, one in enumerate(parts):
        if place:
            found.append(Span("; "))
        found.extend(one)
    return tuple(found) or none()


def firm_yes(what: Sequence[Inline]) -> Inline:
    """Outcomes that hold in every account."""
    return say(
        "Firm – would stay in every account, if it came there: {what}.",
        what=listed(what),
    )


def firm_no(what: Sequence[Inline]) -> Inline:
    """Outcomes that hold in no account."""
    return say(
        "Firm – would hold in no account: {what}.",
        what=listed(what),
    )


def fragile(what: Sequence[Inline], holding: Inline) -> Inline:
    """Outcomes on which accounts differ."""
    return say(
        "Fragile – {hold} with {holding} only: {what}.",
        what=listed(what),
        hold=verb(len(what), "holds", "hold"),
        holding=holding,
    )


def one_account() -> Inline:
    """Only one account."""
    return say(
        "The case has one account and no rival to hold it against, so nothing can be said of what "
        "other accounts would turn."
    )


def doubtful(owner: Inline, what: Inline, source: Inline) -> Inline:
    """An entry much in doubt."""
    return say(
        "{owner}{what}{source}",
        owner=phrase("{owner}: ", owner=owner) if owner else "",
        what=what,
        source=source,
    )


def more(count_: int) -> Inline:
    """Entries beyond those listed."""
    return say("{n} in the case file.", n=counted(count_, "further entry", "further entries"))


def owned(account: Inline, who: Inline) -> Inline:
    """Whose entry it is, under an account."""
    return phrase("{who} in {account}", who=who, account=account)


def seen(view: Inline, who: Inline) -> Inline:
    """Whose entry it is, in a view."""
    return phrase("{who} {view}", who=who, view=view)


def rule() -> Inline:
    """A rule of the case."""
    return (Span("impossible"),)


def present() -> Inline:
    """Where things stand."""
    return (Span("at present"),)


def text(value: str) -> Inline:
    """An entry as it stands."""
    return own(value)
