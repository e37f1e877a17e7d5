"""Which document uses which term how often: one table for single words, one for pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.spool import Numbers

#: tokens that are sorted at once
_AT_ONCE = 1 << 18
#: cells of a term-by-side table that are held at once
CELLS = 1 << 20
_FEW_SIDES = 8
#: above so many tokens, pairs that occur once are not kept
KEEP_ALL_BELOW = 200_000


@dataclass(frozen=True, eq=False)
class Table:
    """Counts of terms by document, term after term.

    Attributes
    ----------
    order : words in a term
    starts : int64 array (n_terms + 1,); where each term's entries begin
    docs : uint32 array (n_entries,); document numbers, rising within a term
    counts : uint32 array (n_entries,); uses of the term in the document
    keys : uint64 array (n_terms,); a term's word number, or both of them packed
    words : how many words `keys` packs with
    """

    order: int
    starts: NDArray[np.int64]
    docs: NDArray[np.uint32]
    counts: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    common: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.keys)

    def numbers(self, term: int) -> tuple[int, ...]:
        """The words of a term, by number."""
        key = int(self.keys[term])
        if self.order == 1:
            return (key,)
        many = len(self.common)
        return int(self.common[key // many]), int(self.common[key % many])

    def find(self, numbers: tuple[int, ...]) -> int | None:
        """The term with these words, or None."""
        key = numbers[0]
        if self.order == 2:
            places = np.searchsorted(self.common, numbers)
            if any(p >= len(self.common) for p in places) or any(self.common[places] != numbers):
                return None
            key = int(places[0]) * len(self.common) + int(places[1])
        place = int(np.searchsorted(self.keys, key))
        return place if place < len(self.keys) and int(self.keys[place]) == key else None

    def entries(self, terms: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Places of the entries of some terms, and which of the terms each belongs to."""
        sizes = self.starts[terms + 1] - self.starts[terms]
        whose = np.repeat(np.arange(len(terms)), sizes)
        before = np.cumsum(sizes) - sizes
        places = np.arange(int(sizes.sum())) - np.repeat(before - self.starts[terms], sizes)
        return places, whose

    def spread(
        self, chosen: NDArray[np.bool_] | None, origins: NDArray[np.uint32] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Uses of every term, and in how many documents, among the chosen ones.

        `origins` says which parts of documents belong to one document; it rises.
        """
        if chosen is None and origins is None:
            return self._everywhere
        uses = np.zeros(len(self), dtype=np.int64)
        docs = np.zeros(len(self), dtype=np.int64)
        for some, entries in self._blocks():
            starts = self.starts[some.start : some.stop + 1] - entries.start
            part = self.docs[entries]
            inside = np.ones(len(part), dtype=np.bool_) if chosen is None else chosen[part]
            uses[some] = _sums(self.counts[entries] * inside, starts)
            if origins is not None:
                inside = _first_of_origin(part, inside, starts, origins)
            docs[some] = _sums(inside, starts)
        return uses, docs

    def _blocks(self) -> Iterator[tuple[slice, slice]]:
        """Ranges of terms, and of their entries, of a size that is held at once."""
        begin = 0
        while begin < len(self):
            end = int(np.searchsorted(self.starts, self.starts[begin] + CELLS, side="right")) - 1
            end = min(max(end, begin + 1), len(self))
            yield slice(begin, end), slice(int(self.starts[begin]), int(self.starts[end]))
            begin = end

    @cached_property
    def _everywhere(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        uses = np.zeros(len(self), dtype=np.int64)
        for some, entries in self._blocks():
            starts = self.starts[some.start : some.stop + 1] - entries.start
            uses[some] = _sums(self.counts[entries], starts)
        return uses, np.diff(self.starts)

    def by_side(
        self, terms: NDArray[np.int64], sides: NDArray[np.int32], n_sides: int
    ) -> Iterator[tuple[slice, NDArray[np.int64]]]:
        """Uses of terms by side, a slice of the terms at a time: int64 arrays (slice, side).

        `sides` gives each document's side; documents with a negative one count nowhere.
        """
        if n_sides <= _FEW_SIDES and len(terms) > len(self) // 8:
            yield slice(0, len(terms)), self._side_after_side(sides, n_sides)[terms]
            return
        step = max(CELLS // max(n_sides, 1), 1)
        for begin in range(0, len(terms), step):
            some = terms[begin : begin + step]
            places, whose = self.entries(some)
            side = sides[self.docs[places]]
            inside = side >= 0
            cells = whose[inside] * n_sides + side[inside]
            weights = self.counts[places[inside]]
            table = np.bincount(cells, weights=weights, minlength=len(some) * n_sides)
            yield (
                slice(begin, begin + len(some)),
                table.astype(np.int64).reshape(len(some), n_sides),
            )

    def _side_after_side(self, sides: NDArray[np.int32], n_sides: int) -> NDArray[np.int64]:
        """Uses of all terms by side; quicker than `entries` where nearly all are wanted."""
        found = np.empty((len(self), n_sides), dtype=np.int64)
        for some, entries in self._blocks():
            starts = self.starts[some.start : some.stop + 1] - entries.start
            side, counts = sides[self.docs[entries]], self.counts[entries]
            for one in range(n_sides):
                found[some, one] = _sums(counts * (side == one), starts)
        return found


def _first_of_origin(
    docs: NDArray[np.uint32],
    inside: NDArray[np.bool_],
    starts: NDArray[np.int64],
    origins: NDArray[np.uint32],
) -> NDArray[np.bool_]:
    """Of the entries inside, the first of each term and document."""
    places = np.flatnonzero(inside)
    whose = np.searchsorted(starts, places, side="right")
    origin = origins[docs[places]]
    first = np.zeros(len(docs), dtype=np.bool_)
    if len(places):
        new = np.ones(len(places), dtype=np.bool_)
        new[1:] = (origin[1:] != origin[:-1]) | (whose[1:] != whose[:-1])
        first[places[new]] = True
    return first


def single_words(ids: NDArray[np.uint32], offsets: NDArray[np.int64], n_words: int) -> Table:
    """The table of single words."""
    keys, starts, docs, counts = _collect(
        ids, offsets, np.bincount(ids, minlength=n_words), lambda pos, doc: (pos, ids[pos]), 1
    )
    return Table(1, starts, docs, counts, keys, np.empty(0, dtype=np.uint32))


def pairs_of_words(ids: NDArray[np.uint32], offsets: NDArray[np.int64], n_words: int) -> Table:
    """The table of pairs of neighbouring words within a document.

    In a large corpus pairs that occur only once are left out, and with them pairs with a word
    that occurs only once.
    """
    least = 1 if len(ids) < KEEP_ALL_BELOW else 2
    used = np.bincount(ids, minlength=n_words)
    n_docs = len(offsets) - 1
    while True:
        common = np.flatnonzero(used >= least).astype(np.uint32)
        if len(common) ** 2 * max(n_docs, 1) < 1 << 63:
            break
        least += 1
    dense = np.full(n_words, -1, dtype=np.int64)
    dense[common] = np.arange(len(common))
    ends = offsets[1:]

    def pack(
        pos: NDArray[np.int64], doc: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        inside = pos + 1 < ends[doc]
        pos = pos[inside]
        first, second = dense[ids[pos]], dense[ids[pos + 1]]
        known = (first >= 0) & (second >= 0)
        return pos[known], first[known] * len(common) + second[known]

    weights = np.where(used >= least, used, 0)
    keys, starts, docs, counts = _collect(ids, offsets, weights, pack, least)
    return Table(2, starts, docs, counts, keys, common)


Pack = Callable[
    [NDArray[np.int64], NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.integer]]
]


def _collect(
    ids: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    weights: NDArray[np.integer],
    pack: Pack,
    least: int,
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint32]]:
    """Sort what `pack` makes of tokens, a range of first words at a time."""
    n_docs = max(len(offsets) - 1, 1)
    ranges = _ranges(weights)
    all_docs, all_counts = Numbers(), Numbers()
    keys: list[NDArray[np.uint64]] = [np.empty(0, dtype=np.uint64)]
    sizes: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    for low, high in ranges:
        parts: list[NDArray[np.uint64]] = []
        for begin in range(0, len(ids), _AT_ONCE):
            some = ids[begin : begin + _AT_ONCE]
            pos = np.flatnonzero((some >= low) & (some < high)) + begin
            doc = np.searchsorted(offsets, pos, side="right") - 1
            kept, packed = pack(pos, doc)
            if len(kept) != len(pos):
                doc = np.searchsorted(offsets, kept, side="right") - 1
            parts.append(packed.astype(np.uint64) * np.uint64(n_docs) + doc.astype(np.uint64))
        both = np.concatenate(parts) if len(parts) != 1 else parts[0]
        del parts
        both.sort()
        new = _changes(both)
        at = np.flatnonzero(new)
        counts = np.diff(at, append=len(both))
        both = both[at]
        term = both // np.uint64(n_docs)
        docs = (both - term * np.uint64(n_docs)).astype(np.uint32)
        first = np.flatnonzero(_changes(term))
        size = np.diff(first, append=len(term))
        if least > 1:
            uses = np.add.reduceat(counts, first) if len(first) else counts
            often = uses >= least
            entries = np.repeat(often, size)
            docs, counts = docs[entries], counts[entries]
            first, size = first[often], size[often]
        keys.append(term[first])
        sizes.append(size)
        all_docs.append(docs)
        all_counts.append(counts.astype(np.uint32))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate(sizes))])
    return np.concatenate(keys), starts, all_docs.array(), all_counts.array()


def _ranges(weights: NDArray[np.integer]) -> list[tuple[int, int]]:
    """Ranges of word numbers that hold about as many tokens as are sorted at once."""
    total = np.cumsum(weights)
    if not len(total) or not total[-1]:
        return []
    cuts = np.arange(_AT_ONCE, int(total[-1]) + _AT_ONCE, _AT_ONCE)
    ends = np.unique(np.minimum(np.searchsorted(total, cuts) + 1, len(total)))
    edges = [0, *ends.tolist()]
    return list(pairwise(edges))


def _changes(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    new = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _sums(
    values: NDArray[np.uint32] | NDArray[np.bool_], starts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Sums from each start to the next; no two starts are the same."""
    if not len(values):
        return np.zeros(len(starts) - 1, dtype=np.int64)
    return np.add.reduceat(values, starts[:-1], dtype=np.int64)
