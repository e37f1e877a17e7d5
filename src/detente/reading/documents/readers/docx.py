"""DOCX: paragraphs, tables and notes as the author would see them with all changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from detente.reading.documents.building import Para, build, para
from detente.reading.documents.decode import whole
from detente.reading.documents.kinds import READERS, Extract, Reader, Refused
from detente.reading.documents.limits import Limits, size
from detente.reading.documents.names import author_name, title_of

_MAGIC = b"PK\x03\x04"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: what is struck out, moved away, a second form of the same thing, or no text
_UNSEEN = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"}
    | {f"{_MC}Fallback", f"{_W}fldData", f"{_W}sdtPr", f"{_W}annotationRef"}
)
_AS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_NOTES = (("footnotes", "note"), ("endnotes", "endnote"))
_HEADING = re.compile(r"(?:heading|title|subtitle|überschrift|titre|titel)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]*\n\s*|[ \t\u00a0]+")
_DEEPEST = 200


def read(raw: bytes, limits: Limits) -> Extract:
    """The text of a DOCX: insertions in, deletions out; tables row by row; notes at the end.

    The file's own dates say when it was saved; they are kept in `fields` alone.
    """
    check(raw, limits)
    import docx

    try:
        document = docx.Document(io.BytesIO(raw))
        body = document.element.body
        notes = list(_notes(document))
        facts = document.core_properties
        title, author = title_of(facts.title or ""), author_name(facts.author or "")
        saved = {"created": facts.created, "modified": facts.modified}
        headings = _heading_styles(document)
    except Exception as mistake:
        # whatever a damaged package makes the library raise, it is the file's fault
        raise Refused(
            f"is damaged and cannot be opened as a DOCX ({type(mistake).__name__})",
            "Open it in a word processor and save it anew.",
        ) from None
    built = build([*_blocks(body, headings), *notes], limits.paragraphs)
    return Extract(
        built.text,
        built.pieces,
        title=built.head.title or title,
        author=built.head.author or author,
        date=built.head.date,
        fields={name: day.date().isoformat() for name, day in saved.items() if day is not None},
    )


def check(raw: bytes, limits: Limits) -> None:
    """Look at the archive before anything is unpacked.

    Raises
    ------
    Refused
        where it is none, is encrypted, unpacks to too much, or brings definitions of entities.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as mistake:
        raise Refused(f"is damaged ({mistake})", "Fetch or save it anew.") from None
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries:
        raise Refused(f"holds {len(entries):,} parts; {limits.entries:,} are read", _BOMB)
    if total > limits.unpacked or total > max(10_000_000, limits.ratio * len(raw)):
        raise Refused(f"unpacks from {size(len(raw))} to {size(total)}", _BOMB)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("is encrypted", "Save a copy without a password.")
    if "word/document.xml" not in names and "[Content_Types].xml" not in names:
        raise Refused("is a ZIP archive, but not a DOCX", "Unpack it first.")
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _check_part(archive, entry)


_BOMB = "If you trust it, open it in a word processor and save it anew."


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """A part must unpack to the size it claims, and bring no definitions of its own."""
    last = b""
    try:
        with archive.open(entry) as file:
            while part := file.read(1 << 20):
                seen = last + part.replace(b"\0", b"")  # the marks may stand there in UTF-16
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise Refused("defines entities, as no word processor does", _BOMB)
                last = seen[-16:]
    except Refused:
        raise
    except Exception as mistake:  # each packing has errors of its own
        raise Refused(f"is damaged ({type(mistake).__name__})", "Fetch or save it anew.") from None


def _heading_styles(document: Any) -> frozenset[str]:
    """Ids of the styles that are headings by name or by outline level."""
    found = set()
    for style in document.styles.element.iterfind(f"{_W}style"):
        name = style.find(f"{_W}name")
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        words = name.get(f"{_W}val", "") if name is not None else ""
        if level is not None or _HEADING.match(words):
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _blocks(body: Any, headings: frozenset[str]) -> Iterator[Para]:
    """Paragraphs and rows of tables in the order of the document."""
    tables = 0
    for block in _outer(body):
        if block.tag == f"{_W}p":
            yield para(_text(block), "heading" if _style(block) in headings else "")
            continue
        tables += 1
        for number, row in enumerate(_inside(block, f"{_W}tr"), 1):
            cells = (" ".join(_lines_of(cell)) for cell in _inside(row, f"{_W}tc"))
            words = " | ".join(filter(None, cells))
            yield para(words, f"table {tables} row {number}")


def _outer(element: Any) -> Iterator[Any]:
    """The outermost paragraphs and tables: what holds them (content controls) is passed through."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag in (f"{_W}p", f"{_W}tbl"):
            yield one
        elif one.tag not in _UNSEEN:
            waiting.extend(reversed(one))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The outermost elements of a tag, below one."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag not in _UNSEEN:
            waiting.extend(reversed(one))


def _lines_of(cell: Any) -> Iterator[str]:
    for paragraph in _inside(cell, f"{_W}p"):
        yield _text(paragraph)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return found.get(f"{_W}val", "") if found is not None else ""


def _text(paragraph: Any) -> str:
    """What a reader sees of a paragraph; text boxes within it stand in their place."""
    words: list[str] = []
    waiting = [paragraph]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            words.append(one.text or "")
        elif one.tag in _AS:
            words.append(_AS[one.tag])
        elif one.tag not in _UNSEEN:
            if one.tag == f"{_W}p" and words:
                words.append(" ")
            waiting.extend(reversed(one))
    return _SPACES.sub(" ", whole("".join(words))).strip()


def _notes(document: Any) -> Iterator[Para]:
    """Footnotes and endnotes, numbered as they are printed."""
    from docx.oxml.parser import parse_xml

    for kind, word in _NOTES:
        for relation in document.part.rels.values():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
                continue
            root = parse_xml(relation.target_part.blob)
            number = 0
            for note in root:
                if note.get(f"{_W}type") in (None, "normal"):
                    number += 1
                    yield para(" ".join(_lines_of(note)), f"{word} {number}")


READERS.add(
    "docx",
    Reader(
        "docx",
        "a DOCX",
        (".docx",),
        begins=(_MAGIC,),
        looks=lambda head: head.startswith(_MAGIC) and b"word/" in head,
        read=read,
        apart=True,
    ),
)
