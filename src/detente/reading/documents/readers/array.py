"""A corpus as one JSON value: an array of objects, or objects one after another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from detente.reading.documents.entries import extract, parse, text_name
from detente.reading.documents.kinds import READERS, Extract, Fault, Reader, Refused
from detente.reading.documents.limits import Limits, size
from detente.reading.documents.packed import Source

_CHUNK = 1 << 18
_OUTSIDE = re.compile(rb'["{}\[\]]')
_INSIDE = re.compile(rb'["\\]')


def stream(file: BufferedReader, limits: Limits) -> Iterator[Extract | Fault]:
    """One document for each object, however long the array is."""
    yield from entries(Source(file, limits), limits)


def entries(source: Source, limits: Limits) -> Iterator[Extract | Fault]:
    """The documents of an array; that of an object which holds the array is looked into.

    Raises
    ------
    Refused
        where the file ends within an entry, or cannot be read any further.
    """
    base = _base(source)
    for number, raw in enumerate(_split(source, base, limits), 1):
        if raw is None:
            what = f"is longer than {size(limits.line)}"
            yield Fault(number, what, "Save the corpus as JSON lines, one document a line.")
            continue
        try:
            entry = parse(raw)
            held = _held(entry) if base == 0 else []
            if not held:
                yield extract(entry, raw, number, limits)
        except Refused as refusal:
            yield Fault(number, refusal.what, refusal.hint)
            continue
        for inner, one in enumerate(held, 1):
            try:
                yield extract(one, json.dumps(one).encode("utf-8"), inner, limits)
            except Refused as refusal:
                yield Fault(inner, refusal.what, refusal.hint)


def count(file: BufferedReader, limits: Limits) -> int:
    """How many entries there are, without parsing them."""
    return count_entries(Source(file, limits), limits)


def count_entries(source: Source, limits: Limits) -> int:
    """The same of a source that is open."""
    return sum(1 for _ in _split(source, _base(source), limits))


def _base(source: Source) -> int:
    """How deep the entries lie: within an array, or one after another."""
    return 1 if source.begins() == b"[" else 0


def _held(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The longest list of objects in an object that has no text itself."""
    if text_name(entry) is not None:
        return []
    lists = (value for value in entry.values() if isinstance(value, list))
    objects: list[list[Mapping[str, Any]]] = [
        [one for one in value if isinstance(one, dict)] for value in lists
    ]
    return max(objects, key=len, default=[])


def _split(source: Source, base: int, limits: Limits) -> Iterator[bytes | None]:
    """The bytes of each entry at depth `base`; None for one longer than the limit.

    Only quotation marks, backslashes and brackets are looked at, so that an entry which is no
    JSON does not hide the next.
    """
    held = bytearray()
    depth, skip, start = 0, 0, 0
    quoted = is_open = is_long = False
    while chunk := source.part(_CHUNK):
        at, start = skip, 0
        while match := (_INSIDE if quoted else _OUTSIDE).search(chunk, at):
            at = match.end()
            mark = match[0]
            if mark == b"\\":
                at += 1  # what it stands before is no mark
                continue
            quoted = not quoted if mark == b'"' else quoted
            opens = quoted if mark == b'"' else mark in b"{["
            if opens and depth == base and not is_open:
                is_open, start = True, at - 1
            if mark != b'"':
                depth += 1 if opens else -1
            if depth < base:
                return
            if not opens and is_open and depth == base:
                held += b"" if is_long else chunk[start:at]
                yield None if is_long or len(held) > limits.line else bytes(held)
                held.clear()
                is_open = is_long = False
        skip = max(at - len(chunk), 0)
        if is_open and not is_long:
            held += chunk[start:]
            is_long = len(held) > limits.line
        if is_long:
            held.clear()
    if is_open or depth > 0:
        raise Refused("ends in the middle of an entry", "The entries before it were read.")


READERS.add(
    "json",
    Reader(
        "json",
        "a corpus as JSON",
        (".json", ".json.gz"),
        packed=True,
        stream=stream,
        count=count,
    ),
)
