"""Quotes by side: a column for each party, filtered by act, issue or a word."""

from __future__ import annotations

from collections import defaultdict
from typing import get_args

from detente.case.model import Act
from detente.reading.store.records import StoredStatement
from detente.reading.store.search import fold
from detente.reading.store.store import Store
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.intake import intake_of
from detente.workbench.screens.evidence.parts.part import Shown, number, part
from detente.workbench.screens.evidence.shelf import statements
from detente.workbench.sheet import Sheet

#: quotes of each side on a page, and sides that stand side by side
_PAGE, _SIDES = 20, 6
_HEADS = (
    "Id",
    "Side",
    "Speaker",
    "Act",
    "Not",
    "To",
    "Issue",
    "Date",
    "Document",
    "Place",
    "Words",
)


@part("quotes", "Quotes by side")
def quotes(sheet: Sheet, store: Store) -> Shown:
    """What each side says, side by side."""
    job = statements(sheet, intake_of(sheet).running)
    if not job.ready or job.error:
        return Shown({"job": job})
    found: list[StoredStatement] = job.result
    act, issue, word = (sheet.params.get(name, "") for name in ("act", "issue", "word"))
    wanted = [
        one for one in found
        if (not act or one.act == act) and (not issue or one.issue == issue)
    ]  # fmt: skip
    if word:
        folded = fold(word)
        wanted = [one for one in wanted if folded in fold(one.text)]
    by_side: dict[str, list[StoredStatement]] = defaultdict(list)
    for one in wanted:
        by_side[one.party if one.party in sheet.case.parties else ""].append(one)
    order = [*(party for party in sheet.case.parties if party in by_side), ""]
    sides = [(party, by_side[party]) for party in order if by_side[party]]
    pages = max((-(-len(ones) // _PAGE) for _, ones in sides), default=1)
    page = min(max(number(sheet, "page"), 1), pages)
    columns = [(party, len(ones), ones[(page - 1) * _PAGE : page * _PAGE]) for party, ones in sides]
    values = {
        "job": job,
        "columns": columns[:_SIDES],
        "further": columns[_SIDES:],
        "page_of": page,
        "pages": pages,
        "total": len(wanted),
        "all": len(found),
        "acts": get_args(Act),
        "asked": {"act": act, "issue": issue, "word": word},
    }
    lines = [
        (one.id, one.party, one.speaker, one.act, one.negated, one.target, one.issue, one.date,
         one.doc, one.place, one.text)
        for one in wanted
    ]  # fmt: skip
    return Shown(values, {}, {"quotes": Grid(_HEADS, lines)})
