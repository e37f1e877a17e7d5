"""The journal of a store: what each step changed, so that it can be undone and done again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from detente.reading.store.faults import Faulty
from detente.reading.store.records import Step

#: what a journal may change, by table; anything else in a journal is damage
COLUMNS = {
    "documents": {"gone", "settings", "title", "author", "date", "source", "language", "fields"},
    "statements": {"gone", "document", "place", "start", "end", "text", "before", "after",
                   "anchor", "was", "found"},
    "codings": {"gone"},
    "links": {"gone"},
}  # fmt: skip
Values = dict[str, Any]


class Writing:
    """A step while it is made: changes rows and remembers what they were."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changes: list[list[Any]] = []
        self.what = ""

    def insert(self, table: str, values: Values) -> int:
        """Add a row; undone, it is `gone`."""
        full = {**values, "gone": 0}
        names = ", ".join(f'"{name}"' for name in full)
        marks = ", ".join("?" for _ in full)
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(full.values())
        )
        number = int(cursor.lastrowid or 0)
        last = self.changes[-1] if self.changes else None
        if last and last[0] == table and last[2] == number - 1 and last[3] == {"gone": [1, 0]}:
            last[2] = number
        else:
            self.changes.append([table, number, number, {"gone": [1, 0]}])
        return number

    def update(self, table: str, number: int, before: Values, after: Values) -> None:
        """Change a row; only what differs is written and remembered."""
        changed = {
            key: [before[key], value] for key, value in after.items() if before[key] != value
        }
        if not changed:
            return
        _set(
            self.connection, table, number, number, {key: pair[1] for key, pair in changed.items()}
        )
        self.changes.append([table, number, number, changed])


@contextmanager
def step(connection: sqlite3.Connection, turn: int, at: str, who: str) -> Iterator[Writing]:
    """All that happens inside is one step: written whole, with its entry in the journal, or not.

    Parameters
    ----------
    turn : steps of one turn are undone together
    """
    writing = Writing(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield writing
        if writing.changes:
            connection.execute("UPDATE steps SET undone = 2 WHERE undone = 1")
            connection.execute(
                "INSERT INTO steps (turn, at, who, what, changes, undone)"
                " VALUES (?, ?, ?, ?, ?, 0)",
                (turn, at, who, writing.what, json.dumps(writing.changes, ensure_ascii=False)),
            )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def next_turn(connection: sqlite3.Connection) -> int:
    """The number of the next turn."""
    return int(connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM steps").fetchone()[0])


def steps(connection: sqlite3.Connection) -> Iterator[Step]:
    """The journal, latest first."""
    rows = connection.execute("SELECT id, at, who, what, undone, turn FROM steps ORDER BY id DESC")
    return (
        Step(number, at, who, what, bool(undone), turn)
        for number, at, who, what, undone, turn in rows
    )


def undo(connection: sqlite3.Connection) -> list[str]:
    """Take the latest turn back; what its steps were, latest first; nothing left: an empty list."""
    return _replay(
        connection,
        "SELECT id, what, changes FROM steps WHERE undone = 0 AND turn ="
        " (SELECT max(turn) FROM steps WHERE undone = 0) ORDER BY id DESC",
        which=0,
    )


def redo(connection: sqlite3.Connection) -> list[str]:
    """Do again what was undone last; a step made since then has closed that way."""
    return _replay(
        connection,
        "SELECT id, what, changes FROM steps WHERE undone = 1 AND turn ="
        " (SELECT min(turn) FROM steps WHERE undone = 1) ORDER BY id",
        which=1,
    )


def _replay(connection: sqlite3.Connection, query: str, which: int) -> list[str]:
    """Set rows to what they were before (0) or after (1) the steps of a query."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        told = []
        for number, what, changes in connection.execute(query).fetchall():
            parsed = _changes(changes)
            for table, first, last, columns in parsed if which else reversed(parsed):
                values = {key: pair[which] for key, pair in columns.items()}
                _set(connection, table, first, last, values)
            connection.execute("UPDATE steps SET undone = ? WHERE id = ?", (1 - which, number))
            told.append(str(what))
        connection.execute("COMMIT")
        return told
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _changes(text: object) -> list[tuple[str, int, int, dict[str, list[Any]]]]:
    """The changes of a journal's entry, if they are such as a step makes."""
    try:
        rows = json.loads(str(text))
        found = []
        for table, first, last, columns in rows:
            fine = (
                set(columns) <= COLUMNS[table]
                and isinstance(first, int)
                and isinstance(last, int)
                and all(isinstance(pair, list) and len(pair) == 2 for pair in columns.values())
                and all(
                    value is None or isinstance(value, int | str)
                    for pair in columns.values()
                    for value in pair
                )
            )
            if not fine:
                raise ValueError(columns)
            found.append((table, first, last, columns))
        return found
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Faulty("its journal is damaged") from None


def _set(connection: sqlite3.Connection, table: str, first: int, last: int, values: Values) -> None:
    """Set columns of a range of rows; table and columns are names of ours, never a user's."""
    assert set(values) <= COLUMNS[table]
    to = ", ".join(f'"{name}" = ?' for name in values)
    connection.execute(
        f"UPDATE {table} SET {to} WHERE id BETWEEN ? AND ?", (*values.values(), first, last)
    )
