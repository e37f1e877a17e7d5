"""Many games at once that differ in moves and rules as well, against each game by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import parse_case
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.mixed import MOST, mixed, shape
from detente.stability.concepts import CONCEPTS, default_concepts

#: one shape, four ways to move in it
CASES = [
    f"""\
id: three
title: Three
parties:
  a: {{options: {{x: X, y: {{does: Y, levels: [no, half, full], one_way: {y}}}}}}}
  b: {{options: {{z: {{does: Z, one_way: {z}}}}}}}
  c: {{options: {{u: U}}}}
impossible: [{rules}]
"""
    for y, z, rules in [
        ("false", "false", ""),
        ("up", "true", "x and z, y == full and u"),
        ("[half]", "false", "not x and u"),
        ("down", "down", "x and z and u"),
    ]
]


def games() -> list[Game]:
    return [compile_game(parse_case(text)) for text in CASES]


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 4))
def test_each_row_by_itself(seed: int, n: int, different: int) -> None:
    rng = np.random.default_rng(seed)
    some = games()
    assert len({shape(game) for game in some}) == 1
    which = rng.integers(0, len(some), n)
    ranks = rng.integers(0, different + 1, (n, 3, some[0].n_cells)).astype(np.int32)
    many = mixed(some, which, ranks)
    for key in default_concepts():
        for party in range(3):
            found = CONCEPTS[key].definition(many, party)
            for row, (one, own) in enumerate(zip(which, ranks, strict=True)):
                alone = CONCEPTS[key].definition(replace(some[one], ranks=own), party)
                assert (found[row] == alone)[some[one].feasible].all(), (key, party, row)


def test_only_small_blocks_over_a_table_have_a_shape() -> None:
    graph = "id: g\ntitle: G\nstates: [s, t]\nmoves: {a: [[s, t]]}\nparties: {a: {}}\n"
    assert shape(compile_game(parse_case(graph))) is None
    for count in (5, 6):
        options = ", ".join(f"o{k}: Do {k}" for k in range(count))
        wide = parse_case(f"id: w\ntitle: W\nparties: {{a: {{options: {{{options}}}}}}}\n")
        assert (shape(compile_game(wide)) is not None) == (2**count <= MOST)
