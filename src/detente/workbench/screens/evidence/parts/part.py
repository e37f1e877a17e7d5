"""What a part of the screen is, and addresses within the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from detente.reading.store.store import Store
from detente.workbench.sheet import Sheet

T = TypeVar("T")
#: fields of the address that belong to this screen; going elsewhere in it drops them
FIELDS = (
    "show", "doc", "page", "para", "at", "said", "sel", "q", "party", "act", "issue", "word", "by",
    "term", "kind", "of",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a part gives: as a page does, without the frame of the screen."""

    values: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)


Draw = Callable[[Sheet, Store], Shown]


@dataclass(frozen=True)
class Part:
    """One part of the screen.

    Attributes
    ----------
    key : its name in addresses, and of its template `evidence_KEY.html`
    title : on its link; empty for a part that is reached from others
    draw : asks a store that is open to be read
    """

    key: str
    title: str
    draw: Draw


PARTS: dict[str, Part] = {}
#: the order of the parts that have a link
ORDER = ("documents", "quotes", "proposals", "rests", "words", "codings", "history")


def listed_parts() -> list[Part]:
    """The parts that have a link, in order."""
    return [PARTS[key] for key in ORDER]


def part(key: str, title: str) -> Callable[[Draw], Draw]:
    """Register a part."""

    def register(draw: Draw) -> Draw:
        PARTS[key] = Part(key, title, draw)
        return draw

    return register


def go(sheet: Sheet, **fields: Any) -> str:
    """An address within the screen: nothing is kept but line, view and account."""
    return sheet.url("evidence", **{**dict.fromkeys(FIELDS), **fields})


def number(sheet: Sheet, name: str, default: int = 1) -> int:
    """A number of the address; the default where it holds none."""
    text = sheet.params.get(name, "")
    fine = text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) if fine else default


@dataclass(frozen=True)
class Paged:
    """One page of a list.

    Attributes
    ----------
    page, pages : counted from 1
    total : entries of the whole list
    """

    entries: Sequence[Any]
    page: int
    pages: int
    total: int


def paged(sheet: Sheet, entries: Sequence[Any], size: int) -> Paged:
    """The page of a list that the address asks for."""
    pages = max(1, -(-len(entries) // size))
    page = min(max(number(sheet, "page"), 1), pages)
    return Paged(entries[(page - 1) * size : page * size], page, pages, len(entries))
