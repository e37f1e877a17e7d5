"""Habits of English by which a word is taken for a verb, a noun, a helper or a link."""

from __future__ import annotations

from dataclasses import replace

from detente.reading.acts.function import (
    BE,
    DETERMINER,
    FUTURE,
    MODAL,
    NEGATION,
    PREPOSITION,
    PRONOUN,
    SUBORDINATE,
)
from detente.reading.acts.lexicon import load_lexicon
from detente.reading.acts.lists import bag
from detente.reading.acts.tokens import Token

HAVE = bag("have has had 've having do does did") | BE
BREAK = bag(", ; : ( ) - – — .")
BETWEEN = HAVE | NEGATION | FUTURE | MODAL
WHEN = bag("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
_MINOR = bag("also again still just now already yet even only so then thus too once more")
_NO_ADVERB = bag("""assembly family ally supply reply anomaly bully rally monopoly belly jelly lily
    early only daily weekly friendly likely unlikely deadly fly apply""")
_COUNTS = bag("two three four five six seven eight nine ten dozen hundred thousand million")
_BEFORE_VERB = bag("to must should do does did not let help") | FUTURE | MODAL | NEGATION
_AFTER_VERB = bag("on for to against that over with him them it") | DETERMINER
_AFTER_PAST = PREPOSITION | DETERMINER | BREAK | PRONOUN | WHEN | {"", "him", "them"}
_AFTER_PARTICLE = PREPOSITION | BREAK | WHEN | {"", "and", "after"}
_PARTICLE = bag("until over off down out away back up in")
_LOOSE = BETWEEN | {"to", "any", "such", "further"}
_HE = bag("he she they it we i")
_NO_NOUN = PREPOSITION | BETWEEN | PRONOUN | {"and", "but", "or", "what", "why", "how", "than"}
_PLURAL = bag("people police men women aircraft children militia")


def low_at(tokens: list[Token], at: int) -> str:
    """The form at a place; empty outside the sentence."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def is_adverb(token: Token) -> bool:
    """Words that may stand between a helper and its verb."""
    low = token.low
    if low in _MINOR or low in WHEN:
        return True
    if not low.endswith("ly") or token.capital:
        return False
    return low not in _NO_ADVERB and not token.entry.verb


def is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a form that may be verb or noun is a verb here."""
    entry = tokens[at].entry
    if not entry.verb or (at == 0 and entry.tag in ("VB", "VBZ")):
        return False
    back = at - 1
    while back >= 0 and is_adverb(tokens[back]) and tokens[back].low not in WHEN:
        back -= 1
    before, after = low_at(tokens, back), low_at(tokens, at + 1)
    if before in DETERMINER or before[:1].isdecimal() or before in _COUNTS:
        return False
    noun = bool(entry.kinds) or entry.label is not None
    if entry.tag == "VBG":
        between = before in PREPOSITION and after in PREPOSITION
        return after != "of" and not (entry.kinds and between)
    if entry.tag in ("VBD", "VBN"):
        if before in HAVE:
            return True
        after_verb = 0 <= back == at - 1 and tokens[back].entry.tag in ("VBD", "VBN")
        if after_verb and after not in _AFTER_PAST:
            return False  # "denounced published reports"
        return not noun or before not in PREPOSITION
    following = tokens[at + 1].entry.tag if at + 1 < len(tokens) else ""
    if entry.tag == "VBZ" and following in ("VBD", "VBN"):
        return False  # "three escorts searched"
    if before in _BEFORE_VERB or before in PRONOUN or before.endswith("_to"):
        return True
    if not noun:
        return before not in PREPOSITION
    return _leads_object(tokens, back, at)


def _leads_object(tokens: list[Token], back: int, at: int) -> bool:
    """Whether a form that is as often a noun stands between a subject and an object."""
    before = low_at(tokens, back)
    if back < 0 or before in PREPOSITION or before in BREAK or before in ("and", "or", "new"):
        return False
    if not _begins_object(tokens, at + 1) and not tokens[at].low.endswith(("_for", "_on", "_to")):
        return False
    previous = tokens[back]
    if tokens[at].entry.tag == "VBZ":
        return previous.capital or "police" in previous.entry.kinds
    return (before.endswith("s") or before in _PLURAL) and not previous.entry.verb


def _begins_object(tokens: list[Token], at: int) -> bool:
    """Whether an object or a clause may begin here."""
    low = low_at(tokens, at)
    if low in _AFTER_VERB or (low and tokens[at].capital):
        return True
    if not low or low in PREPOSITION or low in BREAK or low in BETWEEN or low in ("and", "or"):
        return False
    return low not in WHEN and not tokens[at].entry.verb


def is_helping_phrase(tokens: list[Token], at: int) -> bool:
    """Whether a phrase such as `plans to` is a verb here, not a noun with its article."""
    if not tokens[at].entry.kinds:
        return True
    if at == 0 or tokens[at].low.endswith(("_for", "_of", "_on")):
        return False
    before = tokens[at - 1]
    return before.capital or before.low in PRONOUN or before.low.endswith("s")


def is_negated(tokens: list[Token], at: int) -> bool:
    """Whether a word is denied: `not` and its like before it, or `no` right after."""
    if low_at(tokens, at + 1) == "no":
        return True
    for back in range(at - 1, max(-1, at - 5), -1):
        low = tokens[back].low
        if low in NEGATION:
            return True
        if (
            low not in BETWEEN
            and low not in ("to", "any", "such", "further")
            and not is_adverb(tokens[back])
        ):
            return False
    return False


def is_relative(tokens: list[Token], at: int) -> bool:
    """Whether `that` after a noun begins a relative clause."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.entry.verb or before.entry.label or before.low in WHEN or before.low in BREAK:
        return False
    if after.low in HAVE or after.low in FUTURE or after.low in MODAL:
        return True
    return after.entry.tag in ("VBD", "VBZ", "VBN") and not after.capital


def opens_relative(tokens: list[Token], at: int) -> bool:
    """Whether a pronoun right after a noun opens a clause: "the flat he shares"."""
    if at == 0 or tokens[at].low not in _HE:
        return False
    before = tokens[at - 1]
    low = before.low
    if not low[0].isalpha() or low in WHEN or low in SUBORDINATE or low in _NO_NOUN:
        return False
    entry = before.entry
    return not entry.verb and entry.label is None and not is_adverb(before)


def is_helping(tokens: list[Token], at: int) -> bool:
    """Whether a form of `be` only helps a verb: "was killed", "is not yet meeting"."""
    at += 1
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at].low in BETWEEN):
        at += 1
    return at < len(tokens) and tokens[at].entry.tag in ("VBD", "VBN", "VBG")


def follows_noun(tokens: list[Token], at: int) -> bool:
    """Whether a past form follows a noun without a helper, as in "the accord signed in Tarn"."""
    if tokens[at].entry.tag not in ("VBD", "VBN") or at == 0:
        return False
    low = tokens[at - 1].low
    linked = low in BETWEEN or low in PRONOUN or low in PREPOSITION
    return low[0].isalpha() and not linked


def links_nouns(tokens: list[Token], at: int) -> bool:
    """Whether `as` or `once`, elsewhere the beginning of a clause, only links a noun here."""
    low = tokens[at].low
    if low == "as":
        return low_at(tokens, at + 1) in ("well", "a", "an", "part", "soon")
    return low == "once"


def join_particle(tokens: list[Token], at: int) -> None:
    """Take a verb together with a particle that stands after its object: "handed the man over"."""
    low = tokens[at].low
    for place in range(at + 2, min(len(tokens), at + 9)):
        particle = tokens[place].low
        if particle in BREAK or tokens[place].entry.tag in ("VBD", "VBZ"):
            return
        if particle not in _PARTICLE:
            continue
        joined = load_lexicon().entries.get(f"{low}_{particle}")
        ends = particle == "until" or low_at(tokens, place + 1) in _AFTER_PARTICLE
        if joined is not None and joined.verb and ends:
            tokens[at] = replace(tokens[at], entry=joined)
            return
