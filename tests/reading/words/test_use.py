"""Same term, different use: the distance, the permutation, the correction, and what is shown."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.document import Document
from detente.reading.words import WordIndex, compare_words
from detente.reading.words.contexts import contexts_of, passage
from detente.reading.words.permutation import benjamini_hochberg, deal, divergence, permute
from tests.reading.words.corpora import documents, drawn

COUNTS = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=4)


def divergence_by_hand(sides: list[list[int]]) -> float:
    """Entropy of the pooled words less the mean entropy of the sides, by their words."""

    def entropy(counts: list[int]) -> float:
        total = sum(counts)
        return -sum(n / total * math.log2(n / total) for n in counts if n)

    total = sum(map(sum, sides))
    if not total:
        return 0.0
    pooled = [sum(column) for column in zip(*sides, strict=True)]
    apart = sum(sum(side) / total * entropy(side) for side in sides if sum(side))
    return entropy(pooled) - apart


@given(COUNTS)
def test_divergence_is_its_definition(sides: list[list[int]]) -> None:
    assert float(divergence(np.array(sides))) == pytest.approx(divergence_by_hand(sides), abs=1e-9)


def test_divergence_of_the_same_and_of_nothing_in_common() -> None:
    assert float(divergence(np.array([[2, 4], [1, 2]]))) == pytest.approx(0)
    assert float(divergence(np.array([[3, 0], [0, 3]]))) == pytest.approx(1)
    assert float(divergence(np.array([[2, 0, 0], [0, 2, 0], [0, 0, 2]]))) == pytest.approx(
        math.log2(3)
    )


@given(COUNTS, st.integers(0, 99))
@settings(max_examples=40)
def test_the_tested_distance_is_the_divergence_of_the_sides(
    rows: list[list[int]], seed: int
) -> None:
    counts = np.array(rows + rows[:1])
    sides = np.array([k % 2 for k in range(len(counts))])
    found = permute(counts, sides, 2, 19, np.random.default_rng(seed))
    by_side = [counts[sides == k].sum(axis=0).tolist() for k in range(2)]
    assert found.distance == pytest.approx(divergence_by_hand(by_side), abs=1e-5)
    assert 0 < found.p <= 1


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=12))
def test_names_are_dealt_out_within_their_stratum(pairs: list[tuple[int, int]]) -> None:
    sides, strata = (np.array(column) for column in zip(*pairs, strict=True))
    dealt = deal(sides, strata, 7, np.random.default_rng(3))
    for one in dealt:
        for stratum in set(strata.tolist()):
            here = strata == stratum
            assert Counter(one[here].tolist()) == Counter(sides[here].tolist())


def test_names_are_dealt_out_over_documents_in_every_order() -> None:
    dealt = deal(np.array([0, 0, 1]), None, 3000, np.random.default_rng(4))
    shares = Counter(map(tuple, dealt.tolist()))
    assert set(shares) == {(0, 0, 1), (0, 1, 0), (1, 0, 0)}
    assert all(abs(n - 1000) < 150 for n in shares.values())  # five standard deviations


def test_p_values_are_even_where_the_sides_do_not_differ() -> None:
    """300 corpora without a difference: p below 0.1 in about one in ten."""
    rng = np.random.default_rng(11)
    p = []
    for _ in range(300):
        topics = rng.dirichlet(np.full(12, 0.5), size=16)  # each document has a topic of its own
        counts = np.stack([rng.multinomial(30, shares) for shares in topics])
        sides = rng.permutation([0, 1] * 8)
        p.append(permute(counts, sides, 2, 199, rng).p)
    for level in (0.1, 0.5, 0.9):
        share = float(np.mean(np.array(p) <= level))
        assert abs(share - level) < 5 * math.sqrt(level * (1 - level) / 300)


def test_words_are_not_documents() -> None:
    """Two long documents a side, each on its own topic: thousands of words, nothing to see."""
    counts = np.diag([500, 500, 500, 500])
    found = permute(counts, np.array([0, 0, 1, 1]), 2, 999, np.random.default_rng(0))
    assert found.p > 0.3


def test_false_discoveries_by_hand() -> None:
    """p(k) m / k, and no value above a later one: 0.04, 0.06, 0.06, 0.5."""
    assert benjamini_hochberg([0.5, 0.01, 0.045, 0.03]) == pytest.approx([0.5, 0.04, 0.06, 0.06])
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([1.0, 1.0]) == [1.0, 1.0]


def test_contexts_are_the_words_of_content_nearby() -> None:
    index = WordIndex.build(
        documents({"a": ["river toll bridge the harbour toll gate", "toll bridge"], "b": ["toll"]})
    )
    numbers = index.numbers_of("toll")
    assert numbers is not None
    found = contexts_of(index, numbers, np.zeros(3, dtype=np.int32), 2, index.content)
    near = [{index.vocabulary.word(int(n)) for n in row if n >= 0} for row in found.near]
    assert near == [{"river", "bridge"}, {"harbour", "gate"}, {"bridge"}, set()]
    assert [index.vocabulary.word(int(n)) for n in found.words] == ["bridge"]
    assert found.counts.tolist() == [[1, 3], [1, 0], [0, 0]]


def test_passages_are_shown_as_they_stand() -> None:
    text = "“We will,” she said,\nkeep the Tolls — all of them. No more."
    index = WordIndex.build([Document(id="d", text=text)])
    numbers = index.numbers_of("tolls")
    assert numbers is not None
    found = passage(index, int(index.occurrences(numbers)[0]), 1, 2)
    assert found.text == "keep the Tolls — all of"
    assert text[found.start : found.end] == "keep the Tolls — all of"


def planted(seed: int) -> list[Document]:
    """`guarantee` among seals and treaties here, among handshakes and friends there; `harbour`
    among the same words on both sides."""
    rng = np.random.default_rng(seed)
    common = ["harbour", "vessel", "cargo", "customs", "lantern", "pilot", "anchor", "wharf"]
    north = ["treaty", "seal", "court", "signature"]
    south = ["handshake", "friend", "custom", "honour"]

    def text(own: list[str]) -> str:
        parts = []
        for _ in range(8):
            parts += ["guarantee", *rng.choice(own, 5), *rng.choice(common, 14)]
        return " ".join(parts)

    return documents({"north": [text(north) for _ in range(8)],
                      "south": [text(south) for _ in range(8)]})  # fmt: skip


def test_a_term_in_different_use_is_found_with_its_words_and_passages() -> None:
    found = compare_words(planted(1), "side", measures=["use"])
    rows = [row for row in found.to_rows() if row["term"] == "guarantee"]
    assert {row["side"] for row in rows} == {"north", "south"}
    for row in rows:
        assert row["q"] <= 0.05
        assert row["distance"] > row["expected"]
        own = {"north": "treaty seal court signature", "south": "handshake friend custom honour"}
        assert set(row["words"]) == set(own[row["side"]].split())
        assert len(row["passages"]) == 3
        assert all("guarantee" in one["text"] for one in row["passages"])
        assert len({one["doc"] for one in row["passages"]}) == 3
    text = str(compare_words(planted(1), "side", term="guarantee"))
    assert "treaty" in text and "handshake" in text and "permutations" in text


def test_terms_in_the_same_use_are_not_called_different() -> None:
    rng = np.random.default_rng(2)
    words = ["toll", "bridge", "river", "cart", "gate", "ferry"]
    shares = {"a": [1 / 6] * 6, "b": [1 / 6] * 6}
    found = compare_words(drawn(rng, shares, words, 10, 80), "side", measures=["use"])
    rows = list(found.to_rows())
    assert len({row["term"] for row in rows}) >= 6
    assert all(row["q"] > 0.05 for row in rows)
    assert "more than chance would" in str(found)


def test_one_seed_one_answer() -> None:
    once, again, other = (
        list(compare_words(planted(3), "side", measures=["use"], seed=seed).to_rows())
        for seed in (5, 5, 6)
    )
    assert once == again
    assert [row["distance"] for row in once] != [] and once != other


@pytest.mark.parametrize("short", ["uses", "documents"])
def test_too_few_contexts_are_too_few_to_say(short: str) -> None:
    here = ["toll gate " * 8] * 6
    there = ["toll road"] * 6 if short == "uses" else ["toll road " * 30] * 2
    found = compare_words(documents({"a": here, "b": there}), "side", term="toll")
    rows = [row for row in found.to_rows() if row["measure"] == "use"]
    assert len(rows) == 2
    for row in rows:
        assert [row[key] for key in ("z", "low", "high", "distance", "p", "q")] == [None] * 6
        assert row["passages"] == [] and row["n"] > 0
    assert "too few uses to say" in str(found)


def test_within_windows_a_change_of_times_is_no_difference_of_sides() -> None:
    """Both sides change their words from one year to the next; one side wrote more later."""
    rng = np.random.default_rng(8)
    made = []
    for k, (side, year) in enumerate(
        [("a", "2031")] * 12 + [("a", "2032")] * 4 + [("b", "2031")] * 4 + [("b", "2032")] * 12
    ):
        own = ["treaty", "seal"] if year == "2031" else ["friend", "honour"]
        filler = ["harbour", "vessel", "cargo"]
        text = " ".join(
            " ".join(["guarantee", *rng.choice(own, 4), *rng.choice(filler, 14)]) for _ in range(6)
        )
        made.append(Document(id=str(k), text=text, date=year, fields={"side": side}))
    index = WordIndex.build(made)
    plain = compare_words(index, "side", term="guarantee", measures=["use"])
    within = compare_words(index, "side", "year", term="guarantee", measures=["use"])
    assert next(plain.to_rows())["p"] < 0.01
    assert next(within.to_rows())["p"] > 0.05


def test_the_least_p_is_one_in_all_draws_and_the_seen_one() -> None:
    counts = np.array([[9, 0]] * 12 + [[0, 9]] * 12)
    found = permute(counts, np.repeat([0, 1], 12), 2, 19, np.random.default_rng(0))
    assert found.p == pytest.approx(1 / 20)
    assert found.draws == 19
    assert found.distance == pytest.approx(1, abs=1e-5)
