"""PDF: the text of its pages, running heads left out, lines joined, the page of each kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from ctypes import byref, c_double, create_string_buffer
from math import hypot
from typing import Any

from detente.reading.documents.building import build
from detente.reading.documents.dates import iso_date
from detente.reading.documents.decode import whole
from detente.reading.documents.kinds import READERS, Extract, Reader, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.names import author_name, title_of
from detente.reading.documents.pages import Line, paragraphs, without_running

_MAGIC = b"%PDF-"
_STAMP = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_SPACES = re.compile(r"[\s\0-\x1f\x7f\u00a0]+")
_BOLD = 600


def read(raw: bytes, limits: Limits) -> Extract:
    """The text of a PDF.

    What a PDF says of the day it was made is kept in `fields` and is not taken for the date of
    the text: it tells when somebody printed it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as mistake:
        raise _refusal(str(mistake)) from None
    with document:
        count = len(document)
        if count > limits.pages:
            raise Refused(f"has {count:,} pages; {limits.pages:,} are read", "Split it into parts.")
        pages, left = [], limits.characters
        for number in range(count):
            lines = list(_page(document, number, left))
            left -= sum(len(line.text) for line in lines)
            pages.append(lines)
        info = document.get_metadata_dict(skip_empty=True)
    if not any(pages):
        raise Refused(
            "holds no text: its pages are pictures", "Run it through text recognition (OCR) first."
        )
    kept, gone = without_running(pages)
    built = build(paragraphs(kept), limits.paragraphs)
    return Extract(
        built.text,
        built.pieces,
        title=built.head.title or title_of(info.get("Title", "")),
        author=built.head.author or author_name(info.get("Author", "")),
        date=built.head.date,
        fields=_fields(info, gone, count),
    )


def _refusal(mistake: str) -> Refused:
    if "assword" in mistake or "ncrypt" in mistake or "ecurity" in mistake:
        return Refused("is encrypted", "Save a copy without a password.")
    return Refused("is damaged and cannot be opened as a PDF", "Save or print it to PDF anew.")


def _page(document: Any, number: int, left: int) -> Iterator[Line]:
    """The lines of one page, in the order in which the file draws them."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return  # a damaged page holds nothing; the others go on
    count = text.count_chars()
    if count > left:
        raise Refused("holds more text than is read at once", "Split it into parts.")
    yield from _lines(text.raw, count, number + 1)


def _lines(page: Any, count: int, number: int) -> Iterator[Line]:
    """Lines end where the library says so; it writes 2 or U+FFFE for a hyphen that ends one."""
    from pypdfium2 import raw as pdfium

    codes = [pdfium.FPDFText_GetUnicode(page, at) for at in range(count)]
    start = 0
    for at in range(count + 1):
        code = codes[at] if at < count else 10
        if code not in (10, 13, 2, 0xFFFE):
            continue
        hyphen = code in (2, 0xFFFE)
        line = _line(page, codes, start, at, number, hyphen)
        if line is not None:
            yield line
        start = at + 1


def _line(
    page: Any, codes: list[int], start: int, end: int, number: int, hyphen: bool
) -> Line | None:
    words = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes[start:end])
    words = _SPACES.sub(" ", _paired(words)).strip()
    inked = [at for at in range(start, end) if codes[at] > 32 and codes[at] != 160]
    if not words or not inked:
        return None
    sample = (inked[0], inked[len(inked) // 2], inked[-1])
    ends_in_hyphen = len(words) > 1 and words[-1] in "-\xad" and words[-2].isalnum()
    left, y = _origin(page, inked[0])
    return Line(
        words[:-1] if ends_in_hyphen else words,
        number,
        y,
        left,
        _right(page, inked[-1]),
        sorted(_size(page, at) for at in sample)[1],
        all(_is_bold(page, at) for at in sample),
        hyphen or ends_in_hyphen,
    )


def _paired(words: str) -> str:
    """Halves of surrogate pairs put together, as some systems give them."""
    return whole(words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _origin(page: Any, at: int) -> tuple[float, float]:
    from pypdfium2 import raw as pdfium

    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(page, at, byref(x), byref(y))
    return x.value, y.value


def _right(page: Any, at: int) -> float:
    from pypdfium2 import raw as pdfium

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(page, at, byref(left), byref(right), byref(bottom), byref(top))
    return right.value


def _size(page: Any, at: int) -> float:
    """The height of letters as drawn: files may scale a font of size 1."""
    from pypdfium2 import raw as pdfium

    size, matrix = pdfium.FPDFText_GetFontSize(page, at), pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(page, at, matrix):
        size *= hypot(matrix.c, matrix.d)
    return float(size)


def _is_bold(page: Any, at: int) -> bool:
    """By the name of the font, which tells more often than the weight it claims."""
    from pypdfium2 import raw as pdfium

    name = create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(page, at, name, len(name), None)
    return b"bold" in name.value.lower() or pdfium.FPDFText_GetFontWeight(page, at) >= _BOLD


def _fields(info: Mapping[str, str], gone: list[str], pages: int) -> dict[str, str]:
    fields = {"pages": str(pages)}
    for name, ours in (("CreationDate", "created"), ("ModDate", "modified")):
        match = _STAMP.match(info.get(name, ""))
        if match and (day := iso_date("-".join(match.groups()))):
            fields[ours] = day
    if gone:
        fields["left_out"] = "\n".join(gone)[:2000]
    return fields


READERS.add(
    "pdf",
    Reader(
        "pdf",
        "a PDF",
        (".pdf",),
        begins=(_MAGIC,),
        looks=lambda head: head.lstrip().startswith(_MAGIC),
        read=read,
        apart=True,
    ),
)
