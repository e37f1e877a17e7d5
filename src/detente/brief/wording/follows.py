"""What follows: what is asked, what would do for everyone, the present."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, number, phrase, say, verb
from detente.brief.wording.verdicts import in_accounts


def asked(parties: Inline, count: int, wishes: Inline) -> Inline:
    """What a party asks of the others."""
    return say(
        "{who} {ask} of the others: {wishes}.",
        who=parties,
        ask=verb(count, "asks", "ask"),
        wishes=wishes,
    )


def granted(what: Inline) -> Inline:
    """The same, granted with all else as at present."""
    return say("Granted while all else stays as it is, that is {what}.", what=what)


def replied(who: Inline, answers: Inline, what: Inline) -> Inline:
    """The same with the party's own best reply."""
    return say(
        "With what {who} would then like best to do itself, {answers}, it is {what}.",
        who=who,
        answers=answers,
        what=what,
    )


def cannot_judge() -> Inline:
    """A verdict that missing preferences leave open."""
    return (Span("Whether that holds cannot be judged."),)


def judged(holds: bool, where: str, leavers: Inline, views: Inline) -> Inline:
    """One verdict for all accounts: who would leave, and who thinks otherwise."""
    if holds:
        return say("That would hold{where}.", where=f" {where}" if where else "")
    head = f"It holds {where}" if where else "It would not hold"
    return _verdict(head, leavers, views, ":")


def judged_in(where: str, leavers: Inline, views: Inline, opened: int) -> Inline:
    """Verdicts that differ between accounts."""
    tail = f", and cannot be judged in {number(opened)}" if opened else ""
    return _verdict(f"It holds {where}{tail}", leavers, views, "; elsewhere")


def _verdict(head: str, leavers: Inline, views: Inline, joint: str) -> Inline:
    return say(
        "{head}{leavers}{views}.",
        head=head,
        leavers=phrase("{joint} {who} would leave it", joint=joint, who=leavers) if leavers else "",
        views=phrase("; yet {views}, it would hold", views=views) if views else "",
    )


def suits(outcomes: Sequence[Inline], why: str, parties: Inline) -> Inline:
    """Which outcomes would do for everyone, and by which rule."""
    one = len(outcomes) == 1
    match why:
        case "success":
            template = "{what} {meet} what {who} could each accept as a success."
        case "better":
            template = "{what} {be} better than the present for some of {who}, and worse for none."
        case _:
            template = (
                "Of the outcomes that hold, {what} {be} the one{s} that no other improves on for "
                "{who}."
            )
    return say(
        template,
        what=listed(outcomes, limit=4),
        meet="meets" if one else "meet",
        be="is" if one else "are",
        s="" if one else "s",
        who=parties,
    )


def these(count: int) -> Inline:
    """Outcomes just named."""
    return (Span("it" if count == 1 else "both" if count == 2 else "all of them"),)


def holds_where(what: Inline, count: int, where: str, ground: Inline) -> Inline:
    """How often outcomes hold, and why."""
    hold = verb(count, "holds", "hold")
    return say("{what} {hold} {where} ({why}).", what=what, hold=hold, where=where, why=ground)


def holds_nowhere(what: Inline, count: int, total: int) -> Inline:
    """They hold in no account."""
    if total == 1:
        return say("{what} would not hold as this case assumes.", what=what)
    hold = verb(count, "holds", "hold")
    return say("{what} {hold} {where}.", what=what, hold=hold, where=in_accounts(0, total))


def fails_with(accounts: Inline, who: Inline, count: int) -> Inline:
    """Where they do not hold."""
    return say(
        "With {accounts}, {who} would leave {it}.",
        accounts=accounts,
        who=who,
        it=verb(count, "it", "them"),
    )


def present_moves(what: Inline, who: Inline, to: Inline) -> Inline:
    """The present would not last."""
    return say(
        "The present, {what}, would not last as this case assumes: {who} would move to {to}. In "
        "this model it can do that alone.",
        what=what,
        who=who,
        to=to,
    )


def present_holds(what: Inline, where: str) -> Inline:
    """The present would last."""
    return say("The present, {what}, would hold {where}.", what=what, where=where)
