"""Sentences about how long the talks can run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, own, phrase, run, say, verb

TITLE = (Span("Until when they would keep talking"),)
_WHY = {
    "patience": "its patience, as the case puts it",
    "past": "its patience ended before that day",
    "costs": "from then on leaving is worth more to it than waiting",
}


def day(when: date) -> str:
    """`10 January 2022`."""
    return f"{when.day} {when:%B} {when.year}"


def span(first: date, last: date) -> str:
    """One day, or from one to another."""
    return day(last) if first == last else f"some day from {day(first)} to {day(last)}"


def stay(who: Inline, first: date, last: date, why: str, what: str) -> Inline:
    """Until when one party would stay."""
    told = own(what) if what else (Span(_WHY.get(why, "")),)
    return say("{who} would stay until {when} ({why}).", who=who, when=span(first, last), why=told)


def unknown(who: Inline, n: int) -> Inline:
    """Nothing says until when some parties would stay."""
    return say(
        "Of {who} the case does not say until when {they} would.",
        who=who,
        they=verb(n, "it", "they"),
    )


def ends(first: date, last: date, who: Inline, n: int, told: bool) -> Inline:
    """Until when all are still talking, and who binds."""
    return say(
        "As these dates have it, {all} are still talking until {when}; {who} {binds}.",
        all="all" if told else "those of whom the case says something",
        when=span(first, last),
        who=who,
        binds=verb(n, "binds", "bind"),
    )


def sessions(n: int) -> Inline:
    """How many sessions are planned before then."""
    if not n:
        return say("No session is planned before then.")
    return say("{n} {are} planned before then.", n=counted(n, "session"), are=verb(n, "is", "are"))


def leaving(who: Inline, state: Inline, effects: Sequence[Inline]) -> Inline:
    """Where one party's leaving would lead."""
    if not effects:
        return say(
            "Without talks {who} would have, or could bring about alone, {state}: no different for "
            "anyone from now.",
            who=who,
            state=state,
        )
    return say(
        "Without talks {who} would have, or could bring about alone, {state}: {effects}.",
        who=who,
        state=state,
        effects=listed(effects),
    )


def same(state: Inline) -> Inline:
    """Whoever leaves, nothing changes by that alone."""
    return say(
        "Without talks nobody has, or could bring about alone, anything it likes better than now: "
        "what is left is {state}.",
        state=state,
    )


def effect(who: Inline, better: bool) -> Inline:
    """What it would be for one party."""
    return phrase("{what} than now for {who}", what="better" if better else "worse", who=who)


def change(kind: str, who: Inline, what: str, days: int) -> Inline:
    """What moving one date would do."""
    part = {
        "patience": phrase("patience of {who} a month longer", who=who),
        "deadline": phrase("a month later: {what}", what=own(what)),
        "cost": phrase("waiting half as costly to {who}", who=who),
    }[kind]
    effects = "no later end" if days == 0 else f"an end {counted(days, 'day')} later"
    return phrase("{part}: {effects}", part=part, effects=effects)


def changes(items: Sequence[Inline]) -> Inline:
    """What would move the end."""
    return say("What would move the end: {items}.", items=run(items, "; "))
