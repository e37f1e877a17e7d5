"""The reader: a document in numbered paragraphs, a page at a time, statements where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.reading.document import Document, Piece
from detente.reading.store.records import StoredStatement

#: paragraphs a page
PAGE = 60
#: characters of a paragraph that are shown as one; the rest follows as more of it
LONGEST = 3000
_SENTENCE = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s)|\n+")
Span = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """A paragraph, or a stretch of a long one.

    Attributes
    ----------
    number : of the paragraph; None for what is none
    label : how its place is called; empty for what goes on from the block before
    """

    start: int
    end: int
    number: int | None
    label: str


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph that is of one kind.

    Attributes
    ----------
    said : the innermost statement that holds it
    begins : whether that statement begins here, on this page
    chosen : whether it is what was selected
    more : statements that begin here, too, and of which nothing shows beneath others
    """

    start: int
    text: str
    said: StoredStatement | None
    begins: bool
    chosen: bool
    more: tuple[StoredStatement, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """A paragraph as it is shown.

    Attributes
    ----------
    sides : parties that speak in it, in the order in which they do; "" for whoever is of no party
    """

    block: Block
    parts: tuple[Part, ...]
    sides: tuple[str, ...]


def blocks_of(document: Document) -> list[Block]:
    """A document in paragraphs, the long ones cut between words."""
    pieces: Sequence[Piece] = document.pieces or tuple(_lines(document.text))
    found: list[Block] = []
    last = ""
    for piece in pieces:
        label = _label(piece)
        for start, end in _cut(document.text, piece.start, piece.end):
            found.append(Block(start, end, piece.paragraph, "" if label == last else label))
            last = label
    return found


def _label(piece: Piece) -> str:
    if piece.paragraph is not None:
        return f"¶{piece.paragraph}"
    if piece.part:
        return piece.part
    return f"l. {piece.line}" if piece.line is not None else ""


def _lines(text: str) -> list[Piece]:
    """Paragraphs of a text without a map: what blank lines part."""
    found = re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    return [Piece(one.start(), one.end(), paragraph=k) for k, one in enumerate(found, 1)]


def _cut(text: str, start: int, end: int) -> list[Span]:
    found = []
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank + 1 if blank >= 0 else start + LONGEST
        found.append((start, stop))
        start = stop
    return [*found, (start, end)]


def page_of(blocks: Sequence[Block], offset: int) -> int:
    """The page, counted from 1, that holds an offset of the text."""
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return max(at, 0) // PAGE + 1


def block_at(blocks: Sequence[Block], offset: int) -> int | None:
    """Where the paragraph begins that holds an offset; None in a document without any."""
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return blocks[max(at, 0)].start if blocks else None


def page_of_paragraph(blocks: Sequence[Block], number: int) -> tuple[int, Block] | None:
    """The page of a paragraph, and where it begins; None where there is no such number."""
    for place, block in enumerate(blocks):
        if block.number == number:
            return place // PAGE + 1, block
    return None


def leaves(
    text: str, blocks: Sequence[Block], said: Sequence[StoredStatement], chosen: Span | None
) -> list[Leaf]:
    """Some paragraphs, with the statements that stand in them."""
    if not blocks:
        return []
    here = [one for one in said if one.start < blocks[-1].end and one.end > blocks[0].start]
    here.sort(key=lambda one: (one.start, -one.end))
    begun: set[str] = set()
    found = []
    for block in blocks:
        inside = [one for one in here if one.start < block.end and one.end > block.start]
        parts = []
        stretches = _stretches(block, inside, chosen)
        on_top = {one.id for span in stretches if (one := _innermost(inside, span)) is not None}
        for start, end in stretches:
            one = _innermost(inside, (start, end))
            beneath = tuple(it for it in inside if it.start == start and it.id not in on_top)
            begins = one is not None and one.id not in begun
            if one is not None:
                begun.add(one.id)
            picked = chosen is not None and chosen[0] <= start and end <= chosen[1]
            parts.append(Part(start, text[start:end], one, begins, picked, beneath))
        sides = tuple(dict.fromkeys(one.party or "" for one in inside))
        found.append(Leaf(block, tuple(parts), sides))
    return found


def _innermost(inside: Sequence[StoredStatement], span: Span) -> StoredStatement | None:
    """The shortest statement that holds a stretch; the first of several alike."""
    over = [one for one in inside if one.start <= span[0] and span[1] <= one.end]
    return min(over, key=lambda one: one.end - one.start, default=None)


def _stretches(block: Block, inside: Sequence[StoredStatement], chosen: Span | None) -> list[Span]:
    edges = {block.start, block.end}
    for start, end in [*((one.start, one.end) for one in inside), *([chosen] if chosen else [])]:
        edges |= {edge for edge in (start, end) if block.start < edge < block.end}
    ordered = sorted(edges)
    return list(pairwise(ordered))


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a paragraph, roughly: what one would want to point at."""
    found = []
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        if text[at : match.end()].strip():
            found.append(_trimmed(text, at, match.end()))
        at = match.end()
    if text[at:end].strip():
        found.append(_trimmed(text, at, end))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
