"""Values as YAML text: on one line where that reads well, in block form where it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from detente.case.language import normal
from detente.case.scalars import resolve_scalar
from detente.errors import InputError

WIDTH = 100  # columns that a line written by us may take

_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=.<~+ \t")
_UNSAFE = re.compile(r": |:\Z| #|[\t\n\r\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\s\Z")
_FLOW_UNSAFE = re.compile(r"[,\[\]{}]|:[,\[\]{}]")
_ESCAPE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def plain_data(value: Any) -> Any:
    """A value as the document reader would give it: texts, numbers, booleans, lists, mappings.

    Raises
    ------
    InputError
        for anything that a case file cannot hold.
    """
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise InputError("the text holds half a character and cannot be saved") from None
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Fraction):
        return _decimal(value)
    if isinstance(value, Mapping):
        return {normal(str(key)): plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    raise InputError(f"a case file cannot hold a {type(value).__name__}")


def _decimal(value: Fraction) -> int | Decimal:
    if value.denominator == 1:
        return value.numerator
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value:
        raise InputError(f"{value} has no exact decimal form")
    return exact


def scalar(value: Any, *, flow: bool = False, quote: str = "") -> str:
    """A text, number, boolean or nothing, as YAML.

    Parameters
    ----------
    flow : whether it stands inside brackets
    quote : the quotation mark to keep to where quotes are possible, if any
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(getattr(value, "written", value))
    if quote == "'" and not _needs_escape(value):
        return "'" + value.replace("'", "''") + "'"
    if not quote and _is_plain(value, flow=flow):
        return value
    return _double(value)


def _is_plain(text: str, *, flow: bool) -> bool:
    return not (
        not text
        or text[0] in _FIRST
        or _UNSAFE.search(text)
        or (flow and _FLOW_UNSAFE.search(text))
        or not isinstance(resolve_scalar(text), str)
    )


def _needs_escape(text: str) -> bool:
    return any(ord(mark) < 32 for mark in text) or bool(_ESCAPE.search(text))


def _double(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def inline(value: Any, *, flow: bool = True) -> str:
    """Any value on one line, lists and mappings in brackets."""
    if isinstance(value, dict):
        pairs = (f"{scalar(k, flow=True)}: {inline(v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return scalar(value, flow=flow)


def fits(value: Any, column: int) -> bool:
    """Whether a value can stand on one line that has reached a column."""
    return not isinstance(value, dict | list) or not value or column + len(inline(value)) <= WIDTH


def block(value: Any, indent: int) -> list[str]:
    """The lines of a list or mapping, one entry a line where it is too long for one line."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            head = f"{pad}{scalar(key)}:"
            if fits(item, len(head) + 1):
                lines.append(f"{head} {inline(item, flow=False)}")
            else:
                lines += [head, *block(item, indent + 2)]
        return lines
    for item in value:
        if fits(item, indent + 2):
            lines.append(f"{pad}- {inline(item, flow=False)}")
        else:
            first, *rest = block(item, indent + 2)
            lines += [f"{pad}- {first.lstrip()}", *rest]
    return lines


def literal(text: str, indent: int, newline: str) -> str | None:
    """A text as a literal block scalar, without its last line break; None where that cannot be."""
    body = text.rstrip("\n")
    if not body or body[0] in " \n" or _needs_escape(body.replace("\n", "")):
        return None
    ending = len(text) - len(body)
    header = "|" + ("-" if ending == 0 else "" if ending == 1 else "+")
    lines = [(" " * indent + line) if line else "" for line in body.split("\n")]
    lines += [""] * (ending - 1)
    return newline.join([header, *lines])
