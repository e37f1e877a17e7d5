"""The head of a document: what in its first paragraphs is headline, byline or date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.reading.documents.dates import day_in, iso_date

_LONGEST = 200
_FIRST = 6  # paragraphs among which a byline is looked for
_BY = re.compile(r"(?:by|author|von|par|por)\b:?\s+(?=\S)", re.IGNORECASE)
_JOINS = frozenset(
    {"&", "al", "and", "da", "de", "del", "den", "der", "di", "du", "la", "van", "von"}
)
_AFTER_NAME = re.compile(r"(?:[,|·•–—(-]|in\b|for\b|at\b|from\b).*")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*,?")
_KICKERS = re.compile(r"\s*(?:[|·•]|\s[–—-]\s)\s*")
_PUBLISHED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|updated|issued|dated?|as of)\b[:,]?\s*(?:on\s+)?)?"
    r"(?:[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,3},\s+(?=\d))?",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:,|\s|\bat\b)*\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,5})?$")
_ADDRESS = re.compile(r"(?:(?:source|url|link):?\s*)?https?://\S+", re.IGNORECASE)
_ENDS = re.compile(r"[.!:;,…]['\"”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)\]]*$")
_DATELINE = re.compile(r"([^—–(]{6,80}?)\s*(?:\([^)—–]{1,40}\)\s*)?(?:[—–]|\s--?\s)")


@dataclass(frozen=True)
class Head:
    """What the first paragraphs are (`headline`, `byline`), and what they say."""

    roles: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None


def find_head(paragraphs: Sequence[str], headings: Sequence[bool] = ()) -> Head:
    """Headline, byline and date of a document from its first paragraphs.

    A byline is a short paragraph such as `By Ana Reis`; a line that is nothing but a date or an
    address counts with it. What is short and stands above one is the headline. Otherwise a first
    paragraph, or the first below a byline, is a headline if the file marks it as one, or if it is
    short, does not end as sentences do, and running text follows. A date is trusted where it stands
    alone, with the byline, or before the dash of a dateline, and has a day or a month.

    Parameters
    ----------
    paragraphs : the first few
    headings : for each, whether the file marks it as a heading
    """
    words = [" ".join(one[: 2 * _LONGEST].split()) for one in paragraphs]
    first, last, author, date = _bylines(words)
    roles = ["headline"] * first + ["byline"] * (last - first)
    if "headline" not in roles and _is_headline(words[last:], headings[last:]):
        roles.append("headline")
    title = words[roles.index("headline")] if "headline" in roles else None
    if date is None and len(words) > len(roles):
        date = _dateline(words[len(roles)])
    return Head(tuple(roles), title, author, date)


def _bylines(words: Sequence[str]) -> tuple[int, int, str | None, str | None]:
    """From which paragraph to which the bylines run, and the author and date they name."""
    first = last = 0
    author = date = None
    for at, line in enumerate(words[:_FIRST]):
        if len(line) > _LONGEST:
            break
        who, when = _author(line), _date(line)
        if who or when or _ADDRESS.fullmatch(line):
            first = at if last == 0 else first
            last = at + 1
            author, date = author or who, date or when
        elif last > 0:
            break
    if last == len(words):  # nothing below: then it is the text itself
        return 0, 0, None, None
    return first, last, author, date


def _author(line: str) -> str | None:
    """Who a byline names: words with capitals, up to a mark, a place or the end."""
    match = _BY.match(line)
    if match is None:
        return None
    named: list[str] = []
    rest = line[match.end() :].split(" ")
    while rest and (rest[0].lower() in _JOINS or _is_name(rest[0])):
        named.append(rest.pop(0))
        if named[-1].endswith(","):
            break
    while named and named[-1].lower() in _JOINS:
        rest.insert(0, named.pop())
    if not 1 <= len(named) <= 9 or named[0].lower() in _JOINS - {"de", "van", "von"}:
        return None
    after = " ".join(rest)
    if after and not named[-1].endswith(",") and not _AFTER_NAME.fullmatch(after):
        return None
    return " ".join(named).rstrip(",") if not _SENTENCE.search(after) else None


def _is_name(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and (word[0].isupper() or not word[0].islower())


def _date(line: str) -> str | None:
    """The date of a line that holds one and, at most, a place, a time or a kicker beside it."""
    for part in _KICKERS.split(line):
        bare = part[match.end() :] if (match := _PUBLISHED.match(part)) else part
        for words in (bare, _TIME.sub("", bare)):
            if (found := iso_date(words, strict=True)) and len(found) > 4:
                return found
    return None


def _dateline(line: str) -> str | None:
    """The day between a place and a dash, at the start of a paragraph."""
    match = _DATELINE.match(line)
    if match is None or any(word[0].islower() for word in match[1].split()):
        return None  # a place and a date have no small letters in front: it is a sentence
    return day_in(match[1])


def _is_headline(words: Sequence[str], headings: Sequence[bool]) -> bool:
    if len(words) < 2:
        return False
    if headings and headings[0]:
        return True
    first = words[0]
    if len(first) > _LONGEST or _ENDS.search(first) or first.endswith("?"):
        return False
    return first.count(" ") >= 2 and any(map(_SENTENCE.search, words[1:4]))
