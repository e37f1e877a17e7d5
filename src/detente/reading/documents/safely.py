"""Opening a file that may be anything: a device, a pipe, a link in a circle."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import cast

from detente.reading.documents.files import STDIN
from detente.reading.documents.kinds import Refused

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_BUFFER = 1 << 18


@contextmanager
def opened(path: str) -> Iterator[BufferedReader]:
    """A regular file, opened to read; `-` is stdin.

    Raises
    ------
    Refused
        where it is none: a device or a pipe is not even opened.
    OSError
        where the system does not let us.
    """
    if path == STDIN:
        yield _stdin()
        return
    try:
        _check(Path(path).stat().st_mode)
        handle = os.open(path, _FLAGS)
    except ValueError as mistake:  # a NUL in the name
        raise Refused(f"is no path ({mistake})") from None
    with os.fdopen(handle, "rb", buffering=_BUFFER) as file:
        _check(os.fstat(handle).st_mode)  # what was looked at may have been replaced
        yield cast("BufferedReader", file)


def _check(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Refused("is no file but a device or a pipe", "Save what it gives to a file first.")


def _stdin() -> BufferedReader:
    """Stdin; another program may have put a stand-in there that cannot look ahead."""
    stdin = sys.stdin.buffer
    if isinstance(stdin, BufferedReader):
        return stdin
    return BufferedReader(cast("RawIOBase", stdin), _BUFFER)
