"""What documents say of themselves: dates, headlines, bylines, languages, paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid import rank

from detente.reading.documents import Limits
from detente.reading.documents.dates import day_in, iso_date
from detente.reading.documents.heads import Head, find_head
from detente.reading.documents.language import language_of
from detente.reading.documents.paragraphs import paragraphs
from detente.reading.documents.seen import Seen
from tests.reading.documents.contract import read, stretches

DATES = {
    "11 January 2022": "2022-01-11",
    "January 11, 2022": "2022-01-11",
    "Jan. 11, 2022": "2022-01-11",
    "Tuesday, 11 January 2022": "2022-01-11",
    "Tue, 11 Jan 2022 10:00:00 GMT": "2022-01-11",
    "the 11th": None,
    "11th of January 2022": "2022-01-11",
    "11-Jan-2022": "2022-01-11",
    "Sept. 3, 1999": "1999-09-03",
    "2022-01-11": "2022-01-11",
    "2022-01-11T23:30:00-05:00": "2022-01-11",
    "2022/1/11": "2022-01-11",
    "20220111": "2022-01-11",
    "2022-01": "2022-01",
    "January 2022": "2022-01",
    "2022": "2022",
    "13/01/2022": "2022-01-13",
    "01/13/2022": "2022-01-13",
    "03/04/2022": "2022",
    "05.05.2022": "2022-05-05",
    "30 February 2022": None,
    "2022-13-01": None,
    "1641900000": "2022-01-11",
    "1641900000000": "2022-01-11",
    "-51158.0": None,
    "soon": None,
    "": None,
}


@pytest.mark.parametrize("words", DATES)
def test_dates(words: str) -> None:
    assert iso_date(words) == DATES[words]


@given(st.dates())
def test_every_day_is_read_back(day: object) -> None:
    if str(day)[0] in "12":
        assert iso_date(str(day)) == str(day)
        assert day_in(f"It was {day:%d %B} {day:%Y}, a day like others.") == str(day)


@given(st.text())
def test_no_words_are_too_odd_for_a_date(words: str) -> None:
    for found in (iso_date(words), iso_date(words, strict=True), day_in(words)):
        assert found is None or iso_date(found) == found


BODY = "The mayor said no. Then she left."
HEADS: list[tuple[list[str], Head]] = [
    (
        ["Talks stall in Nordhaven", "By Ana Reis", "21 February 2031", BODY],
        Head(
            ("headline", "byline", "byline"),
            "Talks stall in Nordhaven",
            "Ana Reis",
            "2031-02-21",
        ),
    ),
    (
        ["Is it over?", "What the docks think.", "By Ana Reis and Jan van der Berg, Gazette", BODY],
        Head(
            ("headline", "headline", "byline"), "Is it over?", "Ana Reis and Jan van der Berg", None
        ),
    ),
    (
        ["Published: Feb. 21, 2031, 10:15 GMT", "Talks stall in Nordhaven", BODY],
        Head(("byline", "headline"), "Talks stall in Nordhaven", None, "2031-02-21"),
    ),
    (
        ["Nordhaven, 21 February 2031", BODY],
        Head(("byline",), None, None, "2031-02-21"),
    ),
    (
        ["By ANA REIS in Nordhaven | 21 February 2031", BODY],
        Head(("byline",), None, "ANA REIS", "2031-02-21"),
    ),
    (
        ["NORDHAVEN, Feb. 21, 2031 (Wire) — The mayor said no.", "Then she left."],
        Head((), None, None, "2031-02-21"),
    ),
    (
        ["https://example.invalid/talks", "Talks stall in Nordhaven", BODY],
        Head(("byline", "headline"), "Talks stall in Nordhaven"),
    ),
    (["Talks stall in Nordhaven", BODY], Head(("headline",), "Talks stall in Nordhaven")),
    ([BODY, "21 February 2031"], Head()),
    (["By Monday the council had decided.", BODY], Head()),
    (["11 January 2022 saw the talks fail.", BODY], Head()),
    (["The talks that began on 3 March 2030 - and failed - go on.", BODY], Head()),
    (["Ana Reis:", BODY], Head()),
    (["By Ana Reis"], Head()),
    ([], Head()),
]


@pytest.mark.parametrize(("first", "expected"), HEADS, ids=range(len(HEADS)))
def test_heads(first: list[str], expected: Head) -> None:
    assert find_head(first) == expected


def test_what_a_file_marks_as_a_heading_is_the_headline() -> None:
    assert find_head(["Over.", BODY], [True, False]).roles == ("headline",)


@given(st.lists(st.text(max_size=60), max_size=8))
def test_no_head_is_too_odd(first: list[str]) -> None:
    assert len(find_head(first).roles) <= len(first)


def test_body_paragraphs_are_counted_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Talks stall again\nBy Ana Reis\n\n{BODY}\n\nAll of them left.\n", "utf-8")
    one = read(path)
    assert stretches(one) == [
        ("headline", "Talks stall again"),
        ("byline", "By Ana Reis"),
        ("¶1", BODY),
        ("¶2", "All of them left."),
    ]
    assert (one.title, one.author) == ("Talks stall again", "Ana Reis")


def test_lines_of_one_width_are_one_paragraph() -> None:
    wrapped = (
        "The mayor of Nordhaven said on Monday that the\n"
        "city would not talk while the strike went on.\n"
        "Then she left.\n\nA: Yes.\nB: No, and this is a good deal longer than yes.\nA: Oh.\n"
    )
    pieces = paragraphs(wrapped)
    assert [wrapped[one.start : one.end].split("\n")[0][:9] for one in pieces] == [
        *("The mayor", "A: Yes.", "B: No, an", "A: Oh."),
    ]
    assert [one.line for one in pieces] == [1, 5, 6, 7]


@given(st.text(alphabet="ab .\n\t\r\f\v\u2028é", max_size=200))
def test_every_letter_of_a_text_lies_in_a_paragraph(text: str) -> None:
    pieces = paragraphs(text)
    covered = "".join(text[one.start : one.end] for one in pieces)
    assert "".join(covered.split()) == "".join(text.split())
    for one in pieces:
        assert one.line == 1 + text.count("\n", 0, one.start)
        assert not text[one.start].isspace() and not text[one.end - 1].isspace()
        if "\f" in text:
            assert one.page == 1 + text.count("\f", 0, one.start)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the docks would stay shut until the wages were paid.", "en"),
        ("Der Hafen bleibt geschlossen, bis die Löhne bezahlt sind, sagte sie.", "de"),
        ("Le port restera fermé tant que les salaires ne seront pas payés.", "fr"),
        ("Порт останется закрытым, пока не выплатят зарплату, сказала мэр.", "ru"),
        ("El puerto seguirá cerrado hasta que se paguen los salarios.", "es"),
        ("Wij zeiden dat het was of we niet mochten praten met de burgemeester.", "nl"),
        (
            "Der Hafen bleibt geschlossen, bis die Löhne bezahlt sind, sagte sie am Montag. Das "
            "Lied heißt „End of the road and their days“, und alle sangen "
            "es im Rathaus, während draußen der "
            "Regen auf die Dächer fiel und niemand mehr an eine Einigung glaubte, schon gar nicht "
            "vor dem Frühjahr, wenn die Fähren wieder fahren sollen.",
            "de",
        ),
        ("No.", None),
        ("12345 67890 12345 67890 !!!", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_small_words_and_the_model_agree_on_english() -> None:
    said = "They said to us that the harbour of their town was theirs, and that this would last."
    assert language_of(said) == "en" == rank(said)[0][0]


def test_ids_seen() -> None:
    seen = Seen()
    assert all(seen.add(f"id {number}") for number in range(5000))
    assert not any(seen.add(f"id {number}") for number in range(5000))
    assert seen.add("") and not seen.add("")


def test_the_defaults_are_those_of_the_documentation() -> None:
    page = Path(__file__).parents[3] / "docs" / "documents.md"
    text = page.read_text(encoding="utf-8")
    limits = Limits()
    for figure in ("50 MB", "20 million characters", "16 MB", "5,000 pages", "60 seconds"):
        assert figure in text
    assert (limits.raw, limits.characters, limits.line) == (50_000_000, 20_000_000, 16_000_000)
    assert (limits.pages, limits.seconds) == (5_000, 60.0)
