"""Opening a store: to write, or only to read; every fault is said in plain words."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.errors import InputError
from detente.reading.store import schema
from detente.reading.store.faults import Faulty

#: seconds to wait for another program that is writing
PATIENCE = 10.0
_HINT = "Keep a copy, move it away, and add the documents again"


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Say what SQLite says so that a person can act on it."""
    try:
        yield
    except Faulty as error:
        raise InputError(f"{path} cannot be used: {error}") from None
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            what = "another program is writing to it. Try again when that is done"
        elif "readonly" in said or "read-only" in said:
            what = "it may only be read, not changed"
        elif "full" in said:
            what = "the disk is full"
        else:
            what = f"{said}. {_HINT}"
        raise InputError(f"{path} cannot be used: {what}") from None
    except sqlite3.DatabaseError as error:
        raise InputError(f"{path} is damaged ({error}). {_HINT}") from None
    except (OverflowError, UnicodeDecodeError):
        raise InputError(f"{path} is damaged (a value is out of range). {_HINT}") from None


def open_to_write(path: Path, at: str) -> sqlite3.Connection:
    """A connection that may change the store; made, or brought up to date, where needed.

    Raises
    ------
    InputError
        when the file is no store, is damaged, is newer, or cannot be written.
    """
    with plainly(path):
        new = not path.exists() or path.stat().st_size == 0
        if not path.parent.is_dir():
            raise InputError(f"there is no folder {path.parent}")
        connection = _connect(f"{_uri(path)}?mode=rwc")
        try:
            if not new:
                schema.check(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            schema.migrate(connection, at)
            return connection
        except BaseException:
            connection.close()
            raise


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing; works where the file or its folder is read-only.

    Raises
    ------
    InputError
        when the file is no store, is damaged, or is newer than this program.
    """
    with plainly(path):
        connection = _connect(f"{_uri(path)}?mode=ro")
        try:
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError:  # nowhere to put the file that a log needs beside it
                connection.close()
                connection = _connect(f"{_uri(path)}?mode=ro&immutable=1")
            schema.check(connection)
            connection.execute("PRAGMA query_only = ON")
            return connection
        except BaseException:
            connection.close()
            raise


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        if sys.version_info >= (3, 12):
            with suppress(sqlite3.Error):
                connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        return connection
    except BaseException:
        connection.close()
        raise


def _uri(path: Path) -> str:
    return path.resolve().as_uri()
