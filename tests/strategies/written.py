"""A drawn case as a person might write it."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

PLAIN = re.compile(r"[^\W\d][\w. ]*", re.UNICODE)


def scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, int | Decimal):
        return str(value)
    text = str(value)
    if PLAIN.fullmatch(text) and text.lower() not in {"true", "false", "null"}:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def to_yaml(value: dict[str, Any], indent: int = 0) -> str:
    """A case as a person might write it: blocks at the top, lists and marks on one line."""
    pad = "  " * indent
    lines = []
    for key, item in value.items():
        if isinstance(item, dict) and item and indent < 3:
            lines.append(f"{pad}{scalar(key)}:\n{to_yaml(item, indent + 1)}")
        else:
            lines.append(f"{pad}{scalar(key)}: {flow(item)}\n")
    return "".join(lines)
