"""Words of a text: what counts as one, and that the fast way and the plain way agree."""

from __future__ import annotations

import re
import string
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reading.words.tokens import LONGEST, PLAIN, WORDS
from detente.reading.words.vocabulary import Vocabulary

TEXTS = st.text(alphabet="aBé ß'’-‐.,12 3_\n\u0301ж漢\"“”…", max_size=60) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Duke's long-standing claim", ["the", "duke's", "long-standing", "claim"]),
        ("“We won’t,” he said.", ["we", "won't", "he", "said"]),
        ("'quoted' - dash -- dashes' end-", ["quoted", "dash", "dashes", "end"]),
        ("1,250.5 carts, 3.", ["1,250.5", "carts", "3"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Ünal’s café", ["ünal's", "café"]),
        ("cafe\u0301", ["café"]),
        ("naïve—so", ["naïve", "so"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("… !", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert WORDS.split(text) == words
    assert [word for _, _, word in WORDS.spans(text)] == words


@given(TEXTS)
def test_spans_give_the_same_words_as_splitting(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    spans = list(WORDS.spans(text))
    assert [word for _, _, word in spans] == WORDS.split(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    starts, ends = WORDS.places(text)
    assert [(s, e) for s, e, _ in spans] == list(zip(starts.tolist(), ends.tolist(), strict=True))


@given(TEXTS)
def test_plain_words_are_those_of_the_usual_recipe(text: str) -> None:
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    assert PLAIN.split(text) == re.findall(r"\b\w\w+\b", bare)


@given(st.lists(TEXTS, max_size=6))
def test_words_as_numbers_and_back(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    for text in texts:
        block = WORDS.encode(text)
        numbers = vocabulary.numbers(block, *WORDS.bounds(block))
        words = WORDS.split(text)
        assert [vocabulary.word(int(n)) for n in numbers] == words
        assert [vocabulary.find(word) for word in words] == numbers.tolist()
    assert vocabulary.find("a word with gaps") is None


def test_numbers_tell_many_words_apart() -> None:
    words = [f"w{a}{b}" for a in range(300) for b in range(300, 400)]
    vocabulary = Vocabulary()
    block = " ".join(words).encode()
    numbers = vocabulary.numbers(block, *WORDS.bounds(block))
    assert np.array_equal(np.unique(numbers), np.arange(len(set(words))))


def test_a_word_without_end_is_cut() -> None:
    assert WORDS.split("a" * 100_000) == ["a" * LONGEST]
    assert [word for _, _, word in WORDS.spans("é" * 1000)] == WORDS.split("é" * 1000)
