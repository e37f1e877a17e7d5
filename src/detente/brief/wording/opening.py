"""The nearest opening, and the biggest risk."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed, of_all, phrase, say, term, verb
from detente.brief.wording.verdicts import nowhere


def opening(what: Inline, where: str, ground: Inline) -> Inline:
    """The nearest opening and why it holds."""
    return say(
        "{what}. It would hold {where} if it came there ({why}).",
        what=what,
        where=where,
        why=ground,
    )


def no_opening(why: str, parties: Inline) -> Inline:
    """No state would do for everyone."""
    if why == "success":
        return say("None: no outcome meets what {who} could each accept as a success.", who=parties)
    return say(
        "None that would do for everyone: any other outcome is worse than the present for "
        "somebody, or better for nobody."
    )


def undoing(taken: Sequence[Inline], dropped: Sequence[Inline]) -> Inline:
    """What can no longer be undone: options taken for good, and options dropped for good."""
    told = [phrase("take back {what}", what=listed(taken))] if taken else []
    told += [phrase("take up {what} again", what=listed(dropped, "or"))] if dropped else []
    return listed(told, "or")


def opening_never(what: Inline, total: int) -> Inline:
    """The nearest thing to an opening, which holds nowhere as it is."""
    return say(
        "{what}. As things stand it would not hold {where}.", what=what, where=nowhere(total)
    )


def opening_open(what: Inline) -> Inline:
    """The nearest thing to an opening, of which missing preferences leave the verdict open."""
    return say("{what}. Whether it would hold as things stand cannot be judged.", what=what)


def opening_bound(who: Inline, count: int, where: str) -> Inline:
    """What binding its promises would do, and whose."""
    return say(
        "If {who} {bound} what {it} {do} in it, no threat of an answer would be needed: {where} "
        "nobody would have a better move.",
        who=who,
        it=verb(count, "it", "they"),
        do=verb(count, "does", "do"),
        bound=term("could not take back", "bound"),
        where=where,
    )


def opening_seen(view: Inline, themselves: bool, who: Inline, others: Inline, to: Inline) -> Inline:
    """What one view makes of it."""
    if themselves and others:
        return say(
            "{view}, {who} itself would leave it for {to}, and so would {others}.",
            view=view,
            who=who,
            to=to,
            others=others,
        )
    if themselves:
        return say(
            "{view}, {who} itself would leave it for {to}, and nothing would deter it.",
            view=view,
            who=who,
            to=to,
        )
    return say("{view}, {others} would break it.", view=view, others=others)


def opening_seen_holds(view: Inline, ground: Inline) -> Inline:
    """A view in which it holds, and why."""
    return say("{view}, it would hold ({why}).", view=view, why=ground)


def not_reached(any_yes: bool, where: str = "") -> Inline:
    """Whether improvements lead there."""
    reached = term("reached from the present by improvements", "reached")
    if any_yes:
        tail = f" {where}" if where else ""
        return say("It is {reached}{where}.", reached=reached, where=tail)
    return say("It is not {reached}.", reached=reached)


def nobody_first(parties: Inline) -> Inline:
    """Going first alone pays for nobody."""
    return say(
        "Nobody gains by going first: whoever does its part alone ({who}) is no better off than at "
        "present.",
        who=parties,
    )


def gains_first(who: Inline, gains: Inline, costs: Inline, costing: int) -> Inline:
    """Somebody likes its part, done alone, better than the present: what of it, and what not."""
    if not gains:
        return say(
            "As its preferences stand here, {who} gains by doing its part alone.",
            who=who,
        )
    return say(
        "As its preferences stand here, {who} gains by doing its part alone{only} because of "
        "{gains}{costs}.",
        who=who,
        only=" only" if costs else "",
        gains=gains,
        costs=phrase(
            "; {costs} alone would be {loss}",
            costs=costs,
            loss=verb(costing, "a loss", "losses"),
        )
        if costs
        else "",
    )


def going_first() -> Inline:
    """What a gain by going first does not say."""
    return say(
        "That one side can go first is how the model is built, and no advice: what the others "
        "would then do is another matter."
    )


def not_consulted(who: Inline, count: int) -> Inline:
    """Whose concerns the outcome touches without their being asked."""
    return say(
        "Not consulted: {who}. {they} named in what it changes, and not at the table.",
        who=who,
        they="It is" if count == 1 else "They are",
    )


def locked(what: Inline, who: Inline, undoing: Inline) -> Inline:
    """An outcome that would last because there is no way back."""
    return say(
        "{what} would stay if it came there: {who} could not {undoing}.",
        what=what,
        who=who,
        undoing=undoing,
    )


def locked_only(accounts: Inline) -> Inline:
    """Where that is the only reason."""
    return say(
        "{where}that is the only reason why it would hold ({undone}).",
        where=phrase("With {accounts} ", accounts=accounts) if accounts else "",
        undone=term("cannot be undone", "undone"),
    )


def locked_some() -> Inline:
    """Where some states of the name hold for other reasons."""
    return say(
        "It goes by one name for several states: some would hold only for that reason ({undone}), "
        "others for other reasons too.",
        undone=term("cannot be undone", "undone"),
    )


def what_it_did(count: int) -> Inline:
    """What cannot be taken back, where it has no name."""
    done = "what it has done" if count == 1 else "what they have done"
    return (Span(f"take back {done}"),)


def risk_reached(accounts: Inline | None, total: int, count: int, others: Inline = ()) -> Inline:
    """Whether improvements lead there.

    Parameters
    ----------
    others : the accounts in which they do not, where these are fewer
    """
    if others:
        return say(
            "It is reached from the present by improvements in every account but {others}.",
            others=others,
        )
    if not count:
        return say("No account reaches it from the present by improvements.")
    if total == 1:
        return say("It is reached from the present by improvements.")
    if accounts is None:
        return say(
            "In {all} it is reached from the present by improvements.",
            all=of_all(total, total, "account"),
        )
    return say(
        "It is reached from the present by improvements with {which}; otherwise not.",
        which=accounts,
    )


def risk_unseen(accounts: Inline | None, of: Inline, count: int, by: Inline, to: Inline) -> Inline:
    """Who would be surprised by the first step on the way."""
    return say(
        "{where}the first step, {to}, would come as a surprise: {of} {expect} {by} to stay put.",
        where=phrase("With {accounts}, ", accounts=accounts) if accounts else "",
        of=of,
        expect=verb(count, "expects", "expect"),
        by=by,
        to=to,
    )


def risk_worse(what: Inline, better: Inline) -> Inline:
    """A resting place that everyone likes less than another state."""
    return say(
        "{what} would hold, though every party likes {better} better.", what=what, better=better
    )
