"""The second Python: it waits for bytes, reads them, and says what it read or why it could not."""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import struct
import sys
from dataclasses import asdict
from typing import IO, Any

from detente.reading.documents.kinds import Extract, Reader, Refused
from detente.reading.documents.limits import Limits

LENGTH = struct.Struct(">Q")  # before each message
_LARGEST = 2_000_000_000  # bytes of a message
_GRACE = 10.0  # seconds beyond the limit after which an orphan ends itself
_IDLE = 120.0  # seconds without a file after which it ends itself


def serve() -> None:
    """What the second Python does until its input ends: read a request, answer it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us decides when we end
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not be understood
    while True:
        faulthandler.dump_traceback_later(_IDLE, exit=True)
        try:
            request = json.loads(received(sys.stdin.buffer))
            raw = received(sys.stdin.buffer)
        except EOFError:
            return
        limits = Limits(**request["limits"])
        _bound(limits)
        faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True)
        answer = json.dumps(_answer(request["key"], raw, limits), ensure_ascii=False)
        faulthandler.cancel_dump_traceback_later()
        del raw
        body = answer.encode("utf-8", "replace")
        answers.write(LENGTH.pack(len(body)))
        answers.write(body)
        answers.flush()


def _bound(limits: Limits) -> None:
    """Bound the address space, where the system can."""
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, most))
    except (ImportError, OSError, ValueError):
        return


def _answer(key: str, raw: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return asdict(read_here(reader_called(key), raw, limits))
    except Refused as refusal:
        return {"what": refusal.what, "hint": refusal.hint}


def reader_called(key: str) -> Reader:
    """The reader of that key; asked for here, since readers are found when the room is entered."""
    from detente.reading import documents

    return documents.READERS[key]


def read_here(reader: Reader, raw: bytes, limits: Limits) -> Extract:
    """Read in this process; whatever a library raises is a refusal of the file.

    Raises
    ------
    Refused
    """
    try:
        if reader.read is None:
            raise Refused(f"{reader.title} is read entry by entry")
        return reader.read(raw, limits)
    except Refused:
        raise
    except MemoryError:
        raise Refused("needs more memory than one file may", "Split it into parts.") from None
    except RecursionError:
        raise Refused("nests too deeply", "Save its text alone.") from None
    except Exception as mistake:
        raise Refused(
            f"cannot be read ({type(mistake).__name__})", "It may be damaged: save it anew."
        ) from None


def received(pipe: IO[bytes]) -> bytes:
    """One message, which says its length first.

    Raises
    ------
    EOFError
        where the other side is gone.
    """
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    if length > _LARGEST:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    raw = pipe.read(count)
    if len(raw) < count:
        raise EOFError
    return raw
