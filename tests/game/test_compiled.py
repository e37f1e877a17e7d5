"""The compiled sweeps do what the NumPy sweeps do, cell for cell, on every kind of table."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.game import blocks, compiled, table
from detente.game.space import OptionAxis, TableSpace
from detente.game.table import How, TableEngine, neutral

ONE_WAY = ("both", "up", "down", "last stays", "first stays", "locked")


def directions(kind: str, levels: int) -> Any:
    """Which level leads to which, from the words of a case file."""
    here, there = np.indices((levels, levels))
    return {
        "both": np.ones((levels, levels), dtype=np.bool_),
        "up": there >= here,
        "down": there <= here,
        "last stays": (here < levels - 1) | (there == here),
        "first stays": (here > 0) | (there == here),
        "locked": there == here,
    }[kind]


def engine_of(axes: list[tuple[int, int, str]], possible: Any) -> TableEngine:
    """A table from (owner, levels, direction) of every axis; the first axis varies fastest."""
    options = []
    stride = 1
    for k, (owner, levels, _) in enumerate(axes):
        names = tuple(f"l{n}" for n in range(levels))
        options.append(OptionAxis(f"p{owner}.o{k}", names, True, stride))
        stride *= levels
    space = TableSpace(tuple(options), tuple(range(len(axes))), {}, possible)
    return TableEngine(
        space,
        tuple(owner for owner, _, _ in axes),
        tuple(directions(kind, levels) for _, levels, kind in axes),
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[TableEngine, Any, Any]:
    """An engine, ranks of all parties with many ties, and values; owners mixed along the axes."""
    n_parties = draw(st.integers(1, 4))
    axes = draw(
        st.lists(
            st.tuples(st.integers(-1, n_parties - 1), st.integers(2, 3), st.sampled_from(ONE_WAY)),
            min_size=1,
            max_size=7,
        )
    )
    if draw(st.booleans()):
        axes.sort(key=lambda axis: axis[0])  # as in most cases: each party's axes side by side
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_cells = int(np.prod([levels for _, levels, _ in axes]))
    possible = rng.random(n_cells) >= draw(st.sampled_from([0.0, 0.1, 0.6]))
    possible[rng.integers(n_cells)] = True
    n_ranks = draw(st.sampled_from([1, 3, 1000, 2**31]))
    ranks = rng.integers(-n_ranks, n_ranks, (n_parties, n_cells)).astype(np.int32)
    values = rng.integers(-n_ranks, n_ranks, n_cells).astype(np.int32)
    return engine_of(axes, possible), ranks, values


def sweeps(engine: TableEngine, ranks: Any, values: Any) -> dict[tuple[Any, ...], Any]:
    """Every sweep of every party, both ways."""
    found: dict[tuple[Any, ...], Any] = {}
    hows: tuple[How, How] = ("min", "max")
    for party, how in product(range(len(ranks)), hows):
        rank = ranks[party]
        found["moves", party, how] = engine.over_moves(party, values, how)
        found["improvements", party, how] = engine.over_improvements(party, rank, values, how)
        found["replies", party, how] = engine.over_replies(party, values, how)
        found["improving", party, how] = engine.over_improving_replies(party, ranks, values, how)
    return found


def both(
    monkeypatch: pytest.MonkeyPatch, compute: Callable[[], dict[tuple[Any, ...], Any]]
) -> tuple[dict[tuple[Any, ...], Any], dict[tuple[Any, ...], Any]]:
    """The same without and with compiled sweeps."""
    with monkeypatch.context() as patch:
        patch.setattr(table, "COMPILE_FROM", 1 << 62)
        plain = compute()
    with monkeypatch.context() as patch:
        patch.setattr(table, "COMPILE_FROM", 0)
        fast = compute()
    return plain, fast


def assert_equal(engine: TableEngine, plain: Any, fast: Any) -> None:
    states = engine.space.possible
    for key, expected in plain.items():
        found = fast[key]
        assert found.dtype == expected.dtype, key
        np.testing.assert_array_equal(found[states], expected[states], err_msg=str(key))
        assert (found[~states] == neutral(key[2], found.dtype)).all(), key


@pytest.fixture(scope="module")
def patch() -> Any:
    """A monkeypatch that random draws may share."""
    with pytest.MonkeyPatch.context() as made:
        yield made


@settings(max_examples=200)
@given(drawn=tables(), narrow=st.booleans())
def test_agrees_with_numpy(patch: pytest.MonkeyPatch, drawn: Any, narrow: bool) -> None:
    engine, ranks, values = drawn
    with patch.context() as small:
        if narrow:  # tiny tiles, so that a small table has many, and last ones that are not full
            small.setattr(blocks, "TILE_COLUMNS", (2, 5))
            small.setattr(blocks, "TILE_CELLS", 1)
            small.setattr(compiled, "CELLS_A_PIECE", 1)
        plain, fast = both(patch, lambda: sweeps(engine, ranks, values))
    assert_equal(engine, plain, fast)


@pytest.mark.parametrize("sizes", [(1, 9, 3), (12, 1), (7, 6), (4, 0, 9)])
@pytest.mark.parametrize("n_ranks", [2, 50, 2**30])
def test_agrees_on_large_blocks(
    monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...], n_ranks: int
) -> None:
    """Blocks that are sorted digit by digit, some of their options one-way."""
    rng = np.random.default_rng(7)
    axes = [
        (party, 2, "up" if k % 4 == 3 else "both")
        for party, count in enumerate(sizes)
        for k in range(count)
    ]
    n_cells = 2 ** len(axes)
    engine = engine_of(axes, rng.random(n_cells) < 0.8)
    ranks = rng.integers(-n_ranks, n_ranks, (len(sizes), n_cells)).astype(np.int32)
    ranks.setflags(write=False)
    values = rng.integers(-n_ranks, n_ranks, n_cells).astype(np.int32)
    plain, fast = both(monkeypatch, lambda: sweeps(engine, ranks, values))
    assert_equal(engine, plain, fast)


@pytest.mark.parametrize("kind", [np.int8, np.int32, np.int64])
def test_keeps_the_type_of_the_values(monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    rng = np.random.default_rng(3)
    axes = [(0, 3, "both"), (1, 2, "up"), (0, 2, "both"), (1, 3, "both"), (2, 2, "both")]
    engine = engine_of(axes, rng.random(72) < 0.8)
    ranks = rng.integers(0, 2**40, (3, 72))  # wider than 32 bits
    values = rng.integers(-100, 100, 72).astype(kind)
    plain, fast = both(monkeypatch, lambda: sweeps(engine, ranks, values))
    assert_equal(engine, plain, fast)


def test_leaves_its_input_alone_and_notices_new_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    engine = engine_of([(0, 3, "both"), (1, 3, "both"), (2, 2, "up")], rng.random(18) < 0.9)
    ranks = rng.integers(0, 5, (3, 18)).astype(np.int32)
    values = rng.integers(0, 5, 18).astype(np.int32)
    before = ranks.copy(), values.copy(), engine.space.possible.copy()
    monkeypatch.setattr(table, "COMPILE_FROM", 0)
    sweeps(engine, ranks, values)
    for now, then in zip((ranks, values, engine.space.possible), before, strict=True):
        np.testing.assert_array_equal(now, then)
    sealed = ranks.view()
    sealed.setflags(write=False)
    sweeps(engine, sealed, values)
    ranks[:] = -ranks  # the same array, other ranks, and the view of it changes too
    for again in (sealed, ranks):
        plain, fast = both(monkeypatch, partial(sweeps, engine, again, values))
        assert_equal(engine, plain, fast)


def test_serves_several_threads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    axes = [(k % 3, 2, "both") for k in range(12)]
    monkeypatch.setattr(table, "COMPILE_FROM", 0)
    engine = engine_of(axes, rng.random(4096) < 0.9)
    ranks = rng.integers(0, 99, (3, 4096)).astype(np.int32)
    alone = sweeps(engine, ranks, ranks[0])
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: sweeps(engine, ranks, ranks[0]), range(8)))
    for found in together:
        assert_equal(engine, alone, found)


def test_an_install_that_nobody_can_write_to_still_works() -> None:
    """Where neither the package's cache nor the user's can be written, numba refuses to cache."""
    program = (
        "import numba\n"
        "jit = numba.njit\n"
        "def refuse(*, cache=False, **options):\n"
        "    if cache:\n"
        "        raise RuntimeError('cannot cache function: no locator available')\n"
        "    return jit(**options)\n"
        "numba.njit = refuse\n"
        "from detente.game import kernels\n"
        "assert kernels.prepare.py_func\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_much_work_is_compiled() -> None:
    """Many cells, or many one-way options of one party: plain NumPy would take long for either."""
    full = np.ones(1 << 13, dtype=np.bool_)
    easy = engine_of([(k % 2, 2, "both") for k in range(13)], full)
    hard = engine_of([(int(k > 10), 2, "up") for k in range(13)], full)
    assert easy.work == 1 << 13
    assert easy.work < table.COMPILE_FROM <= hard.work


def test_small_games_never_import_the_compiler() -> None:
    program = (
        "import sys, numpy as np\n"
        "from detente.game.space import OptionAxis, TableSpace\n"
        "from detente.game.table import TableEngine\n"
        "axis = OptionAxis('a.x', ('n', 'y'), True, 1)\n"
        "space = TableSpace((axis,), (0,), {}, np.ones(2, dtype=bool))\n"
        "engine = TableEngine(space, (0,), (np.ones((2, 2), dtype=bool),))\n"
        "engine.over_improvements(0, np.arange(2), np.arange(2), 'max')\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
