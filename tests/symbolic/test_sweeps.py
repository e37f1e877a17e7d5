"""The four sweeps alone, in any order: what a concept that nobody has thought of may be made of."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from detente.case import parse_case
from detente.game import compile_game, sweeps
from detente.game.symbolic import compile_symbolic
from tests.strategies import draw_case, to_yaml
from tests.symbolic.wide import wide_case

Sweep = Callable[..., Any]
SWEEPS: tuple[Sweep, ...] = (
    sweeps.over_moves,
    sweeps.over_improvements,
    sweeps.over_replies,
    sweeps.over_improving_replies,
)


def chain(rng: Random, n_parties: int) -> list[tuple[Sweep, int, str]]:
    """A few sweeps of any parties, up or down."""
    return [
        (rng.choice(SWEEPS), rng.randrange(n_parties), rng.choice(("min", "max")))
        for _ in range(rng.randint(1, 4))
    ]


@pytest.mark.parametrize("start", range(0, 120, 30))
def test_any_chain_of_sweeps(start: int) -> None:
    for seed in range(start, start + 30):
        rng = Random(seed)
        raw = draw_case(rng, graph=False, merging=False) if seed % 3 else wide_case(rng, 300)
        case = parse_case(to_yaml(raw))
        listed, formulas = compile_game(case), compile_symbolic(case)
        for party in range(len(listed.parties)):
            values, related = listed.rank(party), formulas.rank(party)
            for sweep, mover, how in chain(rng, len(listed.parties)):
                values = sweep(listed, mover, values, how)
                related = sweep(formulas, mover, related, how)
            expected = (values <= listed.rank(party)) & listed.feasible
            found = related <= formulas.rank(party)
            assert found.first(10**6) == listed.codes(expected.nonzero()[0]).tolist()
            assert (related > formulas.rank(party)) == ~found
