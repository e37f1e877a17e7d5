"""Where a clause ends: a clause grammar over the units of one sentence."""

from __future__ import annotations

from functools import cached_property

from detente.reading.speech.closed import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    NOT_PARTICIPLES,
    OBJECTS,
    PERIODS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import nouns, verbs
from detente.reading.speech.looks import LEFT, RIGHT
from detente.reading.speech.people import TITLES
from detente.reading.speech.subjects import Subjects
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Words that open a clause or phrase before the main clause.
LOOSE_OPENERS = SUBORDINATORS | bag("asked in despite amid given during with for at under")


class Sentence(Subjects):
    """The units of one sentence, and questions about them."""

    @cached_property
    def _opens_loosely(self) -> bool:
        """Whether a participle or a subordinate clause comes before the main one."""
        low = self.low(self.first)
        return low in LOOSE_OPENERS or (low.endswith("ing") and low not in NOT_PARTICIPLES)

    def has_clause(self, start: int, end: int) -> bool:
        """Whether a finite verb stands among the units, or a quotation."""
        return any(
            finite(self.low(k)) or self.is_quote(k) or self._cue_form(k)
            for k in range(start + 1, min(end, start + 40))
        )

    def _cue_form(self, at: int) -> bool:
        found = verbs().get(self.low(at))
        return bool(found) and found[0].form in {"past", "s"} if found else False

    def clause_end(self, start: int, phrase: bool = False) -> int:
        """The unit after the last one of a clause, or of a shorter phrase, that begins at `start`.

        A clause runs to the end of its sentence, unless something else is attributed before,
        or a comma brings a participle or a subordinate clause of the sentence around it.
        """
        limit = min(self.last, start + RIGHT)
        at = start
        inside = False  # between two dashes
        brackets = 0
        while at < limit:
            low = self.low(at)
            brackets += low == "("
            if low in STOPS and self.at_end(at):
                return at
            if low == '"' and self.items[at].text == '",' and self._comma_ends(at, phrase):
                return at + 1
            if low == ";":
                return at
            if low in {"—", "–", "--"} and at > start + 1:
                if not inside and not self._dash_closes(at, limit):
                    return at
                inside = not inside
            elif low in {",", ")"} and at > start:
                if low == ")" and brackets:
                    brackets -= 1
                    at += 1
                    continue
                if low == ")" or self._comma_ends(at, phrase):
                    return at
            elif low in {"and", "but"} and at > start and self._new_cue(at + 1, limit):
                return at
            elif phrase and at > start and self._phrase_ends(at):
                return at
            elif low == "according" and self.low(at + 1) == "to" and at > start:
                return at
            at += 1
        while at > start and self.low(at - 1) in STOPS:
            at -= 1
        return at

    def in_relative(self, at: int) -> bool:
        """Whether a verb stands in a relative clause that a comma opened."""
        for k in range(at - 1, max(self.first, at - 14), -1):
            low = self.low(k)
            if low in {"who", "which"} and self.low(k - 1) == ",":
                return True
            if low in {",", ";", "that"} or self.is_quote(k):
                return False
        return False

    def first_comma(self, start: int, end: int) -> int:
        """The first comma between two units, else the second of them."""
        return next((k for k in range(start + 1, end) if self.low(k) == ","), end)

    def clause_subject_end(self, start: int, end: int, verbs_inside: int = 1) -> int:
        """Where a clause ends that is part of a subject: before the sentence's finite verb.

        A *that* clause has one finite verb of its own, an infinitive none.
        """
        seen = 0
        for k in range(start + 1, end):
            low = self.low(k)
            if low in {"and", "or", "that", "who", "which", "when", "if"} and seen:
                seen -= 1
                continue
            if not finite(low) and not self.is_clause_verb(k):
                continue
            before = self.low(k - 1)
            if before in AUXILIARIES | NEGATIONS or before in {"to", "a", "the"}:
                continue
            seen += 1
            if seen > verbs_inside:
                while k > start + 1 and self.is_adverb(k - 1):
                    k -= 1
                return k
        return end

    def _dash_closes(self, at: int, limit: int) -> bool:
        """Whether a second dash follows, so that the clause goes on behind it."""
        return any(self.low(k) == self.low(at) for k in range(at + 1, min(limit, at + 25)))

    def _comma_ends(self, comma: int, phrase: bool) -> bool:
        after = self.low(comma + 1)
        known = verbs().get(after)
        if (
            known
            and known[0].form in {"past", "s"}
            and (self.verb_form(comma + 1, known[0]) == "active" and known[0].strength >= 0.6)
        ):
            return True
        if after in AUXILIARIES - {"do", "can"} or after in {
            "won",
            "took",
            "became",
            "came",
            "went",
            "made",
            "lost",
            "got",
            "left",
            "began",
        }:
            return True
        if after in {"according", "per", "while", "although", "though", "whereas", "citing", "as"}:
            return True
        if after.endswith("ing") and len(after) > 4 and after not in NOT_PARTICIPLES:
            return True
        if after in {"a", "an"} and (self.low(comma + 2) in nouns()):
            return True
        if after in {"and", "but", "yet"}:
            if self._cue_ahead(comma + 2):
                return True
            return phrase and after in {"but", "yet"}
        if self._opens_loosely and comma - self.first < LEFT and self._cue_ahead(comma + 1):
            return not any(self.low(k) == "," for k in range(self.first, comma))
        if phrase:
            return not self._lists(comma)
        return self._tag_ahead(comma + 1)

    def _lists(self, comma: int) -> bool:
        """Whether the comma stands in a list that *and* closes."""
        return any(
            self.low(k) in {"and", "or"} and k - comma < 8
            for k in range(comma + 1, min(self.last, comma + 9))
        ) and not any(finite(self.low(k)) for k in range(comma + 1, min(self.last, comma + 6)))

    def _tag_ahead(self, at: int) -> bool:
        """Whether "Okafor said" follows and ends the sentence or is set off by a comma."""
        for k in range(at + 1, min(self.last, at + 7)):
            low = self.low(k)
            if low in {",", ";"} or self.is_quote(k):
                return False
            found = verbs().get(low)
            if found and "Q" in found[0].frames and found[0].form in {"past", "s"}:
                behind = self.skip_adjuncts(k + 1)
                return self.low(behind) in {",", "."} or self.at_end(behind)
        return False

    def _cue_ahead(self, at: int) -> bool:
        """Whether another verb that attributes follows before the next comma."""
        for k in range(at, min(self.last, at + 12)):
            low = self.low(k)
            if low in {",", ";", "that"} or self.is_quote(k):
                return False
            found = verbs().get(low)
            if (
                found
                and (found[0].form in {"past", "s"} or self.low(k + 1) == "that")
                and found[0].strength >= 0.65
                and self.verb_form(k, found[0]) == "active"
            ):
                return True
        return False

    def attributes_soon(self, at: int) -> bool:
        """Whether a verb that attributes follows at once, or behind a short subject."""
        return self._new_cue(at, self.last)

    def _new_cue(self, at: int, limit: int) -> bool:
        """Whether a verb that attributes follows *and* at once: "… and called it a joke"."""
        at = self.skip_adjuncts(at)
        backshifted = self.low(at) == "had"
        if self.low(at) in HAVE | {"is", "was"}:
            at = self.skip_adjuncts(at + 1)
            at += self.low(at) in NEGATIONS
        found = verbs().get(self.low(at))
        if found and found[0].form == "ing" and found[0].strength >= 0.8:
            return not found[0].mental
        if found and backshifted and found[0].mental:
            return False
        if found and found[0].form in {"past", "s"} and found[0].strength >= 0.6:
            return True
        if self.low(at) in {"he", "she", "they"} or self.capital(at):
            for k in range(at + 1, min(limit, at + 4)):
                found = verbs().get(self.low(k))
                if found and found[0].form in {"past", "s"} and found[0].strength >= 0.8:
                    return self.verb_form(k, found[0]) == "active"
        return False

    def _phrase_ends(self, at: int) -> bool:
        low = self.low(at)
        if low in {"after", "when", "because", "before", "while", "until", "amid"}:
            return True
        if low == "on" and self.low(at + 1) in DAYS:
            return True
        if low in {"last", "this", "next"} and self.low(at + 1) in PERIODS:
            return True
        if low == "as" and any(
            finite(self.low(k)) or self.low(k) in verbs() for k in range(at + 2, at + 5)
        ):
            return True
        before = self.low(at - 1)
        return low in DAYS and before not in PREPOSITIONS | DETERMINERS | {"as", "next", "last"}

    def starts_clause(self, at: int) -> bool:
        """Whether a clause may begin here: a pronoun, a name, an article, a plural."""
        low = self.low(at)
        if not low or low in STOPS or low in {",", ";", ")"}:
            return False
        if low in PREPOSITIONS or low in OBJECTS - SUBJECTS:
            return low in {"to", "under", "in", "if", "after", "before", "like", "despite"}
        return True

    def person_like(self, start: int, end: int) -> bool:
        """Whether units name somebody, as far as their form tells."""
        return any(
            self.capital(k) or self.low(k) in TITLES or self.low(k) in SUBJECTS
            for k in range(start, end)
        )
