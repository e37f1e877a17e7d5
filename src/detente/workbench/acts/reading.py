"""What was found in documents and is taken into the case: statements, sources, deadlines, reasons.

The entries come ready made from the screen, which drafts them from the evidence store; the case is
checked as after every other change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.columns import counted
from detente.errors import InputError
from detente.reading.store.targets import Target, find_target
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import short

#: the key that keeps the words of an entry when it becomes a mapping
_WORDS = {"option": "does", "preference": "is"}


@act(
    "reading.accept",
    title="Take what documents say into the case",
    entries="JSON: statements, sources and deadlines as a case file has them",
)
def accept_entries(case: Case, draft: Draft, form: Form) -> str:
    """Add entries that were proposed."""
    entries = _entries(form)
    _add(draft, entries)
    said = [
        counted(len(entries[name]), name.removesuffix("s"))
        for name in ("statements", "deadlines")
        if entries[name]
    ]
    if not said:
        raise InputError(
            "this is not proposed any more: the case has it, or it was coded otherwise"
        )
    return f"Accept {' and '.join(said)} from documents"


@act(
    "reading.attach",
    title="Let an entry rest on a quote",
    entries="JSON: the statement with its source",
    statement="id of the statement where the case has it already; it is not added again",
    target="what it speaks to, such as option:city.sell or statement:s2; empty for nothing yet",
)
def attach(case: Case, draft: Draft, form: Form) -> str:
    """Add a statement, and name it as a reason of an entry; or give a statement its words."""
    entries, wanted = _entries(form), form.get("target")
    if len(entries["statements"]) != 1:
        raise InputError("there is no statement to attach")
    if wanted.startswith("statement:"):
        return _worded(case, draft, wanted.partition(":")[2], entries)
    name = form.get("statement")
    if not name:
        name = str(entries["statements"][0].get("id", ""))
        _add(draft, entries)
    if not wanted:
        return f"Add statement {short(name)} from a document"
    target = find_target(case, wanted)
    if because(draft, target, name):
        return f"Let {target.name} rest on {short(name)}"
    return f"Add statement {short(name)}, on {target.name}"


def _worded(case: Case, draft: Draft, name: str, entries: Mapping[str, Any]) -> str:
    """Give a statement of the case the words, and the place of them, where it has none."""
    places = [k for k, one in enumerate(case.statements) if one.id == name]
    if not places:
        raise InputError(f"the case has no statement '{short(name)}'")
    missing = [
        key for key in ("text", "source", "at")
        if key in entries["statements"][0] and not draft.has(("statements", places[0], key))
    ]  # fmt: skip
    if "text" not in missing:
        raise InputError(f"statement {short(name)} has its words already")
    _add(draft, {**entries, "statements": []})
    for key in missing:
        draft.put(("statements", places[0], key), entries["statements"][0][key])
    return f"Words of statement {short(name)}"


def because(draft: Draft, target: Target, reason: str) -> bool:
    """Name a statement as a reason of an entry; False where the entry can bear none."""
    path = path_of(draft, target)
    if path is None:
        return False
    draft.wrap(path, _WORDS.get(target.kind, "is"))
    here = draft.value((*path, "because"))
    reasons = here if isinstance(here, list) else [] if here is None else [here]
    if reason not in reasons:
        draft.put((*path, "because"), [*reasons, reason])
    return True


def path_of(draft: Draft, target: Target) -> Path | None:
    """Where a part of the case stands in the file; None for what bears no marks of its own."""
    rest = target.name.partition(":")[2]
    path: Path
    if target.kind == "option":
        party, _, option = rest.partition(".")
        path = ("parties", party, "options", option)
    elif target.kind == "issue":
        path = ("issues", rest)
    elif target.kind == "outcome":
        path = ("outcomes", rest)
    elif target.kind == "preference" and target.path.endswith("]"):
        where, _, number = rest.rpartition(".")
        view, slash, party = where.rpartition("/")
        root: Path = ("views", view, party) if slash else ("parties", party)
        path = (*root, "prefers", int(number) - 1)
    else:
        return None
    return path if draft.has(path) else None


def _entries(form: Form) -> dict[str, Any]:
    """The entries that the screen sent.

    Raises
    ------
    InputError
        when they are none.
    """
    try:
        sent = json.loads(form.text("entries"))
    except (ValueError, RecursionError):
        sent = None
    found: dict[str, Any] = {"statements": [], "sources": {}, "deadlines": []}
    fine = isinstance(sent, dict) and all(
        isinstance(sent.get(name, empty), type(empty)) for name, empty in found.items()
    )
    if fine:
        found |= {name: sent.get(name, empty) for name, empty in found.items()}
    listed = [*found["statements"], *found["deadlines"]]
    if not fine or not all(isinstance(one, dict) for one in listed):
        raise InputError("what was sent holds no entries of a case")
    return found


def _add(draft: Draft, entries: Mapping[str, Any]) -> None:
    for key, entry in entries["sources"].items():
        if not draft.has(("sources", key)):
            draft.put(("sources", key), entry)
    for name in ("statements", "deadlines"):
        if draft.value((name,)):
            for entry in entries[name]:
                draft.add((name,), entry)
        elif entries[name]:
            draft.put((name,), entries[name])
