"""Hypotheses: rival bases, what one would see if they held, and one made the base."""

from __future__ import annotations

from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.tools import (
    label,
    maybe,
    new_id,
    opened,
    place_in,
    said,
    settle,
)

_FORMS = ("prefers", "ranking", "weights")


def _known(case: Case, form: Form, name: str = "hypothesis") -> str:
    if not case.hypotheses:
        raise InputError("the case has no hypothesis yet")
    return form.choice(name, case.hypotheses)


@act(
    "hypothesis.add",
    title="Add a rival base",
    id="its id",
    of="the hypothesis to copy; empty: the base",
)
def add(case: Case, draft: Draft, form: Form) -> str:
    """A copy of another one, or one that replaces nothing yet."""
    taken = [*case.hypotheses, "all", "base"]
    key = new_id(form, "id", taken, "a hypothesis")
    entry: Any = {}
    if maybe(form, "of"):
        entry = draft.value(("hypotheses", _known(case, form, "of"))) or {}
    draft.put(("hypotheses", key), entry)
    return label("Add hypothesis", key)


@act("hypothesis.remove", title="Take a rival base out", hypothesis="its id")
def remove(case: Case, draft: Draft, form: Form) -> str:
    """Everything said of it goes."""
    key = _known(case, form)
    draft.drop(("hypotheses", key))
    return label("Remove hypothesis", key)


@act(
    "hypothesis.rename",
    title="Give a rival base another id",
    hypothesis="its id",
    id="the new one",
)
def rename(case: Case, draft: Draft, form: Form) -> str:
    """The entry moves to the end of its section under the new id."""
    key = _known(case, form)
    fresh = new_id(form, "id", [*case.hypotheses, "all", "base"], "a hypothesis")
    draft.put(("hypotheses", fresh), draft.value(("hypotheses", key)) or {})
    draft.drop(("hypotheses", key))
    return label("Hypothesis", key, "→", fresh)


@act(
    "hypothesis.clear",
    title="Let a hypothesis say nothing of a party",
    hypothesis="its id",
    party="the party",
)
def clear(case: Case, draft: Draft, form: Form) -> str:
    """The party is then as in the base."""
    key = _known(case, form)
    party = form.choice("party", case.parties)
    if not draft.has(("hypotheses", key, party)):
        raise InputError(f"'{key}' says nothing of '{party}'")
    draft.drop(("hypotheses", key, party))
    return label("Hypothesis", key, "leaves", party, "as in the base")


@act(
    "hypothesis.adopt",
    title="Make a hypothesis the base",
    hypothesis="its id",
    keep="the id under which the present base stays as a hypothesis; empty: it goes",
)
def adopt(case: Case, draft: Draft, form: Form) -> str:
    """What it replaces becomes the base; what other hypotheses took from the base, they keep."""
    key = _known(case, form)
    keep = ""
    if maybe(form, "keep"):
        taken = [one for one in case.hypotheses if one != key]
        keep = new_id(form, "keep", [*taken, "all", "base"], "a hypothesis")
    entry = draft.value(("hypotheses", key)) or {}
    changes = {party: entry[party] or {} for party in entry if party in case.parties}
    if any(set(change) & {"options", "name"} - {"name"} for change in changes.values()):
        raise InputError(
            f"'{key}' also describes options anew; change those in the base by hand first"
        )
    old: dict[str, Any] = {}
    for party, change in changes.items():
        before = _form_in(draft.value(("parties", party)) or {})
        after = _form_in(change)
        if after is None:
            continue
        if before is not None:
            old[party] = {before[0]: before[1]}
            _keep_elsewhere(case, draft, key, party, before)
        draft.put(("parties", party, after[0]), after[1])
        if before is not None and before[0] != after[0]:
            draft.drop(("parties", party, before[0]))
    draft.drop(("hypotheses", key))
    if keep:
        draft.put(("hypotheses", keep), old)
    return label("Base: hypothesis", key)


def _form_in(entry: dict[str, Any]) -> tuple[str, Any] | None:
    return next(((form, entry[form]) for form in _FORMS if entry.get(form) is not None), None)


def _keep_elsewhere(
    case: Case, draft: Draft, key: str, party: str, before: tuple[str, Any]
) -> None:
    """Other hypotheses that leave a party as in the base say from now on what that was."""
    for other in case.hypotheses:
        there = draft.value(("hypotheses", other, party)) or {}
        if other != key and _form_in(there) is None:
            draft.put(("hypotheses", other, party, before[0]), before[1])


# ---------------------------------------------------------------------------- what one would see


@act(
    "hypothesis.expects.add",
    title="Say what one would see if a hypothesis held",
    hypothesis="its id",
    what="what would be seen",
    weight="for or against",
)
def expect(case: Case, draft: Draft, form: Form) -> str:
    """One more thing to watch for."""
    key, what = _known(case, form), said(form, "what")
    weight = form.choice("weight", ("for", "against")) if maybe(form, "weight") else ""
    value = {"what": what, "weight": weight} if weight else what
    draft.add(("hypotheses", key, "expects"), value)
    return label("Hypothesis", key, "expects:", what)


@act(
    "hypothesis.expects.set",
    title="Change what one would see if a hypothesis held",
    hypothesis="its id",
    place="which one, from 0",
    what="what would be seen",
    weight="for or against; empty: neither",
)
def expect_otherwise(case: Case, draft: Draft, form: Form) -> str:
    """The words, or which way they weigh."""
    key = _known(case, form)
    place = place_in(form, "place", case.hypotheses[key].expects, "expectation")
    at: Path = ("hypotheses", key, "expects", place)
    opened(draft, at, "what")
    if "what" in form:
        draft.put((*at, "what"), said(form, "what"))
    if "weight" in form:
        weight = form.choice("weight", ("for", "against")) if maybe(form, "weight") else ""
        settle(draft, (*at, "weight"), weight)
    return label("Hypothesis", key, "expects otherwise")


@act(
    "hypothesis.expects.remove",
    title="Take out what one would see if a hypothesis held",
    hypothesis="its id",
    place="which one, from 0",
)
def expect_no_more(case: Case, draft: Draft, form: Form) -> str:
    """One thing less to watch for."""
    key = _known(case, form)
    expects = case.hypotheses[key].expects
    place = place_in(form, "place", expects, "expectation")
    draft.drop(("hypotheses", key, "expects", place))
    return label("Hypothesis", key, "no longer expects:", expects[place].what.value)
