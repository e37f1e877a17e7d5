"""Attribution by nouns, adjectives and prepositions: his claim that, according to, in her view."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    AUTHOR,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import Cue
from detente.reading.speech.looks import LEFT, RIGHT
from detente.reading.speech.notes import Notes
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

VIEWS = bag("view opinion eyes mind words judgment judgement telling estimation")
#: What somebody's own words are called: "in Reis's phrase".
WORDINGS = bag("words language phrase phrasing formulation wording terms description expression")


class Phrases(Notes):
    """Finds what nouns, adjectives and prepositions attribute."""

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
            if low in {"'", "’"} and s.low(k - 1).endswith("s"):
                start = s.phrase_start(k - 1, max(s.first, k - 12))
                while start < k - 1 and s.low(start) in PREPOSITIONS | {"despite"}:
                    start += 1
                return self.span(start, k)
            if low.endswith(("'s", "s'")):
                start = s.phrase_start(k, max(s.first, k - 12))
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
        if at <= s.first + 1 and not s.is_quote(s.first):
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
                if draft.frame == "L" and s.is_quote(s.first):
                    return False
                if draft.span[1] >= s.items[end - 1].end - 1 and draft.strength >= 0.8:
                    return False
        while start < end and s.low(start) in {"but", "and", "yet", "so", ","}:
            start += 1
        if s.is_quote(start) and end == start + 1:
            return self.add(start, end, at, cue, None, "L", source=source, width=width)
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
        worded = s.low(at) in WORDINGS
        if worded and s.low(at) not in VIEWS and not self._beside_quote(first, at + 1):
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
        while s.low(start) in {",", "however", ":"}:
            start += 1
        if s.is_quote(start) and (worded or first > s.first + 2):
            end = self.whole_quote(start)
            return self.add(start, end, at, cue, None, "Q", source=source, width=stop - at)
        ahead = first - (s.low(first - 1) == ",")
        if worded and s.is_quote(ahead - 1):
            return self.add(ahead - 1, ahead, at, cue, None, "L", source=source)
        if first <= s.first + 2 and not s.is_quote(s.first):
            return self.add(
                start, s.clause_end(start), at, cue, None, "T", source=source, width=stop - at
            )
        begin = s.first
        return self.add(begin, first, at, cue, None, "T", 0.6, source=source)

    def _beside_quote(self, first: int, stop: int) -> bool:
        """Whether a quotation stands just before or just behind a phrase."""
        s = self.s
        behind = next((k for k in range(stop, min(s.last, stop + 14)) if s.low(k) in {",", ":"}), 0)
        return (
            s.is_quote(first - 1)
            or (s.low(first - 1) == "," and s.is_quote(first - 2))
            or s.is_quote(stop)
            or (behind > 0 and s.is_quote(behind + 1))
        )

    def whole_quote(self, at: int) -> int:
        """Behind a quotation, and behind what follows it in the same clause."""
        s = self.s
        closed = s.low(at + 1) in {",", ";", "and", "but", ")", "", "—", "–"} | STOPS
        return at + 1 if closed else s.clause_end(at)

    def _as_put(self, at: int) -> bool:
        """*As Okafor put it*: the rest of the sentence."""
        s = self.s
        for k in range(at + 2, min(s.last, at + 8)):
            low = s.low(k)
            if low in {",", ";"} | STOPS:
                return False
            if low in {"put", "puts", "phrased", "has", "had", "called"} and s.low(k + 1) == "it":
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
        end = at - 1 if s.low(at - 1) == "," else at
        quoted = s.is_quote(end - 1)
        if at <= s.first + 1 and not quoted:
            start = stop + 1 if s.low(stop) in {",", ":"} else stop
            return self.add(start, s.clause_end(start), at, cue, None, "T", source=source)
        if s.is_quote(stop + 1) and s.low(stop) in {",", ":"}:
            return self.add(stop + 1, stop + 2, at, cue, None, "Q", source=source)
        begin = s.first
        if quoted and (end - 1 == begin or s.low(end - 2) in {",", ":", "(", "—", "–", "-", "--"}):
            begin = end - 1
            return self.add(begin, end, at, cue, None, "L", source=source)
        return self.add(begin, end, at, cue, None, "T", 0.7, source=source)

    def _inserted(self, at: int) -> bool:
        """*The treaty is, to Moscow, an insult*: a side between the verb and what it is to them."""
        s = self.s
        if s.low(at - 1) != "," or s.low(at - 2) not in BE or at - s.first > LEFT:
            return False
        stop = at + 1
        while stop < min(s.last, at + 7) and s.low(stop) != ",":
            stop += 1
        side = s.low(at + 1)
        if s.low(stop) != "," or stop == at + 1 or side in {"now", "example", "instance"}:
            return False
        if not (s.capital(at + 1) or side == "the"):
            return False
        cue = Cue(s.low(at), "preposition", frozenset(), frozenset(), True, 0.65)
        first = s.first + (s.low(s.first) in CONJUNCTIONS)
        end = s.clause_end(stop + 1)
        return self.add(first, end, at, cue, None, "F", source=self.span(at + 1, stop))

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
        while stop < s.last and stop < at + 11 and s.low(stop) != ",":
            if finite(s.low(stop)) or s.low(stop) in PREPOSITIONS - {"of", "in"}:
                return False
            stop += 1
        if s.low(stop) != "," or stop == at + 1:
            return False
        side = s.low(at + 1)
        plural = side == "the" and any(s.low(k).endswith("s") for k in range(at + 2, stop))
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
