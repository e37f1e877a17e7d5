"""What an unquoted scalar stands for in YAML 1.2's core schema, with exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation


class Whole(int):
    """A whole number that remembers how it was spelled, such as 007."""

    written: str


class Exact(Decimal):
    """An exact decimal that remembers how it was spelled, such as 1e3."""

    written: str


_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_ODD = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve_scalar(text: str) -> str | int | Decimal | bool | None:
    """What an unquoted scalar stands for in YAML 1.2's core schema, with exact decimals."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] not in "+-.0123456789" or len(text) > 300:
        return text
    if _INT.fullmatch(text):
        prefix = text[:2]
        base = 8 if prefix == "0o" else 16 if prefix == "0x" else 10
        number = int(text if base == 10 else text[2:], base)
        return number if str(number) == text else _spelled(Whole(number), text)
    if _FLOAT.fullmatch(text):
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        return value if str(value) == text else _spelled(Exact(value), text)
    if _ODD.fullmatch(text):
        return _spelled(Exact(text.replace(".", "")), text)
    return text


def _spelled(number: Whole | Exact, text: str) -> Whole | Exact:
    number.written = text
    return number
