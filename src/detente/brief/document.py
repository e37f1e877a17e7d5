"""The neutral document: what a brief says, before it is a page, a text or data.

Blocks hold *spans*. A span knows whether its words are ours or the case's own, so that renderers
can isolate foreign scripts and tests can read our prose alone. Nothing here is escaped; every
renderer escapes for its own format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Literal, TypeVar, cast

Kind = Literal["plain", "strong", "emphasis", "code", "mark"]
Tone = Literal["plain", "holds", "breaks", "open"]
Shape = Literal["stack", "grid"]
#: height of what fits into a column, in widths
_TALL = 2.0


@dataclass(frozen=True)
class Span:
    """A run of words.

    Attributes
    ----------
    kind : how it is set; a `mark` is the letter of a basis
    own : whether the words are the case's own
    to : where it leads: "#anchor" inside the brief, or an address that the case cites
    hint : what the words stand for, where they are short
    name : whether the words are a name that may begin with a small article
    """

    text: str
    kind: Kind = "plain"
    own: bool = False
    to: str = ""
    hint: str = ""
    name: bool = False


Inline = tuple[Span, ...]


def plain(inline: Inline) -> str:
    """The words of an inline, without their setting."""
    return "".join(span.text for span in inline)


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: Inline
    level: Literal[3, 4] = 3


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a `lead` is set larger, a `note` smaller."""

    text: Inline
    role: Literal["", "lead", "note"] = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list, with what hangs below it."""

    text: Inline
    below: tuple[Inline, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a table; the tone is a colour that repeats what the words say."""

    text: Inline
    tone: Tone = "plain"


@dataclass(frozen=True)
class Line:
    """One line of a table: its head, and its cells under the columns after the first."""

    head: Inline
    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names its lines.

    Attributes
    ----------
    shape : what a narrow screen makes of it: "stack" sets every line as a card, "grid" keeps the
        columns, for short marks
    tight : whether the last column is short enough to stay on one line in print
    """

    caption: Inline
    columns: tuple[Inline, ...]
    lines: tuple[Line, ...]
    shape: Shape = "stack"
    tight: bool = False

    def __post_init__(self) -> None:
        for line in self.lines:
            if len(line.cells) != len(self.columns) - 1:
                raise ValueError(
                    f"a line of {len(line.cells)} cells under {len(self.columns)} heads"
                )


@dataclass(frozen=True)
class Picture:
    """A figure: SVG made by the charts, what it shows in a title, a caption and in words.

    Attributes
    ----------
    svg, narrow : the drawing laid out for a page, and for the width of a phone
    printed : whether it stands on paper too; what the text tells as well need not
    """

    svg: str
    narrow: str
    title: str
    caption: str
    alt: str
    printed: bool = True

    @property
    def tall(self) -> bool:
        """Whether the drawing for a phone is too long for a column of a printed page."""
        size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', self.narrow)
        return size is not None and float(size[2]) > _TALL * float(size[1])


@dataclass(frozen=True)
class Pair:
    """A word and what is said of it, in one or more sentences or points."""

    term: Inline
    says: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Pairs:
    """Words with what is said of them: beside it, above it (wide), in one line (dense)."""

    pairs: tuple[Pair, ...]
    shape: Literal["beside", "wide", "dense"] = "beside"


@dataclass(frozen=True)
class Callout:
    """Something to read before anything else."""

    title: Inline
    text: tuple[Inline, ...]


@dataclass(frozen=True)
class Folded:
    """Details for those who want them: closed on a screen, open in text.

    Attributes
    ----------
    paper : whether they are printed
    open : whether they stand open on a screen
    """

    summary: Inline
    blocks: tuple[Block, ...]
    paper: bool = False
    open: bool = False


Block = Heading | Paragraph | Items | Table | Picture | Pairs | Callout | Folded


@dataclass(frozen=True)
class Section:
    """One part of the brief."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A brief, ready to be set.

    Attributes
    ----------
    facts : what stands under the title: date, handling, digest, version
    foreword : how to read the brief, one short paragraph each
    """

    title: Inline
    facts: tuple[Pair, ...]
    foreword: tuple[Inline, ...]
    sections: tuple[Section, ...]
    lang: str = "en"
    foot: Inline = field(default=())


# ---------------------------------------------------------------------------- walking


def inlines_of(block: Block) -> Iterator[Inline]:
    """All texts of a block in reading order; pictures hold none."""
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Items(items):
            for item in items:
                yield item.text
                yield from item.below
        case Table(caption, columns, lines):
            yield caption
            yield from columns
            for line in lines:
                yield line.head
                yield from (cell.text for cell in line.cells)
        case Pairs(pairs):
            for pair in pairs:
                yield pair.term
                yield from pair.says
        case Callout(title, sentences):
            yield title
            yield from sentences
        case Folded(summary, blocks):
            yield summary
            for inner in blocks:
                yield from inlines_of(inner)
        case Picture():
            pass


def spans_of(block: Block) -> Iterator[Span]:
    """All spans of a block in reading order."""
    for inline in inlines_of(block):
        yield from inline


def all_inlines(document: Document) -> Iterator[Inline]:
    """All texts of a document in reading order."""
    yield document.title
    for fact in document.facts:
        yield fact.term
        yield from fact.says
    yield from document.foreword
    for section in document.sections:
        yield (Span(section.title),)
        for block in section.blocks:
            yield from inlines_of(block)
    yield document.foot


def anchors_of(document: Document) -> frozenset[str]:
    """Every name that a link inside the brief can lead to."""
    found = set()
    for section in document.sections:
        found.add(section.key)
        for block in section.blocks:
            found.update(_anchors(block))
    return frozenset(found)


def _anchors(block: Block) -> Iterator[str]:
    match block:
        case Items(entries):
            yield from (item.anchor for item in entries if item.anchor)
        case Table(lines=lines):
            yield from (line.anchor for line in lines if line.anchor)
        case Pairs(pairs):
            yield from (pair.anchor for pair in pairs if pair.anchor)
        case Folded(blocks=blocks):
            for inner in blocks:
                yield from _anchors(inner)


T = TypeVar("T")


def with_spans(part: T, change: Callable[[Span], Span]) -> T:
    """The same part of a document, every span of it changed."""
    if isinstance(part, Span):
        return cast(T, change(part))
    if isinstance(part, tuple):
        return cast(T, tuple(with_spans(one, change) for one in part))
    if is_dataclass(part) and not isinstance(part, type | Picture):
        values = {one.name: getattr(part, one.name) for one in fields(part)}
        made = {
            name: with_spans(value, change)
            for name, value in values.items()
            if is_dataclass(value) or isinstance(value, tuple)
        }
        return cast(T, replace(part, **made))
    return part


def without_dead_links(document: Document) -> Document:
    """The same, where nothing leads to a place that is not there."""
    known = anchors_of(document)

    def change(span: Span) -> Span:
        dead = span.to.startswith("#") and span.to[1:] not in known
        return replace(span, to="") if dead else span

    return with_spans(document, change)


def strong(inline: Inline) -> Inline:
    """The same, set strong."""
    return tuple(replace(span, kind="strong") if span.kind == "plain" else span for span in inline)
