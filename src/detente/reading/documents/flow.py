"""A tree of elements as the paragraphs that a reader would see one below another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tags:
    """What the elements of one language are: `blocks` begin and end a paragraph."""

    blocks: Collection[str]
    headings: Collection[str]
    rows: Collection[str]
    cells: Collection[str]
    tables: Collection[str]
    breaks: Collection[str]
    skips: Callable[[Any], bool]


@dataclass(frozen=True)
class Block:
    """Words between two ends of blocks, what they are, and the line of the file they begin on."""

    text: str
    part: str
    line: int | None


def flow(root: Any, tags: Tags) -> Iterator[Block]:
    """The blocks below an element, in order; white space is as a browser shows it."""
    from lxml.etree import iterwalk

    held: list[str] = []
    parts: list[str] = [""]
    line: int | None = None
    tables = rows = 0
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        skipped = not tag or tags.skips(element)
        opens = tag in tags.blocks or tag in tags.rows
        if event == "start":
            if skipped:
                walk.skip_subtree()
                continue
            if opens:
                if held:
                    yield from _block(held, parts[-1], line)
                    held.clear()
                line = element.sourceline
                if tag in tags.tables:
                    tables, rows = tables + 1, 0
                rows += tag in tags.rows
                parts.append(_part(tag, tags, parts[-1], tables, rows))
            elif tag in tags.breaks:
                held.append(" ")
            held.append(element.text or "")
            continue
        if opens and not skipped:
            yield from _block(held, parts.pop(), line)
            held.clear()
        elif tag in tags.cells and not skipped:
            held.append(" | ")
        if element is not root:
            held.append(element.tail or "")
    yield from _block(held, "", line)


def _part(tag: str, tags: Tags, outer: str, tables: int, rows: int) -> str:
    if tag in tags.rows:
        return f"table {tables} row {rows}"
    return "heading" if tag in tags.headings else outer


def _block(held: list[str], part: str, line: int | None) -> Iterator[Block]:
    text = " ".join("".join(held).split()).strip(" |")
    if text:
        yield Block(text, part, line)


def lines_by_words(blocks: Iterator[Block]) -> Mapping[str, int]:
    """On which line of the file a block that begins with certain words stands."""
    found: dict[str, int] = {}
    for block in blocks:
        if block.line is not None:
            found.setdefault(key_of(block.text), block.line)
    return found


def key_of(words: str) -> str:
    """The first letters of a block, without the white space that readers treat differently."""
    return "".join(words[:200].split())[:60]
