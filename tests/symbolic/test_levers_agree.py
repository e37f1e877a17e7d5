"""Levers: both engines find the same sets of changes, with the same side effects."""

from __future__ import annotations

from random import Random

import pytest

from detente.case import Case, load, parse_case
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.game.symbolic import Diagrams, TooLarge
from detente.levers import Levers, find_levers, invert, set_effects
from detente.levers.points import Points
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


def test_inverse_under_nash() -> None:
    asked = 0
    for seed in range(8):
        case = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False)))
        diagrams = Diagrams()
        game = compile_game(case)
        for party in game.parties:
            for code in game.codes(game.states()).tolist()[:3]:
                listed = invert(case, party, str(code), "nash")
                found = invert(case, party, str(code), diagrams=diagrams)
                assert list(found.to_rows()) == list(listed.to_rows())
                assert str(found) == str(listed)
                asked += listed.moves
    assert asked > 15


def test_inverse_says_why_it_has_no_answer() -> None:
    with pytest.raises(InputError, match="every state that the others could answer"):
        invert(load("harbour-2031"), "city", "none", "gmr", diagrams=Diagrams())


def test_few_of_many_wanted_states_are_tried_and_it_is_said() -> None:
    case = load("harbour-2031")
    listed = find_levers(case, "not strike", 1, "nash", "own")
    found = find_levers(case, "not strike", 1, "nash", "own", diagrams=Diagrams(), most=3)
    assert found.wanted == listed.wanted > found.looked_at == 3
    assert all(
        len(lever.holds) <= lever.counts.holds for lever in found.levers if lever.counts.holds
    )
    assert "tried at 3 of them" in str(found)
    assert {lever.changes for lever in found.levers if not lever.changes} <= {
        lever.changes for lever in listed.levers
    }


def test_what_is_not_counted_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load("harbour-2031")
    found = find_levers(case, size=1, diagrams=Diagrams(), count=False)
    assert found.counted is False and "not counted" in str(found)
    assert all(lever.counts.gained is None for lever in found.levers)
    listed = find_levers(case, size=1)
    assert [one.changes for one in found.levers] == [one.changes for one in listed.levers]

    def breaks(points: Points, key: object) -> None:
        raise TooLarge("they outgrew 4 MB")

    monkeypatch.setattr(Points, "everywhere", breaks)
    found = find_levers(case, size=1, diagrams=Diagrams(), count=True)
    assert found.counted == "they outgrew 4 MB" and "outgrew" in str(found)
    assert [one.changes for one in found.levers] == [one.changes for one in listed.levers]
