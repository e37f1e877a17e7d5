"""The tables of an evidence store, and how a store of an earlier version is brought up to date.

Rows are never deleted: what is taken out is marked `gone`, so that every step can be undone. A file
whose tables, in any way, are not those that these statements make is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from detente.reading.store.faults import Faulty

#: "Dtnt": tells an evidence store from any other SQLite file
APPLICATION = 0x44746E74

_FIRST = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, digest TEXT NOT NULL,
        kind TEXT NOT NULL, path TEXT NOT NULL, line INTEGER,
        title TEXT, author TEXT, date TEXT, source TEXT, language TEXT,
        fields TEXT NOT NULL, words INTEGER NOT NULL,
        text BLOB NOT NULL, text_size INTEGER NOT NULL,
        pieces BLOB NOT NULL, pieces_size INTEGER NOT NULL,
        raw BLOB, raw_size INTEGER,
        settings TEXT NOT NULL, added TEXT NOT NULL, gone INTEGER NOT NULL)""",
    "CREATE INDEX documents_by_name ON documents (name, gone)",
    """CREATE TABLE statements (
        id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL, place INTEGER NOT NULL,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL, anchor TEXT NOT NULL, was TEXT,
        found TEXT, gone INTEGER NOT NULL)""",
    "CREATE INDEX statements_by_document ON statements (document, place)",
    """CREATE TABLE codings (
        id INTEGER PRIMARY KEY AUTOINCREMENT, statement INTEGER NOT NULL, coder TEXT NOT NULL,
        hand INTEGER NOT NULL, act TEXT NOT NULL, party TEXT, target TEXT, issue TEXT,
        negated INTEGER NOT NULL, note TEXT, at TEXT NOT NULL, gone INTEGER NOT NULL)""",
    "CREATE INDEX codings_by_statement ON codings (statement, gone)",
    """CREATE TABLE links (
        id INTEGER PRIMARY KEY AUTOINCREMENT, statement INTEGER NOT NULL, kind TEXT NOT NULL,
        path TEXT NOT NULL, label TEXT NOT NULL, coder TEXT NOT NULL, at TEXT NOT NULL, note TEXT,
        gone INTEGER NOT NULL)""",
    "CREATE INDEX links_by_statement ON links (statement, gone)",
    "CREATE INDEX links_by_path ON links (path, gone)",
    """CREATE TABLE steps (
        id INTEGER PRIMARY KEY AUTOINCREMENT, turn INTEGER NOT NULL, at TEXT NOT NULL,
        who TEXT NOT NULL, what TEXT NOT NULL, changes TEXT NOT NULL, undone INTEGER NOT NULL)""",
    "CREATE INDEX steps_by_turn ON steps (undone, turn)",
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY, document INTEGER NOT NULL, "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL)""",
    "CREATE INDEX passages_by_document ON passages (document)",
)

#: version -> what it brought, and the statements that bring it
MIGRATIONS: dict[int, tuple[str, tuple[str, ...]]] = {1: ("the first store", _FIRST)}

_MIGRATIONS_TABLE = (
    "CREATE TABLE migrations (version INTEGER PRIMARY KEY, what TEXT NOT NULL, at TEXT NOT NULL)"
)
#: only where SQLite has FTS5; elsewhere a search reads the texts
SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE passages_words USING fts5"
    "(text, content='', tokenize='unicode61 remove_diacritics 2')"
)


def latest() -> int:
    """The version that this program writes."""
    return max(MIGRATIONS)


def has_fts5() -> bool:
    """Whether this SQLite can index words."""
    with_index = sqlite3.connect(":memory:")
    try:
        with_index.execute(SEARCH_TABLE)
    except sqlite3.OperationalError:
        return False
    finally:
        with_index.close()
    return True


def migrate(connection: sqlite3.Connection, at: str) -> None:
    """Bring a store, or an empty file, to the latest version, all or nothing.

    Raises
    ------
    InputError
        when a newer version of Détente made the store.
    """
    version = _version(connection)
    if version > latest():
        raise _newer()
    if version == latest():
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not version:
            connection.execute(_MIGRATIONS_TABLE)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for number in range(version + 1, latest() + 1):
            what, statements = MIGRATIONS[number]
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (number, what, at))
        connection.execute(f"PRAGMA user_version = {latest()}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def index_words(connection: sqlite3.Connection) -> bool:
    """Make the index of words where SQLite can have one; whether the store has it now."""
    if not has_fts5():
        return False
    if "passages_words" not in _names(connection):
        connection.execute(SEARCH_TABLE)
    return True


def is_indexed(connection: sqlite3.Connection) -> bool:
    """Whether a search can rely on the index: it can be read, and every passage is in it."""
    if "passages_words" not in _names(connection) or not has_fts5():
        return False
    return next(unindexed(connection), None) is None


def unindexed(connection: sqlite3.Connection) -> Iterator[tuple[int, int, int, int]]:
    """Passages that a program without FTS5 has added: id, document, start and end.

    They are the last ones: whoever has an index brings it up to date before adding more.
    """
    return iter(
        connection.execute(
            'SELECT id, document, "start", "end" FROM passages'
            " WHERE id > (SELECT coalesce(max(id), 0) FROM passages_words_docsize) ORDER BY id"
        )
    )


def check(connection: sqlite3.Connection) -> None:
    """Refuse a file that is no evidence store, or that holds more than one.

    Raises
    ------
    InputError
        says what is wrong; sqlite3.DatabaseError passes through for a damaged file.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    if application != APPLICATION or version < 1:
        raise Faulty("it is no evidence store of Détente")
    if version > latest():
        raise _newer()
    found = _shape(connection)
    if found - expected(version):
        named = ", ".join(sorted({name for _, name, _ in found - expected(version)})[:3])
        raise Faulty(f"it holds what Détente did not put there: {named}")
    if expected(version) - found:
        named = ", ".join(sorted({name for _, name, _ in expected(version) - found})[:3])
        raise Faulty(f"parts of it are missing: {named}")


def expected(version: int) -> set[tuple[str, str, str]]:
    """What a store of a version holds: kind, name and definition of everything but the index."""
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.execute(_MIGRATIONS_TABLE)
        for number in range(1, version + 1):
            for statement in MIGRATIONS[number][1]:
                fresh.execute(statement)
        return _shape(fresh)
    finally:
        fresh.close()


_WORDS_PARTS = ("_data", "_idx", "_docsize", "_config", "_content")


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Everything in the schema, but for the tables of the index of words."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    of_words = {("table", f"passages_words{part}") for part in _WORDS_PARTS}
    return {
        (kind, name, sql)
        for kind, name, sql in rows
        if (kind, name) not in of_words
        and (kind, name, sql) != ("table", "passages_words", SEARCH_TABLE)
        and not (name == "sqlite_sequence" and kind == "table")
    }


def _names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _newer() -> Faulty:
    return Faulty("a newer version of Détente made it. Update Détente to read it")
