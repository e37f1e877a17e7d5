"""What a verb comes to with its object, or by who does it."""

from __future__ import annotations

from detente.reading.acts.clauses import Item
from detente.reading.acts.function import PREPOSITION, RELATIVE, SUBORDINATE
from detente.reading.acts.lexicon import Sense
from detente.reading.acts.lists import bag
from detente.reading.acts.tokens import Token

_REACH = 12
_FAR = 0.85
_TOGETHER = bag("joint jointly with bilateral combined multinational allied together")
_ORDER = frozenset(("police", "troops"))


def frame(tokens: list[Token], item: Item, stops: dict[int, Item]) -> tuple[Sense, int] | None:
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
        if not _TOGETHER.isdisjoint(around) or _pair(tokens, item.at):
            found = ("COOPERATE", found[0][1]), found[1]
    if found is None and item.form == "finite" and not item.passive:
        before = range(item.at - 1, max(-1, item.at - _REACH - 6), -1)
        found = _seek(tokens, frames, before, stops, "^")
    return found


def _pair(tokens: list[Token], at: int) -> bool:
    """Whether two names joined by `and` stand before a verb."""
    for place in range(max(1, at - 8), at - 1):
        if tokens[place].low == "and" and tokens[place - 1].capital:
            return tokens[place + 1].capital or tokens[place + 1].low == "the"
    return False


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


def by_subject(tokens: list[Token], item: Item, sense: Sense, stops: dict[int, Item]) -> Sense:
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
