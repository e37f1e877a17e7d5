"""The bytes of a corpus, unpacked on the way where it is packed by gzip."""

from __future__ import annotations

import gzip
import sys
import zlib
from io import BufferedReader

from detente.reading.documents.kinds import Refused
from detente.reading.documents.limits import Limits, size

MAGIC = b"\x1f\x8b"
_OFTEN = 10_000_000  # bytes unpacked between two looks at how much that is of the packed ones


class Source:
    """A corpus to read from; a packed one may not unpack to more than the limits allow."""

    def __init__(self, file: BufferedReader, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._packed = file.peek(2)[:2] == MAGIC
        self._opened = gzip.GzipFile(fileobj=file) if self._packed else file
        self._total = 0
        self._next = _OFTEN if self._packed else sys.maxsize

    def line(self, most: int) -> bytes:
        """The next line, or the next `most` bytes of it; nothing at the end.

        Raises
        ------
        Refused
            where the packing is damaged, or unpacks to too much.
        """
        try:
            return self._checked(self._opened.readline(most))
        except (OSError, EOFError, zlib.error) as mistake:
            raise _damaged(mistake) from None

    def part(self, most: int) -> bytes:
        """The next `most` bytes or fewer; nothing at the end. It raises as `line` does."""
        try:
            return self._checked(self._opened.read(most))
        except (OSError, EOFError, zlib.error) as mistake:
            raise _damaged(mistake) from None

    def begins(self) -> bytes:
        """The first byte that is no white space, among the first few thousand."""
        try:
            start = self._opened.peek(4096)[:4096]
        except (OSError, EOFError, zlib.error) as mistake:
            raise _damaged(mistake) from None
        return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]

    def _checked(self, raw: bytes) -> bytes:
        self._total += len(raw)
        if self._total > self._next:
            self._next += _OFTEN
            limits, packed = self._limits, self._file.tell()
            if self._total > min(limits.corpus, limits.ratio * packed):
                what = f"unpacks from {size(packed)} to {size(self._total)} and more"
                raise Refused(what, "Unpack it yourself and look into it.")
        return raw


def _damaged(mistake: Exception) -> Refused:
    return Refused(f"is damaged ({mistake})", "Whatever stood before the damage was read.")
