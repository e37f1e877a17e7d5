"""No text whatever makes the reading of speech raise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.document import Document
from detente.reading.speech import Parser, Who, find_attributions, scare_quotes
from detente.reading.speech.words import bag

PARSER = Parser.load()
MARKS = st.sampled_from([*list("\"'“”‘’«»„‹›`—–-:,.?!()[] \n\t"), "``", "''", "\r\n", "\n\n"])
WORDS = st.sampled_from(
    sorted(
        bag(
            """said says told Reis Mayor Lindqvist he she they who that to of whether according by
            was accused believed his claim view in the eyes
            and but asked if MINISTER: Q: wants call as
            called “no” 'no' U.S. Mr. 3 (@reis) reportedly per put it clear 🙂 שלום قال é"""
        )
    )
)
HOSTILE = st.lists(st.one_of(MARKS, WORDS, st.just(" ")), max_size=120).map("".join)
SPACED = st.lists(st.one_of(MARKS, WORDS), max_size=80).map(" ".join)


@settings(max_examples=60)
@given(st.one_of(HOSTILE, SPACED))
def test_any_text_is_read_with_a_model_too(text: str) -> None:
    document = Document("any", text)
    found = find_attributions(document, Who.nobody(), PARSER)
    for attribution in found:
        for span in (attribution.span, attribution.cue, attribution.source):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(st.one_of(st.text(max_size=300), HOSTILE, SPACED))
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    document = Document("any", text)
    found = find_attributions(document, Who.nobody())
    for attribution in found:
        for span in (attribution.span, attribution.cue, attribution.source):
            if span is not None:
                start, end = span
                assert 0 <= start < end <= len(text)
        assert 0 <= attribution.confidence <= 1
    assert [a.span for a in found] == sorted(a.span for a in found)
    for start, end in scare_quotes(document, found):
        assert 0 <= start < end <= len(text)
