"""How much of a hostile file is looked at before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one file may cost. Whatever goes beyond is refused, never cut short in silence.

    Attributes
    ----------
    raw : bytes of a file that is read whole (all kinds but corpora)
    characters, paragraphs : code points of extracted text in one document, and its paragraphs
    line : bytes of one line, or of one entry, of a corpus
    corpus : bytes of a packed corpus after unpacking
    ratio : how many times its size a packed file may unpack to, once it is large
    entries, unpacked : files in a DOCX, and their bytes after unpacking
    pages : pages of a PDF
    seconds : time for one file that a foreign library parses
    memory : bytes of address space of the process that does so, where the system can bound it
    faults : faulty lines of one corpus told one by one; the rest are counted
    detail : whether languages are detected and the entries of a corpus divided into paragraphs;
        counting words needs neither
    """

    raw: int = 50_000_000
    characters: int = 20_000_000
    paragraphs: int = 500_000
    line: int = 16_000_000
    corpus: int = 50_000_000_000
    ratio: int = 200
    entries: int = 5_000
    unpacked: int = 200_000_000
    pages: int = 5_000
    seconds: float = 60.0
    memory: int = 3_000_000_000
    faults: int = 20
    detail: bool = True


def size(count: int) -> str:
    """A number of bytes as people write it: `50 MB`."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= step:
            return f"{count / step:.3g} {unit}"
    return f"{count} bytes"
