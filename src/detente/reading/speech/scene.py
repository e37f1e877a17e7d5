"""Whom the words of a document mean: names in full, pronouns, and who "the minister" is."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from detente.reading.speech.cast import NAME, OPENERS, REACH, SENTENCE, Person
from detente.reading.speech.offices import OWNED_BODY, Offices
from detente.reading.speech.people import (
    BODIES,
    NOT_SURNAMES,
    OFFICES,
    PRONOUNS,
    TITLES,
    gender_of,
)
from detente.reading.speech.words import WORD, bag, fold

if TYPE_CHECKING:
    from detente.reading.speech.who import Voice

#: A sentence whose subject is somebody's office: "The president himself has".
OFFICE_FIRST = re.compile(
    r"(The (?:[a-z]+ )??([a-z]+))(?: himself| herself)? (?:is|was|has|had|did|does|[a-z]+ed)\b"
)
#: A person's name behind a word that is none: "Kremlin spokesman *Dmitry Peskov*".
NAMED_OFFICE = re.compile(
    r"(?:[a-z]|\bMinister|\bPresident|\bAmbassador|\bSecretary|\bSpokes\w+) "
    r"([A-Z][^\W\d_]+(?: [A-Z][\w'’.\-]*){1,2})$"
)
#: Words at the head of a description that a name may follow: "the moderator, Noor Haddad,".
DESCRIBES = bag("the a an one his her their its")
#: A description and the name it belongs to: "one voter, *Bill Reyes*".
DESCRIBED = re.compile(
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Hh]is|[Hh]er) [a-z][a-z \-]*, ([A-Z][^,]+)$"
)
#: A body that is the subject of a sentence: "*Cole's campaign* raised money".
BODY_FIRST = re.compile(
    r"((?:The|[A-Z][\w.\-]*(?:['’]s)?)(?: [\w.\-]+(?:['’]s)?){0,3}? (?:administration|agency|army|"
    r"campaign|cabinet|coalition|committee|company|council|court|department|government|group|"
    r"ministry|office|panel|party|union|network|newspaper))\b(?!['’])"
)
#: How far from a name its pronouns are looked for.
NEAR = 4000


class Scene(Offices):
    """Whom the words of one document mean, in the light of all its other words."""

    def note(
        self, at: int, speaker: str, party: str | None, words: str, asks: bool = False
    ) -> None:
        """Remember that somebody spoke here: the next pronoun may mean the same one, unless it
        was a question."""
        if asks:
            self._asker = (at, speaker)
            return
        folded = [fold(word) for word in WORD.findall(words)]
        if not folded or (folded[0] in PRONOUNS and speaker.lower() == words.lower()):
            return
        head = list(takewhile(lambda word: word not in {"of", "to", "for", "from", "in"}, folded))
        titles = frozenset(head) & (TITLES | OFFICES)
        if OWNED_BODY.match(words):
            titles = frozenset()
        gender = PRONOUNS.get(folded[0]) or self._gender(speaker, at)
        if gender in {"they", "it"}:
            gender = None
        if gender is None and not self._is_person(speaker, folded):
            gender = "they" if is_plural(folded) else "it"
        person = Person(at, at + len(words), speaker, party, gender, titles)
        self._noted.append(person)
        if looks_named(words) and gender != "it":
            self._by_surname.setdefault(fold(words.split()[-1]), [person])

    def _is_person(self, speaker: str, folded: list[str]) -> bool:
        last = fold(speaker.split()[-1]) if speaker.split() else ""
        voice = self.who.describe(speaker)
        if voice is not None and voice.kind in {"party", "byword"}:
            return False
        if "and" in folded:
            return False
        if last in self._by_surname or looks_named(speaker):
            return True
        some = folded[0] in {"a", "an", "one", "another"} and not set(folded[1:4]) & BODIES
        return (
            some
            or bool(folded and (folded[-1] in OFFICES | TITLES or folded[0] in TITLES))
            or any(word in OFFICES for word in folded[:4])
        ) and not is_plural(folded)

    def _gender(self, name: str, at: int) -> str | None:
        """He or she, as given name and title tell, else the pronouns that follow the name."""
        if name in self._genders:
            return self._genders[name]
        self._genders[name] = gender = gender_of([fold(word) for word in WORD.findall(name)])
        if gender is None and name and len(name) < 60:
            surname = name.split()[-1] if name.split() else name
            surname = surname if surname[:1].isupper() else name
            he = she = 0
            window = self.text[max(0, at - NEAR) : at + NEAR]
            for match in islice(re.finditer(rf"\b{re.escape(surname)}\b", window), 12):
                follows = re.split(r"[\n\"“]|\s[A-Z]", window[match.end() : match.end() + 120])
                words = {fold(word) for word in WORD.findall(follows[0] if follows else "")}
                he += bool(words & {"he", "his", "him", "himself"})
                she += bool(words & {"she", "her", "herself"})
            gender = "he" if he > she else "she" if she > he else None
            self._genders[name] = gender
        return gender

    def resolve(
        self, words: str, at: int, head: tuple[int, int] | None = None
    ) -> tuple[str, str | None]:
        """Whom the words, standing at an offset of the document, mean; `head` is the subject of
        their sentence, where it stands before them.

        Returns the voice's full name, else the party's, else the document's fullest name for
        the person, else the words; and the party's id or None.
        """
        end = at + len(words)
        described = DESCRIBED.match(words)
        if described:
            at, words = at + described.start(1), described[1]
        words = " ".join(words.split())
        folded = [fold(word) for word in WORD.findall(words)]
        if not folded:
            return words, None
        if len(folded) == 1 and folded[0] in PRONOUNS:
            kind = PRONOUNS[folded[0]]
            if kind in {"he", "she"}:
                meant = self._same_sentence(kind, head) or self._pronoun(kind, at)
            else:
                meant = self._group(kind, at)
            return (meant.name, meant.party) if meant else (words, None)
        voice = self.who.describe(words)
        person = self._named(words, at)
        if person is None and (voice is None or voice.kind != "person"):
            person = self._apposed(words, folded, end)
        if voice is not None:
            return self._voiced(voice, person, words, at)
        if person is not None:
            return person.name, person.party
        meant = self._by_paper(folded, at) or self._by_office(folded, at)
        if meant is not None:
            return meant.name, meant.party
        return words, self._staff(words, folded, at)

    def _voiced(
        self, voice: Voice, person: Person | None, words: str, at: int
    ) -> tuple[str, str | None]:
        if voice.kind != "person":
            self._bodies[at] = voice.party
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

    def _named(self, words: str, at: int) -> Person | None:
        """The person whose name stands in the words, by the document's fullest form of it."""
        head = re.split(r",| who | of the | for the | \(", words)[0]
        for phrase in (head, re.split(r" (?:of|from|in|for|at) ", head)[0]):
            parts = [m.group() for m in WORD.finditer(phrase)]
            names = [part for part in parts if part[:1].isupper()]
            same = self._by_surname.get(fold(names[-1])) if names else None
            if same and parts[-1] == names[-1]:
                break
        else:
            return None
        upto = bisect_left(same, at + 1, key=lambda person: person.start)
        same = same[max(0, upto - 60) : upto] or same[:60]
        given = [fold(name) for name in names[:-1] if fold(name) not in TITLES]
        given = [name for name in given if gender_of([name]) is not None]
        fits = [p for p in same if not given or fold(p.name.split()[0]) in given]
        before = [p for p in fits if p.start <= at] or fits
        if not before:
            return None
        fullest = max(len(p.name.split()) for p in before)
        best = [p for p in before if len(p.name.split()) == fullest][-1]
        parties = {p.party for p in before if p.party is not None and p.name == best.name}
        return best._replace(party=parties.pop()) if len(parties) == 1 else best

    def _apposed(self, words: str, folded: list[str], end: int) -> Person | None:
        """The name behind an office: "the moderator, *Noor Haddad*, asked"."""
        if not (folded[0] in DESCRIBES or "'s" in words):
            return None
        if self.text[end : end + 2] != ", ":
            return None
        plain = NAME.match(self.text, end + 2)
        if plain and self.text[plain.end() : plain.end() + 1] == "," and looks_named(plain[0]):
            return Person(plain.start(), plain.end(), plain[0], None, None, frozenset())
        at = bisect_left(self._named_in_full, end, key=lambda person: person.start)
        if at < len(self._named_in_full):
            person = self._named_in_full[at]
            if person.start - end < 50 and person.start >= end + 2:
                between = self.text[end + 2 : person.start]
                if all(fold(word) in TITLES for word in WORD.findall(between)):
                    return person
                if between.startswith(("a ", "an ")) and between.endswith(" named "):
                    return person
        return None

    def _pronoun(self, kind: str, at: int) -> Person | None:
        """The most recent one that a pronoun fits: who spoke last, else whom a sentence names."""
        last = next(
            (
                person
                for person in reversed(self._noted[-14:])
                if at - REACH < person.start < at and person.gender in {kind, None}
            ),
            None,
        )
        lo, hi = bisect_left(self._starts, at - REACH), bisect_left(self._starts, at)
        asker = self._asker[1] if at - self._asker[0] < 300 else ""
        near = [
            p
            for p in self.people[lo:hi]
            if p.name != asker and (p.gender or self._gender(p.name, p.start)) in {kind, None}
        ]
        sentence = self._sentence_before(at)
        office = OFFICE_FIRST.match(self.text, sentence)
        if (
            office
            and fold(office[2]) in OFFICES | TITLES
            and (last is None or last.start < sentence)
        ):
            name, party = self.resolve(office[1], sentence)
            return Person(sentence, office.end(), name, party, None, frozenset())
        if not near:
            return last or self._maybe(at)
        recent = [p for p in near if p.start >= sentence]
        recent = [p for p in recent if not self._owns(p)] or recent
        named = recent[0] if recent else near[-1]
        if last is not None and last.start >= min(named.start, sentence):
            return last
        return named

    def _owns(self, person: Person) -> bool:
        """Whether the name only says whose something is: "*Doane*'s opponent"."""
        return self.text[person.end : person.end + 2] in {"'s", "’s"}

    def _same_sentence(self, kind: str, head: tuple[int, int] | None) -> Person | None:
        """The person who is the subject of a pronoun's own sentence, unless another spoke since:
        "Ana Reis was blunt: '…,' she said"."""
        if head is None:
            return None
        words = self.text[slice(*head)]
        folded = [fold(word) for word in WORD.findall(words)]
        if not folded or folded[0] in PRONOUNS or set(folded) <= TITLES | OFFICES:
            return None
        if self._noted and self._noted[-1].start > head[0]:
            return None
        name, party = self.resolve(words, head[0])
        if not self._is_person(name, folded):
            return None
        if (gender_of(folded) or self._gender(name, head[0])) not in {kind, None}:
            return None
        return Person(head[0], head[1], name, party, kind, frozenset())

    def _maybe(self, at: int) -> Person | None:
        """The last two or three capitalised words that may be a name, where nobody else fits."""
        found = None
        for match in NAME.finditer(self.text, max(0, at - 300), at):
            words = match.group().split()
            folded = [fold(word) for word in words]
            if folded and folded[0] in OPENERS:
                words, folded = words[1:], folded[1:]
            if 2 <= len(words) <= 3 and not set(folded) & (NOT_SURNAMES | TITLES | OPENERS):
                found = Person(match.start(), match.end(), " ".join(words), None, None, frozenset())
        return found

    def _group(self, kind: str, at: int) -> Person | None:
        """Whom *they* or *it* means: the last body that spoke, or party that was named."""
        if kind == "it":
            sentence = max(
                (m.end() for m in SENTENCE.finditer(self.text, max(0, at - 600), at)), default=0
            )
            sides = [s for s in self._sides if sentence <= s[0] < at and at - s[0] < 400]
            if sides:
                start, end, voice = sides[0]
                return Person(start, end, voice.name, voice.party, "it", frozenset())
        for person in reversed(self._noted[-6:]):
            if at - REACH / 3 < person.start < at and person.gender == kind:
                return person
        body = BODY_FIRST.match(self.text, self._sentence_before(at)) if kind == "it" else None
        if body is not None and body.end() < at:
            name, party = self.resolve(body[1], body.start())
            return Person(body.start(), body.end(), name, party, "it", frozenset())
        return None


def looks_named(words: str) -> bool:
    """Whether words are one to three with capitals, none of which names a body."""
    parts = words.split()
    folded = {fold(part) for part in parts}
    return (
        0 < len(parts) <= 3
        and all(part[:1].isupper() for part in parts)
        and not folded & (NOT_SURNAMES | BODIES | OPENERS)
        and not folded & TITLES
    )


def is_plural(folded: list[str]) -> bool:
    """Whether the words name several."""
    return bool(folded) and (
        folded[0] in {"they", "many", "some", "several", "both", "two", "three", "most", "few"}
        or "and" in folded
        or (folded[-1].endswith("s") and not folded[-1].endswith(("ss", "us")))
        or folded[-1] in {"people", "women", "men"}
    )
