"""Statements and sources: what was said, by whom, and where it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from detente.case.document import Path, show
from detente.case.draft import Draft
from detente.case.model import Act, Basis, Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import short
from detente.workbench.acts.tools import (
    a_date,
    label,
    maybe,
    new_id,
    opened,
    party_of,
    said,
    settle,
    settle_given,
)

#: texts of a statement and of a source that nothing is asked of
_TEXTS = ("by", "text", "place", "at", "note")
_SOURCE = ("author", "publisher", "kind", "url", "language", "note")
#: entries that a complaint names
_MOST_NAMED = 3

_FIELDS = {
    "party": "the party that said it",
    "act": ", ".join(get_args(Act)),
    "gist": "what was said, in short",
    "by": "the voice",
    "target": "the party it was said to",
    "issue": "the issue it was about",
    "text": "the words themselves",
    "date": "a year, a month or a day",
    "place": "where",
    "track": "the track",
    "source": "where it is from",
    "at": "page or paragraph",
    "basis": "reported, reading or assumed",
    "note": "a note",
}


@act("statement.add", title="Add a statement", id="its id; empty: the next free one", **_FIELDS)
def add(case: Case, draft: Draft, form: Form) -> str:
    """At the end of the list."""
    taken = [one.id for one in case.statements]
    key = new_id(form, "id", taken, "a statement") if maybe(form, "id") else _next(taken)
    entry = {
        "id": key,
        "party": party_of(case, form),
        "act": form.choice("act", get_args(Act)),
        "gist": said(form, "gist"),
    }
    draft.add(("statements",), entry)
    place = len(draft.value(("statements",))) - 1
    _rest(case, draft, ("statements", place), form)
    return label("Add statement", key)


def _next(taken: list[str]) -> str:
    k = len(taken) + 1
    while f"s{k}" in taken:
        k += 1
    return f"s{k}"


@act(
    "statement.set",
    title="Change a statement",
    statement="its id",
    **{key: f"{told}; what is not sent stays" for key, told in _FIELDS.items()},
)
def change(case: Case, draft: Draft, form: Form) -> str:
    """Only what the form has; an empty field is taken out."""
    key, place = _found(case, form)
    at: Path = ("statements", place)
    if "party" in form:
        settle(draft, (*at, "party"), party_of(case, form))
    if "act" in form:
        settle(draft, (*at, "act"), form.choice("act", get_args(Act)))
    if "gist" in form:
        settle(draft, (*at, "gist"), said(form, "gist"))
    _rest(case, draft, at, form)
    return label("Statement", key)


def _rest(case: Case, draft: Draft, at: Path, form: Form) -> None:
    """What need not be said of a statement."""
    settle_given(draft, at, form, _TEXTS)
    known: dict[str, Any] = {
        "target": case.parties,
        "issue": case.issues,
        "track": case.tracks,
        "source": case.sources,
        "basis": get_args(Basis),
    }
    for name, choices in known.items():
        if name in form:
            settle(draft, (*at, name), form.choice(name, choices) if maybe(form, name) else "")
    if "date" in form:
        settle(draft, (*at, "date"), a_date(form, "date") if maybe(form, "date") else "")


def _found(case: Case, form: Form) -> tuple[str, int]:
    keys = [one.id for one in case.statements]
    if not keys:
        raise InputError("the case has no statements yet")
    key = form.choice("statement", keys)
    return key, keys.index(key)


@act(
    "statement.remove",
    title="Take a statement out",
    statement="its id",
    everywhere="on: also where entries give it as their reason",
)
def remove(case: Case, draft: Draft, form: Form) -> str:
    """Not while an entry leans on it, unless it goes there too."""
    key, place = _found(case, form)
    _let_go(draft, key, form.flag("everywhere"), f"statement {key}")
    draft.drop(("statements", place))
    return label("Remove statement", key)


def _let_go(draft: Draft, key: str, everywhere: bool, what: str) -> None:
    """Take a reason out of every `because`, or complain where there is one."""
    used = list(reasons(draft.document.data, key))
    if used and not everywhere:
        named = ", ".join(short(show(path[:-1])) for path, _ in used[:_MOST_NAMED])
        more = f" and {len(used) - _MOST_NAMED} more" if len(used) > _MOST_NAMED else ""
        raise InputError(f"{what} is the reason of {named}{more}; take it away there first")
    for path, place in reversed(used):
        draft.drop(path if place is None else (*path, place))


def reasons(data: Any, key: str, path: Path = ()) -> Iterator[tuple[Path, int | None]]:
    """Where a file gives a statement or source as a reason: the `because`, the place in its list.

    Paths of lists come in file order, so that taking out from the last on disturbs none before.
    """
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "because":
                if value == key:
                    yield (*path, name), None
                elif isinstance(value, list):
                    yield from (((*path, name), k) for k, one in enumerate(value) if one == key)
            else:
                yield from reasons(value, key, (*path, name))
    elif isinstance(data, list):
        for k, item in enumerate(data):
            yield from reasons(item, key, (*path, k))


# ---------------------------------------------------------------------------- sources


@act(
    "source.set",
    title="Add a source, or change one",
    id="its id",
    name="its title",
    author="who wrote it",
    date="a year, a month or a day",
    publisher="where it appeared",
    kind="article, interview, …",
    url="its address",
    language="its language",
    note="a note",
)
def source(case: Case, draft: Draft, form: Form) -> str:
    """What the form does not send stays; an empty field is taken out."""
    key = maybe(form, "id")
    at: Path = ("sources", key)
    if key not in case.sources:
        key = new_id(form, "id", list(case.sources), "a source")
        at = ("sources", key)
        draft.put(at, {"title": said(form, "name")})
    else:
        opened(draft, at, "title")
        if "name" in form:
            settle(draft, (*at, "title"), said(form, "name"))
    settle_given(draft, at, form, _SOURCE)
    if "date" in form:
        settle(draft, (*at, "date"), a_date(form, "date") if maybe(form, "date") else "")
    return label("Source", key)


@act(
    "source.remove",
    title="Take a source out",
    id="its id",
    everywhere="on: also from statements and entries that lean on it",
)
def unsource(case: Case, draft: Draft, form: Form) -> str:
    """Not while something leans on it, unless it goes there too."""
    if not case.sources:
        raise InputError("the case has no sources")
    key = form.choice("id", case.sources)
    used = [k for k, one in enumerate(case.statements) if one.source and one.source == key]
    if used and not form.flag("everywhere"):
        raise InputError(f"statement {case.statements[used[0]].id} is from '{key}'")
    for k in used:
        draft.drop(("statements", k, "source"))
    _let_go(draft, key, form.flag("everywhere"), f"source {key}")
    draft.drop(("sources", key))
    return label("Remove source", key)
