"""Who is meant: the parties and voices of a case, found in the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from detente.reading.speech.people import (
    ADDRESSES,
    BETWEEN,
    BODIES,
    NOT_SURNAMES,
    OFFICES,
    PEOPLES,
    TITLES,
    gender_of,
)
from detente.reading.speech.words import WORD, bag, fold

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.speech.scene import Scene

Mention = tuple[int, int, str | None, str | None]
Kind = Literal["person", "byword", "party", "people"]

#: Between an office and its side: "a spokesman *for* the Kremlin".
LINKS = bag("for of from to at with in on")
#: Who stands against the side named beside the word does not speak for it.
AGAINST = bag(
    """
    against critic critics opponent opponents opposition rival rivals dissident dissidents
    exile exiles enemy enemies former ex anti late rebel rebels separatist separatists
    journalist journalists historian historians expert experts
    """
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A person or byword through which a party speaks, or the party itself.

    Attributes
    ----------
    name : str
        As the case writes it, without a title before a person's full name.
    party : str
        The party's id.
    kind : "person", "byword", "party" or "people"
    gender : "he", "she" or None
        Of a person, as far as title and given name tell.
    titles : frozenset of str
        What the case calls the person besides the name: `deputy`, `minister`.
    """

    name: str
    party: str
    kind: Kind
    gender: str | None = None
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a voice: its words, folded, and how they must be spelled."""

    words: tuple[str, ...]
    voice: Voice
    upper: bool = False  # all capitals
    lower: bool = False  # may stand without a capital


class Who:
    """The parties and voices of a case, and how to find them in a text.

    A word that two parties share finds neither.
    """

    def __init__(self, forms: Iterable[Form] = ()) -> None:
        self._forms: dict[str, list[Form]] = {}
        forms = list(forms)
        kept = distinct(forms)
        self.shared = {form.words for form in forms} - {form.words for form in kept}
        for form in kept:
            self._forms.setdefault(form.words[0], []).append(form)
        for found in self._forms.values():
            found.sort(key=lambda form: -len(form.words))

    @classmethod
    def nobody(cls) -> Who:
        """Knows no party: where there is no case."""
        return cls()

    @classmethod
    def from_case(cls, case: Case) -> Who:
        """The parties of a case by id, name, voices, and what their people are called."""
        forms: list[Form] = []
        for party_id, party in case.parties.items():
            names = [str(party.name.value)]
            voices = [str(voice.value) for voice in party.voices]
            forms.extend(party_forms(party_id, names))
            for voice in voices:
                forms.extend(voice_forms(party_id, voice, names))
        return cls(forms)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Every voice once, in the order of the case."""
        found = [form.voice for forms in self._forms.values() for form in forms]
        return tuple(dict.fromkeys(found))

    def mentions(self, text: str) -> list[Mention]:
        """Where the text names a voice or a party: start, end, speaker, party.

        Speaker is the voice's full name, else the party's; None where several voices of one
        party share the words. The longest form wins; nothing overlaps.
        """
        return [
            (start, end, voice.name if voice.kind != "people" else None, voice.party)
            for start, end, voice in self.voices_in(text)
        ]

    def voices_in(self, text: str) -> Iterator[tuple[int, int, Voice]]:
        """The voices and parties that a text names, with their places."""
        if not self._forms:
            return
        words = [(found.start(), found.end()) for found in WORD.finditer(text)]
        folded = [fold(text[start:end]) for start, end in words]
        at = 0
        while at < len(words):
            hit = self._form_at(text, words, folded, at)
            if hit is None:
                at += 1
                continue
            n, voice = hit
            start, end = words[at][0], words[at + n - 1][1]
            if n == 1 and voice.kind == "person" and given_before(text, words, at) is not None:
                start = words[at - 1][0]
            yield start, unpossessed(text, start, end), voice
            at += n

    def _form_at(
        self, text: str, words: list[tuple[int, int]], folded: list[str], at: int
    ) -> tuple[int, Voice] | None:
        candidates = self._forms.get(folded[at])
        if not candidates:
            return None
        for form in candidates:
            n = len(form.words)
            if at + n > len(words) or (n > 1 and folded[at + 1] != form.words[1]):
                continue
            if tuple(folded[at : at + n]) != form.words:
                continue
            parts = [text[a:b] for a, b in words[at : at + n]]
            if any(
                len(text[b:c].strip(" .\n\t\u00a0")) > 0 or c - b > 3
                for (_, b), (c, _) in zip(
                    words[at : at + n - 1], words[at + 1 : at + n], strict=True
                )
            ):
                continue
            if form.upper and not bare(parts[0]).isupper():
                continue
            if not form.upper and not form.lower and not parts[-1][:1].isupper():
                continue
            if n == 1 and form.voice.kind == "person":
                given = given_before(text, words, at)
                if given is not None and not alike(given, fold(form.voice.name.split()[0])):
                    return None
            return n, form.voice
        return None

    def resolve(self, words: str, text: str = "", at: int | None = None) -> tuple[str, str | None]:
        """Whom a description means, and for which party that one speaks.

        Parameters
        ----------
        words : str
            "Mr. Ryabkov", "American officials", "a spokesman for the Kremlin", "he".
        text : str
            The document, for pronouns and partial names; `at` is where in it the words stand.

        Returns
        -------
        speaker and party: the voice's full name, else the party's, else the words themselves;
        the party's id or None
        """
        return self.scene(text).resolve(words, len(text) if at is None else at)

    def scene(self, text: str) -> Scene:
        """The people of one document: build it once, ask it often."""
        from detente.reading.speech.scene import Scene

        return Scene(self, text)

    def describe(self, words: str) -> Voice | None:
        """The voice, or the party, that a phrase alone describes; no pronouns, no context."""
        found = list(self.voices_in(words))
        if not found:
            return None
        start, end, voice = found[0]
        before = [fold(word) for word in WORD.findall(words[:start])]
        rest = words[end:]
        if any(word in AGAINST for word in before):
            return None
        if len({other.party for *_, other in found}) > 1 and joined(words, found):
            return None
        plain = [w for w in before if w not in {"the", "a", "an"} and not is_title(w)]
        if not any(word in LINKS for word in before) and not plain:
            return self._after(voice, words, rest, found)
        if before and any(w in OFFICES or w in BODIES for w in before):
            last = [w for w in before if w not in {"the", "a", "an"}][-1:]
            if last and last[0] in LINKS and not against(rest):
                if voice.kind == "people" and not office(rest):
                    return None
                return Voice(voice.name, voice.party, "people")
        if voice.kind == "person" and not any(word in LINKS for word in before):
            return voice if not noun_follows(rest) else None
        if voice.kind == "people" and not any(word in LINKS for word in before):
            return self._after(voice, words, rest, found)
        return None

    @staticmethod
    def _after(
        voice: Voice, words: str, rest: str, found: list[tuple[int, int, Voice]]
    ) -> Voice | None:
        """The voice named first, unless what follows makes it somebody else."""
        tail = rest.lstrip("'’")
        tail = re.sub(r"^s\b", "", tail).strip()
        for _, _, other in found[1:]:
            if other.party == voice.party and other.kind == "person":
                return other
        if not tail or not tail[0].isalpha():
            if voice.kind == "people":
                return voice if words.rstrip("'’").endswith("s") else None
            return voice
        first = fold(WORD.findall(tail)[0]) if WORD.findall(tail) else ""
        if first in {"who", "which", "and", "that", "said", "himself", "herself", "itself"}:
            return voice
        if voice.kind != "person" and office(tail):
            return Voice(voice.name, voice.party, "people")
        if first in LINKS and voice.kind != "people":
            return voice
        return None


def is_title(word: str) -> bool:
    """Whether a folded word may stand before a name."""
    return word in TITLES


def against(rest: str) -> bool:
    """Whether what follows a name turns it into somebody's opponent."""
    words = [fold(word) for word in WORD.findall(rest)[:2]]
    return any(word in AGAINST for word in words)


def office(rest: str) -> bool:
    """Whether an office or body follows: "deputy foreign minister", "officials"."""
    for word in WORD.findall(rest)[:6]:
        folded = fold(word)
        if folded in AGAINST:
            return False
        if folded in BETWEEN:
            continue
        return folded in OFFICES or folded in BODIES or folded.rstrip("s") in OFFICES
    words = [fold(word) for word in WORD.findall(rest)]
    return bool(words) and words[-1] in OFFICES


def noun_follows(rest: str) -> bool:
    """Whether a further word makes a name part of a longer one: "Putin critic"."""
    return bool(re.match(r"\s+[a-z]", rest)) and not re.match(r"\s+(who|and|of|in)\b", rest)


def joined(words: str, found: list[tuple[int, int, Voice]]) -> bool:
    """Whether several voices stand side by side: "Putin and Biden"."""
    between = words[found[0][1] : found[1][0]]
    return bool(re.fullmatch(r"['’]?s?,?\s*(and|or|,|&)\s+(the\s+)?", between))


def bare(word: str) -> str:
    """A word without the possessive."""
    return re.sub(r"['’]s?$", "", word)


def unpossessed(text: str, start: int, end: int) -> int:
    """The end of a mention without the possessive."""
    return start + len(bare(text[start:end]))


def given_before(text: str, words: list[tuple[int, int]], at: int) -> str | None:
    """The given name before a lone surname, folded, if one stands there."""
    if at == 0:
        return None
    start, end = words[at - 1]
    if text[end : words[at][0]] not in {" ", "\u00a0"}:
        return None
    word = text[start:end]
    folded = fold(word)
    if not word[:1].isupper() or is_title(folded) or word != bare(word):
        return None
    return folded if gender_of([folded]) is not None else None


def alike(one: str, other: str) -> bool:
    """Whether two given names are spellings of one: the same consonants, "Sergei" and "Sergey"."""
    skeletons = [re.sub(r"[aeiouyj]|(.)(?=\1)", "", name[1:]) for name in (one, other)]
    return one[:1] == other[:1] and skeletons[0] == skeletons[1]


def distinct(forms: Iterable[Form]) -> list[Form]:
    """One form for the same words: the party's where all agree, none where parties differ."""
    by_words: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        if form.words:
            by_words.setdefault(form.words, []).append(form)
    kept: list[Form] = []
    for found in by_words.values():
        if len({form.voice.party for form in found}) > 1:
            continue
        best = found[0]
        if len({form.voice.name for form in found if form.voice.kind == "person"}) > 1:
            person = best.voice
            best = Form(best.words, Voice(person.name.split()[-1], person.party, "byword"))
        kept.append(best)
    return kept


def party_forms(party_id: str, names: list[str]) -> Iterator[Form]:
    """How a party itself may be called: by id, name, initials, and the name of its people."""
    name = names[0] if names else party_id.replace("_", " ").replace("-", " ")
    voice = Voice(name, party_id, "party")
    for written in dict.fromkeys([name, party_id.replace("_", " ").replace("-", " ")]):
        words = tuple(fold(word) for word in WORD.findall(written))
        if words[:1] == ("the",):
            words = words[1:]
        if not words:
            continue
        if written != name and len("".join(words)) <= 4:
            yield Form(words, voice, upper=True)
            continue
        common = written[:4].lower() == "the " and not written[4:5].isupper()
        common = common or written[:1].islower()
        if common:
            yield from (Form((*("the",), *words), voice, lower=True), Form(words, voice))
            if len(words) > 1:
                yield Form(("the", words[-1]), voice, lower=True)
            for body in (*OFFICES, *BODIES):
                yield Form((words[-1], body), voice, lower=True)
                yield Form(("the", words[-1], body), voice, lower=True)
        else:
            yield Form(words, voice, upper=len(words) == 1 and written.isupper())
            if written.isupper() and len(words) == 1:
                continue
            if len(words) > 1:
                initials = "".join(word[0] for word in words if word not in {"of", "the", "and"})
                yield Form((initials,), voice, upper=True)
        yield from people_forms(party_id, name, " ".join(words))


def people_forms(party_id: str, name: str, country: str) -> Iterator[Form]:
    """What the people of a country are called: "Russian", "the Russians"."""
    for people in PEOPLES.get(country, ()):
        words = tuple(people.split())
        voice = Voice(name, party_id, "people")
        yield Form(words, voice)
        yield Form((*words[:-1], words[-1] + "s"), voice)


def voice_forms(party_id: str, written: str, names: list[str]) -> Iterator[Form]:
    """How a voice may be called: in full, by surname, by what its byword is short for."""
    party = names[0] if names else party_id
    words = WORD.findall(written)
    folded = [fold(word) for word in words]
    while folded and folded[0] in {"the", "a", "an"}:
        folded, words = folded[1:], words[1:]
    if not folded:
        return
    n_titles = 0
    while n_titles < len(folded) - 1 and is_title(folded[n_titles]):
        n_titles += 1
    name = folded[n_titles:]
    capitals = all(
        word[:1].isupper() or word in {"de", "von", "van", "al", "bin"} for word in words
    )
    person = (
        capitals
        and not written.lower().startswith("the ")
        and folded[-1] not in NOT_SURNAMES
        and (n_titles > 0 or 2 <= len(name) <= 4)
        and not (len(name) == 1 and n_titles == 0)
    )
    if not person:
        voice = Voice(written, party_id, "byword")
        lower = not words[-1][:1].isupper()
        yield Form(tuple(folded), voice, lower=lower)
        if lower:
            yield Form(("the", *folded), voice, lower=True)
        if folded[0] in {p for people in PEOPLES.values() for p in people}:
            yield from (
                Form((folded[0],), Voice(party, party_id, "people")),
                Form((folded[0] + "s",), Voice(party, party_id, "people")),
            )
        return
    full = " ".join(words[n_titles:]) if len(name) > 1 else " ".join(words)
    titles = frozenset(folded[:n_titles])
    gender = gender_of(folded)
    voice = Voice(full, party_id, "person", gender, frozenset(titles - ADDRESSES))
    yield Form(tuple(name), voice)
    if n_titles:
        yield Form(tuple(folded), voice)
    yield Form((name[-1],), voice)
