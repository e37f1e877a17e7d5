"""What a helper tells: numbers and codes of states, never words; all of it plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.charts import Figure
from detente.paths.way import Ways
from detente.views.misperceptions import Misperceptions
from detente.views.surprises import Surprise


@dataclass(frozen=True)
class Asked:
    """A question to a helper.

    Attributes
    ----------
    essence : that of the text
    text, name : the case, and what its file is called
    what, about : which question (`detente.workbench.wide.questions`), and what it is about
    """

    essence: str
    text: str
    name: str
    what: str
    about: tuple[object, ...]


@dataclass(frozen=True)
class Message:
    """What comes back while a question is answered.

    Attributes
    ----------
    kind : "progress" (done, total, what), "partial" or "answer" (what was found), "refused" (why)
    """

    kind: str
    told: object = None


@dataclass(frozen=True)
class Counted:
    """How many states are stable under one concept.

    Attributes
    ----------
    by_party : None where the case leaves it open, or where the diagrams grew too large
    trouble : why some are missing, where diagrams grew too large; empty otherwise
    """

    concept: str
    states: int
    combinations: int
    by_party: Mapping[str, int | None]
    equilibria: int | None
    trouble: str = ""


@dataclass(frozen=True)
class Few:
    """A few states for many: a code, how many there are like it, and how far off they are."""

    code: int
    count: int
    distance: int = 0


@dataclass(frozen=True)
class Telling:
    """A set of states in few words.

    Attributes
    ----------
    nearest : those that differ in the fewest options from the present; None without one
    best : by party, those that it likes best; without parties of whom that is not known
    fixed : options that stand at one level in all of them, with that level
    """

    count: int
    nearest: Few | None
    best: Mapping[str, Few]
    fixed: Mapping[int, int]


@dataclass(frozen=True)
class Described:
    """What holds in all states of a set and joins several options, as expressions.

    Attributes
    ----------
    matching : in how many states all that is said of the set holds; these and others
    searched : False where the set was too entangled to look for it
    """

    words: tuple[str, ...]
    count: int
    matching: int
    searched: bool


@dataclass(frozen=True)
class Listed:
    """One page of a set of states; `count`: how many it has in all."""

    count: int
    codes: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """An improvement, and a shortest reply that deters it: who moves, and to which state.

    Attributes
    ----------
    reply : None where nothing deters it
    """

    to: int
    reply: tuple[tuple[str, int], ...] | None


@dataclass(frozen=True)
class Reasons:
    """Why one party would stay in one state, or leave it.

    Attributes
    ----------
    sign : "nash", "answer", "any", "moves" or "open", as in the figures
    improvements, undeterred : how many moves it would gain by, and how many nothing deters
    told : some of them, those that nothing deters first
    """

    sign: str
    improvements: int = 0
    undeterred: int = 0
    told: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Worth:
    """How a party ranks one state: how many it likes better, and how many just as much."""

    above: int
    level: int


@dataclass(frozen=True)
class Splits:
    """What the statements of a party split, and the ends of its order.

    Attributes
    ----------
    holds : by statement, how many states satisfy it
    tops : by statement, how many satisfy it and all that are more important
    best, worst : where its order begins and ends; None where its preferences are not given
    """

    states: int
    holds: tuple[int, ...]
    tops: tuple[int, ...]
    best: Few | None
    worst: Few | None


@dataclass(frozen=True)
class Class:
    """States of one kind when views are compared: how many, and the nearest to the present."""

    count: int
    example: Few | None


@dataclass(frozen=True)
class Compared:
    """Own, expected and base verdicts side by side, as numbers.

    Attributes
    ----------
    own, expected, base : by party; None where preferences are missing
    hidden : by party, how many of the states it holds impossible
    differ : by party, how many states last in its own view and not in the base, and the reverse
    classes : by name
    """

    states: int
    own: Mapping[str, int | None]
    expected: Mapping[str, int | None]
    base: Mapping[str, int | None]
    hidden: Mapping[str, int]
    differ: Mapping[str, tuple[Class, Class]]
    classes: Mapping[str, Class]
    closed: bool


@dataclass(frozen=True)
class Surprised:
    """Who would be surprised by whom, as `detente.views.surprises.Surprises` has it."""

    items: tuple[Surprise, ...]
    counts: Mapping[tuple[str, str, str], int]
    looked_at: int
    told: int
    of: int
    open: str


@dataclass(frozen=True)
class Misread:
    """How the views differ, and the picture of words with two meanings, where there are some."""

    found: Misperceptions
    words: Figure | None


@dataclass(frozen=True)
class Way:
    """All there is to say of the ways to one state, and how many ranks each party gives."""

    ways: Ways
    places: Mapping[int, int]


@dataclass(frozen=True)
class Leaving:
    """A group that would leave a state together: who, for how many, and one of them."""

    parties: tuple[str, ...]
    ends: Few
