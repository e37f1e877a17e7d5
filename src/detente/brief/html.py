"""One self-contained page: our own style inside, no script, nothing asked of any other computer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from detente.brief.document import (
    Block,
    Document,
    Folded,
    Heading,
    Inline,
    Paragraph,
    Picture,
    plain,
)

if TYPE_CHECKING:
    from jinja2 import Template


class _Named(NamedTuple):
    """A block with the name of its kind, which the template asks for."""

    name: str
    it: Block


def _named(blocks: Iterable[Block]) -> list[_Named]:
    return [_Named(type(block).__name__, block) for block in blocks]


class _Run(NamedTuple):
    """Blocks that stand together: in columns on paper, or across the page."""

    shape: Literal["columns", "across"]
    blocks: list[Block]


def _runs(blocks: Iterable[Block]) -> list[_Run]:
    """A figure that is too tall for a column stands across the page, with what leads to it."""
    found: list[_Run] = []
    for block in blocks:
        tall = isinstance(block, Picture) and block.printed and block.tall
        if tall:
            lead = _lead(found[-1].blocks) if found and found[-1].shape == "columns" else []
            found.append(_Run("across", [*lead, block]))
        elif found and found[-1].shape == "columns":
            found[-1].blocks.append(block)
        else:
            found.append(_Run("columns", [block]))
    return [run for run in found if run.blocks]


def _lead(blocks: list[Block]) -> list[Block]:
    """The heading right before a figure, or all of a short run; taken out of it."""
    short = len(blocks) < 3 and all(isinstance(one, Paragraph | Folded) for one in blocks)
    if not short and not isinstance(blocks[-1], Heading):
        return []
    lead = blocks[:] if short else blocks[-1:]
    del blocks[-len(lead) :]
    return lead


def _drawn(text: str) -> Any:
    """Text of our own making that is markup already: the style and the figures."""
    from markupsafe import Markup

    return Markup(text)


def _words(inline: Inline) -> str:
    return plain(inline)


@cache
def _template() -> Template:
    """The page; jinja2 is imported here because commands start without it."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(named=_named, runs=_runs, drawn=_drawn, words=_words)
    return environment.from_string(_read("page.html"))


@cache
def _read(name: str) -> str:
    return files("detente.brief").joinpath(name).read_text(encoding="utf-8")


def to_html(document: Document) -> str:
    """The document as one HTML file; figures were escaped where they were drawn."""
    return _template().render(document=document, style=_read("style.css"))
