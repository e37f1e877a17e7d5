"""The compiled word lists: one dictionary from every written form to what it can mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from detente.reading.acts.forms import plural, spellings, verb_forms
from detente.reading.acts.function import FUTURE, POSSIBLE, SUBORDINATE
from detente.reading.acts.lists import read_list

Sense = tuple[str, float]


@dataclass(slots=True)
class Entry:
    """What one written form can mean.

    Attributes
    ----------
    verb, tag : str
        The verb it is a form of, and which: VB, VBZ, VBD, VBN, VBG; empty if it is none.
    frames : mapping of noun kind to sense
        What the verb comes to with an object of that kind.
    default : sense or None
        What it comes to with any other: a class or an operator, and a strength.
    kinds : tuple of str
        The kinds of noun it belongs to, in the order of the list.
    label : sense or None
        What it says standing alone.
    nominal : bool
        A noun that stands for a verb and has its frames.
    """

    verb: str = ""
    tag: str = ""
    frames: dict[str, Sense] = field(default_factory=dict)
    default: Sense | None = None
    kinds: tuple[str, ...] = ()
    label: Sense | None = None
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by form, and the forms of several words by their first word, longest first."""

    entries: dict[str, Entry]
    several: dict[str, tuple[tuple[str, ...], ...]]


def _sense(text: str) -> Sense:
    name, _, strength = text.strip().partition("*")
    return name, float(strength) if strength else 1.0


def _verbs() -> dict[str, tuple[dict[str, Sense], Sense | None]]:
    verbs: dict[str, tuple[dict[str, Sense], Sense | None]] = {}
    for line in read_list("verbs"):
        names, rules = line.split(":", 1)
        frames: dict[str, Sense] = {}
        default: Sense | None = None
        for rule in rules.split(";"):
            kinds, sense = rule.split("=")
            if kinds.strip():
                frames.update(dict.fromkeys(kinds.split(), _sense(sense)))
            else:
                default = _sense(sense)
        for name in names.split(","):
            old_frames, old_default = verbs.get(name.strip(), ({}, None))
            verbs[name.strip()] = (old_frames | frames, default or old_default)
    return verbs


@cache
def load_lexicon() -> Lexicon:
    """The compiled lexicon; made once, at the first use."""
    entries: dict[str, Entry] = {}

    def entry(form: str) -> Entry:
        return entries.setdefault(form, Entry())

    verbs = _verbs()
    for verb, (frames, default) in verbs.items():
        for spelt in spellings(verb):
            for form, tag in verb_forms(spelt).items():
                here = entry(form)
                if here.verb and tag == "VB":
                    continue
                here.verb, here.tag, here.frames, here.default = spelt, tag, frames, default
    for line in read_list("nouns"):
        kind, words = line.split(":", 1)
        for word in words.split():
            for form in (word, plural(word)):
                for spelt in spellings(form):
                    here = entry(spelt)
                    if kind not in here.kinds:
                        here.kinds = (*here.kinds, kind)
    for line in read_list("phrases"):
        head, words = line.split(":", 1)
        name, strength = head.split()
        for word in words.split():
            for spelt in spellings(word):
                entry(spelt).label = (name, float(strength))
    for form, here in entries.items():
        first, _, last = form.partition("_")
        if last in ("for", "to", "of", "on") and not here.kinds and first in entries:
            here.kinds = entries[first].kinds
    for line in read_list("nominals"):
        verb, words = line.split(":", 1)
        for word in words.split():
            for form in (word, plural(word)):
                here = entry(form)
                if not here.verb:
                    here.frames, here.default = verbs[verb]
                here.nominal = True
    for line in read_list("names"):
        for name in line.split():
            entry(name)
    for word in FUTURE:
        entry(word).label = ("@INTENT", 1.0)
    for word in POSSIBLE:
        entry(word).label = ("@INTENT", 0.6)
    for word in SUBORDINATE:
        entry(word)
    several: dict[str, list[tuple[str, ...]]] = {}
    for form in entries:
        if "_" in form:
            first, *rest = form.split("_")
            several.setdefault(first, []).append(tuple(rest))
    ordered = {
        first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in several.items()
    }
    return Lexicon(entries, ordered)
