"""Variations of many small games, and packages of many issues: `python -m benchmarks.deal`.

Prints one line a job. Compiled code is made before anything is timed. The packages are also
listed one by one and sorted, as a plain program would; negmas takes part where it is installed.
"""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from itertools import product

import numpy as np

from benchmarks.cases import SEED
from detente.bargaining.frontier import find_frontier
from detente.bargaining.judges import Judge, put_together
from detente.bargaining.packages import Axis
from detente.bargaining.points import load_solutions
from detente.case import parse_case
from detente.game.compile import compile_game
from detente.game.draws import drawn
from detente.stability.concepts import CONCEPTS, default_concepts

GAMES, BATCH = 1_000_000, 1 << 14
#: the games aim, the packages aim, in seconds
AIMS = (30.0, 0.1)
CASE = """\
id: small
title: Small
parties:
  a: {options: {x: X, y: Y}, prefers: [x]}
  b: {options: {z: Z, w: W}, prefers: [z]}
  c: {options: {u: U, v: V}, prefers: [u]}
"""


def games(n: int = GAMES) -> str:
    """Perturbed games of 64 states and three parties under five concepts."""
    game = compile_game(parse_case(CASE))
    rng = np.random.default_rng(SEED)
    steady = np.argsort(rng.random((3, game.n_cells)), axis=1).astype(np.int32)

    def some(count: int) -> np.ndarray:
        """Ranks whose neighbours have traded places here and there."""
        noise = rng.normal(0, 2, (count, *steady.shape))
        return np.argsort(np.argsort(steady + noise, axis=2), axis=2).astype(np.int32)

    def judge(ranks: np.ndarray) -> int:
        many = drawn(game, ranks)
        held = 0
        for concept in default_concepts():
            everyone = np.ones((len(ranks), game.n_cells), dtype=bool)
            for party in range(3):
                everyone &= CONCEPTS[concept].definition(many, party)
            held += int(everyone.sum())
        return held

    judge(some(BATCH))  # compiles
    spent = 0.0
    done = 0
    while done < n:
        ranks = some(min(BATCH, n - done))
        start = time.perf_counter()
        judge(ranks)
        spent += time.perf_counter() - start
        done += len(ranks)
    return f"{done:,} games of 64 states, five concepts: {spent:.1f} s (aim {AIMS[0]:g} s)"


def packages() -> list[str]:
    """A million additive packages and three parties: frontier and point solutions."""
    rng = np.random.default_rng(SEED)
    axes = [Axis(f"i{k}", tuple(map(str, range(10)))) for k in range(6)]
    worths = rng.integers(0, 1000, (3, 6, 10))
    judges = [
        Judge(
            f"p{p}",
            {
                axis.issue: {
                    level: Fraction(int(worths[p, k, n])) for n, level in enumerate(axis.levels)
                }
                for k, axis in enumerate(axes)
            },
            floor=Fraction(2000),
        )
        for p in range(3)
    ]
    table = put_together(axes, judges)
    floor = np.array([table.on_scale(judge.floor or Fraction()) for judge in judges])
    find_frontier(table)
    start = time.perf_counter()
    whole = find_frontier(table)
    inside = find_frontier(table, floor)
    gains = (inside.worth - floor).astype(object)
    for one in load_solutions().values():
        one.rule(gains)
    ours = time.perf_counter() - start
    lines = [
        f"{table.n_packages:,} packages, three parties, frontier of {len(whole.worth)} and four "
        f"points: {ours:.4f} s (aim {AIMS[1]:g} s)"
    ]
    start = time.perf_counter()
    listed = np.array(
        [
            sum(worths[:, k, n] for k, n in enumerate(levels))
            for levels in product(range(10), repeat=4)
        ]
    )
    plain = (time.perf_counter() - start) * 100
    lines.append(f"  listing them one by one alone, as a plain program would: about {plain:.0f} s")
    assert len(listed) == 10**4
    lines.append(_negmas(worths))
    return lines


def _negmas(worths: np.ndarray) -> str:
    """The same with negmas, where it is installed."""
    try:
        from negmas import make_issue, make_os
        from negmas.preferences import LinearAdditiveUtilityFunction, pareto_frontier
    except ImportError:
        return "  negmas is not installed, so that it was not timed"
    issues = [make_issue(10, f"i{k}") for k in range(6)]
    space = make_os(issues)
    functions = [
        LinearAdditiveUtilityFunction(
            values=[{n: float(worths[p, k, n]) for n in range(10)} for k in range(6)],
            issues=issues,
        )
        for p in range(3)
    ]
    start = time.perf_counter()
    pareto_frontier(functions, outcomes=list(space.enumerate()))
    return f"  negmas: {time.perf_counter() - start:.1f} s"


def main() -> int:
    """Print every job."""
    n = 100_000 if "--quick" in sys.argv[1:] else GAMES
    print(games(n), flush=True)
    for line in packages():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
