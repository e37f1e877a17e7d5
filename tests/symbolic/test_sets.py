"""What can be said of a set of states without a list of it, held against a list."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from detente.case import parse_case
from detente.game import Game, compile_game
from detente.game.symbolic import Diagrams, StateSet, SymbolicGame, compile_symbolic
from tests.strategies import to_yaml
from tests.symbolic.wide import wide_case


def drawn(seed: int, library: str | None = None) -> tuple[Game, SymbolicGame, list[int], Random]:
    """Both games, and the codes of the states of some set of them."""
    rng = Random(seed)
    case = parse_case(to_yaml(wide_case(rng, 400)))
    listed, formulas = compile_game(case), compile_symbolic(case, diagrams=Diagrams(None, library))
    every = listed.codes(listed.states()).tolist()
    return listed, formulas, sorted(rng.sample(every, rng.randint(1, len(every)))), rng


def as_set(game: SymbolicGame, codes: list[int]) -> StateSet:
    found = game.set_of(game.diagrams.false)
    for code in codes:
        found |= game.set_of(game.space.single(code))
    return found


@pytest.mark.parametrize("library", ["cudd", "python"])
def test_sets_of_states(library: str) -> None:
    for seed in range(12):
        listed, game, codes, _ = drawn(seed, library)
        found = as_set(game, codes)
        assert list(found.codes()) == codes
        assert found.first(3) == codes[:3]
        assert found.count == len(codes)
        assert all(code in found for code in codes)
        assert (~found).count == game.n_states - len(codes)
        assert not found - found and found <= game.states
        for option, axis in enumerate(game.options):
            levels = {code // axis.stride % len(axis.levels) for code in codes}
            assert set(found.levels_of(option)) == levels
            standing = Counter(code // axis.stride % len(axis.levels) for code in codes)
            assert found.level_counts(option) == tuple(
                standing[level] for level in range(len(axis.levels))
            )
        for party in range(len(game.parties)):
            ranks = {code: int(listed.rank(party)[listed.index(code)]) for code in codes}
            best = max(ranks.values())
            assert found.best(game.scales[party]).first(10**6) == [
                code for code in codes if ranks[code] == best
            ]


def test_the_nearest_states_differ_in_the_fewest_options() -> None:
    for seed in range(12):
        _, game, codes, rng = drawn(seed)
        found = as_set(game, codes)
        here = rng.choice(game.states.first(10**6))

        def apart(code: int, game: SymbolicGame = game, here: int = here) -> int:
            pairs = zip(game.space.levels(code), game.space.levels(here), strict=True)
            return sum(one != other for one, other in pairs)

        least = min(map(apart, codes))
        distance, nearest = found.nearest(here)
        assert distance == least
        assert nearest.first(10**6) == [code for code in codes if apart(code) == least]


def test_of_nothing_there_is_nothing_to_say() -> None:
    _, game, _, _ = drawn(1)
    nothing = game.set_of(game.diagrams.false)
    assert not nothing and nothing.count == 0
    assert nothing.first(5) == nothing.sample(5) == []
    assert nothing.nearest(0) == (0, nothing)


def test_draws_are_fair_and_come_from_their_seed() -> None:
    _, game, codes, _ = drawn(3)
    codes = codes[:6]
    found = as_set(game, codes)
    drawn_codes = found.sample(3000, seed=7)
    assert drawn_codes == found.sample(3000, seed=7) != found.sample(3000, seed=8)
    counts = Counter(drawn_codes)
    assert set(counts) == set(codes)
    assert all(400 < count < 600 for count in counts.values())


def test_no_state_is_drawn_twice_where_that_is_asked() -> None:
    for seed in range(6):
        _, game, codes, _ = drawn(seed)
        found = as_set(game, codes)
        for count in (1, len(codes) // 5, len(codes) // 2, len(codes) - 1):
            some = found.sample(count, seed=seed, distinct=True)
            assert len(set(some)) == len(some) == max(count, 0)
            assert set(some) <= set(codes)
        assert found.sample(len(codes) + 3, distinct=True) == codes
    few = as_set(game, codes[:40])
    first = Counter(few.sample(2, seed=seed, distinct=True)[0] for seed in range(4000))
    assert set(first) == set(codes[:40]) and all(60 < count < 140 for count in first.values())


def test_models_by_number_are_all_of_them_once() -> None:
    for seed, library in ((2, "cudd"), (5, "python")):
        _, game, codes, _ = drawn(seed, library)
        models = game.diagrams.models(as_set(game, codes).diagram, game.space.variables)
        found = [game.space.code_of(models.nth(number)) for number in range(len(codes))]
        assert sorted(found) == codes
        for beyond in (-1, len(codes)):
            with pytest.raises(IndexError):
                models.nth(beyond)


def test_options_of_many_levels_are_counted_level_by_level() -> None:
    levels = "levels: [none, some, more, much, all]"
    text = f"""
detente: 1
id: many
parties:
  a: {{options: {{x: {{does: X, {levels}}}, y: Do y, z: {{does: Z, levels: [p, q, r, s]}}}}}}
"""
    for library in ("cudd", "python"):
        game = compile_symbolic(parse_case(text), diagrams=Diagrams(None, library))
        every = game.states.first(40)
        for seed in range(8):
            codes = Random(seed).sample(every, 3 + 4 * seed)
            found = as_set(game, codes)
            for option, axis in enumerate(game.options):
                standing = Counter(code // axis.stride % len(axis.levels) for code in codes)
                expected = tuple(standing[level] for level in range(len(axis.levels)))
                assert found.level_counts(option) == expected
                assert found.levels_of(option) == tuple(sorted(standing))


def test_counts_are_whole_numbers_of_any_size() -> None:
    options = "\n".join(f"      o{k}: Do {k}" for k in range(90))
    text = f"detente: 1\nid: many\nparties:\n  all:\n    name: All\n    options:\n{options}\n"
    game = compile_symbolic(parse_case(f"{text}impossible: [o0 and o89]\n"))
    assert game.n_states == 3 * 2**88
    assert game.states.first(2) == [0, 1]
    assert max(game.states.sample(50)) > 2**80
