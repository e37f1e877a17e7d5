"""Which ids have been given, in a few bytes each, for corpora of any length."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class Seen:
    """A set of words that keeps 64 bits of each: 16 to 32 bytes a word, none of its letters.

    Two words alike in these bits count as one, which happens about once in 10^7 corpora of a
    million documents, and then costs a longer id.
    """

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, word: str) -> bool:
        """Add a word; False where it was there."""
        key = blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        if not self._put(int.from_bytes(key, "big") or 1):
            return False
        self._count += 1
        if 2 * self._count > len(self._table):
            self._grow()
        return True

    def _put(self, key: int) -> bool:
        table, size = self._table, len(self._table)
        at = key % size
        while table[at]:
            if table[at] == key:
                return False
            at = (at + 1) % size
        table[at] = key
        return True

    def _grow(self) -> None:
        old = self._table
        self._table = array("Q", bytes(16 * len(old)))
        for key in old:
            if key:
                self._put(key)
