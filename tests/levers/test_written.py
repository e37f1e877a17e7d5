"""Levers written into case files: the file, read afresh, gives what the search judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

import pytest

from detente import compare_views, compile_game, find_levers, load, parse_case
from detente.case import Case
from detente.case.draft import Draft
from detente.case.names import names
from detente.case.reader import read_document
from detente.case.shipped import shipped_bytes
from detente.errors import CaseError, InputError
from detente.levers import Lever, Levers, Plan
from detente.levers.additions import extended
from detente.levers.edits import Edit, applied
from detente.levers.result import Change
from detente.levers.written import write_levers
from tests.levers.new.drawn import drawn_text
from tests.strategies import draw_case, to_yaml

#: levers of one case that are written
MOST = 5
#: what a case file cannot say, and says so
UNSAID = (
    "a case file says either the direction or the levels",
    "means.settlement: no party has an option called",
    "which nobody would imagine any more",
    "differs from one hypothesis to another",
)


def edits_of(changes: Iterable[Change]) -> list[Edit]:
    return [change.made.edit for change in changes if change.made is not None]


def written(text: str, name: str, changes: Sequence[Change]) -> Case | None:
    """The case of the changed file; None where a file cannot say the changes, for a known reason.

    No line of the file goes but those that the changes are about, and the act has a name.
    """
    case = parse_case(text, name)
    draft = Draft(read_document(text, name))
    try:
        told = write_levers(case, draft, changes)
    except InputError as error:
        assert any(reason in str(error) for reason in UNSAID), error
        return None
    assert told and len(told) < 100
    return parse_case(draft.document.text, name)


Row = tuple[Any, Any, Any, tuple[str, ...]]


def rows(case: Case, hypothesis: str | None, concept: str, kept: set[str]) -> dict[Any, Row]:
    """Own, expected, base and classes of every state, which goes by what is done in it."""
    table = compare_views(case, hypothesis=hypothesis, concepts=concept)
    options = table.lens.base.options
    found: dict[Any, Row] = {}
    for row in table.to_rows():
        code = row["code"]
        state = (
            frozenset(
                (one.name, one.word(code // one.stride % len(one.levels)))
                for one in options
                if one.name in kept
            )
            if options
            else code
        )
        assert state not in found
        found[state] = (row["own"], row["expected"], row["base"], tuple(row["classes"]))
    return found


def check(text: str, name: str, found: Levers, reachable: bool = False) -> Iterator[Lever]:
    """Hold the judgement of the search against that of a fresh reading, for some of its levers."""
    case = parse_case(text, name)
    given = found.hypothesis
    bases = (None, *case.hypotheses) if given == "all" else (given,)
    levers = list(found.levers)
    if len(levers) > MOST:
        levers = Random(len(levers)).sample(levers, MOST)
    for lever in levers:
        after = written(text, name, lever.changes)
        if after is None:
            continue
        again = find_levers(
            after, found.target, 0, found.concept, found.test, given, reachable, new=False
        )
        assert again.already, [change.what for change in lever.changes]
        agree(case, after, lever.changes, bases, found.concept)
        yield lever


def agree(
    case: Case,
    after: Case,
    changes: Sequence[Change],
    bases: Iterable[str | None],
    concept: str,
) -> None:
    """The changed file gives every row that the changed case in memory gives."""
    edits = edits_of(changes)
    known = extended(names(case), [one.adds for one in edits if one.adds is not None])
    kept = {option.full for option in names(after).options}
    for base in bases:
        judged = applied(case.knowing(known), edits, base)
        try:
            then = rows(judged, base, concept, kept)
        except CaseError:  # alone, a change may leave some view without a state
            with pytest.raises(CaseError):
                rows(after, base, concept, kept)
            continue
        now = rows(after, base, concept, kept)
        assert now == then, [change.what for change in changes]


# many cases ----------------------------------------------------------------------------------


def drawn(seed: int) -> str:
    """The text of a case: the plain ones, with bounds on levers, and those in which more is new."""
    if seed % 2:
        return drawn_text(seed)
    rng = Random(seed)
    shape = {"graph": True} if seed % 10 == 2 else {"merging": True} if seed % 10 == 4 else {}
    raw = draw_case(rng, largest=12, **shape)
    if rng.random() < 0.5 and "states" not in raw:
        raw["parties"]["watcher"] = {"name": "The watcher", "at_table": False}
        raw["levers"] = {"guarantors": ["watcher"]}
    return to_yaml(raw)


def a_target(case: Case, rng: Random) -> str:
    game = compile_game(case)
    index = rng.choice(game.states().tolist())
    words = game.state(index)
    if isinstance(words, str):
        return words
    name = rng.choice([one for one in words if one.split(".")[0] in game.parties])
    level = words[name]
    return f"{name} == {level if isinstance(level, str) else str(level).lower()}"


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_is_what_was_judged(seed: int) -> None:
    text, rng = drawn(seed), Random(seed)
    try:
        case = parse_case(text, "drawn.yaml")
    except CaseError:  # what was drawn for guarantors does not go with what was there
        return
    concept = rng.choice(["nash", "gmr", "smr", "seq", "sseq"])
    test = rng.choice(["own", "consensus", "steady"])
    reachable = rng.random() < 0.3 and case.present is not None
    given = rng.choice([None, *case.hypotheses, *(["all"] if case.hypotheses else [])])
    try:
        found = find_levers(case, a_target(case, rng), 2, concept, test, given, reachable)
    except InputError:
        return
    for _ in check(text, "drawn.yaml", found, reachable):
        pass


def singly(plan: Plan) -> Iterator[tuple[Change, ...]]:
    """Every change that a case offers, alone, whether it helps or not."""
    return ((change,) for change in plan.changes())


@pytest.mark.parametrize("seed", range(100, 130))
def test_so_is_every_single_change_that_a_case_offers(seed: int) -> None:
    text = drawn(seed)
    try:
        case = parse_case(text, "drawn.yaml")
        plan = Plan(case, a_target(case, Random(seed)), "seq", reachable=case.present is not None)
    except InputError:
        return
    offered = list(singly(plan))
    for changes in Random(seed).sample(offered, min(MOST, len(offered))):
        after = written(text, "drawn.yaml", changes)
        if after is not None:
            agree(case, after, changes, plan.bases, "seq")


# shipped cases -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "to", "concept"),
    [
        ("arms-race-dilemma", None, "nash"),
        ("prisoners-dilemma", None, "seq"),
        ("chicken", None, "nash"),
        ("cuba-1962", None, "nash"),
        ("elmira-1991", None, "nash"),
        ("harbour-2031", "offer == full", "seq"),
        ("syria-iraq-1975", None, "seq"),
        ("geneva-2022", "forces=stand_down and limits and not no_basing and pledge=kept", "seq"),
    ],
)
def test_so_it_is_on_the_shipped_cases(name: str, to: str | None, concept: str) -> None:
    case = load(name)
    if to is None and not case.victory:
        to = a_target(case, Random(1))
    found = find_levers(case, to, 2, concept)
    text = shipped_bytes(name).decode()
    for lever in check(text, f"{name}.yaml", found):
        after = written(text, f"{name}.yaml", lever.changes)
        assert after is not None


def test_geneva_under_every_hypothesis_at_once() -> None:
    text = shipped_bytes("geneva-2022").decode()
    plan = Plan(load("geneva-2022"), "forces=stand_down", hypothesis="all", reachable=True)
    case, told = parse_case(text, "geneva-2022.yaml"), 0
    first = {changes[0].about.deed: changes for changes in reversed(list(singly(plan)))}
    for changes in list(first.values())[::2]:
        after = written(text, "geneva-2022.yaml", changes)
        if after is not None:
            told += 1
            agree(case, after, changes, plan.bases, "seq")
    assert told > len(first) / 4


# by hand -------------------------------------------------------------------------------------

HEAD = "# A dilemma of two.\nid: bridge   # an id\n"
BRIDGE = (
    HEAD
    + """
parties:
  north:
    options:
      open: Open the bridge             # a remark
      toll: {does: Ask a toll, levels: [none, low, high], one_way: {is: up, doubt: low}}
    prefers:
      - {is: pay, doubt: high}          # first
      - not open
  south:
    options: {pay: Pay for repairs}
    ranking: [code 1, [7, none]]
  town: {name: The town, at_table: false}
present: none
impossible: [toll == high and pay]
views:
  north:
    unseen: [pay]
  south:
    north: {prefers: [not open], basis: reading}
    imagined: {north: {burn: Burn it}}
    one_way: {toll: down}
  south.north: {aware: true}
levers: {guarantors: [town], restores: {town: [open, pay]}}
"""
)


def changed(deed: str, **about: str) -> tuple[list[str], list[str]]:
    """The lines that go and the lines that come with one of the changes that the case offers."""
    case = parse_case(BRIDGE, "bridge.yaml")
    plan = Plan(case, "open", "seq", "own", reachable=True)
    for changes in singly(plan):
        it = changes[0].about
        if it.deed == deed and all(getattr(it, key) == value for key, value in about.items()):
            draft = Draft(read_document(BRIDGE, "bridge.yaml"))
            write_levers(case, draft, changes)
            before, after = BRIDGE.splitlines(), draft.document.text.splitlines()
            agree(case, parse_case(draft.document.text, "bridge.yaml"), changes, [None], "seq")
            return (
                [line.strip() for line in before if line not in after],
                [line.strip() for line in after if line not in before],
            )
    raise AssertionError(deed)


@pytest.mark.parametrize(
    ("deed", "about", "gone", "come"),
    [
        ("can", {}, ["unseen: [pay]"], []),
        ("prefers", {}, ["north: {prefers: [not open], basis: reading}"], []),
        ("cannot", {}, ["imagined: {north: {burn: Burn it}}"], []),
        ("way", {}, ["one_way: {toll: down}"], []),
        (
            "does_not_know",
            {},
            ["south.north: {aware: true}"],
            ["south.north: {aware: true, unseen: {south.pay: false}}"],
        ),
        (
            "binds",
            {"option": "north.open"},
            ["open: Open the bridge             # a remark"],
            ["open: {does: Open the bridge, one_way: [true]}             # a remark"],
        ),
        (
            "guarantees",  # up, and staying at low: from none alone there is a way on
            {"option": "north.toll"},
            [
                "toll: {does: Ask a toll, levels: [none, low, high], "
                "one_way: {is: up, doubt: low}}",
                "one_way: {toll: down}",
            ],
            [
                "toll: {does: Ask a toll, levels: [none, low, high], "
                "one_way: {is: [low, high], doubt: low}}"
            ],
        ),
        ("drops", {}, ["- {is: pay, doubt: high}          # first"], []),
        ("makes_possible", {}, ["impossible: [toll == high and pay]"], []),
        ("goes_first", {"level": "low"}, ["present: none"], ["present: toll=low"]),
    ],
)
def test_what_is_written_is_what_people_would_write(
    deed: str, about: dict[str, str], gone: list[str], come: list[str]
) -> None:
    assert changed(deed, **about) == (gone, come)


def test_a_direction_and_a_level_that_stays_cannot_both_be_said() -> None:
    """Up alone, and staying at none: from none there is no way, from low there is one up."""
    with pytest.raises(InputError, match="either the direction or the levels"):
        changed("binds", option="north.toll", level="none")


def test_a_case_that_has_changed_since_is_left_alone() -> None:
    found = find_levers(parse_case(BRIDGE, "bridge.yaml"), "open", 1, "nash", "own")
    (lever, *_) = [one for one in found.levers if one.changes]
    text = BRIDGE.replace("an id", "the id")
    draft = Draft(read_document(text, "bridge.yaml"))
    with pytest.raises(InputError, match="look for levers again"):
        write_levers(parse_case(text, "bridge.yaml"), draft, lever.changes)
    assert draft.changes == []


def test_an_option_that_stands_before_others_gives_states_other_codes() -> None:
    """A new option of the first party: codes of rankings and of the present are said in words."""
    text = PARTS.format(present="present: 4")
    case = parse_case(text, "parts.yaml")
    plan = Plan(case, "offer == half", "seq", reachable=True)
    (changes,) = [one for one in singly(plan) if one[0].about.deed == "divides"]
    draft = Draft(read_document(text, "parts.yaml"))
    write_levers(case, draft, changes)
    after = parse_case(draft.document.text, "parts.yaml")
    agree(case, after, changes, [None], "seq")
    assert "divide_offer: " in draft.document.text
    assert "present: offer=half + work" in draft.document.text
    assert list(names(case).options)[-1].option == "work"
    assert list(names(after).options)[-1].option == "work"


PARTS = """id: parts
parties:
  owner:
    options: {{offer: {{does: Offer, levels: [none, half, all]}}}}
    prefers: [work, offer == none]
  crew:
    options: {{work: Work}}
    ranking: [code 5, offer=half + work, code 2, [1, 3], none]
{present}
issues:
  pay: {{asks: How much, options: [offer], positions: {{owner: none, crew: all}}}}
"""
