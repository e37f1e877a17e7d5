"""Attributions of one sentence by a clause grammar alone, without any model."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    AUTHOR,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTIONS,
    RAISERS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import HEARSAY, Cue, adjectives, nouns, verbs
from detente.reading.speech.drafts import Draft
from detente.reading.speech.grammar import DASHES, LEFT, RIGHT, Sentence, Subject
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Passives that carry a rumour: "is believed to", "was expected to".
RAISING = bag(
    """believe say think expect know report allege suppose presume assume understand fear estimate
    rumor consider see"""
)
VIEWS = bag("view opinion eyes mind words judgment telling estimation")
LIGHT = bag("this it that them nothing so no yes hello goodbye something anything")


class Reader:
    """Reads the attributions of one sentence, from left to right."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.drafts: list[Draft] = []
        self.last_source: Span | None = None

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
            elif low in VIEWS and at > s.first:
                self._view(at)
            elif low in {"to", "for"} and at <= s.first + 1:
                self._fronted(at)
            elif low == "as" and not s.is_quote(at + 1):
                self._as_put(at)
            elif low == "clear":
                self._clear(at)
            elif low == "perspective" or (low == "point" and s.low(at + 1) == "of"):
                self._view(at)
        return self.drafts

    # -- spans ------------------------------------------------------------------------------

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
        if all(s.is_adverb(k) or s.low(k) == "next" for k in range(start, end)):
            return False
        if start >= end or (end - start == 1 and s.low(start) in STOPS | LIGHT | OBJECTS):
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

    # -- verbs ------------------------------------------------------------------------------

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

    def _active(self, at: int, cue: Cue, after: int) -> bool:
        s = self.s
        subject, borrowed = self._source(at)
        source = self.last_source if borrowed else None
        if subject is None and source is None and at > s.first:
            source = self._main_subject(at)
        if subject is not None and s.low(subject.start) in AUTHOR:
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
        if subject is None and source is None:
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
        source = self.last_source or self._main_subject(at)
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
        source = self.last_source or self._main_subject(at)
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

    def _main_subject(self, before: int) -> Span | None:
        """The subject of the first finite verb of the sentence."""
        s = self.s
        for at in range(s.first + 1, min(before, s.first + LEFT)):
            if s.low(at) and finite(s.low(at)) and not s.is_quote(at):
                subject = s.subject_before(at)
                if subject is not None and s.low(subject.start) not in PREPOSITIONS:
                    return self.span(subject.start, subject.end)
        return None

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
        if low == "that" or (s.low(s.first) == "it" and low in SUBJECTS):
            if "T" in cue.frames and cue.strength >= 0.6:
                return self.add(
                    start, s.clause_end(start), at, passive, None, "T", 0.75, source=agent
                )
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

    def _left(self, at: int, cue: Cue, after: int, subject: Subject | None) -> bool:
        """Content before the verb: "…," Okafor said; …, he said, …; "…," said Okafor."""
        s = self.s
        if "Q" not in cue.frames and "T" not in cue.frames:
            return False
        inverted = s.low(at - 1) == "," or s.is_quote(at - 1) or s.low(at - 1) in DASHES
        source: Span | None = None
        past = after
        if inverted:
            if cue.form not in {"past", "s"} or at - 1 < s.first:
                return False
            stop = self._inverted_end(after)
            if stop is None:
                return False
            source = self.span(after, stop)
            edge, past = at - 1, stop
        else:
            if subject is None:
                return False
            edge = subject.edge
            if edge < s.first:
                return False
            if s.low(edge) in CONJUNCTIONS and s.low(edge - 1) == "," and s.is_quote(edge - 2):
                return False
            past = s.skip_adjuncts(self._over_listener(after))
        if s.low(edge) != "," and not s.is_quote(edge) and s.low(edge) not in DASHES:
            return False
        quoted = s.is_quote(edge) or (s.is_quote(edge - 1) and s.low(edge) == ",")
        tail = self._after_tag(past)
        if not quoted and tail is None and not inverted:
            return False
        if quoted and not inverted and tail is None and not self._loose_tag(past):
            return False
        start = max(s.first, edge - RIGHT)
        last = edge + 1 if s.is_quote(edge) else edge
        while start < last and s.low(start) in {"but", "and", "yet", "still", "so", ","}:
            start += 1
        inserted = tail is not None and s.low(tail) == "," and finite(s.low(tail + 1))
        if not quoted and not inserted and not s.has_clause(start, last):
            return False
        if not quoted and s.low(start) in {"as", "when", "after", "while", "if", "in", "at", "on"}:
            return False
        if quoted:
            first_quote = next((k for k in range(start, last) if s.is_quote(k)), None)
            if first_quote is not None and first_quote > start:
                verb_before = any(s.is_clause_verb(k) for k in range(start, first_quote))
                if not verb_before and s.low(first_quote - 1) in {",", ":"}:
                    start = first_quote
        end = last
        if tail is not None and tail < s.last and s.low(tail) == ",":
            follow = tail + 1
            if s.is_quote(follow):
                end = follow + 1
            elif s.low(follow) and self._goes_on(follow, quoted):
                end = s.clause_end(follow)
        return self.add(
            start,
            end,
            at,
            cue,
            subject,
            "L",
            max(cue.strength, 0.85),
            source=source,
            width=1 if inverted else after - at,
        )

    def _goes_on(self, at: int, quoted: bool) -> bool:
        """Whether the words after "he said," belong to what he said."""
        s = self.s
        low = s.low(at)
        if quoted or low.endswith("ing") or low in {"adding", "referring", "as", "when", "after"}:
            return False
        if low in {"who", "which", "according"} or s.capital(at):
            return False
        if low in CONJUNCTIONS and s.attributes_soon(at + 1):
            return False
        return low in SUBJECTS | DETERMINERS | SUBORDINATORS | CONJUNCTIONS or s.has_clause(
            at, min(s.last, at + 12)
        )

    def _over_listener(self, at: int) -> int:
        """Past the one who is told: "told reporters", "told him", "told a crowd in Ohio"."""
        s = self.s
        if s.items[at - 1].low not in {
            "told",
            "tells",
            "tell",
            "assured",
            "warned",
            "reminded",
            "asked",
            "informed",
        }:
            return at
        k = at
        while k < s.last and k < at + 10 and s.low(k) not in {",", ".", "that", ":"}:
            if s.is_quote(k):
                break
            k += 1
        return k

    def _after_tag(self, past: int) -> int | None:
        """Where the sentence ends, or goes on after a comma, behind "he said" and its adjuncts."""
        s = self.s
        k = s.skip_adjuncts(past)
        if s.at_end(k) or k >= s.last:
            return k
        if s.low(k) == ",":
            return k
        if s.low(k) in PREPOSITIONS | {"as", "while", "when", "after", "before", "to", "referring"}:
            while k < s.last and s.low(k) not in {","} | STOPS and not s.is_quote(k):
                if s.low(k) == "that":
                    return None
                k += 1
            return k
        return None

    def _loose_tag(self, past: int) -> bool:
        """Whether what follows "he said" cannot be what he said."""
        s = self.s
        return (
            s.low(past) in CONJUNCTIONS
            or s.low(past).endswith("ing")
            or s.low(past)
            in {
                ";",
                "—",
                "–",
                "(",
                "of",
                "who",
            }
        )

    def _inverted_end(self, at: int) -> int | None:
        """Where the name behind "said" ends; None where no name stands."""
        s = self.s
        low = s.low(at)
        if not low or low in STOPS or low in {",", "that", ":"} or s.is_quote(at):
            return None
        if low in PREPOSITIONS | SUBORDINATORS | (OBJECTS - POSSESSIVES) or s.is_adverb(at):
            return None
        if low in SUBJECTS and not (s.low(at + 1) in {",", "."} or s.at_end(at + 1)):
            return None
        k = at
        while k < s.last and k < at + 18:
            low = s.low(k)
            if low in {",", ";", ":", "(", "who", "whose", "while", "as", "after", "when"}:
                break
            if low in STOPS or low in DASHES or s.is_quote(k):
                break
            if low in {"in", "on", "at", "during"} and (
                s.low(k + 1) in {"a", "an"} or s.skip_adjuncts(k) > k
            ):
                break
            if k > at and s.skip_adjuncts(k) > k and not s.capital(k):
                break
            if low in BE | HAVE:
                return None
            k += 1
        return k if k > at else None

    # -- content to the right ----------------------------------------------------------------

    def content(self, at: int, cue: Cue, after: int) -> tuple[int, int, str] | None:
        """What a verb attributes to its right: first unit, unit after the last, frame."""
        s = self.s
        frames = cue.frames
        start = s.skip_adjuncts(after)
        if "R" in frames:
            found = self._told(start, frames)
            if found is not None:
                return found
            if cue.lemma == "tell":
                return None
        low = s.low(start)
        said = bool(frames & {"T", "Q", "W"})
        if said and low in {",", ":"}:
            inside = start + 1
            if s.is_quote(inside):
                return inside, self._quote_end(inside), "Q"
            if low == ":" and s.low(inside):
                return inside, s.clause_end(inside), "T"
            close = self._closing_comma(start)
            if close is None and at - s.first < 14 and "Q" in frames:
                if not any(
                    s.low(k) == "," and s.has_clause(s.first, k) for k in range(s.first, at)
                ):
                    return inside, s.clause_end(inside), "T"
            if close is None:
                return None
            start, low = close, s.low(close)
            if low == "that" and "T" in frames:
                return start, s.clause_end(start), "T"
            return None
        if s.is_quote(start):
            if "I" in frames and not said:
                return None
            phrase = not said
            return start, s.clause_end(start, phrase), "Q" if said else "N"
        if low == "that" and "T" in frames and not self._pronoun_that(start):
            return start, s.clause_end(start), "T"
        if (
            low in {"whether", "if", "why", "how", "what", "who", "where"}
            and (frames & {"W"} or (low == "what" and "T" in frames))
            and (low != "if" or cue.lemma in {"ask", "wonder", "know", "inquire"})
        ):
            end = s.clause_end(start)
            if s.low(at) == "asked" and at <= s.first + 1:
                end = s.first_comma(start, end)
            return start, end, "W"
        if "I" in frames and low == "to" and s.low(start + 1):
            if cue.lemma == "decline" and s.low(start + 1) in {"comment", "elaborate", "discuss"}:
                for k in range(start + 2, min(s.last, start + 5)):
                    if s.low(k) in {"whether", "how", "why", "what"}:
                        return k, s.clause_end(k), "W"
                return None
            inner = verbs().get(s.low(start + 1))
            if cue.lemma in {"decline", "refuse"} and inner and (s.low(start + 2) in QUESTIONS):
                return start + 2, s.clause_end(start + 2), "W"
            return start, s.clause_end(start), "I"
        if "O" in frames or cue.lemma in {"ask", "want", "expect"}:
            to = self._object_to(start)
            if to is not None:
                keep = start if cue.mental else to
                return keep, s.clause_end(to), "O"
        if "P" in frames and low in cue.prepositions and s.low(start + 1):
            if s.is_quote(start + 1) or s.low(start + 1) not in STOPS:
                return start + 1, s.clause_end(start + 1, True), "P"
        if "T" in frames:
            far = self._that_ahead(start)
            if far is not None:
                return far, s.clause_end(far), "T"
            bare = self._bare_clause(start)
            if bare is not None:
                return bare, s.clause_end(bare), "T"
        if "A" in frames:
            found_as = self._object_as(start)
            if found_as is not None:
                return found_as
        if "C" in frames:
            named = self._complement(start)
            if named is not None:
                return named
        if "G" in frames:
            blamed = self._object_of(start)
            if blamed is not None:
                return blamed
        if "N" in frames and self._noun_phrase(start):
            return start, s.clause_end(start, True), "N"
        return None

    def _quote_end(self, at: int) -> int:
        """Behind a quotation, and behind the clause when it goes on in the text's own words."""
        s = self.s
        after = at + 1
        if s.low(after) and s.low(after) not in STOPS | {",", ";", "and", "but", "—", "–", "--"}:
            if not s.capital(after):
                return s.clause_end(after)
        return after

    def _pronoun_that(self, at: int) -> bool:
        """Whether *that* is a pronoun, "said that on Monday"."""
        return self.s.at_end(at + 1) or self.s.low(at + 1) in {",", "."}

    def _closing_comma(self, comma: int) -> int | None:
        """Behind the second comma of an insertion: "said, without evidence, that …"."""
        s = self.s
        for k in range(comma + 1, min(s.last, comma + 16)):
            if s.low(k) == ",":
                return k + 1
        return None

    def _told(self, start: int, frames: frozenset[str]) -> tuple[int, int, str] | None:
        """Content behind the one who is told."""
        s = self.s
        k = start
        for k in range(start, min(s.last, start + 16)):
            low = s.low(k)
            if low == "that" and k > start:
                return k, s.clause_end(k), "T"
            if s.is_quote(k):
                return (k, self._quote_end(k), "Q") if k > start or "Q" in frames else None
            if low in {",", ":"}:
                if s.is_quote(k + 1):
                    return k + 1, self._quote_end(k + 1), "Q"
                if low == ":" and s.low(k + 1):
                    return k + 1, s.clause_end(k + 1), "T"
                if low == ",":
                    close = self._closing_comma(k)
                    if close is not None and s.low(close) == "that":
                        return close, s.clause_end(close), "T"
                    return None
            if low in {"whether", "if", "how", "why", "what"} and k > start:
                return k, s.clause_end(k), "W"
            if low == "to" and k > start and "O" in frames and s.low(k + 1) not in DETERMINERS:
                return k, s.clause_end(k), "O"
            if (
                k > start
                and s.low(k - 1) not in PREPOSITIONS | DETERMINERS | CONJUNCTIONS
                and (
                    (low in SUBJECTS and low not in {"it", "you", "there"} | {"who"})
                    or (low in {"it", "there", "you"} and k > start)
                    or (low in DETERMINERS | POSSESSIVES and low not in {"that", "one"})
                )
            ) and s.has_clause(k, s.last):
                return k, s.clause_end(k), "T"
            if low in STOPS or low == ";":
                return None
        return None

    def _object_to(self, start: int) -> int | None:
        """The *to* behind somebody: "urged the governor to"."""
        s = self.s
        for k in range(start, min(s.last, start + 14)):
            low = s.low(k)
            if low == "to" and k > start:
                after = s.low(k + 1)
                if after in DETERMINERS | POSSESSIVES or (
                    s.capital(k + 1) and not s.is_quote(k + 1)
                ):
                    continue
                if s.is_quote(k + 1) or (after and not after.endswith(("ing", "ed"))):
                    return k
            if low in {",", ";", "that", "—", "who"} or low in STOPS:
                return None
            if finite(low) and low not in {"'s"} and not low.endswith(("'s", "ed")):
                return None
        return None

    def _that_ahead(self, start: int) -> int | None:
        """A *that* behind adjuncts: "said in an interview on Friday that"."""
        s = self.s
        if s.low(start) not in PREPOSITIONS and not s.is_adverb(start):
            return None
        for k in range(start, min(s.last, start + 16)):
            low = s.low(k)
            if low == "that" and k > start:
                return k
            if low in {",", ";"} | STOPS or s.is_quote(k):
                return None
            if k > start + 1 and low in SUBJECTS and s.low(k - 1) not in PREPOSITIONS:
                return k if s.has_clause(k, s.last) else None
            if finite(low) or s.is_clause_verb(k):
                return None
            if (
                k > start + 2
                and low in {"the", "his", "her", "their"}
                and (s.low(k - 1) not in PREPOSITIONS and s.has_clause(k, s.last))
            ):
                return k
        return None

    def _bare_clause(self, start: int) -> int | None:
        """A clause without *that*."""
        s = self.s
        if not s.starts_clause(start) or s.low(start) in {"to"}:
            return None
        if s.low(start) in PREPOSITIONS | SUBORDINATORS and s.low(start) not in {
            "if",
            "under",
            "in",
            "after",
            "before",
            "despite",
            "because",
            "when",
        }:
            return None
        end = s.clause_end(start)
        if end - start < 2:
            return None
        if s.low(start) in {"it", "him", "her", "that", "this"}:
            verb = start + 1
            while verb < end and s.is_adverb(verb):
                verb += 1
            if not (finite(s.low(verb)) or s.is_clause_verb(verb)):
                return None
        return start if s.has_clause(start, end) else None

    def _object_as(self, start: int) -> tuple[int, int, str] | None:
        """Behind *as*: "described the offer as thin"; the offer too, where it is not longer."""
        s = self.s
        if not self._noun_phrase(start) and s.low(start) not in OBJECTS:
            return None
        for k in range(start + 1, min(s.last, start + 18)):
            low = s.low(k)
            if low == "as":
                if s.low(k + 1) in {"well", "much", "many", "long", "soon"}:
                    return None
                end = s.clause_end(k + 1, True)
                return k + 1, end, "A"
            if low in {",", ";"} | STOPS or s.is_quote(k):
                return None
        return None

    def _complement(self, start: int) -> tuple[int, int, str] | None:
        """What a thing is called: "called the threat premature"."""
        s = self.s
        if not self._noun_phrase(start) and s.low(start) not in OBJECTS | SUBJECTS:
            return None
        if s.low(start) == "that" and s.low(start + 1) in SUBJECTS | DETERMINERS:
            return None
        for k in range(start + 1, min(s.last, start + 14)):
            low = s.low(k)
            if s.is_quote(k):
                return k, s.clause_end(k, True), "C"
            if low in {",", ";", "to", "for", "on", "that"} | STOPS:
                return None
            if low in {"a", "an"} and s.low(k - 1) not in PREPOSITIONS:
                return k, s.clause_end(k, True), "C"
            if low in {"the", "one", "his", "her", "their", "nothing", "not"} and (
                k > start and s.low(k - 1) not in PREPOSITIONS | DETERMINERS and k > start + 1
            ):
                return k, s.clause_end(k, True), "C"
            if s.low(start) in OBJECTS | {"it", "this"} and k == start + 1:
                return k, s.clause_end(k, True), "C"
            if (
                (s.at_end(k + 1) or s.low(k + 1) in {",", "and"})
                and k > start + 1
                and (
                    low.endswith(
                        (
                            "ous",
                            "ful",
                            "ive",
                            "al",
                            "ic",
                            "ble",
                            "ent",
                            "ant",
                            "less",
                            "ing",
                            "ed",
                            "ary",
                            "y",
                            "ure",
                            "ist",
                        )
                    )
                )
            ):
                return k, s.clause_end(k, True), "C"
        return None

    def _object_of(self, start: int) -> tuple[int, int, str] | None:
        """What somebody is accused *of* or blamed *for*."""
        s = self.s
        for k in range(start + 1, min(s.last, start + 20)):
            low = s.low(k)
            if low in {"of", "for"}:
                inside = s.low(k + 1)
                if inside.endswith("ing") or s.is_quote(k + 1) or low == "for" or k > start + 3:
                    return k + 1, s.clause_end(k + 1), "G"
                if inside in DETERMINERS | POSSESSIVES and low == "of":
                    later = any(
                        s.low(j) == "of" and s.low(j + 1).endswith("ing")
                        for j in range(k + 1, min(s.last, k + 10))
                    )
                    if later:
                        continue
                return k + 1, s.clause_end(k + 1), "G"
            if low in {",", ";"} | STOPS:
                return None
        return None

    def _noun_phrase(self, start: int) -> bool:
        """Whether a noun phrase seems to begin here."""
        s = self.s
        low = s.low(start)
        if not low or low in STOPS or low in {",", ";", ":", "(", ")"} or low in DASHES:
            return False
        if s.is_quote(start):
            return True
        if low in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | QUESTIONS or low in OBJECTS:
            return low in {"it", "him", "her", "them"}
        return not s.is_adverb(start) or s.capital(start)

    # -- nouns, adjectives and the rest --------------------------------------------------------

    def _noun(self, at: int, cue: Cue) -> bool:
        s = self.s
        if s.low(at - 1) in SUBJECTS:
            return False
        owner = self._owner(at)
        low = s.low(at + 1)
        start = at + 1
        source = owner
        if low in {"by", "from", "of"} and source is None and "T" in cue.frames:
            for k in range(at + 2, min(s.last, at + 12)):
                if s.low(k) == "that":
                    source, start, low = self.span(at + 2, k), k, "that"
                    break
                if s.low(k) in {","} | STOPS:
                    break
        if low == "that" and "T" in cue.frames:
            if self._relative(start):
                return False
            strength = cue.strength if source else cue.strength * 0.85
            end = s.clause_end(start)
            if not self._object_noun(at):
                end = s.clause_subject_end(start + 1, end)
            return self.add(start, end, at, cue, None, "T", strength, source=source)
        if low == "is" and s.low(at + 2) == "that" and source is not None:
            return self.add(at + 2, s.clause_end(at + 2), at, cue, None, "T", source=source)
        if source is None:
            return False
        if low == "to" and "I" in cue.frames and s.low(at + 2) not in DETERMINERS:
            end = s.clause_end(start)
            if not self._object_noun(at):
                end = s.clause_subject_end(start + 1, end, verbs_inside=0)
            return self.add(start, end, at, cue, None, "I", source=source)
        if "P" in cue.frames and low in cue.prepositions:
            return self.add(
                start + 1,
                s.clause_end(start + 1, True),
                at,
                cue,
                None,
                "P",
                cue.strength * 0.8,
                source=source,
            )
        return False

    def _object_noun(self, at: int) -> bool:
        """Whether a finite verb precedes the noun, so that it is no subject."""
        s = self.s
        first = max(s.first, at - LEFT)
        return any(s.is_clause_verb(k) or finite(s.low(k)) for k in range(first, at))

    def _relative(self, that: int) -> bool:
        """Whether *that* is a relative pronoun: a finite verb stands right behind it."""
        s = self.s
        low = s.low(that + 1)
        return low in BE | HAVE | {"would", "could", "will", "may"} or (
            finite(low) and low not in SUBJECTS and not low.endswith("'s")
        )

    def _owner(self, at: int) -> Span | None:
        """Whose view it is: "his", "the union's", before the noun and its adjectives."""
        s = self.s
        k = at - 1
        while k >= max(s.first, at - 4):
            low = s.low(k)
            if low in POSSESSIVES:
                return self.span(k, k + 1) if low not in AUTHOR else None
            if low.endswith("'s") or low.endswith("s'"):
                start = s._phrase_start(k, max(s.first, k - 12))
                while start < k and s.low(start) in PREPOSITIONS | {"despite"}:
                    start += 1
                a, b = self.span(start, k + 1)
                return a, b - (2 if low.endswith("'s") else 1)
            if low in PREPOSITIONS | {",", "and", "the", "a"} or finite(low):
                return None
            k -= 1
        return None

    def _adjective(self, at: int, cue: Cue) -> bool:
        s = self.s
        before = at - 1
        while before > max(s.first, at - 8) and (
            s.is_adverb(before) or s.low(before) in {"not", "very", "more"}
        ):
            before -= 1
        if s.low(before) not in BE | {"feel", "feels", "felt", "remains", "remained", "seemed"}:
            return False
        subject = s.subject_before(before)
        if subject is None or s.low(subject.start) in AUTHOR | {"it", "there"}:
            return False
        low = s.low(at + 1)
        if low == "that" and "T" in cue.frames:
            return self.add(at + 1, s.clause_end(at + 1), at, cue, subject, "T")
        if low == "to" and "I" in cue.frames:
            return self.add(at + 1, s.clause_end(at + 1), at, cue, subject, "I")
        if low in cue.prepositions:
            return self.add(
                at + 2, s.clause_end(at + 2, True), at, cue, subject, "P", cue.strength * 0.9
            )
        if low in {"he", "she", "they"} and "T" in cue.frames:
            return self.add(at + 1, s.clause_end(at + 1), at, cue, subject, "T")
        return False

    def _hearsay(self, at: int) -> bool:
        """What is *reportedly* so: the clause the adverb stands in."""
        s = self.s
        cue = Cue(s.low(at), "adverb", frozenset(), frozenset(), False, 0.65)
        end = s.clause_end(at + 1)
        return self.add(at + 1, end, at, cue, None, "H")

    def _according(self, at: int, width: int) -> bool:
        """What is so *according to* somebody: the clause before, or the one that follows."""
        s = self.s
        stop = at + width
        while stop < s.last and s.low(stop) not in {",", ";"} | STOPS and not s.is_quote(stop):
            if s.low(stop) in {"—", "–", "and", "but"} and s.has_clause(stop, s.last):
                break
            stop += 1
        if stop <= at + width:
            return False
        cue = Cue("according to", "preposition", frozenset("T"), frozenset(), False, 0.9)
        source = self.span(at + width, stop)
        if at <= s.first + 1:
            start = stop + 1 if s.low(stop) == "," else stop
            while self._still_naming(start) and s.low(start):
                further = self._next_comma(start)
                if further is None:
                    break
                start = further + 1
            return self.add(
                start, s.clause_end(start), at, cue, None, "T", source=source, width=width
            )
        end = at - 1 if s.low(at - 1) == "," else at
        start = s.first
        if s.low(end - 1) in CONJUNCTIONS | SUBORDINATORS:
            return False
        start = max(start, end - RIGHT)
        for draft in self.drafts[-8:]:
            if s.items[s.first].start <= draft.span[0] and draft.span[1] <= s.items[at].start:
                if draft.mental:
                    continue
                if draft.span[1] >= s.items[end - 1].end - 1 and draft.strength >= 0.8:
                    return False
        while start < end and s.low(start) in {"but", "and", "yet", "so", ","}:
            start += 1
        tail = stop
        if s.low(tail) == "," and tail + 1 < s.last and at - s.first < 6:
            return self.add(
                start, s.clause_end(tail + 1), at, cue, None, "T", source=source, width=width
            )
        return self.add(start, end, at, cue, None, "T", source=source, width=width)

    def _still_naming(self, at: int) -> bool:
        """Whether an apposition of the source goes on: "the study, published Monday, …"."""
        s = self.s
        low = s.low(at)
        return low in {"who", "which"} or (low.endswith("ed") and not s.capital(at))

    def _next_comma(self, at: int) -> int | None:
        s = self.s
        for k in range(at, min(s.last, at + 20)):
            if s.low(k) == ",":
                return k
        return None

    def _view(self, at: int) -> bool:
        """*In her view*, *in the eyes of the League*: the clause that follows."""
        s = self.s
        owner = self._owner(at)
        first = at
        while first > max(s.first, at - 12) and s.low(first) not in {"in", "from"}:
            first -= 1
        if s.low(first) not in {"in", "from"}:
            return False
        stop = at + (3 if s.low(at + 1) == "of" and s.low(at + 2) == "view" else 1)
        source = owner
        if s.low(stop) == "of":
            stop += 1
            opened = stop
            while stop < s.last and s.low(stop) not in {",", ";"} | STOPS and not s.is_quote(stop):
                stop += 1
            source = self.span(opened, stop) if stop > opened else None
        if source is None:
            return False
        cue = Cue(f"in {s.low(at)}", "preposition", frozenset(), frozenset(), True, 0.8)
        start = stop
        while s.low(start) in {",", "however"}:
            start += 1
        if first <= s.first + 2:
            return self.add(
                start, s.clause_end(start), at, cue, None, "T", source=source, width=stop - at
            )
        begin = s.first
        return self.add(begin, first, at, cue, None, "T", 0.6, source=source)

    def _as_put(self, at: int) -> bool:
        """*As Okafor put it*: the rest of the sentence."""
        s = self.s
        for k in range(at + 2, min(s.last, at + 8)):
            low = s.low(k)
            if low in {",", ";"} | STOPS:
                return False
            if low in {"put", "puts"} and s.low(k + 1) == "it":
                stop = k + 2
                break
            if low in {"said", "says", "wrote", "noted"} and (
                s.low(k + 1) == "," or s.at_end(k + 1)
            ):
                stop = k + 1
                break
        else:
            return False
        stop = s.skip_adjuncts(stop)
        cue = Cue("put it", "verb", frozenset("TQ"), frozenset(), False, 0.85)
        source = self.span(at + 1, k)
        if s.low(at + 1) in AUTHOR:
            return False
        if at <= s.first + 1:
            start = stop + 1 if s.low(stop) in {",", ":"} else stop
            return self.add(start, s.clause_end(start), at, cue, None, "T", source=source)
        if s.is_quote(stop + 1) and s.low(stop) in {",", ":"}:
            return self.add(stop + 1, stop + 2, at, cue, None, "Q", source=source)
        begin = s.first
        end = at - 1 if s.low(at - 1) == "," else at
        return self.add(begin, end, at, cue, None, "T", 0.7, source=source)

    def _clear(self, at: int) -> bool:
        """*Made (it) clear that …*."""
        s = self.s
        if s.low(at + 1) != "that":
            return False
        verb = at - 1
        while verb > max(s.first, at - 8) and (s.low(verb) == "it" or s.is_adverb(verb)):
            verb -= 1
        if s.low(verb) not in {"make", "makes", "made", "making"} | BE:
            return False
        subject = s.subject_before(verb)
        if subject is None or s.low(subject.start) in {"it", "this", "that", "what"}:
            return False
        if s.low(verb) in BE and not s.person_like(subject.start, subject.end):
            return False
        cue = Cue("make clear", "verb", frozenset("T"), frozenset(), False, 0.8)
        return self.add(at + 1, s.clause_end(at + 1), at, cue, subject, "T")

    def _fronted(self, at: int) -> bool:
        """*To Moscow, this is an insult*: a side before the clause that holds for it."""
        s = self.s
        stop = at + 1
        while stop < s.last and stop < at + 7 and s.low(stop) != ",":
            if finite(s.low(stop)) or s.low(stop) in PREPOSITIONS - {"of", "in"}:
                return False
            stop += 1
        if s.low(stop) != "," or stop == at + 1:
            return False
        side = s.low(at + 1)
        plural = side == "the" and s.low(stop - 1).endswith("s")
        if not (s.capital(at + 1) or plural or side == "many" or side == "some"):
            return False
        if (
            side in {"now", "instance", "example"}
            or side.isdigit()
            or any(ch.isdigit() for ch in side)
        ):
            return False
        follows = s.low(stop + 1)
        if follows not in SUBJECTS | DETERMINERS | POSSESSIVES or follows in AUTHOR:
            return False
        cue = Cue(s.low(at), "preposition", frozenset(), frozenset(), True, 0.65)
        return self.add(
            stop + 1,
            s.clause_end(stop + 1),
            at,
            cue,
            None,
            "F",
            source=self.span(at + 1, stop),
        )
