"""The page of a Word file: styles, margins, head and foot, and what python-docx has no word for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor

from detente.brief.docx_words import backwards, clean

FONT, MONO = "Calibri", "Consolas"
#: the tags that Word wants for languages that documents name in short
_LANGUAGES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
#: what a page of A4 leaves between the margins
WIDTH, HEIGHT = Mm(170), Mm(215)
_AFTER_SIZE = (
    *("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl"),
    *("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath"),
)
_INK, _SOFT = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x4A, 0x54, 0x62)
#: when no file was made: python-docx and Word want some date
_DATE = datetime(2000, 1, 1)


def blank(title: str, lang: str, label: str) -> Any:
    """A4, in our styles, with the label above and page numbers below."""
    file = docx.Document()
    language = _LANGUAGES.get(lang, lang)
    _styles(file, language)
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    if label:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = head.add_run(clean(label))
        run.bold = True
        if backwards(label):
            run.font.rtl = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")
    about = file.core_properties
    about.title, about.language = clean(title)[:255], language
    about.author = about.last_modified_by = "Détente"
    about.comments = about.keywords = about.subject = about.category = ""
    about.created = about.modified = about.last_printed = _DATE
    about.revision = 1
    return file


def _styles(file: Any, language: str) -> None:
    styles = file.styles
    normal = styles["Normal"]
    _font(normal, FONT, 10.5, _INK)
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.08
    tag = OxmlElement("w:lang")
    for key in ("val", "eastAsia", "bidi"):
        tag.set(qn(f"w:{key}"), language if key == "val" else {"bidi": "ar-SA"}.get(key, "zh-CN"))
    properties = normal.element.get_or_add_rPr()
    properties.append(tag)
    for name, size, before, after in (
        ("Title", 20, 0, 6),
        ("Heading 1", 15, 16, 5),
        ("Heading 2", 12, 10, 3),
        ("Heading 3", 10.5, 8, 2),
    ):
        style = styles[name]
        _font(style, FONT, size, _INK)
        style.font.bold, style.font.cs_bold, style.font.italic = True, True, False
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
    _no_rule(styles["Title"])
    caption = styles["Caption"]
    _font(caption, FONT, 9, _SOFT)
    caption.font.bold = False
    caption.paragraph_format.space_after = Pt(9)
    for name in ("List Bullet", "List Number", "List Continue"):
        styles[name].paragraph_format.space_after = Pt(2)
    _font(styles["List Continue"], FONT, 9.5, _SOFT)
    for name, size, after, colour in (
        ("Facts", 9.5, 0, _SOFT),
        ("Small", 9.5, 4, _SOFT),
        ("Term", 10.5, 1, _INK),
        ("Table Caption", 10, 3, _INK),
        ("Table Text", 9, 0, _INK),
        ("Figure", 10, 3, _INK),
        ("Gap", 4, 3, _INK),
        ("Callout", 11, 6, _INK),
        ("Callout Title", 13, 3, _INK),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, FONT, size, colour)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = name in {"Term", "Table Caption", "Figure"}
    for name in ("Table Caption", "Callout Title"):
        styles[name].font.bold = styles[name].font.cs_bold = True
    styles["Callout Title"].paragraph_format.keep_with_next = True
    for name in ("Callout", "Callout Title"):
        _framed(styles[name])
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    _font(code, MONO, 9, None)
    code.element.get_or_add_rPr().insert_element_before(
        OxmlElement("w:noProof"), "w:color", "w:sz", "w:szCs", "w:lang"
    )
    mark = styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.bold, mark.font.superscript = True, True


def _font(style: Any, name: str, size: float, colour: RGBColor | None) -> None:
    """A font for all scripts alike: Word keeps one for each kind."""
    style.font.name, style.font.size = name, Pt(size)
    complex_size(style.element.get_or_add_rPr(), size)
    if colour is not None:
        style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:cs"), "Arial")


def complex_size(properties: Any, size: float) -> None:
    """The size of words in scripts that Word keeps apart: Arabic, Hebrew and others."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    high = OxmlElement("w:szCs")
    high.set(qn("w:val"), str(round(2 * size)))
    properties.insert_element_before(high, *_AFTER_SIZE)


def _no_rule(style: Any) -> None:
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _framed(style: Any) -> None:
    """A bar at the side and a tint behind."""
    properties = style.element.get_or_add_pPr()
    borders, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "36"), ("space", "8"), ("color", "1C2430")):
        bar.set(qn(f"w:{key}"), value)
    borders.append(bar)
    tint = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF1F5")):
        tint.set(qn(f"w:{key}"), value)
    after = ("w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(borders, "w:shd", *after)
    properties.insert_element_before(tint, *after)


def _field(paragraph: Any, code: str) -> None:
    """A number that Word fills in."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run()._r
        if kind == "text":
            shown = OxmlElement("w:t")
            shown.text = "1"
            run.append(shown)
        elif kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
            run.append(sign)
        else:
            told = OxmlElement("w:instrText")
            told.text = code
            run.append(told)


# ---------------------------------------------------------------------------- tables


def size_for(columns: int) -> float:
    """The size of words in a table of so many columns, in points."""
    return 9.0 if columns <= 4 else 8.0 if columns <= 6 else 7.0 if columns <= 9 else 6.0


def widths(lengths: Sequence[Sequence[int]]) -> list[int]:
    """How wide columns are, by how long their words are; all together a page."""
    wants = [min(max(max(one), 6), 60) ** 0.75 for one in lengths]
    least = min(1 / len(wants), 0.06) * sum(wants)
    wants = [max(want, least) for want in wants]
    return [round(WIDTH * want / sum(wants)) for want in wants]


def set_widths(table: Any, sizes: Sequence[int]) -> None:
    """Fix the widths of columns: Word and others read them at different places."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = Emu(size)
    for row in table.rows:
        for cell, size in zip(row.cells, sizes, strict=True):
            cell.width = Emu(size)


def unbroken(row: Any, head: bool) -> None:
    """A line of a table stays on one page; the first is repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def shade(cell: Any, fill: str) -> None:
    """A tint behind a cell."""
    tint = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        tint.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(tint)


def describe(table: Any, words: str) -> None:
    """What a table holds, for those who hear it read."""
    properties = table._tbl.tblPr
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), clean(words)[:250])
    properties.append(told)


# ---------------------------------------------------------------------------- lists, pictures


def new_numbers(file: Any) -> int:
    """A list that counts from one: the number of its kind."""
    numbering = file.part.numbering_part.element
    style = file.styles["List Number"].element
    given = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    known = next(one for one in numbering.num_lst if one.numId == int(given))
    fresh = numbering.add_num(known.abstractNumId.val)
    fresh.add_lvlOverride(0).add_startOverride(1)
    return int(fresh.numId)


def numbered(paragraph: Any, number: int) -> None:
    """Make a paragraph one of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def add_picture(paragraph: Any, png: bytes, title: str, alt: str) -> None:
    """A picture as wide as the page, or as high as fits, with its words."""
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Length(WIDTH))
    if shape.height > HEIGHT:
        shape.width, shape.height = round(shape.width * HEIGHT / shape.height), HEIGHT
    words = shape._inline.docPr
    words.set("name", clean(title)[:250])
    words.set("title", clean(title)[:250])
    words.set("descr", clean(alt))
