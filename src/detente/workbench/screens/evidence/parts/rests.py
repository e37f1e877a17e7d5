"""What of the case rests on a quote, and what on none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case
from detente.case.places import Tree
from detente.case.walk import every_marked
from detente.reading.store import coverage
from detente.reading.store.store import Store
from detente.reading.store.targets import KINDS, Target
from detente.workbench.page import Grid
from detente.workbench.screens.evidence.parts.part import Shown, paged, part
from detente.workbench.sheet import Sheet

_PAGE = 60
_MANY = {
    "option": ("option", "options"),
    "preference": ("preference or ranking", "preferences and rankings"),
    "belief": ("view", "views"),
    "outcome": ("named state", "named states"),
    "issue": ("issue", "issues"),
}


@dataclass(frozen=True)
class Resting:
    """One part of the case.

    Attributes
    ----------
    quotes : statements of the store that were linked to it
    reasons : what the case itself names under `because`
    """

    target: Target
    quotes: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def bare(self) -> bool:
        """Whether it rests on no quote."""
        return not self.quotes and not self.reasons


@dataclass(frozen=True)
class Kind:
    """How the parts of one kind fare."""

    key: str
    name: str
    total: int
    bare: int
    linked: int


@part("rests", "What rests on quotes")
def rests(sheet: Sheet, store: Store) -> Shown:
    """Every option, preference, view, named state and issue; those on no quote first."""
    found = coverage(sheet.case, store)
    reasons = dict(_reasons(sheet.case))
    all_parts = [
        Resting(one, found.supported.get(one, ()), _inside(reasons, one)) for one in found.parts
    ]
    kinds = [_kind(key, all_parts) for key in (*_first(), *KINDS) if key in _MANY]
    kinds = [one for k, one in enumerate(kinds) if one.total and one not in kinds[:k]]
    asked = sheet.params.get("kind", "")
    only = sheet.params.get("of", "") != "all"
    shown = [
        one for one in all_parts
        if (not asked or one.target.kind == asked) and (one.bare or not only)
    ]  # fmt: skip
    values = {
        "kinds": kinds,
        "resting": paged(sheet, shown, _PAGE),
        "only": only,
        "asked_kind": asked if asked in _MANY else "",
        "adrift": found.adrift[:50],
        "names": _MANY,
    }
    lines = [
        (one.target.kind, one.target.name, one.target.label, " ".join(one.quotes),
         " ".join(one.reasons))
        for one in all_parts
    ]  # fmt: skip
    heads = ("Kind", "Name", "Words", "Quotes of documents", "Reasons in the case")
    return Shown(values, {}, {"rests": Grid(heads, lines)})


def _first() -> tuple[str, ...]:
    """Rankings are what most hangs on."""
    return ("preference",)


def _kind(key: str, parts: list[Resting]) -> Kind:
    own = [one for one in parts if one.target.kind == key]
    name = _MANY[key][0 if len(own) == 1 else 1]
    return Kind(
        key, name, len(own), sum(one.bare for one in own), sum(bool(one.quotes) for one in own)
    )


def _reasons(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Places in the file, with what the case names there under `because`."""
    tree = case.origin.locate
    for path, marked in every_marked(case):
        if marked.because:
            at = tree.resolve(path).file if isinstance(tree, Tree) else path
            yield _written(at), tuple(str(one) for one in marked.because)


def _written(path: tuple[str | int, ...]) -> str:
    """A path as targets write it: `parties.city.prefers[1]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _inside(reasons: dict[str, tuple[str, ...]], target: Target) -> tuple[str, ...]:
    """Reasons of an entry and of what is in it."""
    found = [
        reason for path, ones in reasons.items()
        if path == target.path or path.startswith((f"{target.path}.", f"{target.path}["))
        for reason in ones
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))
