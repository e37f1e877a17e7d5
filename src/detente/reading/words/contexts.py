"""What stands around a term, document by document; and passages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.index import WordIndex
from detente.reading.words.tokens import Tokeniser, tokeniser

Ints = NDArray[np.int64]

#: words of a context that are told apart; the rarer ones count together
_WORDS = 400


@dataclass(frozen=True, eq=False)
class Contexts:
    """The words near a term.

    Attributes
    ----------
    parts : numbers of the parts that use the term, rising
    words : numbers of the words told apart, the most frequent first
    counts : int array (part, word + 1); the last column holds all other words of content
    places : where in the index's `ids` the term stands
    near : int64 array (place, 2 * span); numbers of the words around each, -1 for none
    """

    parts: Ints
    words: Ints
    counts: Ints
    places: Ints
    near: Ints


def contexts_of(
    index: WordIndex,
    numbers: tuple[int, ...],
    sides: NDArray[np.int32],
    span: int,
    content: NDArray[np.bool_],
) -> Contexts:
    """The words of content within so many words of a term, in the parts of some side."""
    places = index.occurrences(numbers)
    part = index.part_of(places)
    inside = sides[part] >= 0
    places, part = places[inside], part[inside]
    steps = np.concatenate([np.arange(-span, 0), np.arange(span) + len(numbers)])
    at = places[:, None] + steps[None, :]
    within = (at >= index.offsets[part][:, None]) & (at < index.offsets[part + 1][:, None])
    near = index.ids[np.where(within, at, 0)].astype(np.int64)
    near = np.where(within & content[near] & ~np.isin(near, numbers), near, -1)
    parts, row = np.unique(part, return_inverse=True)
    known = near >= 0
    word = near[known]
    row = np.broadcast_to(row[:, None], near.shape)[known]
    frequent = np.bincount(word, minlength=1)
    words = np.argsort(-frequent, kind="stable")[:_WORDS]
    words = words[frequent[words] > 1]
    column = np.full(len(frequent), len(words))
    column[words] = np.arange(len(words))
    cells = row * (len(words) + 1) + column[word]
    counts = np.bincount(cells, minlength=len(parts) * (len(words) + 1))
    return Contexts(parts, words, counts.reshape(len(parts), -1), places, near)


@dataclass(frozen=True)
class Passage:
    """A stretch of a document that shows a term, with its place there."""

    doc: str
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {"doc": self.doc, "start": self.start, "end": self.end, "text": self.text}


def passage(index: WordIndex, place: int, length: int, span: int) -> Passage:
    """The words around a place of the index, as they stand in the text."""
    part = int(index.part_of(np.array([place]))[0])
    doc, text, shift = index.texts[part]
    starts, ends = _places(tokeniser(index.tokens), text)
    at = min(place - int(index.offsets[part]), len(starts) - length)
    first, last = max(at - span, 0), min(at + length + span, len(starts)) - 1
    start, end = int(starts[first]), int(ends[last])
    return Passage(doc, shift + start, shift + end, " ".join(text[start:end].split()))


@lru_cache(maxsize=16)
def _places(divide: Tokeniser, text: str) -> tuple[Ints, Ints]:
    return divide.places(text)


def telling(near: Ints, wanted: Ints) -> Ints:
    """Order of the places: those first that have most of the wanted words around them."""
    found = np.isin(near, wanted)
    return np.argsort(-found.sum(axis=1), kind="stable")
