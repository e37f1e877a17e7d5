"""What reading returns: statements, each with the words of its document that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.reading.document import Document, Unreadable
from detente.reading.passages import Attribution, Coding, Span
from detente.result import MadeFrom, Result, Row


@dataclass(frozen=True, slots=True)
class Found:
    """One statement: what was said, by whom, and what it does.

    Offsets are code points of the document's extracted text, the end not included; `text` is
    exactly what stands between them.

    Attributes
    ----------
    doc : id of the document
    basis : "reported" for what was uttered, "reading" for a view that the author ascribes
    confidence : float in [0, 1]; of the two judgements, who speaks and what it does, the weaker
    cue, source : spans of the words that attribute, and of those that name the speaker
    place : where it stands, in words: `p. 3 ¶12`; empty where unknown
    """

    doc: str
    start: int
    end: int
    text: str
    speaker: str | None
    party: str | None
    target: str | None
    act: str
    issue: str | None
    negated: bool
    basis: str
    method: str
    confidence: float
    form: str
    cue: Span | None
    source: Span | None
    reporter: str | None
    event: str | None
    mentioned: str | None
    place: str

    def to_row(self) -> Row:
        """The row of DESIGN §6, its keys first and in its order."""
        return {
            "doc": self.doc,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            "party": self.party,
            "target": self.target,
            "act": self.act,
            "issue": self.issue,
            "negated": self.negated,
            "basis": self.basis,
            "method": self.method,
            "confidence": self.confidence,
            "form": self.form,
            "cue": None if self.cue is None else list(self.cue),
            "source": None if self.source is None else list(self.source),
            "reporter": self.reporter,
            "event": self.event,
            "mentioned": self.mentioned,
            "place": self.place,
        }

    @classmethod
    def from_row(cls, row: Row) -> Found:
        """The inverse of `to_row`."""
        spans = {
            key: None if row[key] is None else (int(row[key][0]), int(row[key][1]))
            for key in ("cue", "source")
        }
        return cls(**{**row, **spans})


def found(document: Document, said: Attribution, coding: Coding) -> Found:
    """Join who said something with what saying it does."""
    start, end = said.span
    return Found(
        doc=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        speaker=said.speaker,
        party=said.party,
        target=coding.target,
        act=coding.act,
        issue=coding.issue,
        negated=coding.negated,
        basis="reading" if said.form == "viewpoint" else "reported",
        method=said.method,
        confidence=round(min(said.confidence, coding.confidence), 2),
        form=said.form,
        cue=said.cue,
        source=said.source,
        reporter=said.reporter,
        event=coding.event,
        mentioned=coding.mentioned,
        place=document.place(start),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells of a political event: who did what to whom.

    Attributes
    ----------
    event : the PLOVER class, in capitals
    source, target : the words of the document; `source_party`, `target_party` ids of the case
    """

    doc: str
    start: int
    end: int
    text: str
    event: str
    source: str | None
    source_party: str | None
    target: str | None
    target_party: str | None
    confidence: float
    place: str

    def to_row(self) -> Row:
        """One plain mapping."""
        return {name: getattr(self, name) for name in Told.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Heading:
    """A document without its text: what a list of documents says of it."""

    id: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    path: str = ""
    kind: str = "text"
    digest: str = ""
    words: int = 0

    @classmethod
    def of(cls, document: Document) -> Heading:
        """The heading of a document."""
        return cls(
            document.id,
            document.title,
            document.author,
            document.date,
            document.source,
            document.language,
            document.path,
            document.kind,
            document.digest,
            len(document.text.split()),
        )


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document that has been read.

    Attributes
    ----------
    document : with its text, where the caller asked to keep it
    events : instead of statements, where the caller asked for events
    known : whether it was taken over from an earlier run instead of being read again
    """

    heading: Heading
    statements: tuple[Found, ...]
    document: Document | None = None
    known: bool = False
    events: tuple[Told, ...] = ()

    @property
    def rows(self) -> list[Found] | list[Told]:
        """Its statements, or its events."""
        return list(self.events) if self.events else list(self.statements)


@dataclass(frozen=True, eq=False)
class Reading(Result):
    """What the documents say, statement by statement."""

    documents: tuple[Heading, ...]
    statements: tuple[Found, ...]
    unreadable: tuple[Unreadable, ...]
    made_from: MadeFrom
    #: what a reader should know of how it was read, such as a model that was not there
    notes: tuple[str, ...] = ()

    def to_rows(self) -> Iterator[Row]:
        """One row a statement, in the order of the documents and of their texts."""
        return (one.to_row() for one in self.statements)

    def to_dict(self) -> dict[str, Any]:
        """The rows, what could not be read, and what all was made from."""
        whole = super().to_dict()
        failed = [{"path": it.path, "what": it.what, "hint": it.hint} for it in self.unreadable]
        return {**whole, "unreadable": failed}

    def __str__(self) -> str:
        from detente.reading.text import reading_text

        return "\n".join(reading_text(self))
