"""The political event that a sentence tells of, as one class of the PLOVER ontology.

The classes are those of the present ontology [plover2021]; its older names and the coarser
fifteen-class form are in `OLDER` and `COARSE`.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.reading.acts.actors import find_actors
from detente.reading.acts.clauses import Item, find_items
from detente.reading.acts.compose import CONFLICT, compose, deny
from detente.reading.acts.frames import by_subject, frame
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.tokens import Token, tokenize

OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
COARSE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_INSIDE = 0.2  # what is governed by something else
_OTHERS = 0.15  # what further words of the same class add


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
        held = best.get(event)
        if held is None or strength > held[0]:
            best[event] = strength, item
        totals[event] = totals.get(event, 0.0) + _OTHERS * strength
    for event, (strength, _) in best.items():
        totals[event] += (1 - _OTHERS) * strength
    event = max(totals, key=lambda name: totals[name])
    item = best[event][1]
    token = tokens[item.at]
    source, target = find_actors(tokens, item)
    share = totals[event] / (sum(totals.values()) or 1.0)
    confidence = min(0.95, 0.25 + 0.35 * min(1.0, totals[event]) + 0.35 * share)
    return EventCoding(event, source, target, (token.start, token.end), round(confidence, 2))


def score_items(tokens: list[Token], items: list[Item]) -> list[tuple[Item, Sense]]:
    """Each item with the class it comes to and its score, what is governed counting little."""
    stops = {item.at: item for item in items if item.form != "noun" or _acts(tokens, item)}
    resolved: list[Sense | None] = [None] * len(items)
    governs = [_governs(tokens, items, place) for place in range(len(items))]
    objects: set[int] = set()
    for place in range(len(items) - 1, -1, -1):
        after = items[place + 1] if governs[place] else None
        inner = resolved[place + 1] if governs[place] else None
        resolved[place] = _sense(tokens, items[place], after, inner, stops, objects)
    scored: list[tuple[Item, Sense]] = []
    governed = False
    for place, item in enumerate(items):
        sense = resolved[place]
        if sense is not None:
            strength = item.weight * (1 - 0.02 * min(len(scored), 15))
            strength *= _INSIDE if governed or item.at in objects else 1.0
            told = deny(sense) if item.negated and not governed else sense
            if told is not None:
                scored.append((item, (told[0], told[1] * strength)))
        governed = governs[place] and (sense is not None or governed)
    return scored


def _acts(tokens: list[Token], item: Item) -> bool:
    """Whether a noun governs what follows it: "suspension of", "demand for"."""
    return item.governs or tokens[item.at].entry.nominal


def _governs(tokens: list[Token], items: list[Item], place: int) -> bool:
    """Whether an item colours the one after it."""
    if place + 1 >= len(items):
        return False
    item, after = items[place], items[place + 1]
    if item.clause != after.clause or item.sense is None or not item.governs:
        return False
    between = {token.low for token in tokens[item.at + 1 : after.at]}
    says = item.sense[0] == "@SAY"
    if says and after.form == "gerund" and not between:
        return False  # "told cheering cadets"
    if after.form == "gerund" and after.at - item.at > 3 and item.form != "helper":
        return False  # "opened in Tarn with the rebels demanding"
    if says or after.form != "finite" or item.form == "helper" or "that" in between:
        return True
    if after.joined or item.form == "noun":
        return False
    past = tokens[after.at].entry.tag in ("VBD", "VBN") and not after.passive
    return not past or item.sense[0] == "@BEGIN" or item.form != "finite"


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
        framed = frame(tokens, item, stops)
        if framed is not None:
            sense, place = framed
            objects.add(place)
    if sense is None:
        return None
    if not sense[0].startswith("@"):
        return by_subject(tokens, item, sense, stops)
    if entry.verb == "warn" and after is not None and after.form == "infinitive":
        return ("REQUEST" if not after.negated else "THREATEN"), sense[1]
    if sense[0] == "@AGREE" and after is not None and after.form in ("noun", "gerund"):
        inner = None if inner is None or inner[0] in CONFLICT else inner
    return compose(sense, inner, after is not None and after.negated)
