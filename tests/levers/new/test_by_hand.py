"""Words that save face, issues divided, packages taken apart, steps: small cases by hand."""

from __future__ import annotations

import numpy as np
import pytest

from detente import compile_game, find_levers, parse_case
from detente.levers import Plan
from detente.levers.edits import applied
from detente.levers.effects import Effects
from detente.levers.search import search
from tests.levers.new.drawn import works
from tests.levers.new.offered import BRIDGE, DEAL, offered

PLAQUE = """
detente: 1
id: plaque
parties:
  a: {name: Ana, options: {sue: Sue}, prefers: [sue or paid, plaque, sue]}
  b:
    name: Bruno
    options: {paid: Pay the claim, plaque: Put up a plaque}
    prefers: [not sue, not paid, not plaque]
present: sue
sells: {a: plaque}
victory: {b: not sue}
"""


def test_words_that_save_face_count_for_one_party_in_what_is_wanted() -> None:
    """Codes: sue 1, paid 2, plaque 4, and behind them the words, 8."""
    target = "plaque and not sue and not paid"
    plan, (edit,) = offered(PLAQUE, target)
    assert edit.what == (
        "Ana finds words that present the outcome as a success (plaque) and counts them as meeting "
        "a demand of its own: sue or paid"
    )
    game = compile_game(applied(plan.case, [edit], None))
    ana, bruno = (game.rank(game.party_index(party)) for party in ("a", "b"))
    assert ana[game.index(5)] > ana[game.index(12)] > ana[game.index(4)]  # the one demand alone
    for code in range(8):
        assert bruno[game.index(code + 8)] == bruno[game.index(code)]
        if code != 4:
            assert ana[game.index(code + 8)] == ana[game.index(code)]
    found = find_levers(parse_case(PLAQUE, "case.yaml"), target, size=3, concept="nash")
    hers = [lever for lever in found.levers if edit.what in {c.what for c in lever.changes}]
    assert hers
    for lever in hers:  # with the words, not without
        assert all(code // 8 % 2 for code in lever.holds)


def test_no_words_are_found_for_what_the_party_could_not_show() -> None:
    target = "plaque and not sue and not paid"
    assert offered(PLAQUE.replace("sells: {a: plaque}", "sells: {a: paid}"), target)[1] == []
    told = PLAQUE.replace("sells: {a: plaque}\n", "")
    assert offered(told, target)[1] == []


#: half the field is between what the two ask for
FIELD = """
detente: 1
id: field
parties:
  a:
    name: Ana
    options: {yields: {does: Yield of the field, levels: [none, half, all]}}
    prefers: [yields == none, peace]
  b: {name: Bruno, options: {peace: Keep the peace}, prefers: [yields == all, not peace]}
issues: {field: {asks: Whose field it is, options: [yields], positions: {a: none, b: all}}}
present: none
"""


def test_an_issue_divided_gives_each_side_its_part() -> None:
    """Codes: yields 0 to 2, peace 3, and behind them the parts, 6."""
    plan, (edit,) = offered(FIELD, "yields == half and peace")
    assert edit.what == (
        "Ana divides this, so that each side finds its part as it asks (Ana: none; Bruno: all): "
        "Yield of the field"
    )
    game = compile_game(applied(plan.case, [edit], None))
    ana, bruno = (game.rank(game.party_index(party)) for party in ("a", "b"))
    assert ana[game.index(4 + 6)] == ana[game.index(3)]
    assert bruno[game.index(4 + 6)] == bruno[game.index(5)]
    for code in (0, 1, 2, 3, 5):
        assert ana[game.index(code + 6)] == ana[game.index(code)]
        assert bruno[game.index(code + 6)] == bruno[game.index(code)]


@pytest.mark.parametrize(
    "changed",
    [
        ("levels: [none, half, all]", "levels: [none, all]"),
        ("positions: {a: none, b: all}", "positions: {a: none, b: none}"),
        ("positions: {a: none, b: all}", "positions: {a: none, b: half}"),
        ("positions: {a: none, b: all}", "positions: {a: nothing at all, b: all}"),
    ],
)
def test_what_has_no_parts_between_the_sides_is_not_divided(changed: tuple[str, str]) -> None:
    target = "peace" if "half" not in changed[1] else "yields == half and peace"
    case = parse_case(FIELD.replace(*changed), "case.yaml")
    assert [one for one in Plan(case, target).edits if one.about.deed == "divides"] == []


PACKAGE = """
detente: 1
id: package
parties:
  a: {name: Ana, options: {land: Return the land, water: Share the water}, prefers: [not land]}
  b: {name: Bruno, options: {peace: Keep the peace}, prefers: [water, land]}
impossible: [land and not water, water and not land]
issues: {all: {asks: What is returned, options: [land, water], positions: {a: nothing, b: all}}}
present: none
"""


def test_a_package_tied_by_several_rules_is_taken_apart_at_once() -> None:
    case = parse_case(PACKAGE, "case.yaml")
    (edit,) = [one for one in Plan(case, "peace").edits if one.about.deed == "unties"]
    assert (edit.kind, edit.actor) == ("option", "a")
    assert compile_game(applied(case, [edit], None)).n_states == 8
    single = PACKAGE.replace(", water and not land]", "]")
    offered_then = Plan(parse_case(single, "case.yaml"), "peace").edits
    assert not any(one.about.deed == "unties" for one in offered_then)
    assert any(one.about.deed == "makes_possible" for one in offered_then)


# what was offered before in part ---------------------------------------------------------------

STAIRS = """
detente: 1
id: stairs
parties:
  a:
    name: Ana
    options: {step: {does: Go up, levels: [low, mid, high, top], one_way: up}}
    prefers: [not help]
  b: {name: Bruno, options: {help: Help}, prefers: [step >= mid]}
present: none
"""


def test_an_option_that_goes_one_way_can_stop_on_the_way() -> None:
    plan = Plan(parse_case(STAIRS, "case.yaml"), "step == high")
    (edit,) = [one for one in plan.edits if (one.about.deed, one.about.level) == ("binds", "high")]
    game = compile_game(applied(plan.case, [edit], None))
    reach = {code: sorted(game.moves(0, code).tolist()) for code in range(4)}
    assert reach == {0: [1, 2, 3], 1: [2, 3], 2: [], 3: []}


def test_a_demand_can_ask_less_without_being_dropped() -> None:
    text = FIELD.replace("[yields == all, not peace]", "[yields == all and not peace]")
    plan = Plan(parse_case(text, "case.yaml"), "yields == half and not peace")
    told = {one.what for one in plan.edits if one.about.deed == "asks_less"}
    start = "Bruno asks for less than yields == all and not peace and is content with this: "
    assert told == {
        "Ana asks for less than yields == none and is content with this: a.yields <= half",
        f"{start}not b.peace",
        f"{start}a.yields >= half and not b.peace",
    }


MERGED = """
detente: 1
id: merged
parties:
  a:
    name: Ana
    options: {leave: Leave, pay: Pay}
    weights: {leave: 1, leave and pay: 1, leave and not pay: 1}
  b: {name: Bruno, options: {stay: Stay}, prefers: [stay if not leave, not leave]}
same: [leave]
present: none
"""


def test_where_states_are_merged_only_steps_that_tell_no_members_apart_are_offered() -> None:
    """Without one of the two weights for leaving alone, paying or not would make a difference."""
    plan = Plan(parse_case(MERGED, "case.yaml"), "not leave and not pay and not stay")
    conceded = {(one.actor, one.what) for one in plan.edits if one.kind == "concession"}
    assert conceded == {
        ("a", "Ana no longer insists on this: leave"),
        ("b", "Bruno no longer insists on this: stay if not leave"),
        ("b", "Bruno puts this below the next (not leave): stay if not leave"),
    }
    for edit in plan.edits:
        compile_game(applied(plan.case, [edit], None))


NESTED = """
detente: 1
id: nested
parties:
  a: {name: Ana, options: {x: Do x}, prefers: [y, not x]}
  b: {name: Bruno, options: {y: Do y}, prefers: [x, not y]}
  c: {name: Carla, options: {z: Do z}, prefers: [z]}
present: none
views:
  a: {aware: true}
  b: {a: {prefers: [x]}, unseen: [z], one_way: {x: up}, present: x}
"""


def test_an_idea_of_anothers_idea_that_is_not_written_can_be_put_right() -> None:
    plan = Plan(parse_case(NESTED, "case.yaml"), "x and y")
    nested = {one.what: one for one in plan.edits if one.view == ("a", "b")}
    assert set(nested) == {
        "Ana learns how Bruno sees this: what Ana prefers",
        "Ana learns how Bruno sees this: that it does not know of this: Do z",
        "Ana learns how Bruno sees this: what can be taken back of this: Do x",
        "Ana learns how Bruno sees this: where things stand at present",
    }
    right = applied(plan.case, nested.values(), None)
    mine, own = (compile_game(right, view) for view in ("a.b", "b"))
    assert mine.present == own.present and mine.n_states == own.n_states
    for p in range(3):
        assert mine.moves(p, 0).tolist() == own.moves(p, 0).tolist()
    a = mine.party_index("a")
    assert np.array_equal(np.argsort(mine.rank(a)), np.argsort(own.rank(a)))
    # what Bruno prefers himself is put right where Ana has it wrong, not as what he sees
    wrong = NESTED.replace("a: {aware: true}", "a: {aware: true, b: {prefers: [y]}}")
    plan = Plan(parse_case(wrong, "case.yaml"), "x and y")
    assert {one.what for one in plan.edits if one.view == ("a", "b")} == set(nested)
    unaware = NESTED.replace("a: {aware: true}", "a: {aware: false}")
    plan = Plan(parse_case(unaware, "case.yaml"), "x and y")
    assert not any(one.view == ("a", "b") for one in plan.edits)


def test_who_is_worse_off_is_judged_with_what_is_agreed() -> None:
    """Ana gives half of her field; with the parts divided she keeps what she minds."""
    text = FIELD.replace("present: none", "present: peace")
    target = "yields == half and peace"
    worse = "worse off: Ana prefers the present to this"
    found = find_levers(parse_case(text, "case.yaml"), target, size=2)
    divided = [
        any(change.about.deed == "divides" for change in lever.changes) for lever in found.levers
    ]
    assert any(divided) and not all(divided)
    for lever, parts in zip(found.levers, divided, strict=True):
        assert (worse in lever.flags) is not parts


@pytest.mark.parametrize("text", [BRIDGE, PLAQUE, FIELD])
def test_no_change_of_a_set_can_be_spared(text: str) -> None:
    """T-H6: each set works, and none does without any one of its changes."""
    target = {BRIDGE: DEAL, PLAQUE: "plaque and not sue", FIELD: "yields == half and peace"}[text]
    plan = Plan(parse_case(text, "case.yaml"), target)
    found = search(plan.checks, len(plan.edits), 2)
    assert found.sets
    for mask in found.sets:
        chosen = plan.checks[0].bench.chosen(mask)
        assert works(plan, chosen, target)
        for spared in chosen:
            assert not works(plan, [edit for edit in chosen if edit is not spared], target)


def test_what_lasts_with_something_new_done_in_it_is_not_lost() -> None:
    """Half the field in peace (4) lasts; once the parts are divided it lasts so (10)."""
    text = FIELD.replace("[yields == none, peace]", "[peace, yields == none]")
    text = text.replace("[yields == all, not peace]", "[yields >= half iff peace, yields == all]")
    plan = Plan(parse_case(text, "case.yaml"), "yields == half and peace")
    (place,) = [k for k, edit in enumerate(plan.edits) if edit.about.deed == "divides"]
    effects = Effects(plan.ground, plan.checks, plan.edits)
    assert 4 in effects.before[0]
    gained, lost = effects.equilibria(1 << place)
    assert 10 in gained and 4 not in lost
    assert 4 not in effects._equilibria(plan.checks[0], 1 << place)
