"""Everybody whom one document names: where, by which titles, and for which party."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from detente.reading.speech.people import (
    BETWEEN,
    BODIES,
    NOT_SURNAMES,
    OFFICES,
    TITLES,
    gender_of,
)
from detente.reading.speech.words import WORD, bag, fold

if TYPE_CHECKING:
    from detente.reading.speech.who import Voice, Who

#: Capitalised words in a row: a name, perhaps with titles before it.
CAPITAL = (
    r"(?:(?:[A-Z]|Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Rev|St|Pres)\.|"
    r"[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+){0,3})"
)
NAME = re.compile(
    rf"(?<![\w'’\-]){CAPITAL}"
    rf"(?:[ \u00a0](?:(?:de|del|la|von|van|der|al|bin|ibn|du|den)[ \u00a0])?{CAPITAL}){{1,6}}"
)
#: A lone name; what stands beside names of persons; an apposition.
SURNAME = re.compile(r"\b([A-Z][^\W\d_]+(?:['’\-][A-Z][^\W\d_]+)?)")
BESIDE_AFTER = re.compile(
    r",? (?:said|says|told|added|wrote|tweeted|argued|asked|noted|warned|called|who|whose)\b|"
    r", (?:\d\d\b|\w+ing\b|an? |the |his |her |who\b|whose\b|chair|president|director|"
    r"executive|professor)"
)
BESIDE_BEFORE = re.compile(r"\b(?:said|says|added|asked|told|argued|named|wrote) $")
APPOSED = re.compile(r", (?:\d\d, )?([^,.;:\n“\"]{3,80})[,.]")
LEADS = re.compile(r"who (?:leads|heads|led|headed|chairs|represents|speaks for|runs) ([^,.]+)$")
#: Ends of sentences.
SENTENCE = re.compile(r"[.!?][\"”’']*\s+(?=[\"“‘'A-Z])")
#: Short and other forms of titles.
ABBREVIATED = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "pres": "president",
    "prof": "professor",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "congressman": "representative",
    "congresswoman": "representative",
}
#: Words with a capital at the head of a sentence that are no part of a name.
OPENERS = bag(
    """
    a an and as at after all although among because before but both by during earlier even
    for from he her his how however i if in instead it its last later like many meanwhile
    monday most mr's my no not now of on once one only or our she since so some still such
    than that the their then there these they this those though through thus to today under
    unlike until we what when where whether which while who why with yet you tuesday
    wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """
)
#: How far back, in characters, a pronoun may reach.
REACH = 1500


class Person(NamedTuple):
    """Somebody the document names: where, how, and for which party."""

    start: int
    end: int
    name: str
    party: str | None
    gender: str | None
    titles: frozenset[str]


class Cast:
    """The people of one document, and who spoke in it so far."""

    def __init__(self, who: Who, text: str) -> None:
        self.who = who
        self.text = text
        self._noted: list[Person] = []
        self._genders: dict[str, str | None] = {}
        self._asker = (-REACH, "")
        self._bodies: dict[int, str] = {}

    @cached_property
    def _named_in_full(self) -> list[Person]:
        """Everybody named by several words, or by a voice's name, in order."""
        found: dict[int, Person] = {}
        sides = self._spotted
        for start, end, voice in sides:
            if voice.kind == "person":
                found[start] = Person(
                    start, end, voice.name, voice.party, voice.gender, voice.titles
                )
        taken = sorted((person.start, person.end) for person in found.values())
        for match in NAME.finditer(self.text):
            person = self._person(match.start(), match.end())
            if person is not None and not overlaps(taken, person.start, person.end):
                found[person.start] = self._sided(person, sides)
        return sorted(found.values())

    @cached_property
    def _spotted(self) -> list[tuple[int, int, Voice]]:
        return list(self.who.voices_in(self.text))

    @cached_property
    def _sides(self) -> list[tuple[int, int, Voice]]:
        """Where a party, or a byword for it, is named."""
        return [spot for spot in self._spotted if spot[2].kind in {"party", "byword"}]

    @cached_property
    def _by_surname(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self._named_in_full:
            found.setdefault(fold(person.name.split()[-1]), []).append(person)
        return found

    @cached_property
    def people(self) -> list[Person]:
        """Every place where somebody is named, by surname alone too, in order."""
        found = list(self._named_in_full)
        taken = [(person.start, person.end) for person in found]
        for match in SURNAME.finditer(self.text):
            same = self._by_surname.get(match[1].lower())
            if not same or overlaps(taken, match.start(1), match.end(1)):
                continue
            last = bisect_left(same, match.start(), key=lambda person: person.start) - 1
            found.append(same[max(0, last)]._replace(start=match.start(1), end=match.end(1)))
        return sorted(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [person.start for person in self.people]

    def _person(self, start: int, end: int) -> Person | None:
        """A name that stands in the document, if it looks like somebody's."""
        words = [(m.start() + start, m.end() + start) for m in WORD.finditer(self.text[start:end])]
        folded = [fold(self.text[a:b]) for a, b in words]
        while folded and folded[0] in OPENERS and not is_month_name(folded):
            words, folded = words[1:], folded[1:]
        n_titles = max((k + 1 for k, word in enumerate(folded[:-1]) if word in TITLES), default=0)
        name = folded[n_titles:]
        if not name or len(name) > 4 or name[-1] in NOT_SURNAMES | TITLES | BODIES | OPENERS:
            return None
        first, last = words[n_titles][0], words[-1][1]
        known = len(name) > 1 and (
            gender_of(name[:1]) is not None
            or (len(name) < 4 and self._speaks(first, last) and name[0] not in NOT_SURNAMES)
        )
        if not n_titles and not known:
            return None
        written = re.sub(r"['’]s?$", "", self.text[first:last])
        titles = {ABBREVIATED.get(word, word) for word in folded[:n_titles]}
        return Person(
            first,
            first + len(written),
            written,
            None,
            gender_of(folded),
            frozenset(titles | self._apposed_titles(last)),
        )

    def _speaks(self, start: int, end: int) -> bool:
        """Whether what stands beside capitalised words shows that they name somebody."""
        return bool(
            BESIDE_AFTER.match(self.text, end)
            or BESIDE_BEFORE.search(self.text[max(0, start - 12) : start])
        )

    def _apposed_titles(self, end: int) -> set[str]:
        """Offices named behind a name: ", the majority leader,"."""
        after = APPOSED.match(self.text, end, end + 90)
        if not after:
            return set()
        head = re.split(r" (?:for|to|against|of) ", after[1])[0]
        return {fold(word) for word in WORD.findall(head)} & (OFFICES | TITLES)

    def _sided(self, person: Person, sides: list[tuple[int, int, Voice]]) -> Person:
        """The person with the party whose office the words before or after the name tell."""
        at = bisect_left(sides, person.start, key=lambda side: side[0]) - 1
        party = None
        gap = self.text[sides[at][1] : person.start] if at >= 0 else ""
        words = [fold(word) for word in WORD.findall(gap[:80])]
        if words and len(gap) < 60 and all(w in OFFICES | BETWEEN | TITLES for w in words):
            meant = self.who.describe(self.text[sides[at][0] : person.end])
            party = meant.party if meant else None
        after = APPOSED.match(self.text, person.end, person.end + 90)
        if party is None and after:
            meant = self.who.describe(after[1])
            if meant is not None and meant.kind == "people":
                party = meant.party
            else:
                led = LEADS.match(after[1])
                meant = self.who.describe(led[1]) if led else None
                party = meant.party if meant is not None else None
        return person if party is None else person._replace(party=party)


def is_month_name(folded: list[str]) -> bool:
    """Whether a month at the head is somebody's given name: "April Jones"."""
    return folded[0] in {"april", "may", "june", "august"} and len(folded) == 2


def overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of several sorted ones."""
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
