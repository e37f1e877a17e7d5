"""Words in the documents of a store: by an index where SQLite has one, else by reading on."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.errors import InputError
from detente.reading.document import Document, Piece
from detente.reading.store import schema
from detente.reading.store.records import Hit

if TYPE_CHECKING:
    from detente.reading.store.store import Store

#: characters; shorter pieces are joined, longer ones cut
LONGEST = 2000
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")


def passages(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches of a text that a search finds whole: its pieces, joined or cut to a good length."""
    pieces: Sequence[Piece] = document.pieces or (Piece(0, len(document.text)),)
    start = end = None
    for piece in pieces:
        if (
            start is not None
            and end is not None
            and (piece.end - start > LONGEST or piece.paragraph is not None)
        ):
            yield from _cut(document.text, start, end)
            start = None
        start = piece.start if start is None else start
        end = piece.end
    if start is not None and end is not None:
        yield from _cut(document.text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long stretch in parts, cut at blanks where there are any."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank + 1 if blank >= 0 else start + LONGEST
        yield start, stop
        start = stop
    if text[start:end].strip():
        yield start, end


def terms(words: str) -> list[list[str]]:
    """What is asked for: phrases as lists of folded words, single words as lists of one.

    Raises
    ------
    InputError
        when there is no word in it.
    """
    found = []
    for match in _TERM.finditer(words):
        folded = [
            fold(word) for word in _WORD.findall(match[1] if match[1] is not None else match[2])
        ]
        if folded:
            found.append(folded)
    if not found:
        raise InputError("there is no word to search for")
    return found


def fold(text: str) -> str:
    """Case and diacritics aside."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def find(store: Store, connection: sqlite3.Connection, words: str, most: int) -> Iterator[Hit]:
    """Passages that hold all terms; the best first with an index, else in order of the texts."""
    wanted = terms(words)
    indexed = schema.is_indexed(connection)
    rows = (
        _by_index(connection, wanted, most) if indexed else _by_reading(store, connection, wanted)
    )
    document: tuple[int, Document] | None = None
    for count, (number, start, end) in enumerate(rows):
        if count >= most:
            return
        if document is None or document[0] != number:
            document = (number, store.document(number))
        text = document[1].text[start:end].strip()
        yield Hit(number, document[1].id, start, end, text, document[1].place(start))


def _by_index(
    connection: sqlite3.Connection, wanted: list[list[str]], most: int
) -> list[tuple[int, int, int]]:
    phrases = " AND ".join('"' + " ".join(words) + '"' for words in wanted)
    return connection.execute(
        'SELECT p.document, p."start", p."end" FROM passages_words w'
        " JOIN passages p ON p.id = w.rowid JOIN documents d ON d.id = p.document"
        " WHERE passages_words MATCH ? AND d.gone = 0 ORDER BY w.rank, p.id LIMIT ?",
        (phrases, most),
    ).fetchall()


def _by_reading(
    store: Store, connection: sqlite3.Connection, wanted: list[list[str]]
) -> Iterator[tuple[int, int, int]]:
    for stored in store.documents():
        text = store.document(stored.id).text
        rows = connection.execute(
            'SELECT "start", "end" FROM passages WHERE document = ? ORDER BY id', (stored.id,)
        ).fetchall()
        for start, end in rows:
            words = [fold(word) for word in _WORD.findall(text[start:end])]
            if all(_holds(words, phrase) for phrase in wanted):
                yield stored.id, start, end


def _holds(words: list[str], phrase: list[str]) -> bool:
    length = len(phrase)
    return any(words[k : k + length] == phrase for k in range(len(words) - length + 1))
