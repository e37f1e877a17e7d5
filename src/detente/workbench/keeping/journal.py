"""A log of named changes beside the case file, from which everything can be had back.

Every line of `NAME.journal` is one JSON object. The first holds the whole text that the rest starts
from; the others hold what was cut and what was put in its place. A line counts when it ends in a
line break: what a kill leaves behind half written is dropped when the log is opened again. A file
of that name that is no such log is somebody else's: it is set aside and kept.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from detente.errors import InputError
from detente.workbench.keeping.locks import lock
from detente.workbench.keeping.plainfile import anew, aside, not_through_links

ENDING = ".journal"
#: a log longer than this is begun anew when it is opened, with the last steps kept
LONG = 8 * 1024 * 1024
#: bytes of a log, and of a line of it, that is read at all
LONGEST, LINE = 256 * 1024 * 1024, 32 * 1024 * 1024
Record = Mapping[str, Any]


def journal_path(case: Path) -> Path:
    """Where the log of a case file lies; `two.yaml` and `two.yml` have one each."""
    return case.with_name((case.stem if case.suffix == ".yaml" else case.name) + ENDING)


class Journal:
    """One log, held by one program at a time.

    Attributes
    ----------
    kept : name of the file under which something was set aside; empty otherwise

    Raises
    ------
    InputError
        when another Détente holds it, it is no plain file, or the folder cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = ""
        self._open()

    def _open(self) -> None:
        told = f"{self.path.name} is no plain file; nothing is written there. Take it away first"
        if self.path.is_symlink():
            raise InputError(told)
        try:
            self._stream = io.FileIO(self.path, "a+b", opener=not_through_links)
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror or error}") from None
        if not stat.S_ISREG(os.fstat(self._stream.fileno()).st_mode):
            self._stream.close()
            raise InputError(told)
        if not lock(self._stream.fileno()):
            self._stream.close()
            raise InputError(
                f"{self.path.with_suffix('.yaml').name} is open in another Détente on this "
                "computer; close it there first"
            )

    def read(self) -> Iterator[dict[str, Any]]:
        """Every whole record; a torn end is cut off, and nothing after a damaged line counts."""
        if self.size > LONGEST:
            self._set_aside()
        self._stream.seek(0)
        reader, good = io.BufferedReader(self._stream), 0
        try:
            while line := reader.readline(LINE):
                record = _record(line)
                if record is None or (good == 0 and record.get("do") != "open"):
                    break
                good += len(line)
                yield record
        finally:
            reader.detach()
        if good == 0 and self.size:
            self._set_aside()
        elif self.size > good:
            self._cut(good)

    def _set_aside(self) -> None:
        """What has the log's name and is none goes to another name, unchanged."""
        kept = aside(self.path)
        self._stream.close()
        try:
            self.path.rename(kept)
        except OSError as error:
            told = error.strerror or error
            raise InputError(f"{self.path.name} is no log and cannot be kept: {told}") from None
        self.kept = kept.name
        self._open()

    def keep_copy(self) -> None:
        """Keep what is about to be given up, where it is more than a torn line."""
        kept = aside(self.path)
        try:
            shutil.copyfile(self.path, kept)
        except OSError as error:
            told = error.strerror or error
            raise InputError(f"{self.path.name} is damaged and cannot be kept: {told}") from None
        self.kept = kept.name

    def _cut(self, good: int) -> None:
        self._stream.seek(good)
        if b"\n" in io.FileIO.read(self._stream, LINE):
            self.keep_copy()
        self._stream.truncate(good)

    def write(self, *records: Record) -> None:
        """Add records, all or none; when this returns, a kill of the program loses none of them."""
        end = self.size
        rest = memoryview(_lines(records))
        try:
            while rest:
                rest = rest[self._stream.write(rest) or 0 :]
        except OSError as error:
            with suppress(OSError):
                self._stream.truncate(end)
            raise InputError(f"{self.path} cannot be written: {error.strerror or error}") from None

    def keep(self) -> None:
        """Have the system put the log onto the disk, against a loss of power."""
        with suppress(OSError, ValueError):
            os.fsync(self._stream.fileno())

    def begin(self, *records: Record) -> None:
        """Replace everything by these records, whole or not at all."""
        spare = self.path.with_name(f".{self.path.name}.new")
        try:
            with anew(spare) as stream:
                stream.write(_lines(records))
                stream.flush()
                os.fsync(stream.fileno())
            self._stream.close()
            spare.replace(self.path)
        except OSError as error:
            raise InputError(f"{self.path} cannot be written: {error.strerror or error}") from None
        finally:
            if self._stream.closed:
                self._open()

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._stream.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()


def _lines(records: tuple[Record, ...]) -> bytes:
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    return "".join(lines).encode("utf-8", "replace")


def _record(line: bytes) -> dict[str, Any] | None:
    """What a line holds; None where it is torn, damaged, or holds half a character."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = json.loads(line.decode("utf-8"))
        if b"\\ud" in line.lower():
            json.dumps(found, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
