"""What the steps of a way cost, and what is to be found out about a target."""

from __future__ import annotations

from dataclasses import dataclass

#: more ways than this are not counted
MOST_WAYS = 1000
#: one loss weighs more than any number of ties, one tie more than any number of steps
_UNIT = 1 << 20


@dataclass(frozen=True)
class Cost:
    """What one step costs a search, by what it does to whoever takes it; None: not allowed."""

    gain: int
    tie: int | None
    loss: int | None

    @property
    def prices(self) -> tuple[int, ...]:
        """What a step may cost, ascending."""
        allowed = (each for each in (self.gain, self.tie, self.loss) if each is not None)
        return tuple(sorted(set(allowed)))


#: shortest by any moves
MOVES = Cost(1, 1, 1)
#: shortest by improvements only
IMPROVEMENTS = Cost(1, None, None)
#: fewest steps that make their mover worse off, then fewest that gain it nothing, then shortest
LEAST = Cost(1, _UNIT + 1, _UNIT * _UNIT + 1)


@dataclass(frozen=True)
class Leg:
    """One step of a way: who moves, from where, to where."""

    party: int
    start: int
    end: int


@dataclass(frozen=True)
class Best:
    """What a search found of one target.

    Attributes
    ----------
    cost : of the best ways
    legs : one of them
    starters : who can take the first step on one of them
    count : how many there are, mover by mover and state by state; None: more than are counted
    """

    cost: int
    legs: tuple[Leg, ...]
    starters: tuple[int, ...]
    count: int | None


@dataclass(frozen=True)
class Reach:
    """How far a search has come.

    Attributes
    ----------
    count : states that it leads to, the start included
    steps : within so many steps
    whole : whether it leads no further
    nearest : of these states one that differs least from a target, that target, and in how many
        options they differ; None where a case lists its states
    """

    count: int
    steps: int
    whole: bool
    nearest: tuple[int, int, int] | None
