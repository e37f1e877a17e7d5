"""Texts kept small: compressed, and never unpacked to more than they said they hold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from detente.reading.document import Piece
from detente.reading.store.faults import Faulty

#: bytes; a larger text or raw file is not kept
MOST = 256 * 1024 * 1024


def pack(data: bytes) -> bytes:
    """Compressed bytes."""
    return zlib.compress(data, 6)


def unpack(data: object, size: object) -> bytes:
    """The bytes again, `size` of them.

    Raises
    ------
    InputError
        when they are damaged, or would be more than was said.
    """
    if not isinstance(data, bytes) or not isinstance(size, int) or not 0 <= size <= MOST:
        raise Faulty("a stored text is damaged")
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(data, size + 1)
    except zlib.error:
        raise Faulty("a stored text is damaged") from None
    if len(found) != size:
        raise Faulty("a stored text is damaged")
    return found


def unpack_text(data: object, size: object) -> str:
    """The text again."""
    try:
        return unpack(data, size).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Faulty("a stored text is damaged") from None


def pieces_text(pieces: Sequence[Piece]) -> bytes:
    """The map from a text to its raw file, as bytes."""
    rows = [[it.start, it.end, it.page, it.paragraph, it.line, it.part] for it in pieces]
    return json.dumps(rows, separators=(",", ":")).encode("utf-8")


def read_pieces(data: bytes) -> tuple[Piece, ...]:
    """The map again."""
    try:
        return tuple(
            Piece(int(start), int(end), _number(page), _number(paragraph), _number(line), str(part))
            for start, end, page, paragraph, line, part in json.loads(data)
        )
    except (ValueError, TypeError, RecursionError):
        raise Faulty("the map of a stored text is damaged") from None


def _number(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(value)
