"""What stands to the right of a verb that attributes."""

from __future__ import annotations

from detente.reading.speech.closed import (
    CONJUNCTIONS,
    DETERMINERS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTIONS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import Cue, verbs
from detente.reading.speech.looks import DASHES
from detente.reading.speech.notes import Notes
from detente.reading.speech.units import STOPS


class Content(Notes):
    """Finds what a verb attributes to its right."""

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
        if cue.lemma == "ask" and s.low(start) in PREPOSITIONS:
            start = next(
                (k for k in range(start, min(s.last, start + 9)) if s.low(k) == "whether"), start
            )
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
                before = any(
                    s.low(k) == "," and s.has_clause(s.first, k) for k in range(s.first, at)
                )
                if not before and not s.low(inside).endswith("ing"):
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
        led = "P" in frames and low in cue.prepositions and s.low(start + 1)
        if led and (s.is_quote(start + 1) or s.low(start + 1) not in STOPS):
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
        closed = s.low(after) in STOPS | DASHES | {"", ",", ";", "and", "but"}
        return after if closed or s.capital(after) else s.clause_end(after)

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
        after = s.low(start + 1)
        pointing = s.low(start) == "that" and after not in SUBJECTS | DETERMINERS | {"as"}
        if not pointing and not self._noun_phrase(start) and s.low(start) not in OBJECTS:
            return None
        for k in range(start + 1, min(s.last, start + 18)):
            low = s.low(k)
            if low == "as":
                if s.low(k + 1) in {"well", "much", "many", "long", "soon"}:
                    return None
                end = s.clause_end(k + 1, True)
                return k + 1, end, "A"
            if s.is_quote(k) and "as" in {s.low(k + 1), s.low(k + 2)}:
                continue
            if low in {",", ";"} | STOPS or s.is_quote(k):
                return None
        return None

    def _complement(self, start: int) -> tuple[int, int, str] | None:
        """What a thing is called: "called the threat premature"."""
        s = self.s
        if not self._noun_phrase(start) and s.low(start) not in OBJECTS | SUBJECTS | {"that"}:
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
