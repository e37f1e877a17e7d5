"""A small case and a small document of an invented dispute, and ways to lay them down."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from detente.reading.document import Document, Piece
from detente.reading.found import Found, Heading, ReadDocument

CASE = """\
detente: 1
id: quay
title: The quay (invented)
parties:
  town:
    name: The town
    voices: [Mayor Orlund]
    options: {sell: Sell the quay, talk: Reopen the talks}
    prefers: [not strike, sell]   # as the council has it
  crew:
    name: The crew
    voices: [Ida Brandt]
    options: {strike: Strike}
    prefers: [talk, not strike]
issues: {wages: {asks: What is paid}}
views: {town: {crew: {prefers: [strike]}}}
outcomes: {calm: {when: not strike and talk, name: Calm}}
"""

TEXT = """The quay dispute

Mayor Orlund said "the quay will be sold" if the strike goes on.

Ida Brandt said the crew wants higher wages before anything else.
"""
SAYS = '"the quay will be sold"'
WANTS = "the crew wants higher wages before anything else"


def case_file(folder: Path) -> Path:
    """The case as a file."""
    path = folder / "quay.yaml"
    path.write_text(CASE, encoding="utf-8", newline="\n")
    return path


def document(text: str = TEXT, name: str = "quay.txt", digest: str = "") -> Document:
    """A document, its paragraphs counted."""
    pieces, at = [], 0
    for number, part in enumerate(text.split("\n\n"), 1):
        pieces.append(Piece(at, at + len(part), paragraph=number))
        at += len(part) + 2
    return Document(
        name,
        text,
        tuple(pieces),
        date="2031-02-21",
        digest=digest or sha256(text.encode("utf-8", "replace")).hexdigest(),
    )


def statement(of: Document, words: str, act: str = "threat", **others: object) -> Found:
    """The statement that some words of a document make."""
    start = of.text.index(words)
    fields: dict[str, object] = {
        "doc": of.id, "start": start, "end": start + len(words), "text": words, "speaker": None,
        "party": "town", "target": "crew", "act": act, "issue": None, "negated": False,
        "basis": "reported", "method": "pattern", "confidence": 0.8, "form": "direct",
        "cue": None, "source": None, "reporter": None, "event": None, "mentioned": None,
        "place": of.place(start),
    }  # fmt: skip
    return Found(**{**fields, **others})  # type: ignore[arg-type]


def read(of: Document, *said: Found) -> ReadDocument:
    """A document that has been read."""
    return ReadDocument(Heading.of(of), said, of)


def both(of: Document) -> ReadDocument:
    """The document with its two statements."""
    said = of.text.index("said")
    wants = statement(of, WANTS, "demand", party="crew", target="town", issue="wages")
    return read(of, statement(of, SAYS, cue=(said, said + 4)), wants)
