"""Sentences about states that nobody could list: how many, which few are shown, and why those."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import (
    code,
    counted,
    listed,
    number,
    phrase,
    run,
    say,
    term,
    verb,
)

COUNTS = (Span("In how many states each would stay, and in how many all of them"),)
DEFINITION = (Span("Stays because"),)
EVERYONE = (Span("All"),)
IN_COMMON = (Span("What they have in common"),)
PARTY = (Span("Party"),)
STANDS = (Span("Stands so in all of them"),)
SHOWN = (Span("The states that are shown"),)
STATE = (Span("State"),)
APART = (Span("Options that differ from the present"),)
WHY = (Span("Why it is shown"),)
HOLDS = (Span("Holds in the base account"),)
NAMED = (Span("The outcomes that the case names, counted"),)
NAME = (Span("Outcome"),)
STATES = (Span("States of that name"),)
STILL = (Span("Nobody has a better move in"),)
ANSWERED = (Span("Some answer deters in"),)
PRESENT = (Span("The present, party by party"),)
IMPROVES = (Span("What it would rather have, and what answers that"),)
SIDE_BY_SIDE = (Span("Own view, expectation and account, in numbers"),)
WOULD_STAY = (Span("Stays, as it sees it"),)
EXPECTED = (Span("Expects all to stay"),)
IN_BASE = (Span("Stays in the base account"),)
OTHER = (Span("The same in other accounts and views"),)
LOOK = (Span("Account or view"),)
ALL_STAY = (Span("Nobody has a better move in"),)
SHARED = (Span("Of these, in the base account too"),)
KEY = (Span("What the definitions say"),)
YES, NO, OPEN = (Span("yes"),), (Span("no"),), (Span("cannot be judged"),)
NOT_ASKED = (Span("not counted"),)

#: from here on numbers are rounded
_ROUNDED = 1_000_000_000


def states(count: int) -> str:
    """So many states."""
    return (
        f"{'about ' if count >= _ROUNDED else ''}{number(count)} {verb(count, 'state', 'states')}"
    )


def intro(total: int, shown: int) -> Inline:
    """How many states there are, what is counted and what is shown."""
    return say(
        "The options of this case combine to {about} ({exact}), more than anyone could list. They "
        "are kept as formulas, so that each number below counts all of them and none is "
        "estimated. {shown} of them {are} shown one by one; why these is said with each, and they "
        "are no sample of the rest. A state {holds} if no party would leave it: because it has "
        "{nash}, or because {seq}.",
        about=states(total),
        exact=f"{total:,}",
        shown=number(shown).capitalize(),
        are=verb(shown, "is", "are"),
        holds=term("holds", "holds"),
        nash=term("no better move", "nash"),
        seq=term("a credible answer deters", "seq"),
    )


def between(least: int, most: int) -> Inline:
    """What is known of the states that a credible answer keeps."""
    return say(
        "Where {seq}, a state is looked at one by one, and that is done for the states shown "
        "alone. Over all states their number is between those in which nobody has a better move "
        "({least}) and those in which any answer deters, credible or not ({most}).",
        seq=term("a credible answer deters", "seq"),
        least=number(least),
        most=number(most),
    )


def too_large() -> Inline:
    """Where the numbers were not to be had."""
    return say("How many states hold could not be counted: the formulas grew too large.")


def nothing_holds() -> Inline:
    """Nobody stays of themselves anywhere."""
    return say("In no state is every party without a better move.")


def common_intro(count: int, matching: int) -> Inline:
    """What the words about a set of states are."""
    if count == 1:
        return say(
            "In one state nobody has a better move. What stands in it and is not so in all states:"
        )
    exact = (
        "no other state is like that"
        if matching == count
        else f"{states(matching)} in all {verb(matching, 'is', 'are')} like that"
    )
    return say(
        "In {count} nobody has a better move. All of what follows is so in every one of them; "
        "{exact}.",
        count=states(count),
        exact=exact,
    )


def several(parts: Sequence[Inline]) -> Inline:
    """Several options at their levels, in a cell."""
    return run(parts, "; ")


def levels(does: Inline, at: Sequence[str]) -> Inline:
    """An option at one of several levels."""
    return phrase("{does}: {at}", does=does, at=" or ".join(at))


def together(parts: Sequence[Inline]) -> Inline:
    """All or none."""
    return say("All of these or none of them: {parts}.", parts=run(parts, "; "))


def given(parts: Sequence[Inline], then: Sequence[Inline]) -> Inline:
    """What follows from what."""
    return say("With {given}, also {then}.", given=listed(parts), then=listed(then, "or"))


def some(parts: Sequence[Inline]) -> Inline:
    """At least one of several."""
    return say("At least one of these: {parts}.", parts=run(parts, "; "))


def never_all(parts: Sequence[Inline]) -> Inline:
    """Not all at once."""
    return say("Never all of these at once: {parts}.", parts=run(parts, "; "))


def at_most_one(parts: Sequence[Inline]) -> Inline:
    """No two of several."""
    return say("No two of these at once: {parts}.", parts=run(parts, "; "))


def block(place: int, count: int, parts: Sequence[Inline]) -> Inline:
    """One of the few parts of which the set is made."""
    return say(
        "{count} of them ({head} kind): {parts}.",
        count=number(count).capitalize(),
        head=("first", "second", "third", "fourth")[place],
        parts=run(parts, "; "),
    )


def not_searched() -> Inline:
    """Where what joins several options was not looked for."""
    return say("What joins several options was not looked for: the set is too entangled.")


# ---------------------------------------------------------------------------- the few


def is_present() -> Inline:
    """Why a state is shown."""
    return (Span("the present"),)


def is_nearest(among: int) -> Inline:
    """Why a state is shown."""
    return say("none of the {among} differs less from the present", among=states(among))


def is_best(who: Inline, count: int, among: int) -> Inline:
    """Why a state is shown."""
    return phrase(
        "{who} {like} no other of the {among} better",
        who=who,
        like=verb(count, "likes", "like"),
        among=states(among),
    )


def would_do(who: Inline) -> Inline:
    """Why a state is shown."""
    return phrase("would do for {who}", who=who)


def settles(where: Inline) -> Inline:
    """Why a state is shown."""
    return phrase("holds {where} and is nearest to the present there", where=where)


def with_accounts(accounts: Sequence[Inline]) -> Inline:
    """In which rival accounts."""
    return phrase("with {which}", which=listed(accounts))


def reasons(told: Sequence[Inline]) -> Inline:
    """All that applies, in a cell."""
    return run(told, "; ")


def one_of(among: int) -> Inline:
    """Why a state is shown."""
    return say("one of the {among} in which nobody has a better move", among=states(among))


def apart(count: int) -> Inline:
    """In how many options a state differs."""
    return (Span(f"{count:,}"),)


def differs(parts: Sequence[Inline], count: int, rest: int) -> Inline:
    """A state by what tells it from the present."""
    tail = f"; {counted(rest, 'option stands', 'options stand')} as at present" if rest else ""
    if not parts:
        return say("Every option stands as at present.")
    return say(
        "Against the present {n}: {parts}{tail}.",
        n=counted(count, "option differs", "options differ"),
        parts=run(parts, "; "),
        tail=tail,
    )


def in_full(parts: Sequence[Inline]) -> Inline:
    """A state party by party."""
    return say("{parts}.", parts=run(parts, "; "))


def of_party(who: Inline, parts: Sequence[Inline]) -> Inline:
    """One party's options at their levels."""
    return phrase("{who} – {parts}", who=who, parts=listed(parts))


# ---------------------------------------------------------------------------- the present


def present_intro(what: Inline, count: int, total: int) -> Inline:
    """For how many the present holds."""
    told = (
        "each of them would stay"
        if count == total
        else "none of them would stay"
        if not count
        else f"{number(count)} of the {number(total)} would stay"
    )
    return say(
        "The present is {what}. Asked one by one, as this case assumes, {told}, some for fear of "
        "what the others could answer.",
        what=what,
        told=told,
    )


def stays_anyway() -> Inline:
    """A party without a better move."""
    return (Span("has no better move"),)


def deterred(moves: int, to: Inline, answer: Inline) -> Inline:
    """One of several improvements with the reply that deters it."""
    return say(
        "{n}, all deterred; one of them: {to}. But {answer}, and it is then no better off.",
        n=counted_moves(moves),
        to=to,
        answer=answer,
    )


def free(moves: int, to: Inline) -> Inline:
    """Improvements of which some are not deterred."""
    return say("{n}, and nothing credible deters this one: {to}.", n=counted_moves(moves), to=to)


def counted_moves(count: int) -> str:
    """So many better moves."""
    return f"{number(count).capitalize()} better {verb(count, 'move', 'moves')}"


# ---------------------------------------------------------------------------- side by side


def compared(total: int) -> Inline:
    """What the numbers of the comparison count."""
    return say(
        "Of {total}, counting no better move alone: in how many each party would stay as it sees "
        "things, in how many it expects everybody to stay, and in how many it would stay in the "
        "base account.",
        total=states(total),
    )


def of_class(name: str, says: str, count: int) -> Inline:
    """How many states are of one kind."""
    return say(
        "{name} – {says}: {n}.",
        name=(Span(name.replace("-", " ").capitalize(), "strong"),),
        says=says,
        n=number(count),
    )


# ---------------------------------------------------------------------------- the first page


def answer(count: int, total: int, one_account: bool) -> Inline:
    """How many states would hold of themselves, of how many."""
    where = "As this case assumes" if one_account else "In the base account"
    if not count:
        return say(
            "{where}, in none of the {total} would every party be without a better move.",
            where=where,
            total=states(total),
        )
    return say(
        "{where}, {count} of {total} would hold if it came there because nobody has a better move "
        "– and more, if parties are held back by what the others could answer.",
        where=where,
        count=number(count) if count < _ROUNDED else f"about {number(count)}",
        total=states(total),
    )


def nearest(what: Inline, count: int, places: int) -> Inline:
    """The nearest state that holds."""
    return say(
        "The one nearest to the present{others} is {what}, {n} away.",
        others="" if count == 1 else " among them",
        what=what,
        n=counted(places, "option"),
    )


def best_for(pairs: Sequence[tuple[Inline, int, Inline]]) -> Inline:
    """Which of them each party likes best."""
    told = [
        phrase("{who} {like} {what} best", who=who, like=verb(count, "likes", "like"), what=what)
        for who, count, what in pairs
    ]
    return say("Of them {told}.", told=listed(told))


def wanted_of(total: int, holding: int) -> Inline:
    """How many states would do for everyone, and how many of these hold."""
    if not total:
        return ()
    return say(
        "{total} would do for all who say what they could accept; in {holding} of these nobody has "
        "a better move.",
        total=states(total).capitalize(),
        holding=number(holding),
    )


# ---------------------------------------------------------------------------- not judged


def no_asks() -> Inline:
    """Where what is asked is not judged."""
    return say(
        "What each asks of the others is not judged state by state in a case of this size; it "
        "stands issue by issue under “What each says and wants”."
    )


def not_varied() -> Inline:
    """Where doubtful inputs were not varied."""
    return say(
        "How the verdicts move when doubtful inputs are otherwise was not worked out: that asks "
        "thousands of variations of every state, and there are too many states."
    )


def no_search(command: str) -> Inline:
    """Where changes were not looked for."""
    return say(
        "Which changes would let an outcome last was not looked for here: in a case of this size "
        "it takes minutes. {command} looks for single changes.",
        command=code(command),
    )


def no_ways() -> Inline:
    """Where ways were not looked for."""
    return say(
        "The ways there from the present were not looked for here: there are too many states."
    )


def ways_in_base() -> Inline:
    """Of which account ways were looked for."""
    return say(
        "In a case of this size a way is looked for in the base account alone, and to the outcome "
        "named here alone."
    )


def no_groups() -> Inline:
    """Where coalitions were not asked."""
    return say(
        "Whether several parties would leave a state together was not asked: there are too many "
        "states."
    )


def no_dilemmas() -> Inline:
    """Where dilemmas were not looked for."""
    return say("Dilemmas of the talks were not looked for: there are too many states.")


def no_graph() -> Inline:
    """Where no graph of the states is drawn."""
    return say("A graph of all moves is not drawn: there are too many states.")


def hence(here: int, both: int, base: int) -> Inline:
    """What a view comes to, in numbers."""
    if here == both == base:
        return say(
            "In this view nobody has a better move in {here}, the same as in the base account.",
            here=states(here),
        )
    return say(
        "In this view nobody has a better move in {here}; in the base account in {base}; "
        "{both} in both.",
        here=states(here),
        base=states(base),
        both="none" if not both else number(both),
    )


def less(basis: str, count: int | None, before: int) -> Inline:
    """How many states hold on less."""
    what = {"reported": "what is reported alone", "reading": "reports and readings alone"}[basis]
    if count is None:
        return say("On {what} it cannot be counted.", what=what)
    return say(
        "On {what}, nobody has a better move in {count}, against {before} on all entries. Whoever "
        "is indifferent stays, so that lines left out leave more of them.",
        what=what,
        count=states(count),
        before=number(before),
    )
