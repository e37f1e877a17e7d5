"""The record of a run that writes a file: after a kill, a second run goes on where it stopped.

A SQLite file beside the one to be written, `NAME.unfinished`. It is gone once the file is whole.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from detente.errors import InputError
from detente.reading.found import Found, Heading, ReadDocument, Told

ENDING = ".unfinished"
_TABLE = """CREATE TABLE finished (name TEXT, digest TEXT, settings TEXT, said BLOB,
    PRIMARY KEY (name, digest, settings)) WITHOUT ROWID"""
#: seconds between two times that what was noted is made safe
EVERY = 1.0
#: bytes of the record of one document, beyond which it is taken for damaged
_MOST = 1 << 28


class Unfinished:
    """What an earlier run, and this one, have read; written down every second or so."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = self._opened()
        self._saved = time.monotonic()

    @classmethod
    def beside(cls, output: Path) -> Unfinished:
        """The record of the run that writes a file."""
        return cls(output.with_name(output.name + ENDING))

    def _opened(self) -> sqlite3.Connection:
        """The record; a damaged one is begun anew, for nothing is lost but time."""
        for _ in range(2):
            connection = None
            try:
                connection = sqlite3.connect(self.path, isolation_level=None, timeout=1)
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                tables = connection.execute("SELECT sql FROM sqlite_master").fetchall()
                if not tables:
                    connection.execute(_TABLE)
                elif (_TABLE,) not in tables:
                    raise sqlite3.DatabaseError("another file")
                connection.execute("BEGIN EXCLUSIVE")
                return connection
            except sqlite3.OperationalError as error:
                if connection is not None:
                    connection.close()
                if "locked" in str(error):
                    what = "another run is writing the same file"
                    raise InputError(
                        f"{self.path}: {what}. Wait for it, or choose another -o"
                    ) from None
                raise InputError(f"{self.path} cannot be written: {error}") from None
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                if connection is not None:
                    connection.close()
                self.path.unlink(missing_ok=True)
        raise InputError(f"{self.path} cannot be written")

    def finished(self, name: str, digest: str, settings: str) -> ReadDocument | None:
        """What a document gave in an earlier run with the same settings."""
        key = (_plain(name), digest, settings)
        query = "SELECT said FROM finished WHERE name = ? AND digest = ? AND settings = ?"
        try:
            row = self._connection.execute(query, key).fetchone()
            if row is None:
                return None
            said = json.loads(zlib.decompressobj().decompress(row[0], _MOST))
            statements = tuple(Found.from_row(one) for one in said["statements"])
            events = tuple(Told(**one) for one in said["events"])
            return ReadDocument(Heading(**said["heading"]), statements, known=True, events=events)
        except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError, RecursionError):
            return None  # it is read again

    def note(self, read: ReadDocument, settings: str) -> None:
        """Write down that a document has been read."""
        if read.known:
            return
        said = {
            "heading": asdict(read.heading),
            "statements": [one.to_row() for one in read.statements],
            "events": [one.to_row() for one in read.events],
        }
        packed = zlib.compress(json.dumps(said).encode("ascii"), 1)
        key = (_plain(read.heading.id), read.heading.digest, settings)
        try:
            self._connection.execute("INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)",
                                     (*key, packed))  # fmt: skip
            if time.monotonic() - self._saved >= EVERY:
                self.save()
        except sqlite3.Error as error:
            raise InputError(f"{self.path} cannot be written: {error}") from None

    def save(self) -> None:
        """Everything noted so far survives from here on."""
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN EXCLUSIVE")
        self._saved = time.monotonic()

    def close(self, *, whole: bool) -> None:
        """The end of a run: the record goes when the file is whole, and is kept otherwise."""
        with suppress(sqlite3.Error):
            self._connection.execute("COMMIT")
        self._connection.close()
        if whole:
            self.path.unlink(missing_ok=True)


def _plain(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
