"""How a verb stands in a sentence: active, passive, participle, infinitive, or no verb."""

from __future__ import annotations

from detente.reading.speech.closed import (
    BE,
    DAYS,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
)
from detente.reading.speech.cues import Cue, nouns, verbs
from detente.reading.speech.looks import DASHES, Looks
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Before a noun in the plural, never before "says".
MANY = bag("these those some many most several few all both two three others")


class VerbForms(Looks):
    """Tells verbs from nouns, and their forms from one another."""

    def is_clause_verb(self, at: int) -> bool:
        """Whether the unit is plainly a finite verb, so that no noun phrase reaches over it."""
        low = self.low(at)
        if low in MODALS or low in HAVE or low in BE:
            return True
        known = verbs().get(low)
        if not known or known[0].form not in {"past", "s"}:
            return False
        if low in nouns():
            follows = self.low(at + 1)
            named = follows in DETERMINERS | SUBJECTS | {"that"} or self.capital(at + 1)
            return self.capital(at - 1) and not self.capital(at) and named
        before = self.low(at - 1)
        return before not in DETERMINERS and not before.endswith("'s")

    def verb_form(self, at: int, cue: Cue) -> str:
        """How the verb stands: "active", "passive", "participle", "infinitive", or "" if it
        is no verb here."""
        if self.capital(at) and at > self.first and not self.title_case:
            return ""
        before = at - 1
        while before >= max(self.first, at - 8) and (
            self.low(before) in NEGATIONS
            or (self.is_adverb(before) and self.low(before) not in DAYS)
        ):
            before -= 1
        low = self.low(before)
        form = cue.form
        if low in BE or low in {"being", "been", "get", "got"}:
            if form == "ing":
                return "active"
            if form in {"past", "part"}:
                return "passive"
            return ""
        if low in HAVE:
            return "active" if form in {"past", "part"} else ""
        if low in MODALS:
            return "active" if form == "base" else ""
        if low == "to":
            return "infinitive" if form == "base" else ""
        if form == "part":
            return ""
        if low in DETERMINERS and low not in {
            "this",
            "that",
            "these",
            "those",
            "some",
            "many",
            "most",
            "several",
            "few",
            "all",
            "both",
            "one",
            "two",
            "three",
            "others",
            "each",
        }:
            return ""
        if low in POSSESSIVES or low.endswith("'s") or (low.endswith("s'") and form != "past"):
            return ""
        if form == "s" and low in MANY:
            return ""
        if form == "ing":
            if low == "in" and cue.lemma == "write":
                return ""
            if at == self.first:
                return "participle" if self.low(at + 1) in {"that", "he", "she", "they"} else ""
            if low in {",", "as", "after", "before", "while", "by", "in", "when"} or low in DASHES:
                return "participle"
            if any(self.low(k) == "with" for k in range(max(self.first, at - 5), at)):
                return "participle"
            return ""
        if low in PREPOSITIONS and low not in {"before", "after"}:
            return ""
        if form == "base":
            plain = low in SUBJECTS - {"this", "that", "it", "he", "she"} or low in {
                "who",
                "that",
                "and",
                "or",
                "most",
                "many",
                "some",
            }
            plural = low.endswith("s") and not low.endswith(("ss", "us", "'s"))
            plural = (
                plural or low.endswith("men") or low in {"people", "few", "both", "others", ")"}
            )
            return "active" if plain or plural or self._plural_head(before) else ""
        if (
            form == "s"
            and cue.lemma in nouns()
            and not (
                self.capital(before)
                or low in SUBJECTS
                or low in {"who", "which", "and", ","}
                or low.endswith(("or", "er", "man", "ent", "ion", "ist"))
            )
        ):
            return ""
        if form == "past" and self.low(at + 1) == "by":
            asked = cue.lemma == "ask" and any(
                self.low(k) in {"if", "whether", "about", "what", "why", "how"}
                for k in range(at + 2, min(self.last, at + 9))
            )
            return "passive" if asked else ""
        return "active"

    def _plural_head(self, at: int) -> bool:
        """Whether the noun phrase that ends at a unit is a plural with something hung on it:
        "Residents of Tarn Valley"."""
        for k in range(at, max(self.first - 1, at - 10), -1):
            low = self.low(k)
            if low in {",", ";", ":"} or low in STOPS or low in SUBORDINATORS - {"that"}:
                return self.low(k) == "," and k == at and self.low(at + 1) != "state"
            if low in PREPOSITIONS or low in {"who", "that"}:
                head = self.low(k - 1)
                if head.endswith("s") and not head.endswith(("ss", "us", "'s")):
                    return True
                if head in {"people", "many", "some", "most", "those", "few"}:
                    return True
                if head.endswith("men"):
                    return True
        return False
