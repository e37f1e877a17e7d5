"""Changes of a text as one piece cut out and one put in, and three texts brought together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

#: pairs of equal lines beyond which what differs counts as one piece; comparing costs their square
_PAIRS = 1_000_000


@dataclass(frozen=True)
class Splice:
    """At an offset, `cut` goes and `put` comes."""

    at: int
    cut: str
    put: str

    def apply(self, text: str) -> str:
        """The text with the change made.

        Raises
        ------
        ValueError
            when the text does not hold what is to be cut.
        """
        end = self.at + len(self.cut)
        if self.at < 0 or text[self.at : end] != self.cut:
            raise ValueError("the text is not the one that was changed")
        return text[: self.at] + self.put + text[end:]

    @property
    def back(self) -> Splice:
        """The change that undoes this one."""
        return Splice(self.at, self.put, self.cut)


def between(old: str, new: str) -> Splice:
    """The smallest single splice from one text to another."""
    start = _common(old, new)
    rest = min(len(old), len(new)) - start
    end = _common(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1]) if rest else 0
    return Splice(start, old[start : len(old) - end], new[start : len(new) - end])


def _common(one: str, other: str) -> int:
    """Length of what both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def distance(one: str, other: str) -> int:
    """How many characters lie between the first and the last difference of two texts."""
    found = between(one, other)
    return len(found.cut) + len(found.put)


def merged(base: str, ours: str, theirs: str) -> str | None:
    """What both made of a base, line by line; None where they changed the same lines."""
    lines = base.splitlines(keepends=True)
    mine, yours = _hunks(lines, ours), _hunks(lines, theirs)
    found: list[tuple[int, int, list[str]]] = []
    for hunk in mine:
        if hunk not in yours and any(_touch(hunk, other) for other in yours):
            return None
        found.append(hunk)
    found += [hunk for hunk in yours if hunk not in mine]
    result: list[str] = []
    at = 0
    for start, end, new in sorted(found, key=lambda one: (one[0], one[1])):
        result += lines[at:start] + new
        at = end
    return "".join(result + lines[at:])


def _hunks(lines: list[str], text: str) -> list[tuple[int, int, list[str]]]:
    new = text.splitlines(keepends=True)
    head = _alike(lines, new)
    tail = _alike(lines[head:][::-1], new[head:][::-1])
    old, fresh = lines[head : len(lines) - tail], new[head : len(new) - tail]
    counts = Counter(fresh)
    if sum(counts[line] for line in old) > _PAIRS:
        return [(head, head + len(old), fresh)]
    matcher = SequenceMatcher(None, old, fresh, autojunk=False)
    return [
        (head + start, head + end, fresh[left:right])
        for tag, start, end, left, right in matcher.get_opcodes()
        if tag != "equal"
    ]


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines both begin with."""
    pairs = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _touch(one: tuple[int, int, list[str]], other: tuple[int, int, list[str]]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
