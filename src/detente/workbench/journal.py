"""A log of named changes beside the case file, from which everything can be had back.

Every line of `NAME.journal` is one JSON object. The first holds the whole text that the rest starts
from; the others hold what was cut and what was put in its place. A line counts when it ends in a
line break: what a kill leaves behind half written is dropped when the log is opened again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from detente.errors import InputError
from detente.workbench.locks import lock

ENDING = ".journal"
#: a log longer than this is begun anew when it is opened, with the last steps kept
LONG = 8 * 1024 * 1024
Record = Mapping[str, Any]


def journal_path(case: Path) -> Path:
    """Where the log of a case file lies."""
    return case.with_name(case.stem + ENDING)


class Journal:
    """One log, held by one program at a time.

    Raises
    ------
    InputError
        when another Détente holds it, or the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._stream: IO[bytes] = path.open("a+b")
        except OSError as error:
            raise InputError(f"{path} cannot be written: {error.strerror or error}") from None
        if not lock(self._stream.fileno()):
            self._stream.close()
            raise InputError(
                f"{path.with_suffix('.yaml').name} is open in another Détente on this computer; "
                "close it there first"
            )

    def read(self) -> Iterator[dict[str, Any]]:
        """Every whole record; a torn end is cut off, and nothing after a damaged line counts."""
        self._stream.seek(0)
        good = 0
        for line in self._stream:
            try:
                record = json.loads(line) if line.endswith(b"\n") else None
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                break
            good += len(line)
            yield record
        self._stream.seek(0, os.SEEK_END)
        if self._stream.tell() > good:
            self._stream.truncate(good)

    def write(self, *records: Record) -> None:
        """Add records; when this returns, a kill of the program loses none of them."""
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        try:
            self._stream.write("".join(lines).encode("utf-8", "surrogatepass"))
            self._stream.flush()
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror or error}") from None

    def keep(self) -> None:
        """Have the system put the log onto the disk, against a loss of power."""
        with suppress(OSError, ValueError):
            os.fsync(self._stream.fileno())

    def begin(self, *records: Record) -> None:
        """Replace everything by these records, whole or not at all."""
        spare = self.path.with_name(f".{self.path.name}.new")
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        try:
            with spare.open("wb") as stream:
                stream.write("".join(lines).encode("utf-8", "surrogatepass"))
                stream.flush()
                os.fsync(stream.fileno())
            self._stream.close()
            spare.replace(self.path)
            self._stream = self.path.open("a+b")
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror or error}") from None
        lock(self._stream.fileno())

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._stream.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
