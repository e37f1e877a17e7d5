"""Who is meant by an office: "the minister", "the mayor's office", "a spokesman"."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left

from detente.reading.speech.cast import ABBREVIATED, REACH, SENTENCE, Cast, Person
from detente.reading.speech.people import BODIES, NOT_SURNAMES, OFFICES, TITLES
from detente.reading.speech.words import bag

#: Words that tell one holder of an office from another.
RANKS = bag("deputy vice prime foreign finance defense defence interior assistant press")
#: Somebody's office: "the mayor's office", "Lindqvist's legal team".
OWNED_BODY = re.compile(
    r"(.{2,60}?)(?:['’]s|s['’]) (?:[a-z]+ )?(?:office|team|staff|aides?|camp|cabinet|government|"
    r"entourage|advisers|advisors|officials|spokes\w+|people|administration|delegation|lawyers?|"
    r"negotiators?|statement|letter|tweet|post|memo|answer|reply|response|speech|message|note)\Z"
)
#: The same at the head of a sentence.
OFFICE_SUBJECT = re.compile(
    r"((?:[A-Z][\w.]*|the)(?: [A-Z][\w.]*| [a-z]+){0,3}?['’]s? (?:[a-z]+ )?(?:office|team|staff|"
    r"camp|cabinet|government|delegation|negotiators|officials|administration|advisers|lawyers|"
    r"aides))\b",
    re.IGNORECASE,
)
#: Those who speak for an office without a name, and the words that stand with them.
STAFF = bag(
    """
    spokesman spokeswoman spokesperson spokespeople aide aides official officials adviser advisers
    advisor advisors source sources negotiator negotiators representative representatives
    """
)
NAMELESS = STAFF | bag("a an the one another some several two three senior unnamed its their")
#: Where one paragraph ends and the next begins.
PARAGRAPH = re.compile(r"\n\s*\n|[.!?:][\"”’']*[ \t]*\n")
#: What people put their words into.
PAPERS = bag("statement letter post tweet note memo communique declaration message email report")


class Offices(Cast, ABC):
    """Finds whose office, or whose nameless staff, some words mean."""

    @abstractmethod
    def resolve(self, words: str, at: int) -> tuple[str, str | None]:
        """Whom words mean at an offset: a name, and a party's id or None."""

    def _staff(self, words: str, folded: list[str], at: int) -> str | None:
        """The party of somebody's office, and of the nameless who speak for it behind it: "the
        mayor's office … a spokesman"."""
        owned = OWNED_BODY.match(words)
        if owned:
            party = self.resolve(owned[1], at)[1]
        elif set(folded) <= NAMELESS and set(folded) & STAFF:
            party = self._office_before(at)
        else:
            return None
        if party is not None:
            self._bodies[at] = party
        return party

    def _office_before(self, at: int) -> str | None:
        """The party whose office spoke last in the paragraph, or is the subject of the sentence
        before; None where somebody else spoke since."""
        last = self._noted[-1] if self._noted else None
        near = last is not None and at - last.end < REACH
        if near and last is not None and not PARAGRAPH.search(self.text, last.end, at):
            return self._bodies.get(last.start)
        first = self._sentence_before(at)
        if PARAGRAPH.search(self.text, first, at):
            return None
        verb = OFFICE_SUBJECT.match(self.text, first)
        return self.resolve(verb[1], first)[1] if verb else None

    def _by_paper(self, folded: list[str], at: int) -> Person | None:
        """Whose "the statement" is: of the last one who said something in a statement."""
        if len(folded) != 2 or folded[0] != "the" or folded[1] not in PAPERS or not self._noted:
            return None
        last = self._noted[-1]
        if at - last.end > REACH / 2:
            return None
        named = re.search(rf"\bin an? (?:\w+ )?{re.escape(folded[1])}\b", self.text[last.end : at])
        return last if named else None

    def _by_office(self, folded: list[str], at: int) -> Person | None:
        """Whom "the minister" means: the last one named so, else the only voice with the title."""
        if folded[0] not in {"the", "this", "that"} or len(folded) > 5:
            return None
        head = ABBREVIATED.get(folded[-1], folded[-1])
        if head not in (OFFICES | TITLES) - (BODIES | NOT_SURNAMES) or len(folded) < 2:
            return None
        wanted = {head} | (set(folded) & RANKS)
        named = [p for p in self._noted[-60:] if p.start < at and wanted <= p.titles]
        at_most = bisect_left(self._starts, at)
        for person in reversed(self.people[max(0, at_most - 60) : at_most]):
            if wanted <= person.titles:
                named.append(person)
                break
        if named:
            return max(named)
        if tuple(folded[1:]) in self.who.shared:
            return None
        holders = [
            voice for voice in self.who.voices if voice.kind == "person" and wanted <= voice.titles
        ]
        if len(holders) == 1:
            voice = holders[0]
            return Person(0, 0, voice.name, voice.party, voice.gender, voice.titles)
        return None

    def _sentence_before(self, at: int) -> int:
        """Where the sentence before the one at an offset begins, nearly."""
        base = max(0, at - 600)
        stops = [m.end() for m in SENTENCE.finditer(self.text, base, at)]
        return stops[-2] if len(stops) > 1 else base
