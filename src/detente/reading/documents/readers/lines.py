"""A corpus as JSON lines: each line an object with a text, read one after another."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BufferedReader
from typing import Any

from detente.reading.documents.decode import decode, whole
from detente.reading.documents.kinds import READERS, Extract, Fault, Reader, Refused
from detente.reading.documents.limits import Limits, size
from detente.reading.documents.names import as_text, fields_of, known, named
from detente.reading.documents.paragraphs import paragraphs

_PACKED = b"\x1f\x8b"
_LARGE = 100_000_000  # from here on a packed corpus is asked how much it unpacks to
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


def stream(file: BufferedReader, limits: Limits) -> Iterator[Extract | Fault]:
    """One document a line; a line that cannot be read is a fault, and the next ones go on.

    Raises
    ------
    Refused
        where the file itself cannot be read any further.
    """
    for number, raw in _lines(file, limits):
        if isinstance(raw, Fault):
            yield raw
        elif raw.strip():
            try:
                yield extract(raw, number, limits)
            except Refused as refusal:
                yield Fault(number, refusal.what, refusal.hint)


def extract(raw: bytes, number: int, limits: Limits) -> Extract:
    """The document that one entry of a corpus holds.

    Raises
    ------
    Refused
        where the entry is no object with a text.
    """
    entry = _parsed(raw)
    name = next(named(entry, "text"), None)
    if name is None:
        names = ", ".join(f"'{whole(name[:40])}'" for name in list(entry)[:8])
        hint = f"It has {names}. " if names else ""
        raise Refused("has no field with a text", f"{hint}Call that field 'text'.")
    value = entry[name]
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        raise Refused(f"has no text in its field '{whole(name[:40])}'", "Text is wanted there.")
    if not value.strip():
        raise Refused("is empty")
    if len(value) > limits.characters:
        raise Refused(f"has more than {limits.characters:,} characters", "Split it into parts.")
    text = whole(value)
    own = next(named(entry, "id"), None)
    return Extract(
        text,
        paragraphs(text) if limits.detail else (),
        **known(entry),
        fields=fields_of(entry, name),
        id=as_text(entry[own]).strip() or None if own is not None else None,
        line=number,
        digest=sha256(raw).hexdigest(),
    )


def _parsed(raw: bytes) -> Mapping[str, Any]:
    try:
        entry = _DECODER.decode(decode(raw)[0].strip())
    except ValueError as mistake:
        what = getattr(mistake, "msg", "unreadable")
        raise Refused(f"is no JSON ({what})", "Each line has to hold one object.") from None
    except RecursionError:
        raise Refused("nests too deeply") from None
    if not isinstance(entry, dict):
        raise Refused("is no JSON object", 'Each line has to read {"text": "...", ...}.')
    return entry


def _lines(file: BufferedReader, limits: Limits) -> Iterator[tuple[int, bytes | Fault]]:
    """Numbered lines, none longer than the limit: what is longer is passed over."""
    for number, parts in enumerate(_in_parts(file, limits), 1):
        raw = next(parts)
        if len(raw) > limits.line:
            what = f"is longer than {size(limits.line)}"
            yield number, Fault(number, what, "Split it into several lines.")
        else:
            yield number, raw
        for _ in parts:
            pass


def _in_parts(file: BufferedReader, limits: Limits) -> Iterator[Iterator[bytes]]:
    """Each line as the parts it is read in; the first is a byte longer than lines may be."""
    packed = file.peek(2)[:2] == _PACKED
    opened = gzip.GzipFile(fileobj=file) if packed else file
    total = 0

    def part() -> bytes:
        nonlocal total
        try:
            raw = opened.readline(limits.line + 1)
        except (OSError, EOFError, zlib.error) as mistake:
            raise Refused(f"is damaged ({mistake})", "What came before it was read.") from None
        total += len(raw)
        if packed and (total > limits.corpus or total > max(_LARGE, limits.ratio * file.tell())):
            raise Refused(f"unpacks to more than {size(total)}", "Unpack it and look into it.")
        return raw

    def rest(raw: bytes) -> Iterator[bytes]:
        while raw:
            yield raw
            if raw.endswith(b"\n"):
                return
            raw = part()

    while first := part():
        yield rest(first)


READERS.add(
    "jsonl",
    Reader(
        "jsonl",
        "a corpus as JSON lines",
        (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
        packed=True,
        stream=stream,
    ),
)
