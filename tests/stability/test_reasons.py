"""Reasons agree with verdicts, step by step; what is said of stable states is so by definition."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

import detente
from detente.case.frames import frame
from detente.game import Game, compile_game
from detente.game.frozen import frozen
from detente.game.reach import reachable
from detente.stability import (
    CONCEPTS,
    NotCredible,
    explain,
    solve,
    solve_game,
    stand,
    without_replies,
)
from detente.stability.standing import binders
from tests import byhand
from tests.byhand.game import within_reach
from tests.byhand.rows import game_of
from tests.strategies import draw_case, to_yaml

DRAWN = range(60)


def drawn_text(seed: int) -> str:
    return to_yaml(draw_case(Random(seed), views=False))


def drawn_game(seed: int) -> Game:
    return compile_game(detente.parse_case(drawn_text(seed), "drawn.yaml"))


def judged(game: Game) -> Iterator[tuple[str, int, int, bool]]:
    """Every concept, party and state with its verdict."""
    table = solve_game(game)
    for c, concept in enumerate(table.concepts):
        for p in range(len(game.parties)):
            if table.determined[c, p]:
                for index in game.states().tolist():
                    yield concept, p, index, bool(table.stable[c, p, index])


@pytest.mark.parametrize("seed", DRAWN)
def test_an_explanation_gives_the_verdict_and_legal_answers(seed: int) -> None:
    game = drawn_game(seed)
    for concept, p, index, verdict in judged(game):
        reasons = explain(game, concept, p, index)
        assert reasons.stable == verdict, (concept, game.parties[p], game.code(index))
        start = game.rank(p)[index]
        improvements = [answered.to for answered in reasons.improvements]
        assert improvements == [to for to in game.moves(p, index) if game.rank(p)[to] > start]
        for answered in reasons.improvements:
            if answered.reply is None:
                continue
            here, last = answered.to, p
            for step in answered.reply:
                assert step.party not in (p, last)
                assert step.to in game.moves(step.party, here)
                if CONCEPTS[concept].replies == "improvements":
                    rank = game.rank(step.party)
                    assert rank[step.to] > rank[here]
                here, last = step.to, step.party
            assert game.rank(p)[here] <= start
            if CONCEPTS[concept].escape:
                onward = [here, *game.moves(p, here).tolist()]
                assert max(game.rank(p)[onward]) <= start
                assert answered.escape in onward


@pytest.mark.parametrize("seed", range(25))
def test_no_shorter_answer_exists(seed: int) -> None:
    game = drawn_game(seed)
    others = {p: game.engine.others(p) for p in range(len(game.parties))}
    for concept, p, index, _ in judged(game):
        if CONCEPTS[concept].escape:
            continue
        step = game.improvements if CONCEPTS[concept].replies == "improvements" else game.moves
        for answered in explain(game, concept, p, index).improvements:
            if answered.reply is None or len(answered.reply) == 1:
                continue
            first = [t for o in others[p] for t in step(o, answered.to).tolist()]
            assert all(game.rank(p)[t] > game.rank(p)[index] for t in first)


@pytest.mark.parametrize("seed", range(30))
def test_ruling_out_replies_gives_the_same_verdict_both_ways(seed: int) -> None:
    game = drawn_game(seed)
    rng = np.random.default_rng(seed)
    ruled = [
        NotCredible(p, rng.random(game.n_cells) < 0.4, f"{game.parties[p]}: some")
        for p in range(len(game.parties))
    ]
    whole = without_replies(game, ruled)
    for concept, p, index, verdict in judged(whole):
        assert explain(game, concept, p, index, ruled).stable == verdict
    for concept, p, index, verdict in judged(game):
        if not verdict:  # ruling out answers never makes a party stay
            assert not explain(game, concept, p, index, ruled).stable


def test_ruling_out_every_answer_leaves_nash() -> None:
    game = compile_game(detente.load("prisoners-dilemma"))
    everything = np.ones(game.n_cells, dtype=np.bool_)
    ruled = [NotCredible(p, everything, "all") for p in range(2)]
    table = solve_game(without_replies(game, ruled))
    for concept in table.concepts:
        assert (table.verdict(concept) == table.verdict("nash")).all()


@pytest.mark.parametrize("seed", DRAWN)
def test_what_improvements_reach_is_what_a_search_finds(seed: int) -> None:
    text = drawn_text(seed)
    game = compile_game(detente.parse_case(text, "drawn.yaml"))
    if game.present is None:
        return
    expected = within_reach(game_of(byhand.read_universe(byhand.read_text(text))))
    found = np.flatnonzero(reachable(game, game.present, improving=True))
    assert set(game.codes(found).tolist()) == expected


@pytest.mark.parametrize("seed", DRAWN)
def test_undone_means_that_a_party_free_to_go_back_would_leave(seed: int) -> None:
    game = drawn_game(seed)
    standing = stand(solve_game(game))
    table = standing.table
    assert not (standing.undone & ~table.stable).any()
    for c, p, index in np.argwhere(standing.undone).tolist():
        stuck = not len(game.moves(p, index))
        freer = game.undoable(p)
        leaves = not explain(freer, table.concepts[c], p, index).stable
        assert stuck or leaves


REVERSIBLE = """
parties:
  a: {options: {war: {does: War, one_way: ONE_WAY}}, prefers: [not war]}
  b: {options: {talk: Talk}, prefers: [talk]}
"""


def test_war_that_cannot_be_undone_is_said_to_hold_for_that_reason() -> None:
    def war_held(one_way: str) -> list[bool]:
        case = detente.parse_case(REVERSIBLE.replace("ONE_WAY", one_way), "war.yaml")
        table = solve(case, concepts="nash", engine="explicit")
        index = table.game.index(3)
        assert index is not None
        return [
            bool(table.equilibria[0, index]),
            bool(stand(table).only_irreversible("nash")[index]),
        ]

    assert war_held("up") == [True, True]
    assert war_held("false") == [False, False]


def test_the_flagships_joint_rule_freezes_russia() -> None:
    (found,) = frozen(detente.load("geneva-2022"))
    assert (found.rule, found.party) == ("sanctions and not forces=attack", "russia")


def test_a_rule_over_one_partys_options_freezes_nobody() -> None:
    text = """
parties:
  a: {options: {x: X, y: Y}, prefers: [x]}
  b: {options: {z: Z}, prefers: [z]}
impossible: [x and y]
"""
    assert frozen(detente.parse_case(text, "c.yaml")) == []


def test_binders_are_those_who_would_take_something_back() -> None:
    text = """
parties:
  a: {options: {disarm: Disarm}, prefers: [not disarm]}
  b: {options: {pay: Pay}, prefers: [not pay, disarm]}
"""
    game = compile_game(detente.parse_case(text, "c.yaml"))
    assert binders(game, 3) == ("a", "b")
    assert binders(game, 0) == ()
    one = text.replace("not disarm]", "disarm]")
    assert binders(compile_game(detente.parse_case(one, "c.yaml")), 3) == ("b",)
    # whoever would gain by doing more than it has promised is not held by its promise
    more = text.replace("disarm: Disarm", "disarm: Disarm, drill: Drill").replace(
        "[not disarm]", "[drill]"
    )
    game = compile_game(detente.parse_case(more, "c.yaml"))
    assert binders(game, 5) is None


def test_a_concept_of_its_own_for_each_party() -> None:
    case = detente.load("prisoners-dilemma")
    mixed = solve(case, concepts={"row": "nash", "column": "seq"}, engine="explicit")
    apart = solve(case, concepts=("nash", "seq"), engine="explicit")
    assert (mixed.stable[0, 0] == apart.verdict("nash")[0]).all()
    assert (mixed.stable[0, 1] == apart.verdict("seq")[1]).all()


def test_a_hole_leaves_open_only_what_needs_it() -> None:
    text = """
parties:
  a: {options: {x: X}, prefers: [x]}
  b: {options: {y: Y}}
"""
    table = solve(detente.parse_case(text, "c.yaml"), engine="explicit")
    closed = {(c, p) for c in table.concepts for p in table.game.parties}
    closed -= set(table.open_questions())
    assert closed == {("nash", "a"), ("gmr", "a"), ("smr", "a")}
    assert {row["party"] for row in table.to_rows()} == {"a"}
    assert list(table.to_equilibria_rows()) == []
    counts = {row["concept"]: row for row in table.to_count_rows()}
    assert counts["nash"]["stable"] == {"a": 2, "b": None}
    assert counts["nash"]["equilibria"] is None


def test_names_of_the_frame_are_those_of_the_case() -> None:
    case = detente.load("harbour-2031")
    assert frame(case, "city").names.n_base == 5
    assert [o.option for o in frame(case).names.options][-1] == "sabotage"
