"""Contested terms: one article is enough; speech, titles and names are no contest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.document import Document
from detente.reading.words import compare_words
from detente.reading.words.marks import KINDS, find_marks
from detente.reading.words.phrases import is_abstract, key, noun_phrase, sentence, stem, tidy
from detente.result import Row

ARTICLES = Path(__file__).parent / "articles"


def contested(text: str) -> list[Row]:
    found = compare_words([Document(id="d", text=text)], "doc", measures=["contested"])
    return list(found.to_rows())


def terms(text: str) -> list[str]:
    return [row["term"] for row in contested(text)]


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("pass", ["encroach", "equilibri", "assuranc", "escalat", "buffer"]),
        ("strait", ["provoc", "architect", "guarant", "sovereign", "stepping"]),
        ("basin", ["expansionis", "resilien", "assuranc", "tension", "security"]),
        ("isles", ["militaris", "predict", "undertak", "disarm", "normal"]),
    ],
)
def test_of_the_contested_terms_of_an_opinion_article_most_are_found(
    article: str, words: list[str]
) -> None:
    text = (ARTICLES / f"{article}.txt").read_text(encoding="utf-8")
    found = terms(text)
    hit = [word for word in words if any(word in term.lower() for term in found)]
    assert len(hit) >= 4, (hit, found)
    assert len(found) <= 12


@pytest.mark.parametrize(
    ("text", "term", "kind"),
    [
        ("They spent a week on “strategic patience” in the north.", "strategic patience",
         "scare quotes"),
        ("The so-called corridor is closed.", "corridor", "so-called"),
        ("It is what Varn calls a protection zone.", "protection zone", "what they call"),
        ("They use the word “partner” of each other.", "partner", "named as a word"),
        ("They avoid terms such as annexation and reunion.", "reunion", "named as a word"),
        ("It spoke of “mountain banditry”, a phrase Varn rejects.", "mountain banditry",
         "rejected"),
        ("Neutrality, to the Coast, means that the forts are empty.", "neutrality", "defined"),
        ("Their definition of security leaves nobody safe.", "security", "defined"),
        ("To be asked is felt as an aggression.", "aggression", "seen as"),
        ("They want iron-clad guarantees this time.", "guarantees", "qualified"),
        ("The burden of disarming rests with the Coast.", "disarming", "owed"),
        ("One side’s defence is the other side’s siege.", "siege", "defined"),
        ("Marrow asked for “copper-bottomed” guarantees.", "copper-bottomed guarantees",
         "their word"),
        ("They want not concessions but recognition.", "recognition", "put otherwise"),
    ],
)  # fmt: skip
def test_marks_of_distance(text: str, term: str, kind: str) -> None:
    from detente.reading.speech import Who, find_attributions
    from detente.reading.speech.page import Page

    document = Document(id="d", text=text, language="en")
    said = find_attributions(document, Who.nobody())
    marks = find_marks(text, Page(document).all_quotes(), said)
    assert kind in KINDS
    assert (term.lower(), kind) in {
        (tidy(text[mark.start : mark.end]).lower(), mark.kind) for mark in marks
    }


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready to go on,” said Ilse Marrow. “Nobody has to be afraid.”",
        "“Never,” she said.",
        "“Yes,” he answered, “we will.”",
        "She is reading the novel “Salt Roads” on the train.",
        "William “Bill” Adams arrived on Monday.",
        "The envoys met on Tuesday, ate, and went home.",
        "He said that the talks had been long.",
        "Rooms 3 and 4 were closed; the ferry was late.",
        "",
    ],
)
def test_what_is_no_contest_is_left_alone(text: str) -> None:
    assert contested(text) == []


def test_rows_say_whose_word_it_is_who_rejects_it_and_where() -> None:
    text = (ARTICLES / "pass.txt").read_text(encoding="utf-8")
    row = next(row for row in contested(text) if row["term"] == "Varnish encroachment")
    assert row["by"] == ["Varn"]
    assert row["whose"] == ["Ilse Marrow"]
    assert {"rejected", "their word"} <= set(row["kinds"])
    assert (row["n"], row["others"], row["z"], row["low"], row["high"]) == (1, 0, None, None, None)
    for passage in row["passages"]:
        assert "encroachment" in text[passage["start"] : passage["end"]]


def test_one_term_is_looked_for_in_all_its_forms() -> None:
    text = (ARTICLES / "isles.txt").read_text(encoding="utf-8")
    found = compare_words([Document(id="d", text=text)], "doc", term="disarm")
    assert {row["term"] for row in found.to_rows() if row["measure"] == "contested"} == {
        "disarmament"
    }


def test_a_mark_counts_for_the_side_in_whose_documents_it_stands() -> None:
    marked = "They speak of the so-called charter. " * 3
    plain = "The charter is old. " * 3
    made = [
        Document(id=f"{side}{k}", text=text, fields={"side": side})
        for side, text in (("east", marked), ("west", plain))
        for k in range(3)
    ]
    found = compare_words(made, "side", measures=["contested"])
    (row,) = found.to_rows()
    assert (row["term"], row["side"], row["n"], row["others"], row["marks"]) == (
        "charter", "east", 9, 9, 9,
    )  # fmt: skip


@given(st.text(alphabet="“”\"'‘’«» .,;:!?ab-\nTo the word meansdifferent", max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_quotation_whatever_raises(text: str) -> None:
    for row in contested(text):
        assert tidy(row["term"])


def test_hostile_text_takes_no_longer_than_it_should() -> None:
    for piece in ("a-", "a’", "To a ", "“", "not a ", "each a ", "what a call "):
        contested(piece * 4_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de-escalate", "de-escalation"),
        ("guarantee", "guarantees"),
        ("disarm", "disarmament"),
        ("provoked", "provokes"),
        ("Varn’s", "varn"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert key(f"the {one}") == key(other)


def test_phrases_end_where_grammar_begins() -> None:
    text = "the old buffer zone of the treaty"
    assert noun_phrase(text, 0) == (4, 19)
    assert noun_phrase("of it", 0) is None
    assert is_abstract("collective security") and not is_abstract("wooden table")
    whole = "First. “Then the third one,” she said. Last."
    assert whole[slice(*sentence(whole, 20, 22))] == "“Then the third one,” she said."
