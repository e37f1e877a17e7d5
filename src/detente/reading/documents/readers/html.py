"""HTML: the article without menus, notices, advertisements and comments."""

from __future__ import annotations

import codecs
import re
from typing import Any

from detente.reading.documents.building import build, para
from detente.reading.documents.decode import decode, whole
from detente.reading.documents.flow import Block, Tags, flow, key_of, lines_by_words
from detente.reading.documents.kinds import READERS, Extract, Reader, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.names import title_of
from detente.reading.documents.webfacts import language, published, site

#: dates are looked for in `webfacts`; a guess from the page's words costs seconds and is not used
_NO_GUESSING = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
_FEWEST = 25  # words: where the article found has fewer, the whole page is asked
_BEGINS = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|comments?|share|sharing|social|promo|advert\w*|ads?"
    r"|sponsor\w*|newsletter|subscribe|related|sidebar|breadcrumbs?|nav|menu|footer|banner)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HIDDEN = _names(
    "script style noscript template iframe object svg math canvas button select option form input"
    " textarea nav footer aside head title dialog audio video map"
)
_ROLES = _names("navigation banner contentinfo complementary search dialog alert menu")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def _hides(element: Any) -> bool:
    if element.tag in _HIDDEN or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or element.get("role") in _ROLES:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) > 1 and bool(_ASIDE.search(names[:500]))


_PAGE = Tags(
    blocks=_HEADINGS
    | _names(
        "p div section article main header body html ul ol li dl dt dd blockquote pre figure"
        " figcaption table caption address hr center details summary fieldset"
    ),
    headings=_HEADINGS,
    rows=("tr",),
    cells=("td", "th"),
    tables=("table",),
    breaks=("br",),
    skips=_hides,
)
_EVERY_BLOCK = Tags(
    **{**vars(_PAGE), "skips": lambda element: element.tag in ("script", "style", "head")}
)
_ARTICLE = Tags(
    blocks=_names("body p head list item quote code ab table fw"),
    headings=("head",),
    rows=("row",),
    cells=("cell",),
    tables=("table",),
    breaks=("lb",),
    skips=lambda element: element.tag in ("graphic", "del"),
)


def read(raw: bytes, limits: Limits) -> Extract:
    """The article on a saved web page, by trafilatura; the readable page where it finds none.

    Nothing is fetched: neither the page's links nor its pictures nor its scripts.
    """
    import lxml.html

    text = _decoded(raw)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as mistake:
        raise Refused(f"cannot be read as HTML ({mistake})", "Save the page anew.") from None
    date, source, claimed = published(tree), site(tree), language(tree)
    lines = lines_by_words(flow(tree, _EVERY_BLOCK))
    readable = list(flow(tree, _PAGE))
    title, author, blocks = _article(tree)
    if readable and _words(blocks) < _FEWEST:
        blocks = readable
    built = build(
        [para(whole(one.text), one.part, line=lines.get(key_of(one.text))) for one in blocks],
        limits.paragraphs,
    )
    return Extract(
        built.text,
        built.pieces,
        title=title or built.head.title,
        author=author or built.head.author,
        date=date or built.head.date,
        source=source,
        fields={"lang": claimed} if claimed else {},
    )


def _article(tree: Any) -> tuple[str | None, str | None, list[Block]]:
    """Title, author and blocks of the article, as far as trafilatura finds one."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=_NO_GUESSING
        )
    except Exception:
        return None, None, []  # whatever a hostile page makes the library raise: the page is left
    if found is None or found.body is None:
        return None, None, []
    title = title_of(found.title or "")
    author = " ".join(whole(found.author or "").split())[:200] or None
    return title, author, list(flow(found.body, _ARTICLE))


def _words(blocks: list[Block]) -> int:
    return sum(one.text.count(" ") + 1 for one in blocks)


def _decoded(raw: bytes) -> str:
    """The page as text: as UTF-8 where it is, else as it says itself, else as it looks."""
    text, encoding = decode(raw)
    if encoding == "utf-8" and "\ufffd" not in text:
        return whole(text)
    match = _CHARSET.search(raw[:4096])
    if match:
        try:
            if codecs.lookup(match[1].decode("ascii")).name != "utf-7":
                return whole(raw.decode(match[1].decode("ascii")))
        except (LookupError, UnicodeError):
            pass
    return whole(text)


READERS.add(
    "html",
    Reader(
        "html",
        "a web page",
        (".html", ".htm", ".xhtml"),
        looks=lambda head: _BEGINS.match(head) is not None,
        read=read,
        apart=True,
    ),
)
