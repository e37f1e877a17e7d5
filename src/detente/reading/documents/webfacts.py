"""What a web page says of itself: when it was published, where, and in which language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from detente.reading.documents.dates import iso_date
from detente.reading.documents.decode import whole

_PUBLISHED = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("article.published", "published_time", "date.created", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date"),
    *("citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued"),
    *("dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "date"),
)
_SITE = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_LARGEST = 300_000
_MOST = 10_000


def published(tree: Any) -> str | None:
    """The day a page says it was published, in ISO form.

    Trusted are what it says to machines (`datePublished`, `article:published_time` and their
    like), then the first `time` element of the article. A day that merely stands somewhere on the
    page, or that of the last change, is not.
    """
    for words in _linked_data(tree):
        if found := iso_date(words):
            return found
    metas = _metas(tree)
    for name in _PUBLISHED:
        if found := iso_date(metas.get(name, "")):
            return found
    for path in (
        *("//*[@itemprop='datePublished']", "//time[@pubdate]"),
        *("//article//time", "//header//time", "//main//time"),
    ):
        for element in tree.xpath(path)[:1]:
            words = element.get("content") or element.get("datetime") or element.text_content()
            if found := iso_date(words.strip()):
                return found
    return None


def site(tree: Any) -> str | None:
    """The name of the site or the journal."""
    metas = _metas(tree)
    return next((metas[name][:200] for name in _SITE if metas.get(name)), None)


def language(tree: Any) -> str:
    """What the page claims its language to be; empty where it does not."""
    return str(tree.get("lang") or _metas(tree).get("content-language", ""))[:35]


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for name in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(name) or "").strip().lower()
            if key and element.get("content"):
                found.setdefault(key, " ".join(whole(element.get("content")).split()))
    return found


def _linked_data(tree: Any) -> Iterator[str]:
    """Every `datePublished` in the page's blocks of linked data, in order."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        if not script.text or len(script.text) > _LARGEST:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST):
            if not waiting:
                break
            one = waiting.pop()
            if isinstance(one, dict):
                if isinstance(one.get("datePublished"), str):
                    yield one["datePublished"]
                waiting.extend(reversed(one.values()))
            elif isinstance(one, list):
                waiting.extend(reversed(one))
