"""Words of the brief on a page of the workbench: spans become HTML, with everything escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

from detente.brief.document import Inline, Span

_TAGS = {"strong": "strong", "emphasis": "em", "code": "code"}


def shown(inline: Inline, terms: str = "") -> Markup:
    """An inline as HTML; the case's own words are set apart, so that every script reads well.

    Parameters
    ----------
    terms : address of the page that explains words; links to it are kept, others are dropped
    """
    return Markup("").join(_span(span, terms) for span in inline)


def _span(span: Span, terms: str) -> Markup:
    if span.kind == "mark":
        return Markup('<span class="mark {0}" title="{0}">{1}</span>').format(
            span.hint or "assumed", span.text
        )
    text = escape(span.text)
    if span.own:
        text = Markup("<bdi>{}</bdi>").format(span.text)
    if span.hint:
        text = Markup('<span title="{}">{}</span>').format(span.hint, text)
    if tag := _TAGS.get(span.kind):
        text = Markup(f"<{tag}>{{}}</{tag}>").format(text)
    if terms and span.to.startswith("#term-"):
        text = Markup('<a class="term" href="{}{}">{}</a>').format(terms, span.to, text)
    return text
