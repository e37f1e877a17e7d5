"""Cases drawn at random with room for something new, and the search in them by trying every set."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from random import Random
from typing import Any

import numpy as np

from detente import compare_views, compile_game, parse_case
from detente.case import Case
from detente.case.language import parse
from detente.errors import CaseError, InputError
from detente.game.reach import reachable
from detente.levers import Plan
from detente.levers.bench import Bench
from detente.levers.conditions import Checks
from detente.levers.edits import Edit, applied
from detente.levers.never import meets
from detente.levers.search import search
from tests.strategies import draw_case, to_yaml

SIZE = 2
#: changes of each case that are gone through in all combinations, those with something new first
MOST = 11


def drawn(seed: int, **shape: bool) -> Case:
    """A case with somebody who can guarantee things, and words about success and issues."""
    return parse_case(drawn_text(seed, **shape), "drawn.yaml")


def drawn_text(seed: int, **shape: bool) -> str:
    """The same as a file."""
    rng = Random(seed)
    raw = draw_case(rng, largest=12, **shape)
    parties = raw["parties"]
    levers: dict[str, Any] = {}
    if rng.random() < 0.6:
        parties["watcher"] = {"name": "The watcher", "at_table": False}
        if rng.random() < 0.3 and "states" not in raw:
            parties["watcher"]["options"] = {"watch": "Watch over it"}
        levers["guarantors"] = ["watcher"]
        apart = Random(-seed)
        if apart.random() < 0.4 and "states" not in raw:
            parties["watcher"]["prefers"] = [some_words(raw, apart), some_words(raw, apart)]
    else:
        levers["guarantors"] = [rng.choice([p for p in parties if p != "bystander"])]
    owned = [(p, o) for p, it in parties.items() for o in it.get("options", {})]
    if "states" not in raw:
        levers["restores"] = {levers["guarantors"][0]: [".".join(one) for one in owned]}
        seated = [party for party in parties if party not in ("watcher", "bystander")]
        if rng.random() < 0.7:
            raw["sells"] = {party: some_words(raw, rng) for party in seated}
        raw["issues"] = {}
        for k, (party, name) in enumerate(owned):
            option = parties[party]["options"][name]
            if isinstance(option, dict) and len(option.get("levels", [])) > 2 and len(seated) > 1:
                levels = option["levels"]
                positions = dict(zip(seated, rng.sample([levels[0], levels[-1]], 2), strict=False))
                issue = {"asks": "How much", "options": [f"{party}.{name}"], "positions": positions}
                raw["issues"][f"issue_{k}"] = issue
    raw["levers"] = levers
    return to_yaml(raw)


def some_words(raw: dict[str, Any], rng: Random) -> str:
    owned = [
        f"{party}.{name}" for party, it in raw["parties"].items() for name in it.get("options", {})
    ]
    first, second = (rng.choice(["", "not "]) + rng.choice(owned) for _ in range(2))
    return f"{first} or {second}"


def some_target(case: Case, rng: Random) -> str:
    game = compile_game(case)
    index = rng.choice(game.states().tolist())
    if case.graph_form:
        assert case.states is not None
        return case.states[game.code(index)].id
    words = game.state(index)
    assert isinstance(words, dict)
    levels = [(name, level) for name, level in words.items() if name.split(".")[0] in game.parties]
    told = []
    for name, level in rng.sample(levels, min(len(levels), rng.choice([1, 1, 2]))):
        word = level if isinstance(level, str) else ("true" if level else "false")
        told.append(f"{name} == {word}")
    return " and ".join(told)


def works(plan: Plan, edits: list[Edit], target: str) -> bool:
    """The tests read aloud on the edited case: some wanted state, no answer given before need."""
    left: set[int] | None = None
    silent = [edit.adds.full for edit in edits if edit.adds and not edit.adds.agreed]
    for hypothesis in plan.bases:
        case = applied(plan.case, edits, hypothesis)
        try:
            table = compare_views(case, hypothesis=hypothesis, concepts=plan.concept)
        except CaseError:
            return False
        base, found = table.lens.base, set()
        expr = parse(target, plan.ground.names)
        for s, code in enumerate(table.codes.tolist()):
            index = base.index(code)
            if index is None or base.code(index) != code or not meets(base, index, expr):
                continue
            words = base.state(index)
            if isinstance(words, dict) and any(words[name] for name in silent):
                continue
            own, expected, everyone = (
                bool(array[0, :, s].all()) for array in (table.own, table.expected, table.base)
            )
            passed = {"own": own, "consensus": expected, "steady": expected and everyone}
            if passed[plan.test] and (not plan.reachable or led_to(table.lens, code)):
                found.add(code)
        left = found if left is None else left & found
    return bool(left)


def led_to(lens: Any, code: int) -> bool:
    for path in ("base", *lens.parties):
        game = lens.game(path)
        seen = game.indices(game.project(np.array([code])))[0]
        if game.present is None or seen < 0:
            return False
        if not reachable(game, game.present, improving=True)[seen]:
            return False
    return True


def minimal_sets(plan: Plan, edits: list[Edit], target: str) -> set[frozenset[int]]:
    found: set[frozenset[int]] = set()
    for count in range(SIZE + 1):
        for chosen in combinations(range(len(edits)), count):
            mask = frozenset(chosen)
            if any(smaller <= mask for smaller in found):
                continue
            if works(plan, [edits[k] for k in chosen], target):
                found.add(mask)
    return found


@cache
def check(seed: int, **shape: bool) -> set[str]:
    """Compare, and say which deeds took part."""
    rng = Random(seed)
    case = drawn(seed, **shape)
    target = some_target(case, rng)
    concept = rng.choice(["nash", "gmr", "smr", "seq", "seq", "sseq"])
    test = rng.choice(["own", "consensus", "steady"])
    hypothesis = rng.choice([None, *case.hypotheses, *(["all"] if case.hypotheses else [])])
    reached = rng.random() < 0.2 and case.present is not None
    try:
        plan = Plan(case, target, concept, test, hypothesis, reached)
    except InputError as error:
        assert "no state" in str(error) or "never" in str(error)
        return set()
    edits = sorted(plan.edits, key=lambda edit: (not edit.assumes, rng.random()))[:MOST]
    codes = np.array(plan.target.codes, dtype=np.int64)
    first = any(edit.kind == "sequence" for edit in edits)
    checks = [
        Checks(Bench(plan.case, edits, h, concept), plan.game, codes, test, reached, first)
        for h in plan.bases
    ]
    expected = minimal_sets(plan, edits, target)
    found = search(checks, len(edits), SIZE)
    sets = {frozenset(k for k in range(len(edits)) if mask >> k & 1) for mask in found.sets}
    assert sets == expected, (seed, target, concept, test, hypothesis, reached)
    return {edit.about.deed for edit in edits}
