"""What in a sentence tells of something done: its verbs and nouns of action, in order.

There is no grammar here, only habits of news prose: the main verb comes early; what follows
`after`, `despite` or `who` tells of circumstances; a noun of action counts most after a verb that
says little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.reading.acts.function import (
    BE,
    DETERMINER,
    FUTURE,
    MODAL,
    NEGATION,
    RELATIVE,
    SUBORDINATE,
)
from detente.reading.acts.lexicon import Sense, load_lexicon
from detente.reading.acts.tokens import Token
from detente.reading.speech.words import bag

PREPOSITION = bag("""in on at from to for with against over by into near under between among
    about across of towards toward through within outside inside around along onto upon per via""")
_PRONOUN = bag("i we you they he she it who that which")
_HAVE = bag("have has had 've having do does did") | BE
_BREAK = bag(", ; : ( ) - – — .")
_MINOR = bag("also again still just now already yet even only so then thus too once more")
_WHEN = bag("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
_BETWEEN = _HAVE | NEGATION | FUTURE | MODAL
_NO_ADVERB = bag("""assembly family ally supply reply anomaly bully rally monopoly belly jelly lily
    early only daily weekly friendly likely unlikely deadly fly apply""")
_COPULA = bag("is are was were be been remains remain")
_WHERE = bag("in at from on near during under")
_COUNTS = bag("two three four five six seven eight nine ten dozen hundred thousand million")
_SAME = bag("cut hit put set shut beat let bid quit cut_off shut_down put_down")
_PARTICLE = bag("until over off down out away back up in")
_BARE = bag("help let and or make")
_HELPER = bag("must should going_to")


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
    if low in _MINOR or low in _WHEN:
        return True
    return (
        low.endswith("ly") and low not in _NO_ADVERB and not token.capital and not token.entry.verb
    )


def is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a form that may be verb or noun is a verb here."""
    token = tokens[at]
    entry = token.entry
    if not entry.verb or (at == 0 and entry.tag in ("VB", "VBZ")):
        return False
    back = at - 1
    while back >= 0 and is_adverb(tokens[back]) and tokens[back].low not in _WHEN:
        back -= 1
    before = tokens[back].low if back >= 0 else ""
    noun = bool(entry.kinds) or entry.label is not None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if before in DETERMINER or (before and (before[0].isdecimal() or before in _COUNTS)):
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
    words = [token for token in tokens if token.low[0].isalpha()]
    headline = sum(token.capital for token in words) > 0.6 * len(words)
    if (
        tokens
        and (tokens[0].low in PREPOSITION or tokens[0].entry.tag == "VBG")
        and len(tokens) > 4
    ):
        weight, until_comma = 0.45, "," in [token.low for token in tokens[:25]]
        weight = weight if until_comma else 1.0
    conditional = False  # within an "if" that no comma ends
    copula = settled = -9  # the place of a main `is`; the part whose main verb has been seen
    for at, token in enumerate(tokens):
        low, entry = token.low, token.entry
        if low in _COPULA and not _helps(tokens, at):
            copula = at
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
                weight = 0.8 if low == "but" else weight
            continue
        if low in SUBORDINATE and not _plain_preposition(tokens, at):
            leads = at == 0 or tokens[at - 1].low in _BREAK
            clause += 1
            weight = 0.32 if begun else 0.28
            conditional = low in ("if", "unless")
            until_comma = leads or not begun
            continue
        if low in RELATIVE or (low == "that" and _is_relative(tokens, at)):
            clause += 1
            until_comma = at > 0 and tokens[at - 1].low in _BREAK
            relative = 1
            weight = min(weight, 0.3)
            continue
        if not (entry.verb or entry.label or entry.nominal):
            continue
        if token.capital and at and not headline:
            continue
        if conditional and low in FUTURE:
            weight, conditional = 1.0, False
        if is_verb(tokens, at):
            _join_particle(tokens, at)
            item = _verb(tokens, at, weight, clause)
        else:
            noun = _noun(tokens, at, weight, clause)
            if noun is None:
                continue
            item = noun
        if item.form == "finite" and relative and not until_comma:
            if relative == 2 and not joined:
                clause += 1
                weight, relative = 1.0, 0
                item.weight, item.clause = 1.0, clause
            relative = 2 if relative else 0
        if item.form == "noun" and 0 <= at - copula <= 2 + is_adverb(tokens[at - 1]):
            item.form, item.weight = "finite", weight
        elif item.form == "finite" and settled == clause and not joined and _after_noun(tokens, at):
            item.weight *= 0.35
        item.joined = joined
        joined = False
        if item.form == "finite" and not _says(item):
            settled = clause
        if item.form in ("finite", "helper") and weight == 1.0:
            begun = True
        items.append(item)
    _demote_reduced(items, tokens)
    return items


def _join_particle(tokens: list[Token], at: int) -> None:
    """Take a verb together with a particle that stands after its object: "handed the man over"."""
    low = tokens[at].low
    for place in range(at + 2, min(len(tokens), at + 9)):
        particle = tokens[place].low
        if particle in _BREAK or tokens[place].entry.tag in ("VBD", "VBZ"):
            return
        if particle not in _PARTICLE:
            continue
        after = _low(tokens, place + 1)
        joined = load_lexicon().entries.get(f"{low}_{particle}")
        ends = (
            particle == "until"
            or not after
            or after in _BREAK
            or after in PREPOSITION
            or after in ("and", "after")
        )
        if joined is not None and joined.verb and (ends or after in _WHEN):
            tokens[at] = replace(tokens[at], entry=joined)
            return


def _led(tokens: list[Token]) -> bool:
    """Whether circumstances lead the sentence up to its first comma."""
    if len(tokens) < 5 or not (tokens[0].low in PREPOSITION or tokens[0].entry.tag == "VBG"):
        return False
    return any(token.low == "," for token in tokens[:25])


def _helps(tokens: list[Token], at: int) -> bool:
    """Whether a form of `be` only helps a verb: "was killed", "is not yet meeting"."""
    at += 1
    while at < len(tokens) and (is_adverb(tokens[at]) or tokens[at].low in _BETWEEN):
        at += 1
    return at < len(tokens) and tokens[at].entry.tag in ("VBD", "VBN", "VBG")


def _after_noun(tokens: list[Token], at: int) -> bool:
    """Whether a past form follows a noun without a helper, as in "the accord signed in Tarn"."""
    if tokens[at].entry.tag not in ("VBD", "VBN"):
        return False
    before = tokens[at - 1]
    return before.low[0].isalpha() and before.low not in _BETWEEN | _PRONOUN | PREPOSITION


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


def _noun(tokens: list[Token], at: int, weight: float, clause: int) -> Item | None:
    """A noun of action, or a helper such as `will` and `ready to`; None for any other word."""
    token = tokens[at]
    entry, low = token.entry, token.low
    label = entry.label
    acting = entry.nominal or (entry.tag == "VBG" and _low(tokens, at + 1) == "of")
    if label is None and not acting:
        return None
    negated = _negated(tokens, at)
    if acting and entry.default is not None:
        return Item(at, "noun", weight * 0.5, clause, entry.default, negated)
    if label is None:
        return None
    helper = low in FUTURE or low in MODAL or low in _HELPER
    helper = helper or (label[0].startswith("@") and "_" in low and _leads(tokens, at))
    factor = 1.0 if helper else 0.5
    if entry.tag in ("VBD", "VBN"):
        factor = 0.3  # "the wounded soldier"
    return Item(at, "helper" if helper else "noun", weight * factor, clause, label, negated)


def _leads(tokens: list[Token], at: int) -> bool:
    """Whether a phrase such as `plans to` is a verb here, not a noun with its article."""
    if not tokens[at].entry.kinds:
        return True
    if at == 0 or tokens[at].low.endswith(("_for", "_of", "_on")):
        return False
    before = tokens[at - 1]
    return before.capital or before.low in _PRONOUN or before.low.endswith("s")


def _verb(tokens: list[Token], at: int, weight: float, clause: int) -> Item:
    """A verb, with how it stands."""
    entry = tokens[at].entry
    back = at - 1
    passive = False
    while back >= 0 and (is_adverb(tokens[back]) or tokens[back].low in _BETWEEN):
        passive = passive or tokens[back].low in BE
        back -= 1
    to = back >= 0 and tokens[back].low == "to"
    form, factor = "finite", 1.0
    if entry.tag == "VBG":
        if not passive:
            form, factor = "gerund", 0.5
        passive = False
    elif entry.tag in ("VBD", "VBN"):
        factor = 0.3 if at == 0 else 1.0
    elif passive and entry.tag == "VB" and not to and entry.verb in _SAME:
        pass
    else:
        passive = False
        near = tokens[back] if 0 <= back == at - 1 and entry.tag == "VB" else None
        bare = near is not None and bool(near.entry.verb or near.low in _BARE)
        if to or bare:
            form, factor = "infinitive", 0.55
            if to and back > 0 and tokens[back - 1].low in BE:
                factor = 0.9
    sense = entry.default or entry.label
    return Item(at, form, weight * factor, clause, sense, _negated(tokens, at), passive)


def _low(tokens: list[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""


def _negated(tokens: list[Token], at: int) -> bool:
    """Whether a word is denied: `not` and its like before it, or `no` right after."""
    if _low(tokens, at + 1) == "no":
        return True
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
        after = _low(tokens, item.at + 1)
        follower = finite[place + 1] if place + 1 < len(finite) else None
        if after == "by" and tokens[min(item.at + 2, len(tokens) - 1)].entry.tag != "VBG":
            item.weight *= 0.35
            item.passive = True
        elif after in _WHERE and follower is not None and not _says(item):
            between = {token.low for token in tokens[item.at + 1 : follower.at]}
            alone = follower.clause == item.clause and not follower.joined
            if alone and between.isdisjoint((",", "that", "and", "but", "it", "he", "they", "-")):
                item.weight *= 0.4


def _says(item: Item) -> bool:
    """Whether a verb says or wills something, so that another verb may follow it."""
    return item.sense is not None and item.sense[0].startswith("@")
