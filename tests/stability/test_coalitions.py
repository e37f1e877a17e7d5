"""Coalitions: against the definitions by hand, the laws, the published case, and large games."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given

import detente
from detente.cli import main
from detente.errors import InputError
from detente.game import compile_game
from detente.sources import source
from detente.stability import COALITION_CONCEPTS, CONCEPTS, coalitions_of
from tests import byhand
from tests.byhand.case import BASE
from tests.byhand.coalitions import coalition_rows
from tests.strategies import draw_case, every_path, to_yaml
from tests.strategies.chance import RANDOM, examples

KEYS = ("concept", "coalition", "code", "stable", "to")
ELMIRA = {1: 2, 2: 3, 3: 4, 4: 5, 5: 18, 6: 19, 7: 20, 8: 21, 9: 8}


def found(case: Any, **asked: Any) -> list[dict[str, Any]]:
    rows = detente.find_coalitions(case, **asked).to_rows()
    return [{key: row[key] for key in KEYS} for row in rows]


def agree(raw: dict[str, Any], view: str = BASE, hypothesis: str | None = None) -> None:
    text = to_yaml(raw)
    universe = byhand.read_universe(byhand.read_text(text))
    case = detente.parse_case(text, "drawn.yaml")
    for pareto in (False, True):
        expected = list(coalition_rows(universe, view, hypothesis, pareto))
        got = found(case, view=view, hypothesis=hypothesis, pareto=pareto)
        wrong = [pair for pair in zip(expected, got, strict=False) if pair[0] != pair[1]]
        assert not wrong and len(expected) == len(got), (text, view, pareto, wrong[:3])


# by hand --------------------------------------------------------------------------------------


@examples(60)
@given(RANDOM)
def test_coalitions_do_what_the_definitions_say(rng: Random) -> None:
    raw = draw_case(rng, views=False, largest=18)
    for hypothesis in [None, *(raw.get("hypotheses") or {})]:
        agree(raw, hypothesis=hypothesis)


@pytest.mark.parametrize("form", ["graph", "merged"])
@examples(40)
@given(RANDOM)
def test_also_where_moves_are_not_transitive(form: str, rng: Random) -> None:
    graph = form == "graph"
    agree(draw_case(rng, views=False, graph=graph, merging=not graph, largest=18))


@examples(15)
@given(RANDOM)
def test_also_in_views(rng: Random) -> None:
    raw = draw_case(rng, largest=12)
    deaf = [p for p, view in (raw.get("views") or {}).items() if (view or {}).get("aware") is False]
    for view in every_path(raw):
        if not any(view.startswith(f"{other}.") for other in deaf):
            agree(raw, view)


def test_nobody_takes_part_in_two_credible_answers_in_a_row_where_moves_do_not_compose() -> None:
    """From s2, a and b may lead to s6 together (a gains, b does not mind), and a alone on to s3;
    but a would then move twice in a row, and one move of a does not lead there.
    """
    text = """
parties:
  a: {ranking: [s3, s6, s2]}
  b: {ranking: [[s6, s2], s3]}
  c: {ranking: [[s6, s2], s3]}
states: [s3, s6, s2]
moves: {a: [[s6, s3], [s6, s2], [s2, s6]], b: [[s6, s3], [s2, s6]], c: [[s3, s2], [s6, s3]]}
present: s2
"""
    case = detente.parse_case(text, "three.yaml")
    table = detente.find_coalitions(
        case, concepts="cseq", of=[["c"]], pareto=True, engine="explicit"
    )
    assert table.to("cseq", (2,), 0) == [2]


# laws -----------------------------------------------------------------------------------------


@examples(60)
@given(RANDOM)
def test_a_coalition_of_one_is_a_party_alone(rng: Random) -> None:
    """Equal under the first three; SEQ(i) within CSEQ({i}), and equal for two parties."""
    game = compile_game(detente.parse_case(to_yaml(draw_case(rng, views=False)), "drawn.yaml"))
    for pareto in (False, True):
        table = coalitions_of(game, pareto=pareto, of=[[party] for party in game.parties])
        for c, key in enumerate(table.concepts):
            alone = CONCEPTS[COALITION_CONCEPTS[key].alone]
            for p in range(len(game.parties)):
                if not (table.determined[c, p] and alone.answerable(game, p)):
                    continue
                plain, joint = alone(game, p)[game.feasible], table.stable[c, p][game.feasible]
                if key != "cseq" or len(game.parties) == 2:
                    assert (plain == joint).all(), key
                elif not pareto:
                    assert (joint | ~plain).all()


@examples(60)
@given(RANDOM)
def test_what_one_concept_says_of_another(rng: Random) -> None:
    game = compile_game(detente.parse_case(to_yaml(draw_case(rng, views=False)), "drawn.yaml"))
    strict, pareto = coalitions_of(game), coalitions_of(game, pareto=True)
    states = game.states()
    for table in (strict, pareto):
        held = {key: table.stable[c][:, states] for c, key in enumerate(table.concepts)}
        for narrow, wide in (("cnash", "cgmr"), ("cnash", "csmr"), ("cnash", "cseq"),
                             ("csmr", "cgmr"), ("cseq", "cgmr")):  # fmt: skip
            known = [table.determined[table.concepts.index(key)] for key in (narrow, wide)]
            both = (known[0] & known[1])[:, None]
            assert (held[wide] | ~held[narrow] | ~both).all(), (narrow, wide)
        everyone = table.coalitions.index(tuple(range(len(game.parties))))
        for c in range(1, 4):
            if table.determined[:, everyone].all():
                assert (held["cnash"][everyone] == table.stable[c, everyone][states]).all()
    # whatever suits everybody suits somebody and hurts nobody
    first = slice(0, 3)
    assert (strict.stable[first][..., states] | ~pareto.stable[first][..., states]).all()


def test_every_concept_has_a_source_and_a_concept_for_one() -> None:
    assert list(COALITION_CONCEPTS) == ["cnash", "cgmr", "csmr", "cseq"]
    for concept in COALITION_CONCEPTS.values():
        assert source(concept.source).title
        assert concept.alone in CONCEPTS


# the published case ---------------------------------------------------------------------------


@pytest.mark.parametrize("hypothesis", [None, "uniroyal_as_in_gmcr_plus"])
def test_elmira_ministry_and_firm_leave_the_deadlock_through_a_state_between(
    hypothesis: str | None,
) -> None:
    """Printed: merged, the two have an improvement from s5 to s8, and no single party has."""
    table = detente.find_coalitions(
        detente.load("elmira-1991"), hypothesis=hypothesis, engine="explicit"
    )
    game = table.game
    deadlock, deal = (game.index(ELMIRA[label]) for label in (5, 8))
    assert deadlock is not None and deal is not None
    two = (game.party_index("moe"), game.party_index("uniroyal"))
    for c, concept in enumerate(table.concepts):
        leaving = [
            h for h in table.coalitions if not table.stable[c, table.coalitions.index(h), deadlock]
        ]
        assert leaving == [two], concept
        assert table.to(concept, two, deadlock) == [deal]
        assert not table.universal[c, deadlock]
        assert table.universal[c, deal]
    steps = table.together(two, deadlock, deal)
    assert [(p, game.code(state)) for p, state in steps] == [
        (two[0], ELMIRA[6]),
        (two[1], ELMIRA[8]),
    ]


def test_a_way_through_an_impossible_state_is_none() -> None:
    """Members move in turn: what lies between has to be possible."""
    text = """
parties:
  a: {options: {x: Do x}, ranking: [x + y, none]}
  b: {options: {y: Do y}, ranking: [x + y, none]}
impossible: [x and not y, y and not x]
present: none
"""
    table = detente.find_coalitions(detente.parse_case(text, "two.yaml"), engine="explicit")
    assert table.stable[:, :, table.game.states()].all()


# the command ----------------------------------------------------------------------------------


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["coalitions", *args])


def test_rows_of_the_command() -> None:
    result = run("elmira-1991", "--of", "uniroyal, moe", "--concept", "cnash", "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["code"] for row in rows] == sorted(ELMIRA.values())
    assert all(set(KEYS) <= set(row) for row in rows)
    assert {tuple(row["coalition"]) for row in rows} == {("moe", "uniroyal")}
    (deadlock,) = (row for row in rows if row["code"] == ELMIRA[5])
    assert (deadlock["stable"], deadlock["to"]) == (False, [ELMIRA[8]])


def test_universal_rows_and_text() -> None:
    result = run("elmira-1991", "--universal", "--concept", "cseq", "--json")
    codes = [json.loads(line)["code"] for line in result.stdout.splitlines()]
    assert set(codes) == {ELMIRA[8], ELMIRA[9]}
    text = run("elmira-1991", "--universal")
    assert text.exit_code == 0 and "no coalition would leave" in text.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["elmira-1991", "--of", "moe,firm"], 1, "there is no party 'firm'"),
        (["elmira-1991", "--of", ","], 1, "at least one party"),
        (["elmira-1991", "--concept", "cnahs"], 2, "Did you mean 'cnash'"),
        (["elmira-1991", "--of", "moe", "--universal"], 2, "--universal"),
        (["elmira"], 1, "elmira-1991"),
    ],
)
def test_mistakes(args: list[str], code: int, said: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_a_party_without_preferences_leaves_its_coalitions_open() -> None:
    text = """
parties:
  a: {options: {x: Do x}, prefers: [x]}
  b: {options: {y: Do y}}
present: none
"""
    table = detente.find_coalitions(detente.parse_case(text, "hole.yaml"), engine="explicit")
    open_for = {
        (concept, table.names(coalition))
        for c, concept in enumerate(table.concepts)
        for h, coalition in enumerate(table.coalitions)
        if not table.determined[c, h]
    }
    b = {(concept, names) for concept in table.concepts for names in (("b",), ("a", "b"))}
    assert open_for == b | {("cseq", ("a",))}
    assert not table.universal.any()
    assert "open, since preferences are missing" in str(table)


def test_too_many_parties_are_refused_by_number() -> None:
    parties = "\n".join(f"  p{k}: {{options: {{o{k}: Act}}, prefers: [o{k}]}}" for k in range(11))
    case = detente.parse_case(f"parties:\n{parties}\n", "many.yaml")
    with pytest.raises(InputError, match="2,047 coalitions"):
        detente.find_coalitions(case, engine="explicit")
    assert np.all(
        detente.find_coalitions(
            case, of=[["p0", "p1"]], concepts="cnash", engine="explicit"
        ).determined
    )


def test_what_was_found_before_an_interruption_is_kept() -> None:
    def stop(done: int, total: int | None, what: str) -> None:
        if done == 6:
            raise KeyboardInterrupt

    case = detente.load("elmira-1991")
    table, whole = (
        detente.find_coalitions(case, progress=stop, engine="explicit"),
        detente.find_coalitions(case, engine="explicit"),
    )
    assert not table.complete and whole.complete
    assert table.looked_at.sum() == table.determined.sum() == 6
    assert (table.stable[table.determined] == whole.stable[table.determined]).all()
    rows = [(*row["coalition"], row["concept"]) for row in table.to_rows()]
    assert len(set(rows)) == 6 and not table.universal.any()
    assert "preferences are missing" not in str(table)
    assert "would leave" in str(table)


def test_who_does_not_move_is_said_to_hold_back() -> None:
    """One move of a suits both; b could answer it by a move that a would regret."""
    text = (
        "detente: 1\nid: pair\nparties: {a: {options: {x: Do x}, ranking: [x, none, x + y, y]},"
        " b: {options: {y: Do y}, ranking: [x + y, x, none, y]}}\n"
    )
    told = str(coalitions_of(compile_game(detente.parse_case(text, "pair.yaml")), "cgmr"))
    assert "a + b would leave together" in told
    assert "a moves to 1, and b would gain by that and not answer it" in told
    assert "or for" not in told


def test_a_game_that_is_refused_is_given_no_time(tmp_path: Path) -> None:
    options = {p: ", ".join(f"{p}{n}: Do" for n in range(5)) for p in "abcd"}
    parties = ", ".join(
        f"{p}: {{options: {{{told}}}, prefers: [not {p}0]}}" for p, told in options.items()
    )
    path = tmp_path / "large.yaml"
    path.write_text(f"detente: 1\nid: large\nparties: {{{parties}}}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["coalitions", str(path), "--engine", "explicit"])
    assert result.exit_code == 1
    assert "roughly" not in result.stderr and "at most 67,108,864" in result.stderr
