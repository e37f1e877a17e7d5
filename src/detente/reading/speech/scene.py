"""The people of one document: full names, pronouns, and who "the minister" is."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from detente.reading.speech.people import (
    BETWEEN,
    BODIES,
    GENDER_TITLES,
    NOT_SURNAMES,
    OFFICES,
    PRONOUNS,
    TITLES,
    gender_of,
)
from detente.reading.speech.words import WORD, bag, fold

if TYPE_CHECKING:
    from detente.reading.speech.who import Voice, Who

#: Capitalised words in a row: a name, perhaps with titles before it.
CAPITAL = (
    r"(?:(?:[A-Z]|Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Adm|Rev|St|Pres)\.|"
    r"[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+)*)"
)
NAME = re.compile(
    rf"{CAPITAL}(?:[ \u00a0](?:(?:de|del|la|von|van|der|al|bin|ibn|du|den)[ \u00a0])?{CAPITAL}){{1,6}}"
)
#: A person's name behind a word that is none: "Kremlin spokesman *Dmitry Peskov*".
NAMED_OFFICE = re.compile(
    r"(?:[a-z]|\bMinister|\bPresident|\bAmbassador|\bSecretary|\bSpokes\w+) "
    r"([A-Z][^\W\d_]+(?: [A-Z][\w'’.\-]*){1,2})$"
)
#: Words with a capital at the head of a sentence that are no part of a name.
OPENERS = bag("""a an and as at after all although among because before but both by during earlier even for
    from he her his how however i if in instead it its last later like many meanwhile monday most
    mr's my no not now of on once one only or our she since so some still such than that the their
    then there these they this those though through thus to today under unlike until we what when
    where whether which while who why with yet you tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """)
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


class Scene:
    """Whom the words of one document mean, in the light of all its other words."""

    def __init__(self, who: Who, text: str) -> None:
        self.who = who
        self.text = text
        self._noted: list[Person] = []

    @cached_property
    def people(self) -> list[Person]:
        """Everybody the document names by a name of several words, or by a voice's, in order."""
        found: dict[int, Person] = {}
        sides: list[tuple[int, int, Voice]] = []
        for start, end, voice in self.who.voices_in(self.text):
            sides.append((start, end, voice))
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
    def _by_surname(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = {}
        for person in self.people:
            found.setdefault(fold(person.name.split()[-1]), []).append(person)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [person.start for person in self.people]

    def _person(self, start: int, end: int) -> Person | None:
        """A name that stands in the document, if it looks like somebody's."""
        words = [(m.start() + start, m.end() + start) for m in WORD.finditer(self.text[start:end])]
        folded = [fold(self.text[a:b]) for a, b in words]
        while folded and folded[0] in OPENERS and not is_month_name(folded):
            words, folded = words[1:], folded[1:]
        n_titles = 0
        while n_titles < len(folded) - 1 and folded[n_titles] in TITLES:
            n_titles += 1
        name = folded[n_titles:]
        if not name or name[-1] in NOT_SURNAMES or name[-1] in TITLES | BODIES:
            return None
        known = gender_of(name[:1]) is not None
        if not (n_titles or (known and len(name) > 1)) or len(name) > 4:
            return None
        titles = frozenset(folded[:n_titles])
        first, last = words[n_titles][0], words[-1][1]
        written = self.text[first:last]
        written = re.sub(r"['’]s?$", "", written)
        return Person(
            first,
            first + len(written),
            written,
            None,
            gender_of(folded),
            frozenset(titles - GENDER_TITLES.keys()),
        )

    def _sided(self, person: Person, sides: list[tuple[int, int, Voice]]) -> Person:
        """The person with the party whose office the words before or after the name tell."""
        at = bisect_left(sides, person.start, key=lambda side: side[0]) - 1
        party = None
        gap = self.text[sides[at][1] : person.start] if at >= 0 else ""
        words = [fold(word) for word in WORD.findall(gap[:80])]
        if words and len(gap) < 60 and all(w in OFFICES | BETWEEN | TITLES for w in words):
            meant = self.who.describe(self.text[sides[at][0] : person.end])
            party = meant.party if meant else None
        after = re.match(r", ([^,.;:\n“\"]{3,80})[,.]", self.text[person.end : person.end + 90])
        if party is None and after:
            meant = self.who.describe(after[1])
            if meant is not None and meant.kind == "people":
                party = meant.party
        return person if party is None else person._replace(party=party)

    def note(self, at: int, speaker: str, party: str | None, words: str) -> None:
        """Remember that somebody spoke here: the next pronoun may mean the same one."""
        gender = self._gender(speaker, words)
        titles = frozenset(fold(word) for word in WORD.findall(words)) & (TITLES | OFFICES)
        self._noted.append(Person(at, at + len(words), speaker, party, gender, titles))

    def _gender(self, speaker: str, words: str) -> str | None:
        folded = [fold(word) for word in WORD.findall(f"{words} {speaker}")]
        pronoun = PRONOUNS.get(folded[0]) if folded else None
        return pronoun or gender_of(folded)

    def resolve(self, words: str, at: int) -> tuple[str, str | None]:
        """Whom the words, standing at an offset of the document, mean.

        Returns the voice's full name, else the party's, else the document's fullest name for
        the person, else the words; and the party's id or None.
        """
        words = " ".join(words.split())
        folded = [fold(word) for word in WORD.findall(words)]
        if not folded:
            return words, None
        if len(folded) == 1 and folded[0] in PRONOUNS:
            meant = self._pronoun(PRONOUNS[folded[0]], at)
            return (meant.name, meant.party) if meant else (words, None)
        voice = self.who.describe(words)
        person = self._named(words, folded, at)
        if voice is not None:
            return self._voiced(voice, person, words)
        if person is not None:
            return person.name, person.party
        meant = self._by_office(folded, at)
        if meant is not None:
            return meant.name, meant.party
        return words, None

    def _voiced(self, voice: Voice, person: Person | None, words: str) -> tuple[str, str | None]:
        if voice.kind == "person":
            return voice.name, voice.party
        if person is not None:
            return person.name, voice.party
        named = NAMED_OFFICE.search(words)
        if named and fold(named[1].split()[-1]) not in NOT_SURNAMES | TITLES:
            return named[1], voice.party
        folded = {fold(word) for word in WORD.findall(words)}
        holders = [
            other
            for other in self.who.voices
            if other.kind == "person"
            and other.party == voice.party
            and other.titles
            and other.titles <= folded
        ]
        return (holders[0] if len(holders) == 1 else voice).name, voice.party

    def _named(self, words: str, folded: list[str], at: int) -> Person | None:
        """The person whose name stands in the words, by the document's fullest form of it."""
        head = re.split(r",| who | of the | for the ", words)[0]
        names = [m.group() for m in WORD.finditer(head) if m.group()[:1].isupper()]
        if not names:
            return None
        last = fold(names[-1])
        same = self._by_surname.get(last)
        if not same:
            return None
        if fold(WORD.findall(head)[-1]) != last:
            return None
        given = [fold(name) for name in names[:-1] if fold(name) not in TITLES]
        fits = [p for p in same if not given or fold(p.name.split()[0]) in given]
        before = [p for p in fits if p.start <= at] or fits
        if not before:
            return None
        fullest = max(len(p.name.split()) for p in before)
        best = [p for p in before if len(p.name.split()) == fullest][-1]
        parties = {p.party for p in before if p.party is not None and p.name == best.name}
        return best._replace(party=parties.pop()) if len(parties) == 1 else best

    def _pronoun(self, kind: str, at: int) -> Person | None:
        """The most recent one that a pronoun fits: who spoke last, else whom a sentence names."""
        if kind in {"they", "it"}:
            return None
        spoke = [
            person
            for person in self._noted[-12:]
            if at - REACH < person.start < at and person.gender in {kind, None}
        ]
        last = spoke[-1] if spoke else None
        lo, hi = bisect_left(self._starts, at - REACH), bisect_left(self._starts, at)
        near = [p for p in self.people[lo:hi] if p.gender in {kind, None}]
        if not near:
            return last
        sentence = self._sentence_before(at)
        recent = [p for p in near if p.start >= sentence]
        named = recent[0] if recent else near[-1]
        if last is not None and last.start >= min(named.start, sentence):
            return last
        if last is not None and last.name == named.name:
            return last
        return named

    def _sentence_before(self, at: int) -> int:
        """Where the sentence before the one at an offset begins, nearly."""
        piece = self.text[max(0, at - 600) : at]
        stops = [m.end() for m in re.finditer(r"[.!?][\"”’']*\s+(?=[\"“‘'A-Z])", piece)]
        base = max(0, at - 600)
        return base + (stops[-2] if len(stops) > 1 else 0)

    def _by_office(self, folded: list[str], at: int) -> Person | None:
        """Whom "the minister" means: the last one named so, else the only voice with the title."""
        if folded[0] not in {"the", "this", "that", "his", "her"} or len(folded) > 4:
            return None
        offices = [word for word in folded[1:] if word in OFFICES or word in TITLES]
        if not offices or folded[-1] not in OFFICES | TITLES:
            return None
        wanted = set(offices)
        for person in reversed([*self._noted, *self.people]):
            if person.start < at and wanted <= person.titles:
                return person
        holders = [
            voice for voice in self.who.voices if voice.kind == "person" and wanted <= voice.titles
        ]
        if len(holders) == 1:
            voice = holders[0]
            return Person(0, 0, voice.name, voice.party, voice.gender, voice.titles)
        return None


def is_month_name(folded: list[str]) -> bool:
    """Whether a month at the head is somebody's given name: "April Jones"."""
    return folded[0] in {"april", "may", "june", "august"} and len(folded) == 2


def overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of several sorted ones."""
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
