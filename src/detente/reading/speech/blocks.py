"""Words set apart from the text: what follows "Reis said in a letter:" without marks of its own."""

from __future__ import annotations

import re

from detente.reading.passages import Span
from detente.reading.speech.closed import (
    CONJUNCTIONS,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
)
from detente.reading.speech.cues import verbs
from detente.reading.speech.grammar import Sentence
from detente.reading.speech.loose import WORDS_OF, owner_in
from detente.reading.speech.notes import Notes
from detente.reading.speech.words import bag

#: What marks a line as quoted, or as one item of several.
MARKER = re.compile(r"(?:>[> ]*|[-*•·–—‣▪] |\(?(?:\d{1,2}|[a-z])[.)] )\s*")
#: A name in a paragraph of its own behind the words: "— Ana Reis, dockers' union".
CREDIT = re.compile(
    r"(?:—|–|--|-)\s*((?:[A-Z][\w.'’\-]*|of|the|for|de|van|von)(?: (?:[A-Z][\w.'’\-]*|of|the|for|"
    r"de|van|von)){0,5})(?:,[^.!?\n]{1,60})?\.?\Z"
)
#: Verbs that a list of what is said or wanted may follow.
LISTS = bag("list lists listed set sets make makes made name names named include includes included")


def lead_in(text: str, sentence: Sentence) -> Span | None:
    """Who speaks after a sentence that ends with a colon or a comma; None where nobody is said
    to."""
    s = sentence
    if s.low(s.last - 1) not in {":", ","}:
        return None
    for at in range(s.last - 2, max(s.first, s.last - 40), -1):
        known = verbs().get(s.low(at))
        if not known or s.is_quote(at):
            continue
        for cue in known:
            particle = cue.lemma.partition("_")[2]
            if particle and s.low(at + 1) != particle:
                continue
            said = cue.frames & {"Q", "T", "N", "P"} and not cue.mental and cue.strength >= 0.75
            if said and s.verb_form(at, cue) == "active":
                subject = s.subject_before(at)
                if subject is None and s.low(at - 1) in CONJUNCTIONS:
                    return Notes(s).main_subject(at)
                if subject is None or s.low(subject.start) in PREPOSITIONS:
                    continue
                items = s.items
                return owner_in(text, (items[subject.start].start, items[subject.end - 1].end))
    return owned_words(text, sentence)


def owned_words(text: str, sentence: Sentence) -> Span | None:
    """The owner of the words a lead-in names: "The union's demands:", "It set out its terms:"."""
    s = sentence
    for at in range(s.first + 1, min(s.last - 1, s.first + 20)):
        low = s.low(at)
        if low == "words" and s.low(at + 1) == "of" and s.low(s.first) == "in":
            return s.items[at + 2].start, s.items[s.last - 2].end
        singular = low if low in WORDS_OF else low[:-1] if low.endswith("s") else ""
        if singular not in WORDS_OF:
            continue
        for k in range(at - 1, max(s.first - 1, at - 4), -1):
            if s.low(k) in POSSESSIVES and k > s.first:
                subject = s.subject_before(next_verb(s, k))
                if subject is not None and s.low(subject.start) not in OBJECTS - SUBJECTS:
                    return s.items[subject.start].start, s.items[subject.end - 1].end
            if s.low(k) in {"'", "’"} and s.low(k - 1).endswith("s"):
                first = s.phrase_start(k - 1, s.first)
                while first < k - 1 and s.low(first) in PREPOSITIONS | {"two", "three", "some"}:
                    first += 1
                return s.items[first].start, s.items[k - 1].end
            if s.low(k) in POSSESSIVES or s.low(k).endswith(("'s", "s'")):
                first = s.phrase_start(k, s.first) if s.low(k) not in POSSESSIVES else k
                span = (s.items[first].start, s.items[at].end)
                return owner_in(text, span)
    return None


def next_verb(sentence: Sentence, before: int) -> int:
    """The nearest verb before a unit, else the first unit."""
    for at in range(before - 1, max(sentence.first, before - 8), -1):
        if sentence.is_clause_verb(at) or sentence.low(at) in LISTS:
            return at
    return sentence.first


def set_apart(text: str, start: int, end: int) -> tuple[Span, bool]:
    """A paragraph's words without its marker, and whether it has one."""
    found = MARKER.match(text, start, end)
    if found and found.end() < end:
        return (found.end(), end), True
    return (start, end), False


def credit(text: str, start: int, end: int) -> Span | None:
    """The name in a paragraph that only says whose the words before it are."""
    if end - start > 100:
        return None
    found = CREDIT.match(text[start:end])
    return None if found is None else (start + found.start(1), start + found.end(1))
