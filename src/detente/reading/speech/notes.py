"""What is noted of one sentence: spans, cues and sources."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import AUTHOR, BE, OBJECTS, PREPOSITIONS, finite
from detente.reading.speech.cues import Cue
from detente.reading.speech.drafts import Draft
from detente.reading.speech.grammar import Sentence
from detente.reading.speech.looks import LEFT
from detente.reading.speech.subjects import Subject
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Words that are no content by themselves.
LIGHT = bag("this it that them nothing so no yes hello goodbye something anything")


#: What sources ask not to be.
UNNAMED = bag("named identified quoted")


class Notes:
    """Notes attributions of one sentence, and remembers the last source."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.drafts: list[Draft] = []
        self.last_source: Span | None = None

    def span(self, start: int, end: int) -> Span:
        """Offsets of units, without stops at the end."""
        items = self.s.items
        while end > start + 1 and (items[end - 1].low in STOPS or items[end - 1].low in {",", ";"}):
            end -= 1
        return items[start].start, items[end - 1].end

    def add(
        self,
        start: int,
        end: int,
        at: int,
        cue: Cue,
        subject: Subject | None,
        frame: str,
        strength: float | None = None,
        borrowed: bool = False,
        source: Span | None = None,
        width: int = 1,
    ) -> bool:
        """Note an attribution of the units from `start` to `end`."""
        s = self.s
        while start < end and s.low(start) in {",", ":"}:
            start += 1
        if s.low(start) == "anonymity" or (s.low(start) == "not" and s.low(start + 2) == "be"):
            return False
        if s.low(start) == "to" and s.low(start + 1) == "be" and s.low(start + 2) in UNNAMED:
            return False
        if all(s.is_adverb(k) or s.low(k) == "next" for k in range(start, end)):
            return False
        if start >= end or (end - start == 1 and s.low(start) in STOPS | LIGHT | OBJECTS | BE):
            return False
        if subject is not None and source is None:
            source = self.span(subject.start, subject.end)
            if s.low(subject.start) in AUTHOR:
                return False
        self.drafts.append(
            Draft(
                self.span(start, end),
                self.span(at, at + width),
                cue.lemma.replace("_", " "),
                source,
                cue.mental,
                cue.strength if strength is None else strength,
                borrowed,
                frame,
            )
        )
        if source is not None:
            self.last_source = source
        return True

    def main_subject(self, before: int) -> Span | None:
        """The subject of the first finite verb of the sentence."""
        s = self.s
        for at in range(s.first + 1, min(before, s.first + LEFT)):
            if s.low(at) and finite(s.low(at)) and not s.is_quote(at):
                subject = s.subject_before(at)
                if subject is not None and s.low(subject.start) not in PREPOSITIONS:
                    return self.span(subject.start, subject.end)
        return None
