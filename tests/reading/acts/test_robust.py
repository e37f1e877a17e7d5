"""No text whatever may raise, and offsets stay within the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.reading.acts import ACTS, EVENTS, classify_event, code_attribution, find_events
from detente.reading.acts.dates import mentioned_date
from detente.reading.document import Document
from detente.reading.passages import Attribution
from detente.reading.speech import Who

PARTS = """will not never threaten to attack , that who “ ” ' n't … unless if must March 31 by U.S.
talks the of were Monday 2019 \0"""
WORDS = st.lists(st.sampled_from([*PARTS.split(), "\n"]), max_size=40).map(" ".join)
TEXTS = st.one_of(st.text(max_size=300), WORDS)


@given(TEXTS)
def test_no_sentence_raises(text: str) -> None:
    coding = classify_event(text)
    assert coding.event is None or coding.event in EVENTS
    for span in (coding.source, coding.target, coding.cue):
        assert span is None or 0 <= span[0] < span[1] <= len(text)


@given(TEXTS, st.data())
def test_no_attribution_raises(text: str, data: st.DataObject) -> None:
    def span() -> tuple[int, int]:
        ends = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
        return ends[0], ends[1]

    said = Attribution(
        span(),
        data.draw(st.sampled_from(["direct", "mixed", "indirect", "viewpoint"])),
        cue=span() if data.draw(st.booleans()) else None,
        cue_lemma=data.draw(st.sampled_from(["", "say", "deny", "threaten", "Ω"])),
        source=span() if data.draw(st.booleans()) else None,
    )
    coding = code_attribution(said, Document("d", text, date="2031-03-04"), Who.nobody(), None)
    assert coding.act in ACTS
    assert 0 <= coding.confidence <= 1
    assert coding.target is None
    assert coding.issue is None


@given(TEXTS)
def test_events_of_a_document_stand_in_order_within_it(text: str) -> None:
    ends = 0
    for event in find_events(Document("d", text), Who.nobody()):
        assert ends <= event.start < event.end <= len(text)
        ends = event.end


@given(TEXTS, st.none() | st.dates().map(str) | st.text(max_size=12))
def test_no_date_raises(text: str, today: str | None) -> None:
    found = mentioned_date(text, today)
    assert found is None or found[:4].isdecimal()
