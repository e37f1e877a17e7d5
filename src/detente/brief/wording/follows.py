"""What follows: what is asked, what would do for everyone, the present."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, number, phrase, run, say, verb
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
    return say("Granted with all else as it is, that is {what}.", what=what)


def replied(who: Inline, answers: Inline, what: Inline) -> Inline:
    """The same with the party's own best reply."""
    return say(
        "With the best reply of {who}, {answers}, it is {what}.",
        who=who,
        answers=answers,
        what=what,
    )


def granted_and_replied(what: Inline, replies: Sequence[tuple[Inline, Inline, Inline]]) -> Inline:
    """Both at once, where the same is said of them: who replies, with what, and what that is."""
    told = [
        phrase("with the best reply of {who}, {how}, {that}", who=who, how=how, that=that)
        for who, how, that in replies
    ]
    return say(
        "Granted with all else as it is, that is {what}; {replies}.",
        what=what,
        replies=run(told, "; "),
    )


def cannot_judge() -> Inline:
    """A verdict that missing preferences leave open."""
    return (Span("Whether that holds cannot be judged."),)


def judged(holds: bool, where: str, leavers: Inline, views: Inline, many: int = 1) -> Inline:
    """One verdict for all accounts: who would leave, and who thinks otherwise.

    Parameters
    ----------
    many : how many outcomes it is said of
    """
    if holds:
        what = "That" if many == 1 else "Both" if many == 2 else "All of them"
        return say("{what} would hold{where}.", what=what, where=f" {where}" if where else "")
    if where:
        head = f"{_it(many)} {verb(many, 'holds', 'hold')} {where}"
    else:
        head = {1: "It would not", 2: "Neither would"}.get(many, "None of them would") + " hold"
    return _verdict(head, leavers, views, ":", many)


def judged_in(where: str, leavers: Inline, views: Inline, opened: int, many: int = 1) -> Inline:
    """Verdicts that differ between accounts."""
    tail = f", and cannot be judged in {number(opened)}" if opened else ""
    head = f"{_it(many)} {verb(many, 'holds', 'hold')} {where}{tail}"
    return _verdict(head, leavers, views, "; elsewhere", many)


def _it(many: int) -> str:
    return {1: "It", 2: "Both"}.get(many, "All of them")


def _verdict(head: str, leavers: Inline, views: Inline, joint: str, many: int) -> Inline:
    it = "it" if many == 1 else "them"
    return say(
        "{head}{leavers}{views}.",
        head=head,
        leavers=phrase("{joint} {who} would leave {it}", joint=joint, who=leavers, it=it)
        if leavers
        else "",
        views=phrase(
            "; yet {views}, {it} would hold", views=views, it="it" if many == 1 else "they"
        )
        if views
        else "",
    )


def suits(outcomes: Sequence[Inline], why: str, parties: Inline, count: int, gain: bool) -> Inline:
    """Which outcomes would do for everyone, and by which rule.

    Parameters
    ----------
    count : how many parties there are
    gain : whether each of them likes each of the outcomes better than the present
    """
    one = len(outcomes) == 1
    match why:
        case "success":
            template = "{what} {meet} what {who} could each accept as a success."
        case "better" if gain:
            both = "both" if count == 2 else "each of"
            template = f"{{what}} {{be}} better than the present for {both} {{who}}."
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
        "The present, {what}, would not last as this case assumes: {who} would move to {to}.",
        what=what,
        who=who,
        to=to,
    )


def present_holds(what: Inline, where: str) -> Inline:
    """The present would last."""
    return say("The present, {what}, would hold {where}.", what=what, where=where)
