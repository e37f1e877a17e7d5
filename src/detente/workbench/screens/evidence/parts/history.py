"""Every change of the store, latest first; it has an undo of its own."""

from __future__ import annotations

from detente.reading.store.store import Store
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.parts.part import Shown, paged, part
from detente.workbench.sheet import Sheet

_PAGE = 60


@part("history", "Changes")
def history(sheet: Sheet, store: Store) -> Shown:
    """The journal of the store."""
    steps = list(store.history())
    lines = [(one.id, one.at, one.who, one.what, one.undone) for one in steps]
    heads = ("Step", "When", "Who", "What", "Undone")
    return Shown({"all_steps": paged(sheet, steps, _PAGE)}, {}, {"history": Grid(heads, lines)})
