"""From words to arrays: the only file that knows both, with `merging`, its last stage.

`compile_game` takes a case and the path of a view and returns the game that this view
believes it is in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import Believed, Frame, frame, present_levels, state_levels
from detente.case.language import Expr, Or, parse
from detente.case.model import Case, Prefers, Ranking, Weights
from detente.errors import CaseError, InputError
from detente.game.building import Building
from detente.game.evaluate import Grid, Leaf, evaluate, list_leaf, table_leaf
from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.merging import Merging
from detente.game.space import Bools, Ints, ListSpace, TableSpace
from detente.game.table import TableEngine

#: the most cells that the explicit engine holds in memory
MAX_CELLS = 1 << 26
#: statements that fit into a 32-bit rank without closing gaps
_NARROW = 30
_WIDE = 62
#: ranks of so many cells are gathered before they are spread over all cells
_GATHERED = 1 << 16


def compile_game(case: Case, view: str = "base", hypothesis: str | None = None) -> Game:
    """The game that a view of a case believes it is in.

    Parameters
    ----------
    view : "base", or a path of party ids such as "west.russia"
    hypothesis : a rival base to start from

    Raises
    ------
    InputError
        for an unknown party or hypothesis, or a case too large for this engine.
    CaseError
        where no state is feasible, the present is impossible, or merged states are told apart by
        a preference.
    """
    return compile_frame(case, frame(case, view, hypothesis))


def compile_frame(case: Case, words: Frame) -> Game:
    """The game of a frame; see `compile_game`."""
    builder = _Graph(case, words) if words.names.states else _Table(case, words)
    return builder.build()


class Builder(Building, ABC):
    """What the option form and the graph form share."""

    # the two forms differ in these ------------------------------------------------------

    space: TableSpace | ListSpace
    leaf: Leaf
    grid: Grid

    @abstractmethod
    def engine(self) -> TableEngine | GraphEngine:
        """The moves."""

    @abstractmethod
    def code_of(self, levels: Sequence[int]) -> int:
        """The code of a state given by the levels of all options."""

    # ------------------------------------------------------------------------------------

    def build(self) -> Game:
        """Everything, or one CaseError with all problems."""
        game = Game(
            space=self.space,
            engine=self.engine(),
            parties=self.words.parties,
            ranks=self.ranks(),
            known=self.known(),
            present=self.present(),
            view=self.words.view,
            hypothesis=self.words.hypothesis,
            outcomes=self.outcomes(),
            state_names=tuple(
                state.name.value if state.name else state.id for state in self.case.states or ()
            ),
            options=self.options(),
            attitudes=self.attitudes(),
            made_from=self.made_from(),
        )
        if self.case.same and not self.problems:
            game = Merging(self, game).merged()
        if self.problems:
            raise CaseError(self.problems)
        return replace(game, warnings=tuple(self.warnings))

    def evaluate(self, expr: Expr) -> Bools:
        """Where an expression holds: a bool array that spreads over the grid."""
        return np.asarray(evaluate(expr, self.leaf))

    def allowed(self) -> Bools:
        """Which cells no rule forbids; a problem where none is left."""
        possible = np.ones(self.grid, dtype=np.bool_)
        for rule in self.words.impossible:
            possible &= ~self.evaluate(rule.expr)
        if not possible.any():
            self.nothing_feasible()
            raise CaseError(self.problems)
        return possible.reshape(-1)

    # ------------------------------------------------------------------ present

    def present(self) -> int | None:
        """The present state as this view has it, or None."""
        if self.words.present is None:
            return None
        levels = present_levels(self.words.present, self.names)
        code = self.space.project(np.array([self.code_of(levels)], dtype=np.int64))
        found = int(self.space.indices(code)[0])
        if found >= 0:
            return found
        self.impossible_present()
        return None

    # ------------------------------------------------------------------ ranks

    def ranks(self) -> NDArray[np.int32]:
        """Ranks of all parties with a say, (n_parties, n_cells); zero where not known."""
        found = np.zeros((len(self.words.parties), self.space.n_cells), dtype=np.int32)
        for p, party in enumerate(self.words.parties):
            believed = self.words.believed[party]
            match believed.preferences:
                case Prefers():
                    found[p] = self.by_statements(believed.preferences)
                case Weights():
                    found[p] = self.by_weights(believed.preferences)
                case Ranking():
                    found[p] = self.by_ranking(believed)
        found.setflags(write=False)  # the last hand on it: sweeps may rely on it staying so
        return found

    def by_statements(self, prefers: Prefers) -> NDArray[Any]:
        """Lexicographic: the first statement that tells two states apart decides."""
        count = len(prefers.statements)
        if count <= _NARROW:
            return self.by_sum(
                [
                    (1 << place, statement.alternatives)
                    for place, statement in zip(
                        reversed(range(count)), prefers.statements, strict=True
                    )
                ],
                np.int32,
            )
        key: Any = np.zeros(self.space.n_cells, dtype=np.int64)
        since = 0
        for statement in prefers.statements:
            if since == _WIDE:  # close the gaps and make room for more
                key = np.unique(key, return_inverse=True)[1].astype(np.int64)
                since = int(key.max()).bit_length()
            key <<= 1
            key |= self.by_sum([(1, statement.alternatives)], np.int64)
            since += 1
        return np.unique(key, return_inverse=True)[1]

    def by_weights(self, weights: Weights) -> NDArray[Any]:
        """The exact sum of the weights of what holds."""
        terms = self.whole_terms(weights)
        most = sum(abs(weight) for weight, _ in terms)
        if most < 1 << _NARROW:
            return self.by_sum(terms, np.int32)
        total = self.by_sum(terms, np.int64 if most < 1 << _WIDE else object)
        return np.unique(total, return_inverse=True)[1]

    def by_sum(self, terms: Sequence[tuple[int, tuple[str, ...]]], dtype: Any) -> NDArray[Any]:
        """For every cell the sum of the weights of what holds there, (n_cells,).

        Parameters
        ----------
        terms : weight and alternatives, which count once
        """
        total = np.zeros(self.grid, dtype=dtype)
        gathered = np.zeros((1,) * len(self.grid), dtype=dtype)
        for weight, texts in terms:
            parts = tuple(parse(text, self.names) for text in texts)
            truth = self.evaluate(parts[0] if len(parts) == 1 else Or(parts))
            term = truth.astype(dtype) * np.array(weight, dtype=dtype)
            if prod(np.broadcast_shapes(gathered.shape, term.shape)) > _GATHERED:
                total += gathered
                gathered = term
            else:
                gathered = gathered + term
        total += gathered
        return total.reshape(-1)

    def by_ranking(self, believed: Believed) -> NDArray[np.int32]:
        """As listed, best first; states left out are tied below the rest."""
        named = self.named_rungs(believed)
        lowest = -1 - max(named.values(), default=0)
        found = np.full(self.space.n_cells, lowest, dtype=np.int32)
        listed = np.zeros(self.space.n_cells, dtype=np.bool_)
        for index, rung in named.items():
            found[index] = -rung
            listed[index] = True
        if self.words.added:
            without = self.without_added()
            found = np.where(listed, found, found[without])
            listed |= listed[without]
        if not self.case.same:
            self.note_unlisted(believed, int(np.count_nonzero(self.space.feasible & ~listed)))
        return found

    def without_added(self) -> Ints:
        """For every cell the one that differs only in what changes have added: none of it done.

        A ranking written before tells no such pair of states apart.
        """
        assert isinstance(self.space, TableSpace)
        cells = np.arange(self.space.n_cells, dtype=np.int64)
        found = cells.copy()
        for axis, option in enumerate(self.space.axes):
            if option in self.words.added:
                found -= self.space.axis_levels(cells, axis) * self.space.steps[axis]
        return found

    def named_rungs(self, believed: Believed) -> dict[int, int]:
        """Rung (0 is best) of every cell that a ranking names; the first naming counts."""
        assert isinstance(believed.preferences, Ranking)
        held = self.held_where_written(believed)
        found: dict[int, int] = {}
        codes, meant, rungs = [], [], []
        for rung, entries in enumerate(believed.preferences.rungs):
            for entry in entries:
                levels = state_levels(entry.value, self.names)
                codes.append(self.code_of(levels))
                meant.append(self.code_of(tuple(held.get(k, n) for k, n in enumerate(levels))))
                rungs.append(rung)
        named = np.array(codes, dtype=np.int64)
        for code, index, rung in zip(codes, self.space.indices(named).tolist(), rungs, strict=True):
            if index >= 0:
                found.setdefault(index, rung)
            elif not self.words.path:
                self.impossible_rung(believed, code)
        if held:
            seen = self.space.indices(np.array(meant, dtype=np.int64))
            exact = set(found)
            for index, rung in zip(seen.tolist(), rungs, strict=True):
                if index >= 0 and index not in exact:
                    found.setdefault(index, rung)
        return found


class _Table(Builder):
    """The option form."""

    space: TableSpace

    def __init__(self, case: Case, words: Frame) -> None:
        super().__init__(case, words)
        held = words.held()
        options = self.options()
        axes = self.varying(options, held)
        sizes = tuple(len(options[k].levels) for k in axes)
        n_cells = prod(sizes)
        if n_cells > MAX_CELLS or prod(len(option.levels) for option in options) >= 1 << 62:
            raise InputError(
                f"this case has {n_cells:,} combinations of options; listing them one by one is "
                f"possible up to {MAX_CELLS:,}. Where a command takes `--engine`, the "
                "symbolic one goes further; elsewhere leave out options, or split the case"
            )
        self.leaf, self.grid = table_leaf(axes, sizes, held)
        self.space = TableSpace(options, axes, held, self.allowed())

    def engine(self) -> TableEngine:
        axes = self.space.axes
        return TableEngine(self.space, self.owners(axes), self.reach(axes))

    def code_of(self, levels: Sequence[int]) -> int:
        options = self.space.options
        return sum(level * options[k].stride for k, level in enumerate(levels))


class _Graph(Builder):
    """The graph form: states and moves as the case lists them."""

    space: ListSpace

    def __init__(self, case: Case, words: Frame) -> None:
        super().__init__(case, words)
        n_cells = len(self.names.states)
        self.leaf, self.grid = list_leaf(n_cells), (n_cells,)
        self.space = ListSpace(self.names.states, self.allowed())

    def engine(self) -> GraphEngine:
        arcs = []
        for party in self.words.parties:
            listed = {
                (self.names.find_state(start), self.names.find_state(end))
                for start, end in (self.case.moves or {}).get(party, [])
            }
            kept = sorted(
                (start, end)
                for start, end in listed
                if start != end and self.space.possible[start] and self.space.possible[end]
            )
            pairs: Ints = np.array(kept, dtype=np.int64).reshape(-1, 2)
            arcs.append((pairs[:, 0], pairs[:, 1]))
        return GraphEngine(self.space.n_cells, tuple(arcs))

    def code_of(self, levels: Sequence[int]) -> int:
        return levels[0]
