"""Levers: both engines find the same sets of changes, with the same side effects."""

from __future__ import annotations

from random import Random

import pytest

from detente.case import Case, load, parse_case
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.game.symbolic import Diagrams
from detente.levers import Levers, find_levers, set_effects
from tests.strategies import draw_case, to_yaml

EVERY = 1 << 20
TESTS = ("steady", "own", "consensus")
CONCEPTS = ("seq", "nash", "gmr", "smr", "sseq")


@pytest.fixture(autouse=True)
def everything_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_effects, "LISTED", EVERY)


def agree(case: Case, to: str, size: int = 2, **settings: object) -> Levers | None:
    """Both engines say the same, or complain of the same."""
    try:
        listed = find_levers(case, to, size, **settings)  # type: ignore[arg-type]
    except InputError as error:
        with pytest.raises(InputError) as raised:
            find_levers(case, to, size, diagrams=Diagrams(), most=EVERY, **settings)  # type: ignore[arg-type]
        assert str(raised.value) == str(error)
        return None
    found = find_levers(
        case,
        to,
        size,
        diagrams=Diagrams(),
        most=EVERY,
        count=True,
        **settings,  # type: ignore[arg-type]
    )
    assert found.offered == listed.offered
    assert list(found.to_rows()) == list(listed.to_rows())
    assert [one.cautions for one in found.levers] == [one.cautions for one in listed.levers]
    assert found.nearest == listed.nearest
    assert (found.tried, found.complete, found.labels) == (
        listed.tried,
        listed.complete,
        listed.labels,
    )
    assert found.wanted == listed.wanted
    return found


def a_target(case: Case, rng: Random) -> str:
    """Some options at some levels, as some state has them."""
    game = compile_game(case)
    state = game.state(int(rng.choice(game.states().tolist())))
    assert isinstance(state, dict)
    names = list(state)
    kept = rng.sample(names, rng.randint(1, len(names)))
    return " and ".join(f"{name} == {str(state[name]).lower()}" for name in kept)


@pytest.mark.parametrize("seed", range(12))
def test_random_cases(seed: int) -> None:
    rng = Random(seed)
    case = parse_case(to_yaml(draw_case(rng, graph=False, merging=False)))
    agree(
        case,
        a_target(case, rng),
        rng.choice([1, 2]),
        concept=rng.choice(CONCEPTS),
        test=rng.choice(TESTS),
        hypothesis=rng.choice([None, "all", *case.hypotheses]),
        reachable=rng.random() < 0.3,
    )


def test_a_shipped_case() -> None:
    found = agree(load("arms-race-dilemma"), "not us.arm and not ussr.arm", concept="nash")
    assert found is not None and found.levers
