"""Sweeps over an explicit list of moves, which need not be transitive.

Used for models that the literature gives as a graph and for merged states. A party may not
move twice in a row, so the last mover is kept (THEORY A.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from detente.game.space import Ints
from detente.game.table import How, Values, better_of, neutral

Arcs = tuple[Ints, Ints]


@dataclass(frozen=True, eq=False)
class GraphEngine:
    """Moves as arcs between cells.

    Attributes
    ----------
    n_cells : number of cells
    by_party : for every party two arrays, from and to; no cell moves to itself
    answers : the same, where some moves do not count as replies; by default all do
    """

    n_cells: int
    by_party: tuple[Arcs, ...]
    answers: tuple[Arcs, ...] | None = None

    # ------------------------------------------------------------------ structure

    def can_move(self, party: int) -> bool:
        """Whether a party moves anything at all."""
        return len(self.by_party[party][0]) > 0

    def irreversible(self, party: int) -> bool:
        """Whether a party has moves that it cannot take back in one step."""
        start, end = self.by_party[party]
        there = set(zip(start.tolist(), end.tolist(), strict=True))
        return any((b, a) not in there for a, b in there)

    def stuck(self, party: int) -> Any:
        """Cells that a party can enter and not leave, bool array (n_cells,)."""
        start, end = self.by_party[party]
        found = np.zeros(self.n_cells, dtype=np.bool_)
        found[end] = True
        found[start] = False
        return found

    def walled_in(self, party: int, rank: Values) -> Any:
        """No cell: what a party would do beyond the moves that are listed is not known."""
        return np.zeros(self.n_cells, dtype=np.bool_)

    def others(self, party: int) -> list[int]:
        """The parties that can answer `party`."""
        return [o for o in range(len(self.by_party)) if o != party and self.can_move(o)]

    def moves(self, party: int, index: int) -> Ints:
        """Cells that a party can reach alone from one cell."""
        start, end = self.by_party[party]
        return np.unique(end[start == index])

    def arcs(self, party: int) -> Arcs:
        """All moves of a party."""
        return self.by_party[party]

    def undoable(self, party: int) -> GraphEngine:
        """The same with every move of one party possible in the other direction too."""
        both = tuple(
            _distinct(np.concatenate([a, b]), np.concatenate([b, a])) if p == party else (a, b)
            for p, (a, b) in enumerate(self.by_party)
        )
        return replace(self, by_party=both)

    def without_replies(self, party: int, unheard: Any) -> GraphEngine:
        """The same where a party's moves into the marked cells do not count as replies.

        Parameters
        ----------
        unheard : bool array (n_cells,)
        """
        answers = list(self.answers or self.by_party)
        start, end = answers[party]
        kept = ~unheard[end]
        answers[party] = (start[kept], end[kept])
        return replace(self, answers=tuple(answers))

    # ------------------------------------------------------------------ sweeps

    def over_moves(self, party: int, values: Values, how: How) -> Values:
        """Best or worst value among the cells a party can reach alone, staying included."""
        moved = self._over_arcs(self.by_party[party], values, how)
        found: Values = better_of(how)(values, moved)
        return found

    def over_improvements(self, party: int, rank: Values, values: Values, how: How) -> Values:
        """The same over the cells the party can reach alone *and* prefers; neutral if none."""
        return self._over_arcs(self._gains(self.by_party[party], rank), values, how)

    def over_replies(self, party: int, values: Values, how: How) -> Values:
        """Over all legal sequences of the others' moves, the empty one included."""
        answers = self.answers or self.by_party
        return self._sequences({o: answers[o] for o in self.others(party)}, values, how)

    def over_improving_replies(self, party: int, ranks: Values, values: Values, how: How) -> Values:
        """The same where every step is an improvement for whoever takes it."""
        answers = self.answers or self.by_party
        arcs = {o: self._gains(answers[o], ranks[o]) for o in self.others(party)}
        return self._sequences(arcs, values, how)

    def _gains(self, arcs: Arcs, rank: Values) -> Arcs:
        start, end = arcs
        kept = rank[end] > rank[start]
        return start[kept], end[kept]

    def _over_arcs(self, arcs: Arcs, values: Values, how: How) -> Values:
        found = np.full(self.n_cells, neutral(how, values.dtype), dtype=values.dtype)
        better_of(how).at(found, arcs[0], values[arcs[1]])
        return found

    def _sequences(self, arcs: dict[int, Arcs], values: Values, how: How) -> Values:
        """Fixed point over pairs of a cell and its last mover.

        `after[j]` is the value of sequences that go on from a cell which j has just reached:
        stop there, or let anyone but j move next.
        """
        best = better_of(how)
        after = dict.fromkeys(arcs, values)
        while True:
            step = {k: self._over_arcs(arcs[k], after[k], how) for k in arcs}
            fresh = {}
            for j in arcs:
                reached = values
                for k in arcs:
                    if k != j:
                        reached = best(reached, step[k])
                fresh[j] = reached
            if all(np.array_equal(fresh[j], after[j]) for j in arcs):
                break
            after = fresh
        out = values
        for k in arcs:
            out = best(out, step[k])
        return out


def _distinct(start: Ints, end: Ints) -> Arcs:
    pairs = np.unique(np.stack([start, end], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def merge_arcs(arcs: Arcs, group: Ints) -> Arcs:
    """Moves between groups: there is one wherever some member can move to some member.

    Parameters
    ----------
    group : the group of every cell, -1 where impossible; (cells,)
    """
    start, end = group[arcs[0]], group[arcs[1]]
    kept = (start >= 0) & (end >= 0) & (start != end)
    return _distinct(start[kept], end[kept])
