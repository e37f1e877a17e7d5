"""Which states are stable, for whom, under which concept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Literal, overload

import numpy as np
from numpy.typing import NDArray

from detente.case.language import Expr
from detente.case.model import Case
from detente.errors import InputError, nearest
from detente.game.engines import compile_with
from detente.game.game import Game
from detente.game.symbolic import Bounds, SymbolicGame
from detente.progress import Progress, silent
from detente.result import MadeFrom, Row
from detente.stability.concepts import CONCEPTS, Asked, default_concepts
from detente.stability.sample import Listed, Sample
from detente.stability.sets import StabilitySets, solve_sets

#: the name under which verdicts of a different concept per party go
MIXED = "mixed"


@dataclass(frozen=True, eq=False)
class StabilityTable(Listed):
    """Which states are stable, for whom, under which concept.

    Attributes
    ----------
    stable : bool array (concept, party, cell); meaningless at impossible cells
    determined : bool array (concept, party): False where the case leaves the answer open
    among : bool array (cell,): the states that are looked at; None: all
    """

    game: Game
    concepts: tuple[str, ...]
    stable: NDArray[np.bool_]
    determined: NDArray[np.bool_]
    made_from: MadeFrom
    among: NDArray[np.bool_] | None = None
    rows: ClassVar[None] = None  #: all states go into rows where nobody asks for fewer

    @cached_property
    def equilibria(self) -> NDArray[np.bool_]:
        """States stable for every party, (concept, cell); none where an answer is open."""
        everyone = np.all(self.stable, axis=1, keepdims=True)[:, 0]
        closed = np.all(self.determined, axis=1, keepdims=True)
        found: NDArray[np.bool_] = everyone & self.shown & closed
        return found

    @property
    def shown(self) -> NDArray[np.bool_]:
        """The states that are looked at, (cell,)."""
        return self.game.feasible if self.among is None else self.game.feasible & self.among

    @property
    def n_states(self) -> int:
        """How many they are."""
        return int(np.count_nonzero(self.shown))

    def within(self, expr: Expr) -> StabilityTable:
        """The same, looking at those states alone where an expression holds."""
        return replace(self, among=self.game.where(expr))

    def verdict(self, concept: str) -> NDArray[np.bool_]:
        """Verdicts under one concept, (party, cell)."""
        found: NDArray[np.bool_] = self.stable[self.concepts.index(concept)]
        return found

    def open_questions(self) -> list[tuple[str, str]]:
        """Pairs of a concept and a party for which preferences are missing."""
        return [
            (concept, party)
            for c, concept in enumerate(self.concepts)
            for p, party in enumerate(self.game.parties)
            if not self.determined[c, p]
        ]

    # ------------------------------------------------------------------ rows

    def _head(self, concept: str) -> Row:
        return {
            "view": self.game.view,
            "hypothesis": self.game.hypothesis,
            "concept": concept,
        }

    def to_rows(self, limit: int | None = None, sample: Sample | None = None) -> Iterator[Row]:
        """One row per concept, party and state; a party whose answer is open has none.

        Parameters
        ----------
        limit : no more states than this, the first by code
        sample : only states drawn at random
        """
        states, codes, mark = self._listed(self.shown, limit, sample)
        for c, concept in enumerate(self.concepts):
            for p, party in enumerate(self.game.parties):
                if not self.determined[c, p]:
                    continue
                for index, code in zip(states, codes, strict=True):
                    yield {
                        **self._head(concept),
                        "party": party,
                        "code": code,
                        "state": self.game.state(index),
                        "stable": bool(self.stable[c, p, index]),
                        **mark,
                    }

    def to_equilibria_rows(
        self, limit: int | None = None, sample: Sample | None = None
    ) -> Iterator[Row]:
        """One row per concept and state that is stable for every party.

        Parameters
        ----------
        limit, sample : as in `to_rows`
        """
        for c, concept in enumerate(self.concepts):
            states, codes, mark = self._listed(self.equilibria[c], limit, sample)
            for index, code in zip(states, codes, strict=True):
                state = self.game.state(index)
                yield {**self._head(concept), "code": code, "state": state, **mark}

    def _listed(
        self, where: NDArray[np.bool_], limit: int | None, sample: Sample | None
    ) -> tuple[list[int], list[int], Row]:
        """The states that are listed, their codes, and what each row says about that."""
        states: list[int] = np.flatnonzero(where).tolist()
        listed = states[:limit] if sample is None else sample.among(states)
        codes: list[int] = self.game.codes(np.array(listed, dtype=np.int64)).tolist()
        return listed, codes, {} if sample is None else sample.mark(len(states))

    def to_count_rows(self) -> Iterator[Row]:
        """One row per concept: how many states, equilibria, and stable states per party."""
        for c, concept in enumerate(self.concepts):
            closed = bool(self.determined[c].all())
            yield {
                "view": self.game.view,
                "concept": concept,
                "states": self.n_states,
                "equilibria": int(np.count_nonzero(self.equilibria[c])) if closed else None,
                "stable": {
                    party: int(np.count_nonzero(self.stable[c, p] & self.shown))
                    if self.determined[c, p]
                    else None
                    for p, party in enumerate(self.game.parties)
                },
            }

    # ------------------------------------------------------------------ text

    def __str__(self) -> str:
        from detente.stability.text import table_text

        return table_text(self)


@overload
def solve(
    case: Case,
    view: str = ...,
    hypothesis: str | None = ...,
    concepts: Asked = ...,
    progress: Progress = ...,
    *,
    engine: Literal["explicit"],
) -> StabilityTable: ...


@overload
def solve(
    case: Case,
    view: str = ...,
    hypothesis: str | None = ...,
    concepts: Asked = ...,
    progress: Progress = ...,
    engine: str = ...,
    bounds: Bounds | None = ...,
) -> StabilityTable | StabilitySets: ...


def solve(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: Asked = None,
    progress: Progress = silent,
    engine: str = "auto",
    bounds: Bounds | None = None,
) -> StabilityTable | StabilitySets:
    """Find the states that nobody has reason to leave.

    Parameters
    ----------
    view : "base", or a path of party ids
    concepts : one or several ids of concepts (default: the classical five), or a concept per party
        id for a mixed answer
    engine : "explicit" lists every state, "symbolic" none; "auto" goes by the size of the case
    bounds : how large the symbolic engine's diagrams may grow

    Returns
    -------
    a table of all states from the explicit engine, sets of states from the symbolic one

    Raises
    ------
    TooLarge
        where diagrams outgrow their bounds; carries what has been found by then.
    InputError
        for an unknown view, hypothesis, concept or party, a concept that is not made for such a
        game, or a case that cannot be compiled.
    """
    game = compile_with(engine, case, view, hypothesis, bounds)
    if isinstance(game, SymbolicGame):
        return solve_sets(game, concepts, progress)
    return solve_game(game, concepts, progress)


def solve_game(game: Game, concepts: Asked = None, progress: Progress = silent) -> StabilityTable:
    """The same for a game of the explicit engine that is compiled already."""
    if isinstance(concepts, Mapping):
        return _mixed(game, concepts)
    if isinstance(concepts, str):
        concepts = (concepts,)
    keys = tuple(concepts) if concepts is not None else default_concepts()
    chosen = [CONCEPTS[key] for key in keys]
    shape = (len(keys), len(game.parties), game.n_cells)
    stable = np.zeros(shape, dtype=np.bool_)
    determined = np.zeros(shape[:2], dtype=np.bool_)
    for c, one in enumerate(chosen):
        for p in range(len(game.parties)):
            progress(c * len(game.parties) + p, shape[0] * shape[1], "verdicts")
            determined[c, p] = one.answerable(game, p)
            if determined[c, p]:
                stable[c, p] = one(game, p)
    settings = {**game.made_from.settings, "concepts": list(keys)}
    return StabilityTable(
        game, keys, stable, determined, replace(game.made_from, settings=settings)
    )


def _mixed(game: Game, by_party: Mapping[str, str]) -> StabilityTable:
    """A concept of its own for every party; `seq` for those not named."""
    for party in by_party:
        if party not in game.parties:
            hint = nearest(party, game.parties)
            raise InputError(f"there is no party '{party}' in this game. {hint}".strip())
    stable = np.zeros((1, len(game.parties), game.n_cells), dtype=np.bool_)
    determined = np.zeros((1, len(game.parties)), dtype=np.bool_)
    for p, party in enumerate(game.parties):
        one = CONCEPTS[by_party.get(party, "seq")]
        determined[0, p] = one.answerable(game, p)
        if determined[0, p]:
            stable[0, p] = one(game, p)
    settings = {**game.made_from.settings, "concepts": dict(by_party)}
    return StabilityTable(
        game, (MIXED,), stable, determined, replace(game.made_from, settings=settings)
    )
