"""What the layout says: transcripts, posts, headlines, datelines; and other languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.reading.document import Document
from detente.reading.passages import Attribution
from detente.reading.speech import Who, find_attributions

CASE = """
detente: 1
id: quay-2041
parties:
  city: {name: The city, voices: [Mayor Lindqvist, City Hall]}
  union: {name: The dockers' union, voices: [Ana Reis]}
"""


def read(text: str, language: str | None = None) -> list[Attribution]:
    return find_attributions(Document("a", text, language=language), Who.nobody())


def words(text: str, language: str | None = None) -> list[tuple[str | None, str]]:
    return [(a.speaker, text[slice(*a.span)]) for a in read(text, language)]


def test_every_turn_of_a_transcript_is_its_speakers_and_goes_on_over_paragraphs() -> None:
    text = (
        "MINISTER LIND: We stay. He said no.\n\n"
        "Nobody moves us.\n\n"
        "DELEGATE SOTO: We go.\n\n"
        "(Laughter)\n\n"
        "Q: Will you?\n\n"
        "MINISTER LIND: No."
    )
    assert [(str(who).split()[-1], said) for who, said in words(text)] == [
        ("LIND", "We stay. He said no.\n\nNobody moves us."),
        ("SOTO", "We go."),
        ("Q", "Will you?"),
        ("LIND", "No."),
    ]
    assert {a.form for a in read(text)} == {"direct"}


def test_a_few_turns_in_an_article_do_not_swallow_it() -> None:
    text = (
        "LIND: No.\n\nSOTO: Why?\n\nLIND: Because.\n\n"
        "It rained.\n\nIt poured.\n\nThe hall was cold.\n\nThe town slept.\n\nReis left."
    )
    assert [said for _, said in words(text)] == ["No.", "Why?", "Because."]


def test_a_post_is_its_signers_words() -> None:
    text = "We will not sell.\n\n— Mayor Ida Lindqvist (@lindqvist) May 3, 2031"
    assert words(text) == [("Mayor Ida Lindqvist", "We will not sell.")] or words(text) == [
        ("Ida Lindqvist", "We will not sell.")
    ]


def test_a_headline_with_a_colon_names_its_source() -> None:
    text = "Reis: We Will Not Go\n\nThe docks were shut on Monday."
    assert words(text) == [("Reis", "We Will Not Go")]


@pytest.mark.parametrize("label", ["Opinion", "Update", "Analysis", "Watch"])
def test_a_label_is_no_source(label: str) -> None:
    assert words(f"{label}: The Docks Are Shut\n\nIt rained.") == []


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "PORT ALDEN (Wire) — The docks will stay shut, Reis said."
    assert words(text) == [("Reis", "The docks will stay shut")]


def test_a_quotation_that_an_opponent_reports_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    who = Who.from_case(detente.load(path))
    text = "“Mayor Lindqvist told us ‘no deal’ in May,” said Ana Reis."
    outer, inner = find_attributions(Document("a", text), who)
    assert (outer.speaker, outer.party, outer.reporter) == ("Ana Reis", "union", None)
    assert text[slice(*inner.span)] == "‘no deal’"
    assert (inner.speaker, inner.party, inner.reporter) == ("Mayor Lindqvist", "city", "union")


def test_the_same_reported_in_the_texts_own_words(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    who = Who.from_case(detente.load(path))
    text = "Reis claimed that the mayor had told her “no deal”."
    found = find_attributions(Document("a", text), who)
    assert [(text[slice(*a.span)], a.party, a.reporter) for a in found] == [
        ("that the mayor had told her “no deal”", "union", None),
        ("“no deal”", "city", "union"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "« Nous restons », a déclaré Anne Lind.", [("Anne Lind", "« Nous restons »")]),
        ("fr", "Le « plan » est mort.", []),
        ("de", "„Wir bleiben“, sagte Anna Lind.", [("Anna Lind", "„Wir bleiben“")]),
        ("es", "—No —dijo Reis.", [("Reis", "No")]),
        ("ru", "«Мы остаёмся», — заявил Линд.", [("Линд", "«Мы остаёмся»")]),
        ("nl", "De leider said that this is English.", []),
    ],
)
def test_other_languages_have_quotations_alone(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert words(text, language) == found


def test_words_set_apart_are_those_of_the_one_before_the_colon() -> None:
    text = "Holm wrote in a letter:\n\n> The mill is ours. We keep it.\n\nNobody replied to her."
    assert words(text) == [("Holm", "The mill is ours. We keep it.")]


def test_so_is_a_quotation_in_the_next_paragraph() -> None:
    text = "Ida Holm turned to the hall and said:\n\n“The mill is ours.”\n\nIt rained on the way."
    assert words(text) == [("Ida Holm", "“The mill is ours.”")]


def test_every_item_of_a_list_that_somebody_leads_in() -> None:
    text = "The village listed its demands:\n\n- a new wheel;\n- two millers.\n\nIt rained."
    assert words(text) == [("The village", "a new wheel;"), ("The village", "two millers.")]


def test_so_where_the_owner_of_the_words_stands_in_the_plural() -> None:
    text = "The millers' terms are known:\n\n- a share;\n- a bridge.\n\nIt rained."
    assert words(text) == [("The millers", "a share;"), ("The millers", "a bridge.")]


def test_a_colon_without_anybody_leads_in_nothing() -> None:
    text = "There were three reasons:\n\n- the rain;\n- the mud.\n\nIt rained."
    assert words(text) == []


def test_a_name_below_a_quotation_says_whose_it_is() -> None:
    text = "“The mill is ours.”\n\n— Ida Holm, miller\n\nIt rained on the way."
    assert words(text) == [("Ida Holm", "“The mill is ours.”")]


def test_two_voices_in_one_line() -> None:
    text = "Holm: “The mill is ours.” Vik: “The wheel is mine.”"
    assert words(text) == [("Holm", "“The mill is ours.”"), ("Vik", "“The wheel is mine.”")]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("As Chairman Tor Vik pointed out,", "Tor Vik"),
        ("In the words of the poet Mara Lund,", "Mara Lund"),
        ("The miller Ida Holm wrote in her diary,", "Ida Holm"),
    ],
)
def test_a_line_that_ends_with_a_comma_leads_to_a_quotation(lead: str, speaker: str) -> None:
    text = (
        f"It rained in the valley.\n{lead}\n“A wheel that stands still turns to moss.”\nSo be it."
    )
    [(found, said)] = words(text)
    assert speaker.split()[-1] in str(found)
    assert said == "“A wheel that stands still turns to moss.”"


def test_but_not_to_a_paragraph_without_marks() -> None:
    assert words("As Tor Vik pointed out,\n\nA wheel stands still.\n\nSo be it.") == []
