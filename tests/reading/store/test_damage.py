"""A store that is damaged, foreign or hostile is refused in a sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from detente.errors import InputError
from detente.reading.store import change_store, coverage, open_store
from detente.reading.store.store import Store
from tests.reading.store.harbour import SAYS, both, case_file, document

THEN = "2031-03-01T10:00:00"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = case_file(tmp_path)
    with change_store(path, at=THEN) as store:
        store.add(both(document()), coder="patterns", at=THEN)
        store.code("e1", act="refusal", coder="Noor", at=THEN)
    return path


def file_of(case: Path) -> Path:
    return case.with_name("quay.evidence.sqlite")


def use(case: Path) -> None:
    """Everything that a reader may ask for."""
    from detente.case import load

    store = open_store(case)
    assert isinstance(store, Store)
    with store:
        for one in store.documents():
            store.document(one.id)
            store.raw(one.id)
        list(store.statements())
        list(store.links())
        list(store.search("quay"))
        list(store.history())
        store.agreement()
        coverage(load(case), store)


def sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        plain = sqlite3.connect(path)
        for statement in statements:
            plain.execute(statement)
        plain.commit()
        plain.close()

    return change


def bomb(path: Path) -> None:
    """A text that says it is short and unpacks to much."""
    plain = sqlite3.connect(path)
    plain.execute("UPDATE documents SET text = ?", (zlib.compress(b"\0" * 100_000_000),))
    plain.commit()
    plain.close()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda path: path.write_text("hello, this is a text" * 99), "damaged"),
    "empty": (lambda path: path.write_bytes(b""), "no evidence store"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged|missing"),
    "another program's": (sql("PRAGMA application_id = 7"), "no evidence store"),
    "newer": (sql("PRAGMA user_version = 99"), "newer version"),
    "a trigger": (
        sql("CREATE TRIGGER t AFTER INSERT ON links BEGIN DELETE FROM codings; END"),
        "did not put there: t",
    ),
    "a view": (sql("DROP TABLE links", "CREATE VIEW links AS SELECT 1"), "did not put there"),
    "another table": (sql("CREATE TABLE more (x)"), "did not put there: more"),
    "a lost table": (sql("DROP TABLE steps"), "missing: steps"),
    "another column": (sql("ALTER TABLE links ADD COLUMN extra"), "did not put there: links"),
    "a text that is none": (sql("UPDATE documents SET text = 'x'"), "text is damaged"),
    "a text cut short": (sql("UPDATE documents SET text_size = text_size - 1"), "text is damaged"),
    "a size below zero": (sql("UPDATE documents SET text_size = -1"), "text is damaged"),
    "a bomb": (bomb, "text is damaged"),
    "a map that is none": (
        sql("UPDATE documents SET pieces = text, pieces_size = text_size"),
        "map of a stored text is damaged",
    ),
    "fields that are none": (sql("UPDATE documents SET fields = '[1'"), "damaged"),
    "a number for a name": (sql("UPDATE documents SET title = 7, words = 'many'"), "damaged"),
    "a statement without form": (sql("UPDATE statements SET found = '{}'"), "damaged"),
    "a statement nowhere": (sql("UPDATE statements SET \"start\" = 'x'"), "damaged"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_store_is_refused_in_a_sentence(case: Path, fault: str) -> None:
    damage, said = FAULTS[fault]
    damage(file_of(case))
    with pytest.raises(InputError, match=said) as caught:
        use(case)
    assert str(file_of(case)) in str(caught.value)


def test_a_damaged_journal_is_not_replayed(case: Path) -> None:
    path = file_of(case)
    for changes in ('[["codings; DROP TABLE links", 1, 1, {"gone": [1, 0]}]]',
                    '[["codings", 1, 1, {"act": ["x", "y"]}]]', "[[", "7",
                    '[["codings", "1", 1, {"gone": [1, 0]}]]',
                    '[["codings", 1, 1, {"gone": [{}, 0]}]]'):  # fmt: skip
        plain = sqlite3.connect(path)
        plain.execute("UPDATE steps SET changes = ?", (changes,))
        plain.commit()
        plain.close()
        with change_store(case, at=THEN) as store, pytest.raises(InputError, match="journal"):
            store.undo()


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_anywhere_raise_nothing_but_a_sentence(case: Path, seed: int) -> None:
    path = file_of(case)
    raw = bytearray(path.read_bytes())
    rng = Random(seed)
    for _ in range(rng.choice([1, 20, 400])):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    path.write_bytes(bytes(raw))
    try:
        use(case)
    except InputError as error:
        assert str(path) in str(error)


def test_a_store_that_may_only_be_read_is_read(case: Path) -> None:
    path = file_of(case)
    path.chmod(stat.S_IREAD)
    folder = path.parent
    mode = folder.stat().st_mode
    if os.name != "nt":
        folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        store = open_store(case)
        assert store is not None
        with store:
            assert [one.text for one in store.statements(act="refusal")] == [SAYS]
    finally:
        folder.chmod(mode)
        path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_a_store_in_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        change_store(tmp_path / "nowhere" / "quay.yaml", at=THEN)
