"""Names for things that have no name in the case."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import listed


def as_assumed() -> Inline:
    """The base, where a view could stand."""
    return (Span("as this case assumes"),)


def as_seen(path: Sequence[Inline]) -> Inline:
    """`as A sees it`; `as A thinks B sees it`."""
    found = [Span("as "), *path[0]]
    for deeper in path[1:]:
        found += [Span(" thinks "), *deeper]
    return (*found, Span(" sees it"))


def as_each_sees(who: Inline, count: int) -> Inline:
    """`as A and B see it`, `as A, B and C each see it`."""
    return (Span("as "), *who, Span(" see it" if count == 2 else " each see it"))


def base_account() -> Inline:
    """The base among rival accounts."""
    return (Span("the base account", to="#term-account"),)


def base_head(rivals: bool) -> Inline:
    """The same at the head of a column; without rivals there is nothing to tell it from."""
    return (Span("Base account" if rivals else "As this case assumes"),)


def no_option_taken() -> Inline:
    """A state in which everything stands at its first level."""
    return (Span("None of the options is taken"),)


def named_only() -> Inline:
    """A state of the graph form, of which the case says no more."""
    return (Span("The case gives this state by its name alone."),)


def numbered(name: str, number: int) -> str:
    """A name that several states have, with a number that tells one from the others."""
    return f"{name} (state {number})" if name else f"State {number}"


def unknown_state(code: int) -> Inline:
    """A state that only has a number."""
    return (Span(f"state {code}"),)


def nothing_done(to: str = "") -> Inline:
    """The state in which no option is taken."""
    return (Span("“nothing taken”", to=to),)


def no_longer(text: Inline) -> Inline:
    """An option that is taken back."""
    return (Span("no longer "), *text)


def change(parts: Sequence[Inline], limit: int = 0) -> Inline:
    """What a move changes; beyond a limit the rest is counted."""
    return (Span("“"), *listed(parts, limit=limit), Span("”"))


def somebody() -> Inline:
    """A speaker whom neither the case nor the document names."""
    return (Span("not named"),)


def by_machine() -> Inline:
    """What a statement does was judged by nobody yet."""
    return (Span(", read by machine"),)
