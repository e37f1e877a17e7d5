"""The evidence store of an open case: opened for one request, to read it or to change it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.store import Store

#: characters of a coder's name
_NAME = 60
#: seconds that a page waits for a list before it shows a bar instead
_WAIT = 0.6
_coders: WeakKeyDictionary[Desk, str] = WeakKeyDictionary()


def now() -> str:
    """The time as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def store_file(sheet: Sheet) -> Path:
    """Where the store lies, or would."""
    return sheet.open.path.with_name(sheet.open.path.stem + ENDING)


@contextmanager
def reading(sheet: Sheet) -> Iterator[Store | None]:
    """The store, to be read; None where the case has none.

    Raises
    ------
    InputError
        when the file is no store, or damaged.
    """
    store = open_store(sheet.open.path) if sheet.open.written else None
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
    with change_store(sheet.open.path, at=now()) as keeper:
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
    with case.lock:
        case.type("evidence", "")  # a log makes the case one of the folder's own
        case.forget("evidence")
        case.save()
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


def listed(sheet: Sheet, key: object, work: Callable[[Store, Progress], Any]) -> Job:
    """Something made of the whole store, once for each state of store and case; long work waits.

    Parameters
    ----------
    work : asks a store that is opened for it, in a thread of its own
    """
    path = sheet.open.path

    def made(tell: Progress) -> Any:
        store = open_store(path)
        if store is None:
            raise InputError("there are no documents yet")
        with store:
            return work(store, tell)

    return sheet.job(("evidence", sign(sheet), key), made, _WAIT)


def coder(sheet: Sheet) -> str:
    """Who codes: the name given on this screen, else that of the environment."""
    return _coders.get(sheet.desk) or os.environ.get("DETENTE_CODER", "").strip()[:_NAME] or "me"


def call_coder(sheet: Sheet, name: str) -> None:
    """Have codings signed with a name from now on."""
    name = "".join(mark for mark in name if mark.isprintable())
    _coders[sheet.desk] = " ".join(name.split())[:_NAME] or "me"
