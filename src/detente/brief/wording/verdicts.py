"""How verdicts and their reasons are put: what holds, why, and what would break it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.looks import Verdict
from detente.brief.wording.grammar import (
    Part,
    counted,
    listed,
    number,
    of_all,
    phrase,
    run,
    say,
    term,
    verb,
)

ACCOUNT = "account"


def in_accounts(count: int, total: int) -> str:
    """`in three of the four accounts`; nothing to say where there is only one."""
    if total == 1:
        return "as this case assumes"
    return f"in {of_all(count, total, ACCOUNT)}"


def nowhere(total: int) -> str:
    """`in any account`, after a denial."""
    return "as this case assumes" if total == 1 else "in any account"


def cell(verdict: Verdict, leavers: Inline, why: bool = True) -> Inline:
    """A verdict in a cell of a table."""
    match verdict.sort:
        case "absent":
            return (Span("not possible here"),)
        case "open":
            return (Span("cannot be judged"),)
        case "left":
            return say("{who} would leave", who=leavers)
    head = "holds"
    if len(verdict.codes) > 1 and len(verdict.holding) < len(verdict.codes):
        head = f"holds in {number(len(verdict.holding))} of its {number(len(verdict.codes))} states"
    if not why:
        return (Span(head),)
    return say("{head}: {why}", head=head, why=ground(verdict))


def ground(verdict: Verdict) -> Inline:
    """In a few words, why an outcome holds."""
    if verdict.only_locked:
        return term("cannot be undone", "undone")
    if verdict.still and len(verdict.still) == len(verdict.holding):
        return term("no better move", "nash")
    return term("a credible answer deters", "seq")


# ---------------------------------------------------------------------------- reasons


def holds_head(total: int, count: int) -> Inline:
    """How often an outcome holds, at the head of what is said of it."""
    if not count:
        told = "Would not hold." if total == 1 else f"Would hold in {of_all(0, total, ACCOUNT)}."
    elif total == 1:
        told = "Would hold if it came there."
    else:
        told = f"Would hold in {of_all(count, total, ACCOUNT)}, if it came there."
    return (Span(told, "strong"),)


def open_head(count: int, total: int) -> Inline:
    """An outcome that cannot be judged, at the head of what is said of it."""
    where = "" if count == total else f" in {of_all(count, total, ACCOUNT)}"
    return (Span(f"Cannot be judged{where}: preferences are not given.", "strong"),)


def no_better_moves(who: Inline, count: int) -> Inline:
    """Parties that stay of themselves."""
    return say("{who} {have} no better move.", who=who, have=verb(count, "has", "have"))


def decides(who: Inline, wish: Inline, source: Inline) -> Inline:
    """The line of the case that decides."""
    return say("What decides – {who}: {wish}.{source}", who=who, wish=wish, source=source)


def qualified(
    what: Inline, counts: Sequence[int], total: int, locked: bool, where: Inline
) -> Inline:
    """An outcome with how many of its states hold, and where only for want of a way back."""
    told: list[Inline] = []
    if total > 1 and list(counts) != [total]:
        some = " or ".join(number(count) for count in counts)
        told.append(phrase("in {some} of its {total} states", some=some, total=number(total)))
    if locked:
        why = term("cannot be undone", "undone")
        told.append(
            phrase("with {where} only because it {why}", where=where, why=why) if where else why
        )
    if not told:
        return what
    return phrase("{what} ({told})", what=what, told=run(told, "; "))


def cannot_undo(who: Inline) -> Inline:
    """A party that stays because the way back is closed."""
    return say(
        "{who} stays only because it cannot undo what it has done; if it could, it would leave.",
        who=who,
    )


def deterred(who: Inline, to: Inline, answer: Inline) -> Inline:
    """An improvement and the answer that makes it pointless."""
    return say(
        "{who} would rather have {to}; but {answer}, and {who} is then no better off.",
        who=who,
        to=to,
        answer=answer,
    )


def answer(steps: Sequence[tuple[Inline, Inline]]) -> Inline:
    """What the others do in reply, step by step."""
    told = [
        phrase("{who} can answer with {to}", who=who, to=to)
        if place == 0
        else phrase("{who} can go on to {to}", who=who, to=to)
        for place, (who, to) in enumerate(steps)
    ]
    return listed(told, "and then")


def more_moves(count: int) -> Inline:
    """Further improvements that are answered too."""
    return say(
        "{n} further {moves} it would like {are} answered in the same way.",
        n=number(count),
        moves=verb(count, "move", "moves"),
        are=verb(count, "is", "are"),
    )


def leaves(who: Inline, to: Inline) -> Inline:
    """A party that would leave, and where to."""
    return say("{who} would leave it for {to}; no credible answer deters that.", who=who, to=to)


def decided_by(lines: Sequence[Inline]) -> Inline:
    """The lines of the case that carry a verdict."""
    return say(
        "{label} {lines}.", label=(Span("What it rests on.", "strong"),), lines=run(lines, "; ")
    )


def line(who: Inline, wish: Inline, source: Inline) -> Inline:
    """One such line, with whose preference it is."""
    return phrase("{who}: {wish}{source}", who=who, wish=wish, source=source)


# ---------------------------------------------------------------------------- what would break it


def breaks_if_disbelieved(leaving: Sequence[tuple[Inline, Inline]]) -> Inline:
    """The weak point of a deterred outcome."""
    if len(leaving) == 1:
        (who, to) = leaving[0]
        return say("If {who} does not believe that answer, it leaves for {to}.", who=who, to=to)
    who = listed([party for party, _ in leaving], "or")
    return say("Whoever does not believe that answer leaves: {who}.", who=who)


def bound(who: Inline, count: int) -> Inline:
    """Whose binding would do away with the need for answers."""
    return say(
        "If {who} {bound} what {it} {do} here, nobody would have a better move, and no answer "
        "would be needed.",
        who=who,
        it=verb(count, "it", "they"),
        do=verb(count, "does", "do"),
        bound=term("could not take back", "bound"),
    )


def fails_in(account: Part, who: Inline, to: Inline, why: Inline) -> Inline:
    """Where it does not hold, and who would leave."""
    return say(
        "With {account}, {who} would leave it for {to}{why}.",
        account=account,
        who=who,
        to=to,
        why=why,
    )


def holds_as_seen(views: Inline) -> Inline:
    """Views in which it would hold."""
    return say("It would hold {views}.", views=views)


def first_line(wish: Inline, source: Inline) -> Inline:
    """The deciding line, at the end of a sentence."""
    return phrase(" – what decides is {wish}{source}", wish=wish, source=source)


def reached(yes: list[Inline], total: int) -> Inline:
    """Whether improvements lead there from the present, account by account."""
    way = term("Reached from the present by improvements", "reached")
    if not yes:
        return say("{way}: no.", way=way)
    if len(yes) == total:
        return say("{way}: yes{where}.", way=way, where="" if total == 1 else ", in every account")
    return say("{way}: yes with {where}, otherwise no.", way=way, where=listed(yes))


def states_counted(count: int) -> Inline:
    """How many states go by one name."""
    return say("{n} go by this name.", n=counted(count, "state"))
