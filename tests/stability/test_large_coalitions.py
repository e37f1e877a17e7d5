"""Coalitions in large games: the engine of fronts against sets of states written out."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given

import detente
from detente.errors import InputError
from detente.game import Game, compile_game
from detente.game.graph import GraphEngine
from detente.game.space import ListSpace, OptionAxis, TableSpace
from detente.game.table import TableEngine
from detente.result import MadeFrom
from detente.stability import COALITION_CONCEPTS, CoalitionSets
from detente.stability.coalition_fronts import LargeEngine
from detente.stability.coalition_sets import coalitions
from detente.stability.coalitions import SmallEngine
from tests.strategies import draw_case, to_yaml
from tests.strategies.chance import LONGER, RANDOM, examples

#: games drawn in one test
GAMES = 25


def game_of(space: Any, engine: Any, ranks: Any) -> Game:
    return Game(
        space=space,
        engine=engine,
        parties=tuple(f"p{k}" for k in range(len(ranks))),
        ranks=ranks,
        known=(True,) * len(ranks),
        made_from=MadeFrom("drawn", "", settings={}),
        options=getattr(space, "options", ()),
    )


def listed(rng: np.random.Generator) -> Game:
    """A few states, two to four parties, few moves, many ties; sometimes moves are transitive."""
    n_states, n_parties = int(rng.integers(3, 9)), int(rng.integers(2, 5))
    arcs = []
    for _ in range(n_parties):
        drawn = rng.integers(0, n_states, (int(rng.integers(0, 2 * n_states)), 2)).tolist()
        pairs = {(a, b) for a, b in drawn if a != b}
        if rng.random() < 0.3:
            pairs |= {(b, a) for a, b in pairs}
        while rng.random() < 0.9:
            further = {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} - pairs
            if not further or rng.random() < 0.5:
                break
            pairs |= further
        array = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        arcs.append((array[:, 0].copy(), array[:, 1].copy()))
    ranks = rng.integers(0, int(rng.integers(2, 5)), (n_parties, n_states)).astype(np.int32)
    space = ListSpace(tuple(f"s{k}" for k in range(n_states)), np.ones(n_states, dtype=np.bool_))
    return game_of(space, GraphEngine(n_states, tuple(arcs)), ranks)


def tabled(rng: np.random.Generator) -> Game:
    """Two to four parties with an option or two, some states impossible, some options one-way."""
    n_parties = int(rng.integers(2, 5))
    owners = [p for p in range(n_parties) for _ in range(1 + (rng.random() < 0.4))][:6]
    options = tuple(
        OptionAxis(f"p{p}.o{k}", ("false", "true"), False, 1 << k) for k, p in enumerate(owners)
    )
    possible = rng.random(1 << len(owners)) >= rng.choice([0, 0.1, 0.3, 0.5])
    possible[0] = True
    space = TableSpace(options, tuple(range(len(options))), {}, possible)
    one_way = rng.choice([0, 0.2, 0.6])
    free, up = np.ones((2, 2), dtype=np.bool_), np.array([[1, 1], [0, 1]], dtype=np.bool_)
    reach = tuple(up if rng.random() < one_way else free for _ in owners)
    ranks = rng.integers(0, int(rng.integers(2, 5)), (n_parties, len(possible))).astype(np.int32)
    return game_of(space, TableEngine(space, tuple(owners), reach), ranks)


@pytest.mark.parametrize("form", [listed, tabled])
@pytest.mark.parametrize("seed", range(6))
def test_fronts_give_the_same_in_small_games_of_all_kinds(form: Any, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(int(GAMES * LONGER)):
        both_engines(form(rng))


def both_engines(game: Any) -> None:
    """Every verdict and every way out, from sets written out and from fronts."""
    for pareto in (False, True):
        small, large = SmallEngine(game, pareto), LargeEngine(game, pareto)
        for coalition in coalitions(tuple(range(len(game.parties)))):
            for concept in COALITION_CONCEPTS.values():
                one, other = small.verdict(coalition, concept), large.verdict(coalition, concept)
                told = (pareto, coalition, concept.key)
                assert (one.stable == other.stable).all(), told
                for cell in game.states().tolist():
                    assert one.to(cell) == other.to(cell), (*told, cell)


@examples(15)
@given(RANDOM)
def test_fronts_give_the_same_as_sets_written_out(rng: Random) -> None:
    raw = draw_case(rng, views=False, graph=False, merging=False, largest=48)
    both_engines(compile_game(detente.parse_case(to_yaml(raw), "drawn.yaml")))


@pytest.mark.parametrize("form", ["graph", "merged"])
@examples(15)
@given(RANDOM)
def test_also_where_moves_are_listed_or_states_merged(form: str, rng: Random) -> None:
    graph = form == "graph"
    raw = draw_case(rng, views=False, graph=graph, merging=not graph, largest=36)
    both_engines(compile_game(detente.parse_case(to_yaml(raw), "drawn.yaml")))


def test_fronts_give_the_same_in_a_game_of_many_ranks() -> None:
    rng = Random(7)
    options = [[f"o{p}{k}" for k in range(2)] for p in range(4)]
    people = {
        f"p{p}": {
            "name": f"Party {p}",
            "options": {
                own[0]: {"does": "Act", "one_way": rng.choice(["up", "down", False])},
                own[1]: {"does": "Act"},
            },
            "ranking": [f"code {code}" for code in rng.sample(range(256), 256)],
        }
        for p, own in enumerate(options)
    }
    impossible = []
    for a, b, c in ((0, 1, 2), (1, 2, 3), (3, 0, 2)):
        one, other, third = (rng.choice(options[p]) for p in (a, b, c))
        impossible.append(f"{one} and not {other} and {third}")
    raw = {"detente": 1, "id": "wide", "parties": people, "impossible": impossible}
    both_engines(compile_game(detente.parse_case(to_yaml(raw), "wide.yaml")))


def wide(count: int, extra: str = "") -> Any:
    """A case of two parties with so many options together."""
    parties = [
        f"  p{p}: {{options: {{{', '.join(f'o{p}_{k}: Act' for k in range(count // 2))}}}, "
        f"prefers: [o{p}_0, not o{1 - p}_1]}}"
        for p in range(2)
    ]
    return detente.parse_case("parties:\n" + "\n".join(parties) + f"\n{extra}", "wide.yaml")


def test_large_games_say_what_they_are_too_large_for() -> None:
    with pytest.raises(InputError, match="moves"):
        detente.find_coalitions(wide(18), engine="explicit")
    sets = detente.find_coalitions(wide(18), concepts="cnash")  # which goes the other way by itself
    assert isinstance(sets, CoalitionSets) and sets.game.n_states == 1 << 18


def test_large_games_are_gone_through_in_every_form() -> None:
    """By hand: each wants its own first option taken and the other's second left; together they
    can have all of it, and nothing else in the game matters to anyone.
    """
    wanted = [(1 << 0, 1 << 7), (1 << 6, 1 << 1)]  # bits that suit a party: taken, and left
    merged = wide(12, "same: [o0_0 and o0_1 and not o0_2 and o1_1 and o1_0]\n")
    for case in (wide(12), merged):
        for pareto in (False, True):
            table = detente.find_coalitions(case, pareto=pareto, engine="explicit")
            assert table.game.n_states > 1 << 10 and table.determined.all() and table.complete
            game = table.game
            codes = game.codes(game.states())
            marks = [2 * ((codes & taken) > 0) + ((codes & left) == 0) for taken, left in wanted]
            both = table.coalitions.index((0, 1))
            gains = [3 - mark for mark in marks]
            if pareto:  # everybody's best is open to the two together
                leaves = (gains[0] > 0) | (gains[1] > 0)
            else:
                leaves = (gains[0] > 0) & (gains[1] > 0)
            for c in range(4):
                stable = table.stable[c, both][game.states()]
                assert (stable == ~leaves).all(), (pareto, table.concepts[c])
