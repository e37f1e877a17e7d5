"""The political event that a sentence tells of, as one class of the PLOVER ontology.

The classes are those of the present ontology [plover2021]; its older names and the coarser
fifteen-class form are in `OLDER` and `COARSE`.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.acts.clauses import PREPOSITION, Item, find_items
from detente.reading.acts.compose import CONFLICT, compose, deny
from detente.reading.acts.function import RELATIVE, SUBORDINATE
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.tokens import Token, tokenize
from detente.reading.speech.words import bag

OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
COARSE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

_REACH = 12
_FAR = 0.85
_TOGETHER = bag("joint jointly with bilateral combined multinational allied together")
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
    stops = {item.at: item for item in items if item.form != "noun" or _acts(tokens, item)}
    resolved: list[Sense | None] = [None] * len(items)
    governs = [_governs(tokens, items, place) for place in range(len(items))]
    objects: set[int] = set()
    for place in range(len(items) - 1, -1, -1):
        item = items[place]
        after = items[place + 1] if governs[place] else None
        inner = resolved[place + 1] if governs[place] else None
        resolved[place] = _sense(tokens, item, after, inner, stops, objects)
    scored: list[tuple[Item, Sense]] = []
    governed = False
    for place, item in enumerate(items):
        sense = resolved[place]
        if sense is not None:
            inside = governed or item.at in objects
            strength = sense[1] * item.weight * (0.2 if inside else 1.0)
            strength *= 1 - 0.02 * min(len(scored), 15)
            if item.negated and not governed:
                denied = deny(sense)
                if denied is not None:
                    scored.append((item, (denied[0], denied[1] * strength)))
            else:
                scored.append((item, (sense[0], strength)))
        governed = governs[place] and (sense is not None or governed)
    return scored


def _acts(tokens: list[Token], item: Item) -> bool:
    """Whether a noun governs what follows it: "suspension of", "demand for"."""
    return tokens[item.at].entry.nominal or (
        item.sense is not None and item.sense[0].startswith("@")
    )


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
    if item.sense[0] == "@SAY" and after.form == "gerund" and not between:
        return False  # "told cheering cadets"
    if after.form == "finite" and item.form != "helper":
        if item.sense[0] == "@SAY":
            return True
        if after.joined and "that" not in between:
            return False
        if item.form == "noun" and "that" not in between:
            return False
        past = tokens[after.at].entry.tag in ("VBD", "VBN") and not after.passive
        if past and "that" not in between and item.sense[0] != "@BEGIN" and item.form == "finite":
            return False
    return True


def _sense(
    tokens: list[Token],
    item: Item,
    after: Item | None,
    inner: Sense | None,
    stops: dict[int, Item],
    objects: set[int],
) -> Sense | None:
    """What an item comes to by its object, by what it governs and by who does it."""
    entry = tokens[item.at].entry
    sense = item.sense
    if item.form != "helper" and entry.frames and (item.form != "noun" or entry.nominal):
        framed = _frame(tokens, item, stops)
        if framed is not None:
            sense, place = framed
            objects.add(place)
    if sense is None:
        return None
    if sense[0].startswith("@"):
        if (
            sense[0] == "@AGREE"
            and inner is not None
            and inner[0] in CONFLICT
            and after is not None
        ):
            inner = None if after.form in ("noun", "gerund") else inner
        return compose(sense, inner, after is not None and after.negated)
    return _by_subject(tokens, item, sense, stops)


def _frame(tokens: list[Token], item: Item, stops: dict[int, Item]) -> tuple[Sense, int] | None:
    """What a verb comes to with its object, and where that stands.

    A passive has its object before it, an active verb after; frames marked `^` are of verbs
    without an object and look at the subject.
    """
    frames = tokens[item.at].entry.frames
    before = range(item.at - 1, max(-1, item.at - _REACH), -1)
    if item.passive:
        found = _seek(tokens, frames, before, stops, "")
        if found is not None:
            return found
    after = range(item.at + 1, min(len(tokens), item.at + _REACH))
    found = _seek(tokens, frames, after, stops, "")
    if (
        found is not None
        and found[0][0] == "MOBILIZE"
        and "exercise" in tokens[found[1]].entry.kinds
    ):
        around = (token.low for token in tokens[item.at : found[1] + 3])
        if not _TOGETHER.isdisjoint(around):
            found = ("COOPERATE", found[0][1]), found[1]
    if found is None and item.form == "finite" and not item.passive:
        found = _seek(tokens, frames, before, stops, "^")
    return found


def _seek(
    tokens: list[Token],
    frames: dict[str, Sense],
    places: range,
    stops: dict[int, Item],
    mark: str,
) -> tuple[Sense, int] | None:
    found: tuple[Sense, int] | None = None
    far = 1.0
    giving = "time" in frames  # two objects: the second tells what is given
    for place in places:
        token = tokens[place]
        low = token.low
        if low in (";", ":", "that") or low in RELATIVE:
            break
        if low in SUBORDINATE and not (low == "as" and "bad" in frames):
            break
        stop = stops.get(place)
        if stop is not None and stop.form != "noun" and (places.step == 1 or stop.form == "finite"):
            break
        if places.step == 1 and low in PREPOSITION and low not in ("of", "up", "out"):
            if found is not None:
                break
            far *= _FAR
        kinds = token.entry.kinds
        if low == "of" and found is not None:
            continue
        if place + 1 < len(tokens) and tokens[place + 1].low == "'s":
            continue
        if kinds:
            for kind in kinds:
                sense = frames.get(mark + kind)
                if sense is not None and (found is None or found[1] != place):
                    found = (sense[0], sense[1] * far), place
            if places.step == -1 and found is not None:
                break
        elif found is not None and not giving:
            break
        if stop is not None and places.step == 1 and "bad" not in frames:
            break
    return found


def _by_subject(tokens: list[Token], item: Item, sense: Sense, stops: dict[int, Item]) -> Sense:
    """Who acts can change the class: police who block a road coerce, a crowd that does protests.

    Violence of police or troops against a crowd is repression, which the ontology's file of
    examples counts as COERCE.
    """
    event, strength = sense
    if event not in ("PROTEST", "COERCE", "ASSAULT", "SANCTION") or item.passive:
        return sense
    kinds = _subject(tokens, item, stops)
    if event == "PROTEST" and "protesters" not in kinds and not _ORDER.isdisjoint(kinds):
        return "COERCE", strength * 0.9
    if event != "PROTEST" and ("protesters" in kinds or (event == "SANCTION" and "crowd" in kinds)):
        return "PROTEST", strength * 0.9
    if event != "ASSAULT":
        return sense
    if "hacker" in kinds:
        return "COERCE", strength
    ahead = {kind for token in tokens[item.at + 1 : item.at + 9] for kind in token.entry.kinds}
    if not _ORDER.isdisjoint(kinds) and "protesters" in ahead:
        return "COERCE", strength * 0.9
    if "crowd" in kinds and "police" in ahead:
        return "PROTEST", strength * 0.9
    return sense


def _subject(tokens: list[Token], item: Item, stops: dict[int, Item]) -> tuple[str, ...]:
    """The kinds of the noun before a verb, or before the first of verbs that share a subject."""
    start = item.at
    for place in range(item.at - 1, -1, -1):
        other = stops.get(place)
        if other is not None and other.form == "finite":
            if other.clause != item.clause:
                break
            start = place
    for place in range(start - 1, max(-1, start - 10), -1):
        kinds = tokens[place].entry.kinds
        if kinds:
            return kinds
    return ()


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
