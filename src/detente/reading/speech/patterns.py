"""Attributions of one sentence by a clause grammar alone, without any model."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    AUTHOR,
    DETERMINERS,
    PREPOSITIONS,
    RAISERS,
    SUBJECTS,
    finite,
)
from detente.reading.speech.content import Content
from detente.reading.speech.cues import HEARSAY, Cue, adjectives, nouns, verbs
from detente.reading.speech.drafts import Draft
from detente.reading.speech.narrated import FORMS, Narrated
from detente.reading.speech.phrases import VIEWS, WORDINGS, Phrases
from detente.reading.speech.subjects import Subject
from detente.reading.speech.tags import Tags
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Passives that carry a rumour: "is believed to", "was expected to".
RAISING = bag(
    """
    believe say think expect know report allege suppose presume assume understand fear
    estimate rumor consider see
    """
)


#: What an author calls the text itself: "this note suggests".
PIECES = bag("note paper article essay brief briefing column chapter piece post blog")


class Reader(Content, Tags, Phrases, Narrated):
    """Reads the attributions of one sentence, from left to right."""

    def read(self) -> list[Draft]:
        """All attributions of the sentence; one may lie inside another."""
        s = self.s
        known_verbs, known_nouns, known_adjectives = verbs(), nouns(), adjectives()
        for at in range(s.first, s.last):
            item = s.items[at]
            if item.quote is not None:
                continue
            low = item.low
            if low in known_verbs and self._verb(at, known_verbs[low]):
                continue
            if low in known_nouns and self._noun(at, known_nouns[low]):
                continue
            if low in known_adjectives:
                self._adjective(at, known_adjectives[low])
            elif low in HEARSAY:
                self._hearsay(at)
            elif low == "according" and s.low(at + 1) == "to":
                self._according(at, 2)
            elif (
                low == "per"
                and s.low(at - 1) == ","
                and (s.low(at + 1) == "the" or s.capital(at + 1))
            ):
                self._according(at, 1)
            elif low in VIEWS | WORDINGS and at > s.first:
                self._view(at)
            elif low in {"to", "for"} and at <= s.first + 1:
                self._fronted(at)
            elif low in {"to", "for"} and s.low(at - 1) == ",":
                self._inserted(at)
            elif low == "as" and not s.is_quote(at + 1):
                self._as_put(at)
            elif low == "clear":
                self._clear(at)
            elif low in FORMS:
                self._told_act(at)
            elif low == "perspective" or (low == "point" and s.low(at + 1) == "of"):
                self._view(at)
        return self.drafts

    def _verb(self, at: int, cues: tuple[Cue, ...]) -> bool:
        s = self.s
        for cue in cues:
            particle = cue.lemma.partition("_")[2]
            if particle and s.low(at + 1) != particle:
                continue
            form = s.verb_form(at, cue)
            if not form:
                continue
            after = at + (2 if particle else 1)
            if form == "passive":
                return self._passive(at, cue, after)
            if form == "infinitive":
                return self._infinitive(at, cue, after)
            if form == "participle":
                return self._participle(at, cue, after)
            if self._active(at, cue, after):
                return True
        return False

    def _source(self, at: int) -> tuple[Subject | None, bool]:
        """The subject of a verb, and whether it is borrowed from an earlier one."""
        s = self.s
        subject = s.subject_before(at)
        if subject is not None and s.low(subject.start) in PREPOSITIONS:
            subject = None
        if subject is None and self.last_source is not None:
            return None, True
        return subject, False

    def _earlier_source(self, at: int) -> Span | None:
        """Whose verb a verb without a subject carries on: the last source's, unless that one
        spoke inside the words of another, which have ended."""
        drafts = self.drafts[-8:]
        here = self.s.items[at].start
        inner = drafts[-1] if drafts and drafts[-1].source == self.last_source else None
        if inner is None or inner.cue is None:
            return self.last_source
        for outer in drafts[:-1]:
            if outer.source is None or outer.span[1] > here:
                continue
            if outer.frame in {"T", "W"} and outer.span[0] <= inner.cue[0] < outer.span[1]:
                return outer.source
        return self.last_source

    def _active(self, at: int, cue: Cue, after: int) -> bool:
        s = self.s
        subject, borrowed = self._source(at)
        source = self._earlier_source(at) if borrowed else None
        if subject is None and source is None and at > s.first:
            source = self.main_subject(at)
        if subject is not None and s.low(subject.start) in AUTHOR:
            return False
        if (
            subject is not None
            and s.low(subject.start) == "this"
            and (s.low(subject.start + 1) in PIECES)
        ):
            return False
        if self._left(at, cue, after, subject):
            return True
        found = self.content(at, cue, after)
        if found is None:
            return False
        start, end, frame = found
        if s.in_relative(at):
            end = s.first_comma(start, end)
        strength = cue.strength
        if subject is None and source is None and frame != "W":
            strength *= 0.6
        if subject is not None and s.low(subject.start) in {"no", "nobody", "no-one", "none"}:
            strength *= 0.6
        if frame == "N" and cue.mental:
            strength *= 0.9
        return self.add(
            start, end, at, cue, subject, frame, strength, borrowed, source, width=after - at
        )

    def _participle(self, at: int, cue: Cue, after: int) -> bool:
        s = self.s
        found = self.content(at, cue, after)
        if found is None:
            return False
        source = self.last_source or self.main_subject(at)
        strength = cue.strength * (0.85 if s.low(at - 1) == "," else 0.75)
        start, end, frame = found
        if at == s.first:
            end = s.first_comma(start, end)
            source = self._subject_behind(end)
        return self.add(start, end, at, cue, None, frame, strength, True, source, after - at)

    def _subject_behind(self, comma: int) -> Span | None:
        """The subject of the clause behind a comma."""
        s = self.s
        for k in range(comma + 2, min(s.last, comma + 12)):
            if s.is_clause_verb(k) or finite(s.low(k)):
                return self.span(comma + 1, k)
        return None

    def _infinitive(self, at: int, cue: Cue, after: int) -> bool:
        raised = self._raised(at)
        if (cue.mental or cue.strength < 0.7) and not raised:
            return False
        found = self.content(at, cue, after)
        if found is None:
            return False
        source = self.last_source or self.main_subject(at)
        return self.add(
            *found[:2],
            at,
            cue,
            None,
            found[2],
            cue.strength * (0.9 if raised else 0.7),
            True,
            source,
            after - at,
        )

    def _raised(self, at: int) -> bool:
        """Whether the infinitive's subject is the sentence's: "seemed to doubt"."""
        k = at - 1
        while k > max(self.s.first, at - 8) and (self.s.is_adverb(k) or self.s.low(k) == "to"):
            k -= 1
        return self.s.low(k) in RAISERS

    def _passive(self, at: int, cue: Cue, after: int) -> bool:
        s = self.s
        lemma = cue.lemma
        if lemma == "quote" and s.low(after) == "as" and s.low(after + 1) == "saying":
            subject, _ = self._source(at)
            say = verbs()["saying"][0]
            if self._left(at, say, after + 2, subject):
                return True
            found = self.content(after + 1, say, after + 2)
            return found is not None and self.add(
                *found[:2], at, say, subject, found[2], 0.9, width=after + 2 - at
            )
        start = s.skip_adjuncts(after)
        agent: Span | None = None
        if s.low(start) == "by":
            stop = start + 1
            while (
                stop < s.last
                and stop < start + 14
                and (s.low(stop) not in {"as", "that", "to", ",", "of", "whether", "if"} | STOPS)
            ):
                stop += 1
            if stop > start + 1:
                agent = self.span(start + 1, stop)
                start = stop
        low = s.low(start)
        passive = Cue(lemma, cue.form, cue.frames, cue.prepositions, cue.mental, cue.strength)
        if lemma in RAISING and low == "to" and s.low(start + 1):
            weak = 0.55 if lemma == "expect" else 0.75
            end = s.clause_end(start)
            if s.in_relative(at):
                end = s.first_comma(start, end)
            return self.add(start, end, at, passive, None, "I", weak, source=agent)
        clause = low == "that" or (s.low(s.first) == "it" and low in SUBJECTS)
        if clause and "T" in cue.frames and cue.strength >= 0.6:
            return self.add(start, s.clause_end(start), at, passive, None, "T", 0.75, source=agent)
        if low in {"whether", "if"} and "W" in cue.frames:
            return self.add(start, s.clause_end(start), at, passive, None, "W", 0.7, source=agent)
        if low == "as" and ("A" in cue.frames):
            return self.add(
                start + 1, s.clause_end(start, True), at, passive, None, "A", 0.7, source=agent
            )
        if low == "of" and lemma == "accuse":
            return self.add(
                start + 1, s.clause_end(start), at, passive, None, "G", 0.85, source=agent
            )
        if low == "to" and "O" in cue.frames and agent is not None:
            return self.add(start, s.clause_end(start), at, passive, None, "O", 0.6, source=agent)
        if (
            lemma in {"consider", "call", "deem", "label", "brand"}
            and low
            and (low in DETERMINERS or s.is_quote(start))
        ):
            return self.add(
                start, s.clause_end(start, True), at, passive, None, "C", 0.65, source=agent
            )
        return False
