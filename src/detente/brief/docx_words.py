"""Words of a Word file: runs with their setting, script and direction, links and places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from detente.brief.document import Inline, Span, plain

#: what XML cannot hold, and marks that would turn the direction of what follows
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: a mark without width: signs after words from the right belong to our sentence again
LEFT = "\u200e"
_SPACE = re.compile(r"\s+")
#: by the letter of a mark, its colour
_MARKS = {"reported": "1C5A2E", "reading": "1F4E8C", "assumed": "8A3B00"}
_LINK = RGBColor(0x1F, 0x4E, 0x8C)


def clean(text: str) -> str:
    """Text that a Word file can hold; breaks become spaces, as on a page."""
    return _SPACE.sub(" ", _TURNS.sub("", _NOT_TEXT.sub("", text)))


def backwards(text: str) -> bool:
    """Whether text runs from the right: its first letter with a direction does."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """A text in stretches of one direction; spaces and signs stay with what stands before them."""
    if not backwards(text) and not any(map(_from_right, text)):
        yield text, False
        return
    found, right = "", backwards(text)
    for char in text:
        direction = unicodedata.bidirectional(char)
        turns = direction in {"L", "R", "AL"} and (direction != "L") != right
        if turns and found:
            yield found, right
            found = ""
        right = (not right) if turns else right
        found += char
    if found:
        yield found, right


def _from_right(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"}


class Writer:
    """Writes inlines into paragraphs.

    Parameters
    ----------
    file : the python-docx document
    anchors : names that links can lead to; a link to anything else is left out
    """

    def __init__(self, file: Any, anchors: Collection[str]) -> None:
        self.file = file
        self._places = {name: f"p{k}" for k, name in enumerate(sorted(anchors), start=1)}
        self._marked: set[str] = set()

    def add(self, paragraph: Any, inline: Inline, *, bold: bool = False, size: float = 0) -> None:
        """A line of spans."""
        if backwards(plain(inline)) and all(span.own for span in inline if span.text.strip()):
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(
                OxmlElement("w:bidi"),
                *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
                *("w:mirrorIndents", "w:jc", "w:textDirection", "w:outlineLvl", "w:rPr"),
            )
        for span in inline:
            self._span(paragraph, span, bold, size)

    def run(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        """Words of ours, or the case's, in one setting."""
        self._span(paragraph, Span(text), bold, 0)

    def mark(self, paragraph: Any, name: str) -> None:
        """Give a paragraph a name that links lead to."""
        place = self._places.get(name)
        if not name or place is None or name in self._marked:
            return
        self._marked.add(name)
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        begin.set(qn("w:id"), place[1:])
        begin.set(qn("w:name"), place)
        end.set(qn("w:id"), place[1:])
        first = 1 if paragraph._p.pPr is not None else 0
        paragraph._p.insert(first, begin)
        paragraph._p.append(end)

    def _span(self, paragraph: Any, span: Span, bold: bool, size: float) -> None:
        into = self._link(paragraph, span.to)
        leads = into is not paragraph._p
        stretches = list(_stretches(clean(span.text)))
        if stretches and stretches[-1][1]:
            stretches.append((LEFT, False))
        for text, right in stretches:
            run = paragraph.add_run(text)
            if leads:
                into.append(run._r)
            self._set(run, span, bold, size)
            if leads:
                run.font.color.rgb = _LINK
            if right:
                _run_from_right(run, bold or span.kind == "strong", size)

    def _set(self, run: Any, span: Span, bold: bool, size: float) -> None:
        if size:
            run.font.size = Pt(size)
        if bold or span.kind == "strong":
            run.bold = True
        if span.kind == "emphasis":
            run.italic = True
        elif span.kind == "code":
            run.style = self.file.styles["Code"]
        elif span.kind == "mark":
            run.style = self.file.styles["Mark"]
            run.font.color.rgb = RGBColor.from_string(_MARKS.get(span.hint, "404040"))

    def _link(self, paragraph: Any, to: str) -> Any:
        """Where the words of a link go: into it, or into the paragraph where there is none."""
        inside = self._places.get(to[1:]) if to.startswith("#") else None
        outside = to.startswith(("https://", "http://"))
        if inside is None and not outside:
            return paragraph._p
        link = OxmlElement("w:hyperlink")
        if inside is not None:
            link.set(qn("w:anchor"), inside)
        else:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link.set(qn("r:id"), paragraph.part.relate_to(_address(to), kind, is_external=True))
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)
        return link


def _address(to: str) -> str:
    """An address without what no address can hold."""
    return "".join(
        char if char.isprintable() and char not in ' "<>\\^`{|}' else "%20" for char in to
    )


def _run_from_right(run: Any, bold: bool, size: float) -> None:
    """Tell Word that these words run from the right; it then asks for setting of another kind."""
    properties = run._r.get_or_add_rPr()
    if bold:
        run.font.cs_bold = True
    run.font.rtl = True
    if size:
        high = OxmlElement("w:szCs")
        high.set(qn("w:val"), str(round(2 * size)))
        properties.insert_element_before(high, "w:highlight", "w:u", "w:vertAlign", "w:rtl", "w:cs")
