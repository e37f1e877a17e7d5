"""Words looked for in all documents; each result opens its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.errors import InputError
from detente.reading.store.records import Hit
from detente.reading.store.search import fold, terms
from detente.reading.store.store import Store
from detente.workbench.screens.evidence.parts.part import Shown, part
from detente.workbench.sheet import Sheet

#: passages that are shown, and characters of one
MOST, _LONG = 50, 420
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Passage:
    """A place that was found.

    Attributes
    ----------
    at : offset of the first word found
    parts : the words around, and whether each stretch is what was looked for
    """

    hit: Hit
    at: int
    parts: tuple[tuple[str, bool], ...]


@part("search", "")
def search(sheet: Sheet, store: Store) -> Shown:
    """Passages that hold all the words, the best first."""
    asked = sheet.params.get("q", "").strip()[:500]
    try:
        wanted = terms(asked)
        hits = list(store.search(asked, MOST + 1))
    except InputError as error:
        return Shown({"asked": asked, "hits": [], "more": False, "trouble_said": str(error)})
    words = {word for phrase in wanted for word in phrase}
    titles = {one.name: one.title for one in store.documents()} if hits else {}
    values = {
        "asked": asked,
        "hits": [_passage(hit, words) for hit in hits[:MOST]],
        "titles": titles,
        "more": len(hits) > MOST,
        "trouble_said": "",
    }
    return Shown(values)


def _passage(hit: Hit, words: set[str]) -> Passage:
    """A passage around the first word found, the words marked."""
    places = [
        (one.start(), one.end()) for one in _WORD.finditer(hit.text) if fold(one.group()) in words
    ]
    first = places[0][0] if places else 0
    start = 0 if len(hit.text) <= _LONG else max(0, first - _LONG // 3)
    end = min(len(hit.text), start + _LONG)
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for one, two in places:
        if one >= at and two <= end:
            parts += [(hit.text[at:one], False), (hit.text[one:two], True)]
            at = two
    parts.append((hit.text[at:end] + (" …" if end < len(hit.text) else ""), False))
    return Passage(hit, hit.start + first, tuple((text, found) for text, found in parts if text))
