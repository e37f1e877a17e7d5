"""The document as Markdown, for those who paste it elsewhere; every text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from detente.brief.document import (
    Block,
    Callout,
    Document,
    Folded,
    Heading,
    Inline,
    Items,
    Pairs,
    Paragraph,
    Picture,
    Span,
    Table,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&!])")
_AT_START = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """Text that means nothing to Markdown or HTML; line breaks become spaces."""
    flat = re.sub(r"\s*[\r\n]+\s*", " ", text)
    return _SPECIAL.sub(r"\\\1", flat)


def _code(text: str) -> str:
    ticks = "`" * (max(map(len, re.findall(r"`+", text)), default=0) + 1)
    flat = re.sub(r"\s+", " ", text).replace("|", "\\|")
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def _text(span: Span) -> str:
    if span.kind == "code":
        return _code(span.text)
    if span.kind == "mark":
        return f"\\[{escaped(span.text)}\\]"
    if span.to and not span.to.startswith("#"):
        address = span.to.replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
        return f"<{address}>" if span.text == span.to else f"{escaped(span.text)} <{address}>"
    return escaped(span.text)


def _inline(inline: Inline) -> str:
    """Neighbours of one setting share their signs."""
    found = []
    for kind, spans in groupby(inline, key=lambda span: span.kind):
        text = "".join(map(_text, spans))
        sign = {"strong": "**", "emphasis": "*"}.get(kind, "")
        if sign and text.strip():
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{lead}{sign}{text.strip()}{sign}{tail}"
        found.append(text)
    return "".join(found)


def _line(inline: Inline) -> str:
    """An inline that begins a line, where `-`, `1.` and the like would mean a list."""
    text = _inline(inline)
    return _AT_START.sub(
        lambda match: (
            f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
        ),
        text,
        count=1,
    )


def _items(sentences: Iterable[Inline]) -> Iterator[str]:
    for sentence in sentences:
        yield f"- {_line(sentence)}"


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield f"**{_inline(block.caption).replace('**', '')}**"
        yield ""
    yield "| " + " | ".join(map(_inline, block.columns)) + " |"
    yield "|" + " --- |" * len(block.columns)
    for line in block.lines:
        cells = [_inline(line.head), *(_inline(cell.text) for cell in line.cells)]
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_inline(text)}"
            yield ""
        case Paragraph(text):
            yield _line(text)
            yield ""
        case Items(items, ordered):
            for number, item in enumerate(items, start=1):
                yield f"{f'{number}.' if ordered else '-'} {_line(item.text)}"
                yield from (f"    - {_line(below)}" for below in item.below)
            yield ""
        case Table():
            yield from _table(block)
        case Picture(_, _, title, caption, alt):
            yield f"*Figure. {escaped(title)}.* {escaped(caption)}"
            yield ""
            yield f"> {escaped(alt)}"
            yield ""
        case Pairs(pairs):
            for pair in pairs:
                term = _inline(pair.term).replace("**", "")
                if len(pair.says) == 1:
                    yield f"- **{term}**: {_inline(pair.says[0])}"
                else:
                    yield f"- **{term}**"
                    yield from (f"    {point}" for point in _items(pair.says))
            yield ""
        case Callout(title, sentences):
            yield f"> **{_inline(title).replace('**', '')}**"
            for sentence in sentences:
                yield ">"
                yield f"> {_line(sentence)}"
            yield ""
        case Folded(summary, blocks):
            yield f"#### {_inline(summary)}"
            yield ""
            for inner in blocks:
                yield from _block(inner)


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_inline(document.title)}"
    yield ""
    for fact in document.facts:
        yield f"- {_inline(fact.term)}: {'; '.join(map(_inline, fact.says))}"
    yield ""
    for sentence in document.foreword:
        yield _line(sentence)
        yield ""
    for section in document.sections:
        yield f"## {escaped(section.title)}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
    yield "---"
    yield ""
    yield _line(document.foot)


def to_markdown(document: Document) -> str:
    """The document as Markdown; figures are told in words."""
    return "\n".join(_lines(document)) + "\n"
