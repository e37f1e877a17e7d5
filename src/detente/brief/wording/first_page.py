"""The sentences of the first page."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
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
    term,
    verb,
)
from detente.brief.wording.verdicts import in_accounts

#: how acts are called; `threat` also stands for means that are shown
ACTS = {
    "demand": "demand",
    "offer": "offer",
    "refusal": "refusal",
    "threat": "threat or show of means",
    "assurance": "assurance",
    "accusation": "accusation",
    "condition": "condition",
    "deadline": "deadline",
    "appeal": "appeal",
    "acknowledgement": "acknowledgement",
    "assessment": "assessment",
    "agenda": "agenda",
    "position": "position",
    "dismissal": "dismissal",
}

KNOWN = (Span("Known"),)
SEES = (Span("What each may see"),)
FOLLOWS = (Span("What follows, if we have read them rightly"),)
FOLLOWS_ALONE = (Span("What follows, as this case assumes"),)
OPENING = (Span("Nearest opening"),)
RISK = (Span("Biggest risk"),)
SURE = (Span("How sure"),)
WATCH = (Span("Watch"),)


# ---------------------------------------------------------------------------- the answer


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
        return say("What is asked now would not hold {where}.", where=_nowhere(total))
    return say(
        "Of what each side asks now, nothing would hold {where} if it were granted alone.",
        where=_nowhere(total),
    )


def _nowhere(total: int) -> str:
    return "as this case assumes" if total == 1 else "in any account"


def some_of_asked(outcomes: Sequence[Inline]) -> Inline:
    """What sides ask and what would hold somewhere if granted."""
    return say(
        "Of what the sides ask now, {what} would hold in at least one account if it were granted "
        "alone.",
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
        where=_nowhere(total),
    )


def but_seen(views: Inline) -> Inline:
    """The same outcome inside the views."""
    return say("But {views}, somebody would leave it.", views=views)


def resting(outcomes: Sequence[Inline], where: str) -> Inline:
    """What holds, listed."""
    return say(
        "{where}, {count} would hold if it came there: {what}.",
        where=where,
        count=counted(len(outcomes), "outcome"),
        what=listed(outcomes, limit=6),
    )


def grounded(what: Inline, ground: Inline) -> Inline:
    """An outcome with its ground."""
    return phrase("{what} ({ground})", what=what, ground=ground)


def nothing_rests(total: int) -> Inline:
    """No state holds."""
    return say(
        "No outcome would hold {where}: from each, someone would move on.", where=_nowhere(total)
    )


def leads_to(outcomes: Sequence[Inline]) -> Inline:
    """Where the present leads."""
    return say("From the present, improvements lead to {what}.", what=listed(outcomes, limit=4))


# ---------------------------------------------------------------------------- known


def statement(act: str, gist: str, source: Inline) -> Inline:
    """One statement after its speaker."""
    return phrase("{act}: {gist}{source}", act=ACTS[act], gist=quoted(gist), source=source)


def statements(who: Inline, lines: Sequence[Inline]) -> Inline:
    """What one party said, act by act."""
    return say("{who} – {lines}.", who=who, lines=run(lines, "; "))


def session(
    track: Inline,
    date: str,
    moods: Sequence[tuple[Inline, Inline]],
    result: Inline,
    source: Inline,
) -> Inline:
    """One meeting, with the mood of each."""
    told = [phrase("{who} – {mood}", who=who, mood=mood) for who, mood in moods]
    return say(
        "{track}, {when}. Mood: {moods}.{result}{source}",
        when=on_date(date),
        track=track,
        moods=run(told, "; "),
        result=phrase(" Result: {what}.", what=result) if result else "",
        source=source,
    )


def standing(what: Inline, source: Inline) -> Inline:
    """Where things stand."""
    return say("At present: {what}.{source}", what=what, source=source)


def not_at_table(who: Inline, count: int) -> Inline:
    """Who is affected and not there."""
    return say("Not at the table: {who}.", who=who)


def nothing_reported() -> Inline:
    """No entry is marked as reported."""
    return say("No entry of this case is marked as reported.")


# ---------------------------------------------------------------------------- may see


def story(
    who: Inline, kind: str, roles: Sequence[tuple[Inline, Inline]], says: str, source: Inline
) -> Inline:
    """A story in a line: what kind, and which part the others play in it."""
    told = [phrase("{other} as “{role}”", other=other, role=role) for other, role in roles]
    return say(
        "{who}: {kind}{roles}.{says}{source}",
        who=who,
        kind=quoted(kind),
        roles=phrase(", with {told}", told=listed(told)) if told else "",
        says=phrase(" {text}.", text=quoted(says)) if says else "",
        source=source,
    )


def misreads(view: Inline, counts: Sequence[Inline], source: Inline) -> Inline:
    """How a view differs from the base, where there are no stories."""
    return say(
        "{view}, the game differs from the base account in {what}.{source}",
        view=view,
        what=listed(counts),
        source=source,
    )


# ---------------------------------------------------------------------------- what follows


def asked(
    parties: Inline, count: int, what: Inline, where: str, leavers: Inline, views: Inline
) -> Inline:
    """What a party asks, granted alone: where it holds, who would leave, who hopes."""
    return say(
        "What {who} {ask}, with nothing else changed, is {what}. It holds {where}{leavers}{views}.",
        who=parties,
        ask=verb(count, "asks", "ask"),
        what=what,
        where=where,
        leavers=phrase(": {who} would leave it", who=leavers) if leavers else "",
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
        "The present, {what}, would not last as this case assumes: {who} would move to {to}.",
        what=what,
        who=who,
        to=to,
    )


def present_holds(what: Inline, where: str) -> Inline:
    """The present would last."""
    return say("The present, {what}, would hold {where}.", what=what, where=where)


# ---------------------------------------------------------------------------- opening


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


def giving_up(what: Inline) -> Inline:
    """An option that was dropped for good."""
    return phrase("giving up {what}", what=what)


def opening_never(what: Inline, total: int) -> Inline:
    """The nearest thing to an opening, which holds nowhere as it is."""
    return say(
        "{what}. As things stand it would not hold {where}.", what=what, where=_nowhere(total)
    )


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


def gains_first(who: Inline, count: int) -> Inline:
    """Somebody would gain by going first."""
    return say(
        "{who} would gain by doing {its} part alone, first.",
        who=who,
        its=verb(count, "its", "their"),
    )


def not_consulted(who: Inline, count: int) -> Inline:
    """Whose concerns the outcome touches without their being asked."""
    return say(
        "Not consulted: {who}. {they} named in what it changes, and not at the table.",
        who=who,
        they="It is" if count == 1 else "They are",
    )


# ---------------------------------------------------------------------------- risk


def locked(what: Inline, who: Inline, undoing: Inline) -> Inline:
    """An outcome that would last because there is no way back."""
    return say(
        "{what} would stay if it came there: {who} could not take back {undoing}.",
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


def what_it_did(count: int) -> Inline:
    """What cannot be taken back, where it has no name."""
    return (Span("what it has done" if count == 1 else "what they have done"),)


def risk_reached(accounts: Inline | None, total: int, count: int) -> Inline:
    """Whether improvements lead there."""
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


# ---------------------------------------------------------------------------- how sure


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


def basis_count(count: int, mark: Inline, basis: str, alone: bool) -> Inline:
    """How many entries have one basis; without the number where all have it."""
    word = {
        "reported": verb(count, "is reported", "are reported"),
        "reading": verb(count, "is a reading", "are readings"),
        "assumed": verb(count, "is assumed", "are assumed"),
    }[basis]
    if alone:
        return phrase("{word} {mark}", word=word, mark=mark)
    return phrase("{n} {word} {mark}", n=number(count), word=word, mark=mark)


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


# ---------------------------------------------------------------------------- watch


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
