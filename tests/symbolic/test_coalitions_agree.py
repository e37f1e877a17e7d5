"""What coalitions leave, and where to, by either engine; and where nobody could list the states."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.symbolic import Wide, case_text
from detente.case import Case, parse_case
from detente.cli import main
from detente.errors import InputError
from detente.game import Game, compile_game
from detente.game.symbolic import SymbolicGame, TooLarge, compile_symbolic
from detente.game.symbolic.engine import SymbolicEngine
from detente.stability import (
    COALITION_CONCEPTS,
    CoalitionSets,
    CoalitionTable,
    coalition_sets_of,
    coalitions_of,
    find_coalitions,
)
from detente.stability.coalition_diagrams import DiagramEngine
from tests.strategies import to_yaml
from tests.symbolic.test_engines_agree import both, drawn
from tests.symbolic.wide import wide_case

FAR = 1 << 40


def agree(listed: CoalitionTable, formulas: CoalitionSets, rng: Random) -> int:
    """Compare every answer, of all states and of some; how many there were."""
    game = listed.game
    states = game.states().tolist()
    some = formulas.game.set_of(formulas.game.diagrams.false)
    drawn = rng.sample(states, min(3, len(states)))
    for state in drawn:
        some = some | formulas.game.set_of(formulas.game.space.single(game.code(state)))
    count = 0
    for concept in listed.concepts:
        for coalition in listed.coalitions:
            leaves = listed.leaves(concept, coalition)
            assert bool(listed.why_open(concept, coalition)) == (leaves is None)
            found = formulas.leaves(concept, coalition)
            assert (found is None) == (leaves is None)
            if leaves is None or found is None:
                continue
            away = [game.code(state) for state in leaves.first(FAR)]
            assert found.first(FAR) == away, (concept, coalition)
            asked = formulas.leaving(concept, coalition, some)
            assert asked is not None
            codes = {game.code(state) for state in drawn}
            assert set(asked.first(FAR)) == set(away) & codes
            for state in drawn:
                ends = listed.to(concept, coalition, state)
                code = game.code(state)
                told = formulas.ends(concept, coalition, code)
                assert told.first(FAR) == sorted(game.code(end) for end in ends)
                if told:
                    check_steps(formulas, coalition, code, told.first(1)[0])
            count += len(states)
        for one, other in (
            (listed.kept(concept), formulas.kept(concept)),
            (listed.left(concept), formulas.left(concept)),
            (listed.universal_of(concept), formulas.universal_of(concept)),
        ):
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert [game.code(s) for s in one.first(FAR)] == other.first(FAR)
    return count


def check_steps(sets: CoalitionSets, coalition: tuple[int, ...], start: int, end: int) -> None:
    """Members take turns, each step is a move of whoever takes it, and the last one ends there."""
    game, last = sets.game, -1
    for party, state in sets.together(coalition, start, end):
        assert party in coalition and party != last and state != start
        assert game.space.holds(game.engine.before(party, game.space.single(state)), start)
        start, last = state, party
    assert start == end


def compare(listed: Game, formulas: SymbolicGame, rng: Random) -> int:
    count = agree(coalitions_of(listed), coalition_sets_of(formulas), rng)
    pareto = coalitions_of(listed, "cnash", pareto=True)
    count += agree(pareto, coalition_sets_of(formulas, "cnash", pareto=True), rng)
    alone = [[party] for party in listed.parties]
    of = [*alone, list(listed.parties)]  # a party alone, and all together
    pareto = coalitions_of(listed, of=of, pareto=True)
    return count + agree(pareto, coalition_sets_of(formulas, of=of, pareto=True), rng)


@pytest.mark.parametrize("start", range(0, 10, 5))
def test_random_cases(start: int) -> None:
    count = 0
    for seed in range(start, start + 5):
        case, paths, hypotheses = drawn(seed)
        for listed, formulas in both(case, paths[:2], hypotheses):
            count += compare(listed, formulas, Random(seed))
    assert count > 1_000


def test_wide_cases() -> None:
    count = 0
    for seed in range(3):
        case = parse_case(to_yaml(wide_case(Random(seed), 96)))
        listed, formulas = compile_game(case), compile_symbolic(case)
        count += compare(listed, formulas, Random(seed))
    assert count > 1_000


def test_rules_that_tie_members_to_each_other() -> None:
    """What lies between has to be possible; a long way round counts, a leap does not."""
    text = """
detente: 1
id: tied
parties:
  a: {options: {x: {does: Go, levels: [none, some, all]}}, prefers: [x == all and y == all]}
  b: {options: {y: {does: Go, levels: [none, some, all]}}, prefers: [x == all and y == all]}
  c: {options: {z: Go}, prefers: [z]}
impossible: [x == all and y == none, x == none and y == all, %s]
present: none
"""
    apart = "(x == none and y != none) or (x != none and y == none)"
    for rule, leaves in ((apart, False), ("x == some and y == some", True)):
        case = parse_case(text % rule)
        formulas = coalition_sets_of(compile_symbolic(case), "cnash")
        assert bool(formulas.ends("cnash", (0, 1), 0)) == leaves
        agree(coalitions_of(compile_game(case), "cnash"), formulas, Random(1))


# where nobody could list the states -----------------------------------------------------------


@pytest.fixture(scope="module")
def wide() -> Case:
    """A case of fifty options that is answered quickly."""
    return parse_case(f"{case_text(Wide(50, 2, 'issues', (5, 5)))}present: none\n")


def test_counts_and_departures_where_nobody_could_list_them(wide: Case) -> None:
    table = find_coalitions(wide, concepts=["cnash", "cgmr"])
    assert isinstance(table, CoalitionSets)
    for concept in table.concepts:
        kept, left, rest = table.kept(concept), table.left(concept), table.universal_of(concept)
        assert rest is not None and 0 < rest.count < table.game.n_states
        assert kept.count == left.count + rest.count
        alone = [table.leaves(concept, one) for one in table.coalitions[:2]]
        assert alone[0] is not None and alone[1] is not None
        assert ~kept == alone[0] | alone[1]
    assert table.leavers("cnash", 0)
    text = str(table)
    assert "At the present, 0 (none):" in text and "that every party alone would keep" in text


def test_the_order_of_what_is_asked_changes_nothing(wide: Case) -> None:
    """Of all states, of those that parties alone keep, of one: the same answers."""
    table = find_coalitions(wide, concepts="cseq")
    assert isinstance(table, CoalitionSets)
    for coalition in table.coalitions:
        leaves = table.leaves("cseq", coalition)
        kept = table.kept("cseq")
        asked = table.leaving("cseq", coalition, kept)
        assert leaves is not None and asked is not None and asked == leaves & kept
        for code in table.game.states.sample(5, seed=2):
            assert bool(table.ends("cseq", coalition, code)) == (code in leaves)


def test_what_grew_too_large_is_left_open(wide: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = SymbolicEngine.before

    def outgrown(engine: SymbolicEngine, party: int, *rest: Any) -> Any:
        if party == 1:
            raise TooLarge("the decision diagrams outgrew 4,096 MB")
        return sweep(engine, party, *rest)

    table = coalition_sets_of(compile_symbolic(wide), "cnash")
    monkeypatch.setattr(SymbolicEngine, "before", outgrown)
    assert table.leaves("cnash", (0,)) is not None
    assert table.leaves("cnash", (1,)) is None and table.universal_of("cnash") is None
    assert table.grown == ["the decision diagrams outgrew 4,096 MB at 'cnash' for p1"]
    assert table.why_open("cnash", (0, 1)) == "the diagrams grew too large"


def test_what_was_found_before_an_interruption_is_kept(
    wide: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = find_coalitions(wide, concepts=["cnash", "cgmr"])
    table = coalition_sets_of(compile_symbolic(wide), ["cnash", "cgmr"])
    sweep = DiagramEngine.leaving

    def stopped(engine: DiagramEngine, coalition: tuple[int, ...], *rest: Any) -> Any:
        if len(coalition) > 1:
            raise KeyboardInterrupt
        return sweep(engine, coalition, *rest)

    monkeypatch.setattr(DiagramEngine, "leaving", stopped)
    text = str(table)
    assert isinstance(whole, CoalitionSets) and not table.complete
    assert table.kept("cnash").count == whole.kept("cnash").count and not table.left("cnash")
    assert "1 coalition not looked at, since it was interrupted" in text
    assert "cgmr" not in text and table.universal_of("cnash") is None


def test_ways_back_are_not_followed() -> None:
    three = parse_case(case_text(Wide(30, 3, "issues", (4, 4))))
    sets = coalition_sets_of(compile_symbolic(three), "cnash", pareto=True)
    assert sets.universal_of("cnash") is not None
    with pytest.raises(InputError, match="ways back to where an answer began"):
        coalition_sets_of(compile_symbolic(three), "cgmr", pareto=True)


def run(*args: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["coalitions", *args, "--json"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    "question",
    [
        ("cuba-1962",),
        ("harbour-2031", "--concept", "cseq", "--view", "union"),
        ("harbour-2031", "--of", "city,union", "--concept", "csmr"),
        ("cuba-1962", "--universal"),
        ("cuba-1962", "--state", "present"),
        ("harbour-2031", "--state", "strike + offer=low", "--concept", "cgmr"),
        ("harbour-2031", "--concept", "cnash", "--pareto"),
    ],
)
def test_both_engines_print_the_same_rows(question: tuple[str, ...]) -> None:
    assert run(*question, "--engine", "symbolic") == run(*question, "--engine", "explicit")


def test_the_command_where_nobody_could_list_them(tmp_path: Path) -> None:
    path = tmp_path / "wide.yaml"
    text = case_text(Wide(50, 2, "issues", (5, 5)))
    path.write_text(f"{text}present: none\n", encoding="utf-8")
    rows = run(str(path), "--limit", "3", "--concept", "cnash")
    assert len(rows) == 9
    assert all(len(row["to"]) == min(100, row["among"]) for row in rows)
    result = CliRunner().invoke(main, ["coalitions", str(path), "--universal", "--json"])
    assert "states under cnash are listed" in result.stderr
    text = CliRunner().invoke(main, ["coalitions", str(path), "--state", "present"]).stdout
    assert "would leave together" in text
    assert list(COALITION_CONCEPTS) == [line.split()[0] for line in text.splitlines() if
                                        line.startswith("c") and "(" in line]  # fmt: skip
