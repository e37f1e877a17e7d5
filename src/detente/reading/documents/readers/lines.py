"""A corpus as JSON lines: each line an object with a text, read one after another."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from detente.reading.documents.entries import extract, parse
from detente.reading.documents.kinds import READERS, Extract, Fault, Reader, Refused
from detente.reading.documents.limits import Limits, size
from detente.reading.documents.packed import Source
from detente.reading.documents.readers import array


def stream(file: BufferedReader, limits: Limits) -> Iterator[Extract | Fault]:
    """One document a line; a line that cannot be read is a fault, and the next ones go on.

    Raises
    ------
    Refused
        where the file itself cannot be read any further.
    """
    source = Source(file, limits)
    if source.begins() == b"[":
        yield from array.entries(source, limits)
        return
    for number, raw in _lines(source, limits):
        if isinstance(raw, Fault):
            yield raw
        elif raw.strip():
            try:
                yield extract(parse(raw), raw, number, limits)
            except Refused as refusal:
                yield Fault(number, refusal.what, refusal.hint)


def _lines(source: Source, limits: Limits) -> Iterator[tuple[int, bytes | Fault]]:
    """Numbered lines, none longer than the limit: what is longer is passed over."""
    number = 0
    while raw := source.line(limits.line + 1):
        number += 1
        if len(raw) <= limits.line:
            yield number, raw
            continue
        what = f"is longer than {size(limits.line)}"
        yield number, Fault(number, what, "Split it into several lines.")
        while raw and not raw.endswith(b"\n"):
            raw = source.line(1_000_000)


def count(file: BufferedReader, limits: Limits) -> int:
    """How many lines there are, without looking into them."""
    source = Source(file, limits)
    if source.begins() == b"[":
        return array.count_entries(source, limits)
    lines, last = 0, b""
    while part := source.part(1 << 20):
        lines, last = lines + part.count(b"\n"), part[-1:]
    return lines + (last not in (b"", b"\n"))


READERS.add(
    "jsonl",
    Reader(
        "jsonl",
        "a corpus as JSON lines",
        (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
        packed=True,
        stream=stream,
        count=count,
    ),
)
