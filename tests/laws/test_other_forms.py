"""The same verdicts by matrices, by maximin and by limited moves."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given
from numpy.typing import NDArray

from tests import byhand
from tests.laws.small import (
    Small,
    Verdicts,
    draw_either,
    draw_table,
    verdicts,
)
from tests.strategies.chance import RANDOM, examples

Matrix = NDArray[np.bool_]


def times(a: Matrix, b: Matrix) -> Matrix:
    product: Matrix = (a.astype(np.int64) @ b.astype(np.int64)) > 0
    return product


def reachable(moves: list[Matrix], movers: list[int]) -> Matrix:
    """Where legal sequences of these movers lead, diagonal cleared (THEORY C)."""
    size = len(moves[0])
    last = {i: moves[i].copy() for i in movers}
    while True:
        before = {
            i: np.logical_or.reduce(
                [np.zeros((size, size), bool), *(last[j] for j in movers if j != i)]
            )
            for i in movers
        }
        grown = {i: last[i] | times(before[i], moves[i]) for i in movers}
        if all(np.array_equal(grown[i], last[i]) for i in movers):
            break
        last = grown
    found: Matrix = np.logical_or.reduce([np.zeros((size, size), bool), *last.values()])
    np.fill_diagonal(found, False)
    return found


def by_matrices(game: Small) -> Verdicts:
    """The five concepts in the matrix form of Xu, Hipel and Kilgour, sequences first to last."""
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    states = list(plain.states)
    at = {code: k for k, code in enumerate(states)}
    size = len(states)
    eye = np.eye(size, dtype=bool)
    moves, better = [], []
    for party in plain.parties:
        arcs = np.zeros((size, size), bool)
        for code in states:
            for end in plain.moves(party, code):
                arcs[at[code], at[end]] = True
        ranks = np.array([game.ranks[int(party[1:])][code] for code in states])
        moves.append(arcs)
        better.append(ranks[None, :] > ranks[:, None])
    found: Verdicts = {}
    for i, party in enumerate(plain.parties):
        others = [j for j in range(len(moves)) if j != i]
        deters = ~better[i] & ~eye  # E - I - P+
        improving = moves[i] & better[i]
        # s2 (row) cannot be left by i for anything better than s (column)
        no_escape = ~times(moves[i], better[i].T)
        all_replies = reachable(moves, others)
        gains = [arcs & liked for arcs, liked in zip(moves, better, strict=True)]
        credible = reachable(gains, others)
        held = {
            "nash": np.zeros((size, size), bool),
            "gmr": times(all_replies, deters.T),
            "smr": times(all_replies, deters.T & no_escape),
            "seq": times(credible, deters.T),
            "sseq": times(credible, deters.T & no_escape),
        }
        for concept, deterred in held.items():
            leaves = np.diagonal(times(improving, ~deterred))
            for code in states:
                found[concept, party, code] = not leaves[at[code]]
    return found


@examples(40)
@given(RANDOM)
def test_the_matrix_form_says_the_same_of_option_tables(rng: Random) -> None:
    game = draw_table(rng)
    assert verdicts(game.case()) == by_matrices(game)


@examples(40)
@given(RANDOM)
def test_maximin_of_one_two_and_three_steps_is_nash_gmr_and_smr(rng: Random) -> None:
    game = draw_either(rng)
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    found = verdicts(game.case())
    for i, party in enumerate(plain.parties):
        rank = game.ranks[i]
        best = {0: dict(rank)}
        worst = {0: dict(rank)}
        for h in (1, 2):
            best[h] = {
                x: max([rank[x], *(worst[h - 1][y] for y in plain.moves(party, x))])
                for x in plain.states
            }
            worst[h] = {
                x: min(
                    [
                        rank[x],
                        *(best[h - 1][y] for y in byhand.replies(plain, party, x, improving=False)),
                    ]
                )
                for x in plain.states
            }
        for h, concept in ((1, "nash"), (2, "gmr"), (3, "smr")):
            for x in plain.states:
                held = all(worst[h - 1][y] <= rank[x] for y in plain.moves(party, x))
                assert found[concept, party, x] == held, (concept, party, x)


@examples(40)
@given(RANDOM)
def test_two_strict_rankings_and_limited_moves(rng: Random) -> None:
    game = draw_table(rng, parties=(2, 2))
    strict = []
    for ranks in game.ranks:
        order = list(ranks)
        rng.shuffle(order)
        strict.append({code: place for place, code in enumerate(order)})
    game = replace(game, ranks=tuple(strict))
    universe = byhand.read_universe(game.case())
    plain = byhand.play(universe, universe.base(None))
    found = verdicts(game.case())
    foreseen = [{x: x for x in plain.states}] * 2
    for h in range(1, 4):
        new = []
        for j, party in enumerate(plain.parties):
            at: dict[int, int] = {}
            for x in plain.states:
                ends = [foreseen[1 - j][y] for y in plain.moves(party, x)]
                top = max(ends, key=strict[j].__getitem__, default=x)
                at[x] = top if strict[j][top] > strict[j][x] else x
            new.append(at)
        foreseen = new
        for j, party in enumerate(plain.parties):
            for x in plain.states:
                held = foreseen[j][x] == x
                if h == 1:
                    assert found["nash", party, x] == held
                if held and h >= 2:
                    assert found["gmr", party, x]
                if held and h == 2:
                    assert found["seq", party, x]
