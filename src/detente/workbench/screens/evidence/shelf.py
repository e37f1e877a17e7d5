"""The evidence store of an open case: opened for one request, to read it or to change it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from detente.errors import InputError
from detente.progress import Progress
from detente.reading.store import ENDING, change_store, open_store
from detente.workbench.desk import Desk
from detente.workbench.jobs import Job
from detente.workbench.keeping.opened import OpenCase
from detente.workbench.keeping.plainfile import is_plain, taken
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.records import StoredStatement
    from detente.reading.store.store import Store

#: characters of a coder's name
_NAME = 60
#: seconds that a page waits for a list before it shows a bar instead
_WAIT = 0.6
_coders: WeakKeyDictionary[Desk, str] = WeakKeyDictionary()
_lists: WeakKeyDictionary[OpenCase, dict[str, tuple[Hashable, Job]]] = WeakKeyDictionary()
_lock = threading.Lock()


def now() -> str:
    """The time as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def store_file(sheet: Sheet) -> Path:
    """Where the store lies, or would."""
    return sheet.open.path.with_name(sheet.open.path.stem + ENDING)


def looked_at(case: Path) -> Path:
    """The file of a case, after a look whether its store is a plain file that lies beside it.

    Raises
    ------
    InputError
        when a link leads elsewhere.
    """
    store = case.with_name(case.stem + ENDING)
    if taken(store) and not is_plain(store):
        raise InputError(f"{store.name} is a link or no file; nothing is read or written there")
    return case


@contextmanager
def reading(sheet: Sheet) -> Iterator[Store | None]:
    """The store, to be read; None where the case has none.

    Raises
    ------
    InputError
        when the file is no store, or damaged.
    """
    store = open_store(looked_at(sheet.open.path)) if sheet.open.written else None
    try:
        yield store
    finally:
        if store is not None:
            store.close()


@contextmanager
def changing(sheet: Sheet) -> Iterator[Keeper]:
    """The store, to be changed; there must be one.

    Raises
    ------
    InputError
        when there is none, or it cannot be written.
    """
    if not (sheet.open.written and store_file(sheet).exists()):
        raise InputError("there are no documents yet; add some first")
    with change_store(looked_at(sheet.open.path), at=now()) as keeper:
        yield keeper


def own_file(sheet: Sheet) -> bool:
    """Give a shipped case a file of its own, as its first change does; whether that was needed.

    Raises
    ------
    InputError
        when the file cannot be written.
    """
    case = sheet.open
    if case.written and case.path.exists():
        return False
    case.write_down()
    return True


def sign(sheet: Sheet) -> tuple[object, ...]:
    """What tells whether the store has changed since it was last looked at."""
    found: list[object] = [str(sheet.open.path)]
    base = store_file(sheet)
    for path in (base, base.with_name(base.name + "-wal")):
        try:
            seen = path.stat()
            found += [seen.st_mtime_ns, seen.st_size]
        except OSError:
            found.append(None)
    return tuple(found)


def listed(sheet: Sheet, kind: str, key: Hashable, work: Callable[[Store, Progress], Any]) -> Job:
    """Something made of the whole store; the latest of each kind is kept, and long work waits.

    Parameters
    ----------
    kind, key : what it is; and what it depends on besides the store
    work : asks a store that is opened for it, in a thread of its own
    """
    path, full = sheet.open.path, (sign(sheet), key)
    with _lock:
        kept = _lists.setdefault(sheet.open, {})
        known, job = kept.get(kind, (None, None))
        if job is not None and known == full:
            return job
        if job is not None:
            job.stop()
        fresh = Job()
        kept[kind] = (full, fresh)

    def made(tell: Progress) -> Any:
        store = open_store(looked_at(path))
        if store is None:
            raise InputError("there are no documents yet")
        with store:
            return work(store, tell)

    thread = threading.Thread(target=fresh.run, args=(made,), daemon=True)
    thread.start()
    thread.join(_WAIT)
    return fresh


def settled(sheet: Sheet) -> Job | None:
    """The statements as they were listed last, if that is done."""
    with _lock:
        _, job = _lists.get(sheet.open, {}).get("statements", (None, None))
    return job if job is not None and job.ready and not job.error else None


def statements(sheet: Sheet, busy: bool) -> Job:
    """All statements that stand in their documents.

    Parameters
    ----------
    busy : documents are being read; then a list made before will do
    """
    before = settled(sheet) if busy else None
    return before or listed(sheet, "statements", None, _standing)


def _standing(store: Store, tell: Progress) -> list[StoredStatement]:
    found = []
    for one in store.statements():
        if one.anchor != "lost":
            found.append(one)
            if len(found) % 500 == 0:
                tell(len(found), None, "")
    return found


def coder(sheet: Sheet) -> str:
    """Who codes: the name given on this screen, else that of the environment."""
    return _coders.get(sheet.desk) or os.environ.get("DETENTE_CODER", "").strip()[:_NAME] or "me"


def call_coder(sheet: Sheet, name: str) -> None:
    """Have codings signed with a name from now on."""
    name = "".join(mark for mark in name if mark.isprintable())
    _coders[sheet.desk] = " ".join(name.split())[:_NAME] or "me"
