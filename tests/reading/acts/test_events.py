"""Which political event a sentence tells of."""

from __future__ import annotations

import pytest

from detente.reading.acts import EVENTS, classify_event
from detente.reading.acts.events import COARSE, OLDER
from tests.reading.acts.scorer import read_examples, score


def test_every_class_has_examples() -> None:
    assert {example.gold for example in read_examples("events")} == set(EVENTS)


def test_events_of_the_invented_sentences() -> None:
    mean, each = score("events")
    assert mean >= 0.93
    assert min(each.values()) >= 0.85


def test_events_of_sentences_never_tuned_on() -> None:
    assert score("events-kept")[0] >= 0.45


def test_older_and_coarser_names_lead_to_present_ones() -> None:
    assert set(OLDER.values()) <= set(EVENTS)
    assert set(COARSE) <= set(EVENTS)
    assert len({COARSE.get(event, event) for event in EVENTS}) == 15


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Tarn met the rebels.", "CONSULT"),
        ("Tarn agreed to meet the rebels.", "AGREE"),
        ("Tarn will meet the rebels next week.", "AGREE"),
        ("Tarn refused to meet the rebels.", "REJECT"),
        ("Tarn will not meet the rebels.", "REJECT"),
        ("Tarn urged Sund to meet the rebels.", "REQUEST"),
        ("Tarn threatened to bomb the rebels.", "THREATEN"),
        ("Tarn will bomb the rebels.", "THREATEN"),
        ("Tarn bombed the rebels.", "ASSAULT"),
        ("Tarn accused the rebels of bombing a school.", "ACCUSE"),
        ("Tarn stopped bombing the rebels.", "RETREAT"),
        ("Tarn imposed sanctions on Sund.", "SANCTION"),
        ("Tarn lifted sanctions against Sund.", "RETREAT"),
        ("Tarn called for sanctions against Sund.", "REQUEST"),
        ("Tarn rejected sanctions against Sund.", "REJECT"),
        ("Tarn suspended aid to Sund.", "SANCTION"),
        ("Tarn announced a suspension of aid to Sund.", "SANCTION"),
        ("Tarn sent aid to Sund.", "AID"),
        ("The union called off its strike.", "CONCEDE"),
        ("The union called a strike.", "PROTEST"),
        ("Tarn withdrew its troops from the valley.", "RETREAT"),
        ("Tarn withdrew its ambassador from Sund.", "SANCTION"),
        ("Tarn sent troops to the border.", "MOBILIZE"),
    ],
)
def test_what_is_said_of_an_action_shifts_its_class(sentence: str, event: str) -> None:
    """By the definitions of the ontology: intent, refusal, request, threat, blame, end."""
    assert classify_event(sentence).event == event


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Four miners were released by the rebels.", "RETREAT"),
        ("Four rebels were killed by the army.", "ASSAULT"),
        ("Aid to Marrow was suspended.", "SANCTION"),
        ("Six editors have been arrested.", "COERCE"),
    ],
)
def test_the_passive_has_its_object_first(sentence: str, event: str) -> None:
    assert classify_event(sentence).event == event


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("After rebels killed two guards, Tarn offered talks.", "AGREE"),
        ("Despite threats of war, the premier visited Sund.", "CONSULT"),
        ("The rebels, who killed two guards in May, released a hostage.", "RETREAT"),
        ("Tarn expelled a diplomat who had met the rebels.", "SANCTION"),
        ("The United States praised the plan.", "SUPPORT"),
        ("The accord signed in Tarn was rejected by Sund.", "REJECT"),
        ("Rebels armed by Karsk released a hostage.", "RETREAT"),
        ("The flat he shares with an arrested editor was bombed.", "ASSAULT"),
        ("Sund denounced published threats.", "ACCUSE"),
    ],
)
def test_circumstances_do_not_decide(sentence: str, event: str) -> None:
    assert classify_event(sentence).event == event


def test_actors_stand_around_the_verb_and_change_places_in_the_passive() -> None:
    def actors(sentence: str) -> tuple[str, str]:
        coding = classify_event(sentence)
        assert coding.source is not None
        assert coding.target is not None
        return sentence[slice(*coding.source)], sentence[slice(*coding.target)]

    assert actors("Veldria accused Karsk of theft.") == ("Veldria", "Karsk")
    assert actors("Karsk was accused by Veldria of theft.") == ("Veldria", "Karsk")


def test_no_event_is_found_where_there_is_none() -> None:
    for sentence in ("", "The river is long.", "Rice grows in the valley of Brae.", "…!?"):
        assert classify_event(sentence).event is None
