"""Sentences about outcomes: tables, cards, classes, surprises."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import (
    counted,
    listed,
    number,
    phrase,
    say,
    sentence,
    term,
    verb,
)

OUTCOME = (Span("Outcome"),)
CARDS = (Span("Why each one holds, and what would break it"),)
CARDS_OPEN = (Span("The outcomes in words"),)
BY_ACCOUNT = (Span("Which outcomes hold, by account"),)
BY_VIEW = (Span("Which outcomes hold, as each party sees it"),)
CLASSES = (Span("Own view, expectation and account side by side"),)
SURPRISES = (Span("Who would be surprised"),)
FIVE = (Span("The same under five definitions of holding"),)
DEFINITION = (Span("Definition"),)
HOLDING = (Span("Outcomes that hold in the base account"),)
STATES = (Span("The other outcomes"),)
MATRIX = (Span("The same in tables"),)


def intro(states: int, accounts: int) -> Inline:
    """What is in the section."""
    return say(
        "The options of this case combine to {states}. An outcome {holds} if no party would leave "
        "it: because it has {nash}, or because {seq}.",
        states=counted(states, "possible state"),
        holds=term("holds", "holds"),
        nash=term("no better move", "nash"),
        seq=term("a credible answer deters", "seq"),
    )


def many(states: int, holding: int | None) -> Inline:
    """Where there are too many states to list; None where it cannot be judged how many hold."""
    told = (
        "how many hold in the base account cannot be judged"
        if holding is None
        else f"{counted(holding, 'state')} {verb(holding, 'holds', 'hold')} in the base account"
        if holding
        else "none of them holds in the base account"
    )
    return say(
        "The options of this case combine to {states}, too many to list; {told}. Named outcomes "
        "and a few others are shown.",
        states=counted(states, "possible state"),
        told=told,
    )


def unjudged(who: Inline) -> Inline:
    """In the place of tables in which every cell would be open."""
    return say("None of them can be judged: the preferences of {who} are not given.", who=who)


def unlisted(count: int) -> Inline:
    """States without a name that hold and are not listed."""
    return say(
        "{n} without a name {hold} too and {are} not listed; the command at the end lists them.",
        n=counted(count, "further state"),
        hold=verb(count, "holds", "hold"),
        are=verb(count, "is", "are"),
    )


def nowhere(outcomes: Sequence[Inline]) -> Inline:
    """Named outcomes that hold in no account and no view."""
    if len(outcomes) == 1:
        return say("In no account and no view does this hold: {what}.", what=outcomes[0])
    return say("In no account and no view do these hold: {what}.", what=listed(outcomes))


def holds_in(yes: Inline, everywhere: bool, total: int) -> Inline:
    """Accounts in which an outcome holds."""
    if total == 1:
        return (Span("As this case assumes."),)
    if everywhere:
        return say("In every account.")
    return say("With {yes}.", yes=yes)


def seen_in(views: Inline) -> Inline:
    """Views in which it holds."""
    return say("{views}, it would hold too.", views=views)


def class_names(names: Sequence[str]) -> Inline:
    """Classes of one outcome."""
    if not names:
        return (Span("–"),)
    return say("{names}", names=", ".join(name.replace("-", " ") for name in names))


def class_key(pairs: Sequence[tuple[str, str]]) -> Inline:
    """What the classes in a table mean."""
    told = [
        phrase(
            "{name} – {says}", name=(Span(sentence(name.replace("-", " ")), "strong"),), says=says
        )
        for name, says in pairs
    ]
    found: list[Span] = []
    for place, one in enumerate(told):
        if place:
            found.append(Span(". "))
        found.extend(one)
    return (*found, Span("."))


def yes_no(verdict: bool | None) -> Inline:
    """A verdict in a cell."""
    return (Span("–" if verdict is None else "yes" if verdict else "no"),)


def expects(who: Inline) -> Inline:
    """The head of a column."""
    return say("Expected by {who}", who=who)


def own(who: Inline) -> Inline:
    """The head of a column."""
    return say("Stays, as it sees it: {who}", who=who)


ACCOUNT_HOLDS = (Span("Holds in the account"),)
CLASS = (Span("Together"),)


def unexpected(
    at: Inline, of: Inline, many: bool, by: Inline, to: Sequence[Inline], accounts: Inline
) -> Inline:
    """A move that the other did not expect."""
    return say(
        "At {at}, {by} would move to {to}; {of} {expect} it to stay{where}.",
        at=at,
        by=by,
        of=of,
        expect="expect" if many else "expects",
        to=listed(to, "or", limit=3),
        where=accounts,
    )


def impossible(
    at: Inline, of: Inline, many: bool, by: Inline, to: Sequence[Inline], accounts: Inline
) -> Inline:
    """A move for which the other's view has no room."""
    return say(
        "At {at}, {by} would move to {to}; {of} {hold} that impossible{where}.",
        at=at,
        by=by,
        of=of,
        hold="hold" if many else "holds",
        to=listed(to, "or", limit=3),
        where=accounts,
    )


def invisible(
    at: Inline, of: Inline, _many: bool, by: Inline, to: Sequence[Inline], accounts: Inline
) -> Inline:
    """A move that the other cannot tell from standing still."""
    return say(
        "At {at}, {by} would move to {to}; {of} would not see the change{where}.",
        at=at,
        by=by,
        of=of,
        to=listed(to, "or", limit=3),
        where=accounts,
    )


def failed(at: Inline, by: Inline, accounts: Inline) -> Inline:
    """A move that is not there."""
    return say(
        "At {at}, {by} would attempt a move that the account does not allow{where}.",
        at=at,
        by=by,
        where=accounts,
    )


def several_states(here: Inline, states: int) -> Inline:
    """An outcome at several of whose states the same is to be said."""
    return phrase("{here} ({n} of its states)", here=here, n=number(states))


def false_alarm(at: Inline, of: Inline, many: bool, by: Inline, accounts: Inline) -> Inline:
    """A move that was expected and does not come."""
    return say(
        "At {at}, {of} {expect} {by} to leave; {by} would stay{where}.",
        at=at,
        of=of,
        expect="expect" if many else "expects",
        by=by,
        where=accounts,
    )


def with_accounts(accounts: Inline) -> Inline:
    """Where a surprise comes only under some accounts."""
    return phrase(" (with {accounts})", accounts=accounts)


def more_surprises(count: int) -> Inline:
    """Surprises that are folded away."""
    return say(
        "{n}",
        n=counted(count, "further surprise or false alarm", "further surprises and false alarms"),
    )


def surprises_intro() -> Inline:
    """What surprises are."""
    return say(
        "A {surprise} is a move by a party that another, by its own view, expected to stay; a "
        "false alarm is the reverse. Each is a step of one party alone, with options that the "
        "model gives to it, even where their wording speaks of both sides. The present comes "
        "first.",
        surprise=term("surprise", "surprise"),
    )


def further(count: int) -> Inline:
    """Surprises beyond those listed."""
    return say(
        "{n} at other outcomes; the command at the end lists them.",
        n=counted(count, "further surprise"),
    )


def _labelled(label: str, text: Inline) -> Inline:
    return phrase("{label} {text}", label=(Span(label, "strong"),), text=text)


def in_words(text: Inline) -> Inline:
    """What is done in an outcome."""
    return _labelled("In words.", text)


def why(text: Inline) -> Inline:
    """Why everyone stays."""
    return _labelled("Why.", text)


def breaks(text: Inline) -> Inline:
    """What ends it."""
    return _labelled("What breaks it.", text)


def state_words(parts: Sequence[Inline]) -> Inline:
    """All options of a state with their levels."""
    found: list[Span] = []
    for place, part in enumerate(parts):
        if place:
            found.append(Span("; "))
        found.extend(part)
    return (*found, Span("."))


def option_level(does: Inline, level: str) -> Inline:
    """One option at its level."""
    return phrase("{does}: {level}", does=does, level=level)


def definition(title: str, says: str) -> Inline:
    """A concept with its plain definition."""
    return say("{title}: {says}", title=title, says=says)


def not_enough() -> Inline:
    """Missing preferences."""
    return (Span("cannot be judged"),)


def none_hold() -> Inline:
    """No outcome."""
    return (Span("none"),)
