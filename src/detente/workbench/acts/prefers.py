"""Statements of preference: the list that says what a party wants, most important first."""

from __future__ import annotations

from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.lists import sync
from detente.workbench.acts.places import Where, party_of, position, short, target, where
from detente.workbench.acts.preferences import PARTY, WHERE, marks, name_of, own
from detente.workbench.acts.words import expression

_AT = "its place in the list, from 0"
_IS = "an expression; given several times: alternatives that count once"


@act(
    "prefers.add",
    title="Add a statement of preference",
    party=PARTY,
    where=WHERE,
    **{"is": _IS},
    at="before which place, from 0; left out, last",
    basis="reported, reading or assumed",
    doubt="low, some, high or a number",
)
def add_statement(case: Case, draft: Draft, form: Form) -> str:
    """One more thing that a party wants."""
    party, place, path = _list(case, draft, form)
    texts = _texts(case, form)
    count = len(draft.value(path) or ())
    at = position(form, "at", count + 1) if form.get("at") else None
    draft.add(path, _statement(texts, marks(form)), at)
    return f"{name_of(case, party)} prefers {_said(texts)}{place}"


@act(
    "prefers.edit",
    title="Change a statement of preference",
    party=PARTY,
    where=WHERE,
    at=_AT,
    **{"is": _IS},
)
def edit_statement(case: Case, draft: Draft, form: Form) -> str:
    """Another expression; the marks stay."""
    party, place, path = _list(case, draft, form)
    at = (*path, _at(draft, path, form))
    texts = _texts(case, form)
    written = draft.value(at)
    if isinstance(written, dict) and isinstance(written.get("any"), list) and len(texts) > 1:
        sync(draft, (*at, "any"), texts)
    elif len(texts) > 1 or (isinstance(written, dict) and "any" in written):
        beside = written if isinstance(written, dict) else {}
        kept = {key: value for key, value in beside.items() if key not in {"is", "any"}}
        draft.replace(at, _statement(texts, kept))
    else:
        draft.put(at, texts[0])
    return f"{name_of(case, party)} prefers {_said(texts)}{place}"


@act("prefers.remove", title="Take out a statement of preference", party=PARTY, where=WHERE, at=_AT)
def remove_statement(case: Case, draft: Draft, form: Form) -> str:
    """One statement less.

    When none is left, nothing is known of what the party wants; in a view or a hypothesis an
    empty list stays, which says that the party wants nothing in particular there.
    """
    party, place, path = _list(case, draft, form)
    at = _at(draft, path, form)
    label = f"Not any more: {name_of(case, party)} prefers {_told(draft.value((*path, at)))}{place}"
    if place.root:
        draft.take((*path, at))
    else:
        draft.drop((*path, at))
    return label


@act(
    "prefers.move",
    title="Make a statement count more or less",
    party=PARTY,
    where=WHERE,
    at=_AT,
    by="so many places, -1 for one up; or:",
    to="its new place, from 0",
)
def move_statement(case: Case, draft: Draft, form: Form) -> str:
    """Another place in the list: what stands first counts most."""
    party, place, path = _list(case, draft, form)
    at = _at(draft, path, form)
    label = f"Move {_told(draft.value((*path, at)))} of {name_of(case, party)}{place}"
    draft.move((*path, at), target(form, at, len(draft.value(path))))
    return label


def _list(case: Case, draft: Draft, form: Form) -> tuple[str, Where, Path]:
    party, place = party_of(case, form), where(case, form)
    return party, place, own(case, draft, place, party, "prefers")


def _at(draft: Draft, path: Path, form: Form) -> int:
    return position(form, "at", len(draft.value(path) or ()))


def _texts(case: Case, form: Form) -> list[str]:
    texts = [expression(case, text, "is") for text in form.all("is") if text.strip()]
    if not texts:
        raise InputError("the statement is empty; write what the party prefers")
    return texts


def _statement(texts: list[str], beside: dict[str, Any]) -> Any:
    if len(texts) > 1:
        return {"any": texts, **beside}
    return {"is": texts[0], **beside} if beside else texts[0]


def _said(texts: list[str]) -> str:
    return f"‘{short(' or else '.join(texts))}’"


def _told(written: Any) -> str:
    """A statement as the file has it, for a label."""
    if isinstance(written, dict):
        written = written.get("is", written.get("any"))
    texts = written if isinstance(written, list) else [written]
    return _said([str(text["is"] if isinstance(text, dict) else text) for text in texts])
