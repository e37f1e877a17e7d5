"""One document: its text, who speaks where, a statement's coding, and words that were selected."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, get_args

from detente.case.model import Act, Case
from detente.errors import InputError
from detente.reading.document import Document
from detente.reading.store.records import StoredDocument, StoredStatement
from detente.reading.store.store import Store
from detente.reading.store.targets import Target, targets
from detente.workbench.screens.evidence import leaf
from detente.workbench.screens.evidence.parts.part import Shown, number, part
from detente.workbench.screens.evidence.shelf import store_file
from detente.workbench.sheet import Sheet

#: documents kept at hand, and characters of the longest that is
_KEPT, _LONG = 4, 5_000_000
#: characters of what can be selected at once
_MOST = 20_000
_CALLED = {
    "option": "Options",
    "preference": "Preferences",
    "belief": "Beliefs (views)",
    "outcome": "States that have a name",
    "issue": "Issues",
}
_texts: OrderedDict[tuple[str, int, str], tuple[Document, list[leaf.Block]]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Chosen:
    """Words that were selected.

    Attributes
    ----------
    text : the words
    place : where they stand
    sentences : of the paragraph around: start, end, words
    """

    start: int
    end: int
    text: str
    place: str
    sentences: tuple[tuple[int, int, str], ...]


@part("reader", "")
def reader(sheet: Sheet, store: Store) -> Shown:
    """The document that the address names."""
    wanted = number(sheet, "doc", 0) or store.statement(sheet.params.get("said", "")).document
    stored = store.stored(wanted)
    document, blocks = _opened(sheet, store, stored)
    said = list(store.statements(document=stored.id))
    here = _statement(sheet, store, stored)
    chosen = _chosen(sheet, document, blocks)
    pages = max(1, -(-len(blocks) // leaf.PAGE))
    page = min(max(_page(sheet, blocks, here, chosen), 1), pages)
    shown = blocks[(page - 1) * leaf.PAGE : page * leaf.PAGE]
    span = (chosen.start, chosen.end) if chosen else None
    if here is not None and here.id not in {one.id for one in said} and here.anchor != "lost":
        said.append(here)
    values = {
        "document": stored,
        "current": _current(store, stored),
        "leaves": leaf.leaves(document.text, shown, said, span),
        "page_of": page,
        "goal": _goal(sheet, blocks),
        "pages": pages,
        "paragraphs": max((one.number or 0 for one in blocks), default=0),
        "here": here,
        "rejected": here is not None and here.id in {one.id for one in store.rejected()},
        "links": list(store.links(statement=here.id)) if here else [],
        "chosen": chosen,
        "in_store": _same(said, chosen),
        "targets": grouped(sheet.case),
        "acts": get_args(Act),
        "count": len(said),
    }
    return Shown(values)


def grouped(case: Case) -> list[tuple[str, list[Target]]]:
    """Parts of the case that a quote can speak to, by kind, with a heading."""
    found = list(targets(case))
    by_kind = [(name, [one for one in found if one.kind == kind]) for kind, name in _CALLED.items()]
    said = [
        Target("statement", f"statement:{one.id}", "", f"{one.id}: {one.gist.value}")
        for one in case.statements
        if one.text is None
    ]
    by_kind.append(("Statements of the case without their words", said[:200]))
    return [(name, ones) for name, ones in by_kind if ones]


def _opened(
    sheet: Sheet, store: Store, stored: StoredDocument
) -> tuple[Document, list[leaf.Block]]:
    """A document in paragraphs; versions never change, so those read last stay at hand."""
    key = (str(store_file(sheet)), stored.id, stored.digest + stored.added)
    with _lock:
        if key in _texts:
            _texts.move_to_end(key)
            return _texts[key]
    document = store.document(stored.id)
    found = (document, leaf.blocks_of(document))
    if len(document.text) <= _LONG:
        with _lock:
            _texts[key] = found
            while len(_texts) > _KEPT:
                _texts.popitem(last=False)
    return found


def _current(store: Store, stored: StoredDocument) -> StoredDocument | None:
    """The version of a document that counts now; None where it has been taken out."""
    try:
        return store.stored(stored.name)
    except InputError:
        return None


def _statement(sheet: Sheet, store: Store, stored: StoredDocument) -> StoredStatement | None:
    """The statement that the address names, if it stands in this document."""
    wanted = sheet.params.get("said", "")
    if not wanted:
        return None
    try:
        found = store.statement(wanted)
    except InputError:
        return None
    return found if found.document == stored.id else None


def span_of(text: str) -> tuple[int, int] | None:
    """`120-180` as two numbers; None for anything else."""
    first, dash, last = text.partition("-")
    fine = dash and all(
        one.isascii() and one.isdecimal() and len(one) < 10 for one in (first, last)
    )
    return (int(first), int(last)) if fine else None


def _chosen(sheet: Sheet, document: Document, blocks: list[leaf.Block]) -> Chosen | None:
    span = span_of(sheet.params.get("sel", ""))
    if span is None or not 0 <= span[0] < span[1] <= len(document.text):
        return None
    start, end = span[0], min(span[1], span[0] + _MOST)
    text = document.text[start:end]
    if not text.strip():
        return None
    start, end = end - len(text.lstrip()), start + len(text.rstrip())
    around = [one for one in blocks if one.start < end and one.end > start][:3]
    listed = [
        (first, last, document.text[first:last])
        for one in around
        for first, last in leaf.sentences(document.text, one.start, one.end)
    ]
    place = document.place(start)
    return Chosen(start, end, document.text[start:end], place, tuple(listed[:80]))


def _same(said: list[StoredStatement], chosen: Chosen | None) -> StoredStatement | None:
    """The statement that has exactly the words selected."""
    if chosen is None:
        return None
    span = (chosen.start, chosen.end)
    return next((one for one in said if (one.start, one.end) == span), None)


def _goal(sheet: Sheet, blocks: list[leaf.Block]) -> int | None:
    """Where the paragraph begins that the address asks for; None where it asks for none."""
    if sheet.params.get("para"):
        found = leaf.page_of_paragraph(blocks, number(sheet, "para", 0))
        return found[1].start if found else None
    if sheet.params.get("at"):
        return leaf.block_at(blocks, number(sheet, "at", 0))
    return None


def _page(sheet: Sheet, blocks: list[leaf.Block], here: Any, chosen: Chosen | None) -> int:
    """The page that is asked for: by number, by paragraph, by a place, by what is looked at."""
    if sheet.params.get("para"):
        found = leaf.page_of_paragraph(blocks, number(sheet, "para", 0))
        if found is not None:
            return found[0]
    if sheet.params.get("page"):
        return number(sheet, "page")
    if sheet.params.get("at"):
        return leaf.page_of(blocks, number(sheet, "at", 0))
    if chosen is not None:
        return leaf.page_of(blocks, chosen.start)
    return leaf.page_of(blocks, here.start) if here is not None else 1
