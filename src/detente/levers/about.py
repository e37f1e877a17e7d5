"""What a change is about, as data: whoever words it need not take a sentence apart."""

from __future__ import annotations

from dataclasses import dataclass

ViewPath = tuple[str, ...]

#: changes of a belief: what somebody learns, or is shown
LEARNT = frozenset(
    {
        "prefers", "order", "does_not_ask", "rank", "weight", "has_a_say", "can", "cannot",
        "way", "possible", "impossible", "present", "does_not_know",
    }
)  # fmt: skip


@dataclass(frozen=True)
class About:
    """One change, without words.

    Attributes
    ----------
    deed : which of the sentences in `sentences` says it
    party : whose preferences, option or part it is about
    option, level : full name of an option, and the level meant
    view : the view that is put right; empty where none is
    statement, other : preference statements, each by its alternatives
    better, worse : names of states
    place : the place of the statement among those of its party, from 0; or None
    expr : an expression: a rule, a weight, what a promise covers
    parties : to whom something is shown or promised; whose parts something is divided into
    levels : for each of `parties` the level that its part stands at
    """

    deed: str
    party: str = ""
    option: str = ""
    level: str = ""
    view: ViewPath = ()
    statement: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    better: str = ""
    worse: str = ""
    place: int | None = None
    expr: str = ""
    parties: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
