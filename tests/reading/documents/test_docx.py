"""DOCX: what a reader sees with all changes accepted; archives that would burst are refused."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from tests.reading.documents.contract import read, refused, stretches

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def saved(file: object) -> bytes:
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def body_of(*paragraphs: str) -> bytes:
    """A DOCX whose body holds these elements, written as they are."""
    file = docx.Document()
    for one in paragraphs:
        file.element.body.insert(len(file.element.body) - 1, parse_xml(one))
    return saved(file)


def repacked(raw: bytes, change: dict[str, bytes]) -> bytes:
    """The same archive with some parts put in or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            new.writestr(name, data)
    return out.getvalue()


def test_an_article_with_headings_and_a_table(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Talks stall in Nordhaven", 0)
    file.add_paragraph("By Ana Reis")
    file.add_paragraph("21 February 2031")
    file.add_paragraph("The mayor said no.")
    file.add_heading("What next", 2)
    table = file.add_table(2, 2)
    for cell, words in zip(table._cells, ("Wages", "2 %", "Hours", ""), strict=True):
        cell.text = words
    file.add_paragraph("The union said yes.")
    file.add_paragraph("   ")
    path = tmp_path / "a.docx"
    path.write_bytes(saved(file))
    one = read(path)
    assert stretches(one) == [
        ("headline", "Talks stall in Nordhaven"),
        ("byline", "By Ana Reis"),
        ("byline", "21 February 2031"),
        ("¶1", "The mayor said no."),
        ("heading above ¶2", "What next"),
        ("table 1 row 1", "Wages | 2 %"),
        ("table 1 row 2", "Hours"),
        ("¶2", "The union said yes."),
    ]
    assert (one.title, one.author) == ("Talks stall in Nordhaven", "Ana Reis")
    assert one.date == "2031-02-21"


def test_insertions_show_and_deletions_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        body_of(
            f'<w:p {W}><w:r><w:t xml:space="preserve">The mayor </w:t></w:r>'
            '<w:del w:id="1" w:author="x"><w:r><w:delText>never </w:delText>'
            "<w:t>ever </w:t></w:r></w:del>"
            '<w:ins w:id="2" w:author="x"><w:r><w:t>once</w:t></w:r></w:ins>'
            '<w:moveFrom w:id="3" w:author="x"><w:r><w:t> away</w:t></w:r></w:moveFrom>'
            "<w:r><w:tab/><w:t>said</w:t><w:br/><w:t>half</w:t><w:noBreakHyphen/><w:t>yes.</w:t>"
            '</w:r><w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve"> Here.</w:t></w:r>'
            "</w:hyperlink>"
            "<w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
        )
    )
    assert read(path).text == "The mayor once said half-yes. Here."


def test_what_a_content_control_holds_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        body_of(
            f"<w:sdt {W}><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>"
            "<w:p><w:r><w:t>The mayor said no.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    assert read(path).text == "The mayor said no."


def test_footnotes_stand_at_the_end_with_their_numbers(tmp_path: Path) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    file = docx.Document()
    file.add_paragraph("The mayor said no.")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>On Monday.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>In town.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), file.part.package)
    file.part.relate_to(part, NOTES)
    path = tmp_path / "a.docx"
    path.write_bytes(saved(file))
    assert stretches(read(path)) == [
        ("¶1", "The mayor said no."),
        ("note 1", "On Monday."),
        ("note 2", "In town."),
    ]


def test_the_day_of_saving_is_no_date_of_the_text(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("The mayor said no.")
    file.core_properties.author = "python-docx"
    file.core_properties.title = "Word Document"
    path = tmp_path / "a.docx"
    path.write_bytes(saved(file))
    one = read(path)
    assert (one.date, one.author, one.title) == (None, None, None)
    assert one.fields["created"].startswith("20")
    file.core_properties.author, file.core_properties.title = "Ana Reis", "On talks"
    path.write_bytes(saved(file))
    one = read(path)
    assert (one.author, one.title) == ("Ana Reis", "On talks")


def plain() -> bytes:
    file = docx.Document()
    file.add_paragraph("The mayor said no.")
    return saved(file)


def test_archives_that_would_burst_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(repacked(plain(), {"word/media/x.bin": b"\0" * 30_000_000}))
    assert "unpacks from" in refused(path).what
    path.write_bytes(repacked(plain(), {f"word/media/{at}.bin": b"" for at in range(6000)}))
    assert "parts" in refused(path).what


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    body = f"<w:document {W}><!--{' ' * 30_000_000}--><w:body/></w:document>"
    raw = repacked(plain(), {"word/document.xml": body.encode()})
    told = struct.pack("<I", len(body))
    assert told in raw
    path = tmp_path / "liar.docx"
    path.write_bytes(raw.replace(told, struct.pack("<I", 30)))
    assert "damaged" in refused(path).what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    hostile = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&l8;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "laughs.docx"
    path.write_bytes(repacked(plain(), {"word/document.xml": hostile.encode(encoding)}))
    assert "entities" in refused(path).what


def test_an_entity_behind_a_long_comment_is_refused_too(tmp_path: Path) -> None:
    hostile = f'<?xml version="1.0"?><!--{"x" * 10_000}--><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    path = tmp_path / "a.docx"
    path.write_bytes(repacked(plain(), {"word/document.xml": hostile.encode()}))
    assert "entities" in refused(path).what


def test_an_entity_is_seen_where_two_blocks_meet(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?><!--'
    pad = "x" * ((1 << 20) - len(head) - 3 - 4)
    hostile = f'{head}{pad}--><!DOCTYPE x SYSTEM "y"><x/>'.encode()
    assert hostile.index(b"<!DOCTYPE") == (1 << 20) - 4
    path = tmp_path / "a.docx"
    path.write_bytes(repacked(plain(), {"word/document.xml": hostile}))
    assert "entities" in refused(path).what


def test_other_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "The mayor said no.")
    assert "not a DOCX" in refused(path).what
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    told = refused(path)
    assert "Office" in told.what
    path.write_bytes(plain()[:2000])
    assert "damaged" in refused(path).what


def test_a_part_that_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(repacked(plain(), {"word/document.xml": b"<nothing"}))
    assert "damaged" in refused(path).what


def test_deeply_nested_tables_do_not_exhaust_the_stack(tmp_path: Path) -> None:
    deep = 60
    inner = "<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>"
    for _ in range(deep):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    path = tmp_path / "a.docx"
    body = f"<w:document {W}><w:body>{inner}</w:body></w:document>"
    path.write_bytes(repacked(plain(), {"word/document.xml": body.encode()}))
    assert "Deep." in read(path).text
