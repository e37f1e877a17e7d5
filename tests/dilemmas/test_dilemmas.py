"""Dilemmas on whole cases: the slow definitions, the laws, and what a user is told."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from click.testing import CliRunner
from hypothesis import given

import detente
from detente.cli import main
from detente.dilemmas import EDITS, Account
from tests import byhand
from tests.byhand.case import level_name
from tests.byhand.dilemmas import dilemmas, scene
from tests.byhand.rows import game_of
from tests.strategies import draw_case, to_yaml
from tests.strategies.chance import RANDOM, examples


def with_board(raw: dict[str, Any], rng: Random) -> dict[str, Any]:
    """The case with a board drawn at random, or none."""
    if rng.random() < 0.35:
        return raw
    universe = byhand.read_universe(raw)
    keys = [(option.key, option.levels) for option in universe.options]

    def some(chance: float) -> dict[str, Any]:
        return {
            key: levels[rng.randrange(len(levels))] for key, levels in keys if rng.random() < chance
        }

    doubted = [
        {"by": party, "option": key, "of": of}
        for party in raw["parties"]
        for key, _ in keys
        for of in ("position", "intention")
        if rng.random() < 0.3
    ]
    positions = {party: some(0.6) for party in raw["parties"] if rng.random() < 0.7}
    board = {"positions": positions, "intentions": some(0.6), "doubted": doubted}
    return {**raw, "board": board}


def drawn(rng: Random, **how: Any) -> tuple[byhand.Universe, detente.Case, str]:
    raw = with_board(draw_case(rng, **{"graph": False, **how}), rng)
    text = to_yaml(raw)
    again = byhand.read_text(text)
    return byhand.read_universe(again), detente.parse_case(text, "drawn.yaml"), text


def told(account: Account) -> set[tuple[Any, ...]]:
    return {(it.party, it.kind, it.other, it.option, it.mode) for it in account.items}


@examples(80)
@given(RANDOM)
def test_dilemmas_are_what_the_definitions_say(rng: Random) -> None:
    universe, case, text = drawn(rng)
    hypothesis = rng.choice([None, *case.hypotheses])
    try:
        found = detente.find_dilemmas(case, hypothesis=hypothesis)
    except detente.InputError:
        assert not any(p.preferences for p in case.parties.values()), text
        return
    for account in found.accounts:
        game = game_of(universe, account.view, hypothesis)
        if not game.states:
            continue
        expected = scene(universe, game)
        by_hand = dilemmas(universe, game)
        code = account.game.code
        wholes = {
            party: None if position.index is None else code(position.index)
            for party, position in account.confrontation.positions.items()
        }
        assert wholes == expected.whole, (account.view, text)
        assert account.confrontation.intended == expected.intended, text
        assert told(account) == by_hand, (account.view, text)
        assert len(account.items) == len(told(account)), "no dilemma is told twice"


@examples(60)
@given(RANDOM)
def test_whoever_disagrees_has_someone_caught(rng: Random) -> None:
    """B is not persuaded by A or A's rejection is not believed, both where B is indifferent."""
    _, case, _ = drawn(rng, views=False)
    if not all(party.preferences for party in case.parties.values()):
        return
    account = detente.find_dilemmas(case).accounts[0]
    game, at = account.game, account.confrontation.positions
    have = {(it.party, it.kind, it.other) for it in account.items if it.option is None}
    threat = account.confrontation.threat
    for a in game.parties:
        for b in game.parties:
            p_a, p_b = at[a].index, at[b].index
            if a == b or None in (p_a, p_b, threat):
                continue
            assert p_a is not None and p_b is not None and threat is not None
            if p_a == p_b:
                assert not {(a, "persuasion", b), (a, "rejection", b)} & have
                assert (a, "positioning", b) not in have
                continue
            persuaded, rejected = (b, "persuasion", a) in have, (a, "rejection", b) in have
            assert persuaded or rejected
            rank = game.rank(game.party_index(a))
            assert (persuaded and rejected) == bool(rank[p_b] == rank[threat])


@examples(60)
@given(RANDOM)
def test_where_all_ask_for_the_same_only_cooperation_and_trust_are_left(rng: Random) -> None:
    raw = draw_case(rng, graph=False, views=False, merging=False)
    universe = byhand.read_universe(raw)
    game = game_of(universe)
    levels = universe.levels(rng.choice(game.states))
    agreed = {
        option.key: option.levels[level] if option.named else bool(level)
        for option, level in zip(universe.options, levels, strict=True)
    }
    agreed = {key: level_name(level) for key, level in agreed.items()}
    raw["board"] = {"positions": dict.fromkeys(raw["parties"], agreed)}
    account = detente.find_dilemmas(detente.parse_case(to_yaml(raw), "agreed.yaml")).accounts[0]
    assert {it.kind for it in account.items if it.option is None} <= {"cooperation", "trust"}


def test_a_view_that_equals_the_base_has_the_same_dilemmas() -> None:
    found = detente.find_dilemmas(detente.load("chicken"))
    first, *rest = [told(account) for account in found.accounts]
    assert rest == [first, first]


def test_textbook_confrontations() -> None:
    """Worked out by hand. Chicken: each asks that it alone goes straight; else both crash."""
    chicken = {
        (it.party, it.kind, it.other)
        for it in detente.find_dilemmas(detente.load("chicken")).accounts[0].items
        if it.option is None
    }
    assert chicken == {
        ("row", "threat", None),
        ("row", "rejection", "column"),
        ("column", "threat", None),
        ("column", "rejection", "row"),
    }
    # Each asks that it alone defects; else both do. The victim prefers that, and nobody is tempted.
    prisoners = {
        (it.party, it.kind, it.other)
        for it in detente.find_dilemmas(detente.load("prisoners-dilemma")).accounts[0].items
        if it.option is None
    }
    assert prisoners == {
        ("row", "trust", "column"),
        ("row", "persuasion", "column"),
        ("column", "trust", "row"),
        ("column", "persuasion", "row"),
    }


GRAPH = """
detente: 1
parties:
  north: {ranking: [b, a, c]}
  south: {ranking: [c, a, b]}
states: [a, b, c]
moves: {north: [[a, b], [b, a]], south: [[a, c], [b, c]]}
present: a
"""


def test_the_graph_form_is_judged_by_best_states_and_the_present() -> None:
    found = detente.find_dilemmas(detente.parse_case(GRAPH, "graph.yaml")).accounts[0]
    assert {(it.party, it.kind, it.other) for it in found.items} == {
        ("north", "threat", None),
        ("south", "threat", None),
        ("north", "trust", "south"),
        ("north", "persuasion", "south"),
        ("south", "persuasion", "north"),
    }


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["dilemmas", *args])


def test_rows_are_complete_and_name_edits_and_actors() -> None:
    result = run("geneva-2022", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0 and rows
    keys = [
        "view",
        "hypothesis",
        "kind",
        "mode",
        "party",
        "with",
        "option",
        "code",
        "feelings",
        "ways",
        "same",
    ]
    for row in rows:
        assert list(row) == keys
        assert (row["option"] is None) == (row["code"] is not None)
        assert row["ways"] and row["feelings"]
        for way in row["ways"]:
            assert way["kind"] in EDITS and way["actor"] and way["what"]
    assert {row["view"] for row in rows} >= {"base", "russia", "us"}


def test_positions_say_where_they_come_from() -> None:
    result = run("harbour-2031", "--positions", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    base = [(row["what"], row["party"], row["from"]) for row in rows if row["view"] == "base"]
    assert base == [
        ("position", "city", "board"),
        ("position", "union", "preferences"),
        ("threatened future", None, "board"),
    ]
    assert "from the board" in run("harbour-2031", "--positions").stdout


def test_a_case_with_neither_board_nor_preferences_is_told_what_is_missing(tmp_path: Any) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text("detente: 1\nparties: {a: {options: {x: X}}, b: {options: {y: Y}}}\n", "utf-8")
    result = run(str(path))
    assert result.exit_code == 1 and result.stdout == ""
    assert "board" in result.stderr and "prefer" in result.stderr
    checked = CliRunner().invoke(main, ["check", str(path)])
    assert "not yet good for: dilemmas" in checked.output


IMPOSSIBLE = """
detente: 1
parties:
  a: {options: {x: X}, prefers: [x]}
  b: {options: {y: Y}, prefers: [y]}
impossible: [x and y]
"""


def test_what_rests_on_an_impossible_future_is_left_out_and_said() -> None:
    found = detente.find_dilemmas(detente.parse_case(IMPOSSIBLE, "impossible.yaml")).accounts[0]
    assert found.confrontation.threat is None
    assert "threatened future is impossible" in found.confrontation.notes[0]
    assert not {it.kind for it in found.items if it.option is None} & {
        "persuasion",
        "rejection",
        "threat",
    }


def test_where_what_is_asked_is_what_is_threatened_nothing_is_rejected() -> None:
    """Upstream asks for what comes anyway; both rules hold by equality, and no feeling is told."""
    case = detente.parse_case(
        "detente: 1\nid: mill\nparties:\n"
        "  up: {options: {dam: Shut the dam}, prefers: [dam]}\n"
        "  down: {options: {sue: Go to court}, prefers: [not dam, not sue]}\n"
        "board: {positions: {up: {dam: true}, down: {dam: false}}, intentions: {dam: true}}\n",
        "mill.yaml",
    )
    found = detente.find_dilemmas(case)
    base = {(it.party, it.kind): it for it in found.accounts[0].items if it.option is None}
    rejected, persuaded = base["down", "rejection"], base["up", "persuasion"]
    assert rejected.same and persuaded.same and not base["down", "persuasion"].same
    assert rejected.feelings == persuaded.feelings == ()
    assert [way["what"] for way in found.ways(rejected)] == ["find a better fallback"]
    assert not list(found.ways(persuaded))
    assert "giving in changes nothing" in str(found)
    assert "defiance" not in str(found)
