"""A comparison of views in many variants at once: every verdict has one row per draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import Frame, frame
from detente.case.model import Case
from detente.ensemble.inputs import SAMPLERS, Input
from detente.ensemble.ranks import Choices, inputs_of, party_ranks
from detente.game.draws import drawn
from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.game.table import TableEngine
from detente.stability.concepts import CONCEPTS
from detente.views.lens import Lens

#: concepts whose definition carries a leading axis of draws along
IN_BATCHES = frozenset({"nash", "gmr", "smr", "seq", "sseq"})
#: cells of one batch of variants
BATCH = 1 << 21


class DrawnLens(Lens):
    """One case with settled moves, in as many variants of its preferences as there are draws.

    Parameters
    ----------
    case : moves and states as this group of draws has them
    inputs : all inputs that may be otherwise
    choices : (n_draws, n_inputs); only those that bear on ranks are read
    games : games of this case that are compiled already, by view

    Attributes
    ----------
    whole : (n_draws,) whether a draw gives a game everywhere it was looked at
    """

    def __init__(
        self,
        case: Case,
        hypothesis: str | None,
        inputs: Sequence[Input],
        choices: Choices,
        games: dict[str, Game] | None = None,
    ) -> None:
        super().__init__(case, "base", hypothesis, {} if games is None else games)
        self.inputs = tuple(inputs)
        self.choices = choices
        self.whole: NDArray[np.bool_] = np.ones(len(choices), dtype=bool)
        self._frames: dict[str, Frame] = {}
        self._bearing: dict[tuple[str, str], list[int]] = {}
        self._different: dict[str, tuple[list[int], Choices, Ints]] = {}
        self._ranked: dict[str, tuple[NDArray[np.int32], NDArray[np.bool_]]] = {}

    def words(self, view: str) -> Frame:
        """The frame of a view."""
        if view not in self._frames:
            self._frames[view] = frame(self.case, view, self.hypothesis)
        return self._frames[view]

    def bearing(self, view: str, party: str) -> list[int]:
        """Which inputs bear on what a party prefers in a view."""
        key = (view, party)
        if key not in self._bearing:
            found = inputs_of(self.words(view), party, self.inputs)
            self._bearing[key] = [k for k in found if SAMPLERS[self.inputs[k].kind].part == "ranks"]
        return self._bearing[key]

    def verdict(self, concept: str, view: str, party: str) -> Bools | None:
        """Stability for one party in one view's game, (n_draws, n_cells)."""
        key = (concept, view, party)
        if key not in self._verdicts:
            self._verdicts[key] = self._verdict(concept, view, party)
        return self._verdicts[key]

    def _verdict(self, concept: str, view: str, party: str) -> Bools | None:
        game = self.game(view)
        if party not in game.parties:
            return np.ones((1, game.n_cells), dtype=np.bool_)
        place = game.party_index(party)
        one = CONCEPTS[concept]
        if not one.answerable(game, place):
            return None
        columns, rows, back = self._rows(view)
        step = max(BATCH // (game.n_cells * len(game.parties)), 1)
        found = np.empty((len(rows), game.n_cells), dtype=np.bool_)
        for begin in range(0, len(rows), step):
            ranks, whole = self._kept_ranks(view, columns, rows, begin, begin + step)
            found[begin : begin + step] = _verdicts(game, ranks, concept, place)
            lost = np.flatnonzero(~whole) + begin
            if len(lost):
                self.whole &= ~np.isin(back, lost)
        return found[back]

    def _rows(self, view: str) -> tuple[list[int], Choices, Ints]:
        """The different choices that bear on a view's preferences, and which each draw has."""
        if view not in self._different:
            parties = self.game(view).parties
            columns = sorted({k for party in parties for k in self.bearing(view, party)})
            rows, back = np.unique(self.choices[:, columns], axis=0, return_inverse=True)
            self._different[view] = columns, rows, back.reshape(-1)
        return self._different[view]

    def _kept_ranks(
        self, view: str, columns: list[int], rows: Choices, begin: int, end: int
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Ranks of some rows; kept for the next party where all rows fit one batch."""
        if view in self._ranked:
            return self._ranked[view]
        made = self._ranks(self.game(view), view, columns, rows[begin:end])
        if begin == 0 and end >= len(rows):
            self._ranked[view] = made
        return made

    def _ranks(
        self, game: Game, view: str, columns: list[int], rows: Choices
    ) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """All parties' ranks for some rows of choices, (n_rows, n_parties, n_cells)."""
        ranks = np.empty((len(rows), len(game.parties), game.n_cells), dtype=np.int32)
        whole = np.ones(len(rows), dtype=bool)
        for p, party in enumerate(game.parties):
            own = self.bearing(view, party)
            if not own:
                ranks[:, p] = game.rank(p)
                continue
            chosen = rows[:, [columns.index(k) for k in own]]
            different, back = np.unique(chosen, axis=0, return_inverse=True)
            inputs = [self.inputs[k] for k in own]
            found, good = party_ranks(self.case, self.words(view), game, party, inputs, different)
            ranks[:, p] = found[back.reshape(-1)]
            whole &= good[back.reshape(-1)]
        return ranks, whole


def _verdicts(game: Game, ranks: NDArray[np.int32], concept: str, party: int) -> Bools:
    """Stability under one concept for one party, a row per variant of the ranks."""
    if type(game.engine) is TableEngine and concept in IN_BATCHES:
        found: Bools = np.asarray(CONCEPTS[concept].definition(drawn(game, ranks), party))
        return found & game.feasible
    each = [CONCEPTS[concept](replace(game, ranks=one), party) for one in ranks]
    return np.array(each, dtype=np.bool_).reshape(len(ranks), game.n_cells) & game.feasible
