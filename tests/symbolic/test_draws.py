"""What is found together in states that were drawn, counted again one by one."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from detente.stability.set_draws import Bools, Threes, best_two, most_of, packed, together


def drawn(seed: int) -> tuple[Bools, Bools]:
    """Known states and others: what holds in them."""
    rng = np.random.default_rng(seed)
    known = rng.random((int(rng.integers(1, 90)), 9)) < 0.4
    others = rng.random((int(rng.integers(1, 90)), 9)) < 0.5
    return known, others


def score(group: tuple[int, ...], known: Bools, others: Bools) -> int:
    """In how many others all of a group hold, where they never do in known states."""
    if known[:, group].all(axis=1).any():
        return 0
    return int(others[:, group].all(axis=1).sum())


def test_columns_as_bits_count_the_same() -> None:
    for seed in range(20):
        known, _ = drawn(seed)
        expected = known.astype(int).T @ known.astype(int)
        assert (together(packed(known)) == expected).all()


def test_the_two_and_the_three_that_rule_out_most() -> None:
    threes = 0
    for seed in range(40):
        known, others = drawn(seed)
        pairs = {pair: score(pair, known, others) for pair in combinations(range(9), 2)}
        two, found = best_two(known, others)
        lone = max(score((n,), known, others) for n in range(9))
        assert found == max(*pairs.values(), lone) and (
            not found or score(tuple(sorted(set(two))), known, others) == found
        )
        # of three, those of which two say it already are left out
        triples: dict[tuple[int, ...], int] = {
            three: 0
            if any(not known[:, pair].all(axis=1).any() for pair in combinations(three, 2))
            else score(three, known, others)
            for three in combinations(range(9), 3)
        }
        three, found = Threes(known, others).best(known, others)
        assert found == max(triples.values())
        if found:
            assert triples[tuple(sorted(three))] == found
            threes += 1
            more = np.vstack([known, others[others[:, three].all(axis=1)][:1]])
            assert Threes(known, others).best(more, others)[0] != three
        every = list(triples)
        counts = [int(others[:, group].all(axis=1).sum()) for group in every]
        group, found = most_of(every, others)
        assert found == max(counts) == counts[every.index(group)]
    assert threes > 20
    assert most_of([], others) == best_two(known, others[:0]) == ((), 0)
