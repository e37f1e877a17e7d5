"""Files that foreign libraries parse are read in a process of their own.

A PDF may make a C library crash, and a web page may keep a Python one busy for hours. So such
bytes go to a second Python, which has a time and, where the system can set one, a bound of memory
for each file. It is started for the first such file, serves all that follow in this process, ends
when it has had nothing to do for a while, and is replaced when a file makes it die. What comes back
is JSON, so that a file which took the other process over could say nothing but text.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from threading import Lock, Timer
from typing import Any

from detente.reading.document import Piece
from detente.reading.documents.kinds import Extract, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.serving import LENGTH, read_here, reader_called, received

_START = "from detente.reading.documents.serving import serve; serve()"
_FILES = 500  # before the second Python is replaced, so that what leaks cannot pile up


@contextmanager
def lent() -> Iterator[Apart]:
    """A second Python for as long as one needs it; afterwards it waits for the next who does."""
    with _lock:
        one = _idle.pop() if _idle else Apart()
    try:
        yield one
    finally:
        with _lock:
            _idle.append(one)


def close_idle() -> None:
    """End those that wait."""
    with _lock:
        while _idle:
            _idle.pop().close()


def _forget() -> None:
    """After a fork: those that wait belong to the process that we come from."""
    global _lock
    _lock = Lock()
    _forgotten.extend(_idle)
    _idle.clear()


_idle: list[Apart] = []
_forgotten: list[Apart] = []  # kept, since letting them go would end them
_lock = Lock()
atexit.register(close_idle)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class Apart:
    """A second Python that reads files; close it, or use it in `with`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the other process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()

    def read(self, key: str, raw: bytes, limits: Limits) -> Extract:
        """What the reader called `key` takes from some bytes.

        Raises
        ------
        Refused
            where it refuses them, takes too long, or dies of them.
        """
        if not sys.executable or getattr(sys, "frozen", False):  # there is no Python to start
            return read_here(reader_called(key), raw, limits)
        try:
            answer = self._answered(key, raw, limits)
            if answer is None and self._served > 1:  # it may have died of the file before
                self.close()
                answer = self._answered(key, raw, limits)
        except BaseException:  # too late, or an interruption: what it does now is of no use
            self.close()
            raise
        if answer is None:
            self.close()
            raise Refused("made the library that reads it fail", "It may be damaged: save it anew.")
        return _told(answer)

    def _answered(self, key: str, raw: bytes, limits: Limits) -> dict[str, Any] | None:
        """What the other process says; None where it says nothing that can be understood."""
        late = False

        def stop() -> None:
            nonlocal late
            late = True
            process.kill()

        process = self._running()
        timer = Timer(limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return self._asked(process, {"key": key, "limits": asdict(limits)}, raw)
        except (OSError, EOFError, ValueError):
            if late:
                what = f"takes longer than {limits.seconds:g} seconds to read"
                raise Refused(what, "Split it, or save its text alone.") from None
            return None
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        """The other process, started when there is none, or when it has served for long."""
        self._served += 1
        if self._process is not None and self._process.poll() is None and self._served <= _FILES:
            return self._process
        self.close()
        self._served = 1
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],  # -P: no module from the folder we are in
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        return self._process

    @staticmethod
    def _asked(
        process: subprocess.Popen[bytes], request: Mapping[str, Any], raw: bytes
    ) -> dict[str, Any]:
        assert process.stdin is not None and process.stdout is not None
        head = json.dumps(request).encode("utf-8")
        for part in (LENGTH.pack(len(head)), head, LENGTH.pack(len(raw)), raw):
            process.stdin.write(part)
        process.stdin.flush()
        answer = json.loads(received(process.stdout))
        if not isinstance(answer, dict):
            raise ValueError("no answer")
        return answer


def _told(answer: Mapping[str, Any]) -> Extract:
    """The extract, or the refusal, that the other process told of; its word is not trusted.

    Raises
    ------
    Refused
    """
    if "what" in answer:
        raise Refused(str(answer["what"]), str(answer.get("hint", "")))
    try:
        pieces = tuple(Piece(*values) for values in map(_values, answer["pieces"]))
        fields = {str(name): str(value) for name, value in answer["fields"].items()}
        return Extract(**{**answer, "pieces": pieces, "fields": fields})
    except (KeyError, TypeError, AttributeError):
        raise Refused("made the library that reads it fail", "It may be damaged.") from None


def _values(piece: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(piece[name] for name in Piece.__slots__)
