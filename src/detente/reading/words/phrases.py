"""Phrases of a text: where one ends, which words are one word, which sentence holds a place."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.reading.words.function_words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_DETERMINER = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my")
) | {"your", "any", "some", "no", "such"}
_ENDINGS = (
    "ations", "ation", "ators", "ative", "ament", "ating", "ated", "ates", "ate", "ments", "ment",
    "ities", "ions", "ing", "ings", "ive", "ion", "ity", "ies", "ed", "es", "s", "e", "y",
)  # fmt: skip
_ABSTRACT = re.compile(
    r"(?:.{2,}(?:tion|sion|ment|ity|ism|ance|ence|ship|ness|cy|tude|ture|ty|dom|hood|al)s?"
    r"|guarantees?|under\w+ings?|threats?|peace|rights?|promises?|pledges?|pacts?|truces?|order|frontiers?|ties"
    r"|borders?|zones?|deals?|rules?|law|terms|demands?|victory|defeat|retreat|withdrawal|stakes?"
    r"|balance|concerns?|interests?|red lines?|proofs?|trust|faith|fears?|claims?|reforms?)$"
)
_VERBS = re.compile(
    r"(?:means|meant|lies|lay|remains?|became|becomes|goes|stands|holds|says|wants?|calls?|rejects?)$"
)
_BREAK = re.compile(r"(?<=[.!?…])[”’\"'»)]*\s+(?=[“‘\"'«(]?[A-Z\d])|\n\s*\n|\n")


def noun_phrase(text: str, at: int, most: int = 3) -> tuple[int, int] | None:
    """The words of content that begin at an offset, a determiner passed over.

    Stops at a sign, at a word of grammar, and after so many words; None where nothing is there.
    """
    start = end = None
    abstract = False
    for _ in range(most + 2):
        gap = _GAP.match(text, at)
        match = _WORD.match(text, gap.end() if gap else at)
        if match is None:
            break
        low = match[0].lower().replace("’", "'")
        if start is None and low in _DETERMINER:
            at = match.end()
            continue
        if low.removesuffix("'s") in FUNCTION_WORDS or low in FUNCTION_WORDS or _VERBS.match(low):
            break
        if abstract and not is_abstract(match[0]):  # what follows the noun is a verb by then
            break
        abstract = is_abstract(match[0])
        if start is None:
            start = match.start()
        end = at = match.end()
        if len(text[start:end].split()) >= most:
            break
    return None if start is None or end is None else (start, end)


def last_phrase(text: str, until: int, most: int = 3) -> tuple[int, int] | None:
    """The words of content that end at an offset."""
    begin = max(until - 120, 0)
    words = [(m.start() + begin, m.end() + begin) for m in _WORD.finditer(text[begin:until])]
    start = end = None
    for first, last in reversed(words):
        beyond = text[last : until if start is None else start]
        low = text[first:last].lower().replace("’", "'")
        if beyond.strip(" ") or low in FUNCTION_WORDS or low in _DETERMINER:
            break
        start, end = first, last if end is None else end
        if len(text[start:end].split()) >= most:
            break
    return None if start is None or end is None else (start, end)


def is_abstract(phrase: str) -> bool:
    """Whether the last word of a phrase names something that can be meant in several ways."""
    words = _WORD.findall(phrase)
    return bool(words) and bool(_ABSTRACT.match(words[-1].lower()))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without the ending that tells its forms apart: `de-escalate`, `de-escalation`."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            low = low.removesuffix(ending)
            break
    return low


def key(phrase: str) -> tuple[str, ...]:
    """What the forms of a phrase have in common: stems of its words of content."""
    words = [word for word in _WORD.findall(phrase) if word.lower() not in FUNCTION_WORDS]
    return tuple(stem(word) for word in words)


_NO_MARKS = str.maketrans("", "", '"“”«»„‹›')


def tidy(phrase: str) -> str:
    """A phrase without its quotation marks and the signs at its ends."""
    bare = phrase.translate(_NO_MARKS)
    return " ".join(bare.split()).strip(" '‘’`.,;:!?…–—-()")


def sentence(text: str, start: int, end: int, most: int = 320) -> tuple[int, int]:
    """The sentence around a stretch of text, or as much of it as can be shown."""
    low, high = max(start - most, 0), min(end + most, len(text))
    first, last = low, high
    for match in _BREAK.finditer(text, low, high):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last
