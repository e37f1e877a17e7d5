"""How sure the first page is, and what to watch."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline
from detente.brief.wording.grammar import (
    counted,
    listed,
    number,
    of_all,
    on_date,
    own,
    phrase,
    quoted,
    run,
    say,
    verb,
)


def firm(what: Inline, total: int) -> Inline:
    """An outcome that holds in every account."""
    return say("Firm, in {all}: {what} would hold.", all=of_all(total, total, "account"), what=what)


def firm_not(what: Sequence[Inline], total: int) -> Inline:
    """Outcomes that hold in no account."""
    return (
        say(
            "Firm, in {all}: {what} would not hold.",
            all=of_all(total, total, "account"),
            what=listed(what, "or") if len(what) > 1 else what[0],
        )
        if len(what) == 1
        else say(
            "Firm, in {all}: none of these would hold – {what}.",
            all=of_all(total, total, "account"),
            what=listed(what, "or"),
        )
    )


def firm_none(asked: int, total: int) -> Inline:
    """Nothing of what is asked holds in any account."""
    return say(
        "Firm, in {all}: of the {n} outcomes that follow from what is asked, none would hold.",
        all=of_all(total, total, "account"),
        n=number(asked),
    )


def fragile(what: Inline, yes: int, total: int, failing: Inline) -> Inline:
    """A verdict that some account turns."""
    return say(
        "Fragile: that {what} would hold. It does in {some}; with {failing} it does not.",
        what=what,
        some=of_all(yes, total, "account"),
        failing=failing,
    )


def rests_on(total: int, counts: Sequence[Inline]) -> Inline:
    """How many inputs of which basis verdicts are computed from."""
    if len(counts) == 1:
        return say(
            "All {n} that the verdicts are computed from {are}.", n=_entries(total), are=counts[0]
        )
    return say(
        "The verdicts are computed from {n}, of which {counts}.",
        n=counted(total, "entry", "entries"),
        counts=listed(counts),
    )


def _entries(total: int) -> str:
    return counted(total, "entry", "entries")


def basis_count(count: int, mark: Inline, basis: str, alone: bool, figures: bool) -> Inline:
    """How many entries have one basis; without the number where all have it.

    In figures where one of the counts told together is too large for words.
    """
    word = {
        "reported": verb(count, "is reported", "are reported"),
        "reading": verb(count, "is a reading", "are readings"),
        "assumed": verb(count, "is assumed", "are assumed"),
    }[basis]
    if alone:
        return phrase("{word} {mark}", word=word, mark=mark)
    return phrase(
        "{n} {word} {mark}", n=str(count) if figures else number(count), word=word, mark=mark
    )


def assumed_carry(line: Inline, rest: int) -> Inline:
    """The assumed lines that carry the opening."""
    return say(
        "The opening rests on an assumption – {line}{rest}.",
        line=line,
        rest=f", and on {number(rest)} more" if rest else "",
    )


def one_source(kind: str) -> Inline:
    """The case leans on a single source."""
    return say(
        "All that is not assumed comes from one source{kind}.",
        kind=phrase(" ({kind})", kind=own(kind)) if kind else "",
    )


def expectation(what: str, weight: str, account: Inline, source: Inline) -> Inline:
    """What would speak for or against an account."""
    sign = {"for": "for", "against": "against"}.get(weight, "on")
    return phrase(
        "{sign} {account}: {what}{source}",
        what=quoted(what),
        sign=sign,
        account=account,
        source=source,
    )


def signs(lines: Sequence[Inline]) -> Inline:
    """Signs that would tell the accounts apart, one for each."""
    return say("Signs that would speak {lines}.", lines=run(lines, "; "))


def deadline(what: str, date: str, binds: Inline | None, source: Inline) -> Inline:
    """A date ahead."""
    return say(
        "{when}: {what}.{binds}{source}",
        when=on_date(date),
        what=quoted(what),
        binds=phrase(" It binds {who}.", who=binds) if binds else "",
        source=source,
    )


def patience(who: Inline, until: str, source: Inline) -> Inline:
    """How long a party can wait."""
    return say(
        "{who} can wait, as this case has it, until some time {when}.{source}",
        who=who,
        when=_within(until),
        source=source,
    )


def _within(until: str) -> str:
    if "/" in until:
        return f"between {on_date(until).removeprefix('from ').replace(' to ', ' and ')}"
    return on_date(until)
