"""What analyses compute with: who can bring about what, and who prefers what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case.language import Expr
from detente.errors import Problem
from detente.game.evaluate import where
from detente.game.graph import GraphEngine, merge_arcs
from detente.game.naming import NamedOutcome, Naming
from detente.game.space import Bools, Ints, MergedSpace, OptionAxis, Space
from detente.game.table import TableEngine
from detente.result import MadeFrom

Engine = TableEngine | GraphEngine


@dataclass(frozen=True, eq=False)
class Game(Naming):
    """Who can bring about what, and who prefers what, as one view has it.

    Indices start at 0; an index is a place in the arrays, a code names a state across views.

    Attributes
    ----------
    space : numbering of the states and which cells are states at all
    engine : the moves, and the four sweeps over them
    parties : ids in array order: those that have a say here
    ranks : int array, (n_parties, n_cells)
        Higher is better, equal is indifferent. Ordinal: differences mean nothing.
    known : per party, whether the case says what it prefers
    present : index of the present state, None where there is none or it is hidden
    view : "base" or the path of a view
    hypothesis : the rival base in force, or None
    before : the game before states were merged, where some were
    attitudes : what each party wishes each, itself included: 1 well, 0 nothing, -1 ill; None where
        the case does not say that anyone wishes another anything
    """

    space: Space
    engine: Engine
    parties: tuple[str, ...]
    ranks: NDArray[np.int32]
    known: tuple[bool, ...]
    made_from: MadeFrom
    present: int | None = None
    view: str = "base"
    hypothesis: str | None = None
    outcomes: tuple[NamedOutcome, ...] = ()
    state_names: tuple[str, ...] = ()
    options: tuple[OptionAxis, ...] = ()
    warnings: tuple[Problem, ...] = ()
    before: Game | None = field(default=None, repr=False)
    attitudes: tuple[tuple[int, ...], ...] | None = None

    def __post_init__(self) -> None:
        expected = (len(self.parties), self.space.n_cells)
        if self.ranks.shape != expected:
            raise ValueError(f"ranks has shape {self.ranks.shape}; {expected} is needed")
        ranks = self.ranks
        if ranks.flags.writeable:
            ranks = ranks.view()
            ranks.setflags(write=False)
            object.__setattr__(self, "ranks", ranks)

    # ------------------------------------------------------------------ states

    @property
    def n_cells(self) -> int:
        """Length of the arrays, impossible cells included."""
        return self.space.n_cells

    @property
    def feasible(self) -> Bools:
        """Which cells are states, (n_cells,)."""
        return self.space.feasible

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return int(np.count_nonzero(self.feasible))

    def states(self) -> Ints:
        """Indices of all states, by code."""
        return np.flatnonzero(self.feasible)

    def code(self, index: int) -> int:
        """The code of a state."""
        return int(self.space.codes(np.array([index], dtype=np.int64))[0])

    def codes(self, indices: Ints) -> Ints:
        """The codes of several states."""
        return self.space.codes(indices)

    def index(self, code: int) -> int | None:
        """The state with this code, or the merged one that it belongs to; None if there is none."""
        if not 0 <= code < 2**62:
            return None
        found = int(self.space.indices(np.array([code], dtype=np.int64))[0])
        return None if found < 0 else found

    def where(self, expr: Expr) -> Bools:
        """Where an expression holds, bool array (n_cells,); impossible cells are judged too."""
        return where(self.space, expr)

    def first_where(self, expr: Expr) -> int | None:
        """The first state where an expression holds; None where there is none."""
        found = np.flatnonzero(self.where(expr) & self.feasible)
        return int(found[0]) if len(found) else None

    def seen_as(self, code: int) -> int | None:
        """The state that this view takes a code for; None where that is impossible."""
        index = int(self.indices(self.project(np.array([code], dtype=np.int64)))[0])
        return None if index < 0 else index

    def indices(self, codes: Ints) -> Ints:
        """The states with these codes, -1 where there is none."""
        return self.space.indices(codes)

    def project(self, codes: Ints) -> Ints:
        """Codes as this view sees them: what it does not see stands at the level it presumes."""
        return self.space.project(codes)

    # ------------------------------------------------------------------ parties

    def party_index(self, party: str) -> int:
        """Place of a party in the arrays."""
        return self.parties.index(party)

    def rank(self, party: int) -> NDArray[np.int32]:
        """Ranks of all cells for one party, (n_cells,)."""
        row: NDArray[np.int32] = self.ranks[party]
        return row

    def can_move(self, party: int) -> bool:
        """Whether a party has any move."""
        return self.engine.can_move(party)

    def ever_moves(self, party: int) -> bool:
        """Whether a party can move from some state, rules that forbid combinations considered."""
        if not self.can_move(party):
            return False
        here = np.arange(self.n_cells)
        moved = self.engine.over_moves(party, here, "max") != here
        moved |= self.engine.over_moves(party, here, "min") != here
        return bool((moved & self.feasible).any())

    def lacks(self, party: int) -> bool:
        """Whether answers wait for what a party prefers: it can move, and the case does not say."""
        return not self.known[party] and self.ever_moves(party)

    def moves(self, party: int, index: int) -> Ints:
        """States that a party can reach alone from one state."""
        return self.engine.moves(party, index)

    def improvements(self, party: int, index: int) -> Ints:
        """Those of them that it prefers."""
        reached = self.moves(party, index)
        rank = self.rank(party)
        better: Ints = reached[rank[reached] > rank[index]]
        return better

    # ------------------------------------------------------------------ the same, but ...

    def remade(self, change: Callable[[Any], Any]) -> Game:
        """The same game with other moves; merged states are merged again.

        Parameters
        ----------
        change : from an engine (the one before merging) to another over the same cells
        """
        if self.before is None:
            return replace(self, engine=change(self.engine))
        assert isinstance(self.space, MergedSpace)
        return merged(self.before.remade(change), self.space)

    def undoable(self, party: int) -> Game:
        """The same with nothing irreversible for one party."""
        return self.remade(lambda engine: engine.undoable(party))

    def bound(self, index: int, parties: tuple[int, ...]) -> Game | None:
        """The same where these parties cannot take back what they have taken at a state.

        None in the graph form, which has no options to bind.
        """
        if self.state_names:
            return None
        cell = int(self.space.least[index]) if isinstance(self.space, MergedSpace) else index
        return self.remade(lambda engine: engine.bound(cell, parties))

    def as_graph(self) -> Game:
        """The same with every move listed, so that single moves can be struck out."""
        if isinstance(self.engine, GraphEngine):
            return self
        arcs = tuple(self.engine.arcs(p) for p in range(len(self.parties)))
        return replace(self, engine=GraphEngine(self.n_cells, arcs))


def merged(game: Game, space: MergedSpace) -> Game:
    """The game in which the groups of `space` are single states.

    There is a move between two groups wherever some member can move to some member. Members of a
    group are equally ranked; that is checked where the groups are made.
    """
    arcs = tuple(merge_arcs(game.engine.arcs(p), space.group) for p in range(len(game.parties)))
    present = None if game.present is None else int(space.group[game.present])
    return replace(
        game,
        space=space,
        engine=GraphEngine(space.n_cells, arcs),
        ranks=np.ascontiguousarray(game.ranks[:, space.least]),
        present=present,
        state_names=tuple(game.state_names[k] for k in space.least) if game.state_names else (),
        before=game,
    )
