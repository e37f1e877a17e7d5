"""The people of one document: full names, pronouns, and who "the minister" is."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from detente.reading.speech.people import (
    BETWEEN,
    BODIES,
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
    r"[^\W\d_a-z][^\W\d_]*(?:['’\-][^\W\d_]+){0,3})"
)
NAME = re.compile(
    rf"(?<![\w'’\-]){CAPITAL}"
    rf"(?:[ \u00a0](?:(?:de|del|la|von|van|der|al|bin|ibn|du|den)[ \u00a0])?{CAPITAL}){{1,6}}"
)
#: A lone name; what stands beside names of persons; an apposition; sentence ends.
SURNAME = re.compile(r"\b([A-Z][^\W\d_]+(?:['’\-][A-Z][^\W\d_]+)?)")
BESIDE_AFTER = re.compile(
    r",? (?:said|says|told|added|wrote|tweeted|argued|asked|noted|warned|called|who|whose)\b|"
    r", (?:\d\d\b|\w+ing\b|an? |the |his |her |who\b|whose\b|chair|president|director|"
    r"executive|professor)"
)
BESIDE_BEFORE = re.compile(r"\b(?:said|says|added|asked|told|argued|named|wrote) $")
APPOSED = re.compile(r", (?:\d\d, )?([^,.;:\n“\"]{3,80})[,.]")
LEADS = re.compile(r"who (?:leads|heads|led|headed|chairs|represents|speaks for|runs) ([^,.]+)$")
SENTENCE = re.compile(r"[.!?][\"”’']*\s+(?=[\"“‘'A-Z])")
#: A sentence whose subject is somebody's office: "The president himself has".
OFFICE_FIRST = re.compile(
    r"(The (?:[a-z]+ )??([a-z]+))(?: himself| herself)? (?:is|was|has|had|did|does|[a-z]+ed)\b"
)
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
#: Words that tell one holder of an office from another.
RANKS = bag("deputy vice prime foreign finance defense defence interior assistant press")
#: A person's name behind a word that is none: "Kremlin spokesman *Dmitry Peskov*".
NAMED_OFFICE = re.compile(
    r"(?:[a-z]|\bMinister|\bPresident|\bAmbassador|\bSecretary|\bSpokes\w+) "
    r"([A-Z][^\W\d_]+(?: [A-Z][\w'’.\-]*){1,2})$"
)
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
#: Words at the head of a description that a name may follow: "the moderator, Noor Haddad,".
DESCRIBES = bag("the a an one his her their its")
#: Somebody's office: "the mayor's office", "Lindqvist's legal team".
OWNED_BODY = re.compile(
    r"(.{2,60}?)(?:['’]s|s['’]) (?:[a-z]+ )?(?:office|team|staff|aides?|camp|cabinet|government|"
    r"entourage|advisers|advisors|officials|spokes\w+|people|administration|delegation|lawyers?|"
    r"negotiators?|statement|letter|tweet|post|memo|answer|reply|response|speech|message|note)\Z"
)
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
PARAGRAPH = re.compile(r"\n\s*\n|[.!?:][\"”’']*[ \t]*\n")
#: What people put their words into.
PAPERS = bag("statement letter post tweet note memo communique declaration message email report")
#: How far back, in characters, a pronoun may reach.
REACH = 1500
#: How far from a name its pronouns are looked for.
NEAR = 4000


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
        return {fold(word) for word in WORD.findall(after[1])} & (OFFICES | TITLES)

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
            he = she = 0
            window = self.text[max(0, at - NEAR) : at + NEAR]
            for match in islice(re.finditer(re.escape(surname), window), 12):
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
        named = recent[0] if recent else near[-1]
        if last is not None and last.start >= min(named.start, sentence):
            return last
        return named

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
        return None

    def _sentence_before(self, at: int) -> int:
        """Where the sentence before the one at an offset begins, nearly."""
        base = max(0, at - 600)
        stops = [m.end() for m in SENTENCE.finditer(self.text, base, at)]
        return stops[-2] if len(stops) > 1 else base

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
        if head not in OFFICES | TITLES or len(folded) < 2:
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


def is_month_name(folded: list[str]) -> bool:
    """Whether a month at the head is somebody's given name: "April Jones"."""
    return folded[0] in {"april", "may", "june", "august"} and len(folded) == 2


def overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of several sorted ones."""
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
