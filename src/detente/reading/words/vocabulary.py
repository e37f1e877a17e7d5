"""Words as numbers: each word of a stream gets the next free one."""

from __future__ import annotations

from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from detente.reading.words.tokens import LONGEST

_FACTOR = 0x9E3779B97F4A7C15 | 0b11  # odd, and 3 modulo 4: few factors of two in its powers less 1
_ROOM = 1 << 18
_UNKNOWN = (1 << 32) - 1


def _powers(factor: int, count: int) -> NDArray[np.uint64]:
    powers = np.full(count, factor, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


class Vocabulary:
    """Bytes of words to numbers, a block of text at a time.

    A block is hashed as a whole: a word's hash is a polynomial in its bytes, found from one
    running sum over the block, so that no word becomes an object before it is new. Words that
    differ only after `LONGEST` bytes count as one.
    """

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._words: list[bytes] = []
        self._up = _powers(_FACTOR, _ROOM)
        self._down = _powers(pow(_FACTOR, -1, 1 << 64), _ROOM)

    def __len__(self) -> int:
        return len(self._words)

    def word(self, number: int) -> str:
        """The word with this number."""
        return self._words[number].decode(errors="ignore")

    def find(self, word: str) -> int | None:
        """The number of a folded word, or None."""
        raw = word.encode()[:LONGEST]
        if not raw:
            return None
        number = self._numbers.get(self._hash_one(raw))
        return number if number is not None and self._words[number] == raw else None

    def _hash_one(self, raw: bytes) -> int:
        found = self._hash(raw, np.array([0]), np.array([len(raw)]))
        return int(found[0])

    def _hash(
        self, block: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.uint64]:
        if len(block) > len(self._up):
            self._up = _powers(_FACTOR, len(block))
            self._down = _powers(pow(_FACTOR, -1, 1 << 64), len(block))
        total = np.zeros(len(block) + 1, dtype=np.uint64)
        raw = np.frombuffer(block, dtype=np.uint8)
        np.multiply(raw, self._up[: len(block)], out=total[1:])
        np.cumsum(total, out=total)
        last = np.minimum(ends, starts + LONGEST)
        hashes: NDArray[np.uint64] = (total[last] - total[starts]) * self._down[starts]
        return hashes

    def numbers(
        self, block: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.uint32]:
        """The number of every word of a block; new words get new numbers."""
        hashes = self._hash(block, starts, ends)
        if not len(hashes):
            return np.empty(0, dtype=np.uint32)
        order = np.argsort(hashes)
        ranked = hashes[order]
        new = np.empty(len(ranked), dtype=np.bool_)
        new[0] = True
        np.not_equal(ranked[1:], ranked[:-1], out=new[1:])
        first = order[new]
        values = ranked[new].tolist()
        ids = np.fromiter(
            map(self._numbers.get, values, repeat(_UNKNOWN)), dtype=np.uint32, count=len(values)
        )
        for place in np.flatnonzero(ids == _UNKNOWN).tolist():
            ids[place] = self._numbers[values[place]] = len(self._words)
            at = int(first[place])
            begin = int(starts[at])
            self._words.append(block[begin : min(int(ends[at]), begin + LONGEST)])
        found = np.empty(len(hashes), dtype=np.uint32)
        found[order] = ids[np.cumsum(new) - 1]
        return found
