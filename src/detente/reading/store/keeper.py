"""Changing an evidence store: every change is a step of its journal and can be undone."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from detente.case.model import Act
from detente.errors import InputError, nearest
from detente.reading.document import Document
from detente.reading.found import Found, ReadDocument
from detente.reading.store import journal, packed, schema
from detente.reading.store.anchors import Anchor, find_again
from detente.reading.store.connection import plainly
from detente.reading.store.journal import Writing
from detente.reading.store.records import CODED, Changed
from detente.reading.store.search import passages
from detente.reading.store.store import REJECTED, Store, number_of
from detente.reading.store.targets import Target

ACTS: tuple[str, ...] = get_args(Act)
_HALVES = re.compile("[\ud800-\udfff]")
#: what stands in columns of its own, and so not in a statement's `found`
_APART = ("doc", "start", "end", "text")
_ROW = 'SELECT id, place, "start", "end", text, before, after, anchor, was, found, document, gone'


class Keeper(Store):
    """A store that may be changed.

    Times are the caller's, in ISO form; so that what a program writes depends on nothing else.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        with plainly(path):
            self._words = schema.index_words(connection)
        self._turn: int | None = None
        if self._words:
            self._index_rest()

    def _index_rest(self) -> None:
        """Index what was added where there was no index."""
        with plainly(self.path):
            missing = list(schema.unindexed(self._connection))
            texts: dict[int, str] = {}
            for number, document, start, end in missing:
                if document not in texts:
                    texts = {document: self._text(document)}
                self._index(number, texts[document][start:end])

    def _index(self, passage: int, words: str) -> None:
        self._connection.execute(
            "INSERT INTO passages_words (rowid, text) VALUES (?, ?)", (passage, words)
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Steps made inside are one turn: undone by one `undo`."""
        with plainly(self.path):
            self._turn = journal.next_turn(self._connection)
        try:
            yield
        finally:
            self._turn = None

    @contextmanager
    def _step(self, at: str, who: str) -> Iterator[Writing]:
        with plainly(self.path):
            turn = self._turn or journal.next_turn(self._connection)
            with journal.step(self._connection, turn, at, who) as writing:
                yield writing

    # -- documents

    def add(
        self, read: ReadDocument, *, coder: str, at: str, settings: str = "", who: str = "",
        file: Path | None = None,
    ) -> Changed:  # fmt: skip
        """Keep a document and its statements; a document of the same name is replaced by it.

        Statements of an earlier version are found again in the new text; those with work of
        people on them that cannot be found are kept as lost, the others go.

        Parameters
        ----------
        read : with its document
        coder : what the machine read with
        settings : digest of what the result depends on besides the document
        file : where the raw file lies, if not at the document's path
        """
        if read.document is None:
            raise ValueError("a document without its text cannot be kept")
        document = _storable(read.document)
        with self._step(at, who or coder) as writing:
            was = self._current(document.id)
            anchors: Counter[str] = Counter()
            if (
                was is not None
                and was[1] == document.digest
                and self._text(was[0]) == document.text
            ):
                number = was[0]
                self._renew(writing, number, document, settings)
            else:
                number = self._insert(writing, document, settings, at, file)
                if was is not None:
                    self._carry_over(writing, was[0], number, document, anchors)
                    writing.update("documents", was[0], {"gone": 0}, {"gone": 1})
            new = self._merge(writing, number, document, read.statements, coder, at)
            kept = "again" if was else "new"
            found = f"{len(read.statements)} statement{'' if len(read.statements) == 1 else 's'}"
            writing.what = f"added {document.id} ({kept}, {found})"
        return Changed(number, document.id, was is None, len(read.statements), new, anchors)

    def remove(self, name: str, *, at: str, who: str) -> None:
        """Take a document and its statements out."""
        stored = self.stored(name)
        with self._step(at, who) as writing:
            writing.update("documents", stored.id, {"gone": 0}, {"gone": 1})
            lost = self._connection.execute(
                "SELECT s.id FROM statements s JOIN documents d ON d.id = s.document"
                " WHERE d.name = ? AND s.anchor = 'lost' AND s.gone = 0",
                (name,),
            ).fetchall()
            for (number,) in lost:
                writing.update("statements", number, {"gone": 0}, {"gone": 1})
            writing.what = f"removed {name}"

    def _current(self, name: str) -> tuple[int, str] | None:
        query = "SELECT id, digest FROM documents WHERE name = ? AND gone = 0"
        row = self._connection.execute(query, (name,)).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def _text(self, number: int) -> str:
        row = self._connection.execute(
            "SELECT text, text_size FROM documents WHERE id = ?", (number,)
        ).fetchone()
        return packed.unpack_text(*row)

    def _insert(
        self, writing: Writing, document: Document, settings: str, at: str, file: Path | None
    ) -> int:
        text = document.text.encode("utf-8", "surrogatepass")
        if len(text) > packed.MOST:
            raise InputError(f"{document.id} is too long to be kept")
        pieces = packed.pieces_text(document.pieces)
        raw = _raw(document, file)
        values = {
            "name": document.id, "digest": document.digest, "kind": document.kind,
            "path": document.path, "line": document.line, **_about(document),
            "words": len(document.text.split()),
            "text": packed.pack(text), "text_size": len(text),
            "pieces": packed.pack(pieces), "pieces_size": len(pieces),
            "raw": None if raw is None else packed.pack(raw),
            "raw_size": None if raw is None else len(raw),
            "settings": settings, "added": at,
        }  # fmt: skip
        number = writing.insert("documents", values)
        for start, end in passages(document):
            cursor = self._connection.execute(
                'INSERT INTO passages (document, "start", "end") VALUES (?, ?, ?)',
                (number, start, end),
            )
            if self._words:
                self._index(int(cursor.lastrowid or 0), document.text[start:end])
        return number

    def _renew(self, writing: Writing, number: int, document: Document, settings: str) -> None:
        """The same text: what is said about it, and how it was read, may be new."""
        names = ("title", "author", "date", "source", "language", "fields", "settings")
        row = self._connection.execute(
            f"SELECT {', '.join(names)} FROM documents WHERE id = ?", (number,)
        ).fetchone()
        after = {**_about(document), "settings": settings}
        writing.update("documents", number, dict(zip(names, row, strict=True)), after)

    # -- statements

    def _carry_over(
        self, writing: Writing, old: int, new: int, document: Document, anchors: Counter[str]
    ) -> None:
        """Find the statements of the old version again in the new one."""
        before = self._text(old)
        rows = self._connection.execute(
            f"{_ROW} FROM statements WHERE document = ? AND gone = 0 AND anchor <> 'lost'", (old,)
        ).fetchall()
        found = [(row, find_again(Anchor(*row[2:7]), before, document.text)) for row in rows]
        sure = {(at.start, at.end) for _, at in found if at.how in {"exact", "moved"}}
        for row, at in found:
            was = _statement_row(row)
            how = at.how
            if how == "near" and (at.start, at.end) in sure:  # it is another statement's place
                how = "lost"
            if how == "lost":
                if self._by_people(row[0]):
                    anchors["lost"] += 1
                    writing.update("statements", row[0], was, {"anchor": "lost", "place": -1})
                else:
                    writing.update("statements", row[0], was, {"gone": 1})
                continue
            anchors[how] += 1
            here = Anchor.of(document.text, at.start, at.end)
            place = {
                "document": new, "place": -1, "start": at.start, "end": at.end, "text": here.text,
                "before": here.before, "after": here.after, "anchor": how,
                "was": was["text"] if how == "near" else was["was"],
            }  # fmt: skip
            if how != "exact" and was["found"] is not None:
                place["found"] = _without_spans(was["found"])
            writing.update("statements", row[0], was, place)

    def _by_people(self, statement: int) -> bool:
        """Whether a person has coded, marked or linked a statement."""
        return bool(
            self._connection.execute(
                "SELECT EXISTS"
                " (SELECT 1 FROM codings WHERE statement = ? AND hand = 1 AND gone = 0)"
                " OR EXISTS (SELECT 1 FROM links WHERE statement = ? AND gone = 0)",
                (statement, statement),
            ).fetchone()[0]
        )

    def _merge(
        self, writing: Writing, number: int, document: Document, statements: tuple[Found, ...],
        coder: str, at: str,
    ) -> int:  # fmt: skip
        """Lay what the machine found beside what is there; how many statements are new."""
        there: dict[tuple[int, int], list[Any]] = {}
        for row in self._connection.execute(
            f"{_ROW} FROM statements WHERE document = ? AND gone = 0 AND anchor <> 'lost'"
            " ORDER BY id", (number,),
        ).fetchall():  # fmt: skip
            there.setdefault((row[2], row[3]), []).append(row)
        known: list[tuple[int, Found]] = []
        fresh: list[tuple[int, Found]] = []
        for place, one in enumerate(statements):
            written = _written(one)
            same = there.get((one.start, one.end))
            if same:
                row = same.pop(0)
                after = {"found": written, "place": place}
                writing.update("statements", row[0], _statement_row(row), after)
                known.append((row[0], one))
            else:
                anchor = Anchor.of(document.text, one.start, one.end)
                values = {
                    "document": number, "place": place, "start": one.start, "end": one.end,
                    "text": anchor.text, "before": anchor.before, "after": anchor.after,
                    "anchor": "exact", "was": None, "found": written,
                }  # fmt: skip
                fresh.append((writing.insert("statements", values), one))
        for rows in there.values():
            for row in rows:
                gone = {"place": -1} if self._by_people(row[0]) else {"gone": 1}
                writing.update("statements", row[0], _statement_row(row), gone)
        for statement, one in known:
            if self._recode(writing, statement, one, coder):
                writing.insert("codings", _machine_coding(statement, one, coder, at))
        for statement, one in fresh:
            writing.insert("codings", _machine_coding(statement, one, coder, at))
        return len(fresh)

    def _recode(self, writing: Writing, statement: int, one: Found, coder: str) -> bool:
        """Take out the machine's earlier coding if the new one differs; whether it does."""
        earlier = self._connection.execute(
            "SELECT id, coder, act, party, target, issue, negated FROM codings"
            " WHERE statement = ? AND hand = 0 AND gone = 0",
            (statement,),
        ).fetchall()
        now = (coder, one.act, one.party, one.target, one.issue, int(one.negated))
        if any(tuple(row[1:]) == now for row in earlier):
            return False
        for row in earlier:
            writing.update("codings", row[0], {"gone": 0}, {"gone": 1})
        return True

    def mark(
        self, document: str | int, start: int, end: int, *, act: str, coder: str, at: str,
        party: str | None = None, target: str | None = None, issue: str | None = None,
        negated: bool = False, note: str | None = None,
    ) -> str:  # fmt: skip
        """Add a statement that a person marked in a document; its id.

        Raises
        ------
        InputError
            when the stretch is empty or outside the text, or there is no such act.
        """
        _check_act(act)
        stored = self.stored(document)
        text = self.document(stored.id).text
        if not 0 <= start < end <= len(text):
            raise InputError(f"{stored.name} has no characters {start} to {end}")
        anchor = Anchor.of(text, start, end)
        with self._step(at, coder) as writing:
            values = {
                "document": stored.id, "place": -1, "start": start, "end": end,
                "text": anchor.text, "before": anchor.before, "after": anchor.after,
                "anchor": "exact", "was": None, "found": None,
            }  # fmt: skip
            number = writing.insert("statements", values)
            coding = {
                "act": act, "party": party, "target": target, "issue": issue,
                "negated": int(negated),
            }  # fmt: skip
            self._insert_coding(writing, number, coder, coding, note, at)
            writing.what = f"marked e{number} in {stored.name} as {act}"
        return f"e{number}"

    def code(
        self, which: str | int, *, coder: str, at: str, note: str | None = None, **fields: Any
    ) -> None:
        """Say what a statement does, as one coder sees it; earlier codings are kept.

        Parameters
        ----------
        fields : some of act, party, target, issue, negated; the others stay what the same coder
            said before, else what the machine said

        Raises
        ------
        InputError
            when there is no such statement or act.
        """
        unknown = set(fields) - set(CODED)
        if unknown:
            raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
        if "act" in fields:
            _check_act(fields["act"])
        statement = self.statement(which)
        number = number_of(which)
        own = [one for one in statement.codings if one.coder == coder and one.hand]
        base = own[-1] if own else statement.codings[0] if statement.codings else None
        if base is None and "act" not in fields:
            raise InputError(f"{statement.id} has no coding yet; name an act")
        full = {name: getattr(base, name) if base else None for name in CODED} | fields
        with self._step(at, coder) as writing:
            self._insert_coding(writing, number, coder, full, note, at)
            said = ", ".join(f"{key} {_shown(value)}" for key, value in fields.items())
            writing.what = f"coded {statement.id}: {said}"

    def _insert_coding(
        self, writing: Writing, statement: int, coder: str, fields: Mapping[str, Any],
        note: str | None, at: str,
    ) -> None:  # fmt: skip
        if not coder.strip():
            raise InputError("a coding needs the name of who made it")
        writing.insert(
            "codings",
            {
                "statement": statement,
                "coder": coder,
                "hand": 1,
                **{name: fields.get(name) for name in CODED},
                "negated": int(bool(fields.get("negated"))),
                "note": note,
                "at": at,
            },
        )

    # -- rejecting

    def reject(
        self, which: str | int, *, coder: str, at: str, path: str = "", note: str | None = None
    ) -> None:
        """Say that something is no statement: it stays in the store, and counts nowhere.

        Parameters
        ----------
        path : empty for the statement itself; else what it could become and does not
        """
        statement = self.statement(which)
        if self._rejections(statement.id, path):
            return
        with self._step(at, coder) as writing:
            writing.insert(
                "links",
                {
                    "statement": number_of(which), "kind": REJECTED, "path": path, "label": "",
                    "coder": coder, "at": at, "note": note,
                },
            )  # fmt: skip
            writing.what = f"rejected {statement.id}" + (f" as {path}" if path else "")

    def restore(self, which: str | int, *, coder: str, at: str, path: str = "") -> None:
        """Take a rejection back."""
        statement = self.statement(which)
        with self._step(at, coder) as writing:
            for number in self._rejections(statement.id, path):
                writing.update("links", number, {"gone": 0}, {"gone": 1})
            writing.what = f"restored {statement.id}" + (f" as {path}" if path else "")

    def _rejections(self, statement: str, path: str) -> list[int]:
        return [
            one.id for one in self.rejections() if (one.statement, one.path) == (statement, path)
        ]

    # -- links

    def link(
        self, which: str | int, target: Target, *, coder: str, at: str, note: str | None = None
    ) -> None:
        """Say that a statement speaks to a part of the case; twice is once."""
        statement = self.statement(which)
        if any(it.path == target.path for it in self.links(statement=statement.id)):
            return
        with self._step(at, coder) as writing:
            writing.insert(
                "links",
                {
                    "statement": number_of(which),
                    "kind": target.kind,
                    "path": target.path,
                    "label": target.label,
                    "coder": coder,
                    "at": at,
                    "note": note,
                },
            )
            writing.what = f"linked {statement.id} to {target.name}"

    def unlink(self, which: str | int, path: str, *, coder: str, at: str) -> None:
        """Take a link out.

        Raises
        ------
        InputError
            when the statement is not linked to that part.
        """
        found = [one for one in self.links(statement=which) if one.path == path]
        if not found:
            raise InputError(f"{which} is not linked to {path}")
        with self._step(at, coder) as writing:
            for one in found:
                writing.update("links", one.id, {"gone": 0}, {"gone": 1})
            writing.what = f"unlinked {which} from {path}"

    # -- back and forth

    def undo(self) -> list[str]:
        """Take the latest turn back; what its steps were; empty when there is none."""
        with plainly(self.path):
            return journal.undo(self._connection)

    def redo(self) -> list[str]:
        """Do again what was undone last."""
        with plainly(self.path):
            return journal.redo(self._connection)


def _check_act(act: object) -> None:
    if act not in ACTS:
        raise InputError(f"'{act}' is no act. {nearest(str(act), ACTS)}".strip())


def _shown(value: object) -> str:
    if value is None:
        return "none"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _about(document: Document) -> dict[str, Any]:
    fields = json.dumps(dict(document.fields), ensure_ascii=True, sort_keys=True)
    names = ("title", "author", "date", "source", "language")
    return {**{name: getattr(document, name) for name in names}, "fields": fields}


def _storable(document: Document) -> Document:
    """Halves of characters, which no file can hold as text, replaced one for one."""
    own = {name: getattr(document, name) for name in ("id", "text", "title", "author", "source")}
    whole: dict[str, Any] = {
        name: None if value is None else _clean(value) for name, value in own.items()
    }
    return document if whole == own else replace(document, **whole)


def _raw(document: Document, file: Path | None) -> bytes | None:
    """The bytes of the document's file, if it is there, of a size to be kept, and unchanged."""
    path = file or Path(document.path)
    try:
        if not (file or document.path) or not path.is_file() or path.stat().st_size > packed.MOST:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    return data if hashlib.sha256(data).hexdigest() == document.digest else None


def _clean(text: str) -> str:
    """What SQLite can index: halves of characters, which are no text, replaced."""
    return _HALVES.sub("\ufffd", text)


def _written(one: Found) -> str:
    row = {key: value for key, value in one.to_row().items() if key not in _APART}
    return json.dumps(row, ensure_ascii=True)


def _without_spans(found: object) -> str:
    """The statement has moved: where cue and speaker stand is no longer known."""
    return json.dumps({**json.loads(str(found)), "cue": None, "source": None}, ensure_ascii=True)


def _statement_row(row: Any) -> dict[str, Any]:
    names = ("id", "place", "start", "end", "text", "before", "after", "anchor", "was", "found",
             "document", "gone")  # fmt: skip
    return dict(zip(names, row, strict=True))


def _machine_coding(statement: int, one: Found, coder: str, at: str) -> dict[str, Any]:
    return {
        "statement": statement,
        "coder": coder,
        "hand": 0,
        **{name: getattr(one, name) for name in CODED},
        "negated": int(one.negated),
        "note": None,
        "at": at,
    }
