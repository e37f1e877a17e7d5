"""Reading from an evidence store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from detente.errors import InputError
from detente.reading.document import Document
from detente.reading.found import Found, Heading, ReadDocument
from detente.reading.store import journal, packed, search
from detente.reading.store.agreement import Agreement, agreement
from detente.reading.store.connection import plainly
from detente.reading.store.faults import Faulty
from detente.reading.store.records import (
    CODED,
    CodingRecord,
    Hit,
    Link,
    Step,
    StoredDocument,
    StoredStatement,
)

_DOCUMENT = """SELECT id, name, digest, kind, path, title, author, date, source, language, words,
    added, (SELECT count(*) FROM statements s WHERE s.document = d.id AND s.gone = 0)
    FROM documents d"""
_STATEMENT = """SELECT s.id, s.document, d.name, s."start", s."end", s.text, s.anchor, s.was,
    d.date, s.found, c.coder, c.hand, c.act, c.party, c.target, c.issue, c.negated, c.note, c.at
    FROM statements s JOIN documents d ON d.id = s.document
    LEFT JOIN codings c ON c.statement = s.id AND c.gone = 0"""
#: the kind of link by which a person says that something is no statement, or no deadline …
REJECTED = "rejected"
_REJECTED = f"""EXISTS (SELECT 1 FROM links r WHERE r.statement = s.id AND r.gone = 0
    AND r.kind = '{REJECTED}' AND r.path = '')"""
_HERE = "s.gone = 0 AND (d.gone = 0 OR s.anchor = 'lost')"
_STANDS = f"{_HERE} AND NOT {_REJECTED}"


class Store:
    """The evidence beside a case: documents, statements, codings, links. Closed by `with`.

    Every method reads the file anew; nothing is kept in memory between calls.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, query: str, values: Iterable[object] = ()) -> Iterator[Any]:
        with plainly(self.path):
            cursor = self._connection.execute(query, tuple(values))
            yield from iter(cursor.fetchone, None)  # left early, it leaves the cursor alone

    # -- documents

    def documents(self) -> Iterator[StoredDocument]:
        """The documents as they are now, in the order in which they were first added."""
        for row in self._rows(f"{_DOCUMENT} WHERE gone = 0 ORDER BY id"):
            yield self._stored(row)

    def stored(self, which: str | int) -> StoredDocument:
        """One document by its name or, any version of it, by its number.

        Raises
        ------
        InputError
            when there is none, with the nearest name.
        """
        if isinstance(which, int):
            rows = self._rows(f"{_DOCUMENT} WHERE id = ?", (which,))
        else:
            rows = self._rows(f"{_DOCUMENT} WHERE name = ? AND gone = 0", (which,))
        for row in rows:
            return self._stored(row)
        from detente.errors import nearest

        names = [name for (name,) in self._rows("SELECT name FROM documents WHERE gone = 0")]
        hint = nearest(str(which), names)
        raise InputError(f"the store has no document '{which}'. {hint}".strip())

    def document(self, which: str | int) -> Document:
        """A document with its text and the map to its raw file, by name or number."""
        stored = self.stored(which)
        (row,) = self._rows(
            "SELECT text, text_size, pieces, pieces_size, fields, line FROM documents WHERE id = ?",
            (stored.id,),
        )
        with plainly(self.path):
            return Document(
                id=stored.name,
                text=packed.unpack_text(row[0], row[1]),
                pieces=packed.read_pieces(packed.unpack(row[2], row[3])),
                title=stored.title,
                author=stored.author,
                date=stored.date,
                source=stored.source,
                language=stored.language,
                fields=_texts(row[4]),
                path=stored.path,
                kind=stored.kind,
                digest=stored.digest,
                line=row[5],
            )

    def raw(self, which: str | int) -> bytes | None:
        """The raw file of a document; None for a line of a corpus, and for a file too large."""
        stored = self.stored(which)
        (row,) = self._rows("SELECT raw, raw_size FROM documents WHERE id = ?", (stored.id,))
        with plainly(self.path):
            return None if row[0] is None else packed.unpack(row[0], row[1])

    def _stored(self, row: Any) -> StoredDocument:
        with plainly(self.path):
            numbers = (row[0], row[10], row[12])
            texts = (*row[1:5], row[11])
            others = row[5:10]
            if not (
                all(isinstance(it, int) for it in numbers)
                and all(isinstance(it, str) for it in texts)
                and all(it is None or isinstance(it, str) for it in others)
            ):
                raise Faulty("the entry of a document is damaged")
            return StoredDocument(*row)

    # -- statements

    def statements(
        self,
        *,
        document: str | int | None = None,
        party: str | None = None,
        target: str | None = None,
        act: str | None = None,
        issue: str | None = None,
        anchor: str | None = None,
    ) -> Iterator[StoredStatement]:
        """Statements in the order of documents and texts, only those that are asked for.

        A statement has one coding that counts: the latest by hand, else the machine's; `party`,
        `target`, `act` and `issue` ask for that. What a person has rejected is left out.
        """
        where: list[str] = [_STANDS]
        values: list[Any] = []
        if document is not None:
            where.append("s.document = ?")
            values.append(self.stored(document).id)
        if anchor is not None:
            where.append("s.anchor = ?")
            values.append(anchor)
        asked = {"party": party, "target": target, "act": act, "issue": issue}
        wanted = {key: value for key, value in asked.items() if value is not None}
        for one in self._statements(" AND ".join(where), values):
            if all(getattr(one, key) == value for key, value in wanted.items()):
                yield one

    def statement(self, which: str | int) -> StoredStatement:
        """One statement by its id, "e12".

        Raises
        ------
        InputError
            when there is none.
        """
        number = number_of(which)
        for one in self._statements("s.gone = 0 AND s.id = ?", [number]):
            return one
        raise InputError(f"the store has no statement '{which}'")

    def rejected(self) -> Iterator[StoredStatement]:
        """What a person has said to be no statement, in the order of documents and texts."""
        return self._statements(f"{_HERE} AND {_REJECTED}", [])

    def rejections(self) -> Iterator[Link]:
        """Every rejection: of a statement, where its path is empty, or of what it could become."""
        return self._links(f"l.gone = 0 AND {_HERE} AND l.kind = ?", [REJECTED])

    def _statements(self, where: str, values: list[Any]) -> Iterator[StoredStatement]:
        query = f'{_STATEMENT} WHERE {where} ORDER BY d.id, s."start", s."end", s.id, c.hand, c.id'
        known: tuple[int, Document | None] = (0, None)
        for _, rows in groupby(self._rows(query, values), key=itemgetter(0)):
            group = list(rows)
            if known[0] != group[0][1]:  # one document in memory at a time
                known = (group[0][1], self.document(group[0][1]))
            with plainly(self.path):
                yield _statement(group, known[1])

    # -- links

    def links(
        self, *, statement: str | int | None = None, path: str | None = None
    ) -> Iterator[Link]:
        """What statements are linked to, in the order of linking."""
        where: list[str] = ["l.gone = 0", _STANDS, "l.kind <> ?"]
        values: list[Any] = [REJECTED]
        if statement is not None:
            where.append("l.statement = ?")
            values.append(number_of(statement))
        if path is not None:
            where.append("l.path = ?")
            values.append(path)
        return self._links(" AND ".join(where), values)

    def _links(self, where: str, values: list[Any]) -> Iterator[Link]:
        query = f"""SELECT l.id, l.statement, l.kind, l.path, l.label, l.coder, l.at, l.note
            FROM links l JOIN statements s ON s.id = l.statement
            JOIN documents d ON d.id = s.document WHERE {where} ORDER BY l.id"""
        for row in self._rows(query, values):
            yield Link(row[0], f"e{row[1]}", *row[2:])

    # -- the rest

    def search(self, words: str, most: int = 50) -> Iterator[Hit]:
        """Passages that hold all the words, the best first; "in quotation marks" a phrase.

        Raises
        ------
        InputError
            when there is no word to look for.
        """
        with plainly(self.path):
            yield from search.find(self, self._connection, words, most)

    def disagreements(self) -> Iterator[StoredStatement]:
        """Statements that coders, the machine included, have coded otherwise."""
        return (one for one in self.statements() if one.disagreement)

    def agreement(self, hand_only: bool = False) -> list[Agreement]:
        """How far coders agree about each field; with `hand_only`, people alone."""
        units: dict[str, list[list[Any]]] = {name: [] for name in CODED}
        for one in self.statements():
            codings = [it for it in one.codings if it.hand or not hand_only]
            if len(codings) > 1:
                for name in CODED:
                    units[name].append([getattr(it, name) for it in codings])
        return [agreement(name, values) for name, values in units.items()]

    def history(self) -> Iterator[Step]:
        """Every step, latest first."""
        with plainly(self.path):
            yield from journal.steps(self._connection)

    def finished(self, name: str, digest: str, settings: str) -> ReadDocument | None:
        """What a document gave when it was last read so; None where it was not.

        Parameters
        ----------
        digest : of the raw bytes
        settings : digest of everything else that the result depends on
        """
        where = "WHERE name = ? AND digest = ? AND settings = ? AND gone = 0"
        for row in self._rows(f"{_DOCUMENT} {where}", (name, digest, settings)):
            one = self._stored(row)
            rows = self._rows(
                'SELECT found, "start", "end", text FROM statements WHERE document = ? AND gone = 0'
                " AND place >= 0 AND found IS NOT NULL ORDER BY place",
                (one.id,),
            )
            heading = Heading(
                one.name, one.title, one.author, one.date, one.source, one.language, one.path,
                one.kind, one.digest, one.words,
            )  # fmt: skip
            with plainly(self.path):
                said = tuple(_found(it[0], name, *it[1:]) for it in rows)
                return ReadDocument(heading, said, known=True)
        return None


def number_of(which: str | int) -> int:
    """The number in a statement's id: 12 for "e12", "12" and 12.

    Raises
    ------
    InputError
        for anything else.
    """
    if isinstance(which, int):
        return which
    digits = which.strip().removeprefix("e").removeprefix("E")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise InputError(f"'{which}' is no statement of the store; they are called e1, e2 …")
    return int(digits)


def _statement(rows: list[Any], document: Document | None) -> StoredStatement:
    number, version, name, start, end, text, anchor, was, date, found = rows[0][:10]
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(text, str):
        raise Faulty("the entry of a statement is damaged")
    latest = {row[10]: row[10:] for row in rows if row[10] is not None}
    codings = tuple(
        CodingRecord(
            coder=it[0],
            hand=bool(it[1]),
            act=it[2],
            party=it[3],
            target=it[4],
            issue=it[5],
            negated=bool(it[6]),
            note=it[7],
            at=it[8],
        )
        for it in latest.values()
    )
    return StoredStatement(
        id=f"e{number}",
        document=version,
        doc=name,
        start=start,
        end=end,
        text=text,
        place=document.place(start) if document else "",
        anchor=anchor,
        was=was,
        date=date,
        found=None if found is None else _found(found, name, start, end, text),
        codings=codings,
    )


def _found(written: object, doc: str, start: int, end: int, text: str) -> Found:
    """As the machine found it; name, place and words are those of the statement's row."""
    try:
        row = json.loads(str(written))
        return Found.from_row({"doc": doc, "start": start, "end": end, "text": text, **row})
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        raise Faulty("the entry of a statement is damaged") from None


def _texts(written: object) -> dict[str, str]:
    try:
        read = json.loads(str(written))
        return {str(key): str(value) for key, value in read.items()}
    except (ValueError, AttributeError, RecursionError):
        raise Faulty("the entry of a document is damaged") from None
