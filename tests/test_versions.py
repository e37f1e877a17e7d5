"""`detente diff`: which inputs changed, and which verdicts, against the slow definitions."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given

import detente
from detente.case.changes import changed_inputs, where
from detente.case.document import show
from detente.cli import main
from tests import byhand
from tests.byhand.concepts import CONCEPTS, answerable
from tests.byhand.game import Game
from tests.byhand.rows import game_of
from tests.strategies import draw_case, sound, to_yaml
from tests.strategies.chance import RANDOM, examples

ABSENT = "absent"
Raw = dict[str, Any]


def changes(old: str, new: str) -> list[tuple[str, str, Any, Any]]:
    before, after = detente.parse_case(old, "case.yaml"), detente.parse_case(new, "case.yaml")
    return [(show(it.path), it.how, it.old, it.new) for it in changed_inputs(before, after)]


# inputs ----------------------------------------------------------------------------------------

SMALL = """
detente: 1
parties:
  north:
    options: {open: Open it, pay: {does: Pay, levels: [no, half, all]}}
    prefers: [open, not wall, pay]
  south: {options: {wall: Build it}, ranking: [none, [open, wall]]}
present: {wall: true}
impossible: [open and wall]
statements:
  - {id: s1, party: north, act: demand, gist: No wall}
  - {id: s2, party: south, act: refusal, gist: There must be one}
views:
  south: {north: {prefers: [wall]}, unseen: [pay]}
hypotheses:
  bluff: {north: {prefers: [pay]}}
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("open: Open it", "open: {does: Open it, levels: [false, true]}", []),
        ("[open, not wall, pay]", "[{is: open}, {any: [not wall]}, pay]", []),
        ("unseen: [pay]", "unseen: {pay: {is: null}}", []),
        (
            "open: Open it",
            "open: Open it wide",
            [("parties.north.options.open.does", "changed", "Open it", "Open it wide")],
        ),
        (
            "prefers: [open, not wall, pay]",
            "prefers: [open, wall, pay]",
            [("parties.north.prefers[1]", "changed", "not wall", "wall")],
        ),
        (
            "prefers: [open, not wall, pay]",
            "prefers: [open, pay]",
            [("parties.north.prefers[1]", "removed", "not wall", None)],
        ),
        (
            "prefers: [open, not wall, pay]",
            "prefers: [not open, open, not wall, pay]",
            [("parties.north.prefers[0]", "added", None, "not open")],
        ),
        (
            "prefers: [open, not wall, pay]",
            "prefers: [not wall, pay, open]",
            [("parties.north.prefers[2]", "moved", 1, 3)],
        ),
        (
            "prefers: [open, not wall, pay]",
            "prefers: [{is: open, doubt: high}, not wall, pay]",
            [("parties.north.prefers[0].doubt", "added", None, 0.5)],
        ),
        (
            "ranking: [none, [open, wall]]",
            "ranking: [none, open, wall]",
            [
                ("parties.south.ranking[1]", "changed", ["open", "wall"], "open"),
                ("parties.south.ranking[2]", "added", None, "wall"),
            ],
        ),
        ("present: {wall: true}", "present: {}", [("present.wall", "removed", "true", None)]),
        (
            "{id: s1, party: north, act: demand, gist: No wall}",
            "{id: s1, party: north, act: threat, gist: No wall}",
            [("statements[0].act", "changed", "demand", "threat")],
        ),
        (
            "  - {id: s1, party: north, act: demand, gist: No wall}\n",
            "",
            [
                (
                    "statements[0]",
                    "removed",
                    {"id": "s1", "party": "north", "act": "demand", "gist": "No wall"},
                    None,
                )
            ],
        ),
        (
            "north: {prefers: [wall]}",
            "north: {prefers: [not wall]}",
            [("views.south.north.prefers[0]", "changed", "wall", "not wall")],
        ),
        (
            "bluff: {north: {prefers: [pay]}}",
            "bluff: {north: {weights: {pay: 0.5}}}",
            [
                ("hypotheses.bluff.north.weights", "added", None, {"pay": 0.5}),
                ("hypotheses.bluff.north.prefers", "removed", ["pay"], None),
            ],
        ),
    ],
)
def test_inputs_are_told_by_path_from_what_to_what(
    before: str, after: str, expected: list[tuple[str, str, Any, Any]]
) -> None:
    assert before in SMALL
    assert sorted(changes(SMALL, SMALL.replace(before, after)), key=str) == sorted(
        expected, key=str
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("parties", "north", "prefers", 1), "north, statements of preference, place 2"),
        (("views", "south", "north", "ranking", 0), "as south sees it, north, ranking, place 1"),
        (("views", "south", "unseen", "pay"), "as south sees it, unseen, pay"),
        (("hypotheses", "h", "north", "options", "o"), "under hypothesis h, north, option o"),
        (("walk_away", "north"), "walk away, north"),
    ],
)
def test_a_path_reads_as_words(path: tuple[str | int, ...], said: str) -> None:
    assert where(path) == said


@pytest.mark.parametrize("name", ["geneva-2022", "harbour-2031", "elmira-1991", "cuba-1962"])
def test_a_case_does_not_differ_from_itself(name: str) -> None:
    found = detente.compare_versions(detente.load(name), detente.load(name), ["nash"])
    assert (found.inputs, found.verdicts, found.left_out) == ((), (), ())


# verdicts --------------------------------------------------------------------------------------


def changed(raw: Raw, rng: Random) -> Raw:
    """Another version: new preferences for someone, an option more or less, another order."""
    new = copy.deepcopy(raw)
    party = rng.choice(list(new["parties"]))
    person = new["parties"][party]
    how = rng.choice(("prefer", "forget", "add", "reorder"))
    if how == "prefer" and person.get("prefers"):
        rng.shuffle(person["prefers"])
        person["prefers"] = person["prefers"][:-1] or person["prefers"]
    elif how == "forget":
        for key in ("prefers", "ranking", "weights"):
            person.pop(key, None)
    elif how == "add" and not new.get("states"):
        own = dict(person.get("options") or {})
        person["options"] = {"extra": "Something new", **own}
    elif how == "reorder":
        new["parties"] = dict(reversed(new["parties"].items()))
    return new


def without_codes(raw: Raw) -> bool:
    """Whether nothing in the case names a state by its code, which an option more would shift."""
    return "code" not in to_yaml(raw) and not any(
        isinstance(item, int)
        for person in raw["parties"].values()
        for rung in person.get("ranking") or []
        for item in (rung if isinstance(rung, list) else [rung])
    )


def key_of(universe: byhand.Universe, code: int, other: byhand.Universe) -> Any:
    """A state by names: every option that is not at its first level, or a state of the graph."""
    if universe.graph is not None:
        return universe.graph[code]
    here = zip(universe.options, universe.levels(code), strict=True)
    return frozenset(
        (option.key, option.levels[level])
        for option, level in here
        if level or option.key not in {it.key for it in other.options}
        if level
    )


def told_by_hand(
    old: byhand.Universe, new: byhand.Universe, view: str, hypothesis: str | None
) -> Iterator[tuple[Any, ...]]:
    before, after = game_of(old, view, hypothesis), game_of(new, view, hypothesis)
    ours = {key_of(old, code, new): code for code in before.states}
    theirs = {key_of(new, code, old): code for code in after.states}

    def everyone(game: Game, concept: str, code: int | None) -> Any:
        if code is None:
            return ABSENT
        if not all(answerable(game, concept, party) for party in game.parties):
            return "open"
        return byhand.equilibrium(game, concept, code)

    def one(game: Game, concept: str, party: str, code: int) -> Any:
        if not answerable(game, concept, party):
            return "open"
        return byhand.stable(game, concept, party, code)

    for concept in CONCEPTS:
        for key in ours.keys() | theirs.keys():
            a = everyone(before, concept, ours.get(key))
            b = everyone(after, concept, theirs.get(key))
            if a != b and (ABSENT not in (a, b) or True in (a, b)):
                yield view, hypothesis, concept, None, key, a, b
        for party in before.parties:
            for key in ours.keys() & theirs.keys() if party in after.parties else ():
                x = one(before, concept, party, ours[key])
                y = one(after, concept, party, theirs[key])
                if x != y:
                    yield view, hypothesis, concept, party, key, x, y


@examples(40)
@given(RANDOM)
def test_verdicts_differ_as_the_definitions_say(rng: Random) -> None:
    raw = draw_case(rng, views=False, merging=False, largest=12)
    new_raw = changed(raw, rng)
    if to_yaml(raw) == to_yaml(new_raw) or not sound(new_raw):
        return
    renumbered = list(raw["parties"]) != list(new_raw["parties"]) or "extra" in to_yaml(new_raw)
    if renumbered and not without_codes(raw):
        return
    old, new = byhand.read_universe(raw), byhand.read_universe(new_raw)
    found = detente.compare_versions(
        detente.parse_case(to_yaml(raw), "case.yaml"),
        detente.parse_case(to_yaml(new_raw), "case.yaml"),
    )
    rows = [row for row in found.to_rows() if row["what"] == "verdict"]
    got = set()
    for row in rows:
        state = row["state"]
        if isinstance(state, dict):
            universe = old if row["to"] == ABSENT else new
            first = {
                option.key: option.levels[0] if option.named else False
                for option in universe.options
            }
            state = frozenset(
                (name, "true" if level is True else level)
                for name, level in state.items()
                if level != first[name]
            )
        head = (row["view"], row["hypothesis"], row["concept"], row["party"])
        got.add((*head, state, row["from"], row["to"]))
    assert len(got) == len(rows)
    expected = set()
    for view, hypothesis in found.compared:
        expected |= set(told_by_hand(old, new, view, hypothesis))
    assert got == expected, to_yaml(raw) + "\n-----\n" + to_yaml(new_raw)


# the command -----------------------------------------------------------------------------------


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["diff", *args])


def test_the_command_tells_inputs_then_verdicts(tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("id: small" + SMALL, "utf-8")
    text = SMALL.replace("[open, not wall, pay]", "[wall]").replace("bluff:", "serious:")
    new.write_text("id: small" + text, "utf-8")
    result = run(str(old), str(new), "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    whats = [row["what"] for row in rows]
    assert whats == sorted(whats) and set(whats) == {"input", "verdict"}
    assert "hypothesis bluff" in result.stderr and "hypothesis serious" in result.stderr
    shown = run(str(old), str(new)).stdout
    assert "north, statements of preference, place 1: open -> wall" in shown
    assert "the base" in shown and "would now" in shown


def test_nothing_changed_is_an_answer() -> None:
    result = run("chicken", "chicken", "--json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Nothing changed" in result.stderr


def test_unrelated_cases_can_be_compared_too() -> None:
    result = run("chicken", "elmira-1991", "--concept", "nash")
    assert result.exit_code == 0
    assert "is no state now" in result.stdout


def test_a_faulty_version_is_told_as_such() -> None:
    result = run("chicken", "nowhere-at-all")
    assert result.exit_code == 1 and result.stdout == ""


def test_states_of_one_name_and_entries_without_a_level_are_told_apart(tmp_path: Path) -> None:
    old = (
        "detente: 1\nid: shed\nparties: {a: {options: {x: Do x}, prefers: [x]},"
        " b: {options: {y: Do y}, prefers: [y]}}\n"
        "outcomes: {some: {when: x or y, name: A start}}\n"
        "views: {a: {unseen: [z]}}\n"
    ).replace("{y: Do y}", "{y: Do y, z: Do z}")
    new = old.replace("prefers: [x]", "prefers: [not x]").replace("[z]", "[z, y]")
    for name, text in (("old", old), ("new", new)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    said = CliRunner().invoke(
        main, ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "--concept", "nash"]
    )
    assert "A start (x + y): held, does not now" in said.stdout
    assert "A start (y): holds now, did not" in said.stdout
    assert "nothing" not in said.stdout
    assert "no level given, so as at present" in said.stdout
