"""From known paragraphs to a file and back: every offset leads to where its words were put."""

from __future__ import annotations

import io
import json
import re
import textwrap
from dataclasses import dataclass
from itertools import count

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.reading.documents import READERS, Document, Extract, Limits, open_documents
from tests.reading.documents.contract import check
from tests.reading.documents.making import Line, pdf

SAID = """harbour council mayor union wages strike docks ferry season winter offer answer refuses
promises yesterday tomorrow because nobody somebody Ana Reis Lindqvist Nordhaven über café “never”
(again) 2031 half-day"""
WORDS = SAID.split()
SLOWER = settings(max_examples=30, suppress_health_check=list(HealthCheck))


@st.composite
def paragraph(draw: st.DrawFn, at_least: int = 12, at_most: int = 60) -> str:
    """A sentence that begins with a capital and ends with a full stop."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=at_least, max_size=at_most))
    return "Then " + " ".join(words) + "."


PARAGRAPHS = st.lists(paragraph(), min_size=1, max_size=8)


def fill(words: str, width: int) -> str:
    return textwrap.fill(words, width, break_on_hyphens=False)


def document(key: str, raw: bytes) -> Document:
    reader = READERS[key]
    assert reader.read is not None
    found = reader.read(raw, Limits())
    made = Document("x", found.text, found.pieces, title=found.title)
    check(made)
    return made


def counted(made: Document) -> list[str]:
    """The words of each counted paragraph, white space aside."""
    numbers = sorted({piece.paragraph for piece in made.pieces if piece.paragraph})
    return [
        re.sub(
            r"\s+",
            " ",
            " ".join(made.text[p.start : p.end] for p in made.pieces if p.paragraph == number),
        )
        for number in numbers
    ]


@given(PARAGRAPHS, st.booleans(), st.integers(0, 2))
def test_text(paragraphs: list[str], wrapped: bool, blanks: int) -> None:
    shown = [
        textwrap.fill(one, 72, break_on_hyphens=False) if wrapped else one for one in paragraphs
    ]
    gap = "\n" * (blanks + 1 if not wrapped else 2)
    made = document("text", gap.join(shown).encode())
    assert made.text == gap.join(shown)
    if wrapped or blanks or all(len(one) > 120 for one in paragraphs):
        assert counted(made) == paragraphs
    lines = made.text.split("\n")
    for piece in made.pieces:
        assert piece.line is not None
        assert lines[piece.line - 1].startswith(made.text[piece.start : piece.start + 12])


@given(PARAGRAPHS)
def test_pages_of_a_text_are_parted_by_form_feeds(paragraphs: list[str]) -> None:
    made = document("text", ("\n\n\f".join(paragraphs) + "\f").encode())
    assert [piece.page for piece in made.pieces] == list(range(1, len(paragraphs) + 1))


@given(PARAGRAPHS, st.integers(30, 90), st.lists(st.sampled_from(["*", "**", "_"]), max_size=4))
def test_markdown(paragraphs: list[str], width: int, marks: list[str]) -> None:
    shown = []
    for at, one in enumerate(paragraphs):
        mark = marks[at % len(marks)] if marks else ""
        marked = one.replace("Then ", f"{mark}Then{mark} ")
        shown.append(fill(marked, width))
    source = "# Talks\n\n" + "\n\n".join(shown)
    made = document("markdown", source.encode())
    assert made.title == "Talks"
    assert counted(made) == paragraphs
    for piece, one in zip(made.pieces[1:], shown, strict=True):
        assert piece.line is not None
        assert source.split("\n")[piece.line - 1] == one.split("\n")[0]


@SLOWER
@given(PARAGRAPHS, st.data())
def test_docx(paragraphs: list[str], data: st.DataObject) -> None:
    file = docx.Document()
    for one in paragraphs:
        holder = file.add_paragraph()
        cut = data.draw(st.integers(0, len(one)))
        holder.add_run(one[:cut])
        holder.add_run(one[cut:]).bold = True
    raw = io.BytesIO()
    file.save(raw)
    assert counted(document("docx", raw.getvalue())) == paragraphs


@SLOWER
@given(st.lists(paragraph(30), min_size=3, max_size=8))
def test_html(paragraphs: list[str]) -> None:
    numbered = [f"{one[:-1]} {at}." for at, one in enumerate(paragraphs)]  # repeats are cut out
    shown = "\n".join(f"<p>{one}</p>" for one in numbered)
    source = (
        "<html><head><title>Talks</title></head><body>\n<nav><a href='/'>Home</a></nav>\n"
        f"<article><h1>Talks about the harbour</h1>\n{shown}\n</article>"
        "\n<footer>All rights reserved.</footer></body></html>"
    )
    made = document("html", source.encode())
    assert counted(made) == numbered
    for piece in made.pieces:
        assert piece.line is not None
        start = made.text[piece.start : min(piece.end, piece.start + 30)]
        assert start in source.split("\n")[piece.line - 1]


@dataclass
class Laid:
    """Lines on pages, and on which page each word begins."""

    pages: list[list[Line]]
    words: list[tuple[str, int]]


def lay_out(paragraphs: list[str], width: int, height: int, indent: bool, breaks: bool) -> Laid:
    """Set in a font of one width; long words may break at the end of a line."""
    laid = Laid([[]], [])
    row = 0

    def put(text: str, shift: float) -> int:
        nonlocal row
        if row == height:
            laid.pages.append([])
            row = 0
        laid.pages[-1].append(Line(text, 700 - 14 * row, 72 + shift, 10, "F3"))
        row += 1
        return len(laid.pages)

    for one in paragraphs:
        line = ""
        shift = 18.0 if indent else 0.0
        pending: list[str] = []
        for word in one.split():
            room = width - len(line) - (3 if shift else 0) - 1
            if not line or room >= len(word):
                line = f"{line} {word}".strip()
                pending.append(word)
                continue
            cut = min(len(word) - 3, room - 1)
            broken = breaks and word.isalpha() and word.islower() and cut >= 3
            page = put(f"{line} {word[:cut]}-" if broken else line, shift)
            laid.words += [(held, page) for held in pending]
            shift = 0.0
            line, pending = (word[cut:], []) if broken else (word, [word])
            if broken:
                laid.words.append((word, page))
        page = put(line, shift)
        laid.words += [(held, page) for held in pending]
        row += 0 if indent else 1
        row = min(row, height)
    return laid


@SLOWER
@given(
    st.lists(paragraph(25), min_size=2, max_size=10),
    st.integers(50, 70),
    st.integers(8, 40),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_pdf(
    paragraphs: list[str], width: int, height: int, indent: bool, breaks: bool, running: bool
) -> None:
    paragraphs = distinct(paragraphs)  # what repeats at the edge of pages would be a running line
    laid = lay_out(paragraphs, width, height, indent, breaks)
    pages = [page for page in laid.pages if page]
    if running and len(pages) > 1:
        for number, page in enumerate(pages, 1):
            page.insert(0, Line("Harbour Gazette, special issue", 770, 200, 8))
            page.append(Line(f"Page {number} of {len(pages)}", 30, 280, 8))
    made = document("pdf", pdf(pages))
    assert " ".join(made.text.split()) == " ".join(paragraphs)
    assert placed(made) == laid.words


def distinct(paragraphs: list[str]) -> list[str]:
    """Every third word replaced by one that stands nowhere else."""
    counter = count()
    return [
        " ".join(
            word if at % 3 or at == 0 or word.endswith(".") else f"port{_letters(next(counter))}"
            for at, word in enumerate(one.split())
        )
        for one in paragraphs
    ]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")


def placed(made: Document) -> list[tuple[str, int]]:
    """Each word of the text, and the page on which it begins."""
    found = []
    for match in re.finditer(r"\S+", made.text):
        piece = made.piece_at(match.start())
        assert piece is not None and piece.page is not None
        found.append((match[0], piece.page))
    return found


@given(st.lists(st.fixed_dictionaries({"text": paragraph(), "n": st.integers()}), min_size=1))
def test_lines_of_a_corpus(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    as_lines = folder / "a.jsonl"
    as_array = folder / "a.json"
    as_lines.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    as_array.write_text(json.dumps(entries, indent=1), encoding="utf-8")
    for path in (as_lines, as_array):
        found = list(open_documents([path]))
        assert [one.text for one in found if isinstance(one, Document)] == [
            entry["text"] for entry in entries
        ]
        for number, (one, entry) in enumerate(zip(found, entries, strict=True), 1):
            assert isinstance(one, Document)
            check(one)
            assert one.id == f"{path}#{number}"
            assert one.line == number
            assert one.fields == {"n": str(entry["n"])}


def test_an_extract_is_what_a_reader_gives() -> None:
    assert READERS["text"].read is not None
    assert isinstance(READERS["text"].read(b"Yes.", Limits()), Extract)
