"""Sentences about issues, positions, priorities and urgency."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import (
    PLACES,
    listed,
    number,
    own,
    phrase,
    quoted,
    run,
    say,
    verb,
)
from detente.brief.wording.known import ACTS

ISSUE = (Span("Issue"),)
TABLE = (Span("Positions, priority (1 is a side's first) and urgency"),)
GAP = (Span("Where the agendas part"),)
SIDE_BY_SIDE = (Span("Issue by issue"),)
NOWHERE = (Span("On no agenda"),)
SAID = (Span("What each has said, issue by issue"),)


def place(rank: int) -> str:
    """`first`, `second`, … in a side's order."""
    return PLACES[rank - 1] if rank <= len(PLACES) else f"number {rank}"


def position(text: str, rank: int | None, urgency: str, source: Inline) -> Inline:
    """One side on one issue."""
    parts: list[Inline] = []
    if text:
        parts.append(phrase("{text}{source}", text=own(text), source=source))
    if rank is not None:
        parts.append((Span(f"priority {rank}"),))
    if urgency:
        parts.append((Span(f"urgency {urgency}"),))
    if not parts:
        return (Span("not said"),)
    return say("{what}", what=_semicolons(parts))


def _semicolons(parts: Sequence[Inline]) -> Inline:
    found: list[Span] = []
    for at, part in enumerate(parts):
        if at:
            found.append(Span("; "))
        found.extend(part)
    return tuple(found)


def gap(
    issue: str, one: Inline, first: int, other: Inline, second: int, total: int, source: Inline
) -> Inline:
    """An issue that ranks high for one side and low for another."""
    return say(
        "{issue}: {first} for {one}, {second}{total} for {other}.{source}",
        issue=quoted(issue),
        one=one,
        first=place(first),
        other=other,
        second=place(second),
        total=f" of {number(total)}" if total >= second else "",
        source=source,
    )


def pressing(issue: str, one: Inline, other: Inline) -> Inline:
    """An issue that presses one side and not another."""
    return say(
        "{issue}: pressing for {one}, not for {other}.", issue=quoted(issue), one=one, other=other
    )


def no_position(issues: Sequence[str]) -> Inline:
    """Issues on which nobody's position is given."""
    return say(
        "Nobody's position is given on: {what}.",
        what=listed([quoted(text) for text in issues], "and"),
    )


def one_sided(issue: str, who: Inline, count: int) -> Inline:
    """Issues that only one side raises."""
    return say(
        "Only {who} {have} a position on: {issue}.",
        who=who,
        have=verb(count, "has", "have"),
        issue=quoted(issue),
    )


def no_option(issues: Sequence[str]) -> Inline:
    """Issues that no option of the model stands for."""
    return say(
        "No option of the model stands for: {what}. The verdicts of this brief cannot see {it}.",
        what=listed([quoted(text) for text in issues], "and"),
        it=verb(len(issues), "it", "them"),
    )


def said(act: str, words: str, verbatim: bool, negated: bool, source: Inline) -> Inline:
    """One statement: what it does, and its words."""
    return phrase(
        "{act}: {words}{source}",
        act=denied(act) if negated else ACTS[act],
        words=own(words) if verbatim else quoted(words),
        source=source,
    )


def denied(act: str) -> str:
    """An act that is said not to be done."""
    return f"no {ACTS[act]}"


def statements(told: Sequence[Inline], more: int) -> Inline:
    """Statements of one side on one issue."""
    if not told:
        return (Span("–"),)
    rest: list[Inline] = [(Span(f"{number(more)} more"),)] if more else []
    return say("{what}", what=run([*told, *rest], "; "))
