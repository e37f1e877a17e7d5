"""Levers: the search against all subsets, the deletion test, what is offered and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from random import Random

import numpy as np
import pytest

from detente import compare_views, compile_game, find_levers, load, misperceptions, parse_case
from detente.case import Case
from detente.case.language import holds, parse
from detente.errors import CaseError, InputError
from detente.game.reach import reachable
from detente.levers import KINDS, Lever, Levers, Plan
from detente.levers.edits import Edit, applied
from detente.levers.never import meets
from detente.levers.search import search
from tests.strategies import draw_case, to_yaml

SIZE = 2
#: more edits than this make too many subsets
MOST_EDITS = 14


def drawn(seed: int, *, graph: bool | None = None, merging: bool | None = None) -> Case:
    raw = draw_case(Random(seed), graph=graph, merging=merging, largest=12)
    return parse_case(to_yaml(raw), "drawn.yaml")


def some_target(case: Case, rng: Random) -> str:
    """An expression that some state meets: an option at a level, or a state of the graph form."""
    game = compile_game(case)
    index = rng.choice(game.states().tolist())
    if case.graph_form:
        return game.space.ids[index] if game.before is None else case.states[0].id  # type: ignore
    option = rng.choice([one for one in game.options if one.name.split(".")[0] in game.parties])
    words = game.state(index)
    assert isinstance(words, dict)
    level = words[option.name]
    word = level if isinstance(level, str) else ("true" if level else "false")
    return f"{option.name} == {word}"


def works(
    plan: Plan, edits: Iterable[Edit], target: str, test: str, concept: str, reached: bool
) -> bool:
    """The acceptance tests read aloud, on the edited case, for each base; one state for all."""
    left: set[int] | None = None
    for hypothesis in plan.bases:
        case = applied(plan.case, edits, hypothesis)
        try:
            table = compare_views(case, hypothesis=hypothesis, concepts=concept)
            base = table.lens.base
        except CaseError:
            return False
        found = set()
        for s, code in enumerate(table.codes.tolist()):
            index = base.index(code)
            if index is None or base.code(index) != code or plan.never.forbids(base, index):
                continue
            if not meets(base, index, parse(target, plan.ground.names)):
                continue
            own, expected, everyone = (
                bool(array[0, :, s].all()) for array in (table.own, table.expected, table.base)
            )
            passed = {"own": own, "consensus": expected, "steady": expected and everyone}[test]
            if passed and (not reached or led_to(table.lens, code)):
                found.add(code)
        left = found if left is None else left & found
    return bool(left)


def led_to(lens, code: int) -> bool:  # type: ignore[no-untyped-def]
    """Whether improvements lead to a state from the present, in the base and in every view."""
    for path in ("base", *lens.parties):
        game = lens.game(path)
        if game.present is None:
            return False
        seen = game.indices(game.project(np.array([code])))[0]
        if seen < 0 or not reachable(game, game.present, improving=True)[seen]:
            return False
    return True


def minimal_sets(plan: Plan, target: str, test: str, concept: str, reached: bool) -> set[frozenset[int]]:
    """All inclusion-minimal working sets, by trying every subset."""
    found: set[frozenset[int]] = set()
    for count in range(SIZE + 1):
        for chosen in combinations(range(len(plan.edits)), count):
            mask = frozenset(chosen)
            if any(smaller <= mask for smaller in found):
                continue
            edits = [plan.edits[k] for k in chosen]
            if works(plan, edits, target, test, concept, reached):
                found.add(mask)
    return found


def as_sets(plan: Plan) -> set[frozenset[int]]:
    """What the search finds, as sets of places in the list of edits."""
    found = search(plan.checks, len(plan.edits), SIZE)
    assert found.complete
    result = plan.result(found, SIZE)
    assert len(result.levers) == len(found.sets) == len(list(result.to_rows()))
    places = range(len(plan.edits))
    return {frozenset(k for k in places if mask >> k & 1) for mask in found.sets}


def check_against_all_subsets(seed: int, **shape: bool) -> None:
    rng = Random(seed)
    case = drawn(seed, **shape)
    target = some_target(case, rng)
    test = rng.choice(["own", "consensus", "steady"])
    concept = rng.choice(["nash", "gmr", "smr", "seq", "sseq"])
    reached = rng.random() < 0.25 and case.present is not None
    hypothesis = rng.choice([None, *case.hypotheses, *(["all"] if case.hypotheses else [])])
    try:
        plan = Plan(case, target, concept, test, hypothesis, reached)
    except InputError as error:
        assert "no state" in str(error)
        return
    if len(plan.edits) > MOST_EDITS:
        return
    expected = minimal_sets(plan, target, test, concept, reached)
    assert as_sets(plan) == expected, (seed, target, test, concept, hypothesis, reached)


@pytest.mark.parametrize("seed", range(60))
def test_the_search_finds_exactly_what_all_subsets_give(seed: int) -> None:
    check_against_all_subsets(seed)


@pytest.mark.parametrize("seed", range(12))
def test_and_in_the_graph_form(seed: int) -> None:
    check_against_all_subsets(1000 + seed, graph=True)


@pytest.mark.parametrize("seed", range(12))
def test_and_where_states_are_merged(seed: int) -> None:
    check_against_all_subsets(2000 + seed, graph=False, merging=True)
