"""What coalitions can bring about and what deters them, with sets of states as whole numbers.

Bit k of a set is the k-th state of the game. Python's whole numbers have any length, so that a
line of a definition is a line here; good for a few thousand states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from detente.game.game import Game
from detente.game.space import Bools
from detente.game.steps import Steps, movers

Sets = list[int]
Coalition = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class StateSets:
    """Reach, joint improvements and joint answers of every coalition of a game.

    Attributes
    ----------
    pareto : whether a coalition improves when nobody in it loses and somebody gains; otherwise
        everybody in it has to gain
    """

    game: Game
    pareto: bool = False
    cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        states = self.game.states()
        place = np.full(self.game.n_cells, -1, dtype=np.int64)
        place[states] = np.arange(len(states))
        self.cache["states"], self.cache["place"] = states, place
        for p in range(len(self.game.parties)):
            self.cache["better", p], self.cache["worse", p] = self._by_rank(p)
            self.cache["moves", p] = self._moves(p)
        self.cache["transitive"] = all(
            self._is_transitive(self.cache["moves", p]) for p in range(len(self.game.parties))
        )

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return len(self.cache["states"])

    @property
    def transitive(self) -> bool:
        """Whether no party gets further by two moves in a row than by one."""
        found: bool = self.cache["transitive"]
        return found

    def place(self, cell: int) -> int:
        """The place of a state in the sets."""
        return int(self.cache["place"][cell])

    def cells(self, states: int) -> list[int]:
        """The states of a set, as cells of the game."""
        return [int(self.cache["states"][k]) for k in bits(states)]

    # ------------------------------------------------------------------ single parties

    def _by_rank(self, party: int) -> tuple[Sets, Sets]:
        """For every state the states that a party prefers to it, and those that it likes less."""
        rank = self.game.rank(party)[self.cache["states"]].tolist()
        tiers: dict[int, int] = {}
        for k, value in enumerate(rank):
            tiers[value] = tiers.get(value, 0) | 1 << k
        above, below = {}, {}
        seen = 0
        for value in sorted(tiers):
            below[value] = seen
            seen |= tiers[value]
        for value in tiers:
            above[value] = seen & ~below[value] & ~tiers[value]
        return [above[value] for value in rank], [below[value] for value in rank]

    def _moves(self, party: int) -> Sets:
        found = [0] * self.n_states
        if party in movers(self.game):
            place = self.cache["place"]
            for start, end in Steps(self.game, party).out_of(self.cache["states"]):
                for a, b in zip(place[start].tolist(), place[end].tolist(), strict=True):
                    found[a] |= 1 << b
        return found

    def _is_transitive(self, moves: Sets) -> bool:
        return all(
            not moves[middle] & ~moves[start] & ~(1 << start)
            for start in range(self.n_states)
            for middle in bits(moves[start])
        )

    # ------------------------------------------------------------------ coalitions

    def reach(self, coalition: Coalition) -> Sets:
        """For every state where legal sequences of the members' moves lead, at least one move."""
        key = ("reach", coalition)
        if key not in self.cache:
            steps: dict[Coalition, Sets] = {(p,): self.cache["moves", p] for p in coalition}
            self.cache[key] = self._sequences(steps, disjoint=False)
        found: Sets = self.cache[key]
        return found

    def preferred(self, coalition: Coalition, state: int) -> int:
        """The states that a coalition prefers to one."""
        better = [self.cache["better", p][state] for p in coalition]
        if not self.pareto:
            return _all(better)
        worse = _any([self.cache["worse", p][state] for p in coalition])
        return _any(better) & ~worse

    def improvements(self, coalition: Coalition) -> Sets:
        """For every state what the coalition can bring about and prefers: CR_H^+."""
        key = ("improvements", coalition)
        if key not in self.cache:
            reach = self.reach(coalition)
            self.cache[key] = [
                reach[state] & self.preferred(coalition, state) for state in range(self.n_states)
            ]
        found: Sets = self.cache[key]
        return found

    def answers(self, outsiders: Coalition) -> Sets:
        """For every state where coalitions of outsiders go in turn, each gaining by its step.

        No coalition acts twice in a row, and where moves are not transitive nobody does.
        """
        key = ("answers", outsiders)
        if key not in self.cache:
            steps = {inner: self.improvements(inner) for inner in coalitions(outsiders)}
            ways = self._sequences(steps, disjoint=not self.transitive)
            reach = self.reach(outsiders)
            self.cache[key] = [way & near for way, near in zip(ways, reach, strict=True)]
        found: Sets = self.cache[key]
        return found

    def _sequences(self, steps: dict[Coalition, Sets], *, disjoint: bool) -> Sets:
        """For every state what sequences of steps lead to, at least one step long.

        Parameters
        ----------
        disjoint : whether two steps in a row must have nobody in common; otherwise they must
            only not be by the same
        """

        def may_follow(one: Coalition, other: Coalition) -> bool:
            return not set(one) & set(other) if disjoint else one != other

        everything = range(self.n_states)
        ends = {mover: [list(bits(step)) for step in steps[mover]] for mover in steps}
        after = {mover: [1 << state for state in everything] for mover in steps}
        beyond = {mover: list(steps[mover]) for mover in steps}
        changed = True
        while changed:
            changed = False
            for last in steps:
                followers = [mover for mover in steps if may_follow(last, mover)]
                for state in everything:
                    found = after[last][state]
                    for mover in followers:
                        found |= beyond[mover][state]
                    if found != after[last][state]:
                        after[last][state] = found
                        changed = True
            for mover in steps:
                for state in everything:
                    found = beyond[mover][state]
                    for end in ends[mover][state]:
                        found |= after[mover][end]
                    beyond[mover][state] = found
        return [_any([beyond[mover][state] for mover in steps]) for state in everything]

    # ------------------------------------------------------------------ verdicts

    def unanswered(self, coalition: Coalition, replies: str, *, escape: bool) -> Sets:
        """For every state the improvements of a coalition that nothing deters."""
        outsiders = tuple(p for p in range(len(self.game.parties)) if p not in coalition)
        improvements = self.improvements(coalition)
        if replies == "none" or not outsiders:
            return improvements
        answers = self.reach(outsiders) if replies == "moves" else self.answers(outsiders)
        found = []
        for state, better in enumerate(improvements):
            deterring = 0
            if better:
                deterring = self._deterring(coalition, state, escape=escape)
            found.append(_any([1 << to for to in bits(better) if not answers[to] & deterring]))
        return found

    def _deterring(self, coalition: Coalition, start: int, *, escape: bool) -> int:
        """The states that some member likes no better than the start, and cannot be led out of."""
        welcome = _all([self.cache["better", p][start] for p in coalition])
        deterring = ((1 << self.n_states) - 1) & ~welcome
        if escape and welcome:
            origins = self._origins(coalition)
            for state in bits(welcome):
                deterring &= ~origins[state]
        return deterring

    def _origins(self, coalition: Coalition) -> Sets:
        """For every state the states from which a coalition can reach it."""
        key = ("origins", coalition)
        if key not in self.cache:
            found = [0] * self.n_states
            for start, ends in enumerate(self.reach(coalition)):
                for end in bits(ends):
                    found[end] |= 1 << start
            self.cache[key] = found
        origins: Sets = self.cache[key]
        return origins

    def stays(self, unanswered: Sets) -> Bools:
        """Where nothing draws a coalition away, over the cells of the game."""
        found = np.zeros(self.game.n_cells, dtype=np.bool_)
        found[self.cache["states"]] = [not ends for ends in unanswered]
        return found


def coalitions(parties: Coalition) -> Iterator[Coalition]:
    """All coalitions of some parties, the small ones first."""
    for size in range(1, len(parties) + 1):
        yield from combinations(parties, size)


def bits(states: int) -> Iterator[int]:
    """The members of a set."""
    while states:
        low = states & -states
        yield low.bit_length() - 1
        states ^= low


def _any(sets: list[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found


def _all(sets: list[int]) -> int:
    found = sets[0]
    for one in sets[1:]:
        found &= one
    return found
