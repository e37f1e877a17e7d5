"""The document as data: the same blocks, every span with its setting and whose words it holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from detente.brief.document import Document, Picture, Span
from detente.result import MadeFrom


def _plain(value: object) -> Any:
    """Data classes become mappings that name their kind; empty settings of spans are left out."""
    if isinstance(value, Span):
        kept = {"text": value.text}
        if value.kind != "plain":
            kept["kind"] = value.kind
        if value.to:
            kept["to"] = value.to
        if value.hint:
            kept["hint"] = value.hint
        return {**kept, "own": True} if value.own else kept
    if isinstance(value, Picture):
        return {
            "block": "picture",
            "title": value.title,
            "caption": value.caption,
            "alt": value.alt,
        }
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"block": type(value).__name__.lower(), **found}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def to_data(
    document: Document, made_from: MadeFrom, statements: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    """The document as plain mappings and lists; figures by their words, without the drawing.

    Parameters
    ----------
    statements : rows of everything that was said, from the case and the store beside it
    """
    return {
        "made_from": made_from.to_dict(),
        "lang": document.lang,
        "title": _plain(document.title),
        "facts": _plain(document.facts),
        "foreword": _plain(document.foreword),
        "sections": [
            {"key": section.key, "title": section.title, "blocks": _plain(section.blocks)}
            for section in document.sections
        ],
        "statements": list(statements),
    }


def to_json(
    document: Document, made_from: MadeFrom, statements: Sequence[dict[str, Any]] = ()
) -> str:
    """One JSON object, indented, ending in a line break."""
    data = to_data(document, made_from, statements)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
