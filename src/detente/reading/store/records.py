"""What the evidence store gives back: documents, statements, codings, links and steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.reading.found import Found
from detente.result import Row

#: what two codings of one statement can differ in, in the order shown
CODED = ("act", "party", "target", "issue", "negated")


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it is listed; `Store.document` gives its text, `Store.raw` its raw file.

    Attributes
    ----------
    id : int
        Number within the store; every version of a document has its own.
    name : str
        How the document is called: the id it had when it was read.
    digest : str
        SHA-256 of the raw bytes, in hexadecimal.
    words : int
    added : str
        When, as the caller gave it; ISO form.
    """

    id: int
    name: str
    digest: str
    kind: str
    path: str
    title: str | None
    author: str | None
    date: str | None
    source: str | None
    language: str | None
    words: int
    added: str
    statements: int = 0

    def to_row(self) -> Row:
        """One plain mapping."""
        keys = ("id", "name", "title", "author", "date", "source", "language", "kind", "path",
                "words", "statements", "digest", "added")  # fmt: skip
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class CodingRecord:
    """What one coder takes a statement to do.

    Attributes
    ----------
    coder : str
        A person, or for the machine what it read with, such as "patterns".
    hand : bool
        Coded by a person.
    """

    coder: str
    hand: bool
    act: str
    party: str | None
    target: str | None
    issue: str | None
    negated: bool
    note: str | None
    at: str

    def to_row(self) -> Row:
        """One plain mapping."""
        return {
            "coder": self.coder,
            "by": "hand" if self.hand else "machine",
            **{key: getattr(self, key) for key in CODED},
            "note": self.note,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement in the store, with everything that coders made of it.

    Attributes
    ----------
    id : str
        "e12"; never given to another statement.
    document : int
        Number of the document's version in which the offsets count.
    doc, place : str
        Name of the document; where in it, in words.
    start, end : int
        Code points of that version's text; `text` is what stands between them.
    anchor : "exact", "moved", "near" or "lost"
        How sure its place is since the document changed: it did not change here; the same words
        stand elsewhere; nearly the same words stand there (`was` has the earlier ones); or the
        words are gone, and place and offsets are those of the last version that had them.
    codings : tuple of CodingRecord
        The latest of every coder, the machine's first.
    act, party, target, issue, negated
        Of the latest coding by hand; where there is none, of the machine's.
    found : Found or None
        As the machine found it; None where a person marked it.
    """

    id: str
    document: int
    doc: str
    start: int
    end: int
    text: str
    place: str
    anchor: str
    was: str | None
    date: str | None
    found: Found | None
    codings: tuple[CodingRecord, ...] = field(default=())

    @property
    def _telling(self) -> CodingRecord | None:
        by_hand = [one for one in self.codings if one.hand]
        if by_hand:
            return max(by_hand, key=lambda one: one.at)
        return self.codings[0] if self.codings else None

    @property
    def act(self) -> str | None:
        return self._telling.act if self._telling else None

    @property
    def party(self) -> str | None:
        return self._telling.party if self._telling else None

    @property
    def target(self) -> str | None:
        return self._telling.target if self._telling else None

    @property
    def issue(self) -> str | None:
        return self._telling.issue if self._telling else None

    @property
    def negated(self) -> bool:
        return bool(self._telling and self._telling.negated)

    @property
    def speaker(self) -> str | None:
        return self.found.speaker if self.found else None

    @property
    def basis(self) -> str:
        """ "reported" or "reading"; what a person marked counts as reported."""
        return self.found.basis if self.found else "reported"

    @property
    def disagreement(self) -> tuple[str, ...]:
        """In what the codings differ: some of act, party, target, issue, negated."""
        return tuple(
            name for name in CODED if len({getattr(one, name) for one in self.codings}) > 1
        )

    def to_row(self) -> Row:
        """One plain mapping: what and where, the coding that counts, then every coding."""
        return {
            "id": self.id,
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            **{key: getattr(self, key) for key in CODED},
            "basis": self.basis,
            "place": self.place,
            "date": self.date,
            "anchor": self.anchor,
            "was": self.was,
            "codings": [one.to_row() for one in self.codings],
        }


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that speaks to a part of the case.

    Attributes
    ----------
    statement : id of the statement, "e12"
    kind : "option", "issue", "preference", "belief" or "outcome"
    path : where the part stands in the case: "parties.city.prefers[1]", "views.city.union"
    label : the part's words when the link was made, by which it is found again if the path moves
    """

    id: int
    statement: str
    kind: str
    path: str
    label: str
    coder: str
    at: str
    note: str | None = None

    def to_row(self) -> Row:
        """One plain mapping."""
        keys = ("statement", "kind", "path", "label", "coder", "at", "note")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the store, as the journal has it; undone or not.

    Attributes
    ----------
    turn : steps of one turn are undone together
    """

    id: int
    at: str
    who: str
    what: str
    undone: bool
    turn: int = 0

    def to_row(self) -> Row:
        """One plain mapping."""
        return {key: getattr(self, key) for key in ("id", "at", "who", "what", "undone")}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found."""

    document: int
    doc: str
    start: int
    end: int
    text: str
    place: str

    def to_row(self) -> Row:
        """One plain mapping."""
        return {key: getattr(self, key) for key in ("doc", "start", "end", "text", "place")}


@dataclass(frozen=True, slots=True)
class Changed:
    """What adding a reading of a document did to the store.

    Attributes
    ----------
    anchors : how many statements of an earlier version are now "exact", "moved", "near", "lost"
    """

    document: int
    name: str
    new_document: bool
    statements: int
    new_statements: int
    anchors: Mapping[str, int] = field(default_factory=dict)
