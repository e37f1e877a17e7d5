"""Finding a statement again in a document that has changed; where that is unsure, not finding it.

First the exact words: with the words around them, or where they stand as often as before, or where
they are many. Then nearly the same words, between the same neighbours. Else the statement is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

How = Literal["exact", "moved", "near", "lost"]

#: characters of context kept on either side
CONTEXT = 48
#: of these on one side, so many must be the same for a place to be sure
ENOUGH = 16
#: words so long stand for themselves
LONG = 24
#: least likeness of nearly the same words, and of their letters
ALIKE = 0.8
ALIKE_IN_LETTERS = 0.9
#: characters; longer texts are not compared by letters
SHORT = 400
#: places; more of the same words are only told apart by their order
MANY = 100
#: characters; longer texts are only looked for word for word
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a statement stood, its words, and the words around it."""

    start: int
    end: int
    text: str
    before: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """The anchor of a stretch of a text."""
        before = text[max(0, start - CONTEXT) : start]
        return cls(start, end, text[start:end], before, text[end : end + CONTEXT])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands now; where it is lost, as it was."""

    start: int
    end: int
    how: How


def find_again(anchor: Anchor, old: str, new: str) -> Place:
    """Where a statement of the old text stands in the new one.

    Parameters
    ----------
    old, new : the document's text before and after the change
    """
    lost = Place(anchor.start, anchor.end, "lost")
    if not anchor.text.strip():
        return lost
    return _same_words(anchor, old, new) or _near_words(anchor, new) or lost


def _same_words(anchor: Anchor, old: str, new: str) -> Place | None:
    """The same words, where they and their old place choose each other among all such places."""
    places = list(_occurrences(anchor.text, new))
    were = list(_occurrences(anchor.text, old))
    if not places or anchor.start not in were:
        return None
    if len(places) == len(were) == 1:
        only = places[0]
        sure = len(anchor.text) >= LONG or _shared(old, anchor.start, new, only, anchor) >= ENOUGH
        return _place(anchor, only) if sure else None
    if len(places) == len(were) and _in_order(anchor, old, were, new, places):
        return _place(anchor, places[were.index(anchor.start)])
    if max(len(places), len(were)) > MANY:
        return None
    chosen = _best(places, [_shared(old, anchor.start, new, at, anchor) for at in places])
    if chosen is None:
        return None
    back = _best(were, [_shared(old, at, new, chosen, anchor) for at in were])
    return _place(anchor, chosen) if back == anchor.start else None


def _in_order(anchor: Anchor, old: str, were: list[int], new: str, places: list[int]) -> bool:
    """Whether every place has at least some of the neighbours it had."""
    pairs = zip(were, places, strict=True)
    return all(_shared(old, was, new, at, anchor) >= ENOUGH for was, at in pairs)


def _best(places: list[int], scores: list[int]) -> int | None:
    """The one place with the highest score, if it is sure and the only one."""
    best = max(scores)
    if best < ENOUGH or scores.count(best) > 1:
        return None
    return places[scores.index(best)]


def _place(anchor: Anchor, start: int) -> Place:
    how: How = "exact" if start == anchor.start else "moved"
    return Place(start, start + len(anchor.text), how)


def _occurrences(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared(old: str, was: int, new: str, at: int, anchor: Anchor) -> int:
    """How many characters around two places are the same; an edge of the document is as good."""
    length = len(anchor.text)
    left, right = 0, 0
    while left < CONTEXT and left < min(was, at) and old[was - 1 - left] == new[at - 1 - left]:
        left += 1
    if left == was == at:
        left = max(left, ENOUGH)
    was, at = was + length, at + length
    behind = min(len(old) - was, len(new) - at)
    while right < CONTEXT and right < behind and old[was + right] == new[at + right]:
        right += 1
    if right == len(old) - was == len(new) - at:
        right = max(right, ENOUGH)
    return left + right


def _near_words(anchor: Anchor, new: str) -> Place | None:
    """Nearly the same words, between neighbours of which at least one is as it was."""
    if len(anchor.text) > LONGEST:
        return None
    found: list[tuple[float, int, int]] = []
    for start, end in _candidates(anchor, new):
        likeness = _alike(anchor.text, new[start:end])
        if likeness >= ALIKE:
            found.append((likeness, start, end))
    if not found:
        return None
    best = max(likeness for likeness, _, _ in found)
    places = {(start, end) for likeness, start, end in found if likeness == best}
    if len(places) != 1:
        return None
    ((start, end),) = places
    return Place(start, end, "near")


def _candidates(anchor: Anchor, new: str) -> Iterator[tuple[int, int]]:
    """Stretches of the new text that begin or end where the statement's neighbours do."""
    length = len(anchor.text)
    most = length + length // 2 + 8
    before, after = anchor.before[-ENOUGH:], anchor.after[:ENOUGH]
    starts = [at + len(before) for at in _occurrences(before, new)] if before.strip() else []
    ends = list(_occurrences(after, new)) if after.strip() else []
    if not anchor.before.strip():
        starts.append(0)
    if not anchor.after.strip():
        ends.append(len(new))
    if max(len(starts), len(ends)) > 64:
        return
    for start in starts:
        yield from ((start, end) for end in ends if 0 < end - start <= most)
    for start in starts:
        if (last := _last_word(anchor, new, start, most)) is not None:
            yield start, last
    for end in ends:
        if (first := _first_word(anchor, new, end, most)) is not None:
            yield first, end


def _last_word(anchor: Anchor, new: str, start: int, most: int) -> int | None:
    """Where the statement's last words stand behind a start."""
    tail = anchor.text[-ENOUGH:]
    at = new.find(tail, start, start + most)
    return None if at < 0 or len(tail) < ENOUGH else at + len(tail)


def _first_word(anchor: Anchor, new: str, end: int, most: int) -> int | None:
    """Where the statement's first words stand before an end."""
    head = anchor.text[:ENOUGH]
    at = new.rfind(head, max(0, end - most), end)
    return None if at < 0 or len(head) < ENOUGH else at


_WORD = re.compile(r"\w+|[^\w\s]")


def _alike(one: str, other: str) -> float:
    """Likeness in [0, 1] by words, or by letters where that says more and the texts are short."""
    a, b = (text.casefold().translate(_MARKS) for text in (one, other))
    words, others = _WORD.findall(a), _WORD.findall(b)
    by_words: float = SequenceMatcher(None, words, others, autojunk=False).ratio()
    if by_words >= ALIKE or max(len(one), len(other)) > SHORT:
        return by_words
    by_letters = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return ALIKE if by_letters >= ALIKE_IN_LETTERS else by_words


_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}
)
