"""Acts that the text tells of without anybody's words: "set no deadline"."""

from __future__ import annotations

from detente.reading.passages import Span
from detente.reading.speech.closed import AUTHOR, PREPOSITIONS, finite
from detente.reading.speech.cues import Cue, inflect
from detente.reading.speech.looks import DASHES
from detente.reading.speech.notes import Notes
from detente.reading.speech.units import STOPS
from detente.reading.speech.words import bag

#: Verbs whose object, not they themselves, tells the act; with what the object must be.
TERMS = bag("condition conditions precondition preconditions proviso strings")
LIMITS = bag("deadline deadlines ultimatum ultimatums")
OBJECTS_OF = {
    "set": TERMS | LIMITS,
    "attach": TERMS,
    "impose": TERMS | LIMITS,
    "place": TERMS,
    "put": TERMS,
    "lay": TERMS,
    "issue": LIMITS,
    "fix": LIMITS,
    "name": TERMS,
}
#: "made its offer *conditional on* a truce"
DEPENDENT = bag("conditional contingent dependent")
#: "tied talks to a truce", "linked the vote to a pledge"
BINDERS = bag("tie link condition")
#: What ends such an object.
ENDS = bag("but while because as when after although though which who") | {",", ";", ":", ")"}
#: What may stand between such a verb and its object's head.
SPAN = 9


def forms_of() -> dict[str, tuple[str, str]]:
    """Every form of these verbs: the verb, and which form it is."""
    found: dict[str, tuple[str, str]] = {}
    for verb in {*OBJECTS_OF, *BINDERS, "make", "give"}:
        third, past, participle, ing = IRREGULAR.get(verb) or inflect(verb)
        forms = {verb: "base", third: "s", ing: "ing", participle: "part"}
        forms[past] = "past"
        for written, form in forms.items():
            found[written] = (verb, form)
    return found


IRREGULAR = {
    "set": ("sets", "set", "set", "setting"),
    "put": ("puts", "put", "put", "putting"),
    "lay": ("lays", "laid", "laid", "laying"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "tie": ("ties", "tied", "tied", "tying"),
}
FORMS = forms_of()


class Narrated(Notes):
    """Finds acts of speech in verbs that are none by themselves."""

    def _told_act(self, at: int) -> bool:
        """A condition or a deadline that somebody sets, or does not set."""
        s = self.s
        verb, form = FORMS[s.low(at)]
        found = self._told_object(verb, at)
        if found is None:
            return False
        start, end, lemma = found
        if form in {"base", "past"} and s.low(at - 1) == "to":
            return False
        cue = Cue(lemma, form, frozenset("N"), frozenset(), False, 0.6)
        subject = self._doer(at, cue)
        if subject is None:
            return False
        return self.add(start, end, at, cue, None, "D", 0.6, source=subject)

    def _doer(self, at: int, cue: Cue) -> Span | None:
        """Who does it: the subject, or that of an earlier verb of the sentence."""
        s = self.s
        if s.verb_form(at, cue) not in {"active", ""} or s.low(at - 1) in {"be", "been", "being"}:
            return None
        subject = s.subject_before(at)
        if subject is None:
            return self.last_source if s.low(at - 1) in {"and", "but"} else None
        if s.low(subject.start) in PREPOSITIONS | AUTHOR:
            return None
        if s.low(subject.start) in {"that", "which", "who", "this", "there"}:
            return None
        if not s.person_like(subject.start, subject.end) and s.low(subject.start) not in {"the"}:
            return None
        return self.span(subject.start, subject.end)

    def _told_object(self, verb: str, at: int) -> tuple[int, int, str] | None:
        """Where the object that tells the act begins and ends, and the act; None if none does."""
        s = self.s
        start = at + 1 + (s.low(at + 1) == "down")
        for k in range(start, min(s.last, at + SPAN)):
            low = s.low(k)
            if low in STOPS or low in {",", ";", "that"} or s.is_quote(k):
                return None
            if verb == "make":
                if low in DEPENDENT and s.low(k + 1) in {"on", "upon"} and k > start:
                    return start, self._object_end(k), "make conditional"
            elif verb in BINDERS:
                if k > start and low in {"to", "on"}:
                    apt = (verb == "condition") == (low == "on") and self._talks(start, k)
                    return (start, self._object_end(k), "make conditional") if apt else None
            elif verb == "give":
                if low == "until" and k > start:
                    end = self._object_end(k)
                    answer = any(s.low(j) == "to" for j in range(k, end))
                    return (start, end, "give until") if answer else None
            elif low in OBJECTS_OF[verb]:
                act = "set deadline" if low in LIMITS else "set condition"
                return start, self._object_end(k), act
            elif low in PREPOSITIONS | {"aside"}:
                return None
        return None

    def _object_end(self, at: int) -> int:
        """Behind an object and what hangs on it: up to a comma, or to the next clause."""
        s = self.s
        for k in range(at + 1, min(s.last, at + 30)):
            low = s.low(k)
            if low in STOPS or low in ENDS or low in DASHES:
                return k
            if low in {"and", "or"} and any(
                finite(s.low(j)) or s.is_clause_verb(j) for j in range(k + 1, min(s.last, k + 6))
            ):
                return k
        return min(s.last, at + 30)

    def _talks(self, start: int, end: int) -> bool:
        """Whether what is tied is something that parties agree on."""
        return any(self.s.low(k) in BARGAINED for k in range(start, end))


#: What is tied to something else in talks.
BARGAINED = bag(
    """
    accord acceptance agreement aid approval assent attendance backing ballot ceasefire consent
    cooperation deal delivery election elections offer participation payment pledge progress
    ratification recognition release return signature signing settlement summit support talks
    negotiations treaty truce vote withdrawal
    """
)
