"""Events of whole documents."""

from __future__ import annotations

from detente.case import parse_case
from detente.reading.acts import find_events
from detente.reading.acts.find import split_sentences
from detente.reading.document import Document
from detente.reading.speech import Who

TEXT = (
    "Veldria expelled two diplomats of Karsk on Monday. The weather was fine. Dr. Orsk, who leads "
    "the U.S. mission, said nothing.\n\nKarsk condemned the move."
)


def test_sentences_end_at_full_stops_but_not_at_titles() -> None:
    found = [TEXT[start:end] for start, end in split_sentences(TEXT)]
    assert found == [
        "Veldria expelled two diplomats of Karsk on Monday.",
        "The weather was fine.",
        "Dr. Orsk, who leads the U.S. mission, said nothing.",
        "Karsk condemned the move.",
    ]


def test_one_event_a_sentence_with_its_parties() -> None:
    case = parse_case("{detente: 1, id: x, parties: {v: {name: Veldria}, k: {name: Karsk}}}")
    found = find_events(Document("d", TEXT), Who.from_case(case))
    rows = [(event.event, event.source_party, event.target_party) for event in found]
    assert rows == [("SANCTION", "v", "k"), ("ACCUSE", "k", None)]
    assert TEXT[found[0].start : found[0].end].endswith("on Monday.")
    assert (found[0].source, found[0].target) == ("Veldria", "Karsk")


def test_without_a_case_words_alone_name_the_actors() -> None:
    found = find_events(Document("d", TEXT), Who.nobody())
    assert [(event.source, event.source_party) for event in found] == [
        ("Veldria", None),
        ("Karsk", None),
    ]


def test_where_nobody_is_named_the_words_beside_the_verb_tell_who() -> None:
    found = find_events(
        Document("d", "The rebels bombed a village. Police arrested two dockers."), Who.nobody()
    )
    assert [(event.source, event.target) for event in found] == [
        ("The rebels", "a village"),
        ("Police", "two dockers"),
    ]
