"""The political event that a sentence tells of, as one class of the PLOVER ontology.

The classes are those of the present ontology [plover2021]; its older names and the coarser
fifteen-class form are in `OLDER` and `COARSE`.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.acts.clauses import PREPOSITION, Item, find_items
from detente.reading.acts.compose import compose, deny
from detente.reading.acts.function import RELATIVE, SUBORDINATE
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.tokens import Token, tokenize
from detente.reading.speech.words import bag

OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
COARSE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

_REACH = 12
_FAR = 0.85
_CROWD = frozenset(("protesters", "crowd"))
_ORDER = frozenset(("police", "troops"))


@dataclass(frozen=True, slots=True)
class EventCoding:
    """What kind of event a sentence tells of.

    Attributes
    ----------
    event : str or None
        The class; None where nothing was found.
    source, target : (int, int) or None
        The words that name who did it and to whom, as offsets of the sentence.
    cue : (int, int) or None
        The words that decided.
    confidence : float in [0, 1]
    """

    event: str | None
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    confidence: float = 0.0


def classify_event(sentence: str) -> EventCoding:
    """The event class of a sentence, with who did it to whom where that is found."""
    tokens = tokenize(sentence)
    scored = score_items(tokens, find_items(tokens))
    if not scored:
        return EventCoding(None)
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Item]] = {}
    for item, (event, strength) in scored:
        score = strength
        held = best.get(event)
        if held is None or score > held[0]:
            totals[event] = totals.get(event, 0.0) * 0.15 + score + (0.15 * held[0] if held else 0)
            best[event] = (score, item)
        else:
            totals[event] += 0.15 * score
    event = max(totals, key=lambda name: totals[name])
    item = best[event][1]
    source, target = _actors(tokens, item)
    token = tokens[item.at]
    total = sum(totals.values())
    confidence = min(0.95, 0.25 + 0.35 * min(1.0, totals[event]) + 0.35 * totals[event] / total)
    return EventCoding(event, source, target, (token.start, token.end), round(confidence, 2))


def score_items(tokens: list[Token], items: list[Item]) -> list[tuple[Item, Sense]]:
    """Each item with the class it comes to and its score, what is governed counting little."""
    resolved: list[Sense | None] = [None] * len(items)
    governs = [_governs(tokens, items, place) for place in range(len(items))]
    for place in range(len(items) - 1, -1, -1):
        item = items[place]
        inner = resolved[place + 1] if governs[place] else None
        denied = governs[place] and items[place + 1].negated
        resolved[place] = _sense(tokens, item, inner, bool(denied))
    scored: list[tuple[Item, Sense]] = []
    order = 0
    governed = False
    for place, item in enumerate(items):
        sense = resolved[place]
        if sense is not None:
            operator = governed and item.form != "finite_"
            strength = (
                sense[1] * item.weight * (0.2 if operator else 1.0) * (1 - 0.02 * min(order, 15))
            )
            if item.negated and not governed:
                denied_sense = deny(sense)
                if denied_sense is not None:
                    scored.append((item, (denied_sense[0], denied_sense[1] * strength)))
            else:
                scored.append((item, (sense[0], strength)))
            order += 1
        governed = governs[place] and resolved[place] is not None
    return scored


def _governs(tokens: list[Token], items: list[Item], place: int) -> bool:
    """Whether an item colours the one after it."""
    if place + 1 >= len(items):
        return False
    item, after = items[place], items[place + 1]
    if item.clause != after.clause or item.sense is None:
        return False
    if not item.sense[0].startswith("@"):
        return False
    between = {token.low for token in tokens[item.at + 1 : after.at]}
    if after.form == "finite" and item.form != "helper":
        if item.sense[0] == "@SAY":
            return True
        if after.joined and not (between & {"that"}):
            return False
        if item.form == "noun" and "that" not in between:
            return False
        past = tokens[after.at].entry.tag in ("VBD", "VBN") and not after.passive
        if past and "that" not in between and item.sense[0] != "@BEGIN" and item.form == "finite":
            return False
    return True


def _sense(tokens: list[Token], item: Item, inner: Sense | None, denied: bool) -> Sense | None:
    entry = tokens[item.at].entry
    sense = item.sense
    if item.form not in ("noun", "helper") and entry.frames:
        framed = _frame(tokens, item)
        if framed is not None:
            item.by_object = True
            sense = framed
    if sense is None:
        return None
    if sense[0].startswith("@"):
        return compose(sense, inner, denied)
    return _by_subject(tokens, item, sense)


def _frame(tokens: list[Token], item: Item) -> Sense | None:
    """What a verb comes to with its object; a passive has it before, an active verb after."""
    frames = tokens[item.at].entry.frames
    if item.passive:
        found = _seek(tokens, frames, range(item.at - 1, max(-1, item.at - _REACH), -1), True)
        if found is not None:
            return found
    return _seek(tokens, frames, range(item.at + 1, min(len(tokens), item.at + _REACH)), False)


def _seek(
    tokens: list[Token], frames: dict[str, Sense], places: range, backwards: bool
) -> Sense | None:
    found: Sense | None = None
    far = 1.0
    for place in places:
        token = tokens[place]
        low = token.low
        if low in (";", ":") or low in RELATIVE or low in SUBORDINATE:
            break
        if not backwards and low in PREPOSITION and low not in ("of", "up", "out"):
            if found is not None:
                break
            far *= _FAR
        kinds = token.entry.kinds
        if kinds:
            for kind in frames:
                if kind in kinds:
                    found = (frames[kind][0], frames[kind][1] * far)
                    break
            else:
                continue
            if backwards:
                break
        elif found is not None:
            break
    return found


def _by_subject(tokens: list[Token], item: Item, sense: Sense) -> Sense:
    """Who acts can change the class: police who block a road coerce, a crowd that does protests."""
    event, strength = sense
    if event not in ("PROTEST", "COERCE", "ASSAULT") or item.passive:
        return sense
    for place in range(item.at - 1, max(-1, item.at - 10), -1):
        kinds = tokens[place].entry.kinds
        if not kinds:
            continue
        if event == "PROTEST" and kinds & _ORDER and not kinds & _CROWD:
            return "COERCE", strength * 0.9
        if event in ("COERCE", "ASSAULT") and "protesters" in kinds:
            return "PROTEST", strength * 0.9
        break
    return sense


def _actors(
    tokens: list[Token], item: Item
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The nearest names before and after the verb; turned round in the passive."""
    before = _name(tokens, range(item.at - 1, -1, -1))
    after = _name(tokens, range(item.at + 1, min(len(tokens), item.at + 20)))
    return (after, before) if item.passive else (before, after)


_DAYS = bag("""monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today""")


def _name(tokens: list[Token], places: range) -> tuple[int, int] | None:
    """The nearest run of capitalised words that is no day or month."""
    run: list[Token] = []
    for place in places:
        token = tokens[place]
        named = token.capital and token.low not in _DAYS and not (place == 0 and token.low == "the")
        if named:
            run.append(token)
        elif run and token.low in ("of", "and") and run:
            break
        elif run:
            break
    if not run:
        return None
    return min(token.start for token in run), max(token.end for token in run)
