"""What cannot be, and what counts as the same."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import parse
from detente.case.model import Case
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import Where, position, short, where
from detente.workbench.acts.preferences import marks
from detente.workbench.acts.words import expression, refuse_if_named

_WHERE = "'' for the base, or a view"
_AT = "its place in the list, from 0"
_EXPRESSION = "an expression: the states where it holds"
_MARKS = {"basis": "reported, reading or assumed", "doubt": "low, some, high or a number"}


@act(
    "impossible.add",
    title="Rule states out",
    expression=_EXPRESSION,
    where=_WHERE,
    **_MARKS,
)
def add_impossible(case: Case, draft: Draft, form: Form) -> str:
    """States that cannot be; in a view, beside those that its parent rules out."""
    place, path = _place(case, form, "impossible")
    text = _new(case, draft, form, path)
    return f"Impossible: {short(text)}{place}"


@act(
    "impossible.edit",
    title="Change what is ruled out",
    at=_AT,
    expression=_EXPRESSION,
    where=_WHERE,
)
def edit_impossible(case: Case, draft: Draft, form: Form) -> str:
    """Another expression; its marks stay."""
    place, path = _place(case, form, "impossible")
    text = _changed(case, draft, form, path)
    refuse_if_named(draft, "what was impossible")
    return f"Impossible: {short(text)}{place}"


@act("impossible.remove", title="Rule states out no more", at=_AT, where=_WHERE)
def remove_impossible(case: Case, draft: Draft, form: Form) -> str:
    """A rule less. Refused while a view says that it does not hold there."""
    place, path = _place(case, form, "impossible")
    text = _removed(draft, form, path)
    refuse_if_named(draft, f"‘{short(text)}’")
    return f"Not impossible any more: {short(text)}{place}"


@act("same.add", title="Count states as one", expression=_EXPRESSION, **_MARKS)
def add_same(case: Case, draft: Draft, form: Form) -> str:
    """The states where an expression holds become one."""
    return f"The same: {short(_new(case, draft, form, ('same',)))}"


@act("same.edit", title="Change what counts as one", at=_AT, expression=_EXPRESSION)
def edit_same(case: Case, draft: Draft, form: Form) -> str:
    """Another expression; its marks stay."""
    return f"The same: {short(_changed(case, draft, form, ('same',)))}"


@act("same.remove", title="Count states as one no more", at=_AT)
def remove_same(case: Case, draft: Draft, form: Form) -> str:
    """The states stand apart again."""
    return f"Not the same any more: {short(_removed(draft, form, ('same',)))}"


def _place(case: Case, form: Form, section: str) -> tuple[Where, Path]:
    place = where(case, form)
    if place.hypothesis:
        raise InputError("what is impossible is the same under every hypothesis; change the base")
    return place, (*place.root, section)


def _new(case: Case, draft: Draft, form: Form, path: Path) -> str:
    text = expression(case, form.text("expression"), "expression")
    known = names(case)
    for item in draft.value(path) or ():
        if parse(str(item["is"] if isinstance(item, dict) else item), known) == parse(text, known):
            raise InputError(f"‘{short(text)}’ stands there already")
    beside = marks(form)
    draft.add(path, {"is": text, **beside} if beside else text)
    return text


def _changed(case: Case, draft: Draft, form: Form, path: Path) -> str:
    at = position(form, "at", len(draft.value(path) or ()))
    text = expression(case, form.text("expression"), "expression")
    draft.put((*path, at), text)
    return text


def _removed(draft: Draft, form: Form, path: Path) -> str:
    at = position(form, "at", len(draft.value(path) or ()))
    item = draft.value((*path, at))
    draft.drop((*path, at))
    return str(item["is"] if isinstance(item, dict) else item)
