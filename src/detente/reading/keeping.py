"""What is read, on its way: kept in an evidence store, or noted so that a run can go on later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.reading.document import Unreadable
from detente.reading.found import ReadDocument
from detente.reading.read import Setup

if TYPE_CHECKING:
    from detente.reading.store.keeper import Keeper
    from detente.reading.unfinished import Unfinished

Read = Iterator[ReadDocument | Unreadable]


def kept(reading: Read, keeper: Keeper, setup: Setup, at: str) -> Read:
    """Each document goes into the store as it passes; what the store had is left alone.

    Parameters
    ----------
    at : the time, in ISO form
    """
    for one in reading:
        if isinstance(one, ReadDocument) and not one.known:
            keeper.add(one, coder=setup.coder, settings=setup.digest, at=at)
        yield one


def noted(reading: Read, record: Unfinished, setup: Setup) -> Read:
    """Each document is written into the record of the run as it passes."""
    digest = setup.digest
    for one in reading:
        if isinstance(one, ReadDocument):
            record.note(one, digest)
        yield one
