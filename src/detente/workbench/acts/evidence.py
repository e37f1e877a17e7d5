"""Grievances and feelings, and any other entry of the file by its path."""

from __future__ import annotations

import json
from typing import Any, get_args

from detente.case.document import Path, show
from detente.case.draft import Draft
from detente.case.language import normal
from detente.case.model import Case, Wish
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.known import knows
from detente.workbench.acts.places import short
from detente.workbench.acts.tools import (
    a_span,
    called,
    label,
    maybe,
    opened,
    party_of,
    place_in,
    said,
    settle,
    taken_out,
)

#: characters of a value that a page sends as JSON, and parts of a path
_MOST_JSON, _MOST_PARTS = 20_000, 60


# ---------------------------------------------------------------------------- any entry


@act(
    "entry.set",
    title="Set an entry of the file",
    path="the entry, as a JSON list",
    value="a text",
    json="or any value, as JSON",
)
def set_entry(case: Case, draft: Draft, form: Form) -> str:
    """For what has no act of its own: a path that the case format knows, and a value."""
    path = _path(form)
    draft.put(path, _value(form))
    return label("Set", show(path))


@act("entry.remove", title="Take an entry out of the file", path="the entry, as a JSON list")
def remove_entry(case: Case, draft: Draft, form: Form) -> str:
    """For what has no act of its own."""
    path = _path(form)
    if not draft.has(path):
        raise InputError(f"there is nothing at {short(show(path))} any more")
    draft.drop(path)
    return label("Remove", show(path))


def _path(form: Form) -> Path:
    """A path that the case format knows, whether or not something stands there."""
    try:
        parts = json.loads(said(form, "path"))
    except (ValueError, RecursionError):
        parts = None
    kinds = {type(part) for part in parts} if isinstance(parts, list) else set()
    if not kinds or not kinds <= {str, int} or len(parts) > _MOST_PARTS:
        raise InputError("the field 'path' holds no path of an entry")
    path = tuple(normal(part) if isinstance(part, str) else part for part in parts)
    if path in (("detente",), ("parties",)) or not knows(path):
        raise InputError(f"{short(show(path))} is nothing that can be set in a case file")
    return path


def _value(form: Form) -> Any:
    if "json" not in form:
        return maybe(form, "value")
    text = form.get("json")
    if len(text) > _MOST_JSON:
        raise InputError(f"the field 'json' holds more than {_MOST_JSON:,} characters")
    try:
        return _exact(json.loads(text))
    except (ValueError, RecursionError):
        raise InputError("the field 'json' holds no JSON") from None


def _exact(value: Any) -> Any:
    """Numbers that a case file can hold."""
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        raise InputError("a number must be finite")
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list) else value


# ---------------------------------------------------------------------------- grievances, feelings


@act(
    "grievance.add",
    title="Add a grievance",
    event="what happened",
    when="a date or a span",
)
def grieve(case: Case, draft: Draft, form: Form) -> str:
    """How each side reads it comes after."""
    event = said(form, "event")
    entry: dict[str, Any] = {"event": event}
    if maybe(form, "when"):
        entry["when"] = a_span(form, "when")
    draft.add(("grievances",), entry)
    return label("Add grievance:", event)


@act(
    "grievance.set",
    title="Change a grievance",
    place="which one, from 0",
    event="what happened",
    when="a date or a span; empty takes it out",
)
def regrieve(case: Case, draft: Draft, form: Form) -> str:
    """Only what the form has."""
    place = place_in(form, "place", case.grievances, "grievance")
    at: Path = ("grievances", place)
    if "event" in form:
        settle(draft, (*at, "event"), said(form, "event"))
    if "when" in form:
        settle(draft, (*at, "when"), a_span(form, "when") if maybe(form, "when") else "")
    return label("Grievance:", case.grievances[place].event.value)


@act(
    "grievance.reading",
    title="Say how a party reads a past event",
    place="which grievance, from 0",
    party="the party",
    text="how it reads it; empty takes it out",
)
def reading(case: Case, draft: Draft, form: Form) -> str:
    """One word or one sentence a side."""
    place = place_in(form, "place", case.grievances, "grievance")
    party = party_of(case, form)
    settle(draft, ("grievances", place, "readings", party), maybe(form, "text"))
    return label(called(case, party), "reads:", case.grievances[place].event.value)


@act("grievance.remove", title="Take a grievance out", place="which one, from 0")
def ungrieve(case: Case, draft: Draft, form: Form) -> str:
    """With all readings."""
    place = place_in(form, "place", case.grievances, "grievance")
    draft.drop(("grievances", place))
    return label("Remove grievance:", case.grievances[place].event.value)


@act(
    "feeling.set",
    title="Say what a party feels towards another",
    party="who feels",
    to="towards whom",
    word="the feeling",
    wishes="ill, nothing or well; empty: not said",
)
def feel(case: Case, draft: Draft, form: Form) -> str:
    """Only what is wished enters a calculation."""
    party, to = party_of(case, form), party_of(case, form, "to")
    at: Path = ("feelings", party, to)
    if draft.has(at):
        opened(draft, at, "word")
        if "word" in form:
            settle(draft, (*at, "word"), said(form, "word"))
    else:
        draft.put(at, {"word": said(form, "word")})
    if "wishes" in form:
        wishes = form.choice("wishes", get_args(Wish)) if maybe(form, "wishes") else ""
        settle(draft, (*at, "wishes"), wishes)
    return label("Feeling of", called(case, party), "to", called(case, to))


@act(
    "feeling.remove",
    title="Take a feeling out",
    party="who feels",
    to="towards whom",
)
def unfeel(case: Case, draft: Draft, form: Form) -> str:
    """The word and the wish."""
    party, to = party_of(case, form), party_of(case, form, "to")
    taken_out(draft, ("feelings", party, to), "feeling of this kind")
    return label("Remove feeling of", called(case, party), "to", called(case, to))
