"""Reasons by diagrams: the same improvements and verdicts, replies as short, and legal."""

from __future__ import annotations

from random import Random

import numpy as np

from detente.case import load, parse_case
from detente.game import Game, compile_game
from detente.game.space import TableSpace
from detente.game.symbolic import SymbolicGame, compile_symbolic
from detente.stability import CONCEPTS, Explanation, NotCredible, default_concepts, explain
from detente.stability.explain_sets import Ground
from tests.strategies import draw_case, to_yaml


def compare(listed: Explanation, formulas: Explanation) -> None:
    one, other = (next(iter(found.to_rows())) for found in (listed, formulas))
    assert one.keys() == other.keys()
    for key in one.keys() - {"improvements"}:
        assert one[key] == other[key]
    assert len(one["improvements"]) == len(other["improvements"])
    for mine, theirs in zip(one["improvements"], other["improvements"], strict=True):
        assert (mine["to"], mine["deterred"]) == (theirs["to"], theirs["deterred"])
        if mine["reply"] is not None:
            assert len(mine["reply"]) == len(theirs["reply"])


def replies_hold(game: Game, found: Explanation) -> int:
    """Play every reply on the explicit game."""
    credible = CONCEPTS[found.concept].replies == "improvements"
    rank = game.rank(found.party)
    start = game.index(found.index)
    assert start is not None
    played = 0
    for answered in found.improvements:
        here, last = game.index(answered.to), found.party
        assert here in game.improvements(found.party, start)
        for step in answered.reply or ():
            assert step.party not in (last, found.party)
            moves = game.improvements if credible else game.moves
            there = game.index(step.to)
            assert here is not None and there is not None and there in moves(step.party, here)
            here, last = there, step.party
            played += 1
        if answered.reply:
            assert rank[here] <= rank[start]
        if answered.escape is not None:
            assert here is not None
            escape = game.index(answered.escape)
            assert escape == here or escape in game.moves(found.party, here)
            assert max(rank[[here, *game.moves(found.party, here)]]) == rank[escape] <= rank[start]
    return played


def games(seed: int) -> tuple[Game, SymbolicGame]:
    case = parse_case(to_yaml(draw_case(Random(seed), graph=False, merging=False, views=False)))
    return compile_game(case), compile_symbolic(case)


def test_reasons_agree() -> None:
    played = 0
    for seed in range(40):
        listed, formulas = games(seed)
        rng = Random(seed)
        for concept in default_concepts():
            for party in range(len(listed.parties)):
                if not CONCEPTS[concept].answerable(listed, party):
                    continue
                for index in rng.choices(listed.states().tolist(), k=5):
                    found = explain(formulas, concept, party, listed.code(index))
                    compare(explain(listed, concept, party, index), found)
                    ground = Ground(formulas, CONCEPTS[concept], party, listed.code(index))
                    assert ground.stays == found.stable
                    played += replies_hold(listed, found)
    assert played > 100


def test_replies_that_are_ruled_out() -> None:
    for seed in range(30, 60):
        listed, formulas = games(seed)
        rng = Random(seed)
        ruled = rng.randrange(len(listed.parties))
        axis = rng.randrange(len(listed.options))
        option = formulas.space.axes[axis]
        level = rng.randrange(len(formulas.options[option].levels))
        assert isinstance(listed.space, TableSpace)
        cells = listed.space.axis_levels(np.arange(listed.n_cells), axis) == level
        for concept in ("gmr", "seq", "sseq"):
            for party in range(len(listed.parties)):
                if not CONCEPTS[concept].answerable(listed, party):
                    continue
                index = int(rng.choice(listed.states()))
                mine = explain(listed, concept, party, index, [NotCredible(ruled, cells, "so")])
                into_diagram = formulas.space.at(option, level)
                theirs = explain(
                    formulas,
                    concept,
                    party,
                    listed.code(index),
                    [NotCredible(ruled, into_diagram, "so")],
                )
                compare(mine, theirs)


def test_a_few_of_many_improvements_are_told() -> None:
    options = "\n".join(f"      a{k}: Do {k}" for k in range(40))
    text = (
        f"detente: 1\nid: many\nparties:\n  one:\n    name: One\n    options:\n{options}\n"
        "    prefers: [a0, a1]\n  two:\n    name: Two\n    options: {b: Do}\n"
        "    prefers: [b iff a0 and a1]\n"
    )
    found = explain(compile_symbolic(parse_case(text)), "seq", 0, 0)
    assert not found.stable
    assert found.among == 3 * 2**38
    assert 0 < len(found.improvements) <= 20
    assert "of 824,633,720,832 better moves" in str(found)


def test_the_shipped_example() -> None:
    case = load("cuba-1962")
    listed, formulas = compile_game(case), compile_symbolic(case)
    for concept in default_concepts():
        for party in range(2):
            for index in listed.states().tolist():
                code = listed.code(index)
                compare(
                    explain(listed, concept, party, index),
                    explain(formulas, concept, party, code),
                )
