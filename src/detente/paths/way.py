"""One way from the present, and all that there is to say of one target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.paths.joint import Joint


@dataclass(frozen=True)
class Step:
    """One step of a way."""

    party: int
    start: int
    end: int
    effect: str  # gain, tie, loss or open, for the party that moves


@dataclass(frozen=True)
class Dip:
    """How far below the present a party falls on a way, at its worst point.

    Attributes
    ----------
    places : how many different ranks of states lie between, the lower one counted; 0: never below
    at : the first state where it stands lowest
    """

    party: int
    places: int
    at: int | None


@dataclass(frozen=True)
class Way:
    """One way from the present to a target.

    Attributes
    ----------
    kind : "improvements" (every step gains its mover), "moves" (shortest), "least" (fewest steps
        that make their mover worse off, then fewest that gain it nothing, then shortest), or
        "joint" (improvements, then one step by several at once)
    steps : single moves in order; with kind "joint", those before the joint step
    first : who can take the first step on some way as good; one party alone must go first
    dips : of every party with preferences that falls below the present, the deepest first
    joint : the step at the end that several take at once
    n_ways : how many ways there are that are as good, up to that step; None: more than are counted
    """

    kind: str
    end: int
    steps: tuple[Step, ...]
    first: tuple[int, ...]
    dips: tuple[Dip, ...]
    joint: Joint | None = None
    n_ways: int | None = 1

    @property
    def against_interest(self) -> tuple[int, ...]:
        """Parties that take a step by which they lose, in order of the steps."""
        losing = [step.party for step in self.steps if step.effect == "loss"]
        if self.joint is not None:
            effects = zip(self.joint.parties, self.joint.effects, strict=True)
            losing += [party for party, one in effects if one == "loss"]
        return tuple(dict.fromkeys(losing))

    def count(self, kind: str) -> int:
        """How many single steps are a gain, a tie or a loss for whoever takes them."""
        return sum(step.effect == kind for step in self.steps)


@dataclass(frozen=True)
class Ways:
    """All there is to say of one target.

    Attributes
    ----------
    by_improvements, by_moves : None where there is none
    improvements_known : whether the first is an answer: all who can move have preferences, and
        diagrams did not grow too large for it
    least : where moves lead there and improvements do not
    joint : where single steps do not lead there or only with a dip, and a joint one helps
    grown : why the answers besides moves are open although preferences are known; else empty
    """

    end: int
    by_improvements: Way | None
    by_moves: Way | None
    improvements_known: bool
    least: Way | None
    joint: Way | None
    grown: str = ""

    @property
    def needs_joint(self) -> bool:
        """Whether only a step by several at once gets there."""
        return self.by_moves is None and self.joint is not None

    @property
    def spares_dip(self) -> bool:
        """Whether a step by several at once, all gaining, spares a dip that single steps have."""
        return self.by_moves is not None and self.joint is not None

    def ways(self) -> Iterator[Way]:
        """Those that there are."""
        for way in (self.by_improvements, self.by_moves, self.least, self.joint):
            if way is not None:
                yield way
