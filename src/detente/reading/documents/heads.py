"""The head of a document: what in its first paragraphs is headline, byline or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.documents.dates import day_in, iso_date

_LONGEST = 200
_DEEPEST = 5  # paragraphs above the byline
_NAME = r"[^\W\d_][\w.'’-]*"
_BYLINE = re.compile(
    rf"(?:by|author|von|par|por)\b:?\s+(?P<who>{_NAME}(?:\s+(?:and|&|{_NAME})){{0,9}})\s*"
    r"(?:[,|·•–—(-].*)?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|updated|issued|date|dated|as of)\b[:,]?\s*(?:on\s+)?)?"
    r"(?P<when>.+)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[|·•]|\s[–—-]\s)\s*")
_ENDS = re.compile(r"[.!:;,…]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*$")
_DATELINE = re.compile(r"^(?P<before>[^.!?]{0,80}?)\s*(?:\([^)]{0,40}\)\s*)?[—–-]{1,2}\s")
_CAPITAL = re.compile(r"[^\W\d_a-z]")


_SMALL = frozenset(
    ["and", "&", "de", "del", "da", "di", "du", "van", "von", "der", "den", "la", "le", "al"]
)


@dataclass(frozen=True)
class Head:
    """What the first paragraphs are (`headline`, `byline`), and what they say."""

    roles: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None


def find_head(paragraphs: Sequence[str], headings: Sequence[bool] = ()) -> Head:
    """Headline, byline and date of a document from its first paragraphs.

    A byline is a short paragraph such as `By Ana Reis`; a line that is nothing but a date counts
    with it. What stands above one is the headline, if it is short. Without either, the first
    paragraph is a headline if the file marks it as one, or if it is short, does not end as
    sentences do, and running text follows. A date is trusted where it stands alone, with the
    byline, or before the dash of a dateline, and has a year.
    """
    author = date = None
    last = -1
    for at, words in enumerate(paragraphs[: _DEEPEST + 1]):
        if len(words) > _LONGEST:
            break
        who, when = _byline(words), _date_line(words)
        if who or when:
            last = at
            author, date = author or who, date or when
        elif last >= 0:
            break
    if last >= 0 and last + 1 < len(paragraphs):
        above = next(at for at in range(last + 1) if _is_line(paragraphs[at]))
        roles = ("headline",) * above + ("byline",) * (last + 1 - above)
        title = paragraphs[0] if above else None
    elif _is_headline(paragraphs, headings):
        roles, title = ("headline",), paragraphs[0]
    else:
        roles, title, author, date = (), None, None, None
    if date is None and len(paragraphs) > len(roles):
        date = _dateline(paragraphs[len(roles)])
    return Head(roles, title and " ".join(title.split()), author, date)


def _is_line(words: str) -> bool:
    return bool(_byline(words) or _date_line(words))


def _byline(words: str) -> str | None:
    match = _BYLINE.fullmatch(" ".join(words.split()))
    if not match or _SENTENCE.search(words.rstrip(".")) or not _is_name(match["who"]):
        return None
    return match["who"]


def _is_name(words: str) -> bool:
    """Whether each word but those that join names has a capital: a name, not a sentence."""
    named = [word for word in words.split() if word.lower() not in _SMALL]
    return 1 <= len(named) <= 8 and all(_CAPITAL.match(word) for word in named)


def _date_line(words: str) -> str | None:
    """The date of a line that holds one and, at most, a place or a kicker beside it."""
    for piece in _CUT.split(" ".join(words.split())):
        match = _DATED.fullmatch(piece)
        if match and (found := iso_date(match["when"])) and len(found) > 4:
            return found
    return None


def _dateline(words: str) -> str | None:
    match = _DATELINE.match(words)
    return day_in(match["before"]) if match else None


def _is_headline(paragraphs: Sequence[str], headings: Sequence[bool]) -> bool:
    if len(paragraphs) < 2:
        return False
    if headings and headings[0]:
        return True
    first = paragraphs[0]
    return (
        len(first) <= _LONGEST
        and "\n" not in first
        and not _ENDS.search(first)
        and not first.endswith("?")
        and any(len(words) > len(first) and _SENTENCE.search(words) for words in paragraphs[1:4])
    )
