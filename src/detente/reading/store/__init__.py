"""The evidence store: a SQLite file beside the case, `harbour.evidence.sqlite` by `harbour.yaml`.

    from detente.reading.store import open_store

    store = open_store(case)              # None where the case has no store; never makes one
    if store is not None:
        with store:
            for document in store.documents():      # StoredDocument: name, title, date, words …
                ...
            for one in store.statements():          # StoredStatement: id "e12", text, place, party,
                ...                                 # act, target, issue, codings, anchor, found …
            for link in store.links():              # Link: statement "e12", kind, path, label
                ...
            counts = coverage(case, store)          # what rests on a quotation and what does not

`statements()` takes `document=`, `party=`, `target=`, `act=`, `issue=`, `anchor=`; every record has
`to_row()`. `store.document(name)` gives a Document with its text, `store.search("words")` passages,
`store.agreement()` figures, `store.disagreements()` statements coded otherwise by different coders.
To change a store, `change_store(case, at=...)`: see `Keeper`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import InputError

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.reading.store.keeper import Keeper
    from detente.reading.store.resting import Coverage
    from detente.reading.store.store import Store

ENDING = ".evidence.sqlite"

__all__ = ["ENDING", "change_store", "coverage", "open_store", "store_path"]


def store_path(case: Case | str | os.PathLike[str]) -> Path | None:
    """Where the store of a case is, or would be; None for a shipped case, and one without a file.

    Parameters
    ----------
    case : a loaded case, or the path of its file
    """
    if isinstance(case, str | os.PathLike):
        file = Path(case)
    else:
        if not case.origin.name or _is_shipped(case):
            return None
        file = Path(case.origin.name)
        if not file.is_file():
            return None
    return file.with_name(file.stem + ENDING)


def open_store(case: Case | str | os.PathLike[str]) -> Store | None:
    """The evidence of a case, to be read; None where there is none.

    Raises
    ------
    InputError
        when the file is there but is no store, is damaged, or is newer than this program.
    """
    path = store_path(case)
    if path is None or not path.exists():
        return None
    from detente.reading.store.connection import open_to_read
    from detente.reading.store.store import Store

    return Store(path, open_to_read(path))


def change_store(case: Case | str | os.PathLike[str], *, at: str) -> Keeper:
    """The evidence of a case, to be changed; made where there is none.

    Parameters
    ----------
    at : the time, in ISO form, for a store that is made or brought up to date

    Raises
    ------
    InputError
        for a shipped case, and when the file cannot be used or written.
    """
    path = store_path(case)
    if path is None:
        name = "CASE" if isinstance(case, str | os.PathLike) else case.id
        raise InputError(
            f"'{name}' is a shipped case, or no file: there is nothing to keep evidence beside. "
            f"Copy it first: detente evidence {name} --copy my-{name}.yaml"
        )
    from detente.reading.store.connection import open_to_write
    from detente.reading.store.keeper import Keeper

    return Keeper(path, open_to_write(path, at))


def coverage(case: Case, store: Store) -> Coverage:
    """Which parts of a case rest on a quotation, and which do not."""
    from detente.reading.store.resting import coverage as of

    return of(case, store)


def _is_shipped(case: Case) -> bool:
    """Whether a case was loaded by its id rather than from a file of the user's."""
    from detente.case.files import digest
    from detente.case.shipped import shipped_bytes, shipped_ids

    name = case.origin.name
    stem = name.removesuffix(".yaml")
    if stem not in shipped_ids() or case.origin.digest != digest(shipped_bytes(stem)):
        return False
    file = Path(name)
    return not file.is_file() or digest(file.read_bytes()) != case.origin.digest
