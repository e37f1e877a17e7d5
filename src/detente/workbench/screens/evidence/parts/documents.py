"""The documents of the store, and what is on its way into it."""

from __future__ import annotations

from detente.reading.store.store import Store
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.parts.part import Shown, paged, part
from detente.workbench.sheet import Sheet

_PAGE = 50
_HEADS = ("Name", "Title", "Date", "Source", "Author", "Language", "Words", "Statements", "Added")


@part("documents", "Documents")
def documents(sheet: Sheet, store: Store) -> Shown:
    """All documents, a page at a time."""
    found = list(store.documents())
    lines = [
        (one.name, one.title, one.date, one.source, one.author, one.language, one.words,
         one.statements, one.added)
        for one in found
    ]  # fmt: skip
    return Shown({"documents": paged(sheet, found, _PAGE)}, {}, {"documents": Grid(_HEADS, lines)})
