"""The words that attribute: verbs, nouns and adjectives of saying, thinking and wanting.

Each verb says in which ways what it attributes may follow:

T  a clause, with or without *that*         "said (that) she would go"
W  a question                               "asked whether she would go"
I  an infinitive                            "promised to go"
O  somebody, then an infinitive             "urged her to go"
R  somebody told, before the clause         "told reporters (that) she would go"
N  a thing                                  "rejected the offer"
A  a thing, then *as* something             "described the offer as thin"
C  a thing, then what it is called          "called the offer a joke"
G  somebody, then *of* or *for* something   "accused her of hiding it"
Q  quoted words alone                       "he continued: ..."
P  a preposition, named after the colon     "called for a vote"

A small letter `v` marks what goes on in a mind, which is a viewpoint unless it is quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: its basic form, its form here, and the ways it attributes.

    Attributes
    ----------
    lemma : str
    form : "base", "s", "past", "part", "ing", "noun" or "adjective"
        `past` stands for a past form that may be a participle too.
    frames : frozenset of str
        Letters of the table above.
    prepositions : frozenset of str
        Those of frame P; of a noun or adjective, those that may lead to its content.
    mental : bool
        What goes on in a mind, not said aloud.
    strength : float in [0, 1]
        How often such a word attributes where its frame fits.
    """

    lemma: str
    form: str
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    mental: bool = False
    strength: float = 0.8


#: Adverbs that attribute without saying to whom.
HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


@cache
def irregular() -> dict[str, tuple[str, str, str, str]]:
    """Third person, past, participle and -ing form of the verbs that no rule inflects."""
    found = {}
    for line in read_list("irregular"):
        basic, third, past, participle, ing = line.split()
        found[basic] = (third, past, participle, ing)
    return found


def inflect(verb: str) -> tuple[str, str, str, str]:
    """The third person, the past, the participle and the -ing form of a verb."""
    if verb in irregular():
        return irregular()[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    if verb.endswith("e"):
        past, ing = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past, ing = verb[:-1] + "ied", verb + "ing"
    else:
        past, ing = verb + "ed", verb + "ing"
    if verb.endswith("ee"):
        ing = verb + "ing"
    return third, past, past, ing


def read_list(name: str) -> list[str]:
    """The lines of one of the lists beside this module, without remarks."""
    text = files(__package__).joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read_cues(name: str) -> list[tuple[str, str, frozenset[str], float]]:
    """A list of cues: lemma, frames, prepositions, strength."""
    found = []
    for line in read_list(name):
        lemma, frames, strength = line.split()
        letters, _, prepositions = frames.partition(":")
        found.append(
            (lemma, letters, frozenset(filter(None, prepositions.split(","))), float(strength))
        )
    return found


@cache
def verbs() -> dict[str, tuple[Cue, ...]]:
    """Every form of every verb that attributes; those with a particle under the verb alone."""
    found: dict[str, list[Cue]] = {}
    for lemma, letters, prepositions, strength in read_cues("verbs"):
        frames = frozenset(letters) - {"v", "-"} | ({"P"} if prepositions else set())
        head = lemma.partition("_")[0]
        third, past, participle, ing = inflect(head)
        forms = {head: "base", third: "s", ing: "ing", participle: "part"}
        forms[past] = "past"
        for written, form in forms.items():
            cue = Cue(lemma, form, frozenset(frames), prepositions, "v" in letters, strength)
            known = found.setdefault(written, [])
            if all(other.lemma != lemma for other in known):
                known.append(cue)
    return {
        written: tuple(sorted(cues, key=lambda cue: "_" not in cue.lemma))
        for written, cues in found.items()
    }


@cache
def nouns() -> dict[str, Cue]:
    """Every noun that attributes, in singular and plural."""
    found = {}
    for lemma, letters, prepositions, strength in read_cues("nouns"):
        plural = lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"
        frames = frozenset(letters) - {"-"} | ({"P"} if prepositions else set())
        for written in (lemma, plural):
            found[written] = Cue(lemma, "noun", frozenset(frames), prepositions, False, strength)
    return found


@cache
def adjectives() -> dict[str, Cue]:
    """Every adjective of mind."""
    found = {}
    for lemma, letters, prepositions, strength in read_cues("adjectives"):
        frames = frozenset(letters) - {"-"} | ({"P"} if prepositions else set())
        found[lemma] = Cue(lemma, "adjective", frozenset(frames), prepositions, True, strength)
    return found
