"""Asking coalitions: which of them has reason to leave which state, by whichever engine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal, Protocol, overload

import numpy as np

from detente.case.model import Case
from detente.errors import InputError, nearest
from detente.game.engines import by_formulas, compile_with
from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Bools
from detente.game.steps import most_moves
from detente.game.symbolic import Bounds, SymbolicGame
from detente.progress import Progress, silent
from detente.result import MadeFrom
from detente.stability.coalition_concepts import COALITION_CONCEPTS, CoalitionConcept, answerable
from detente.stability.coalition_large import CoalitionSets
from detente.stability.coalition_sets import Coalition, StateSets, coalitions
from detente.stability.coalition_table import CoalitionTable, Verdicts

#: more coalitions than this are not gone through
MOST_COALITIONS = 1 << 10
#: with at most this many states, sets of states are written out whole
SMALL = 1 << 10
#: seconds for each answer and state, as measured: options as a table, or moves listed
_TABLE, _LISTED = 3e-6, 15e-6


@overload
def find_coalitions(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
    *,
    engine: Literal["explicit"],
) -> CoalitionTable: ...


@overload
def find_coalitions(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
    engine: str = "auto",
    bounds: Bounds | None = None,
) -> CoalitionTable | CoalitionSets: ...


def find_coalitions(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
    engine: str = "auto",
    bounds: Bounds | None = None,
) -> CoalitionTable | CoalitionSets:
    """Ask of every coalition whether it has reason to leave a state together.

    Parameters
    ----------
    concepts : one or several of cnash, cgmr, csmr, cseq (default: all)
    of : coalitions to look at, as lists of party ids (default: all of them)
    pareto : count it as an improvement when somebody in the coalition gains and nobody loses
    progress : told how many answers of how many are worked out; an interruption keeps them
    engine : "explicit", "symbolic", or "auto" for the one that suits the case
    bounds : how large the diagrams of the symbolic engine may grow

    Raises
    ------
    InputError
        for an unknown view, hypothesis, concept or party, or more coalitions or moves than can be
        gone through.
    """
    game = compile_for(engine, case, view, hypothesis, bounds)
    if isinstance(game, SymbolicGame):
        return coalition_sets_of(game, concepts, of, pareto, progress)
    return coalitions_of(game, concepts, of, pareto, progress)


def compile_for(
    engine: str,
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    bounds: Bounds | None = None,
) -> Game | SymbolicGame:
    """The game that coalitions are looked for in, for one of the engines; see `compile_with`.

    What can be listed, but has too many moves to go through, goes by formulas where it can.
    """
    game = compile_with(engine, case, view, hypothesis, bounds)
    if engine == "auto" and isinstance(game, Game) and not goes_through(game):
        return by_formulas(case, view, hypothesis, bounds) or game
    return game


def coalition_sets_of(
    game: SymbolicGame,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
) -> CoalitionSets:
    """The same where states cannot be listed: answers are worked out when they are asked for."""
    keys, asked, made_from = _settings(game, concepts, of, pareto)
    return CoalitionSets(game.telling(progress), keys, asked, pareto, made_from, progress)


def _settings(
    game: Game | SymbolicGame,
    concepts: str | Sequence[str] | None,
    of: Sequence[Sequence[str]] | None,
    pareto: bool,
) -> tuple[tuple[str, ...], tuple[Coalition, ...], MadeFrom]:
    """Which concepts and coalitions are asked for, and what the answer is made from."""
    if isinstance(concepts, str):
        concepts = (concepts,)
    keys = tuple(concepts) if concepts is not None else tuple(COALITION_CONCEPTS)
    asked = _asked(game, of)
    settings = {
        **game.made_from.settings,
        "concepts": list(keys),
        "coalitions": [[game.parties[p] for p in coalition] for coalition in asked],
        "pareto": pareto,
    }
    return keys, asked, replace(game.made_from, settings=settings)


def coalitions_of(
    game: Game,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
) -> CoalitionTable:
    """The same for a game that is compiled already, its states listed."""
    keys, asked, made_from = _settings(game, concepts, of, pareto)
    chosen = [COALITION_CONCEPTS[key] for key in keys]
    shape = (len(keys), len(asked), game.n_cells)
    stable = np.zeros(shape, dtype=np.bool_)
    determined = np.zeros(shape[:2], dtype=np.bool_)
    looked_at = determined.copy()
    verdicts: dict[tuple[str, Coalition], Verdicts] = {}
    with suppress(KeyboardInterrupt):  # what was found is kept
        engine = _engine(game, pareto)
        for h, coalition in enumerate(asked):
            for c, concept in enumerate(chosen):
                progress(h * len(keys) + c, shape[0] * shape[1], "coalitions")
                known = answerable(game, concept, coalition)
                if known:
                    verdict = engine.verdict(coalition, concept)
                    stable[c, h] = verdict.stable
                    verdicts[concept.key, coalition] = verdict
                determined[c, h], looked_at[c, h] = known, True
    answers = (stable, determined, looked_at)
    return CoalitionTable(game, keys, asked, *answers, pareto, verdicts, made_from)


def goes_through(game: Game) -> bool:
    """Whether a game has few enough moves; one that has more is refused."""
    from detente.stability.coalition_regions import MOST_MOVES

    return game.n_states <= SMALL or most_moves(game) <= MOST_MOVES


def rough_seconds(game: Game, n_answers: int) -> float:
    """About how long so many answers (coalitions times concepts) take, on an ordinary laptop."""
    if game.n_states <= SMALL:
        return 0.0
    listed = isinstance(game.engine, GraphEngine)
    return n_answers * game.n_states * (_LISTED if listed else _TABLE)


class _Engine(Protocol):
    def verdict(self, coalition: Coalition, concept: CoalitionConcept) -> Verdicts: ...


def _engine(game: Game, pareto: bool) -> _Engine:
    if game.n_states <= SMALL:
        return SmallEngine(game, pareto)
    from detente.stability.coalition_fronts import LargeEngine

    return LargeEngine(game, pareto)


class SmallEngine:
    """Every set of states written out."""

    def __init__(self, game: Game, pareto: bool) -> None:
        self.sets = StateSets(game, pareto)

    def verdict(self, coalition: Coalition, concept: CoalitionConcept) -> Verdicts:
        """The answer for one coalition under one concept."""
        found = self.sets.unanswered(coalition, concept.replies, escape=concept.escape)
        return _Listed(self.sets, found)


@dataclass(frozen=True, eq=False)
class _Listed:
    """For every state the set of states that a coalition would leave it for."""

    sets: StateSets
    unanswered: list[int]

    @property
    def stable(self) -> Bools:
        return self.sets.stays(self.unanswered)

    def to(self, cell: int) -> list[int]:
        return self.sets.cells(self.unanswered[self.sets.place(cell)])


def _asked(game: Game | SymbolicGame, of: Sequence[Sequence[str]] | None) -> tuple[Coalition, ...]:
    """Coalitions as party indices: those named, or all."""
    if of is None:
        count = (1 << len(game.parties)) - 1
        if count > MOST_COALITIONS:
            raise InputError(
                f"{len(game.parties)} parties have {count:,} coalitions; at most "
                f"{MOST_COALITIONS:,} are gone through. Name those to look at (--of)"
            )
        return tuple(coalitions(tuple(range(len(game.parties)))))
    found = []
    for names in of:
        for name in names:
            if name not in game.parties:
                hint = nearest(name, game.parties)
                raise InputError(f"there is no party '{name}' in this game. {hint}".strip())
        if not names:
            raise InputError("a coalition needs at least one party")
        found.append(tuple(sorted({game.party_index(name) for name in names})))
    return tuple(sorted(set(found), key=lambda one: (len(one), one)))
