"""A document as the reading room sees it: the text, and where each stretch of it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the extracted text that came from one place of the raw file.

    Offsets are code points of the extracted text, the end not included. Pages, paragraphs and
    lines count from 1; a kind of file that has none of one leaves it out. `part` says what a
    stretch is that no reader counts as a paragraph: `headline`, `byline`, `note 3`.
    """

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    part: str = ""


@dataclass(frozen=True)
class Document:
    """What was read from one file, or from one line of a corpus.

    Attributes
    ----------
    id : str
        Unique within one reading: the file's path as it was asked for; for a line of a corpus,
        the id that the line gives, else the path, `#` and the number of the line.
    text : str
        The extracted text. For .txt the decoded file, newlines as `\n`, nothing else changed.
    pieces : tuple of Piece
        In order of the text; between them only white space.
    date : str or None
        A year, a month or a day in ISO form.
    language : str or None
        Two letters, given or detected.
    fields : mapping of str to str
        Whatever else the file or the line of a corpus says of itself.
    digest : str
        SHA-256 of the raw bytes, in hexadecimal; of a line of a corpus, that of the line.
    line : int or None
        The line of a corpus that it came from.
    """

    id: str
    text: str
    pieces: tuple[Piece, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    kind: str = "text"
    digest: str = ""
    line: int | None = None

    def piece_at(self, offset: int) -> Piece | None:
        """The piece that holds an offset, else the last one before it."""
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        return self.pieces[at] if at >= 0 else None

    def place(self, offset: int) -> str:
        """Where an offset lies, in words a reader can follow: `p. 3 ¶12`; empty where unknown."""
        piece = self.piece_at(offset)
        if piece is None:
            return ""
        parts = []
        if piece.page is not None:
            parts.append(f"p. {piece.page}")
        if piece.paragraph is not None:
            parts.append(f"¶{piece.paragraph}")
        elif piece.part:
            parts.append(piece.part)
        elif piece.line is not None:
            parts.append(f"l. {piece.line}")
        return " ".join(parts)

    def get(self, name: str) -> str | None:
        """A named field: one of the document's own, or whatever the corpus calls so."""
        own = {
            "doc": self.id,
            "title": self.title,
            "author": self.author,
            "date": self.date,
            "source": self.source,
            "language": self.language,
        }
        return own.get(name) or self.fields.get(name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why; the others go on."""

    path: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.what}." + (f" {self.hint}" if self.hint else "")
