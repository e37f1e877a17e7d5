"""Sentences about where a deal lies."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, own, phrase, run, say, verb

TITLE = (Span("Where a deal could be"),)
TABLE = (Span("Packages that leave everyone at least as well off as walking away"),)
RANKED = (Span("Outcomes that leave everyone at least where no deal would"),)
WHO = (Span("Account"),)
MANY = (Span("How many"),)
WHICH = (Span("Which"),)
PICKED = (Span("What rules of fairness pick"),)
FIRST = (Span("Acceptable first"),)


def valued(n: int, frontier: int, silent: Inline) -> Inline:
    """How many packages there are, and of how many no other betters for all."""
    one = say(
        "The issues that the case values make {n}; of {frontier} no other is better for one party "
        "and worse for none.",
        n=counted(n, "package"),
        frontier=f"{frontier:,}",
    )
    if not silent:
        return one
    return run([one, say("Nothing says what packages are worth to {who}.", who=silent)])


def walk_away(party: Inline, stands_in: bool, state: Inline) -> Inline:
    """What a party has without a deal, where it is a state."""
    if stands_in:
        return phrase("{who}: the present, since the case gives none", who=party)
    return phrase("{who}: {state}", who=party, state=state)


def without(items: Sequence[Inline]) -> Inline:
    """What every party has without a deal."""
    if len(items) == 1:
        return say("Without a deal {only}.", only=items[0])
    return say("Without a deal each has, {items}.", items=listed(items))


def all_present() -> Inline:
    """Nobody's walk-away is given."""
    return say("The case gives no party a walk-away, so the present stands in for no deal.")


def same_for_all(state: Inline) -> Inline:
    """Everybody expects the same without a deal."""
    return say("Without a deal each party expects {state}.", state=state)


def no_zone() -> Inline:
    """Nothing leaves everyone as well off as no deal."""
    return (Span("none"),)


def cannot_tell() -> Inline:
    """Walk-aways are missing."""
    return (Span("cannot be told without a walk-away for each"),)


def many(n: int | None, of: int) -> Inline:
    """A number of packages or outcomes, of all."""
    return (Span(f"{n:,} of {of:,}" if n is not None else f"some of {of:,}"),)


def package(parts: Sequence[tuple[str, str]]) -> Inline:
    """A package: each issue and its level."""
    return run([phrase("{issue}: {level}", issue=own(i), level=own(lv)) for i, lv in parts], "; ")


def picked(rules: Sequence[str], what: Inline) -> Inline:
    """What some rules pick."""
    return phrase("{rules}: {what}", rules=listed([(Span(rule),) for rule in rules]), what=what)


def alone(who: Inline) -> Inline:
    """Only no deal is left as one side sees it."""
    return say(
        "{who}, nothing but the walk-away leaves everyone as well off: a deal that others may see "
        "there is out of its sight.",
        who=who,
    )


def better(packages: Sequence[Inline]) -> Inline:
    """What is better for all than the package on the table."""
    if not packages:
        return say("No package is better for one and worse for none than the one on the table.")
    return say(
        "Better for some and worse for none than the package on the table: {packages}.",
        packages=listed(packages, limit=3, more=lambda n: counted(n, "more", "more")),
    )


def framed(who: Inline, reference: Inline, lost: float) -> Inline:
    """What loss framing takes from the zone."""
    return say(
        "Where {who} measures every issue from {reference}, and losses weigh on it as the "
        "literature has found them to, it would refuse {lost} of these packages.",
        who=who,
        reference=reference,
        lost=f"{lost:.0%}",
    )


def reframed(reference: Inline, lost: float) -> Inline:
    """Another reference that leaves more."""
    return say("Measured from {reference}, {lost}.", reference=reference, lost=f"{lost:.0%}")


def home(who: Inline, pivotal: Sequence[str], example: Inline) -> Inline:
    """What one home would ratify."""
    if not example:
        return say("{who}: nothing would be ratified at home.", who=who)
    told = say("{who}: would ratify, for one, {example}.", who=who, example=example)
    if not pivotal:
        return told
    names = listed([own(name) for name in pivotal])
    return run([told, say("Nothing passes without {names}.", names=names)])


def homes_meet(example: Inline) -> Inline:
    """What every home would ratify."""
    if not example:
        return say("No package is both ratified in every home and good enough for every party.")
    return say(
        "Every home would ratify, and no party is below its walk-away with, for one, {example}.",
        example=example,
    )


def homes_below(example: Inline) -> Inline:
    """Every home would ratify something that leaves a party below its walk-away."""
    return say(
        "Every home would ratify {example}, but each such package leaves some party below its own "
        "walk-away.",
        example=example,
    )


def below(who: Inline) -> Inline:
    """Whom the package on the table leaves below its walk-away."""
    return say("The package on the table leaves {who} below the walk-away.", who=who)


def rules(items: Sequence[tuple[str, str]]) -> Inline:
    """What the rules of fairness mean."""
    told = [phrase("{title}: {says}", title=title, says=says) for title, says in items]
    return say(
        "All gains are over the walk-away. {rules}. The egalitarian and the utilitarian rule "
        "compare the sizes of two parties' numbers, which only means something on a common scale.",
        rules=run(told, "; "),
    )


def fight(first: Inline, second: Inline, low: float, high: float) -> Inline:
    """The range of deals instead of a fight."""
    return say(
        "Rather than fight, both would take a share of {low} to {high} for {first}, the rest for "
        "{second}, as each expects such a fight to go.",
        first=first,
        second=second,
        low=f"{low:.0%}",
        high=f"{high:.0%}",
    )


def no_range(first: Inline, second: Inline) -> Inline:
    """Nothing is left that both would rather have than fight."""
    return say(
        "{first} and {second} together expect so much of a fight that no share is left which both "
        "would rather have.",
        first=first,
        second=second,
    )


def packages(n: int) -> str:
    """So many packages."""
    return f"{n} {verb(n, 'package', 'packages')}"
