"""What is found together in states that were drawn: two or three things, counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]

#: so many triples are looked at further
_MOST = 2_000


def packed(states: Bools) -> NDArray[np.uint64]:
    """The columns of some states as bits: array (columns, words of 64 states)."""
    bits = np.packbits(states.T, axis=1)
    whole = np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))
    return np.ascontiguousarray(whole).view(np.uint64)


def together(columns: NDArray[np.uint64]) -> NDArray[np.int64]:
    """In how many states two columns hold at once: array (columns, columns)."""
    counts: NDArray[np.int64] = np.zeros((len(columns), len(columns)), dtype=np.int64)
    for word in columns.T:
        counts += np.bitwise_count(word[:, None] & word)
    return counts


def best_two(known: Bools, others: Bools) -> tuple[tuple[int, ...], int]:
    """The two columns that no known state has at once and most of the others do; how many do."""
    if not len(others):
        return (), 0
    ruled_out = together(packed(others)) * (together(packed(known)) == 0)
    place = int(np.argmax(ruled_out))
    return divmod(place, len(ruled_out)), int(ruled_out.flat[place])


def most_of(groups: list[tuple[int, ...]], states: Bools) -> tuple[tuple[int, ...], int]:
    """The columns that most states have at once, of some groups of columns; how many do."""
    scores = [int(states[:, list(group)].all(axis=1).sum()) for group in groups]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    return (groups[best], scores[best]) if scores else ((), 0)


class Threes:
    """Three columns that no known state has at once, and some of the others do.

    Parameters
    ----------
    known, others : what holds in some states, bool arrays (states, columns)
    """

    def __init__(self, known: Bools, others: Bools) -> None:
        seen, beside = packed(known), packed(others)
        apart = together(seen) == 0
        places, scores = [np.zeros((0, 3), dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for first in range(len(seen)):
            score = np.triu(together(beside & beside[first]), 1)
            score[: first + 1] = 0
            score[apart | apart[first] | apart[first][:, None]] = 0  # two of them say it already
            if score.any():
                score[together(seen & seen[first]) > 0] = 0
            two = np.argwhere(score)
            places.append(np.insert(two, 0, first, axis=1))
            scores.append(score[score > 0])
        best = np.argsort(-np.concatenate(scores), kind="stable")[:_MOST]
        self.places = np.concatenate(places)[best]

    def best(self, known: Bools, others: Bools) -> tuple[tuple[int, ...], int]:
        """Those that most of the others have at once, and how many do.

        Parameters
        ----------
        known, others : as at first, more known states and fewer others by now
        """
        self.places = self.places[~self._at_once(known).any(axis=0)]
        if not len(self.places):
            return (), 0
        scores = self._at_once(others).sum(axis=0)
        place = int(np.argmax(scores))
        return tuple(self.places[place].tolist()), int(scores[place])

    def _at_once(self, states: Bools) -> Bools:
        """Which states have all three: bool array (states, triples)."""
        one, two, three = self.places.T
        found: Bools = states[:, one] & states[:, two] & states[:, three]
        return found
