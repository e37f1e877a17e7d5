"""A reading as text for people: statements by document, with place, speaker, target and act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from detente.columns import counted, short

if TYPE_CHECKING:
    from detente.reading.found import Found, Heading, Reading, Told

#: characters of a statement that are shown
WORDS = 160


def reading_text(reading: Reading) -> Iterator[str]:
    """Lines: a heading for each document that says something, its statements, a closing count."""
    headings = {one.id: one for one in reading.documents}
    for doc, said in groupby(reading.statements, key=lambda one: one.doc):
        yield from document_text(headings.get(doc), doc, said)
        yield ""
    yield closing(len(reading.statements), len(reading.documents), len(reading.unreadable))


def document_text(heading: Heading | None, doc: str, said: Iterable[Found]) -> Iterator[str]:
    """One document: its heading, then two lines a statement."""
    about = [] if heading is None else [heading.title, heading.author, heading.source, heading.date]
    told = ", ".join(words for words in about if words)
    yield f"{one_line(doc)}: {one_line(told)}" if told else one_line(doc)
    for one in said:
        yield "  " + head(one)
        yield "      " + short(one_line(one.text), WORDS)


def head(one: Found) -> str:
    """`¶2  Mayor Lindqvist (city) → union: threat, about wages`."""
    speaker = one_line(one.speaker or "")
    who = one.party or "somebody"
    if speaker:
        who = f"{speaker} ({one.party})" if one.party and one.party != speaker else speaker
    target = f" → {one.target}" if one.target else ""
    act = f"no {one.act}" if one.negated else one.act
    issue = f", about {one.issue}" if one.issue else ""
    reported = f" (reported by {one.reporter})" if one.reporter else ""
    ascribed = " (as the author reads it)" if one.basis == "reading" else ""
    place = f"{one.place}  " if one.place else ""
    return f"{place}{who}{target}: {act}{issue}{reported}{ascribed}"


def event_lines(heading: Heading | None, doc: str, told: Iterable[Told]) -> Iterator[str]:
    """One document: its heading, then two lines an event."""
    yield from document_text(heading, doc, ())
    for one in told:
        place = f"{one.place}  " if one.place else ""
        source = one_line(one.source or "somebody")
        target = f" → {one_line(one.target)}" if one.target else ""
        yield f"  {place}{one.event}: {source}{target}"
        yield "      " + short(one_line(one.text), WORDS)
    yield ""


def closing(found: int, documents: int, unreadable: int, what: str = "statement") -> str:
    """`12 statements in 3 documents; 1 could not be read.`"""
    said = f"{counted(found, what)} in {counted(documents, 'document')}"
    return said + (f"; {unreadable:,} could not be read." if unreadable else ".")


def one_line(text: str) -> str:
    """White space and control characters as single blanks: a text never moves the cursor."""
    printable = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(printable.split())
