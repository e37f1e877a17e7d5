"""A reading as text for people: statements by document, with place, speaker, target and act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from detente.columns import counted, short

if TYPE_CHECKING:
    from detente.reading.found import Found, Heading, Reading

#: characters of a statement that are shown
WORDS = 160


def reading_text(reading: Reading) -> Iterator[str]:
    """Lines: a heading for each document that says something, its statements, a closing count."""
    headings = {one.id: one for one in reading.documents}
    for doc, said in groupby(reading.statements, key=lambda one: one.doc):
        yield from document_text(headings.get(doc), doc, said)
    yield closing(len(reading.statements), len(reading.documents), len(reading.unreadable))


def document_text(heading: Heading | None, doc: str, said: Iterable[Found]) -> Iterator[str]:
    """One document: its heading, then two lines a statement."""
    about = [] if heading is None else [heading.title, heading.author, heading.source, heading.date]
    told = ", ".join(words for words in about if words)
    yield f"{one_line(doc)}: {one_line(told)}" if told else one_line(doc)
    for one in said:
        yield "  " + head(one)
        yield "      " + short(one_line(one.text), WORDS)
    yield ""


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


def closing(statements: int, documents: int, unreadable: int) -> str:
    """`12 statements in 3 documents; 1 could not be read.`"""
    said = f"{counted(statements, 'statement')} in {counted(documents, 'document')}"
    return said + (f"; {unreadable:,} could not be read." if unreadable else ".")


def one_line(text: str) -> str:
    """White space and control characters as single blanks, so that a text cannot move the cursor."""
    printable = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(printable.split())
