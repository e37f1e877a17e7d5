"""Concepts beyond the five: slow definitions, laws, textbook games, and clear refusals."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given

import detente
from detente.cli import main
from detente.game import Game, compile_game
from detente.stability import CONCEPTS, default_concepts
from tests import byhand
from tests.byhand import more
from tests.laws.small import Small, draw_either, draw_table, load
from tests.strategies.chance import RANDOM, examples

MORE = ("l2", "l3", "l4", "nm", "rgmr", "rnash", "rseq", "rsmr", "sim")
Found = dict[tuple[str, int], bool]


def stable(game: Game, concept: str) -> Found:
    """Verdicts by party and code."""
    return {
        (party, game.code(index)): bool(CONCEPTS[concept](game, p)[index])
        for p, party in enumerate(game.parties)
        for index in game.states().tolist()
    }


def both(game: Small) -> tuple[Game, byhand.Game]:
    universe = byhand.read_universe(game.case())
    return compile_game(load(game.case())), byhand.play(universe, universe.base(None))


def strict(game: Small, rng: Random) -> Small:
    ranks = []
    for one in game.ranks:
        order = list(one)
        rng.shuffle(order)
        ranks.append({code: place for place, code in enumerate(order)})
    return replace(game, ranks=tuple(ranks))


def test_the_five_stay_what_is_used_when_nothing_is_asked() -> None:
    assert default_concepts() == ("nash", "gmr", "smr", "seq", "sseq")
    assert tuple(CONCEPTS)[:5] == default_concepts()
    assert sorted(set(CONCEPTS) - set(default_concepts())) == sorted(MORE)
    assert detente.solve(detente.load("chicken"), engine="explicit").concepts == default_concepts()


# simultaneous sanctions ------------------------------------------------------------------------


@examples(120)
@given(RANDOM)
def test_simultaneous_sanctions(rng: Random) -> None:
    game, plain = both(draw_table(rng))
    found = stable(game, "sim")
    for (party, code), verdict in found.items():
        assert verdict == more.sim(plain, party, code), (party, code)
    for key, verdict in stable(game, "seq").items():
        assert found[key] or not verdict, "sequential stability implies it"


def test_simultaneous_sanctions_in_chicken() -> None:
    """By hand: where both swerve each would go straight, and both at once would crash."""
    game = compile_game(detente.load("chicken"))
    assert not any(stable(game, "seq")[party, 0] for party in game.parties)
    assert all(stable(game, "sim")[party, 0] for party in game.parties)


CROSSED = """
detente: 1
parties:
  a: {options: {x: X}, ranking: [x, x + y, none, y]}
  b: {options: {y: Y}, ranking: [none, y, x + y, x]}
"""


def test_whoever_alone_would_leave_is_not_held_by_what_nobody_else_does() -> None:
    """By hand: at none only a would leave, so nothing that b could do at once counts."""
    game = compile_game(detente.parse_case(CROSSED, "crossed.yaml"))
    assert stable(game, "seq")["b", 0] and not stable(game, "seq")["a", 0]
    assert not stable(game, "sim")["a", 0]


# limited and non-myopic ------------------------------------------------------------------------


def draw_two(rng: Random) -> Small:
    return strict(draw_table(rng, parties=(2, 2), most_cells=16), rng)


@examples(60)
@given(RANDOM)
def test_limited_moves_and_far_sight(rng: Random) -> None:
    game, plain = both(draw_two(rng))
    gmr = stable(game, "gmr")
    for horizon in (2, 3, 4):
        found = stable(game, f"l{horizon}")
        for (party, code), verdict in found.items():
            assert verdict == more.limited(plain, party, code, horizon), (party, code, horizon)
            assert gmr[party, code] or not verdict
            assert horizon != 2 or stable(game, "seq")[party, code] or not verdict
    for (party, code), verdict in stable(game, "nm").items():
        assert verdict == more.far_sighted(plain, party, code), (party, code)
        assert gmr[party, code] or not verdict


@examples(30)
@given(RANDOM)
def test_limited_moves_are_maximin_stable(rng: Random) -> None:
    """Looking ahead so deters no more than the worst and best that could follow."""
    game, plain = both(draw_two(rng))
    for i, party in enumerate(plain.parties):
        other = plain.parties[1 - i]
        rank = plain.rank[party]
        assert rank is not None
        best = [dict(rank)]
        worst = [dict(rank)]
        for h in range(1, 5):
            best.append(
                {
                    x: max([rank[x], *(worst[h - 1][y] for y in plain.moves(party, x))])
                    for x in plain.states
                }
            )
            worst.append(
                {
                    x: min([rank[x], *(best[h - 1][y] for y in plain.moves(other, x))])
                    for x in plain.states
                }
            )
        for horizon in (2, 3, 4):
            found = stable(game, f"l{horizon}")
            for x in plain.states:
                secure = all(worst[horizon - 1][y] <= rank[x] for y in plain.moves(party, x))
                assert secure or not found[party, x], (party, x, horizon)


@pytest.mark.parametrize(
    ("case", "codes"), [("prisoners-dilemma", {0, 3}), ("chicken", {0}), ("deadlock", {3})]
)
def test_textbook_games_seen_from_afar(case: str, codes: set[int], pytestconfig: Any) -> None:
    """As the literature has them, remembered: it is prudent to cooperate, or to stay put."""
    if case == "deadlock":
        case = str(pytestconfig.rootpath / "tests/golden/cases/deadlock.yaml")
    game = compile_game(detente.load(case))
    found = stable(game, "nm")
    assert {c for c in range(4) if all(found[party, c] for party in game.parties)} == codes


# attitudes -------------------------------------------------------------------------------------


def with_wishes(game: Game, rng: Random) -> tuple[Game, dict[tuple[str, str], int]]:
    wishes = {(i, j): rng.choice([-1, 0, 0, 1]) for i in game.parties for j in game.parties}
    table = tuple(tuple(wishes[i, j] for j in game.parties) for i in game.parties)
    return replace(game, attitudes=table), wishes


@examples(80)
@given(RANDOM)
def test_relational_concepts(rng: Random) -> None:
    game, plain = both(draw_either(rng))
    game, wishes = with_wishes(game, rng)
    for concept, by_hand in more.RELATIONAL.items():
        found = stable(game, concept)
        for (party, code), verdict in found.items():
            assert verdict == by_hand(plain, wishes, party, code), (concept, party, code)
        for wider in CONCEPTS[concept].implies:
            larger = stable(game, wider)
            assert all(larger[key] for key, verdict in found.items() if verdict), (concept, wider)


@examples(40)
@given(RANDOM)
def test_whoever_cares_for_itself_alone_follows_the_classical_concepts(rng: Random) -> None:
    game, _ = both(strict(draw_either(rng), rng))
    own = np.eye(len(game.parties), dtype=int)
    game = replace(game, attitudes=tuple(map(tuple, own.tolist())))
    for concept in ("nash", "gmr", "smr", "seq"):
        assert stable(game, f"r{concept}") == stable(game, concept)


@examples(40)
@given(RANDOM)
def test_whoever_cares_for_nobody(rng: Random) -> None:
    game, _ = both(draw_either(rng))
    nothing = np.zeros((len(game.parties),) * 2, dtype=int)
    game = replace(game, attitudes=tuple(map(tuple, nothing.tolist())))
    assert stable(game, "rnash") == stable(game, "rsmr")
    assert stable(game, "rgmr") == stable(game, "rseq")


FRIENDS = """
detente: 1
parties:
  a: {options: {x: X}, ranking: [x, x + y, none, y]}
  b: {options: {y: Y}, ranking: [y, x + y, none, x]}
feelings:
  a: {b: {word: friendship, wishes: well}}
  b: {a: grudge}
"""


def test_wishes_come_from_feelings() -> None:
    game = compile_game(detente.parse_case(FRIENDS, "friends.yaml"))
    assert game.attitudes == ((1, 1), (0, 1))
    # From none, x is better for a and worse for b: whoever wishes b well does not do it.
    assert stable(game, "rnash")["a", 0] and not stable(game, "nash")["a", 0]
    enemies = FRIENDS.replace("wishes: well", "wishes: ill")
    game = compile_game(detente.parse_case(enemies, "enemies.yaml"))
    assert game.attitudes == ((1, -1), (0, 1))
    assert not stable(game, "rnash")["a", 0]


# refusals and the command ----------------------------------------------------------------------


def run(*args: str) -> Any:
    return CliRunner().invoke(main, list(args))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["solve", "elmira-1991", "--concept", "sim"], "not merged"),
        (["solve", "geneva-2022", "--concept", "l2"], "two parties that move"),
        (["solve", "harbour-2031", "--concept", "nm"], "without ties"),
        (["solve", "chicken", "--concept", "rseq"], "wishes"),
        (["solve", "chicken", "--concept", "nm", "--explain", "none"], "single moves and replies"),
        (["solve", "geneva-2022", "--concept-of", "us=nm"], "two parties that move"),
        (
            ["solve", "cuba-1962", "--concept", "nm", "--not-credible", "us:air_strike"],
            "none can be ruled out",
        ),
        (["views", "geneva-2022", "--concept", "l3"], "two parties that move"),
        (["views", "arms-race-dilemma", "--concept", "nm", "--surprises"], "single moves"),
    ],
)
def test_what_a_concept_is_not_made_for_is_refused_with_the_reason(
    args: list[str], said: str
) -> None:
    result = run(*args)
    assert result.exit_code == 1 and result.stdout == ""
    assert said in result.stderr and "Traceback" not in result.output


def test_a_graph_has_no_simultaneous_moves_and_a_large_game_is_refused() -> None:
    graph = "detente: 1\nparties: {a: {ranking: [s, t]}}\nstates: [s, t]\nmoves: {a: [[t, s]]}\n"
    with pytest.raises(detente.InputError, match="options"):
        detente.solve(detente.parse_case(graph, "graph.yaml"), concepts="sim", engine="explicit")
    options = ", ".join(f"o{k}: Option" for k in range(6))
    more_options = ", ".join(f"p{k}: Option" for k in range(5))
    large = (
        f"detente: 1\nparties:\n  a: {{options: {{{options}}}, prefers: [o0]}}\n"
        f"  b: {{options: {{{more_options}}}, prefers: [p0]}}\n"
    )
    with pytest.raises(detente.InputError, match="up to 1,024 combinations"):
        detente.solve(detente.parse_case(large, "large.yaml"), concepts="sim", engine="explicit")


def test_missing_preferences_leave_the_answer_open() -> None:
    hole = "detente: 1\nparties: {a: {options: {x: X}, prefers: [x]}, b: {options: {y: Y}}}\n"
    table = detente.solve(
        detente.parse_case(hole, "hole.yaml"), concepts=["sim"], engine="explicit"
    )
    assert not table.determined.any()


@pytest.mark.parametrize("concept", ["sim", "l2", "l3", "l4", "nm"])
def test_the_command_solves_with_them_when_asked(concept: str) -> None:
    result = run("solve", "prisoners-dilemma", "--concept", concept, "--json")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 8
    assert run("solve", "prisoners-dilemma", "--concept", concept).exit_code == 0
    assert run("views", "prisoners-dilemma", "--concept", concept).exit_code == 0
