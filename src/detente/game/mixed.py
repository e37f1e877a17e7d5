"""Many games over tables of one shape at once: ranks, directions and rules differ row by row.

Where `draws` lets only ranks differ, here moves do as well. Within each block of cells that a party
can move among, every cell is held against every other, which pays while blocks are small. Concepts
do not notice: they are written in sweeps and comparisons, and both carry the leading axis along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.game.draws import Draws
from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.game.table import How, TableEngine, Values, better_of, neutral, until_settled

#: cells that one party moves among, up to which holding all against all costs less than sorting
MOST = 32
#: pairs of cells that are held in one go, so that they stay close to the processor
PAIRS = 1 << 20

#: what games must have in common: levels along the axes, who owns these, how many parties there are
Shape = tuple[tuple[int, ...], tuple[int, ...], int]


def shape(game: Game) -> Shape | None:
    """Games of one shape can be mixed; None where a game is not made for that."""
    engine = game.engine
    if not isinstance(engine, TableEngine) or _width(engine) > MOST:
        return None
    return engine.space.sizes, engine.owners, len(game.parties)


def rows_at_once(game: Game) -> int:
    """How many games of a shape are best judged in one go."""
    assert isinstance(game.engine, TableEngine)
    return max(1, PAIRS // (game.n_cells * _width(game.engine)))


def mixed(games: Sequence[Game], which: Ints, ranks: NDArray[np.int32]) -> Draws:
    """Games of one shape, a row each.

    Parameters
    ----------
    which : for every row the place in `games` of the one whose moves it has, (rows,)
    ranks : int array (rows, n_parties, n_cells)
    """
    engines = [game.engine for game in games if isinstance(game.engine, TableEngine)]
    first = engines[0]
    engine = MixedEngine(
        first.space,
        first.owners,
        tuple(np.stack([one.reach[a] for one in engines]) for a in range(len(first.owners))),
        cells=tuple(first.blocks(p).T for p in range(len(games[0].parties))),
        which=which,
        possible=np.stack([one.space.possible for one in engines])[which],
    )
    return Draws(**{**vars(games[0]), "engine": engine, "ranks": ranks})


def _width(engine: TableEngine) -> int:
    """Cells in the largest block that one party moves among."""
    owners = {owner for owner in engine.owners if owner >= 0}
    blocks = (prod(engine.space.sizes[a] for a in engine.axes_of(p)) for p in owners)
    return max(blocks, default=1)


@dataclass(frozen=True, eq=False)
class MixedEngine(TableEngine):
    """Moves over tables of one shape; every sweep takes one row of values per game.

    Attributes
    ----------
    reach : for every axis a bool array (games, levels, levels)
    cells : for every party the places of its blocks, (width, blocks)
    which : the game of every row, (rows,)
    possible : which cells are states, (rows, n_cells)
    """

    cells: tuple[Ints, ...] = ()
    which: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    possible: Bools = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))

    def can_move(self, party: int) -> bool:
        """Whether a party moves anything in any row; asked in another, it stays."""
        return any(self.reach[a].sum() > self.reach[a][..., 0].size for a in self.axes_of(party))

    def over_moves(self, party: int, values: Values, how: How) -> Values:
        return self._inside(self._over(values, party, self._reached(party), how), how)

    def over_improvements(self, party: int, rank: Values, values: Values, how: How) -> Values:
        return self._over(values, party, self._better(party, rank), how)

    def over_replies(self, party: int, values: Values, how: How) -> Values:
        steps = [lambda v, o=o: self.over_moves(o, v, how) for o in self.others(party)]
        return until_settled(steps, self._inside(values, how))

    def over_improving_replies(self, party: int, ranks: Values, values: Values, how: How) -> Values:
        best = better_of(how)

        def answered(now: Values, other: int, better: Bools) -> Values:
            found: Values = best(now, self._over(now, other, better, how))
            return found

        steps = [
            partial(answered, other=other, better=self._better(other, ranks[:, other]))
            for other in self.others(party)
        ]
        return until_settled(steps, self._inside(values, how))

    # ------------------------------------------------------------------ all against all

    def _inside(self, values: Values, how: How) -> Values:
        """Values that impossible cells have no part in."""
        return np.where(self.possible, values, neutral(how, values.dtype))

    def _over(self, values: Values, party: int, chosen: Bools, how: How) -> Values:
        """Best or worst value among chosen cells of a block.

        Parameters
        ----------
        chosen : from a place in a block, to a place, (width, width, blocks, rows)
        """
        cells = self.cells[party]
        inside = self._inside(values, how)
        there = np.where(chosen, inside.T[cells], neutral(how, values.dtype))
        found = np.empty_like(inside)
        found.T[cells] = better_of(how).reduce(there, axis=1)
        return found

    def _better(self, party: int, rank: Values) -> Bools:
        """Which moves within a block are improvements, (width, width, blocks, rows)."""
        here = rank.T[self.cells[party]]
        found: Bools = (here > here[:, None]) & self._reached(party)
        return found

    def _reached(self, party: int) -> Bools:
        """Which places of a block can be reached from which, (width, width, 1, rows)."""
        found = np.ones((len(self.which), 1, 1), dtype=np.bool_)
        for a in self.axes_of(party):
            along = self.reach[a][self.which]
            width = found.shape[-1] * along.shape[-1]
            both = found[:, :, None, :, None] & along[:, None, :, None, :]
            found = both.reshape(-1, width, width)
        return found.transpose(1, 2, 0)[:, :, None]
