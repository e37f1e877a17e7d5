"""States that `same` makes one: which go together, and how each party then ranks them.

The last stage of compiling; see `detente.game.compile`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import Believed, state_levels
from detente.case.language import holds, parse
from detente.case.model import Ranking, Weights
from detente.errors import InputError
from detente.game.evaluate import spread
from detente.game.game import Game, merged
from detente.game.space import Bools, MergedSpace
from detente.game.table import TableEngine

if TYPE_CHECKING:
    from detente.game.compile import Builder

#: the most moves that are listed one by one
MAX_ARCS = 1 << 25


class Merging:
    """One game before merging, and what its case says of states that are the same.

    Parameters
    ----------
    builder : what compiles the case; mistakes are noted there
    game : without any states merged
    """

    def __init__(self, builder: Builder, game: Game) -> None:
        self.builder = builder
        self.case, self.words, self.names = builder.case, builder.words, builder.names
        self.game = game
        self.space = self._groups()

    def merged(self) -> Game:
        """The game with one state for each group, in the graph form."""
        return merged(replace(self.game, ranks=self._ranks()), self.space)

    def _inside(self, text: str) -> Bools:
        """Where an expression holds, (n_cells,)."""
        return spread(self.builder.evaluate(parse(text, self.names)), self.builder.grid)

    def _groups(self) -> MergedSpace:
        """The groups of states that are one, under their least code."""
        game = self.game
        label = np.where(game.feasible, np.arange(game.n_cells), -1)
        for entry in self.case.same:
            inside = self._inside(entry.value) & game.feasible
            joined = np.unique(label[inside])
            if len(joined) > 1:
                label[np.isin(label, joined)] = joined[0]
        least = np.unique(label[label >= 0])
        group = np.where(label >= 0, np.searchsorted(least, label), -1)
        if isinstance(game.engine, TableEngine) and game.engine.most_arcs > MAX_ARCS:
            raise InputError(
                "this case merges states (`same`) and is too large to list its moves one by one"
            )
        return MergedSpace(self.builder.space, group, least)

    def _ranks(self) -> NDArray[np.int32]:
        """Ranks in which members of a group stand alike; a problem where they are told apart."""
        ranks = self.game.ranks.copy()
        for p, party in enumerate(self.words.parties):
            believed = self.words.believed[party]
            if isinstance(believed.preferences, Ranking):
                ranks[p] = self._ranking(believed)
            else:
                self._check_alike(ranks[p], believed, party)
        return ranks

    def _ranking(self, believed: Believed) -> NDArray[np.int32]:
        """A ranking in which naming any member of a group names the group."""
        builder, space = self.builder, self.space
        rungs: dict[int, int] = {}
        for index, rung in builder.named_rungs(believed).items():
            cell = int(space.group[index])
            if rungs.setdefault(cell, rung) != rung:
                code = int(space.codes(np.array([cell], dtype=np.int64))[0])
                builder.problem(
                    (*believed.path, "ranking"),
                    f"states merged by `same` (into state {code}) stand on different rungs",
                    "Name the merged state once, by any of its members.",
                )
        for cell, rung in self._named_unseen(believed):
            rungs.setdefault(cell, rung)
        builder.note_unlisted(believed, space.n_cells - len(rungs))
        lowest = -1 - max(rungs.values(), default=0)
        by_group = np.full(space.n_cells, lowest, dtype=np.int32)
        for cell, rung in rungs.items():
            by_group[cell] = -rung
        if self.words.added:
            without = space.group[builder.without_added()[space.least]]
            unlisted = np.isin(np.arange(space.n_cells), list(rungs), invert=True)
            by_group = np.where(unlisted, by_group[without], by_group)
        return np.where(space.group >= 0, by_group[np.maximum(space.group, 0)], lowest)

    def _named_unseen(self, believed: Believed) -> Iterator[tuple[int, int]]:
        """Groups, with their rungs, that a ranking names by a member that this view does not have.

        A state keeps the rank of its group where the view has only other members of it.
        """
        assert isinstance(believed.preferences, Ranking)
        if not self.words.path:
            return
        held, space = self.builder.held_where_written(believed), self.space
        for entry in self.case.same:
            same = parse(entry.value, self.names)
            inside = self._inside(entry.value) & (space.group >= 0)
            cells = np.unique(space.group[inside]).tolist()
            for rung, entries in enumerate(believed.preferences.rungs):
                for named in entries:
                    levels = state_levels(named.value, self.names)
                    meant = tuple(held.get(k, level) for k, level in enumerate(levels))
                    state = meant[0] if self.names.states else -1
                    if cells and holds(same, meant.__getitem__, state):
                        yield cells[0], rung

    def _check_alike(self, rank: NDArray[np.int32], believed: Believed, party: str) -> None:
        """Note a problem where a party's statements rank members of one group apart."""
        space = self.space
        inside = space.group >= 0
        first = rank[space.least][np.maximum(space.group, 0)]
        apart = inside & (rank != first)
        if apart.any():
            cell = int(space.group[int(np.flatnonzero(apart)[0])])
            code = int(space.codes(np.array([cell], dtype=np.int64))[0])
            key = "weights" if isinstance(believed.preferences, Weights) else "prefers"
            where = f" in view '{self.words.view}'" if self.words.path else ""
            self.builder.problem(
                (*believed.path, key),
                f"states merged by `same` (into state {code}) are told apart by what "
                f"'{party}' prefers{where}",
                "Merge only states that every party ranks alike, or use a ranking.",
            )
