"""What holds of every document, whoever read it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from detente.reading.documents import Document, Unreadable, open_documents


def read(path: Path) -> Document:
    """The one document of a file; its map is checked."""
    (one,) = open_documents([path])
    assert isinstance(one, Document), one
    check(one)
    return one


def refused(path: Path) -> Unreadable:
    """Why a file cannot be read."""
    (one,) = open_documents([path])
    assert isinstance(one, Unreadable), one.text[:200]
    assert one.path == str(path)
    assert one.what
    return one


def check(document: Document) -> None:
    """Every letter lies in a piece, and every piece leads back to a place."""
    text, pieces = document.text, document.pieces
    assert pieces
    assert all(0 <= piece.start < piece.end <= len(text) for piece in pieces)
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    at = 0
    for piece in pieces:
        assert not text[at : piece.start].strip(), "letters between pieces"
        assert text[piece.start : piece.end].strip()
        assert document.place(piece.start) == document.place(piece.end - 1) != ""
        at = piece.end
    assert not text[at:].strip()
    numbers = [piece.paragraph for piece in pieces if piece.paragraph is not None]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert not any("\ud800" <= letter <= "\udfff" for letter in text)


def stretches(document: Document) -> list[tuple[str, str]]:
    """Each piece as its place and its words."""
    return [
        (document.place(piece.start), document.text[piece.start : piece.end])
        for piece in document.pieces
    ]
