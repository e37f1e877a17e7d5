"""Both engines say the same of every state: random cases, wide cases, every shipped case."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from detente.case import Case, load, parse_case
from detente.case.shipped import shipped_ids
from detente.errors import InputError
from detente.game import Game, compile_game
from detente.game.engines import beyond_listing
from detente.game.symbolic import Diagrams, SymbolicGame, compile_symbolic
from detente.stability import CONCEPTS, default_concepts
from tests.strategies import draw_case, every_path, to_yaml
from tests.symbolic.wide import wide_case

FAR = 1 << 40


def both(
    case: Case, paths: list[str], hypotheses: list[str | None], library: str | None = None
) -> Iterator[tuple[Game, SymbolicGame]]:
    """Every view as both engines have it, formulas in one place."""
    diagrams = Diagrams(library=library)
    for path in paths:
        for hypothesis in hypotheses:
            listed = compile_game(case, path, hypothesis)
            yield listed, compile_symbolic(case, path, hypothesis, diagrams)


def agree(listed: Game, formulas: SymbolicGame) -> int:
    """Compare states, present, and every verdict; how many of these there were."""
    states = listed.codes(listed.states()).tolist()
    assert formulas.states.first(FAR) == states
    assert formulas.n_states == len(states)
    present = None if listed.present is None else listed.code(listed.present)
    assert formulas.present == present
    assert [str(w) for w in formulas.warnings] == [str(w) for w in listed.warnings]
    count = 0
    for key in default_concepts():
        for party in range(len(listed.parties)):
            answerable = CONCEPTS[key].answerable(listed, party)
            assert CONCEPTS[key].answerable(formulas, party) == answerable
            if answerable:
                expected = np.flatnonzero(CONCEPTS[key](listed, party) & listed.feasible)
                found = CONCEPTS[key](formulas, party)
                assert found.first(FAR) == listed.codes(expected).tolist(), (key, party)
                assert found.count == len(expected)
                count += len(states)
    return count


def drawn(seed: int) -> tuple[Case, list[str], list[str | None]]:
    raw = draw_case(Random(seed), graph=False, merging=False)
    return parse_case(to_yaml(raw)), every_path(raw), [None, *raw.get("hypotheses", {})]


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_random_cases(start: int) -> None:
    count = 0
    for seed in range(start, start + 20):
        for listed, formulas in both(*drawn(seed)):
            count += agree(listed, formulas)
    assert count > 4_000


@pytest.mark.parametrize("start", range(0, 30, 10))
def test_wide_cases(start: int) -> None:
    """Up to 2^12 states."""
    count = 0
    for seed in range(start, start + 10):
        raw = wide_case(Random(seed))
        for listed, formulas in both(parse_case(to_yaml(raw)), ["base"], [None]):
            count += agree(listed, formulas)
    assert count > 50_000


def test_the_library_in_plain_python() -> None:
    for seed in range(500, 520):
        for listed, formulas in both(*drawn(seed), library="python"):
            assert formulas.diagrams.library == "python"
            agree(listed, formulas)


@pytest.mark.parametrize("name", shipped_ids())
def test_shipped_cases(name: str) -> None:
    case = load(name)
    views = ["base", *case.views]
    if case.states or case.same:
        with pytest.raises(InputError, match="explicit engine"):
            compile_symbolic(case)
        return
    if beyond_listing(case):  # what it says is checked step by step in `test_paris`
        with pytest.raises(InputError, match="combinations"):
            compile_game(case)
        return
    for listed, formulas in both(case, views, [None, *case.hypotheses]):
        agree(listed, formulas)
