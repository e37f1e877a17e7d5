"""Where the paragraphs of a plain text lie, and on which line each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from detente.reading.document import Piece
from detente.reading.documents.heads import Head, find_head
from detente.reading.documents.kinds import Refused
from detente.reading.documents.limits import Limits

#: lines up to the next blank one
_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LINE = re.compile(r"\S[^\n]*")
#: a paragraph broken into lines by hand or by machine has lines of about one width
_WIDTHS = range(40, 121)


def paragraphs(text: str, most: int = Limits.paragraphs) -> tuple[Piece, ...]:
    r"""The pieces of a plain text: one a paragraph, split where a page ends (`\f`).

    Blank lines part paragraphs. Between them, lines of about one width, none beyond 120
    characters, are one paragraph broken into lines; other lines are paragraphs of their own.

    Raises
    ------
    Refused
        where there are more than `most` of them: each costs a hundred bytes.
    """
    pieces = []
    paged = "\f" in text
    at, line, page = 0, 1, 1
    for number, (start, end) in enumerate(_spans(text), 1):
        if number > most:
            raise Refused(f"has more than {most:,} paragraphs", "Split it into parts.")
        for begin, stop in _by_page(text, start, end) if paged else ((start, end),):
            line += text.count("\n", at, begin)
            page += text.count("\f", at, begin) if paged else 0
            at = begin
            pieces.append(Piece(begin, stop, page if paged else None, number, line))
    return tuple(pieces)


def numbered(text: str, pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], Head]:
    """The pieces with headline and byline named and not counted; and what these say."""
    first = list(islice(groupby(pieces, key=lambda piece: piece.paragraph), 8))
    whole = [[piece for piece in pieces[:64] if piece.paragraph == one] for one, _ in first]
    head = find_head([text[one[0].start : one[-1].end] for one in whole if one])
    skipped = len(head.roles)
    if not skipped:
        return tuple(pieces), head
    changed = []
    for piece in pieces:
        number = piece.paragraph or 0
        if number <= skipped:
            changed.append(replace(piece, paragraph=None, part=head.roles[number - 1]))
        else:
            changed.append(replace(piece, paragraph=number - skipped))
    return tuple(changed), head


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for block in _BLOCK.finditer(text):
        start, end = block.span()
        if text.find("\n", start, end) < 0 or _is_wrapped(text[start:end]):
            yield start, _trimmed(text, start, end)
        else:
            for line in _LINE.finditer(text, start, end):
                yield line.start(), _trimmed(text, *line.span())


def _is_wrapped(block: str) -> bool:
    widths = [len(line) for line in block.split("\n")]
    widest = max(widths)
    full = sum(width >= 0.6 * widest for width in widths[:-1])
    return widest in _WIDTHS and full >= 0.7 * (len(widths) - 1)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _by_page(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\f", start, end)
        stop = end if stop < 0 else stop
        begin = start
        while begin < stop and text[begin].isspace():
            begin += 1
        if begin < stop:
            yield begin, _trimmed(text, begin, stop)
        start = stop + 1
