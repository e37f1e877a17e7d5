"""Ranks of one view's game in many variants of its parties' preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.case.frames import Believed, Frame
from detente.case.language import Or, parse
from detente.case.model import Case, Prefers
from detente.ensemble.inputs import Input, applied
from detente.ensemble.lists import DEMOTED, DROPPED, find_list
from detente.errors import CaseError
from detente.game.compile import compile_frame
from detente.game.evaluate import where
from detente.game.game import Game
from detente.game.space import MergedSpace

Choices = NDArray[np.uint8]
Ranks = NDArray[np.int32]

#: statements whose order fits one whole number
MOST_STATEMENTS = 62


def inputs_of(words: Frame, party: str, inputs: Sequence[Input]) -> list[int]:
    """Which inputs bear on what a party prefers in a frame."""
    owner = words.believed[party].path
    return [k for k, one in enumerate(inputs) if one.owner == owner]


def party_ranks(
    case: Case, words: Frame, game: Game, party: str, inputs: Sequence[Input], choices: Choices
) -> tuple[Ranks, NDArray[np.bool_]]:
    """One party's ranks for every row of choices.

    Parameters
    ----------
    inputs : those that bear on this party here
    choices : (n_rows, n_inputs), the choice of each

    Returns
    -------
    ranks, (n_rows, n_cells); and whether there is a game at all, (n_rows,): not where states that
    count as the same are told apart
    """
    preferences = words.believed[party].preferences
    if (
        isinstance(preferences, Prefers)
        and len(preferences.statements) <= MOST_STATEMENTS
        and not isinstance(game.space, MergedSpace)
    ):
        return _by_statements(words, game, preferences, inputs, choices)
    return _one_by_one(case, words, game, party, inputs, choices)


def _by_statements(
    words: Frame, game: Game, prefers: Prefers, inputs: Sequence[Input], choices: Choices
) -> tuple[Ranks, NDArray[np.bool_]]:
    """Lexicographic: what stands at place k of n that are left counts 2 to the (n - k)."""
    n = len(prefers.statements)
    truths = np.zeros((n, game.n_cells), dtype=np.int64)
    for k, statement in enumerate(prefers.statements):
        parts = tuple(parse(text, words.names) for text in statement.alternatives)
        truths[k] = where(game.space, parts[0] if len(parts) == 1 else Or(parts))
    keys = np.tile(np.arange(n, dtype=np.float64), (len(choices), 1))
    kept = np.ones((len(choices), n), dtype=bool)
    for column, one in enumerate(inputs):
        keys[:, one.place] += np.where(choices[:, column] == DEMOTED, 1.5, 0.0)
        kept[:, one.place] &= choices[:, column] != DROPPED
    places = np.argsort(np.argsort(keys, axis=1, kind="stable"), axis=1)
    worth = np.where(kept, np.int64(1) << (n - 1 - places), 0)
    scores = worth @ truths
    return _dense(scores), np.ones(len(choices), dtype=bool)


def _dense(scores: NDArray[np.int64]) -> Ranks:
    """The same order in small numbers, row by row."""
    order = np.argsort(scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    steps = np.zeros(scores.shape, dtype=np.int32)
    steps[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    ranks = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, np.cumsum(steps, axis=1, dtype=np.int32), axis=1)
    return ranks


def _one_by_one(
    case: Case, words: Frame, game: Game, party: str, inputs: Sequence[Input], choices: Choices
) -> tuple[Ranks, NDArray[np.bool_]]:
    """Each row compiled by itself: rankings, weights, and whatever is merged."""
    ranks = np.zeros((len(choices), game.n_cells), dtype=np.int32)
    whole = np.ones(len(choices), dtype=bool)
    owner = words.believed[party].path
    for row, chosen in enumerate(choices.tolist()):
        preferences = find_list(applied(case, inputs, chosen), owner)
        believed = {**words.believed, party: Believed(preferences, owner)}
        try:
            varied = compile_frame(case, replace(words, believed=believed))
        except CaseError:
            whole[row] = False
            continue
        ranks[row] = varied.rank(varied.party_index(party))
    return ranks, whole
