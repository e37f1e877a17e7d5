"""What in a sentence tells of something done: its verbs and nouns of action, in order.

There is no grammar here, only habits of news prose: the main verb comes early; what follows
`after`, `despite` or `who` tells of circumstances; a noun of action counts most after a verb that
says little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.reading.acts.function import (
    BE,
    BEFORE_NOUN,
    FUTURE,
    MODAL,
    PREPOSITION,
    RELATIVE,
    SUBORDINATE,
)
from detente.reading.acts.grammar import (
    BETWEEN,
    BREAK,
    HAVE,
    follows_noun,
    is_adverb,
    is_helping,
    is_helping_phrase,
    is_negated,
    is_relative,
    is_verb,
    join_particle,
    links_nouns,
    low_at,
    opens_relative,
)
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.lists import bag
from detente.reading.acts.tokens import Token

_COPULA = bag("is are was were be been remains remain")
_HELPER = bag("must should going_to") | FUTURE | MODAL
_WHERE = bag("in at from on near during under")
_SAME = bag("cut hit put set shut beat let bid quit cut_off shut_down put_down")
_BARE = bag("help let and or make")
_OWN_SUBJECT = bag(", that and but it he they -")

# How near to the main statement the parts of a sentence stand.
_LEADING = 0.45  # "In a surprise move, ..."
_CIRCUMSTANCE = 0.3  # "after ...", "who ..."
_CONTRAST = 0.8  # "but ..."
_NOUN, _ADJECTIVE = 0.5, 0.3
_INFINITIVE, _GERUND, _REDUCED = 0.55, 0.5, 0.35


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
    sense : the class or operator of its words
    negated, passive : bool
    joined : bool
        It follows `and`, `but` or `or`.
    """

    at: int
    form: str
    weight: float
    clause: int
    sense: Sense | None
    negated: bool = False
    passive: bool = False
    joined: bool = False

    @property
    def governs(self) -> bool:
        """Whether its words colour what follows: an operator, not a class."""
        return self.sense is not None and self.sense[0].startswith("@")


def find_items(tokens: list[Token]) -> list[Item]:
    """Everything in the sentence that may tell what is done, from the left."""
    items = _Walk(tokens).items()
    _demote_reduced(items, tokens)
    return items


@dataclass
class _Walk:
    """One walk through a sentence, keeping in which part of it we are."""

    tokens: list[Token]
    clause: int = 0
    weight: float = 1.0
    until_comma: bool = False  # the part ends at the next comma
    relative: int = 0  # 1: waiting for the verb of a relative clause; 2: past it
    begun: bool = False  # a main verb has been seen
    stated: bool = False  # one that tells of something done, not only says
    joined: bool = False
    conditional: bool = False  # within an "if" that no comma ends
    left: int | None = None  # the part that a phrase such as "in connection with" breaks off
    copula: int = -9  # the place of the last main `is`
    settled: int = -9  # the last part whose main verb has been seen
    found: list[Item] = field(default_factory=list)

    def items(self) -> list[Item]:
        words = [token for token in self.tokens if token.low[0].isalpha() and len(token.low) > 3]
        headline = sum(token.capital for token in words) > 0.85 * len(words)
        if _is_led(self.tokens):
            self.weight, self.until_comma = _LEADING, True
        for at, token in enumerate(self.tokens):
            if token.low in _COPULA and not is_helping(self.tokens, at):
                self.copula = at
            if self._moves_on(at, token.low):
                continue
            entry = token.entry
            if not (entry.verb or entry.label or entry.nominal):
                continue
            if token.capital and at and not headline:
                continue
            if self.conditional and token.low in FUTURE:
                self.weight, self.conditional = 1.0, False
            item = self._item(at)
            if item is not None:
                self._place(item)
        return self.found

    def _moves_on(self, at: int, low: str) -> bool:
        """Whether the word only leads to another part of the sentence."""
        if low in BREAK:
            self.joined = False
            if self.until_comma or low == ";":
                self._next(1.0)
                self.until_comma, self.relative = False, 0
            return True
        if low in ("and", "but", "or"):
            self.joined = True
            if low == "but":
                self._next(_CONTRAST)
            elif self.relative == 2 and not self.until_comma:
                self._next(self.weight)
            return True
        led = at == 0 or self.tokens[at - 1].low in BREAK
        if low in SUBORDINATE and not links_nouns(self.tokens, at):
            self.left = self.clause if low in BEFORE_NOUN and self.weight == 1.0 else None
            self._next(_CIRCUMSTANCE)
            self.conditional = low in ("if", "unless")
            self.until_comma = led or not self.begun
            return True
        that = low == "that" and is_relative(self.tokens, at)
        if low in RELATIVE or that or opens_relative(self.tokens, at):
            self._next(min(self.weight, _CIRCUMSTANCE))
            self.until_comma, self.relative = at > 0 and led, 1
            return True
        return False

    def _next(self, weight: float) -> None:
        self.clause += 1
        self.weight = weight

    def _item(self, at: int) -> Item | None:
        if is_verb(self.tokens, at):
            join_particle(self.tokens, at)
            return _verb(self.tokens, at, self.weight, self.clause)
        return _noun(self.tokens, at, self.weight, self.clause)

    def _place(self, item: Item) -> None:
        """Note what an item says of the part it stands in."""
        tokens, at = self.tokens, item.at
        finite = item.form == "finite"
        if finite and self.relative and not self.until_comma:
            if self.relative == 2 and not self.joined and not self.stated:
                self._next(1.0)
                self.relative = 0
                item.weight, item.clause = 1.0, self.clause
            self.relative = 2 if self.relative else 0
        if self.left is not None and item.form in ("finite", "helper") and not self.relative:
            if not self.until_comma:
                self.clause, self.weight = self.left, 1.0
                item.clause, item.weight = self.clause, 1.0
            self.left = None
        near = 2 + is_adverb(tokens[at - 1]) if at else 0
        if item.form == "noun" and 0 <= at - self.copula <= near:
            item.form, item.weight = "finite", self.weight
        elif finite and self.settled == self.clause and not self.joined:
            item.weight *= _REDUCED if follows_noun(tokens, at) else 1.0
        item.joined, self.joined = self.joined, False
        if item.form == "finite" and not item.governs:
            self.settled = self.clause
            self.stated = self.stated or (self.weight == 1.0 and not self.relative)
        self.begun = self.begun or (item.form in ("finite", "helper") and self.weight == 1.0)
        self.found.append(item)


def _is_led(tokens: list[Token]) -> bool:
    """Whether circumstances lead the sentence up to its first comma."""
    if len(tokens) < 5 or not (tokens[0].low in PREPOSITION or tokens[0].entry.tag == "VBG"):
        return False
    return any(token.low == "," for token in tokens[:25])


def _noun(tokens: list[Token], at: int, weight: float, clause: int) -> Item | None:
    """A noun of action, or a helper such as `will` and `ready to`; None for any other word."""
    entry, low = tokens[at].entry, tokens[at].low
    label = entry.label
    negated = is_negated(tokens, at)
    if entry.nominal or (entry.tag == "VBG" and low_at(tokens, at + 1) == "of"):
        sense = entry.default or label
        return Item(at, "noun", weight * _NOUN, clause, sense, negated) if sense else None
    if label is None:
        return None
    phrase = label[0].startswith("@") and "_" in low and is_helping_phrase(tokens, at)
    if low in _HELPER or phrase:
        return Item(at, "helper", weight, clause, label, negated)
    factor = _ADJECTIVE if entry.tag in ("VBD", "VBN") else _NOUN
    return Item(at, "noun", weight * factor, clause, label, negated)


def _verb(tokens: list[Token], at: int, weight: float, clause: int) -> Item:
    """A verb, with how it stands."""
    entry = tokens[at].entry
    back = at - 1
    helped = False
    while back >= 0 and (is_adverb(tokens[back]) or tokens[back].low in BETWEEN):
        helped = helped or tokens[back].low in BE
        back -= 1
    to = low_at(tokens, back) == "to" or low_at(tokens, back).endswith("_to")
    passive = helped and (entry.tag in ("VBD", "VBN") or (entry.verb in _SAME and not to))
    form, factor = "finite", 1.0
    if entry.tag == "VBG":
        if not helped:
            form, factor = "gerund", _GERUND
    elif entry.tag in ("VBD", "VBN"):
        factor = 1.0 if at else _ADJECTIVE  # "Ousted president ..."
        if at and not passive and _is_reduced(tokens, back, at):
            form, factor, passive = "participle", _REDUCED, True
    elif not passive:
        near = tokens[back] if 0 <= back == at - 1 and entry.tag == "VB" else None
        bare = near is not None and bool(near.entry.verb or near.low in _BARE)
        if to or bare:
            form, factor = "infinitive", _INFINITIVE
            if to and low_at(tokens, back - 1) in BE:
                factor = 0.9  # "is to meet"
    sense = entry.default or entry.label
    return Item(at, form, weight * factor, clause, sense, is_negated(tokens, at), passive)


def _is_reduced(tokens: list[Token], back: int, at: int) -> bool:
    """Whether a past form with `by` describes the noun before it: "rebels armed by Karsk"."""
    if low_at(tokens, at + 1) != "by" or back != at - 1:
        return False
    return at + 2 >= len(tokens) or tokens[at + 2].entry.tag != "VBG"


def _demote_reduced(items: list[Item], tokens: list[Token]) -> None:
    """A past participle after its noun ("troops deployed in the east fired") is no main verb."""
    finite = [item for item in items if item.form == "finite"]
    for place, item in enumerate(finite):
        follower = finite[place + 1] if place + 1 < len(finite) else None
        if tokens[item.at].entry.tag not in ("VBD", "VBN") or item.passive or item.at == 0:
            continue
        back = item.at - 1
        while back > 0 and is_adverb(tokens[back]):
            back -= 1
        if tokens[back].low in HAVE:
            continue
        after = low_at(tokens, item.at + 1)
        if after in _WHERE and follower is not None and not item.governs:
            between = [token.low for token in tokens[item.at + 1 : follower.at]]
            alone = follower.clause == item.clause and not follower.joined
            if alone and _OWN_SUBJECT.isdisjoint(between):
                item.weight *= 0.4
