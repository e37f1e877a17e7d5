"""Verdicts under one concept, of many games together; each is worked out once and kept as bits."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError
from detente.game.draws import Draws
from detente.game.game import Game
from detente.game.mixed import Shape, mixed, rows_at_once, shape
from detente.game.space import Bools
from detente.game.table import TableEngine
from detente.stability.concepts import CONCEPTS

#: concepts whose definition carries a leading axis of games along
_IN_BATCHES = frozenset({"nash", "gmr", "smr", "seq", "sseq"})
#: cells of one batch of games that share their moves
_BATCH = 1 << 20

#: a verdict: the number of the moves, a party's place, and the numbers of the ranks that it reads
Key = tuple[int, int, tuple[int, ...]]


class Verdicts:
    """Stability in games that are put together from moves and ranks, both known by number.

    Attributes
    ----------
    games : moves and states
    ranks : of one party, (n_cells,); None where it is not said what the party prefers
    reads_others : whether what others prefer counts
    """

    def __init__(self, concept: str) -> None:
        self.concept = CONCEPTS[concept]
        self.together = concept in _IN_BATCHES
        self.reads_others = self.concept.reads_others or not self.together
        self.games: list[Game] = []
        self.ranks: list[NDArray[np.int32] | None] = []
        self._shapes: list[Shape | None] = []
        self._known: dict[Key, NDArray[np.uint8]] = {}

    def add_game(self, game: Game) -> int:
        """The number of a game; its own ranks are not read."""
        self.games.append(game)
        self._shapes.append(shape(game))
        return len(self.games) - 1

    def add_ranks(self, ranks: NDArray[np.int32] | None) -> int:
        """The number of one party's ranks."""
        self.ranks.append(ranks)
        return len(self.ranks) - 1

    def of(self, key: Key) -> Bools:
        """Stability of every cell, (n_cells,)."""
        self.settle([key])
        bits = self._known[key]
        return np.unpackbits(bits, count=self.games[key[0]].n_cells).view(np.bool_)

    def settle(self, keys: Iterable[Key]) -> None:
        """Work out the verdicts that are not known yet, as many at a time as may be.

        Raises
        ------
        InputError
            where it is not said what a party prefers that could move.
        """
        alike: dict[Hashable, list[Key]] = {}
        for key in dict.fromkeys(keys):
            if key not in self._known:
                alike.setdefault(self._kind(key), []).append(key)
        for wanted in alike.values():
            size = self._at_once(wanted[0])
            for start in range(0, len(wanted), size):
                some = wanted[start : start + size]
                self._known.update(zip(some, np.packbits(self._judged(some), axis=1), strict=True))

    one_by_one = False  #: whether only those states are judged that are asked about

    def put_together(self, game: Any, numbers: Sequence[int]) -> Game:
        """A game with ranks, one number for each party."""
        arrays = [self.ranks[number] for number in numbers]
        blank = np.zeros(game.n_cells, dtype=np.int32)
        ranks = np.stack([blank if array is None else array for array in arrays])
        made: Game = replace(game, ranks=ranks, known=tuple(array is not None for array in arrays))
        return made

    def at(self, key: Key, states: Any, among: int) -> int:
        """At which of some states the verdict holds, as a bit mask; not where a state is -1.

        Parameters
        ----------
        among : those of them that are asked about, as a bit mask; here all are answered
        """
        found: Bools = self.of(key)[np.maximum(states, 0)] & (states >= 0)
        return int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little")

    def _kind(self, key: Key) -> Hashable:
        """Verdicts of one kind are worked out together."""
        number, party, _ = key
        if not self.together or not isinstance(self.games[number].engine, TableEngine):
            return key
        return self._shapes[number] or number, party

    def _at_once(self, one: Key) -> int:
        """How many verdicts of a kind are worked out in one go."""
        game = self.games[one[0]]
        return rows_at_once(game) if self._shapes[one[0]] else max(1, _BATCH // game.n_cells)

    def _judged(self, keys: Sequence[Key]) -> Bools:
        """Verdicts of one kind, (keys, n_cells)."""
        number, party, _ = keys[0]
        game = self.games[number]
        ranks = np.stack([self._stacked(key) for key in keys])
        if not self.together or not isinstance(game.engine, TableEngine):
            found: Bools = self.concept(replace(game, ranks=ranks[0]), party)[None]
            return found
        if self._shapes[number]:
            numbers, which = np.unique([key[0] for key in keys], return_inverse=True)
            games = mixed([self.games[one] for one in numbers], which, ranks)
        else:
            games = Draws(**{**vars(game), "ranks": ranks})
        found = np.broadcast_to(self.concept(games, party), (len(keys), game.n_cells))
        for order in [one for one in game.engine.cache if one[0] == "order"]:
            del game.engine.cache[order]  # of ranks that are not asked for again
        return found

    def _stacked(self, key: Key) -> NDArray[np.int32]:
        number, party, read = key
        game = self.games[number]
        stacked = np.zeros((len(game.parties), game.n_cells), dtype=np.int32)
        for p, one in zip(range(len(stacked)) if len(read) > 1 else (party,), read, strict=True):
            ranks = self.ranks[one]
            if ranks is not None:
                stacked[p] = ranks
            elif p == party or game.can_move(p):
                raise InputError(
                    f"levers under '{self.concept.key}' need to know what '{game.parties[p]}' "
                    "prefers" + (f" in view '{game.view}'" if game.view != "base" else "")
                )
        return stacked
