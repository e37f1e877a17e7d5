"""Sentences that set the smallest changes of the accounts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, number, phrase, run, say, verb

HEADING = (Span("Whichever account holds"),)
CAPTION = (Span("The smallest sets of changes, account by account"),)
ACCOUNT = (Span("Account"),)
BASE = (Span("Base account"),)
ALL = (Span("Whichever of them holds"),)
NOT_ASKED = (Span("–"),)


def wanted(what: Inline) -> Inline:
    """The first question, as a head."""
    return say("For {what}", what=what)


def short_of(what: Sequence[Inline]) -> Inline:
    """The second question, as a head."""
    return say("Failing that, for anything short of {what}", what=listed(what))


# ---------------------------------------------------------------------------- cells


def in_base(sets: int, fewest: int, size: int, already: bool) -> Inline:
    """The base account, of which the list above tells."""
    if already:
        return say("Nothing has to change, for it to last if it came there.")
    if not sets:
        return say("No set of up to {n} does it.", n=counted(size, "change"))
    return say(
        "{fewest}: {sets}, told above.",
        fewest=counted(fewest, "change"),
        sets=counted(sets, "set"),
    )


def same(works: int, sets: int, size: int, fewest: int) -> Inline:
    """Sets of the base account that work in another; whether smaller ones do is known."""
    all_of = "the set" if sets == 1 else "both sets" if sets == 2 else f"all {number(sets)} sets"
    what = all_of if works == sets else f"{number(works)} of the {number(sets)} sets"
    smaller = phrase(" No set of up to {n} does it.", n=counted(size, "change")) if size else ()
    return say(
        "{fewest}: {what} of the base account {work} here too.{smaller}",
        fewest=counted(fewest, "change"),
        what=what,
        work=verb(works, "works", "work"),
        smaller=smaller,
    )


def nothing(size: int) -> Inline:
    """Nothing was found in an account."""
    if not size:
        return say("Too much to go through here.")
    return say("No set of up to {n} does it.", n=counted(size, "change"))


def fail(sets: int, lacks: Sequence[Inline]) -> Inline:
    """The sets of the base account, of which none works, and what the first lacks."""
    one = "The one of the base account does not work either"
    many = f"None of the {number(sets)} of the base account works either"
    return say(
        "{head}: {lacks}.",
        head=one if sets == 1 else many,
        lacks=listed(lacks, limit=2),
    )


def nearest(changes: Sequence[Inline], what: Inline, lacks: Sequence[Inline]) -> Inline:
    """What comes nearest there."""
    if not changes:
        return say("Nearest is {what}; yet {lacks}.", what=what, lacks=listed(lacks, limit=2))
    return say(
        "Nearest is {what}: {changes}; yet {lacks}.",
        what=what,
        changes=run(changes, "; "),
        lacks=listed(lacks, limit=2),
    )


def needed(sets: int, changes: Sequence[Inline], outcomes: Sequence[Inline]) -> Inline:
    """What is enough, with one set told."""
    one = " is enough" if sets == 1 else f", in {number(sets)} ways; for instance"
    return say(
        "{n}{one}: {changes}. Then {what} would last if it came there.",
        n=(Span(counted(len(changes), "change"), "strong"),),
        one=one,
        changes=run(changes, "; "),
        what=listed(outcomes, "or"),
    )


def in_account() -> Inline:
    """A rival account, where the base could stand."""
    return (Span("as that account has it"),)


def not_needed(outcomes: Sequence[Inline]) -> Inline:
    """It holds there as it is."""
    return say(
        "Nothing has to change, for {what} to last if it came there.",
        what=listed(outcomes, "or", limit=3),
    )


def besides(flags: Sequence[Inline]) -> Inline:
    """What to be careful about."""
    return say("{flags}.", flags=run(flags, "; "))


def blocked(accounts: Inline, size: int) -> Inline:
    """All at once, where one account has no answer."""
    return say(
        "No set of up to {n} does it: none works with {accounts}.",
        n=counted(size, "change"),
        accounts=accounts,
    )


def in_all(works: int, sets: int) -> Inline:
    """Sets of the base account that work in every account."""
    if sets == 1:
        return say(
            "The set of the base account works in every account, at one and the same outcome."
        )
    return say(
        "{works} of the {sets} of the base account {work} in every account, at one and the same "
        "outcome.",
        works=number(works),
        sets=counted(sets, "set"),
        work=verb(works, "works", "work"),
    )


def not_needed_anywhere() -> Inline:
    """It holds as it is, in all accounts."""
    return say(
        "Nothing has to change in any account, for one and the same outcome to last if it came "
        "there."
    )


def none_of_those() -> Inline:
    """All at once, for the second question."""
    return say("None of the sets of that account works in all of them.")


# ---------------------------------------------------------------------------- below


def bounds(size: int, told: str, tried: bool) -> Inline:
    """How far was looked, and where more is to be had.

    Parameters
    ----------
    tried : whether the base account had sets to try; not where nothing has to change in it
    """
    if not tried:
        return say(
            "Where a rival account needs changes, {size} in the rival accounts; the command "
            "{command} looks further.",
            size=phrase("sets of up to {n} were looked for", n=counted(size, "change"))
            if size
            else "none were looked for",
            command=(Span(told, "code"),),
        )
    return say(
        "In the rival accounts, the sets that work in the base account were tried{size}. {others} "
        "that would work in a rival account alone were not looked for here; the command {command} "
        "does.",
        size=phrase(", and all sets of up to {n}", n=counted(size, "change")) if size else "",
        others="Larger ones" if size else "Others",
        command=(Span(told, "code"),),
    )
