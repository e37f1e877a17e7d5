"""Marks on any entry: where it comes from, how far to trust it, why, a note, for whom it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

from detente.case.document import Path, show
from detente.case.draft import Draft
from detente.case.model import DOUBTS, Audience, Basis, Case
from detente.case.places import Tree
from detente.case.scalars import resolve_scalar
from detente.case.walk import every_marked
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import needed, path_of, short

_PATH = "where the entry stands in the file, as a JSON list"
_NONE = {"", "none"}
_LONGEST_NOTE = 20_000


@act(
    "doubt.set",
    title="Say how far an entry is to be doubted",
    path=_PATH,
    doubt="low, some, high, a number from 0 to 1, or none",
)
def set_doubt(case: Case, draft: Draft, form: Form) -> str:
    """The chance that the entry is wrong."""
    return _mark(case, draft, form, "doubt", doubt_of(form))


@act("basis.set", title="Say what an entry rests on", path=_PATH, basis="reported … or none")
def set_basis(case: Case, draft: Draft, form: Form) -> str:
    """Reported, our reading, or assumed."""
    return _mark(case, draft, form, "basis", basis_of(form))


@act("note.set", title="Note something beside an entry", path=_PATH, note="any text, or nothing")
def set_note(case: Case, draft: Draft, form: Form) -> str:
    """A memo for people; no analysis reads it."""
    text = form.get("note").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _LONGEST_NOTE:
        raise InputError(f"a note has at most {_LONGEST_NOTE} characters")
    return _mark(case, draft, form, "note", text or None)


@act("audience.set", title="Say whom an entry is for", path=_PATH, audience="public … or none")
def set_audience(case: Case, draft: Draft, form: Form) -> str:
    """The mediator alone, the parties too, or everyone."""
    return _mark(case, draft, form, "audience", _word(form, "audience", get_args(Audience)))


@act(
    "because.add",
    title="Give a reason for an entry",
    path=_PATH,
    because="a statement's or source's id, or a place such as ¶16",
)
def add_because(case: Case, draft: Draft, form: Form) -> str:
    """One more statement, or place in a source, that the entry leans on."""
    path, reason = _markable(case, draft, form), needed(form, "because")
    held = _listed(draft.value((*path, "because")))
    if reason in held:
        raise InputError(f"'{short(reason)}' is among its reasons already")
    _room(draft, path)
    at = (*path, "because")
    if isinstance(draft.value(at), list):
        draft.add(at, reason)
    else:
        draft.replace(at, [*held, reason])
    return f"Because of {short(reason)}: {_said(draft, path)}"


@act("because.remove", title="Take a reason away", path=_PATH, because="the reason")
def remove_because(case: Case, draft: Draft, form: Form) -> str:
    """One reason less; the entry stays."""
    path, reason = _markable(case, draft, form), needed(form, "because")
    at = (*path, "because")
    held = _listed(draft.value(at))
    if reason not in held:
        raise InputError(f"'{short(reason)}' is not among its reasons")
    label = f"Not because of {short(reason)}: {_said(draft, path)}"
    if len(held) > 1:
        draft.drop((*at, held.index(reason)))
    else:
        draft.drop(at)
        _tidy(draft, path)
    return label


# ---------------------------------------------------------------------------- values of marks


def doubt_of(form: Form) -> str | int | Decimal | None:
    """A word, or a number from 0 to 1; None for none."""
    text = form.get("doubt").casefold()
    if text in _NONE:
        return None
    if text in DOUBTS:
        return text
    number = resolve_scalar(text.replace(",", "."))
    if (
        isinstance(number, bool)
        or not isinstance(number, int | Decimal)
        or (isinstance(number, Decimal) and number.is_nan())
        or not 0 <= number <= 1
    ):
        raise InputError(
            f"a doubt is low, some, high or a number from 0 to 1; '{short(text)}' is not"
        )
    return number


def basis_of(form: Form) -> str | None:
    """A word for what an entry rests on; None for none."""
    return _word(form, "basis", get_args(Basis))


def _word(form: Form, field: str, words: tuple[str, ...]) -> str | None:
    return None if form.get(field) in _NONE else form.choice(field, words)


# ---------------------------------------------------------------------------- entries


def _mark(case: Case, draft: Draft, form: Form, key: str, value: Any) -> str:
    path = _markable(case, draft, form)
    label = f"{key.capitalize()} {short(str(value or 'none'))}: {_said(draft, path)}"
    if value is not None:
        _room(draft, path)
        draft.replace((*path, key), value)
    elif draft.has((*path, key)):
        draft.take((*path, key))
        _tidy(draft, path)
    return label


def _markable(case: Case, draft: Draft, form: Form) -> Path:
    """The path of an entry that may carry marks.

    Raises
    ------
    InputError
        when marks have no place there.
    """
    path = path_of(draft, form)
    if path[-1] == "is":
        path = path[:-1]
    tree = case.origin.locate
    if isinstance(tree, Tree):
        known = (tree.resolve(found).file for found, _ in every_marked(case))
        if not any(found in {path, (*path, "is")} for found in known):
            raise InputError(f"{short(show(path))} cannot carry marks")
    return path


def _key(path: Path) -> str:
    """Under which key a text stands that was written alone."""
    described = path[-2:-1] == ("options",) or path[-3:-2] == ("imagined",)
    return "does" if described and isinstance(path[-1], str) else "is"


def _room(draft: Draft, path: Path) -> None:
    """Make an entry a mapping, so that marks can stand beside its text."""
    if draft.value(path) is not None:
        draft.wrap(path, _key(path))


def _tidy(draft: Draft, path: Path) -> None:
    """Write an entry in short again where no mark is left beside its text."""
    value = draft.value(path)
    if isinstance(value, dict) and list(value) == [_key(path)]:
        draft.replace(path, value[_key(path)])


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in (value if isinstance(value, list) else [value])]


def _said(draft: Draft, path: Path) -> str:
    """What an entry says, for a label."""
    value = draft.value(path)
    if isinstance(value, dict):
        value = next((value[key] for key in ("is", "does", "name", "gist") if key in value), None)
    return short(str(value)) if isinstance(value, str) else short(show(path))
