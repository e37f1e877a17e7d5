"""The dense matrices that the benchmark compares with give the same verdicts: a third witness."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.cases import Spec, case_text, specs, split
from benchmarks.dense import verdicts
from benchmarks.worker import case_of, game_of
from detente.game import compile_game
from detente.stability import solve_game


@pytest.mark.parametrize(
    "name",
    [
        "statements-2-2",
        "statements-3-1-2",
        "statements-2-2-1-1",
        "statements-1-4-2",
        "random-2-2-2",
        "random-3-2",
        "random-2-1-2-1",
    ],
)
def test_dense_matrices_agree(name: str) -> None:
    game = game_of(Spec.named(name))
    ours = solve_game(game)
    theirs = verdicts(game)
    states = game.states()
    for c, concept in enumerate(ours.concepts):
        np.testing.assert_array_equal(ours.stable[c][:, states], theirs[concept], concept)


def test_cases_are_what_they_say() -> None:
    for spec in specs((6, 10, 20, 24)):
        assert Spec.named(spec.name) == spec
        assert 2 <= len(spec.blocks) <= 4
        assert max(spec.blocks) <= 12
    assert {spec.exponent for spec in specs((6, 10, 20, 24))} == {6, 10, 20, 24}
    assert max(max(spec.blocks) for spec in specs((20,))) == 12
    assert split(20, 3) == (7, 7, 6)


def test_a_made_case_is_the_same_every_time_and_compiles() -> None:
    spec = Spec.named("statements-3-3-2")
    assert case_text(spec) == case_text(spec)
    game = compile_game(case_of(spec))
    assert game.n_cells == 256
    assert 0 < game.n_states < 256
