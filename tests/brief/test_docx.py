"""The Word file: what stands in it, how it is built, and that hostile words stay words."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from detente.brief import write_brief
from detente.brief.document import (
    Callout,
    Cell,
    Document,
    Folded,
    Heading,
    Inline,
    Item,
    Items,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Section,
    Span,
    Table,
)
from detente.brief.docx import COLUMNS, to_docx
from detente.brief.docx_words import backwards, clean
from detente.brief.wording.grammar import own
from detente.charts.svg import Canvas
from tests.brief.cases import ARABIC, HOSTILE, case, hostile, shipped_brief

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text: str, to: str = "") -> Inline:
    return (Span(text, to=to),)


def drawing(height: float = 60) -> str:
    canvas = Canvas("drawn", 200)
    canvas.text(4, 4, "A word")
    return canvas.figure("drawn", height, title="T", caption="", alt="").svg


def document(*blocks: Any, title: str = "A title") -> Document:
    return Document(own(title), (), (), (Section("one", "One", blocks),))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in opened(data).paragraphs if one.text]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return read.read(name).decode("utf-8")


@cache
def flagship() -> bytes:
    return shipped_brief("geneva-2022").to_docx()


def test_headings_are_headings_and_go_down_one_step_at_a_time() -> None:
    found = [
        (style, text)
        for style, text in texts(flagship())
        if style == "Title" or style.startswith("Heading")
    ]
    brief = shipped_brief("geneva-2022")
    assert found[0] == ("Title", "Russia, the United States and NATO, January 2022")
    assert [text for style, text in found if style == "Heading 1"] == [
        section.title for section in brief.document.sections
    ]
    levels = [int(style[-1]) for style, _ in found[1:]]
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_tables_have_a_first_line_that_is_repeated_and_words_for_those_who_hear_it() -> None:
    tables = opened(flagship()).tables
    assert tables
    for table in tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        assert all(cell.text for cell in table.rows[0].cells)


def test_pictures_are_drawn_with_words_and_within_the_page() -> None:
    file = opened(flagship())
    shapes = file.inline_shapes
    printed = [
        block
        for section in shipped_brief("geneva-2022").document.sections
        for block in section.blocks
        if isinstance(block, Picture) and block.printed
    ]
    assert len(shapes) >= len(printed) > 0
    section = file.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for shape in shapes:
        about = shape._inline.docPr
        assert about.get("descr") and about.get("title")
        assert shape.width <= room and shape.height <= section.page_height


def test_the_page_is_a4_with_label_numbers_title_and_language() -> None:
    data = to_docx(document(title="A <b>title</b>"), label="Chatham & House")
    file = opened(data)
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Chatham & House"
    foot = part(data, next(n for n in names(data) if n.startswith("word/footer")))
    assert "PAGE" in foot and "NUMPAGES" in foot
    about = file.core_properties
    assert (about.title, about.language, about.author) == ("A <b>title</b>", "en-GB", "Détente")
    assert about.comments == "" and about.created.year == 2000
    assert 'w:lang w:val="en-GB"' in part(data, "word/styles.xml")


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return read.namelist()


def test_two_runs_give_the_same_bytes() -> None:
    brief = shipped_brief("prisoners-dilemma")
    assert brief.to_docx() == brief.to_docx()


def test_links_lead_to_places_that_are_there() -> None:
    for data in (flagship(), write_brief(hostile()).to_docx()):
        root = ElementTree.fromstring(part(data, "word/document.xml"))
        places = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
        leads = {
            one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink") if one.get(f"{W}anchor")
        }
        assert len(places) == len(set(places))
        assert leads and leads <= set(places)
        ids = {one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")}
        assert ids == {one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")}


#: the order in which ECMA-376 wants the parts of a setting; Word may refuse another one
ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
}


@pytest.mark.parametrize("name", ["geneva", "right-to-left"])
@pytest.mark.parametrize("inside", ["word/document.xml", "word/styles.xml"])
def test_settings_stand_in_the_order_of_the_standard(name: str, inside: str) -> None:
    data = flagship() if name == "geneva" else write_brief(case(ARABIC)).to_docx()
    root = ElementTree.fromstring(part(data, inside))
    for kind, order in ORDER.items():
        places = {W + tag: k for k, tag in enumerate(order.split())}
        for setting in root.iter(W + kind):
            found = [places[one.tag] for one in setting if one.tag.startswith(W)]
            assert found == sorted(set(found)), [one.tag.removeprefix(W) for one in setting]


def test_links_lead_outside_only_to_addresses_of_the_web() -> None:
    paragraph = Paragraph(
        (
            Span("a", to='https://example.org/a b"<x>'),
            Span("b", to="javascript:alert(1)"),
            Span("c", to="#nowhere"),
            Span("d", to="file:///etc/passwd"),
            Span("e", to="#one"),
        )
    )
    data = to_docx(document(paragraph))
    related = part(data, "word/_rels/document.xml.rels")
    outside = re.findall(r'Target="([^"]*)" TargetMode="External"', related)
    assert outside == [
        "https://example.org/a%20b%22%3Cx%3E".replace("%22", "%20")
        .replace("%3C", "%20")
        .replace("%3E", "%20")
    ]
    body = part(data, "word/document.xml")
    assert body.count("<w:hyperlink") == 2
    assert [text for _, text in texts(data)][-1] == "abcde"


def test_hostile_words_stay_words() -> None:
    data = write_brief(hostile()).to_docx()
    assert any(HOSTILE in text for _, text in texts(data))
    related = part(data, "word/_rels/document.xml.rels")
    assert "javascript:" not in related and "evil" not in related
    for name in names(data):
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part(data, name))


def test_what_no_word_file_can_hold_is_left_out() -> None:
    text = "a\x00b\x0bc\ud800d\ufffee\u202ef\r\n\tg"
    assert clean(text) == "abcdef g"
    data = to_docx(document(Paragraph(own(text)), title=text), label=text)
    assert ("Normal", "abcdef g") in texts(data)


def test_words_from_the_right_are_told_to_be_so() -> None:
    data = write_brief(case(ARABIC)).to_docx()
    file = opened(data)
    title = next(one for one in file.paragraphs if one.style.name == "Title")
    assert title._p.pPr.find(qn("w:bidi")) is not None
    assert all(run.font.rtl for run in title.runs if backwards(run.text))
    told = [run for one in file.paragraphs for run in one.runs if run.font.rtl]
    assert told
    assert all(not re.search("[A-Za-z]", run.text) for run in told)
    ours = [run for one in file.paragraphs for run in one.runs if not run.font.rtl]
    assert all(not re.search("[\u0590-\u06ff]", run.text) for run in ours)


def test_every_kind_of_block_is_set() -> None:
    table = Table(
        words("The caption"),
        (words("Head"), words("Second")),
        (Line(words("line"), (Cell(words("cell"), "breaks"),)),),
    )
    ordered = Items((Item(words("first"), (words("below"),)), Item(words("second"))), ordered=True)
    data = to_docx(
        document(
            Heading(words("Three")),
            Heading(words("Four"), 4),
            Paragraph(words("plain")),
            Paragraph(words("small"), "note"),
            Items((Item(words("point")),)),
            ordered,
            ordered,
            table,
            Pairs(
                (Pair(words("term"), (words("says"),)), Pair(words("two"), (own("a"), own("b"))))
            ),
            Callout(words("Heard?"), (words("Yes."),)),
            Picture(drawing(), "", "A figure", "How to read it.", "What it says"),
        )
    )
    assert texts(data)[1:] == [
        ("Heading 1", "One"),
        ("Heading 2", "Three"),
        ("Heading 3", "Four"),
        ("Normal", "plain"),
        ("Small", "small"),
        ("List Bullet", "point"),
        *[("List Number", "first"), ("List Continue", "below"), ("List Number", "second")] * 2,
        ("Table Caption", "The caption"),
        ("Normal", "term. says"),
        ("Term", "two"),
        ("List Bullet", "a"),
        ("List Bullet", "b"),
        ("Callout Title", "Heard?"),
        ("Callout", "Yes."),
        ("Caption", "A figure. How to read it."),
    ]
    (made,) = opened(data).tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == [
        ["Head", "Second"],
        ["line", "cell"],
    ]
    numbers = [
        one._p.pPr.numPr.numId.val
        for one in opened(data).paragraphs
        if one.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_it_holds_what_paper_shows() -> None:
    kept, dropped = Paragraph(words("kept")), Paragraph(words("dropped"))
    shown = Picture(drawing(), "", "Shown", "", "said")
    data = to_docx(
        document(
            Folded(words("in print"), (kept, Folded(words("deeper"), (dropped,))), paper=True),
            Folded(words("on screen"), (dropped,), open=True),
            Picture(drawing(), "", "On screen", "", "said", printed=False),
            shown,
        )
    )
    told = [text for _, text in texts(data)]
    assert "kept" in told and "dropped" not in told
    assert not {"in print", "on screen"} & set(told)
    assert len(opened(data).inline_shapes) == 1


@pytest.mark.parametrize("mark", ["reported", "reading", "assumed"])
def test_a_mark_is_a_letter_above_the_line(mark: str) -> None:
    data = to_docx(document(Paragraph((Span("Said"), Span("R", "mark", hint=mark)))))
    line = opened(data).paragraphs[-2]
    assert [run.style.name for run in line.runs][1] == "Mark"
    assert opened(data).styles["Mark"].font.superscript


def test_a_table_too_wide_for_a_page_is_told_line_by_line() -> None:
    heads = tuple(words(f"h{k}") for k in range(COLUMNS + 1))
    line = Line(words("line"), tuple(Cell(words(f"c{k}")) for k in range(1, COLUMNS + 1)))
    data = to_docx(document(Table(words("Wide"), heads, (line,))))
    assert opened(data).tables == []
    told = [text for _, text in texts(data)]
    assert f"; h{COLUMNS}: c{COLUMNS}" in "".join(told)


def test_a_high_picture_fits_on_a_page() -> None:
    data = to_docx(document(Picture(drawing(2000), "", "High", "", "said")))
    (shape,) = opened(data).inline_shapes
    assert shape.height <= opened(data).sections[0].page_height
    assert shape.height / shape.width == pytest.approx(10, rel=0.01)


def test_the_label_is_that_of_the_case() -> None:
    file = opened(flagship())
    assert file.sections[0].header.paragraphs[0].text == "public"
