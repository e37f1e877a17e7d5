"""Where a subject stands, where a clause ends: a clause grammar over the units of one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from detente.reading.speech.closed import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    NOT_PARTICIPLES,
    OBJECTS,
    OPENERS,
    PERIODS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    finite,
)
from detente.reading.speech.cues import Cue, nouns, verbs
from detente.reading.speech.people import TITLES
from detente.reading.speech.units import STOPS, Unit
from detente.reading.speech.words import bag

#: How many units a search may go to the left and to the right: what keeps long lines linear.
LEFT, RIGHT = 45, 160
#: Words that open a clause or phrase before the main clause.
LOOSE_OPENERS = SUBORDINATORS | bag("asked in despite amid given during with for at under")
#: Before a noun in the plural, never before "says".
MANY = bag("these those some many most several few all both two three others")
DASHES = frozenset({"—", "–", "--", "-"})


class Subject(NamedTuple):
    """Units from `start` to `end` that name who speaks; `edge` is the first unit before them
    that belongs to something else."""

    start: int
    end: int
    edge: int


class Sentence:
    """The units of one sentence, and questions about them."""

    def __init__(self, items: Sequence[Unit], first: int, last: int) -> None:
        self.items = items
        self.first = first
        self.last = last

    @cached_property
    def title_case(self) -> bool:
        """Whether nearly every word has a capital, as in a headline."""
        words = [item for item in self.items[self.first : self.last] if len(item.text) > 3]
        return len(words) > 1 and sum(w.text[:1].isupper() for w in words) * 10 >= len(words) * 7

    @cached_property
    def _opens_loosely(self) -> bool:
        """Whether a participle or a subordinate clause comes before the main one."""
        low = self.low(self.first)
        return low in LOOSE_OPENERS or (low.endswith("ing") and low not in NOT_PARTICIPLES)

    def low(self, at: int) -> str:
        """The unit's word in lower case; empty outside the sentence."""
        return self.items[at].low if self.first <= at < self.last else ""

    def capital(self, at: int) -> bool:
        """Whether the unit begins with a capital letter or a figure."""
        return self.first <= at < self.last and self.items[at].text[:1].isupper()

    def is_quote(self, at: int) -> bool:
        """Whether the unit is a quotation."""
        return self.first <= at < self.last and self.items[at].quote is not None

    def at_end(self, at: int) -> bool:
        """Whether nothing but stops follows."""
        return all(self.low(k) in STOPS for k in range(at, min(self.last, at + 3)))

    def is_adverb(self, at: int) -> bool:
        """Whether the unit may stand between subject and verb."""
        low = self.low(at)
        return low in ADVERBS or low in DAYS or (low.endswith("ly") and len(low) > 4)

    def skip_adjuncts(self, at: int) -> int:
        """The first unit at or after `at` that is no adverb and no time."""
        limit = min(self.last, at + LEFT)
        while at < limit:
            low = self.low(at)
            if self.is_adverb(at):
                at += 1
            elif low in {"on", "late", "early"} and self.low(at + 1) in DAYS | {"late", "early"}:
                at += 1
            elif low in {"last", "this", "next", "earlier", "that"} and (
                self.low(at + 1) in PERIODS | {"this", "last"}
            ):
                at += 2
            elif low in PERIODS and self.low(at - 1) in DAYS:
                at += 1
            elif low.isdigit() and self.low(at - 1) in DAYS:
                at += 1
            elif low == "in" and self.low(at + 1).isdigit() and len(self.low(at + 1)) == 4:
                at += 2
            else:
                break
        return at

    def skip_adjuncts_left(self, at: int) -> int:
        """The last unit at or before `at` that is no adverb, auxiliary or time."""
        edge = max(self.first, at - LEFT)
        while at > edge:
            low = self.low(at)
            if self.is_adverb(at) or low in AUXILIARIES or low in NEGATIONS:
                if low in DAYS and self.low(at - 1) in {"on", "late", "early", "last", "next"}:
                    at -= 1
                at -= 1
            elif low in PERIODS and self.low(at - 1) in {"last", "this", "next", "earlier"}:
                at -= 2
            elif low in {"this", "last"} and self.low(at - 1) == "earlier":
                at -= 1
            elif low.isdigit() and len(low) == 4 and self.low(at - 1) == "in":
                at -= 2
            else:
                break
        return at

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
        return Subject(start, end, start - 1)

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
            return low_edge - 1
        start = self.phrase_start(name, low_edge)
        if (
            start > low_edge
            and self.low(start - 1) == ","
            and (
                self.low(start) in DETERMINERS | {"who", "which", "his", "her"} or name - start > 6
            )
        ):
            further = self._over_apposition(start - 1, low_edge)
            if further >= low_edge and self.capital(further):
                return further
        return name

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
