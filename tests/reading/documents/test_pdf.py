"""PDF: lines joined, running heads out, pages kept; what cannot be read is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.reading.documents import Limits, Unreadable, open_documents
from tests.reading.documents.contract import read, refused, stretches
from tests.reading.documents.making import Line, encrypted_pdf, lines, pdf

FIRST = (
    "The mayor of Nordhaven said on Monday that the city would not nego-",
    "tiate while the strike went on. The well-known offer of the union,",
    "a half-day of work for a half-day of pay, was off the table.",
)
SECOND = (
    "The union answered within the hour that it had never been asked",
    "and that the docks would stay shut, in its own words, until the last",
)


def newspaper() -> bytes:
    """Two pages with a headline, a byline, running lines, a broken word and a note."""
    first = [
        Line("The Harbour Gazette", 770, 240, 9),
        Line("Talks stall in Nordhaven", 720, size=18),
        Line("By Ana Reis, 21 February 2031", 690),
        *lines(*FIRST, "", *SECOND, top=660),
        Line("1 Figures of the harbour office.", 90, size=8),
        Line("Page 1 of 2", 40, 280, 9),
    ]
    second = [
        Line("The Harbour Gazette", 770, 240, 9),
        *lines("ship had left. Nobody believed it.", "", "What follows is not known.", top=720),
        Line("Page 2 of 2", 40, 280, 9),
    ]
    return pdf([first, second], info={"Title": "gazette-final.indd", "Author": "User"})


def test_an_article_over_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(newspaper())
    one = read(path)
    assert stretches(one) == [
        ("p. 1 headline", "Talks stall in Nordhaven"),
        ("p. 1 byline", "By Ana Reis, 21 February 2031"),
        (
            "p. 1 ¶1",
            "The mayor of Nordhaven said on Monday that the city would not negotiate while the "
            "strike went on. The well-known offer of the union, a half-day of work for a half-day "
            "of pay, was off the table.",
        ),
        ("p. 1 ¶2", " ".join(SECOND)),
        ("p. 2 ¶2", "ship had left. Nobody believed it."),
        ("p. 1 note", "1 Figures of the harbour office."),
        ("p. 2 ¶3", "What follows is not known."),
    ]
    assert "until the last ship had left" in one.text
    assert (one.title, one.author, one.date) == (
        "Talks stall in Nordhaven",
        "Ana Reis",
        "2031-02-21",
    )
    assert one.fields["left_out"] == "The Harbour Gazette\nPage 1 of 2\nPage 2 of 2"
    assert one.fields["pages"] == "2"
    assert one.language == "en"


def test_a_hyphen_stays_where_the_word_has_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = (
        "They spoke of self-",
        "defence and of a cease-",
        "fire, a cease-fire that both sides had signed, and of the Anglo-",
        "Nordhaven treaty of 2019-",
        "2021, and nego-",
        "tiated.",
    )
    path.write_bytes(pdf([lines(*said)]))
    assert read(path).text == (
        "They spoke of self-defence and of a cease-fire, a cease-fire that both sides had signed, "
        "and of the Anglo-Nordhaven treaty of 2019-2021, and negotiated."
    )


def test_paragraphs_are_told_by_indents_where_there_is_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = (
        ("The mayor said that there would be no talks", 90.0),
        ("and then she left the hall by the back door.", 72.0),  # as full as a line can be
        ("Nobody followed her, and all lights went out", 90.0),
        ("one after the other.", 72.0),
    )
    page = [Line(words, 700 - 14 * at, x, 10, "F3") for at, (words, x) in enumerate(said)]
    path.write_bytes(pdf([page]))
    assert [words for _, words in stretches(read(path))] == [
        f"{page[0].text} {page[1].text}",
        f"{page[2].text} {page[3].text}",
    ]


def test_items_of_a_list_stay_apart_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = [
        Line("The union asks for three things that it has asked for since the autumn:", 700),
        Line("• wages that rise with prices, paid from the first of the month, and", 686, 80),
        Line("not later;", 672, 90),
        Line("• two ferries.", 658, 80),
    ]
    path.write_bytes(pdf([page]))
    assert [words for _, words in stretches(read(path))] == [
        page[0].text,
        f"{page[1].text} {page[2].text}",
        page[3].text,
    ]


def test_columns_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    left = lines("The mayor spoke first and said", "that nothing would be given", top=700)
    right = lines("away before the spring came.", "", "The union laughed.", top=700, x=330)
    path.write_bytes(pdf([[*left, *right]]))
    assert read(path).text == (
        "The mayor spoke first and said that nothing would be given away before the spring came."
        "\n\nThe union laughed."
    )


def test_a_column_may_end_with_its_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    left = lines("The mayor spoke first and said", "what she had to say.", top=700)
    right = lines("Then the union spoke, and spoke", "for very much longer.", top=700, x=330)
    path.write_bytes(pdf([[*left, *right]]))
    assert [words for _, words in stretches(read(path))] == [
        "The mayor spoke first and said what she had to say.",
        "Then the union spoke, and spoke for very much longer.",
    ]


def test_short_lines_beside_a_picture_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = ("The mayor of Nordhaven said on", "the quay that there would be no", "talks")
    wide = "while the strike went on, and she left the hall by the back door that night."
    path.write_bytes(pdf([lines(*said, wide, top=700)]))
    assert read(path).text == " ".join((*said, wide))


def test_a_header_in_the_letters_of_the_text_is_one_by_its_distance(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = ("The mayor said no.", "The union said yes.", "And so it went on.")
    pages = [[Line("Minutes of the council", 760), *lines(one, "Then all left.")] for one in said]
    path.write_bytes(pdf(pages))
    one = read(path)
    assert "Minutes" not in one.text
    assert one.fields["left_out"] == "Minutes of the council"


def test_headings_in_bold_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = [
        *lines("The mayor said that no talks would be held until the docks were open.", top=700),
        Line("What the union wants", 672, font="F2"),
        *lines("The union said that it wants what it has always wanted, namely bread.", top=658),
    ]
    path.write_bytes(pdf([page]))
    assert [place for place, _ in stretches(read(path))] == [
        "p. 1 ¶1",
        "p. 1 heading above ¶2",
        "p. 1 ¶2",
    ]


def test_a_table_row_at_the_foot_of_pages_is_no_page_number(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    rows = [lines("Wages rose by this much:", "12", "13", "14", top=700) for _ in range(4)]
    path.write_bytes(pdf(rows))
    assert read(path).text.split().count("14") == 4


def test_page_numbers_count_as_pages_do(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = ["The mayor said no.", "The union said yes.", "And so it went on."]
    path.write_bytes(
        pdf([[Line(one, 700), Line(str(at), 40, 300)] for at, one in enumerate(said, 17)])
    )
    assert read(path).text == "\n\n".join(said)
    path.write_bytes(pdf([[Line(said[0], 700), Line("1919", 40, 300)], [Line(said[1], 700)]]))
    assert "1919" in read(path).text


def test_a_pdf_without_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([[], []]))
    told = refused(path)
    assert "pictures" in told.what
    assert "OCR" in told.hint


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(encrypted_pdf([lines("Nobody may read this line.")], "open sesame"))
    told = refused(path)
    assert told.what == "is encrypted"
    assert "password" in told.hint


def test_a_pdf_encrypted_without_a_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "open.pdf"
    path.write_bytes(encrypted_pdf([lines("Everybody may read this line.")], ""))
    assert read(path).text == "Everybody may read this line."


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf([lines("One line.")] * 12))
    (told,) = open_documents([path], limits=Limits(pages=10))
    assert isinstance(told, Unreadable)
    assert told.what == "has 12 pages; 10 are read"


def test_too_much_text_is_refused_before_it_is_held(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf([lines(*["One line and another one."] * 20)] * 12))
    (told,) = open_documents([path], limits=Limits(characters=1000))
    assert isinstance(told, Unreadable)
    assert "more text" in told.what


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_cut_short_is_read_or_told(tmp_path: Path, keep: float) -> None:
    path = tmp_path / "cut.pdf"
    raw = newspaper()
    path.write_bytes(raw[: int(keep * len(raw))])
    (one,) = open_documents([path])
    if isinstance(one, Unreadable):
        assert "damaged" in one.what or "no text" in one.what
