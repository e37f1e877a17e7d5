"""Distinctive terms: laws, refusals, windows, many sides."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.reading.document import Document, Unreadable
from detente.reading.words import MEASURES, WordIndex, Words, compare_words
from detente.result import Row
from tests.reading.words.corpora import documents, drawn

TEXTS = st.dictionaries(
    st.sampled_from(["east", "north", "south", "west"]),
    st.lists(
        st.lists(st.sampled_from("abcdefg"), max_size=15).map(" ".join), min_size=1, max_size=3
    ),
    min_size=2,
)
KEYS = ["term", "side", "n", "others", "z", "low", "high"]


def keyness(texts: dict[str, list[str]], **chosen: Any) -> dict[tuple[str, str], Row]:
    asked: dict[str, Any] = {"min_uses": 1, "min_docs": 1, "everything": True, **chosen}
    found = compare_words(documents(texts), "side", measures=["distinctive"], **asked)
    return {(row["term"], row["side"]): row for row in found.to_rows()}


@given(TEXTS)
@settings(max_examples=60)
def test_new_names_change_only_names(texts: dict[str, list[str]]) -> None:
    renamed = {f"the {side} side": several for side, several in texts.items()}
    before, after = keyness(texts), keyness(renamed)
    assert {(term, f"the {side} side") for term, side in before} == set(after)
    for (term, side), row in before.items():
        assert {**row, "side": ""} == {**after[term, f"the {side} side"], "side": ""}


@given(TEXTS)
@settings(max_examples=60)
def test_a_corpus_twice_over_has_the_same_odds_and_narrower_intervals(
    texts: dict[str, list[str]],
) -> None:
    once = keyness(texts)
    twice = keyness({side: several * 2 for side, several in texts.items()})
    for key, row in once.items():
        if row["z"] is None:
            continue
        again = twice[key]
        assert (again["n"], again["others"]) == (2 * row["n"], 2 * row["others"])
        assert again["delta"] == pytest.approx(row["delta"], abs=2e-6)
        assert again["z"] == pytest.approx(row["z"] * 2**0.5, abs=1e-5)


@given(TEXTS)
@settings(max_examples=60)
def test_of_two_sides_one_is_the_mirror_of_the_other(texts: dict[str, list[str]]) -> None:
    two = dict(list(texts.items())[:2])
    one, other = sorted(two)
    rows = keyness(two)
    for (term, side), row in rows.items():
        if side == one and row["z"] is not None:
            mirror = rows[term, other]
            assert mirror["z"] == pytest.approx(-row["z"], abs=2e-6)
            assert mirror["low"] == pytest.approx(-row["high"], abs=2e-6)
            assert (mirror["n"], mirror["others"]) == (row["others"], row["n"])


@given(TEXTS)
@settings(max_examples=60)
def test_rows_hold_the_agreed_keys_and_counts_add_up(texts: dict[str, list[str]]) -> None:
    whole = " ".join(" . ".join(several) for several in texts.values()).split()
    for (term, side), row in keyness(texts, ngrams=1).items():
        assert list(row)[:7] == KEYS
        assert row["n"] == " ".join(texts[side]).split().count(term)
        assert row["n"] + row["others"] == whole.count(term)
        assert (row["z"] is None) == (row["low"] is None) == (row["high"] is None)
        json.dumps(row)


def test_rows_are_ordered_by_side_and_by_falling_z() -> None:
    texts = {"a": ["x x x y z", "x y"], "b": ["y y z z", "z x"], "c": ["w w x", "y w"]}
    rows = list(
        compare_words(documents(texts), "side", measures=["distinctive"], min_uses=1).to_rows()
    )
    order = [(row["side"], -row["z"]) for row in rows]
    assert order == sorted(order)


def test_few_uses_are_too_few_to_say() -> None:
    texts = {"north": ["toll toll toll bridge", "toll"], "south": ["bridge", "bridge road"]}
    found = compare_words(documents(texts), "side", term=["toll", "bridge", "road", "gate"])
    rows = {
        (row["term"], row["side"]): row
        for row in found.to_rows()
        if row["measure"] == "distinctive"
    }
    for term, n in (("toll", 4), ("bridge", 1), ("road", 0), ("gate", 0)):
        row = rows[term, "north"]
        assert (row["n"], row["z"], row["low"], row["high"]) == (n, None, None, None)
    assert str(found).count("too few uses to say") >= 4
    enough = compare_words(documents(texts), "side", term="toll", min_uses=3)
    assert next(enough.to_rows())["z"] is not None


def test_a_word_of_one_document_tells_of_that_document_alone() -> None:
    texts = {"north": ["toll " * 30, "road road"], "south": ["bridge road road", "road"]}
    found = compare_words(documents(texts), "side", measures=["distinctive"], ngrams=1)
    assert {row["term"] for row in found.to_rows() if row["z"] is not None} == {"road"}


def test_one_article_supports_no_frequencies() -> None:
    text = "The toll is the toll is the toll. " * 20
    article = [Document(id="a.txt", text=text, source="Gazette")]
    found = compare_words(article, "source")
    rows = list(found.to_rows())
    assert rows and all(row["z"] is None for row in rows)
    assert any(row["term"] == "toll" and row["n"] == 60 for row in rows)
    assert any("too few uses to say" in note for note in found.notes)


def test_one_side_alone_is_compared_with_nobody() -> None:
    found = compare_words(documents({"north": ["a b a b a b", "a b a b"]}), "side")
    assert all(row["z"] is None for row in found.to_rows())


def test_windows_compare_the_sides_within_each() -> None:
    early = documents({"a": ["toll toll toll road"], "b": ["road road toll"]}, when="2031")
    late = documents({"a": ["road road road toll"], "b": ["toll toll toll road"]}, when="2032")
    dated = [
        Document(id=f"{one.id}-{when}", text=one.text, date=when, fields=one.fields)
        for several, when in ((early, "2031-03-04"), (late, "2032-03"))
        for one in several
    ]
    found = compare_words(
        dated, "side", "year", measures=["distinctive"], ngrams=1, min_uses=1, min_docs=1
    )
    z = {(row["window"], row["term"]): row["z"] for row in found.to_rows() if row["side"] == "a"}
    assert z["2031", "toll"] > 0 > z["2032", "toll"]
    rows = [row for row in found.to_rows() if row["window"] == "2031" and row["term"] == "toll"]
    assert [(row["side"], row["n"], row["others"]) for row in rows] == [("a", 3, 1), ("b", 1, 3)]
    with pytest.raises(InputError, match="tells its month"):
        compare_words(late[:1], "side", "month")


def test_a_window_with_one_side_compares_nothing() -> None:
    dated = [
        Document(id=f"{side}{k}", text="toll toll toll road", date=date, fields={"side": side})
        for side, date in (("a", "2031"), ("b", "2031"), ("a", "2032"))
        for k in range(2)
    ]
    found = compare_words(dated, "side", "year", term="toll")
    judged = [row for row in found.to_rows() if row["measure"] == "distinctive"]
    assert {row["window"] for row in judged if row["z"] is None} == {"2032"}


def test_documents_without_a_side_count_for_nobody_and_are_told() -> None:
    some = documents({"a": ["x x x x x", "x x"], "b": ["x y y", "y y y"]})
    more = [*some, Document(id="stray", text="x " * 50)]
    found = compare_words(more, "side", measures=["distinctive"], ngrams=1)
    row = next(row for row in found.to_rows() if row["term"] == "x")
    assert (row["n"], row["others"]) == (7, 1)
    assert "1 document without side: left out." in found.notes


def test_many_sides_get_a_line_each() -> None:
    rng = np.random.default_rng(5)
    words = [f"w{k}" for k in range(50)]
    shares = {f"s{k:02}": rng.dirichlet(np.full(50, 0.3)).tolist() for k in range(40)}
    found = compare_words(drawn(rng, shares, words, 2, 200), "side", measures=["distinctive"])
    lines = str(found).splitlines()
    assert sum(line.startswith("  s") for line in lines) == 40
    longer = {f"t{k:02}": shares["s00"] for k in range(5)}
    more = compare_words(drawn(rng, shares | longer, words, 2, 200), "side", ngrams=1)
    assert "5 more sides: --page 2" in str(more)
    second = str(compare_words(more.corpus.index, "side", ngrams=1, page=2))
    assert [line[:5] for line in second.splitlines() if line.startswith("  t0")] == [
        f"  t0{k}" for k in range(5)
    ]
    one = compare_words(found.corpus.index, "side", sides=["s07"], measures=["distinctive"])
    assert {row["side"] for row in one.to_rows()} == {"s07"}
    few = compare_words(found.corpus.index, "side", top=3, measures=["distinctive"])
    assert sum(1 for _ in few.to_rows()) == 120


def test_an_index_is_cut_anew_without_reading_again() -> None:
    some = documents({"a": ["x x x x", "x"], "b": ["y y y", "x y y"]}, tongue="one")
    index = WordIndex.build(iter(some))
    first, again = compare_words(index, "side"), compare_words(iter(some), "side")
    assert list(first.to_rows()) == list(again.to_rows())
    assert first.made_from.digest == again.made_from.digest
    assert compare_words(index, "doc").corpus.n_sides == 4


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": "sied"}, "Did you mean 'side'"),
        ({"by": "side", "sides": ["nort"]}, "Did you mean 'north'"),
        ({"by": "side", "measures": ["distinct"]}, "Did you mean 'distinctive'"),
        ({"by": "side", "over": "years"}, "Did you mean 'year'"),
        ({"by": "side", "prior": 0.0}, "above 0"),
        ({"by": "side", "min_uses": 0}, "at least 1"),
        ({"by": "side", "ngrams": 3}, "ngrams"),
        ({"by": "side", "tokens": "letters"}, "tokeniser"),
    ],
)
def test_mistakes_are_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        compare_words(documents({"north": ["a"], "south": ["b"]}), **given)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    bad = Unreadable("bad.pdf", "it is damaged")
    found = compare_words([bad, *documents({"a": ["x"], "b": ["y"]})], "side")
    assert found.unreadable == (bad,)
    with pytest.raises(InputError, match="damaged"):
        compare_words([bad], "side")
    with pytest.raises(InputError, match="no document"):
        compare_words([], "side")


def test_every_measure_runs_on_every_small_corpus_and_gives_the_agreed_keys() -> None:
    for texts in ({"a": [""], "b": ["…"]}, {"a": ["x"]}, {"a": ["x y z"], "b": ["x “y” z"]}):
        for key in MEASURES:
            found = compare_words(documents(texts), "side", measures=[key])
            assert isinstance(found, Words)
            for row in found.to_rows():
                assert list(row)[:9] == [*KEYS, "measure", "window"]
            assert MEASURES[key].title in str(found)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_text_whatever_raises(texts: list[str]) -> None:
    made = [
        Document(id=str(k), text=text, date="2031-02-03", fields={"side": f"s{k % 2}"})
        for k, text in enumerate(texts)
    ]
    found = compare_words(made, "side", "month", measures=list(MEASURES), min_uses=1, min_docs=1)
    for row in found.to_rows():
        json.dumps(row)
    str(found)
