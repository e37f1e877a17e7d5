"""The heads of the first page, and the sentences that answer the case's question."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, number, phrase, say
from detente.brief.wording.verdicts import in_accounts, nowhere

KNOWN = (Span("Known"),)
SEES = (Span("What each may see"),)
FOLLOWS = (Span("What follows, if we have read them rightly"),)
FOLLOWS_ALONE = (Span("What follows, as this case assumes"),)
OPENING = (Span("Nearest opening"),)
RISK = (Span("Biggest risk"),)
SURE = (Span("How sure"),)
WATCH = (Span("Watch"),)


def no_question() -> Inline:
    """The head of the first page where the case asks nothing."""
    return (Span("What this case comes to"),)


def no_game() -> Inline:
    """Where the case has no options or preferences."""
    return say(
        "This case says who is involved, but not yet what each can do and prefers. So no outcome "
        "can be judged; what the case does say stands below."
    )


def none_of_asked(outcomes: int, total: int) -> Inline:
    """What each side asks, and none of it holds anywhere."""
    if outcomes == 1:
        return say(
            "What is asked of the other side now would not hold {where}.", where=nowhere(total)
        )
    return say(
        "Of what each side asks of the others now, nothing would hold {where}, granted as it is or "
        "with the best reply of whoever asks it.",
        where=nowhere(total),
    )


def some_of_asked(outcomes: Sequence[Inline]) -> Inline:
    """What sides ask and what would hold somewhere if granted."""
    return say(
        "Of what the sides ask of each other now, {what} would hold in at least one account if it "
        "were granted.",
        what=listed(outcomes),
    )


def wanted_holds(what: Inline, count: int, total: int) -> Inline:
    """An outcome that would do for everyone and holds somewhere."""
    return say(
        "{what} would hold {where}, if it came there.", what=what, where=in_accounts(count, total)
    )


def wanted_none(parties: Inline, count: int) -> Inline:
    """No state meets what the sides could accept."""
    if count == 2:
        return say("No outcome meets what {who} could both accept as a success.", who=parties)
    return say("No outcome meets what {who} could all accept as a success.", who=parties)


def wanted_never(total: int) -> Inline:
    """Such states exist, and none holds."""
    return say(
        "Outcomes that every side could accept as a success exist, but none of them would hold "
        "{where}.",
        where=nowhere(total),
    )


def but_seen(views: Inline) -> Inline:
    """The same outcome inside the views."""
    return say("But {views}, somebody would leave it.", views=views)


def resting(outcomes: Sequence[Inline], count: int, where: str) -> Inline:
    """What holds, the first few by name."""
    return say(
        "{where}, {count} would hold if it came {there}: {what}.",
        there="there" if count == 1 else "to one of them",
        where=where,
        count=counted(count, "outcome"),
        what=_first(outcomes, count, 6),
    )


def _first(outcomes: Sequence[Inline], count: int, limit: int) -> Inline:
    """The first few of many, and how many more there are."""
    if count <= limit + 1:
        return listed(outcomes)
    return listed([*outcomes[:limit], (Span(f"{number(count - limit)} more"),)])


def open_answer(who: Inline, judged: bool) -> Inline:
    """Missing preferences leave the question open, in all accounts or in some."""
    return say(
        "Whether an outcome would hold for all cannot be judged{where}: the preferences of {who} "
        "are not given.",
        where=" in every account" if judged else "",
        who=who,
    )


def grounded(what: Inline, ground: Inline) -> Inline:
    """An outcome with its ground."""
    return phrase("{what} ({ground})", what=what, ground=ground)


def nothing_rests(total: int) -> Inline:
    """No state holds."""
    return say(
        "No outcome would hold {where}: from each, someone would move on.", where=nowhere(total)
    )


def leads_to(outcomes: Sequence[Inline], count: int) -> Inline:
    """Where the present leads."""
    return say("From the present, improvements lead to {what}.", what=_first(outcomes, count, 4))
