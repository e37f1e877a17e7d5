"""What the search for levers saves itself changes nothing: shared parts, skipped sets, batches."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from detente import compile_game, load, parse_case
from detente.errors import CaseError, InputError
from detente.levers import Plan
from detente.levers.bench import Bench
from detente.levers.conditions import Checks, Condition
from detente.levers.edits import applied
from detente.levers.search import most_sets, search, sets_expected
from tests.strategies import draw_case, to_yaml

SIZE = 3
#: all sets of up to three among so many changes are gone through
MOST_EDITS = 18


def drawn(seed: int, **shape: bool) -> Any:
    return parse_case(to_yaml(draw_case(Random(seed), largest=24, **shape)), "drawn.yaml")


def plan_of(seed: int, **shape: bool) -> Plan | None:
    """A search in a case drawn at random; None where nothing can be asked of it."""
    rng = Random(seed)
    case = drawn(seed, **shape)
    game = compile_game(case)
    if case.graph_form:
        assert case.states is not None
        target = case.states[game.code(rng.choice(game.states().tolist()))].id
    else:
        first = rng.choice([one for one in game.options if one.name.split(".")[0] in game.parties])
        target = rng.choice([first.name, f"not {first.name}"])
    test = rng.choice(["own", "consensus", "steady"])
    concept = rng.choice(["nash", "gmr", "smr", "seq", "seq", "sseq"])
    reached = rng.random() < 0.3 and case.present is not None
    hypothesis = rng.choice([None, *case.hypotheses, *(["all"] if case.hypotheses else [])])
    try:
        return Plan(case, target, concept, test, hypothesis, reached)
    except InputError:
        return None


def alone(plan: Plan, mask: int) -> list[Checks] | None:
    """The same conditions asked of the changed case by itself, from nothing; None: no game."""
    found = []
    for base, one in zip(plan.bases, plan.checks, strict=True):
        case = applied(plan.case, one.bench.chosen(mask), base)
        try:
            compile_game(case, hypothesis=base)
        except CaseError:
            return None
        bench = Bench(case, (), base, plan.concept)
        plain = Checks(bench, plan.game, one.targets, plan.test, plan.reachable, False)
        found.append(plain)
    return found


def met(checks: Checks, condition: Condition, mask: int) -> int:
    return checks.passed(condition, mask)


@pytest.mark.parametrize("seed", [*range(40), 44, 5004, 5324, 5697, 5715])
def test_conditions_after_changes_are_those_of_the_changed_case(seed: int) -> None:
    """Every condition after sets of up to four changes, in any order of asking."""
    shape = {"graph": False, "merging": True} if seed % 5 == 4 else {}
    plan = plan_of(seed, **shape)
    if plan is None or not plan.edits:
        return
    rng = Random(-seed)
    for _ in range(15):
        count = rng.randint(0, min(4, len(plan.edits)))
        mask = sum(1 << k for k in rng.sample(range(len(plan.edits)), count))
        plain = alone(plan, mask)
        if plain is None:
            continue
        for fast, slow in zip(plan.checks, plain, strict=True):
            for condition in slow.conditions:
                told = (seed, [edit.what for edit in fast.bench.chosen(mask)], condition)
                assert met(fast, condition, mask) == met(slow, condition, 0), told


@pytest.mark.parametrize("seed", range(60))
def test_a_change_that_cannot_mend_a_condition_leaves_it_as_it_was(seed: int) -> None:
    plan = plan_of(1000 + seed)
    if plan is None or not plan.edits:
        return
    rng = Random(-seed)
    for _ in range(40):
        count = rng.randint(0, min(3, len(plan.edits) - 1))
        chosen = rng.sample(range(len(plan.edits)), count + 1)
        mask = sum(1 << k for k in chosen[1:])
        more = mask | 1 << chosen[0]
        for one in plan.checks:
            for condition in one.conditions:
                if not one.mending(condition, mask) >> chosen[0] & 1:
                    assert met(one, condition, mask) == met(one, condition, more)


@pytest.mark.parametrize("seed", range(80))
def test_the_search_finds_what_going_through_all_sets_finds(seed: int) -> None:
    plan = plan_of(2000 + seed)
    if plan is None or len(plan.edits) > MOST_EDITS:
        return
    places = range(len(plan.edits))
    expected: dict[int, int] = {}
    for mask in sorted(range(1 << len(places)), key=int.bit_count):
        if mask.bit_count() > SIZE:
            break
        if any(smaller & mask == smaller for smaller in expected):
            continue
        states = plan.checks[0].holds(mask)
        for one in plan.checks[1:]:
            states &= one.holds(mask)
        if states:
            expected[mask] = states
    for size in range(SIZE + 1):
        found = search(plan.checks, len(plan.edits), size)
        wanted = {mask: states for mask, states in expected.items() if mask.bit_count() <= size}
        assert found.sets == wanted, (seed, size)


def test_how_many_sets_there_will_be_is_told_within_an_order() -> None:
    """Never more than all of them; and roughly what a search then looks at."""
    assert sets_expected(10, 4, 2, 3) <= most_sets(4, 3)
    assert sets_expected(7, 20, 2, 2) == 7
    plan = Plan(load("geneva-2022"), "forces=stand_down")
    places = len(plan.edits)
    looked_at = {size: search(plan.checks, places, size).tried for size in (1, 2, 3)}
    for small, size in ((1, 2), (2, 3)):
        told = sets_expected(looked_at[small], places, small, size)
        assert looked_at[size] / 20 <= told <= looked_at[size] * 20
