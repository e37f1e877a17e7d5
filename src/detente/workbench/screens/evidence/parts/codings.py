"""What people made of statements: codings by hand, differences, what was rejected or lost."""

from __future__ import annotations

from detente.progress import Progress
from detente.reading.store.records import StoredStatement
from detente.reading.store.store import Store
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.parts.part import Shown, paged, part
from detente.workbench.screens.evidence.shelf import listed
from detente.workbench.sheet import Sheet

_PAGE = 30
_KINDS = {
    "differ": "Coders differ",
    "hand": "Coded by hand",
    "rejected": "Rejected",
    "lost": "Lost in a new version",
}
_HEADS = ("Field", "Statements", "Agree, %", "Alpha")


@part("codings", "Codings")
def codings(sheet: Sheet, store: Store) -> Shown:
    """A list of one kind, and how far coders agree."""
    job = listed(sheet, "codings", None, _sorted)
    if not job.ready or job.error:
        return Shown({"job": job})
    lists, everyone, people = job.result
    kind = sheet.params.get("kind", "")
    kind = kind if kind in _KINDS else next((key for key in _KINDS if lists[key]), "differ")
    values = {
        "job": job,
        "kinds": [(key, name, len(lists[key])) for key, name in _KINDS.items()],
        "kind": kind,
        "coded": paged(sheet, lists[kind], _PAGE),
        "agreement": everyone,
        "people": people,
    }
    lines = [(one.field, one.n, one.percent, one.alpha) for one in everyone]
    return Shown(values, {}, {"agreement": Grid(_HEADS, lines)})


def _sorted(store: Store, tell: Progress) -> tuple[object, ...]:
    lists: dict[str, list[StoredStatement]] = {key: [] for key in _KINDS}
    for count, one in enumerate(store.statements()):
        if count % 500 == 0:
            tell(count, None, "")
        if one.anchor == "lost":
            lists["lost"].append(one)
        if one.disagreement:
            lists["differ"].append(one)
        if any(coding.hand for coding in one.codings):
            lists["hand"].append(one)
    lists["rejected"] = list(store.rejected())
    return lists, store.agreement(), store.agreement(hand_only=True)
