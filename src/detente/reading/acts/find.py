"""The events of a whole document, a sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.reading.acts.events import classify_event
from detente.reading.acts.lists import bag
from detente.reading.acts.towards import Mention, Names
from detente.reading.passages import Span

if TYPE_CHECKING:
    from detente.reading.document import Document

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n\s*\n")
_SHORT = bag(
    "mr mrs ms dr prof gen col lt sgt sen rep gov st jr sr no vs etc inc ltd co corp capt maj adm "
    "hon rev jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.n u.k"
)
_LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Event:
    """One sentence that tells of a political event.

    Attributes
    ----------
    start, end : int
        The sentence, as offsets of the document's text.
    event : str
        The PLOVER class.
    source, target : str or None
        Who did it, to whom: the words of the document.
    source_party, target_party : str or None
        The case's ids, where those words name a party.
    confidence : float in [0, 1]
    """

    start: int
    end: int
    event: str
    source: str | None
    target: str | None
    source_party: str | None
    target_party: str | None
    confidence: float


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, without the white space between."""
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _abbreviates(text, match.start()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _abbreviates(text: str, stop: int) -> bool:
    """Whether a full stop belongs to its word."""
    word = text[max(0, stop - 12) : stop].rsplit(None, 1)[-1:] or [""]
    last = word[0].lower().lstrip("(\"'“‘")
    if last in _SHORT or (len(last) == 1 and last.isalpha()):
        return True
    after = text[stop + 1 : stop + 3].strip()
    return bool(after) and after[0].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def find_events(document: Document, who: Names) -> list[Event]:
    """The sentences of a document that tell of a political event, in order."""
    text = document.text
    named = who.mentions(text)
    found: list[Event] = []
    place = 0
    for start, end in split_sentences(text):
        coding = classify_event(text[start : min(end, start + 4000)])
        while place < len(named) and named[place][1] <= start:
            place += 1
        if coding.event is None or coding.confidence < _LEAST:
            continue
        source, target = _placed(coding.source, start), _placed(coding.target, start)
        here = named[place:]
        found.append(
            Event(
                start,
                end,
                coding.event,
                source=None if source is None else text[source[0] : source[1]],
                target=None if target is None else text[target[0] : target[1]],
                source_party=_party(here, source),
                target_party=_party(here, target),
                confidence=coding.confidence,
            )
        )
    return found


def _placed(span: Span | None, start: int) -> Span | None:
    return None if span is None else (start + span[0], start + span[1])


def _party(named: list[Mention], span: Span | None) -> str | None:
    """The party that the words of a span name."""
    if span is None:
        return None
    for start, end, _, party in named:
        if start >= span[1]:
            return None
        if end > span[0]:
            return party
    return None
