"""One value a state, kept as a relation: which values are no better than which ranks.

For all states at once a value is the relation between states and *marks*: "what this state is
worth to the party is no higher than the rank that the marks spell". Then the lowest value over
some states is reached where *some* of them stands in the relation, the highest where *all* do, and
a comparison with the party's own rank puts that rank for the marks.

The marks stand for the state in which a party weighs a move: of that start nothing but its rank
matters, so that a number of a few digits takes the place of a second copy of all options.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.scales import Scale
from detente.game.symbolic.sets import StateSet

if TYPE_CHECKING:
    from detente.game.symbolic.engine import SymbolicEngine


class Value:
    """One value a state, on the scale of one party.

    Attributes
    ----------
    relation : over options and the marks of the scale, see above
    """

    engine: SymbolicEngine
    scale: Scale
    relation: Diagram

    def no_better(self) -> Diagram:
        """Where the value is no higher than the party's own rank of the state."""
        return self.engine.diagrams.put(self.scale.full.read_off, self.relation)

    def __le__(self, rank: Rank) -> StateSet:
        if rank.scale is not self.scale:
            return NotImplemented
        return StateSet(self.engine.space, self.no_better() & self.engine.space.feasible)

    def __gt__(self, rank: Rank) -> StateSet:
        found = self.__le__(rank)
        return found if found is NotImplemented else ~found


@dataclass(frozen=True, eq=False)
class Related(Value):
    """A value whose relation is known."""

    engine: SymbolicEngine
    scale: Scale
    relation: Diagram


@dataclass(frozen=True, eq=False)
class Rank(Value):
    """How well a party likes each state."""

    engine: SymbolicEngine
    scale: Scale

    @cached_property
    def relation(self) -> Diagram:
        return self.scale.full.at_most()


@dataclass(frozen=True, eq=False)
class BestGain(Value):
    """The highest value over a party's own improvements, on its own scale.

    The improvement starts where the comparison is made, so that one set of marks says both what a
    move has to exceed and what its end is held against. Only where a further sweep goes over this
    value are the two told apart.

    Attributes
    ----------
    ends : the value of where an improvement ends
    """

    engine: SymbolicEngine
    scale: Scale
    ends: Value

    def no_better(self) -> Diagram:
        return ~self.engine.gains(self.scale, ~self.ends.relation, self.scale.full.read_off)

    @cached_property
    def relation(self) -> Diagram:
        return ~self.engine.gains_apart(self.scale, ~self.ends.relation)
