"""Words before or around the one who says them: "…," Okafor said."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    BE,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    HAVE,
    OBJECTS,
    PERIODS,
    POSSESSIVES,
    PREPOSITIONS,
    SHORT_VERBS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import Cue
from detente.reading.speech.looks import DASHES, RIGHT
from detente.reading.speech.notes import Notes
from detente.reading.speech.subjects import Subject
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: What opens the text's own account before "he said".
LEADERS = bag("asked given despite because as when after while if in at on")
#: Nouns that tell where, when and how something was said.
OCCASIONS = bag(
    """
    statement interview interviews letter speech speeches tweet post posts conference briefing
    email e-mail report memo hearing testimony filing response reply answer addition fact time
    moment point contrast example instance meeting call message video address broadcast remarks
    general particular effect words press reporters radio television parliament occasion stage
    breath end
    """
)
#: Verbs that do not stand before the one who says: nobody writes ", told Reis".
NEVER_FIRST = bag("tell assure remind inform convince notify")


class Tags(Notes):
    """Finds what stands before "Okafor said" or "said Okafor"."""

    def _left(self, at: int, cue: Cue, after: int, subject: Subject | None) -> bool:
        """Content before the verb: "…," Okafor said; …, he said, …; "…," said Okafor."""
        s = self.s
        if "Q" not in cue.frames and "T" not in cue.frames:
            return False
        inverted = s.low(at - 1) == "," or s.is_quote(at - 1) or s.low(at - 1) in DASHES
        source: Span | None = None
        past = after
        inverted = inverted and cue.form in {"past", "s"} and cue.lemma not in NEVER_FIRST
        stop = self._inverted_end(after) if inverted and at > s.first else None
        inverted = stop is not None
        if stop is not None:
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
        tail = self._after_tag(past, "I" in cue.frames)
        if not quoted and tail is None and not inverted:
            return False
        if quoted and not inverted and tail is None and not self._loose_tag(past):
            return False
        start = max(s.first, edge - RIGHT)
        last = edge + 1 if s.is_quote(edge) else edge
        while start < last and s.low(start) in {"but", "and", "yet", "still", "so", ","}:
            start += 1
        inserted = tail is not None and s.low(tail) == "," and finite(s.low(tail + 1))
        relative = subject is not None and s.low(subject.start) in {"which", "who", "that"}
        free = not quoted and not inserted and not relative
        fronted = free and self._fronts(start, last, tail)
        clauses = "T" in cue.frames or cue.lemma == "tell"
        if not quoted and (cue.strength < 0.75 or not clauses):
            return False
        if not quoted and not inserted and not fronted and not s.has_clause(start, last):
            return False
        if not quoted and not fronted and s.low(start) in LEADERS | {"according", "per"}:
            return False
        if quoted:
            first_quote = next((k for k in range(start, last) if s.is_quote(k)), None)
            if first_quote is not None and first_quote > start:
                verb_before = any(s.is_clause_verb(k) for k in range(start, first_quote))
                lead = s.low(first_quote - 1)
                if lead == ":" or (lead == "," and not verb_before):
                    start = first_quote
        end = last
        if tail is not None and tail < s.last and s.low(tail) == ",":
            follow = tail + 1
            if s.is_quote(follow):
                end = follow + 1
            elif fronted or (s.low(follow) and self._goes_on(follow, quoted)):
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

    def _fronts(self, start: int, last: int, tail: int | None) -> bool:
        """Whether a clause or phrase before "he said," opens what is said: "Until May, he said,
        nobody goes"; not where it tells when or how he said it: "On Tuesday, he said, …"."""
        s = self.s
        low = s.low(start)
        if low not in PREPOSITIONS | SUBORDINATORS or last - start < 2 or low in {"per"}:
            return False
        if tail is None or s.low(tail) != ",":
            return False
        inner = range(start + 1, last)
        if any(s.low(k) == "," for k in inner) and s.low(start) in {"as", "after", "in", "at"}:
            return False
        if low not in SUBORDINATORS or not s.has_clause(start, last):
            told = [s.low(k) for k in inner]
            timed = all(
                w in DETERMINERS | DAYS | PERIODS | PREPOSITIONS or w.isdigit() for w in told
            )
            if timed or not OCCASIONS.isdisjoint(told):
                return False
        follow = tail + 1
        low = s.low(follow)
        if low.endswith("ing") or low in CONJUNCTIONS | {
            "who",
            "which",
            "according",
            "as",
            "while",
        }:
            return False
        return s.has_clause(follow - 1, min(s.last, follow + 16))

    def _goes_on(self, at: int, quoted: bool) -> bool:
        """Whether the words after "he said," belong to what he said."""
        s = self.s
        low = s.low(at)
        if quoted or low.endswith("ing") or low in {"adding", "referring", "as", "when", "after"}:
            return False
        if low in {"who", "which", "according", "while", "whereas"} or s.capital(at):
            return False
        if low in CONJUNCTIONS and s.attributes_soon(at + 1):
            return False
        joins = SUBJECTS | DETERMINERS | SUBORDINATORS | CONJUNCTIONS
        return low in joins or finite(low) or s.has_clause(at, min(s.last, at + 12))

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

    def _after_tag(self, past: int, open_to: bool = False) -> int | None:
        """Where the sentence ends, or goes on after a comma, behind "he said" and its adjuncts;
        None where what he said follows: an infinitive counts where `open_to`."""
        s = self.s
        k = s.skip_adjuncts(past)
        if s.at_end(k) or k >= s.last:
            return k
        if s.low(k) == ",":
            return k
        if s.low(k) in PREPOSITIONS | {"as", "while", "when", "after", "before", "to", "referring"}:
            while k < s.last and s.low(k) not in {","} | STOPS and not s.is_quote(k):
                if s.low(k) == "that" or (open_to and s.low(k) == "to" and not s.capital(k + 1)):
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

    def _verb_here(self, at: int) -> bool:
        """Whether a verb, not a participle before a noun, stands here."""
        s = self.s
        low, after = s.low(at), s.low(at + 1)
        if low in SHORT_VERBS and not s.capital(at):
            return True
        led = after in DETERMINERS | PREPOSITIONS | SUBJECTS | OBJECTS
        return low.endswith("ed") and s.low(at - 1) not in DETERMINERS and led

    def _inverted_end(self, at: int) -> int | None:
        """Where the name behind "said" ends; None where no name stands."""
        s = self.s
        low = s.low(at)
        if not low or low in STOPS or low in {",", "that", ":"} or s.is_quote(at):
            return None
        if low in PREPOSITIONS | SUBORDINATORS | (OBJECTS - POSSESSIVES) or s.is_adverb(at):
            return None
        if not s.capital(at) and s.skip_adjuncts(at) > at:
            return None
        if low in SUBJECTS and not (s.low(at + 1) in {",", "."} or s.at_end(at + 1)):
            return None
        k = at
        while k < s.last and k < at + 18:
            low = s.low(k)
            if low in {",", ";", ":", "(", "who", "whose", "while", "as", "after", "when"}:
                break
            if s.is_quote(k) and not s.is_quote(at - 2):
                return None
            if low in STOPS or low in DASHES or s.is_quote(k):
                break
            if low in {"in", "on", "at", "during"} and (
                s.low(k + 1) in {"a", "an"} or s.skip_adjuncts(k) > k
            ):
                break
            if k > at and s.skip_adjuncts(k) > k and not s.capital(k):
                break
            if low in BE | HAVE or (k > at and self._verb_here(k)):
                return None
            k += 1
        return k if k > at else None
