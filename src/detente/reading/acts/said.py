"""The words of acts, compiled: which words said or attributing announce which act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from detente.reading.acts.forms import verb_forms
from detente.reading.acts.lists import read_list

REACH = 6
_NO_VERB = ("perspective", "eyes", "opinion", "assessment", "accusation", "assurance", "refusal")


@dataclass(frozen=True, slots=True)
class Hint:
    """An act, how strongly some words announce it, and whether they name it outright."""

    act: str
    strength: float
    names: bool = False


Pattern = tuple[tuple[str, ...], Hint]


@dataclass(frozen=True, slots=True)
class Saying:
    """Hints by words.

    Attributes
    ----------
    by_first : mapping of first word to its patterns
        Those with a second word by that word, then the rest; each as (further words, hint), the
        longest first. `*` among the further words stands for up to six others.
    cues : mapping of the basic form of a cue, words joined by `_`, to its hints
    """

    by_first: dict[str, tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]]]
    cues: dict[str, tuple[Hint, ...]]


def _expand(pattern: str) -> list[tuple[str, ...]]:
    return list(product(*(part.split("/") for part in pattern.split("_"))))


def _by_second(
    found: dict[tuple[str, ...], Hint],
) -> tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]]:
    """The patterns of one first word, those with a second word by that word."""
    longest = sorted(found.items(), key=lambda pattern: -len(pattern[0]))
    seconds: dict[str, tuple[Pattern, ...]] = {}
    for pattern in longest:
        if pattern[0] and pattern[0][0] != "*":
            seconds[pattern[0][0]] = (*seconds.get(pattern[0][0], ()), pattern)
    return seconds, tuple(p for p in longest if not p[0] or p[0][0] == "*")


@cache
def load_sayings() -> Saying:
    """The compiled lists; made once, at the first use."""
    by_first: dict[str, dict[tuple[str, ...], Hint]] = {}
    for line in read_list("acts"):
        head, patterns = line.split(":", 1)
        name, strength = head.split()
        hint = Hint(name.rstrip("!"), float(strength), name.endswith("!"))
        for pattern in patterns.split():
            for first, *rest in _expand(pattern):
                held = by_first.setdefault(first, {})
                old = held.get(tuple(rest))
                if old is None or old.strength < hint.strength:
                    held[tuple(rest)] = hint
    ordered = {first: _by_second(found) for first, found in by_first.items()}
    cues: dict[str, tuple[Hint, ...]] = {}
    for line in read_list("cues"):
        head, patterns = line.split(":", 1)
        name, strength = head.split()
        hint = Hint(name, float(strength))
        for pattern in patterns.split():
            for words in _expand(pattern):
                key = "_".join(words)
                cues[key] = (*cues.get(key, ()), hint)
    return Saying(ordered, cues)


@cache
def cue_forms() -> dict[str, str]:
    """Every form of a cue's words to its basic form."""
    found: dict[str, str] = {}
    for cue in load_sayings().cues:
        for form in verb_forms(cue):
            found.setdefault(form, cue)
    return found


def find_hints(words: list[str]) -> list[tuple[int, int, Hint]]:
    """Where the words of a text, in lower case, announce an act: first word, end, hint.

    The longest run of words wins; nothing overlaps, except that a gap may hold others.
    """
    by_first = load_sayings().by_first
    found: list[tuple[int, int, Hint]] = []
    at = 0
    while at < len(words):
        end = at + 1
        here = by_first.get(words[at])
        if here is not None:
            second = words[at + 1] if at + 1 < len(words) else ""
            for rest, hint in (*here[0].get(second, ()), *here[1]):
                stop = _match(words, at + 1, rest)
                if stop:
                    found.append((at, stop, hint))
                    end = at + 1 if "*" in rest else stop
                    break
        at = end
    return found


def _match(words: list[str], at: int, rest: tuple[str, ...]) -> int:
    """The end of the match of `rest` from `at`; 0 where it does not match."""
    for place, word in enumerate(rest):
        if word == "*":
            tail = rest[place + 1]
            for ahead in range(at, min(len(words), at + REACH)):
                if words[ahead] == tail:
                    return _match(words, ahead, rest[place + 1 :])
            return 0
        if at >= len(words) or words[at] != word:
            return 0
        at += 1
    return at
