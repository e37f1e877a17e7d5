"""Sentences about what something new could do."""

from __future__ import annotations

from collections.abc import Sequence

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted, listed, say

FRESH = (Span("What something new could do"),)


def apart(fewer: bool) -> Inline:
    """Why these stand apart."""
    return say(
        "Beyond what the case lists, a third party could promise to answer a breach, a party could "
        "find words that save its face, an issue could be divided. Each rests on something that is "
        "assumed here and that the case does not say; granted that, {what}:",
        what="fewer changes would do" if fewer else "these would do",
    )


def head(count: int, who: Inline, outcomes: Sequence[Inline]) -> Inline:
    """One set: how much, who acts, what would then hold."""
    return say(
        "{changes} by {who}; then {what} would hold if it came there.",
        changes=(Span(counted(count, "change"), "strong"),),
        who=who,
        what=listed(outcomes, "or"),
    )


def change(what: Inline) -> Inline:
    """One change of a set."""
    return say("{what}.", what=what)


def caution(what: Inline) -> Inline:
    """One thing to be careful about."""
    return say("{what}.", what=what)
