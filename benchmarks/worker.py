"""What runs in the measured processes: `python -m benchmarks.worker TASK SPEC`.

Prints one JSON object with the seconds of the task itself, start of Python left out.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

from benchmarks.cases import SEED, Spec, case_text
from benchmarks.dense import verdicts
from detente.case import Case, parse_case
from detente.game import Game, compile_game
from detente.game.space import OptionAxis, TableSpace
from detente.game.table import TableEngine
from detente.paths.cost import IMPROVEMENTS, LEAST, MOVES
from detente.paths.search import last_movers, search
from detente.result import MadeFrom
from detente.stability import coalitions_of, solve_game


def case_of(spec: Spec) -> Case:
    """The case of a specification."""
    return parse_case(case_text(spec), f"{spec.name}.yaml")


def game_of(spec: Spec) -> Game:
    """The game of a specification; random rankings are too long for a case file."""
    return random_game(spec) if spec.preferences == "random" else compile_game(case_of(spec))


def random_game(spec: Spec) -> Game:
    """Every party ranks all states at random, without ties; every state is feasible."""
    rng = np.random.default_rng(SEED)
    n_cells = 1 << spec.exponent
    parties = tuple(f"p{p}" for p in range(len(spec.blocks)))
    owners = [p for p, count in enumerate(spec.blocks) for _ in range(count)]
    options = tuple(
        OptionAxis(f"p{p}.o{k}", ("false", "true"), False, 1 << k) for k, p in enumerate(owners)
    )
    axes = tuple(range(len(options)))
    space = TableSpace(options, axes, {}, np.ones(n_cells, dtype=np.bool_))
    either_way = np.ones((2, 2), dtype=np.bool_)
    ranks = np.empty((len(parties), n_cells), dtype=np.int32)
    for row in ranks:
        row[:] = np.arange(n_cells, dtype=np.int32)
        rng.shuffle(row)
    ranks.setflags(write=False)
    return Game(
        space=space,
        engine=TableEngine(space, tuple(owners), (either_way,) * len(options)),
        parties=parties,
        ranks=ranks,
        known=(True,) * len(parties),
        made_from=MadeFrom(spec.name, "", settings={}),
        options=options,
    )


def solve(spec: Spec) -> dict[str, Any]:
    """Case to numbers, as `solve --count` does; a random game is made beforehand."""
    made = game_of(spec) if spec.preferences == "random" else case_of(spec)
    begun = time.perf_counter()
    game = made if isinstance(made, Game) else compile_game(made)
    rows = list(solve_game(game).to_count_rows())
    return {"seconds": time.perf_counter() - begun, "rows": rows}


def dense(spec: Spec) -> dict[str, Any]:
    """The same by dense matrices, and whether every single verdict agrees."""
    begun = time.perf_counter()
    game = game_of(spec)
    theirs = verdicts(game)
    seconds = time.perf_counter() - begun
    ours = solve_game(game)
    states = game.states()
    agree = all(
        np.array_equal(ours.stable[c][:, states], theirs[concept])
        for c, concept in enumerate(ours.concepts)
    )
    return {"seconds": seconds, "agree": agree}


def coalitions(spec: Spec, pareto: bool = False) -> dict[str, Any]:
    """Verdicts of every coalition under every coalitional concept."""
    game = game_of(spec)
    begun = time.perf_counter()
    table = coalitions_of(game, pareto=pareto)
    found = {key: int(table.universal[c].sum()) for c, key in enumerate(table.concepts)}
    return {"seconds": time.perf_counter() - begun, "universal": found}


def pareto(spec: Spec) -> dict[str, Any]:
    """The same where it is enough that one member gains and none loses."""
    return coalitions(spec, pareto=True)


def paths(spec: Spec) -> dict[str, Any]:
    """Best ways from the first state to every other, and the evolution by improvements."""
    game = game_of(spec)
    begun = time.perf_counter()
    start = int(game.states()[0])
    reached = [len(search(game, start, price).reached_cells()) for price in PRICES]
    last_movers(game, start, improving=True)
    return {"seconds": time.perf_counter() - begun, "reached": reached}


PRICES = (MOVES, IMPROVEMENTS, LEAST)
TASKS = {"solve": solve, "dense": dense, "coalitions": coalitions, "pareto": pareto, "paths": paths}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](Spec.named(sys.argv[2]))))
