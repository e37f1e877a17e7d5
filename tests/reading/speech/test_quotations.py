"""Quotation marks of every kind: paired, nested, left open, taken up again, and apostrophes."""

from __future__ import annotations

import pytest

from detente.reading.document import Document
from detente.reading.speech import Who, find_attributions, scare_quotes
from detente.reading.speech.units import paragraphs, quotations


def found(text: str) -> list[str]:
    return [
        text[quote.start : quote.end]
        for quotes in quotations(text, paragraphs(text))
        for quote in quotes
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "no" and "never".', ['"no"', '"never"']),
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
        ("« Non », dit-il.", ["« Non »"]),
        ("„Nein“, sagte er. »Nie«, sagte sie.", ["„Nein“", "»Nie«"]),
        ("He said ‘no’ twice.", ["‘no’"]),
        (
            "She said: 'It's the dockers' turn, isn't it?' and left.",
            ["'It's the dockers' turn, isn't it?'"],
        ),
        ("The dockers' leader and the crews' wives said it wasn't theirs.", []),
        ("Don't say it's 'over', they said.", ["'over'"]),
        ("``Old style,'' he said.", ["``Old style,''"]),
        ("“He told me ‘never’ twice,” she said.", ["“He told me ‘never’ twice,”"]),
        ("'He told me \"never\" twice,' she said.", ["'He told me \"never\" twice,'"]),
        ("He is 6'2\" tall.", []),
        ('An open mark: "and no end', ['"and no end']),
        ("", []),
    ],
)
def test_marks_pair(text: str, quotes: list[str]) -> None:
    assert found(text) == quotes


def test_a_quotation_left_open_is_taken_up_by_the_next_paragraph_as_one() -> None:
    text = "“First part,” Lind said. “Second part.\n\n“Third part.\n\n“Last.”\n\nNobody spoke."
    attributions = find_attributions(Document("open", text), Who.nobody())
    assert [text[slice(*a.span)] for a in attributions] == [text[: text.index("\n\nNobody")]]
    assert attributions[0].speaker == "Lind"
    assert attributions[0].form == "direct"


def test_scare_quotes_are_few_words_that_nobody_said() -> None:
    text = (
        'The "peace" collapsed. Lind called the offer "thin". '
        'The mayor\'s so-called "open door" was shut.'
    )
    document = Document("scare", text)
    assert [text[a:b] for a, b in scare_quotes(document)] == ['"peace"', '"open door"']


def test_scare_quotes_are_no_attribution() -> None:
    text = 'The "peace" collapsed.'
    assert find_attributions(Document("scare", text), Who.nobody()) == []


def test_lines_that_are_wrapped_are_one_paragraph() -> None:
    text = (
        "The mayor said that the\nharbour would stay open and\nthat nobody need fear the\n"
        "winter.\n\nNext."
    )
    attributions = find_attributions(Document("wrapped", text), Who.nobody())
    assert [text[slice(*a.span)] for a in attributions] == [text[15 : text.index(".")]]
