"""Markdown: the words without the marks, and the line on which each paragraph begins."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from detente.reading.documents.building import Para, build, para
from detente.reading.documents.decode import decode, newlines, whole
from detente.reading.documents.kinds import READERS, Extract, Reader
from detente.reading.documents.limits import Limits
from detente.reading.documents.names import fields_of, known

_FRONT = re.compile(r"---[ \t]*\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_ENTRY = re.compile(r"([\w .-]{1,60}?)\s*:\s+(.*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.I)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_MARKER = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*")


def read(raw: bytes, limits: Limits) -> Extract:
    """The text of a Markdown file.

    Marks of emphasis, links and headings go, since they would stand in quotations; each paragraph,
    item of a list, heading and row of a table stands for itself. What the front matter says of
    date, author and title is taken.
    """
    from markdown_it import MarkdownIt

    text, encoding = decode(raw)
    text = newlines(text)
    entries, above = _front(text)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(whole(text[above:]))
    built = build(list(_paras(tokens, 1 + text.count("\n", 0, above))), limits.paragraphs)
    facts = known(entries)
    return Extract(
        built.text,
        built.pieces,
        title=facts["title"] or built.head.title,
        author=facts["author"] or built.head.author,
        date=facts["date"] or built.head.date,
        source=facts["source"],
        language=facts["language"],
        fields={"encoding": encoding, **fields_of(entries, "")},
    )


def _front(text: str) -> tuple[dict[str, str], int]:
    """The entries of the front matter, and where the text below it begins."""
    match = _FRONT.match(text)
    if match is None:
        return {}, 0
    entries = {}
    for line in match[1].splitlines():
        if found := _ENTRY.fullmatch(line.strip()):
            entries[found[1]] = found[2].strip().strip("'\"[]")
    return entries, match.end()


def _paras(tokens: Sequence[Any], first: int) -> Iterator[Para]:
    """One paragraph for each block; `first` is the line on which the first token may begin."""
    part, line, tables, rows = "", first, 0, 0
    cells: list[str] | None = None
    for token in tokens:
        if token.map is not None:
            line = first + token.map[0]
        if token.type == "heading_open":
            part = "heading"
        elif token.type == "heading_close":
            part = ""
        elif token.type == "table_open":
            tables, rows = tables + 1, 0
        elif token.type == "tr_open":
            rows, cells = rows + 1, []
        elif token.type == "tr_close" and cells is not None:
            yield para(" | ".join(filter(None, cells)), f"table {tables} row {rows}", line=line)
            cells = None
        elif token.type == "inline":
            words = _inline(token.children or ())
            if cells is not None:
                cells.append(words)
            elif note := _NOTE.match(words):
                yield para(words[note.end() :], f"note {note[1]}", line=line)
            else:
                yield para(_MARKER.sub("", words), part, line=line)
        elif token.type in ("fence", "code_block"):
            yield para(token.content, "code", line=line)
        elif token.type == "html_block":
            yield para(_bare(token.content), line=line)


def _inline(tokens: Sequence[Any]) -> str:
    """The words of a block: emphasis, links and pictures without their marks."""
    words = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type in ("text", "code_inline", "text_special"):
            words.append(token.content)
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            words.append(" ")
    return " ".join("".join(words).split())


def _bare(block: str) -> str:
    """The words of a block of HTML."""
    return " ".join(html.unescape(_TAG.sub(" ", _COMMENT.sub(" ", block))).split())


READERS.add("markdown", Reader("markdown", "Markdown", (".md", ".markdown"), read=read, apart=True))
