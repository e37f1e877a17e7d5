"""Counts by document and side against plain counting; spilling; cutting anew."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.reading.document import Document
from detente.reading.words import tables
from detente.reading.words.index import Part, WordIndex
from detente.reading.words.spool import Numbers, Texts
from detente.reading.words.windows import window

CORPORA = st.lists(st.lists(st.sampled_from("abcdef"), max_size=12), min_size=1, max_size=8)


def index_of(corpus: list[list[str]]) -> WordIndex:
    made = (Document(id=str(k), text=" ".join(words)) for k, words in enumerate(corpus))
    return WordIndex.build(made)


@given(CORPORA)
def test_tables_count_words_and_pairs_by_document(corpus: list[list[str]]) -> None:
    index = index_of(corpus)
    for order, table in enumerate(index.tables, 1):
        found = {
            (index.term(order, term), int(table.docs[entry])): int(table.counts[entry])
            for term in range(len(table))
            for entry in range(table.starts[term], table.starts[term + 1])
        }
        by_hand = Counter(
            (" ".join(words[k : k + order]), doc)
            for doc, words in enumerate(corpus)
            for k in range(len(words) - order + 1)
        )
        assert found == by_hand


@given(CORPORA)
def test_tables_do_not_depend_on_how_much_is_sorted_at_once(corpus: list[list[str]]) -> None:
    whole = index_of(corpus).tables
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_AT_ONCE", 3)
        parts = index_of(corpus).tables
    for one, other in zip(whole, parts, strict=True):
        assert one.keys.tolist() == other.keys.tolist()
        assert one.docs.tolist() == other.docs.tolist()
        assert one.counts.tolist() == other.counts.tolist()


@given(CORPORA, st.randoms())
def test_pairs_used_once_are_left_out_of_large_corpora(
    corpus: list[list[str]], chance: object
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "KEEP_ALL_BELOW", 0)
        index = index_of(corpus)
        pairs = index.tables[1]
    used = Counter(pair for words in corpus for pair in pairwise(words))
    kept = {" ".join(pair): count for pair, count in used.items() if count > 1}
    found = {
        index.term(2, term): int(pairs.counts[pairs.starts[term] : pairs.starts[term + 1]].sum())
        for term in range(len(pairs))
    }
    assert found == kept


@given(CORPORA, st.integers(1, 12), st.data())
def test_uses_by_side_are_sums_over_documents(
    corpus: list[list[str]], n_sides: int, data: st.DataObject
) -> None:
    index = index_of(corpus)
    sides = np.array([data.draw(st.integers(-1, n_sides - 1)) for _ in corpus], dtype=np.int32)
    table = index.tables[0]
    some = np.arange(len(table))[:: data.draw(st.sampled_from([1, 2, 20]))]
    found = np.concatenate(
        [counts for _, counts in table.by_side(some, sides, n_sides)]
        or [np.empty((0, n_sides), dtype=np.int64)]
    )
    for row, term in zip(found, some.tolist(), strict=True):
        by_hand = [0] * n_sides
        for words, side in zip(corpus, sides, strict=True):
            if side >= 0:
                by_hand[side] += words.count(index.term(1, term))
        assert row.tolist() == by_hand
    uses, docs = table.spread(sides >= 0, None)
    for term in range(len(table)):
        word = index.term(1, term)
        inside = [words for words, side in zip(corpus, sides, strict=True) if side >= 0]
        assert uses[term] == sum(words.count(word) for words in inside)
        assert docs[term] == sum(word in words for words in inside)


def test_parts_of_one_document_count_it_once() -> None:
    parts = [
        Part("d1", "toll toll", {"side": "a"}),
        Part("d1", "toll", {"side": "b"}),
        Part("d2", "toll", {"side": "a"}),
    ]
    index = WordIndex.of_parts(parts)
    sides = np.array([0, 1, 0], dtype=np.int32)
    for chosen in (None, sides >= 0):
        uses, docs = index.tables[0].spread(chosen, index.origins)
        assert (uses.tolist(), docs.tolist()) == ([4], [2])
    uses, docs = index.tables[0].spread(sides == 1, index.origins)
    assert (uses.tolist(), docs.tolist()) == ([1], [1])


@given(CORPORA)
@settings(max_examples=30)
def test_occurrences_lie_within_one_document(corpus: list[list[str]]) -> None:
    index = index_of(corpus)
    for run in ("a", "a b", "a b a"):
        numbers = index.numbers_of(run)
        words = run.split()
        by_hand = sum(
            text[k : k + len(words)] == words
            for text in corpus
            for k in range(len(text) - len(words) + 1)
        )
        assert (0 if numbers is None else len(index.occurrences(numbers))) == by_hand


def test_long_arrays_lie_on_disk_and_come_back_whole() -> None:
    numbers = Numbers(in_memory=10)
    for start in range(0, 100, 7):
        numbers.append(np.arange(start, start + 7, dtype=np.uint32))
    assert numbers.array().tolist() == list(range(105))
    assert isinstance(numbers.array(), np.memmap)
    assert len(numbers) == 105


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=20), st.integers(0, 99))))
def test_texts_come_back_as_they_went(records: list[tuple[str, str, int]]) -> None:
    texts = Texts()
    for name, text, start in records:
        texts.append(name, text, start)
    assert [texts[k] for k in reversed(range(len(records)))] == records[::-1]
    assert list(texts) == records


@pytest.mark.parametrize(
    ("when", "over", "found"),
    [
        ("2031-02-20", "year", "2031"),
        ("2031-02-20", "quarter", "2031-Q1"),
        ("2031-12", "quarter", "2031-Q4"),
        ("2031-02-20", "month", "2031-02"),
        ("2031-02-20", "week", "2031-W08"),
        ("2032-12-31", "week", "2032-W53"),
        ("2031-01-01", "week", "2031-W01"),
        ("2031-02-20T10:00", "day", "2031-02-20"),
        ("2031", "month", None),
        ("2031-02", "day", None),
        ("2031-02-31", "day", None),
        ("soon", "year", None),
        (None, "year", None),
    ],
)
def test_windows_of_time(when: str | None, over: str, found: str | None) -> None:
    assert window(when, over) == found


def test_a_field_that_no_document_has_is_named_with_the_nearest() -> None:
    index = WordIndex.build([Document(id="d", text="toll", fields={"party": "north"})])
    with pytest.raises(InputError, match="Did you mean 'party'"):
        index.divide("partie")
    with pytest.raises(InputError, match="has a date"):
        index.windows("month")


def test_windows_are_in_order_of_time_whatever_the_order_of_documents() -> None:
    days = ["2031-05-01", "2030-02-01", "2031-05-20", "", "2030"]
    index = WordIndex.build(
        [Document(id=str(k), text="toll", date=day or None) for k, day in enumerate(days)]
    )
    names, of_part = index.windows("month")
    assert names == ["2030-02", "2031-05"]
    assert of_part.tolist() == [1, 0, 1, -1, -1]


def test_dates_that_r_has_written_are_read() -> None:
    index = WordIndex.build(
        [Document(id=str(k), text="toll", fields={"Date": day}) for k, day in enumerate(DAYS)]
    )
    assert index.divide("year")[0] == ["1829", "1970", "2022"]


DAYS = ["-51158.0", "17.0", "19003"]
