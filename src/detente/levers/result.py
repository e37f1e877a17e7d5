"""What a search for levers returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.levers.about import About
from detente.levers.cautions import Caution
from detente.result import MadeFrom, Result, Row

if TYPE_CHECKING:
    from detente.levers.edits import Edit


def number(value: Fraction) -> int | float:
    """A cost as JSON has it."""
    return int(value) if value.denominator == 1 else float(value)


@dataclass(frozen=True, eq=False)
class Made:
    """How a change was made: by which edit, under which bases, of which file."""

    edit: Edit
    bases: tuple[str | None, ...]
    digest: str


@dataclass(frozen=True)
class Change:
    """One change of a lever: what, of which kind, and who must act.

    Attributes
    ----------
    what : the change in words
    about : the same as data
    made : how the search made it, so that it can be written into the file
    """

    kind: str
    actor: str
    what: str
    cost: Fraction
    about: About
    made: Made | None = field(default=None, compare=False, repr=False)

    def to_row(self) -> Row:
        """As rows print it."""
        return {
            "kind": self.kind,
            "actor": self.actor,
            "what": self.what,
            "cost": number(self.cost),
        }


@dataclass(frozen=True)
class NewOption:
    """An option that a change brings: its full name, what it does, what it adds to a code."""

    option: str
    does: str
    step: int

    def to_row(self) -> Row:
        """As rows print it."""
        return {"option": self.option, "does": self.does, "step": self.step}


@dataclass(frozen=True)
class Counts:
    """How many wanted states hold, and how many equilibria come and go; None where not counted."""

    holds: int | None
    gained: int | None
    lost: int | None


@dataclass(frozen=True)
class Lever:
    """One smallest set of changes that works.

    Attributes
    ----------
    holds : codes of the wanted states that hold afterwards, with or without what is new; where
        states cannot be listed, of those that were tried
    gained, lost : codes of equilibria of the base that the changes make and unmake; where something
        new is done in a state its code lies beyond those of the case
    counts : how many all of these are; where states cannot be listed the lists have some of them
    flags, cautions : what to be careful about, each a sentence; the same as data
    new : options that the changes bring; a code less the steps of those that are taken is one of
        the case
    """

    changes: tuple[Change, ...]
    cost: Fraction
    holds: tuple[int, ...]
    gained: tuple[int, ...]
    lost: tuple[int, ...]
    flags: tuple[str, ...]
    new: tuple[NewOption, ...] = ()
    cautions: tuple[Caution, ...] = field(default=(), compare=False, repr=False)
    counts: Counts = Counts(None, None, None)


@dataclass(frozen=True)
class Nearest:
    """The set that comes nearest where nothing works: the state meant, and what it lacks."""

    changes: tuple[Change, ...]
    code: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Levers(Result):
    """All smallest sets of changes after which a wanted state holds, cheapest first.

    Attributes
    ----------
    offered : how many changes the case offers
    tried : how many sets were looked at
    complete : False where the search was interrupted; what stands here was found before
    labels : names of the wanted states, by code
    wanted, looked_at : how many states are wanted, and at how many of them sets were tried
    counted : whether all equilibria that come and go were counted; else why not
    trouble : why the search broke off, where it did so by itself; empty otherwise
    """

    case_id: str
    target: str
    concept: str
    test: str
    hypothesis: str | None
    size: int
    levers: tuple[Lever, ...]
    nearest: Nearest | None
    offered: int
    tried: int
    complete: bool
    labels: Mapping[int, str]
    made_from: MadeFrom
    wanted: int = 0
    looked_at: int = 0
    counted: bool | str = True
    trouble: str = ""

    @property
    def by_formulas(self) -> bool:
        """Whether states were formulas, so that sets were tried at some wanted states."""
        return self.made_from.settings.get("engine") == "symbolic"

    @property
    def already(self) -> bool:
        """Whether the target holds as things are, without any change."""
        return any(not lever.changes for lever in self.levers)

    def to_rows(self) -> Iterator[Row]:
        """One row per set of changes."""
        for lever in self.levers:
            yield {
                "target": self.target,
                "concept": self.concept,
                "changes": [change.to_row() for change in lever.changes],
                "cost": number(lever.cost),
                "gained": list(lever.gained),
                "lost": list(lever.lost),
                "flags": list(lever.flags),
                "test": self.test,
                "hypothesis": self.hypothesis,
                "holds": list(lever.holds),
                "new": [one.to_row() for one in lever.new],
                "counts": {
                    "holds": lever.counts.holds,
                    "gained": lever.counts.gained,
                    "lost": lever.counts.lost,
                },
            }

    def to_dict(self) -> Row:
        """Also how far the search went, and the nearest miss where nothing works."""
        near = self.nearest
        return {
            **super().to_dict(),
            "offered": self.offered,
            "tried": self.tried,
            "complete": self.complete,
            "wanted": self.wanted,
            "looked_at": self.looked_at,
            "nearest": None
            if near is None
            else {
                "changes": [change.to_row() for change in near.changes],
                "code": near.code,
                "lacks": list(near.lacks),
            },
        }

    def __str__(self) -> str:
        from detente.levers.text import levers_text

        return levers_text(self)
