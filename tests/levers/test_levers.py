"""Levers: the search against all subsets, the deletion test, what is offered and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest

from detente import compare_views, compile_game, find_levers, load, misperceptions, parse_case
from detente.case import Case
from detente.case.language import parse
from detente.errors import CaseError, InputError
from detente.game import Game
from detente.game.reach import reachable
from detente.levers import KINDS, Lever, Plan
from detente.levers.edits import Edit, applied
from detente.levers.never import meets
from detente.levers.search import search
from detente.views import Lens
from tests.strategies import draw_case, to_yaml

SIZE = 2
#: more edits than this make too many subsets
MOST_EDITS = 14


def drawn(
    seed: int, *, graph: bool | None = None, merging: bool | None = None, free: bool = False
) -> Case:
    rng = Random(seed)
    raw = draw_case(rng, graph=graph, merging=merging, largest=12)
    if "states" not in raw and not free:
        bound(raw, rng)
    return parse_case(to_yaml(raw), "drawn.yaml")


def bound(raw: dict[str, Any], rng: Random) -> None:
    """Sometimes somebody who can guarantee things, and something that must never be."""
    levers: dict[str, Any] = {}
    if rng.random() < 0.5:
        raw["parties"]["watcher"] = {"name": "The watcher", "at_table": False}
        levers["guarantors"] = ["watcher"]
    owned = [(p, o) for p, it in raw["parties"].items() for o in it.get("options", {})]
    if rng.random() < 0.5:
        levers["never"] = [".".join(rng.choice(owned))]
    if levers:
        raw["levers"] = levers


def some_target(case: Case, rng: Random) -> str:
    """An expression that some state meets: an option at a level, or a state of the graph form."""
    game = compile_game(case)
    index = rng.choice(game.states().tolist())
    if case.graph_form:
        assert case.states is not None
        return case.states[game.code(index)].id
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


def led_to(lens: Lens, code: int) -> bool:
    """Whether improvements lead to a state from the present, in the base and in every view."""
    for path in ("base", *lens.parties):
        game = lens.game(path)
        if game.present is None:
            return False
        seen = game.indices(game.project(np.array([code])))[0]
        if seen < 0 or not reachable(game, game.present, improving=True)[seen]:
            return False
    return True


def minimal_sets(
    plan: Plan, target: str, test: str, concept: str, reached: bool
) -> set[frozenset[int]]:
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
        assert "no state" in str(error) or "never" in str(error)
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


# by hand -------------------------------------------------------------------------------------


def kinds_of(lever: Lever) -> list[str]:
    return sorted(change.kind for change in lever.changes)


def test_the_arms_race_needs_one_belief_put_right_on_each_side() -> None:
    """Each side believes that the other wants to be ahead; only both learning otherwise helps."""
    case = load("arms-race-dilemma")
    found = find_levers(case, concept="nash", test="consensus")
    beliefs = [lever for lever in found.levers if set(kinds_of(lever)) <= {"belief", "disclosure"}]
    (both,) = beliefs
    assert kinds_of(both) == ["belief", "belief"]
    assert sorted(change.actor for change in both.changes) == ["us", "ussr"]
    assert both.cost == 2 and both.holds == (0,)
    assert find_levers(case, concept="nash", size=1).levers == ()


def test_one_of_them_alone_makes_it_expected_by_that_side_only() -> None:
    case = load("arms-race-dilemma")
    plan = Plan(case, concept="nash", to=None)
    for edit in plan.edits:
        if edit.kind == "belief":
            table = compare_views(applied(plan.case, [edit], None), concepts="nash")
            (row,) = [row for row in table.to_rows() if row["code"] == 0]
            expects = [party for party, yes in row["expected"].items() if yes]
            assert expects == [edit.actor]


def test_under_seq_nothing_has_to_change_in_the_arms_race() -> None:
    found = find_levers(load("arms-race-dilemma"))
    assert found.already
    assert [lever.changes for lever in found.levers] == [()]


BRIDGE = """
detente: 1
id: bridge
parties:
  north:
    options:
      open: Open the bridge
      toll: {does: Ask a toll, levels: [none, low, high]}
    prefers: [pay, not open]
  south:
    options: {pay: Pay for repairs}
    prefers: [open, not pay]
  town: {name: The town, at_table: false}
present: none
impossible: [toll == high and pay]
issues:
  access: {asks: Whether people of The town may cross, options: [open]}
levers: {guarantors: [town], cost: {concession: 2.5, commitment: 1}}
"""


def test_a_dilemma_of_two_is_opened_by_two_commitments_or_guarantees() -> None:
    found = find_levers(parse_case(BRIDGE, "bridge.yaml"), "open and pay", concept="nash", size=2)
    cheap = [lever for lever in found.levers if lever.cost == 2]
    assert {tuple(kinds_of(lever)) for lever in cheap} == {
        ("commitment", "commitment"),
        ("commitment", "guarantee"),
        ("guarantee", "guarantee"),
    }
    assert [lever.cost for lever in found.levers] == sorted(lever.cost for lever in found.levers)
    for lever in cheap:
        assert any("cannot be undone" in flag for flag in lever.flags)
        consulted = any(change.actor == "town" for change in lever.changes)
        assert any("not consulted: The town" in flag for flag in lever.flags) != consulted


def test_costs_are_those_of_the_case() -> None:
    found = find_levers(parse_case(BRIDGE, "bridge.yaml"), "open and pay", concept="nash", size=2)
    rows = list(found.to_rows())
    concessions = [
        change["cost"]
        for row in rows
        for change in row["changes"]
        if change["kind"] == "concession"
    ]
    assert set(concessions) == {2.5}
    assert {row["cost"] for row in rows} == {2, 3.5, 5}


def test_what_must_never_be_is_no_target_and_no_change_brings_it_about() -> None:
    text = BRIDGE.replace("levers: {", "levers: {never: [pay], ")
    with pytest.raises(InputError, match="never"):
        find_levers(parse_case(text, "bridge.yaml"), "open and pay")
    text = BRIDGE.replace("levers: {", "levers: {never: [toll == high], ")
    plan = Plan(parse_case(text, "bridge.yaml"), "open or not open")
    assert not any("high" in edit.what and "rules" not in edit.what for edit in plan.edits)
    assert not any(edit.kind == "option" for edit in plan.edits)


def test_a_target_that_no_state_meets_is_unusable_input() -> None:
    case = parse_case(BRIDGE, "bridge.yaml")
    with pytest.raises(InputError, match="no state"):
        find_levers(case, "toll == high and pay")
    with pytest.raises(InputError, match="victory"):
        find_levers(case)
    with pytest.raises(InputError, match="Did you mean"):
        find_levers(case, "open", test="stedy")


def test_where_nothing_works_the_nearest_miss_says_what_it_lacks() -> None:
    case = load("arms-race-dilemma")
    found = find_levers(case, "us.arm and not ussr.arm", concept="nash", size=1)
    assert found.levers == () and found.nearest is not None
    assert found.nearest.lacks
    assert found.to_dict()["nearest"]["code"] == 1
    assert "would leave it" in str(found)


def test_an_interrupted_search_keeps_what_it_has() -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        if done >= 1:
            raise KeyboardInterrupt

    case = parse_case(BRIDGE, "bridge.yaml")
    found = find_levers(case, "open and pay", concept="nash", progress=stop)
    assert not found.complete
    whole = find_levers(case, "open and pay", concept="nash")
    assert set(map(kinds_tuple, found.levers)) <= set(map(kinds_tuple, whole.levers))


def kinds_tuple(lever: Lever) -> tuple[str, ...]:
    return tuple(change.what for change in lever.changes)


# honesty -------------------------------------------------------------------------------------


def order(game: Game, party: str, codes: list[int]) -> Any:
    rank = game.rank(game.party_index(party))[game.indices(np.array(codes, dtype=np.int64))]
    return np.sign(rank[:, None].astype(int) - rank[None, :].astype(int))


@pytest.mark.parametrize("seed", range(40))
def test_beliefs_move_towards_the_base_and_never_away(seed: int) -> None:
    """No pair of states that a view orders as the base does comes out otherwise afterwards."""
    case = drawn(3000 + seed, graph=False, merging=False, free=True)
    plan = Plan(case, some_target(case, Random(seed)))
    for edit in plan.edits:
        about = {touch.party for touch in edit.touches}
        if edit.view is None or len(edit.view) > 1 or not about <= set(case.parties):
            continue
        after = applied(plan.case, [edit], None)
        base = compile_game(plan.case)
        before, now = (compile_game(one, edit.view[0]) for one in (plan.case, after))
        shared = set(base.codes(base.states()).tolist())
        codes = [
            code
            for code in sorted(shared)
            if before.index(code) is not None and now.index(code) is not None
        ]
        for party in before.parties:
            real, was, is_now = (order(game, party, codes) for game in (base, before, now))
            assert not ((was == real) & (is_now != real)).any()


@pytest.mark.parametrize("seed", range(30))
def test_all_beliefs_put_right_leave_each_party_in_the_base_game(seed: int) -> None:
    """T-H5, for views one level in: own verdicts are then those of the base."""
    case = drawn(4000 + seed, merging=False, free=True)
    plan = Plan(case, some_target(case, Random(seed)))
    whole = [edit for edit in plan.edits if edit.kind == "belief" and edit.whole]
    right = applied(plan.case, whole, None)
    left = [
        item for item in misperceptions(right).items if item.kind != "K9" and "." not in item.view
    ]
    assert left == []


@pytest.mark.parametrize("kind", ["belief", "disclosure", "commitment", "guarantee", "concession"])
def test_every_kind_says_who_must_act_and_what(kind: str) -> None:
    case = load("geneva-2022")
    plan = Plan(case, "forces=stand_down", reachable=True)
    edits = [edit for edit in plan.edits if edit.kind == kind]
    assert edits
    for edit in edits:
        assert edit.actor in case.parties
        assert edit.what.startswith(case.parties[edit.actor].name.value)
        assert edit.cost == 1
    assert set(KINDS) == {
        "belief", "disclosure", "commitment", "guarantee", "concession", "option", "sequence",
    }  # fmt: skip


def test_geneva_limits_alone_need_russia_to_give_up_what_it_asks_for() -> None:
    """Limits alone hold in no Russia; the tempting lever costs Russia its first demand."""
    text = "forces=stand_down and limits and not no_basing and pledge=kept"
    found = find_levers(load("geneva-2022"), text, size=1)
    assert found.levers == ()
    wider = find_levers(load("geneva-2022"), text, size=2)
    for lever in wider.levers:
        assert any(change.actor in ("russia", "osce") for change in lever.changes)
        assert any(flag.startswith("worse off: Russia") for flag in lever.flags)
