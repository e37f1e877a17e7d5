"""Sentences about room for hope: changes, ways, and who could go together."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span, plain
from detente.brief.wording.grammar import counted, listed, number, own, phrase, run, say, term, verb

SUCCESS = (Span("What each could call a success"),)
CHANGES = (Span("What would have to change"),)
SETS = (Span("Each column is one set: the changes marked in it, together"),)
CHANGE = (Span("Change"),)
COST = (Span("Cost"),)
PART, NO_PART = (Span("●"),), (Span("–"),)
TEMPTING = (Span("Tempting, and not enough"),)
WAYS = (Span("Ways there from the present"),)
TOGETHER = (Span("Who could go together"),)

_TESTED = "each side expects it to last, and nobody has reason to leave it as this case assumes"


# ---------------------------------------------------------------------------- success


def success(who: Inline, wish: Inline, source: Inline, note: str) -> Inline:
    """What a party could accept as a success."""
    return say(
        "{who}: {wish}.{source}{note}",
        who=who,
        wish=wish,
        source=source,
        note=phrase(" · {note}", note=own(note)) if note else "",
    )


def sells(wish: Inline, source: Inline) -> Inline:
    """What a party could present as one."""
    return say("It could present as one: {wish}.{source}", wish=wish, source=source)


def met(outcomes: Sequence[Inline]) -> Inline:
    """Which outcomes meet what all could accept."""
    if not outcomes:
        return say("No possible outcome meets all of these at once.")
    return say("All of these at once are met by: {what}.", what=listed(outcomes, limit=6))


# ---------------------------------------------------------------------------- changes


def searched(what: Inline, size: int, offered: int, rivals: bool) -> Inline:
    """What was looked for, how far, and by which test."""
    return say(
        "Looked for: the {smallest} after which {what} would last if it came there, "
        "in the sense that {tested} ({concept}). The case offers {offered}; all sets of up to "
        "{size} of them were gone through{where}.",
        what=what,
        smallest=term("smallest sets of changes", "change"),
        tested=_TESTED,
        concept=term("credible answers deter", "seq"),
        size=number(size),
        offered=counted(offered, "change"),
        where=", in the base account" if rivals else "",
    )


def any_wanted(count: int) -> Inline:
    """The states that were looked for, where each party's success is given."""
    if count == 1:
        return (Span("the outcome that all could accept as a success"),)
    return (Span("one of the outcomes that all could accept as a success"),)


def too_many() -> Inline:
    """A case that is too large to look."""
    return say(
        "The case has too many states and changes to go through here; the command that looks for "
        "them alone takes a narrower question."
    )


def nothing_needed(outcomes: Sequence[Inline]) -> Inline:
    """The target holds as it is."""
    return say(
        "Nothing, for {what} to last if it came there: {tested}. Getting there is another matter.",
        what=listed(outcomes, limit=4),
        tested=_TESTED,
    )


def found(sets: int, fewest: int, told: int) -> Inline:
    """How many sets there are, and which are told."""
    few = "No single change is enough. " if fewest == 2 else ""
    if fewest > 2:
        few = f"No set of fewer than {number(fewest)} changes is enough. "
    if sets == 1:
        return say("{few}One set is.", few=few) if few else say("One set is enough.")
    if told == sets:
        return say("{few}{n} sets are, the cheapest first:", few=few, n=number(sets))
    return say(
        "{few}{n} sets are; here the cheapest, each made up in another way:",
        few=few,
        n=number(sets),
    )


def head(count: int, who: Inline, cost: str, outcomes: Sequence[Inline]) -> Inline:
    """One set: how much, who acts, what would then hold."""
    return say(
        "{changes} by {who}{cost}; then {what} would hold if it came there.",
        changes=(Span(counted(count, "change"), "strong"),),
        who=who,
        cost=cost,
        what=listed(outcomes, "or"),
    )


def a_third() -> Inline:
    """Somebody outside who has no name in the case."""
    return (Span("a mediator"),)


def cost(value: str) -> str:
    """What a set costs, where it is not simply the number of its changes."""
    return f" (cost {value})"


def change(what: Inline, instead: Inline) -> Inline:
    """One change of a set, and who else could see to the same."""
    return say(
        "{what}.{instead}",
        what=what,
        instead=phrase(" Or {who} guarantees the same.", who=instead) if instead else "",
    )


def gained(outcomes: Sequence[Inline]) -> Inline:
    """Resting places that a set would make."""
    return say("{what} would then hold too.", what=listed(outcomes, limit=3))


def lost(outcomes: Sequence[Inline]) -> Inline:
    """Resting places that a set would unmake."""
    return say("{what} would no longer hold.", what=listed(outcomes, limit=3))


def nobody_worse() -> Inline:
    """Nobody ends below the present."""
    return say("No party is worse off than at present.")


def flag(what: Inline) -> Inline:
    """Something to be careful about, as a sentence."""
    return say("{what}.", what=what)


def besides(effects: Sequence[Inline]) -> Inline:
    """What a set would do besides."""
    return say("{label} {what}", label=(Span("Besides:", "emphasis"),), what=run(effects))


def set_number(place: int) -> Inline:
    """A set at the head of its column."""
    return (Span(f"Set {place}"),)


def cost_of(value: str) -> Inline:
    """What a set costs, in a cell."""
    return (Span(value),)


def then(outcomes: Sequence[Inline]) -> Inline:
    """What would hold after a set."""
    return say("{what} would hold if it came there.", what=listed(outcomes, "or"))


def effects(numbers: Sequence[int], what: Inline) -> Inline:
    """What sets would do; no numbers stand for all of them."""
    if not numbers:
        head = "After each of them:"
    else:
        many = verb(len(numbers), "set", "sets")
        head = f"After {many} {plain(listed([(Span(str(one)),) for one in numbers]))}:"
    return say("{head} {what}", head=(Span(head, "emphasis"),), what=what)


def worse_off(who: Inline, count: int) -> Inline:
    """Who ends worse off."""
    return phrase(
        "{who} {are} worse off than at present",
        who=who,
        are=verb(count, "is", "are"),
    )


def not_undone(who: Inline, count: int) -> Inline:
    """Parties that stay only for want of a way back."""
    return phrase(
        "for {who} it would hold only because something {undone}",
        who=who,
        undone=term("cannot be undone", "undone"),
    )


def misread(what: Inline) -> Inline:
    """An agreement that rests on a misreading."""
    return phrase("it rests on a misreading: it is lost once {what}", what=what)


def assumed(what: Inline) -> Inline:
    """What a change takes for granted."""
    return phrase("it is assumed, and not in the case, that {what}", what=what)


def assumed_answer(who: Inline, answering: Inline) -> Inline:
    """That an answer is minded, and given."""
    return phrase(
        "{who} minds that answer more than what it gains by going back, and {answering} gives it "
        "gladly",
        who=who,
        answering=answering,
    )


def assumed_restoring(who: Inline) -> Inline:
    """That something can be brought back."""
    return phrase("{who} is able and glad to bring it back", who=who)


def assumed_words(who: Inline) -> Inline:
    """That words are enough."""
    return phrase("{who} can be content with words in place of what it asks for", who=who)


def assumed_parts(what: Inline) -> Inline:
    """That something has parts."""
    return phrase(
        "{what} has parts that can go separate ways, and each side minds only its own", what=what
    )


def provokes(who: Inline, what: Inline) -> Inline:
    """A disclosure that could provoke."""
    return phrase("it could provoke: {who}, seeing this, would leave {what}", who=who, what=what)


def needless(who: Inline, what: Inline) -> Inline:
    """A party that expects something else that is wanted, and likes it better."""
    return phrase(
        "it is needless as {who} sees it, which expects {what} to last and likes that better",
        who=who,
        what=what,
    )


def at_a_loss(who: Inline) -> Inline:
    """A first step that its own party likes less than the present."""
    return phrase("{who} takes the first step, and likes the present better", who=who)


def not_consulted(who: Inline, count: int) -> Inline:
    """Parties whose concerns are spent without asking them."""
    return phrase(
        "not consulted: {who}, not at the table and named in what is changed",
        who=who,
    )


def led(count: int, sets: int) -> Inline:
    """After how many of the sets improvements lead from the present to what then holds."""
    if count == sets:
        each = "it" if sets == 1 else "each of them"
        return say("After {each}, improvements alone lead there from the present.", each=each)
    if not count:
        even = "Even after it" if sets == 1 else "After none of them"
        return say(
            "{even} {do}: somebody would have to go first at a loss, or several to step at once.",
            even=even,
            do="improvements alone do not lead there from the present"
            if sets == 1
            else "do improvements alone lead there from the present",
        )
    return say(
        "After {n} of the {sets}, improvements alone lead there from the present; otherwise "
        "somebody would have to go first at a loss, or several to step at once.",
        n=number(count),
        sets=number(sets),
    )


def nothing_found(size: int) -> Inline:
    """No set of changes works."""
    if size == 1:
        return say("No single change does it.")
    return say("No set of up to {n} changes does it.", n=number(size))


def nearest(changes: Sequence[Inline], what: Inline, lacks: Sequence[Inline]) -> Inline:
    """What comes nearest and what it still lacks."""
    if not changes:
        return say(
            "Nearest is {what}, without any change; what it lacks: {lacks}.",
            what=what,
            lacks=listed(lacks, limit=4),
        )
    return say(
        "Nearest is {what}, after {n}: {changes}. What it still lacks: {lacks}.",
        what=what,
        n=counted(len(changes), "change"),
        changes=run(changes, "; "),
        lacks=listed(lacks, limit=4),
    )


def tempting(changes: Sequence[Inline], what: Inline, lacks: Sequence[Inline]) -> Inline:
    """Enough for each side's own part, and yet not expected to last."""
    return say(
        "{changes}. After that, every side would by its own lights keep {what}. Yet it would not "
        "last in the sense above: {lacks}.",
        changes=run(changes, "; "),
        what=what,
        lacks=listed(lacks, limit=4),
    )


def leaves(who: Inline, views: Sequence[Inline]) -> Inline:
    """Somebody would leave, in some views or as the case assumes."""
    return phrase("{who} would leave it, {views}", who=who, views=listed(views))


def not_possible() -> Inline:
    """A state that cannot be."""
    return (Span("it is not possible"),)


def not_reached(view: Inline) -> Inline:
    """Improvements do not lead there."""
    return phrase("{view}, improvements do not lead there", view=view)


# ---------------------------------------------------------------------------- on the first page


def smallest(count: int, parts: Sequence[Inline], same: bool) -> Inline:
    """The cheapest set, for the first page."""
    return say(
        "For each side to expect {what} to last, {n} {are} needed of those looked at; for "
        "instance: {parts} ({more}).",
        what="it" if same else "an outcome that would do for all",
        n=counted(count, "change"),
        are=verb(count, "is", "are"),
        parts=run(parts, "; "),
        more=(Span("others", to="#hope"),),
    )


def none_found(size: int) -> Inline:
    """No set works, for the first page."""
    return say(
        "No set of up to {n} was found after which each side would expect an outcome that would do "
        "for all to last ({more}).",
        n=counted(size, "change"),
        more=(Span("what comes nearest", to="#hope"),),
    )


# ---------------------------------------------------------------------------- ways


def improvements(what: Inline, where: Inline, known: bool, led: bool) -> Inline:
    """Whether improvements alone get there."""
    if not known:
        return say(
            "To {what}{where}: whether improvements lead there stays open.", what=what, where=where
        )
    if led:
        return say("To {what}{where}: improvements alone lead there.", what=what, where=where)
    return say("To {what}{where}: improvements alone do not lead there.", what=what, where=where)


def where(accounts: Inline) -> Inline:
    """The accounts that have the same way."""
    return phrase(", with {accounts}", accounts=accounts)


def steps(parts: Sequence[Inline], kind: str) -> Inline:
    """Single steps."""
    start = {
        "improvements": "Step by step",
        "least": "The single steps that ask least of the parties",
        "moves": "By single steps",
    }[kind]
    return say("{start}: {steps}.", start=start, steps=run(parts, "; then "))


def step(who: Inline, to: Inline, effect: str) -> Inline:
    """One step and what it does to whoever takes it."""
    told = {
        "gain": "and gains",
        "loss": "and loses by it",
        "tie": "and neither gains nor loses",
        "open": "and whether it gains is not said",
    }[effect]
    return phrase("{who} moves to {to} {told}", who=who, to=to, told=told)


def first(who: Inline, count: int) -> Inline:
    """Who would have to begin."""
    if count == 1:
        return say("{who} would have to go first.", who=who)
    return say("Going first is open to {who}.", who=who)


def dips(parts: Sequence[Inline]) -> Inline:
    """How far below the present anyone falls."""
    return say(
        "On that way some fall below the present, counted in the ranks that each tells apart: "
        "{parts}.",
        parts=run(parts, "; "),
    )


def dip(at: Inline, falls: Sequence[tuple[Inline, int, int]]) -> Inline:
    """How far parties fall at one state."""
    told = [phrase("{who} by {n} of {of}", who=who, n=n, of=of) for who, n, of in falls]
    return phrase("{who} at {at}", at=at, who=listed(told))


def no_dip() -> Inline:
    """Nobody falls below the present."""
    return say("Nobody falls below the present on that way.")


def joint(who: Inline, count: int, to: Inline, before: Inline, willing: bool, only: bool) -> Inline:
    """A step that several take at the same time."""
    return say(
        "{head}: {before}{who} move at once to {to}{gain}.",
        head="Only a step at the same time gets there" if only else "A step at the same time",
        before=phrase("first {steps}; then ", steps=before) if before else "",
        who=who,
        to=to,
        gain=(", and both gain" if count == 2 else ", and all of them gain") if willing else "",
    )


def no_way() -> Inline:
    """No moves lead there."""
    return say("No moves of single parties, one after another, lead there.")


# ---------------------------------------------------------------------------- together


def leaving(
    who: Inline, what: Inline, to: Inline, steps_: Sequence[Inline], where_: Inline
) -> Inline:
    """A coalition that would leave together."""
    return say(
        "{who} would leave {what} together for {to}{steps}{where}.",
        who=who,
        what=what,
        to=to,
        steps=phrase(" ({steps})", steps=run(steps_, ", then ")) if len(steps_) > 1 else "",
        where=where_,
    )


def gaining() -> Inline:
    """What it means that several leave together."""
    return say(
        "Groups of which every member would gain by {going}, and that no credible answer of the "
        "others would deter, though none of them would go alone:",
        going=term("going together", "together"),
    )


def by(who: Inline, to: Inline) -> Inline:
    """One move of a joint departure."""
    return phrase("{who} to {to}", who=who, to=to)


def nobody_leaves(outcomes: Sequence[Inline]) -> Inline:
    """States that no coalition leaves."""
    return say(
        "Of what every party alone would keep, no group of parties would leave: {what}.",
        what=listed(outcomes, limit=5),
    )
