"""A game whose states are formulas: what concepts compute with where states cannot be listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from detente.case.language import Expr
from detente.errors import Problem
from detente.game.naming import NamedOutcome, Naming
from detente.game.space import OptionAxis
from detente.game.symbolic.diagrams import Diagram, Diagrams
from detente.game.symbolic.engine import SymbolicEngine
from detente.game.symbolic.formula import formula
from detente.game.symbolic.scales import Scale
from detente.game.symbolic.sets import StateSet
from detente.game.symbolic.space import SymbolicSpace
from detente.game.symbolic.values import Rank
from detente.progress import Progress
from detente.result import MadeFrom


@dataclass(frozen=True, eq=False)
class SymbolicGame(Naming):
    """Who can bring about what, and who prefers what, as one view has it.

    A state goes by its code everywhere.

    Attributes
    ----------
    space : the states, as formulas over variables
    engine : the moves, and the four sweeps over them
    parties : ids in array order: those that have a say here
    scales : how each party ranks states
    known : per party, whether the case says what it prefers
    present : code of the present state, None where there is none or it is hidden
    """

    space: SymbolicSpace
    engine: SymbolicEngine
    parties: tuple[str, ...]
    scales: tuple[Scale, ...]
    known: tuple[bool, ...]
    made_from: MadeFrom
    present: int | None = None
    view: str = "base"
    hypothesis: str | None = None
    outcomes: tuple[NamedOutcome, ...] = ()
    options: tuple[OptionAxis, ...] = ()
    warnings: tuple[Problem, ...] = ()
    attitudes: tuple[tuple[int, ...], ...] | None = None
    state_names: tuple[str, ...] = ()

    # ------------------------------------------------------------------ states

    @property
    def diagrams(self) -> Diagrams:
        """Where formulas are made."""
        return self.space.diagrams

    @property
    def n_cells(self) -> int:
        """Combinations of options, impossible ones included."""
        return self.space.n_cells

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return self.space.n_states

    @cached_property
    def states(self) -> StateSet:
        """All states."""
        return StateSet(self.space, self.space.feasible)

    def set_of(self, diagram: Diagram) -> StateSet:
        """The states where a formula holds."""
        return StateSet(self.space, diagram & self.space.feasible)

    def where(self, expr: Expr) -> Diagram:
        """Where an expression holds; impossible states are judged too."""
        return formula(expr, self.space)

    def first_where(self, expr: Expr) -> int | None:
        """The first state where an expression holds; None where there is none."""
        return next(iter(self.set_of(self.where(expr)).first(1)), None)

    def seen_as(self, code: int) -> int | None:
        """The state that this view takes a code for; None where that is impossible."""
        seen = self.space.project(code)
        return seen if self.space.holds(self.space.feasible, seen) else None

    def code(self, index: int) -> int:
        """The code of a state, which is what it goes by."""
        return index

    # ------------------------------------------------------------------ parties

    def party_index(self, party: str) -> int:
        """Place of a party."""
        return self.parties.index(party)

    @cached_property
    def ranks(self) -> tuple[Rank, ...]:
        """How well each party likes each state."""
        return tuple(Rank(self.engine, scale) for scale in self.scales)

    def rank(self, party: int) -> Rank:
        """How well a party likes each state."""
        return self.ranks[party]

    def can_move(self, party: int) -> bool:
        """Whether a party has any move."""
        return self.engine.can_move(party)

    def ever_moves(self, party: int) -> bool:
        """Whether a party can move from some state, rules that forbid combinations considered."""
        return self.engine.ever_moves(party)

    def lacks(self, party: int) -> bool:
        """Whether answers wait for what a party prefers: it can move, and the case does not say."""
        return not self.known[party] and self.ever_moves(party)

    # ------------------------------------------------------------------ the same, but ...

    def undoable(self, party: int) -> SymbolicGame:
        """The same with nothing irreversible for one party."""
        return replace(self, engine=self.engine.undoable(party))

    def telling(self, progress: Progress) -> SymbolicGame:
        """The same, telling how far it has come."""
        return replace(self, engine=replace(self.engine, progress=progress, cache={}))
