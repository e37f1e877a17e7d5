"""The document as a Word file: real headings, lists, tables, pictures with words, links that lead.

It holds what paper shows: what is folded on a screen and not printed is left out. Two runs give the
same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from detente.brief import docx_page as page
from detente.brief.document import (
    Block,
    Callout,
    Cell,
    Document,
    Folded,
    Heading,
    Inline,
    Items,
    Line,
    Pair,
    Pairs,
    Paragraph,
    Picture,
    Section,
    Table,
    anchors_of,
    plain,
)
from detente.brief.docx_words import Writer

#: tables of more columns are told line by line
COLUMNS = 14
#: the first day that a file in a zip can have
_DAY = (1980, 1, 1, 0, 0, 0)
_TONES = {"holds": "E3F1E6", "breaks": "FBE6E2", "open": "FBF3D9"}
_HEAD = "EEF1F5"
Draw = Callable[[str], bytes]


def to_docx(document: Document, *, label: str = "", draw: Draw | None = None) -> bytes:
    """The document as the bytes of a .docx file.

    Parameters
    ----------
    label : the handling label, at the head of every page
    draw : makes a PNG of a drawing; by default `charts.png.to_png`

    Raises
    ------
    InputError
        where pictures cannot be drawn, because the system has no fonts.
    """
    if draw is None:
        from detente.charts.png import to_png

        draw = to_png
    file = page.blank(plain(document.title), document.lang, label)
    on_paper = tuple(
        Section(one.key, one.title, tuple(_printed(one.blocks))) for one in document.sections
    )
    shown = Document(
        document.title, document.facts, document.foreword, on_paper, document.lang, document.foot
    )
    _Body(file, Writer(file, anchors_of(shown)), draw).all(shown)
    stream = io.BytesIO()
    file.save(stream)
    return _always_the_same(stream.getvalue())


def _printed(blocks: Iterable[Block]) -> Iterator[Block]:
    """What paper shows."""
    for block in blocks:
        match block:
            case Folded(_, inner, paper):
                if paper:
                    yield from _printed(inner)
            case Picture(printed=False):
                pass
            case _:
                yield block


def _always_the_same(data: bytes) -> bytes:
    """The same file, its parts in one order and on one day."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w") as write:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3
            write.writestr(part, read.read(name))
    return made.getvalue()


class _Body:
    """Sets the blocks one after another."""

    def __init__(self, file: Any, words: Writer, draw: Draw) -> None:
        self.file, self.words, self.draw = file, words, draw

    def all(self, document: Document) -> None:
        """The whole document."""
        self.words.add(self.file.add_paragraph(style="Title"), document.title)
        for fact in document.facts:
            line = self.file.add_paragraph(style="Facts")
            self.words.run(line, plain(fact.term) + ": ", bold=True)
            for told in fact.says:
                self.words.add(line, told)
        for told in document.foreword:
            self.words.add(self.file.add_paragraph(style="Small"), told)
        for section in document.sections:
            head = self.file.add_paragraph(style="Heading 1")
            self.words.run(head, section.title)
            self.words.mark(head, section.key)
            for block in section.blocks:
                self.block(block)
        self.words.add(self.file.add_paragraph(style="Small"), document.foot)

    def block(self, block: Block) -> None:
        """One block."""
        match block:
            case Heading(text, level):
                style = "Heading 2" if level == 3 else "Heading 3"
                self.words.add(self.file.add_paragraph(style=style), text)
            case Paragraph(text, role):
                style = "Small" if role == "note" else "Normal"
                self.words.add(self.file.add_paragraph(style=style), text)
            case Items():
                self.items(block)
            case Table():
                if len(block.columns) > COLUMNS:
                    self.lines(block)
                else:
                    self.table(block)
            case Pairs(pairs):
                for pair in pairs:
                    self.pair(pair)
            case Callout(title, sentences):
                self.words.add(self.file.add_paragraph(style="Callout Title"), title)
                for told in sentences:
                    self.words.add(self.file.add_paragraph(style="Callout"), told)
            case Picture():
                self.picture(block)

    def items(self, block: Items) -> None:
        """A list; what hangs below an entry is a list inside it."""
        style = "List Number" if block.ordered else "List Bullet"
        number = page.new_numbers(self.file) if block.ordered else None
        for item in block.items:
            line = self.file.add_paragraph(style=style)
            if number is not None:
                page.numbered(line, number)
            self.words.add(line, item.text)
            self.words.mark(line, item.anchor)
            for below in item.below:
                self.words.add(self.file.add_paragraph(style="List Continue"), below)

    def pair(self, pair: Pair) -> None:
        """A word, and what is said of it: in one line, or as a list below it."""
        single = len(pair.says) == 1
        line = self.file.add_paragraph(style="Normal" if single else "Term")
        self.words.add(line, pair.term, bold=True)
        self.words.mark(line, pair.anchor)
        if single:
            ended = plain(pair.term).rstrip().endswith((".", "?", "!", ":"))
            self.words.run(line, " " if ended else ". ")
            self.words.add(line, pair.says[0])
            return
        for told in pair.says:
            self.words.add(self.file.add_paragraph(style="List Bullet"), told)

    def caption(self, text: Inline) -> None:
        """What stands above a table."""
        if text:
            self.words.add(self.file.add_paragraph(style="Table Caption"), text)

    def table(self, block: Table) -> None:
        """A table; its first line is repeated on every page."""
        self.caption(block.caption)
        made = self.file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
        page.describe(made, plain(block.caption) or plain(block.columns[0]))
        size = page.size_for(len(block.columns))
        heads = [Cell(head) for head in block.columns]
        self.row(made.rows[0], heads, size, head=True)
        for line in block.lines:
            row = made.add_row()
            self.row(row, [Cell(line.head), *line.cells], size)
            self.words.mark(row.cells[0].paragraphs[0], line.anchor)
        widths = page.widths([_lengths(block, k) for k in range(len(block.columns))])
        page.set_widths(made, widths)
        self.file.add_paragraph(style="Gap")

    def row(self, row: Any, cells: Sequence[Cell], size: float, head: bool = False) -> None:
        """One line of a table."""
        page.unbroken(row, head)
        for place, (cell, into) in enumerate(zip(cells, row.cells, strict=True)):
            paragraph = into.paragraphs[0]
            paragraph.style = self.file.styles["Table Text"]
            self.words.add(paragraph, cell.text, bold=head or place == 0, size=size)
            fill = _HEAD if head else _TONES.get(cell.tone, "")
            if fill:
                page.shade(into, fill)

    def lines(self, block: Table) -> None:
        """A table too wide for a page: a line as an entry, its cells with their heads."""
        self.caption(block.caption)
        for line in block.lines:
            head = self.file.add_paragraph(style="Term")
            self.words.add(head, line.head, bold=True)
            self.words.mark(head, line.anchor)
            self.words.add(self.file.add_paragraph(style="Small"), _joined(block, line))

    def picture(self, block: Picture) -> None:
        """A figure with its words for those who do not see it, and its caption."""
        line = self.file.add_paragraph(style="Figure")
        page.add_picture(line, self.draw(block.svg), block.title, block.alt)
        caption = self.file.add_paragraph(style="Caption")
        self.words.run(caption, block.title.rstrip(".") + ". ", bold=True)
        self.words.run(caption, block.caption)


def _lengths(block: Table, column: int) -> list[int]:
    """How long the words in a column are, its head first."""
    cells = [line.head if column == 0 else line.cells[column - 1].text for line in block.lines]
    return [len(plain(text)) for text in (block.columns[column], *cells)]


def _joined(block: Table, line: Line) -> Inline:
    from detente.brief.document import Span

    found: list[Span] = []
    for head, cell in zip(block.columns[1:], line.cells, strict=True):
        if found:
            found.append(Span("; "))
        found += [*head, Span(": "), *cell.text]
    return tuple(found)
