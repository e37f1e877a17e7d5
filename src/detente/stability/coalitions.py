"""Which states no coalition of parties has reason to leave, and where it would go otherwise."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.case.model import Case
from detente.errors import InputError, nearest
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.graph import GraphEngine
from detente.game.space import Bools
from detente.game.steps import most_moves
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row
from detente.stability.coalition_concepts import COALITION_CONCEPTS, CoalitionConcept
from detente.stability.coalition_sets import Coalition, StateSets, coalitions

#: more coalitions than this are not gone through
MOST_COALITIONS = 1 << 10
#: with at most this many states, sets of states are written out whole
SMALL = 1 << 10
#: seconds for each answer and state, as measured: options as a table, or moves listed
_TABLE, _LISTED = 3e-6, 15e-6


class Verdicts(Protocol):
    """The answer for one coalition and concept, by whatever engine."""

    @property
    def stable(self) -> Bools:
        """Where nothing draws the coalition away, (n_cells,)."""

    def to(self, cell: int) -> list[int]:
        """Where the coalition would go from a state, undeterred."""


@dataclass(frozen=True, eq=False)
class CoalitionTable(Result):
    """Which states are stable, for which coalitions, under which coalitional concept.

    Attributes
    ----------
    concepts : ids of coalitional concepts
    coalitions : by size, then in the order of the parties
    stable : bool array (concept, coalition, cell); meaningless at impossible cells
    determined : bool array (concept, coalition): False where preferences are missing
    looked_at : bool array (concept, coalition): False where the search was interrupted before
    pareto : whether it is enough that somebody in a coalition gains and nobody loses
    """

    game: Game
    concepts: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    stable: NDArray[np.bool_]
    determined: NDArray[np.bool_]
    looked_at: NDArray[np.bool_]
    pareto: bool
    verdicts: dict[tuple[str, Coalition], Verdicts]
    made_from: MadeFrom

    @property
    def complete(self) -> bool:
        """Whether every answer that was asked for was worked out."""
        return bool(self.looked_at.all())

    def names(self, coalition: Coalition) -> tuple[str, ...]:
        """The ids of the members."""
        return tuple(self.game.parties[p] for p in coalition)

    def to(self, concept: str, coalition: Coalition, cell: int) -> list[int]:
        """The improvements of a coalition from a state that nothing deters, as indices."""
        return self.verdicts[concept, coalition].to(cell)

    @cached_property
    def universal(self) -> NDArray[np.bool_]:
        """States that no coalition leaves, (concept, cell).

        None where an answer is open, or not every coalition was looked at.
        """
        everyone = len(self.coalitions) == (1 << len(self.game.parties)) - 1
        closed = self.determined.all(axis=1, keepdims=True)
        found: NDArray[np.bool_] = self.stable.all(axis=1) & self.game.feasible & closed & everyone
        return found

    def together(self, coalition: Coalition, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The shortest legal sequence of members' moves between two states: party, state."""
        game = self.game
        came: dict[tuple[int, int], tuple[int, int]] = {}
        waiting = deque([(start, -1)])
        while waiting:
            state, last = waiting.popleft()
            for p in coalition:
                if p == last:
                    continue
                for reached in game.moves(p, state).tolist():
                    if (reached, p) in came:
                        continue
                    came[reached, p] = (state, last)
                    if reached == end:
                        return _steps(came, (reached, p))
                    waiting.append((reached, p))
        return ()

    # ------------------------------------------------------------------ rows

    def _head(self, concept: str) -> Row:
        return {
            "view": self.game.view,
            "hypothesis": self.game.hypothesis,
            "concept": concept,
            "pareto": self.pareto,
        }

    def to_rows(self) -> Iterator[Row]:
        """One row per concept, coalition and state; a coalition whose answer is open has none."""
        game = self.game
        states = game.states()
        codes = game.codes(states).tolist()
        for c, concept in enumerate(self.concepts):
            for h, coalition in enumerate(self.coalitions):
                if not self.determined[c, h]:
                    continue
                for cell, code in zip(states.tolist(), codes, strict=True):
                    stable = bool(self.stable[c, h, cell])
                    ends = [] if stable else self.to(concept, coalition, cell)
                    yield {
                        **self._head(concept),
                        "coalition": list(self.names(coalition)),
                        "code": code,
                        "state": game.state(cell),
                        "stable": stable,
                        "to": sorted(game.code(end) for end in ends),
                    }

    def to_universal_rows(self) -> Iterator[Row]:
        """One row per concept and state that no coalition leaves."""
        for c, concept in enumerate(self.concepts):
            states = np.flatnonzero(self.universal[c])
            for cell, code in zip(states.tolist(), self.game.codes(states).tolist(), strict=True):
                yield {**self._head(concept), "code": code, "state": self.game.state(cell)}

    def __str__(self) -> str:
        from detente.stability.coalition_text import coalitions_text

        return coalitions_text(self)


def find_coalitions(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
) -> CoalitionTable:
    """Ask of every coalition whether it has reason to leave a state together.

    Parameters
    ----------
    concepts : one or several of cnash, cgmr, csmr, cseq (default: all)
    of : coalitions to look at, as lists of party ids (default: all of them)
    pareto : count it as an improvement when somebody in the coalition gains and nobody loses
    progress : told how many answers of how many are worked out; an interruption keeps them

    Raises
    ------
    InputError
        for an unknown view, hypothesis, concept or party, or more coalitions or moves than can be
        gone through.
    """
    return coalitions_of(compile_game(case, view, hypothesis), concepts, of, pareto, progress)


def coalitions_of(
    game: Game,
    concepts: str | Sequence[str] | None = None,
    of: Sequence[Sequence[str]] | None = None,
    pareto: bool = False,
    progress: Progress = silent,
) -> CoalitionTable:
    """The same for a game that is compiled already."""
    if isinstance(concepts, str):
        concepts = (concepts,)
    keys = tuple(concepts) if concepts is not None else tuple(COALITION_CONCEPTS)
    chosen = [COALITION_CONCEPTS[key] for key in keys]
    asked = _asked(game, of)
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
    settings = {
        **game.made_from.settings,
        "concepts": list(keys),
        "coalitions": [[game.parties[p] for p in coalition] for coalition in asked],
        "pareto": pareto,
    }
    made_from = replace(game.made_from, settings=settings)
    answers = (stable, determined, looked_at)
    return CoalitionTable(game, keys, asked, *answers, pareto, verdicts, made_from)


def answerable(game: Game, concept: CoalitionConcept, coalition: Coalition) -> bool:
    """Whether the case says enough: who can do nothing together needs no preferences."""
    if not any(game.can_move(p) for p in coalition):
        return True
    if not all(game.known[p] for p in coalition):
        return False
    if concept.replies != "improvements":
        return True
    outsiders = (p for p in range(len(game.parties)) if p not in coalition)
    return all(game.known[p] or not game.can_move(p) for p in outsiders)


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


def _asked(game: Game, of: Sequence[Sequence[str]] | None) -> tuple[Coalition, ...]:
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


def _steps(
    came: dict[tuple[int, int], tuple[int, int]], node: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    steps = []
    while node in came:
        steps.append((node[1], node[0]))
        node = came[node]
    return tuple(reversed(steps))
