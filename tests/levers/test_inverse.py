"""Inverse analysis: counts against all rankings and all orders, conditions against the verdicts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import factorial
from random import Random

import pytest

from detente import compile_game, invert, load, parse_case
from detente.case import Case
from detente.case.model import Prefers
from detente.errors import InputError
from detente.game import Game
from detente.levers import INVERTIBLE
from detente.stability import CONCEPTS
from tests.strategies import draw_case, to_yaml

MOST_STATES = 6


def drawn(seed: int, **shape: bool) -> Case:
    raw = draw_case(Random(seed), views=False, largest=8, **shape)
    return parse_case(to_yaml(raw), "drawn.yaml")


def with_ranking(game: Game, party: int, best_first: list[int]) -> Game:
    ranks = game.ranks.copy()
    for place, state in enumerate(best_first):
        ranks[party, state] = len(best_first) - place
    return replace(game, ranks=ranks)


def stable_rankings(game: Game, concept: str, party: int, index: int) -> int:
    """Every strict ranking tried under the definition of the concept."""
    states = game.states().tolist()
    return sum(
        bool(CONCEPTS[concept](with_ranking(game, party, list(order)), party)[index])
        for order in permutations(states)
    )


def test_syria_and_iraq_have_the_published_counts() -> None:
    """240 is printed; 384, 384 and 300 follow from the definitions (a guide's 420 is an error)."""
    rows = list(invert(load("syria-iraq-1975"), "syria", "release").to_rows())
    counts = {row["concept"]: (row["rankings"], row["of"]) for row in rows}
    assert counts == {
        "nash": (240, 720),
        "gmr": (384, 720),
        "seq": (384, 720),
        "smr": (300, 720),
        "sseq": (300, 720),
    }


@pytest.mark.parametrize("seed", range(12))
def test_counts_are_those_of_trying_every_ranking(seed: int) -> None:
    rng = Random(seed)
    for attempt in range(40):
        case = drawn(100 * seed + attempt, **({"graph": True} if seed % 3 == 0 else {}))
        game = compile_game(case)
        if game.n_states <= MOST_STATES:
            break
    place = rng.randrange(len(game.parties))
    index = rng.choice(game.states().tolist())
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        found = invert(case, game.parties[place], f"code {game.code(index)}", concept)
        (item,) = found.items
        assert found.of == factorial(game.n_states)
        assert item.rankings == stable_rankings(game, concept, place, index), (seed, concept)
        assert item.stable == bool(CONCEPTS[concept](game, place)[index])


@pytest.mark.parametrize("seed", range(25))
def test_orders_are_those_of_trying_every_order(seed: int) -> None:
    rng = Random(seed)
    case = drawn(7000 + seed, merging=False)
    game = compile_game(case)
    for place, party in enumerate(game.parties):
        prefers = case.parties[party].preferences
        if not isinstance(prefers, Prefers):
            continue
        index = rng.choice(game.states().tolist())
        found = invert(case, party, f"code {game.code(index)}")
        orders = list(permutations(range(len(prefers.statements))))
        for item in found.items:
            assert item.orders is not None
            stays = [_ordered_stays(case, party, order, item.concept, index) for order in orders]
            assert (item.orders.count, item.orders.of) == (sum(stays), len(orders))
            for order, yes in zip(orders, stays, strict=True):
                begun = any(order[: len(b)] == b for b in item.orders.beginnings)
                assert begun == yes or len(item.orders.beginnings) == 20
        assert place < len(game.parties)


def _ordered_stays(
    case: Case, party: str, order: tuple[int, ...], concept: str, index: int
) -> bool:
    prefers = case.parties[party].preferences
    assert isinstance(prefers, Prefers)
    statements = [prefers.statements[k] for k in order]
    entry = case.parties[party].model_copy(
        update={"prefers": prefers.model_copy(update={"statements": statements})}
    )
    other = case.model_copy(update={"parties": {**case.parties, party: entry}})
    game = compile_game(other)
    return bool(CONCEPTS[concept](game, game.party_index(party))[index])


@pytest.mark.parametrize("seed", range(25))
def test_what_is_enough_is_enough_and_nothing_less(seed: int) -> None:
    """Raised to the rank of the state named, it stays; raised to the one below, it does not."""
    case = drawn(9000 + seed)
    game = compile_game(case)
    for place, party in enumerate(game.parties):
        for index in game.states().tolist():
            for item in invert(case, party, f"code {game.code(index)}").items:
                if item.enough is None:
                    continue
                rank = game.rank(place)
                levels = sorted({int(rank[s]) for s in game.states().tolist()})
                raised = levels.index(int(rank[item.enough]))
                assert raised > levels.index(int(rank[index]))
                for level, stays in ((levels[raised], True), (levels[raised - 1], False)):
                    ranks = game.ranks.copy()
                    ranks[place, index] = level
                    verdict = CONCEPTS[item.concept](replace(game, ranks=ranks), place)
                    assert bool(verdict[index]) == stays


def test_large_cases_are_counted_without_listing() -> None:
    found = invert(load("geneva-2022"), "russia", "34")
    assert found.of == factorial(42)
    for item in found.items:
        assert item.rankings is not None and 0 < item.rankings < found.of


def test_a_party_that_never_moves_stays_under_every_ranking() -> None:
    text = "detente: 1\nid: still\nparties: {a: {options: {x: Do x}}, b: {name: B}}\n"
    (item,) = invert(parse_case(text, "still.yaml"), "b", "x", "nash").items
    assert (item.demands, item.rankings, item.stable) == ((), 2, None)


@pytest.mark.parametrize(
    ("party", "state", "concept", "said"),
    [
        ("syra", "release", "nash", "Did you mean 'syria'"),
        ("syria", "relase", "nash", "relase"),
        ("syria", "release + escalate", "nash", "impossible"),
        ("syria", "release", "sec", "no concept"),
        ("syria", "code 99", "nash", "99"),
    ],
)
def test_unusable_questions_are_answered_plainly(
    party: str, state: str, concept: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        invert(load("syria-iraq-1975"), party, state, concept)


def test_every_concept_that_can_be_turned_round_is() -> None:
    assert set(INVERTIBLE) <= set(CONCEPTS)
    found = invert(load("syria-iraq-1975"), "iraq", "none")
    assert [item.concept for item in found.items] == list(INVERTIBLE)
    assert all(item.rankings for item in found.items)


def test_who_has_no_move_is_said_to_have_none() -> None:
    text = (
        "detente: 1\nid: stuck\nstates: [calm, {id: storm, name: A storm}, pact]\n"
        "moves: {a: [[calm, storm], [storm, pact]], b: [[storm, calm], [pact, calm]]}\n"
        "parties: {a: {ranking: [storm, pact, calm]}, b: {ranking: [calm, pact, storm]}}\n"
    )
    case = parse_case(text, "stuck.yaml")
    assert "it stays: it has no move from there." in str(invert(case, "a", "pact", "nash"))
    assert "way back" in str(invert(case, "a", "calm", "gmr"))
    assert invert(case, "b", "a STORM", "nash").index == invert(case, "b", "storm", "nash").index


def twelve_options() -> Case:
    parties = ", ".join(
        f"{p}: {{options: {{{p}0: Do, {p}1: Do, {p}2: Do}}, prefers: [not {p}0, not {p}1, {q}0]}}"
        for p, q in zip("abcd", "bcda", strict=True)
    )
    return parse_case(f"detente: 1\nid: twelve\nparties: {{{parties}}}\n", "twelve.yaml")


def test_thousands_of_states_are_answered_without_a_count() -> None:
    found = invert(twelve_options(), "a", "none", ["nash", "smr"])
    nash, smr = found.items
    assert (found.of, nash.rankings, smr.rankings, smr.share) == (None, None, None, None)
    assert nash.share == Fraction(1, 8)  # first of itself and seven others
    assert "about 12.5% of all" in str(found) and "too many to count" in str(found)
    for line in str(found).splitlines():
        assert line.count("“") <= 11  # itself, and ten more
    rows = list(found.to_rows())
    assert "more (--json lists them)" in rows[1]["conditions"][0]["words"]
    assert len(rows[1]["conditions"][0]["any"]) == len(smr.demands[0].any_of)


def test_a_state_goes_by_the_name_of_an_outcome_that_is_it_alone() -> None:
    text = (
        "detente: 1\nid: shed\nparties: {a: {options: {x: Do x}, prefers: [x]},"
        " b: {options: {y: Do y}, prefers: [y]}}\n"
        "outcomes: {both: {when: x and y, name: All done}, some: {when: x or y, name: A start}}\n"
    )
    case = parse_case(text, "shed.yaml")
    assert invert(case, "a", "both", "nash").index == invert(case, "a", "x + y", "nash").index
    assert invert(case, "a", "all done", "nash").index == invert(case, "a", "x + y", "nash").index
    with pytest.raises(InputError, match="is 2 states, by code: 1, 2"):
        invert(case, "a", "A start", "nash")


def test_a_merged_state_goes_by_its_name_and_by_any_member() -> None:
    text = (
        "detente: 1\nid: paper\nparties: {a: {options: {x: Do x}, prefers: [x and not quit]},"
        " b: {options: {quit: Quit}, prefers: [not quit]}}\nsame: [quit]\n"
        "outcomes: {done: {when: x and not quit, name: Done}, out: {when: quit, name: Out}}\n"
    )
    case = parse_case(text, "paper.yaml")
    merged = {invert(case, "a", state, "nash").index for state in ("Out", "quit", "x + quit")}
    assert len(merged) == 1
    assert invert(case, "a", "done", "nash").index not in merged
