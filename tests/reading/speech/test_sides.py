"""For whom words are said: staff behind an office, pronouns, words reported by the other side."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.reading.document import Document
from detente.reading.speech import Parser, Who, find_attributions

CASE = """
detente: 1
id: mill-2044
parties:
  board: {name: The board, voices: [Chairman Tor Vik]}
  village: {name: The village, voices: [Ida Holm]}
"""
Row = tuple[str, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def who(tmp_path_factory: pytest.TempPathFactory) -> Who:
    path: Path = tmp_path_factory.mktemp("mill") / "mill.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    return Who.from_case(detente.load(path))


@pytest.fixture(scope="module", params=["patterns", "joined"])
def parser(request: pytest.FixtureRequest) -> Parser | None:
    return Parser.load() if request.param == "joined" else None


def rows(text: str, who: Who, parser: Parser | None) -> list[Row]:
    found = find_attributions(Document("mill", text), who, parser)
    return [(text[slice(*a.span)], a.speaker, a.party, a.reporter) for a in found]


def test_a_pronoun_behind_a_persons_words_is_the_subject_of_its_sentence(
    who: Who, parser: Parser | None
) -> None:
    text = 'Vik arrived at noon. Ida Holm was waiting: "We have sold nothing," she told the crowd.'
    assert rows(text, who, parser) == [('"We have sold nothing,"', "Ida Holm", "village", None)]


@pytest.mark.parametrize("staff", ["A spokesman", "An aide", "Officials", "A senior official"])
def test_the_nameless_behind_an_office_speak_for_its_party(
    staff: str, who: Who, parser: Parser | None
) -> None:
    text = f"The chairman's office dismissed the claim as gossip. {staff} said that work goes on."
    assert [row[2] for row in rows(text, who, parser)] == ["board", "board"]


def test_also_where_the_office_only_acts(who: Who, parser: Parser | None) -> None:
    text = "Holm's lawyers left the room. Officials said that the room was cold."
    assert [row[2] for row in rows(text, who, parser)] == ["village"]


@pytest.mark.parametrize("between", ["\n\n", " Mara Lund said that it rained. "])
def test_not_over_a_paragraph_or_behind_another(
    between: str, who: Who, parser: Parser | None
) -> None:
    text = f"The chairman's office refused to answer.{between}A spokesman said that work goes on."
    assert rows(text, who, parser)[-1][2] is None


@pytest.mark.parametrize(
    "text",
    [
        'According to Holm, the chairman had assured her that "no wheel will ever stop".',
        'Holm said that the chairman had told her that "no wheel will ever stop".',
    ],
)
def test_words_that_the_other_side_reports_are_kept_beside_the_report(
    text: str, who: Who, parser: Parser | None
) -> None:
    outer, inner = rows(text, who, parser)
    assert (outer[1], outer[2], outer[3]) == ("Ida Holm", "village", None)
    assert inner == ('"no wheel will ever stop"', "Tor Vik", "board", "village")


def test_a_doubted_word_inside_a_report_is_no_row_of_its_own(
    who: Who, parser: Parser | None
) -> None:
    text = 'Holm said that the chairman had told her that the "plan" was dead.'
    assert len(rows(text, who, parser)) == 1


def test_the_statement_is_that_of_the_one_who_made_one(who: Who, parser: Parser | None) -> None:
    text = (
        "Vik said in a statement that the mill was safe. "
        '"Nothing has been signed yet," the statement said.'
    )
    assert [row[2] for row in rows(text, who, parser)] == ["board", "board"]
