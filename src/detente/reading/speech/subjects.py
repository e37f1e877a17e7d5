"""Where the subject of a verb stands."""

from __future__ import annotations

from typing import NamedTuple

from detente.reading.speech.closed import (
    CONJUNCTIONS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import verbs
from detente.reading.speech.looks import DASHES, LEFT
from detente.reading.speech.units import STOPS
from detente.reading.speech.verbforms import VerbForms


class Subject(NamedTuple):
    """Units from `start` to `end` that name who speaks; `edge` is the first unit before them
    that belongs to something else."""

    start: int
    end: int
    edge: int


class Subjects(VerbForms):
    """Finds the noun phrase that is a verb's subject, over appositions and relative clauses."""

    def subject_before(self, verb: int) -> Subject | None:
        """The noun phrase to the left of a verb that is its subject."""
        at = self.skip_adjuncts_left(verb - 1) if verb > self.first else verb - 1
        low_edge = max(self.first, verb - LEFT)
        if at < low_edge:
            return None
        if self.low(at) == ",":
            at = self._over_apposition(at, low_edge)
        elif self.low(at) in DASHES or self.low(at) == ")":
            mark = "(" if self.low(at) == ")" else self.low(at)
            back = at - 1
            while back > low_edge and self.low(back) != mark:
                back -= 1
            at = back - 1
        if at < low_edge:
            return None
        if self.low(at) in {"who", "which", "that"}:
            at -= 1
            if self.low(at) == ",":
                at -= 1
                start = self.phrase_start(at, low_edge)
                if self.low(start - 1) == "," and self._is_label(start):
                    at = start - 2
                else:
                    for k in range(at - 1, start, -1):
                        if self.low(k) in {"from", "with", "by", "to", "among", "against", "for"}:
                            return Subject(k + 1, at + 1, k)
        end = at + 1
        start = self.phrase_start(at, low_edge)
        if start >= end:
            return None
        if self.low(start - 1) == "," and self.capital(start):
            start = self._described(start, low_edge)
        return Subject(start, end, start - 1)

    def _described(self, name: int, low_edge: int) -> int:
        """Where the description before a name begins, if that stands behind a quotation:
        "…," *one voter, Bill Reyes*, said."""
        start = self.phrase_start(name - 2, low_edge)
        if start > name - 2 or self.low(start) not in DETERMINERS | {"one", "another"}:
            return name
        return start if self.is_quote(start - 1) else name

    def _is_label(self, at: int) -> bool:
        """Whether an apposition rather than a name begins here: "a retired general", "R-Alden"."""
        low = self.low(at)
        return low in {"a", "an", "his", "her"} or low[:2] in {"r-", "d-", "i-"} or low.isdigit()

    def _over_apposition(self, comma: int, low_edge: int) -> int:
        """The last unit of the name before an apposition that ends with a comma."""
        back = comma - 1
        while back > low_edge and self.low(back) not in {","} | STOPS:
            back -= 1
        if self.low(back) != ",":
            return low_edge - 1
        inside = self.low(back + 1)
        name = back - 1
        if inside in OPENERS and inside not in {"as", "while", "when"}:
            return name if self._leads(name, inside, low_edge) else low_edge - 1
        start = self.phrase_start(name, low_edge)
        if (
            start > low_edge
            and self.low(start - 1) == ","
            and (
                self.low(start) in DETERMINERS | {"who", "which", "whose", "his", "her"}
                or name - start > 6
                or self._is_label(start)
            )
        ):
            further = self._over_apposition(start - 1, low_edge)
            if further >= low_edge and self.capital(further):
                return further
            if self._is_label(start) and self.capital(start - 2):
                return start - 2
        return name

    def _leads(self, name: int, inside: str, low_edge: int) -> bool:
        """Whether a name opens the sentence, so that a phrase between commas behind it only tells
        how: "*Tamm*, for the first time, admitted"."""
        start = self.phrase_start(name, low_edge)
        opens = start == self.first or self.is_quote(start - 1)
        plain = self.low(start) not in PREPOSITIONS | SUBORDINATORS | OPENERS
        return inside in PREPOSITIONS and opens and plain and self.capital(name)

    def phrase_start(self, at: int, low_edge: int) -> int:
        """Where the noun phrase that ends at a unit begins."""
        start = at
        while start >= low_edge:
            low = self.low(start)
            if low in {",", ";", ":", "(", ")"} or low in DASHES or low in STOPS:
                break
            if self.is_quote(start):
                break
            if (low in SUBORDINATORS and low not in {"than"}) or low in {"what", "how", "why"}:
                break
            if low in {"which", "whom"} and self.low(start - 1) in PREPOSITIONS:
                break
            if low in {"who", "whom"} and start < at and not self._verb_like(start + 1):
                break
            if low in CONJUNCTIONS and not self._joins_names(start, at, low_edge):
                break
            if start < at and self.is_clause_verb(start):
                break
            start -= 1
        start += 1
        while start < at and self.low(start) in OPENERS and not self._is_name(start):
            start += 1
        return start

    def _verb_like(self, at: int) -> bool:
        """Whether a finite verb stands here, or behind an adverb."""
        at += self.is_adverb(at)
        return finite(self.low(at)) or self.low(at) in verbs()

    def _is_name(self, at: int) -> bool:
        return self.capital(at) and at > self.first

    def _joins_names(self, at: int, end: int, low_edge: int) -> bool:
        """Whether *and* joins two subjects rather than two clauses."""
        if self.low(at) not in {"and", "or"} or end - at > 6:
            return False
        back = at - 1
        while back >= low_edge and at - back < 7:
            low = self.low(back)
            if low in {",", ";", ":"} or low in SUBORDINATORS or self.is_quote(back):
                break
            if finite(low) or low in verbs():
                return False
            back -= 1
        return at - back > 1 and (self.capital(at - 1) or self.capital(at + 1) or back < low_edge)
