"""One self-contained page: our own style inside, no script, nothing asked of any other computer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from detente.brief.document import Block, Document, Inline, plain

if TYPE_CHECKING:
    from jinja2 import Template


class _Named(NamedTuple):
    """A block with the name of its kind, which the template asks for."""

    name: str
    it: Block


def _named(blocks: Iterable[Block]) -> list[_Named]:
    return [_Named(type(block).__name__, block) for block in blocks]


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
    environment.filters.update(named=_named, drawn=_drawn, words=_words)
    return environment.from_string(_read("page.html"))


@cache
def _read(name: str) -> str:
    return files("detente.brief").joinpath(name).read_text(encoding="utf-8")


def to_html(document: Document) -> str:
    """The document as one HTML file; figures were escaped where they were drawn."""
    return _template().render(document=document, style=_read("style.css"))
