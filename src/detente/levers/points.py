"""Verdicts under one concept at single states, of many games together, where states are formulas.

A verdict on all states at once can take minutes in a game of sixty options, one on a single state
takes a part of a second; and a search asks for many games about the same few states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from detente.errors import InputError
from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.scales import Number, Scale
from detente.levers.asking import Codes
from detente.levers.verdicts import Key
from detente.stability.concepts import CONCEPTS
from detente.stability.explain_sets import Ground


class Points:
    """What `detente.levers.verdicts.Verdicts` is to games whose states are listed.

    Attributes
    ----------
    games : moves and states
    ranks : of one party; None where it is not said what the party prefers
    reads_others : whether what others prefer counts
    """

    def __init__(self, concept: str) -> None:
        self.concept = CONCEPTS[concept]
        self.reads_others = self.concept.reads_others
        self.games: list[SymbolicGame] = []
        self.ranks: list[Scale | None] = []
        self._whole: dict[Key, SymbolicGame] = {}
        self._known: dict[tuple[Key, int], bool] = {}
        self._sets: dict[Key, StateSet] = {}

    def add_game(self, game: SymbolicGame) -> int:
        """The number of a game; its own ranks are not read."""
        reason = self.concept.refusal(game)
        if reason is not None:
            raise InputError(f"'{self.concept.key}' cannot be used: {reason}")
        self.games.append(game)
        return len(self.games) - 1

    def add_ranks(self, ranks: Scale | None) -> int:
        """The number of one party's ranks."""
        self.ranks.append(ranks)
        return len(self.ranks) - 1

    one_by_one = True  #: whether only those states are judged that are asked about

    def settle(self, keys: Iterable[Key]) -> None:
        """Nothing is worked out beforehand."""

    def put_together(self, game: Any, numbers: Sequence[int]) -> SymbolicGame:
        """A game with ranks, one number for each party."""
        return _with(game, [self.ranks[number] for number in numbers])

    def at(self, key: Key, states: Codes, among: int) -> int:
        """At which of some states the verdict holds, as a bit mask; not where a state is -1.

        Parameters
        ----------
        among : those of them that are asked about, as a bit mask; no other is answered
        """
        found = 0
        for place, state in enumerate(states):
            if state >= 0 and among >> place & 1 and self.one(key, int(state)):
                found |= 1 << place
        return found

    def one(self, key: Key, state: int) -> bool:
        """Whether a verdict holds at one state."""
        if (key, state) not in self._known:
            game = self.whole(key)
            with game.diagrams.bounded():
                # what is cheaper to ask, and must hold as well, is asked first
                asked = [CONCEPTS[one] for one in self.concept.implies]
                cheap = [one for one in asked if self.concept.reads_others > one.reads_others]
                self._known[key, state] = not any(
                    Ground(game, one, key[1], state).undeterred for one in (*cheap, self.concept)
                )
        return self._known[key, state]

    def everywhere(self, key: Key) -> StateSet:
        """The states at which a verdict holds, all of them at once."""
        if key not in self._sets:
            self._sets[key] = self.concept(self.whole(key), key[1])
        return self._sets[key]

    def whole(self, key: Key) -> SymbolicGame:
        """The game that a verdict is about.

        Raises
        ------
        InputError
            where it is not said what a party prefers that could move.
        """
        if key not in self._whole:
            number, party, read = key
            game = self.games[number]
            scales: list[Scale | None] = [None] * len(game.parties)
            places = range(len(scales)) if len(read) > 1 else (party,)
            for p, one in zip(places, read, strict=True):
                scales[p] = self.ranks[one]
                if scales[p] is None and (p == party or game.can_move(p)):
                    raise InputError(
                        f"levers under '{self.concept.key}' need to know what "
                        f"'{game.parties[p]}' prefers"
                        + (f" in view '{game.view}'" if game.view != "base" else "")
                    )
            self._whole[key] = _with(game, scales)
        return self._whole[key]


def _with(game: SymbolicGame, scales: Sequence[Scale | None]) -> SymbolicGame:
    """A game with other ranks; what its engine remembers of the ones before is not taken over."""
    nothing = Number(game.diagrams, (), ())
    return replace(
        game,
        scales=tuple(Scale(p, nothing, nothing) if s is None else s for p, s in enumerate(scales)),
        known=tuple(one is not None for one in scales),
        engine=replace(game.engine, cache={}),
    )
