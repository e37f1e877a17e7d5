"""Which states no coalition of parties has reason to leave, and where it would go otherwise."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.space import Bools
from detente.result import MadeFrom, Result, Row
from detente.stability.coalition_large import INTERRUPTED, MISSING
from detente.stability.coalition_sets import Coalition


@dataclass(frozen=True, eq=False)
class Cells:
    """Some states of a game that are listed.

    Attributes
    ----------
    inside : bool array (n_cells,)
    """

    inside: Bools

    @property
    def count(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(self.inside))

    def first(self, limit: int) -> list[int]:
        """The first of them."""
        found: list[int] = np.flatnonzero(self.inside)[:limit].tolist()
        return found


@dataclass(frozen=True, eq=False)
class Listed:
    """A few states, in the order of their codes."""

    states: list[int]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.states)

    def first(self, limit: int) -> list[int]:
        """The first of them."""
        return self.states[:limit]


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

    def everyone(self, concept: str) -> bool:
        """Whether each party alone is among the coalitions, and all were looked at."""
        alone = sum(len(one) == 1 for one in self.coalitions)
        looked_at = self.looked_at[self.concepts.index(concept)]
        return alone == len(self.game.parties) and bool(looked_at.all())

    @property
    def rows(self) -> int | None:
        """So many states go into rows where nobody asks for more or fewer; None: all."""
        return None

    @property
    def whole(self) -> bool:
        """Whether every coalition is looked at."""
        return len(self.coalitions) == (1 << len(self.game.parties)) - 1

    def _at(self, concept: str, coalition: Coalition) -> tuple[int, int]:
        return self.concepts.index(concept), self.coalitions.index(coalition)

    def why_open(self, concept: str, coalition: Coalition) -> str:
        """Why there is no answer; empty where there is one."""
        if self.determined[self._at(concept, coalition)]:
            return ""
        looked_at = self.looked_at[self._at(concept, coalition)]
        return MISSING if looked_at else INTERRUPTED

    def leaves(self, concept: str, coalition: Coalition) -> Cells | None:
        """The states that a coalition would leave; None where the answer is open."""
        at = self._at(concept, coalition)
        if not self.determined[at]:
            return None
        return Cells(~self.stable[at] & self.game.feasible)

    def kept(self, concept: str) -> Cells:
        """States that every party alone would keep; none where an answer for one is open."""
        c = self.concepts.index(concept)
        alone = [h for h, coalition in enumerate(self.coalitions) if len(coalition) == 1]
        kept = self.stable[c, alone].all(axis=0) & self.determined[c, alone].all()
        return Cells(kept & self.game.feasible)

    def left(self, concept: str) -> Cells:
        """Those of them that some coalition would leave, as far as that is known."""
        c = self.concepts.index(concept)
        leaves = (~self.stable[c] & self.determined[c][:, None]).any(axis=0)
        return Cells(leaves & self.kept(concept).inside)

    def staying(self, concept: str) -> Cells:
        """Those of them that no coalition would leave, as far as that is known."""
        return Cells(self.kept(concept).inside & ~self.left(concept).inside)

    def universal_of(self, concept: str) -> Cells | None:
        """States that no coalition leaves; None where an answer is open, or not all are asked."""
        c = self.concepts.index(concept)
        return Cells(self.universal[c]) if self.whole and self.determined[c].all() else None

    def leavers(self, concept: str, cell: int) -> list[Coalition]:
        """The coalitions that would leave a state, as far as that is known."""
        c = self.concepts.index(concept)
        leaves = ~self.stable[c, :, cell] & self.determined[c]
        return [self.coalitions[h] for h in np.flatnonzero(leaves).tolist()]

    def ends(self, concept: str, coalition: Coalition, cell: int) -> Listed:
        """The improvements of a coalition from a state that nothing deters; nothing if open."""
        if not self.determined[self._at(concept, coalition)]:
            return Listed([])
        return Listed(sorted(self.to(concept, coalition, cell), key=self.game.code))

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

    def to_rows(self, limit: int | None = None, at: int | None = None) -> Iterator[Row]:
        """One row per concept, coalition and state; a coalition whose answer is open has none.

        Parameters
        ----------
        limit : for how many states, the first by code; all where it is not said
        at : for this state alone
        """
        game = self.game
        states = game.states()[:limit] if at is None else np.array([at], dtype=np.int64)
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
                        "among": len(ends),
                    }

    def to_universal_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per concept and state that no coalition leaves, the first by code."""
        for c, concept in enumerate(self.concepts):
            states = np.flatnonzero(self.universal[c])[:limit]
            for cell, code in zip(states.tolist(), self.game.codes(states).tolist(), strict=True):
                yield {**self._head(concept), "code": code, "state": self.game.state(cell)}

    def __str__(self) -> str:
        from detente.stability.coalition_text import coalitions_text

        return coalitions_text(self)


def _steps(
    came: dict[tuple[int, int], tuple[int, int]], node: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    steps = []
    while node in came:
        steps.append((node[1], node[0]))
        node = came[node]
    return tuple(reversed(steps))
