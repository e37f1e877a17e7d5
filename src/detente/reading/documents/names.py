"""What a corpus calls its fields, and which of them Détente knows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from detente.reading.documents.dates import iso_date
from detente.reading.documents.decode import whole

#: ours -> usual names, best first, in small letters and digits
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "speech", "fulltext", "bodytext", "articletext"),
        *("documenttext", "articlebody", "transcript", "article", "statement", "message"),
    ),
    "id": ("id", "docid", "documentid", "articleid", "speechid", "uid", "docname", "doc"),
    "date": (
        *("date", "published", "publishedat", "publicationdate", "datepublished", "pubdate"),
        *("publishdate", "createdat", "created", "datetime", "timestamp", "time", "month", "year"),
    ),
    "author": ("author", "authors", "byline", "speaker", "by", "creator", "writer"),
    "title": ("title", "headline", "heading", "subject"),
    "source": ("source", "publication", "publisher", "outlet", "newspaper", "sitename", "journal"),
    "language": ("language", "lang", "languagecode"),
}
_NOBODY = frozenset(
    {"", "admin", "administrator", "author", "microsoft office user", "owner", "pc", "python-docx"}
    | {"unknown", "user", "windows user"}
)
_NO_TITLE = re.compile(
    r"microsoft word\s*-.*|untitled.*|word document|.*\.(?:docx?|pdf|indd|qxd|tex)", re.IGNORECASE
)
_LONGEST = 10_000
_MOST = 200
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


def named(entry: Mapping[str, Any], role: str) -> Iterator[str]:
    """The names under which an entry holds what we call `role`, the best first."""
    names = tuple(entry)
    usual = len(names) <= _MOST and sum(map(len, names)) <= _LONGEST
    roles = _roles(names) if usual else _roles.__wrapped__(names)
    return (name for name in roles[role] if entry[name] not in (None, ""))


@lru_cache(maxsize=64)
def _roles(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """For each role, which of an entry's names may stand for it; corpora repeat their names."""
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(re.sub(r"[^a-z0-9]", "", name.lower()), name)
    return {
        role: tuple(by_plain[name] for name in usual if name in by_plain)
        for role, usual in NAMES.items()
    }


def as_text(value: Any) -> str:
    """A value of a corpus as text: words and numbers as they stand, lists joined by commas."""
    if isinstance(value, str):
        return whole(value[:_LONGEST])
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = ", ".join(value)
    else:
        text = json.dumps(value, ensure_ascii=False)
    return whole(text[:_LONGEST])


def fields_of(entry: Mapping[str, Any], text_name: str) -> dict[str, str]:
    """Every field but the text, under the corpus's own names; empty ones are left out."""
    kept = ((name, value) for name, value in entry.items() if name != text_name)
    named = {whole(name[:200]): as_text(value) for name, value in kept if value is not None}
    return dict(list(named.items())[:_MOST])


def language_code(words: str) -> str | None:
    """Two letters from a code such as `en` or `en-GB`; None from anything else."""
    match = _LANGUAGE.fullmatch(words.strip())
    return match[1].lower() if match else None


def author_name(words: str) -> str | None:
    """A name that a file bears as its author's; None where a program put it there."""
    name = " ".join(whole(words).split())[:200]
    return None if name.lower() in _NOBODY else name


def title_of(words: str) -> str | None:
    """What a file bears as its title; None where it is but the name of a file."""
    title = " ".join(whole(words).split())[:500]
    return None if not title or _NO_TITLE.fullmatch(title) else title


def known(entry: Mapping[str, Any]) -> dict[str, str | None]:
    """Date, author, title, source and language of an entry, as far as it names them."""
    found: dict[str, str | None] = dict.fromkeys(_READ)
    for role, read in _READ.items():
        for name in named(entry, role):
            found[role] = read(as_text(entry[name]).strip()) or None
            if found[role]:
                break
    return found


_READ: Mapping[str, Callable[[str], str | None]] = {
    "date": iso_date,
    "author": str,
    "title": str,
    "source": str,
    "language": language_code,
}
