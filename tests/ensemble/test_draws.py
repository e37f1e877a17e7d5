"""Many variants of one game at once, against each variant by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import parse_case
from detente.game import draws as drawing
from detente.game.compile import compile_game
from detente.game.draws import drawn
from detente.stability.concepts import CONCEPTS, default_concepts

CASE = """\
id: three
title: Three
parties:
  a: {options: {x: X, y: {does: Y, levels: [no, half, full], one_way: up}}}
  b: {options: {z: {does: Z, one_way: true}}}
  c: {options: {u: U}}
impossible: [x and z, y == full and u]
"""


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(1, 90), st.integers(1, 4), st.booleans())
def test_each_draw_by_itself(seed: int, n: int, different: int, compiled: bool) -> None:
    game = compile_game(parse_case(CASE))
    rng = np.random.default_rng(seed)
    ranks = rng.integers(0, different + 1, (n, 3, game.n_cells)).astype(np.int32)
    before = drawing.COMPILE_FROM
    drawing.COMPILE_FROM = 0 if compiled else 1 << 62
    try:
        many = drawn(game, ranks)
        for key in default_concepts():
            for party in range(3):
                found = CONCEPTS[key].definition(many, party)
                for d in range(n):
                    alone = CONCEPTS[key].definition(replace(game, ranks=ranks[d]), party)
                    assert (found[d] == alone)[game.feasible].all(), (key, party, d)
    finally:
        drawing.COMPILE_FROM = before


def test_rows_shared_out_over_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    game = compile_game(parse_case(CASE))
    ranks = np.random.default_rng(5).integers(0, 3, (1000, 3, game.n_cells)).astype(np.int32)
    monkeypatch.setattr(drawing, "COMPILE_FROM", 0)
    one = CONCEPTS["seq"].definition(drawn(game, ranks), 0)
    monkeypatch.setattr(drawing, "ROWS", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    assert (CONCEPTS["seq"].definition(drawn(game, ranks), 0) == one).all()


def test_games_that_keep_last_movers_are_refused() -> None:
    graph = parse_case(
        "id: g\ntitle: G\nstates: [s, t]\nmoves: {a: [[s, t]]}\nparties: {a: {ranking: [t, s]}}\n"
    )
    game = compile_game(graph)
    with pytest.raises(ValueError, match="option table"):
        drawn(game, np.zeros((2, 1, 2), dtype=np.int32))
