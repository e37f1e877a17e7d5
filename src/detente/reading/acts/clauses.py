"""What in a sentence tells of something done: its verbs and nouns of action, in order.

There is no grammar here, only habits of news prose: the main verb comes early; what follows
`after`, `despite` or `who` tells of circumstances; a noun of action counts most after a verb that
says little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.acts.function import (
    BE,
    DETERMINER,
    FUTURE,
    MODAL,
    NEGATION,
    RELATIVE,
    SUBORDINATE,
)
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.tokens import Token
from detente.reading.speech.words import bag

PREPOSITION = bag("""in on at from to for with against over by into near under between among
    about across of towards toward through within outside inside around along onto upon per via""")
_PRONOUN = bag("i we you they he she it who that which")
_HAVE = bag("have has had 've having do does did") | BE
_BREAK = bag(", ; : ( ) - – — .")
_ADVERB = ("ly",)
_MINOR = bag("also again still just now already yet even only so then thus too once more")
_WHEN = bag("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
_TRANSPARENT = ("@SAY", "@BEGIN")


@dataclass(slots=True)
class Item:
    """Something that may tell what is done.

    Attributes
    ----------
    at : int
        The token's place.
    form : str
        "finite", "infinitive", "gerund", "participle", "helper" or "noun".
    weight : float
        How near to the sentence's main statement it stands, from 0 to 1.
    clause : int
        Parts of the sentence are numbered from the left.
    """

    at: int
    form: str
    weight: float
    clause: int
    sense: Sense | None
    negated: bool = False
    passive: bool = False
    by_object: bool = False
    joined: bool = False


def is_adverb(token: Token) -> bool:
    """Words that may stand between a helper and its verb."""
    low = token.low
    return low in _MINOR or low in _WHEN or (low.endswith("ly") and not token.entry.verb)


def is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a form that may be verb or noun is a verb here."""
    token = tokens[at]
    entry = token.entry
    if not entry.verb:
        return False
    back = at - 1
    while back >= 0 and is_adverb(tokens[back]) and tokens[back].low not in _WHEN:
        back -= 1
    before = tokens[back].low if back >= 0 else ""
    noun = bool(entry.kinds) or entry.label is not None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if before in DETERMINER:
        return False
    if entry.tag == "VBG":
        return after != "of" and not (
            entry.kinds and before in PREPOSITION and after in PREPOSITION
        )
    if entry.tag in ("VBD", "VBN"):
        if not noun:
            return True
        return before in _HAVE or before not in PREPOSITION
    if before == "to" or before in FUTURE or before in MODAL or before in NEGATION:
        return True
    if before in _PRONOUN or before in (
        "must",
        "should",
        "do",
        "does",
        "did",
        "not",
        "let",
        "help",
    ):
        return True
    if not noun:
        return before not in PREPOSITION
    if back < 0 or before in PREPOSITION or before in _BREAK or before in ("and", "or", "new"):
        return False
    previous = tokens[back]
    leads = (
        after in DETERMINER
        or after in ("on", "for", "to", "against", "that", "over", "with", "him", "them", "it")
        or (at + 1 < len(tokens) and tokens[at + 1].capital)
    )
    if entry.tag == "VBZ":
        return leads and (previous.capital or "police" in previous.entry.kinds)
    plural = previous.low.endswith("s") or previous.low in ("people", "police", "men", "women")
    return leads and plural and not previous.entry.verb


def find_items(tokens: list[Token]) -> list[Item]:
    """Everything in the sentence that may tell what is done, from the left."""
    items: list[Item] = []
    clause, weight = 0, 1.0
    until_comma = False  # the part ends at the next comma
    relative = 0  # 1: waiting for the verb of a relative clause; 2: past it
    begun = False  # whether a main verb has been seen
    joined = False
    for at, token in enumerate(tokens):
        low, entry = token.low, token.entry
        if low in _BREAK:
            joined = False
            if until_comma or low == ";":
                clause += 1
                weight, until_comma, relative = 1.0, False, 0
            continue
        if low in ("and", "but", "or"):
            joined = True
            if low == "but" or (relative == 2 and not until_comma):
                clause += 1
                weight = 1.0 if low == "but" else weight
            continue
        if low in SUBORDINATE and not _plain_preposition(tokens, at):
            leads = at == 0 or tokens[at - 1].low in _BREAK
            clause += 1
            weight = 0.32 if begun else 0.28
            until_comma = leads or not begun
            continue
        if low in RELATIVE or (low == "that" and _is_relative(tokens, at)):
            clause += 1
            until_comma = at > 0 and tokens[at - 1].low in _BREAK
            relative = 1
            weight = min(weight, 0.3)
            continue
        if not (entry.verb or entry.label or entry.kinds):
            continue
        verb = is_verb(tokens, at)
        if not verb and entry.label is None:
            continue
        item = _item(tokens, at, verb, weight, clause)
        if item.form == "finite" and relative and not until_comma:
            if relative == 2 and not joined:
                clause += 1
                weight, relative = 1.0, 0
                item.weight, item.clause = 1.0, clause
            relative = 2 if relative else 0
        item.joined = joined
        joined = False
        if item.form in ("finite", "helper") and weight == 1.0:
            begun = True
        items.append(item)
    _demote_reduced(items, tokens)
    return items


def _plain_preposition(tokens: list[Token], at: int) -> bool:
    """`as`, `over`, `following`, `during`: whether they only join a noun to the verb."""
    low = tokens[at].low
    if low == "once":
        return True
    if low == "as":
        return at + 1 < len(tokens) and tokens[at + 1].low in ("well", "a", "an", "part", "soon")
    if low == "since":
        return False
    return False


def _is_relative(tokens: list[Token], at: int) -> bool:
    """Whether `that` after a noun begins a relative clause."""
    if at == 0 or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.entry.verb or before.entry.label or before.low in _WHEN or before.low in _BREAK:
        return False
    tag = after.entry.tag
    return (
        tag in ("VBD", "VBZ", "VBN") and not after.capital
    ) or after.low in _HAVE | FUTURE | MODAL | {"aims"}


def _item(tokens: list[Token], at: int, verb: bool, weight: float, clause: int) -> Item:
    entry = tokens[at].entry
    low = tokens[at].low
    if not verb:
        label = entry.label
        helper = (
            low in FUTURE or low in MODAL or bool(label and label[0].startswith("@") and "_" in low)
        )
        helper = helper or low in ("must", "should", "going_to")
        negated = _negated(tokens, at)
        form = "helper" if helper else "noun"
        factor = 1.0 if helper else 0.5
        if form == "noun" and entry.tag in ("VBD", "VBN"):
            factor = 0.3
        return Item(at, form, weight * factor, clause, label, negated)
    back = at - 1
    passive = to = False
    while back >= 0 and (
        is_adverb(tokens[back]) or tokens[back].low in _HAVE | NEGATION | FUTURE | MODAL
    ):
        if tokens[back].low in BE:
            passive = True
        back -= 1
    to = back >= 0 and tokens[back].low == "to"
    tag = entry.tag
    if tag == "VBG":
        form = "finite" if passive else "gerund"
        passive = False
    elif tag in ("VBD", "VBN"):
        form = "finite"
    else:
        passive = False
        form = "infinitive" if to else "finite"
    factor = {"finite": 1.0, "infinitive": 0.55, "gerund": 0.5}[form]
    if form == "infinitive" and to and back > 0 and tokens[back - 1].low in BE:
        factor = 0.9
    sense = entry.default if entry.default else entry.label
    return Item(at, form, weight * factor, clause, sense, _negated(tokens, at), passive)


def _negated(tokens: list[Token], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 5), -1):
        token = tokens[back]
        if token.low in NEGATION:
            return True
        if not (is_adverb(token) or token.low in _HAVE or token.low in FUTURE or token.low in MODAL
                or token.low in ("to", "be", "any", "been", "yet")):  # fmt: skip
            return False
    return False


def _demote_reduced(items: list[Item], tokens: list[Token]) -> None:
    """A past participle after its noun ("troops deployed in the east fired") is no main verb."""
    finite = [item for item in items if item.form == "finite"]
    for place, item in enumerate(finite):
        token = tokens[item.at]
        if token.entry.tag not in ("VBD", "VBN") or item.passive or item.at == 0:
            continue
        back = item.at - 1
        while back > 0 and is_adverb(tokens[back]):
            back -= 1
        if tokens[back].low in _HAVE:
            continue
        after = tokens[item.at + 1].low if item.at + 1 < len(tokens) else ""
        if after == "by" and tokens[min(item.at + 2, len(tokens) - 1)].entry.tag != "VBG":
            item.weight *= 0.35
            item.passive = True
            continue
        if after in ("in", "at", "from", "on", "near", "during", "under") and place + 1 < len(
            finite
        ):
            follower = finite[place + 1]
            between = [t.low for t in tokens[item.at + 1 : follower.at]]
            if (
                follower.clause == item.clause
                and not follower.joined
                and not ({",", "that", "and", "but", "-"} & set(between))
            ):
                item.weight *= 0.4
