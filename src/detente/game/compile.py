"""From words to arrays: the only file that knows both, with `merging`, its last stage.

`compile_game` takes a case and the path of a view and returns the game that this view
believes it is in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm, prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import Believed, Frame, frame, present_levels, state_levels
from detente.case.language import Expr, Or, parse
from detente.case.model import Case, OneWay, Prefers, Ranking, Weights
from detente.errors import CaseError, InputError, Problem
from detente.game.evaluate import Grid, Leaf, evaluate, list_leaf, table_leaf
from detente.game.game import Game, NamedOutcome
from detente.game.graph import GraphEngine
from detente.game.merging import Merging
from detente.game.space import Bools, Ints, ListSpace, OptionAxis, TableSpace
from detente.game.table import TableEngine
from detente.result import MadeFrom

#: the most cells that the explicit engine holds in memory
MAX_CELLS = 1 << 26
#: what a party may wish another, as a sign
_WISHES = {"ill": -1, "nothing": 0, "well": 1}
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


class Builder(ABC):
    """What the option form and the graph form share."""

    def __init__(self, case: Case, words: Frame) -> None:
        self.case = case
        self.words = words
        self.names = words.names
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

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
            known=tuple(
                self.words.believed[party].preferences is not None for party in self.words.parties
            ),
            present=self.present(),
            view=self.words.view,
            hypothesis=self.words.hypothesis,
            outcomes=tuple(
                NamedOutcome(key, outcome.name.value, parse(outcome.when.value, self.names))
                for key, outcome in self.case.outcomes.items()
            ),
            state_names=tuple(
                state.name.value if state.name else state.id for state in self.case.states or ()
            ),
            options=self.options(),
            attitudes=self.attitudes(),
            made_from=MadeFrom(
                self.case.id,
                self.case.origin.digest,
                settings={"view": self.words.view, "hypothesis": self.words.hypothesis},
            ),
        )
        if self.case.same and not self.problems:
            game = Merging(self, game).merged()
        if self.problems:
            raise CaseError(self.problems)
        return replace(game, warnings=tuple(self.warnings))

    def attitudes(self) -> tuple[tuple[int, ...], ...] | None:
        """What each party wishes each: as `feelings` say; itself well, where they say nothing."""
        parties = self.words.parties
        said = {
            (party, other): _WISHES[feeling.wishes]
            for party, feelings in self.case.feelings.items()
            for other, feeling in feelings.items()
            if feeling.wishes is not None and party in parties and other in parties
        }
        if not any(party != other for party, other in said):
            return None
        return tuple(
            tuple(said.get((party, other), int(party == other)) for other in parties)
            for party in parties
        )

    def options(self) -> tuple[OptionAxis, ...]:
        """All options of the case as arrays need them, in code order."""
        found = []
        stride = 1
        for option in self.names.options:
            named = option.levels != ("false", "true")
            found.append(OptionAxis(option.full, option.levels, named, stride))
            stride *= len(option.levels)
        return tuple(found)

    def evaluate(self, expr: Expr) -> Bools:
        """Where an expression holds: a bool array that spreads over the grid."""
        return np.asarray(evaluate(expr, self.leaf))

    def allowed(self) -> Bools:
        """Which cells no rule forbids; a problem where none is left."""
        possible = np.ones(self.grid, dtype=np.bool_)
        for rule in self.words.impossible:
            possible &= ~self.evaluate(rule.expr)
        if not possible.any():
            path: tuple[str | int, ...] = ("impossible",)
            if self.words.path and self.words.impossible:
                path = self.words.impossible[-1].path[:-1]
            self.problem(
                path,
                "no state is feasible: together these rules forbid every combination"
                + (f" in view '{self.words.view}'" if self.words.path else ""),
                "Remove a rule, or make one narrower.",
            )
            raise CaseError(self.problems)
        return possible.reshape(-1)

    def problem(self, path: tuple[str | int, ...], what: str, hint: str = "") -> None:
        """Note a mistake of the case file."""
        where = self.case.origin.locate(path)
        self.problems.append(Problem(where, _dotted(path), what, hint))

    def warning(self, path: tuple[str | int, ...], what: str, hint: str = "") -> None:
        """Note something that is worth a look."""
        where = self.case.origin.locate(path)
        self.warnings.append(Problem(where, _dotted(path), what, hint, "warning"))

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
        what = "the present state is impossible"
        if not self.words.path:
            self.problem(self.words.present_path, what, "See `impossible`.")
        else:
            self.warning(self.words.present_path, f"{what} as view '{self.words.view}' has it")
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
        scale = lcm(*(term.weight.denominator for term in weights.terms))
        terms = [(int(term.weight * Fraction(scale)), (term.expr,)) for term in weights.terms]
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
                self.warning(
                    (*believed.path, "ranking"),
                    f"the ranking names state {code}, which is impossible; it is passed over",
                )
        if held:
            seen = self.space.indices(np.array(meant, dtype=np.int64))
            exact = set(found)
            for index, rung in zip(seen.tolist(), rungs, strict=True):
                if index >= 0 and index not in exact:
                    found.setdefault(index, rung)
        return found

    def held_where_written(self, believed: Believed) -> dict[int, int]:
        """Levels that a view's own ranking need not spell out: what that view does not see.

        Views below read the ranking as it was meant there, whatever they presume themselves.
        """
        if believed.path[0] != "views":
            return {}
        return frame(self.case, str(believed.path[1]), self.words.hypothesis).held()

    def note_unlisted(self, believed: Believed, count: int) -> None:
        """Warn of states that a ranking leaves out."""
        if count:
            states = "1 state is" if count == 1 else f"{count} states are"
            where = f" in view '{self.words.view}'" if self.words.path else ""
            self.warning(
                (*believed.path, "ranking"),
                f"{states} not ranked{where} and tied below the rest",
            )


class _Table(Builder):
    """The option form."""

    space: TableSpace

    def __init__(self, case: Case, words: Frame) -> None:
        super().__init__(case, words)
        held = words.held()
        options = self.options()
        axes = tuple(k for k in range(len(options)) if k not in held)
        sizes = tuple(len(options[k].levels) for k in axes)
        n_cells = prod(sizes)
        if n_cells > MAX_CELLS or prod(len(option.levels) for option in options) >= 1 << 62:
            raise InputError(
                f"this case has {n_cells:,} combinations of options; listing them one by one is "
                f"possible up to {MAX_CELLS:,}. Leave out options, or split the case"
            )
        self.leaf, self.grid = table_leaf(axes, sizes, held)
        self.space = TableSpace(options, axes, held, self.allowed())

    def engine(self) -> TableEngine:
        place = {party: p for p, party in enumerate(self.words.parties)}
        owners = tuple(place.get(self.names.options[k].party, -1) for k in self.space.axes)
        reach = tuple(
            directions(self.names.options[k].levels, self.words.one_way[k]) for k in self.space.axes
        )
        return TableEngine(self.space, owners, reach)

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


def directions(levels: Sequence[str], one_way: OneWay) -> Bools:
    """Which level of an option can become which, (levels, levels); staying included."""
    reach = np.ones((len(levels), len(levels)), dtype=np.bool_)
    if one_way.kind == "up":
        reach = np.triu(reach)
    if one_way.kind == "down":
        reach = np.tril(reach)
    for level in one_way.locked:
        reach[levels.index(level)] = False
        reach[levels.index(level), levels.index(level)] = True
    return reach


def _dotted(path: tuple[str | int, ...]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
