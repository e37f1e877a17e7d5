"""Sentences about single changes: who does what, learns what, shows whom what."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline
from detente.brief.wording.grammar import PLACES, listed, number, own, phrase, run

# ---------------------------------------------------------------------------- what is learnt


def learns(who: Inline, through: Inline, what: Inline) -> Inline:
    """Somebody comes to see something."""
    return phrase("{who} learns {through}{what}", who=who, through=through, what=what)


def shows(who: Inline, audience: Inline, what: Inline) -> Inline:
    """Somebody shows several others something."""
    return phrase("{who} shows {audience} {what}", who=who, audience=audience, what=what)


def a_mediator() -> Inline:
    """Somebody outside who has no name in the case."""
    return phrase("a mediator")


def through(others: Sequence[Inline]) -> Inline:
    """`how the East sees this: ` for an idea of another's idea."""
    if not others:
        return ()
    return phrase("how {others} sees this: ", others=listed(others, "and then"))


def prefers(who: Inline, place: int | None, first: Inline) -> Inline:
    """What somebody prefers, and where that begins to be news."""
    if place is None:
        return phrase("what {who} prefers", who=who)
    where = "first of all" if place == 0 else f"in {_place(place)} place"
    return phrase("what {who} prefers, {where}: {first}", who=who, where=where, first=first)


def _place(place: int) -> str:
    return PLACES[place] if place < len(PLACES) else f"number {number(place + 1)}"


def whichever_base(who: Inline) -> Inline:
    """The same where several bases are in question."""
    return phrase("what {who} prefers, whichever account holds", who=who)


def order(who: Inline, other: Inline, statement: Inline) -> Inline:
    """Where somebody puts one of its concerns."""
    where = phrase("next after {other}", other=other) if other else "above all else"
    return phrase(
        "that {who} puts this {where}: {statement}", who=who, where=where, statement=statement
    )


def does_not_ask(who: Inline, statement: Inline) -> Inline:
    """Something that somebody does not ask for."""
    return phrase("that {who} does not ask for this: {it}", who=who, it=statement)


def rank(who: Inline, better: str, worse: str) -> Inline:
    """Which of two states somebody prefers."""
    return phrase(
        "that {who} prefers {better} to {worse}", who=who, better=own(better), worse=own(worse)
    )


def weight(who: Inline, what: Inline) -> Inline:
    """How much something counts for somebody."""
    return phrase("how much this counts for {who}: {what}", who=who, what=what)


def has_a_say(who: Inline) -> Inline:
    """A party not seen."""
    return phrase("that {who} has a say", who=who)


def able(who: Inline, can: bool, does: Inline) -> Inline:
    """Something that somebody can do, or cannot."""
    return phrase(
        "that {who} {can} do this: {does}", who=who, can="can" if can else "cannot", does=does
    )


def way(does: Inline) -> Inline:
    """What can be taken back."""
    return phrase("what can be taken back of this: {does}", does=does)


def possible(yes: bool, what: Inline) -> Inline:
    """Something possible, or impossible."""
    return phrase(
        "that this is {word}: {what}", word="possible" if yes else "impossible", what=what
    )


def present() -> Inline:
    """Where things stand."""
    return phrase("where things stand at present")


def does_not_know(does: Inline) -> Inline:
    """What somebody does not know of."""
    return phrase("that it does not know of this: {does}", does=does)


# ---------------------------------------------------------------------------- what is done


def binds(who: Inline, what: Inline) -> Inline:
    """A party's own promise that cannot be taken back."""
    return phrase(
        "{who} binds itself not to take this back once it is done: {what}", who=who, what=what
    )


def gives_up(who: Inline, what: Inline) -> Inline:
    """A choice given up for good."""
    return phrase("{who} gives this up for good: {what}", who=who, what=what)


def rules_out(who: Inline, what: Inline) -> Inline:
    """A level ruled out for good."""
    return phrase("{who} rules this out for good: {what}", who=who, what=what)


def gives_up_move(who: Inline, start: str, end: str) -> Inline:
    """In the graph form: one move given up."""
    return phrase("{who} gives up the move from {a} to {b}", who=who, a=own(start), b=own(end))


def guarantees(who: Inline, other: Inline, what: Inline) -> Inline:
    """A third party sees to it that another does not take something back."""
    return phrase(
        "{who} guarantees that {other} does not take this back once it is done: {what}",
        who=who,
        other=other,
        what=what,
    )


def answers(who: Inline, audience: Inline, other: Inline, what: Inline) -> Inline:
    """A third party promises to answer a breach."""
    return phrase(
        "{who} promises {audience} an answer should {other} go back on this while the others do "
        "their part, one that {again} minds more than what that gains it: {what}",
        who=who,
        audience=audience,
        other=other,
        again=other,
        what=what,
    )


def restores(who: Inline, other: Inline, what: Inline) -> Inline:
    """A third party could bring back by itself what another took back."""
    return phrase(
        "{who} stands ready to bring this back by itself if {other} takes it back while the others "
        "do their part: {what}",
        who=who,
        other=other,
        what=what,
    )


def restores_move(who: Inline, other: Inline, start: str, end: str) -> Inline:
    """The same in the graph form."""
    return phrase(
        "{who} stands ready to bring {other} back by itself from {a} to {b}",
        who=who,
        other=other,
        a=own(start),
        b=own(end),
    )


def drops(who: Inline, what: Inline) -> Inline:
    """A demand given up."""
    return phrase("{who} no longer insists on this: {what}", who=who, what=what)


def no_longer_minds(who: Inline, what: Inline) -> Inline:
    """Something that is minded no more."""
    return phrase("{who} no longer minds this: {what}", who=who, what=what)


def asks_less(who: Inline, what: Inline, content: Inline) -> Inline:
    """A demand made smaller."""
    return phrase(
        "{who} asks for less than {what} and is content with this: {content}",
        who=who,
        what=what,
        content=content,
    )


def demotes(who: Inline, other: Inline, what: Inline) -> Inline:
    """A demand made less urgent."""
    return phrase("{who} puts this below {other}: {what}", who=who, other=other, what=what)


def comes_to_prefer(who: Inline, better: str, worse: str) -> Inline:
    """One step in a ranking."""
    return phrase(
        "{who} comes to prefer {better} to {worse}", who=who, better=own(better), worse=own(worse)
    )


def makes_possible(who: Inline, what: Inline) -> Inline:
    """A combination made possible."""
    return phrase("{who} finds a way to make this possible: {what}", who=who, what=what)


def presents(who: Inline, shown: Inline, what: Inline) -> Inline:
    """Words that save face."""
    return phrase(
        "{who} finds words that present the outcome as a success ({shown}) and counts them as "
        "meeting a demand of its own: {what}",
        who=who,
        shown=shown,
        what=what,
    )


def divides(who: Inline, parts: Sequence[tuple[Inline, str]], what: Inline) -> Inline:
    """An issue divided so that each side finds its part."""
    told = [phrase("{party}: {level}", party=party, level=own(level)) for party, level in parts]
    return phrase(
        "{who} divides this, so that each side finds its part as it asks ({parts}): {what}",
        who=who,
        parts=run(told, "; "),
        what=what,
    )


def unties(who: Inline, what: Inline) -> Inline:
    """A package taken apart."""
    return phrase(
        "{who} takes this package apart, so that its parts can go alone: {what}", who=who, what=what
    )


def goes_first(who: Inline, what: Inline) -> Inline:
    """A first step."""
    return phrase("{who} goes first: {what}", who=who, what=what)
