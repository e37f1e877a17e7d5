"""Names for outcomes: the first whose expression holds names a state."""

from __future__ import annotations

from detente.case.draft import Draft
from detente.case.language import normal
from detente.case.model import Case
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import known, needed, new_id, short, target
from detente.workbench.acts.words import expression

_OUTCOME = "its id"
_WHEN = "an expression: the states that it names"


@act(
    "outcome.add",
    title="Name an outcome",
    name="what it is called",
    when=_WHEN,
    id="a short id; left out, made of the name",
)
def add_outcome(case: Case, draft: Draft, form: Form) -> str:
    """A name for states that no earlier name covers."""
    name = needed(form, "name")
    when = expression(case, form.text("when"), "when")
    key = new_id(form, name, case.outcomes, "outcome")
    draft.put(("outcomes", key), {"when": when, "name": name})
    return f"Add outcome {short(name)}"


@act("outcome.edit", title="Say when an outcome is reached", outcome=_OUTCOME, when=_WHEN)
def edit_outcome(case: Case, draft: Draft, form: Form) -> str:
    """Other states under the same name."""
    key = _outcome(case, form)
    when = expression(case, form.text("when"), "when")
    draft.put(("outcomes", key, "when"), when)
    return f"{_name(case, key)}: when {short(when)}"


@act("outcome.rename", title="Rename an outcome", outcome=_OUTCOME, name="the new name")
def rename_outcome(case: Case, draft: Draft, form: Form) -> str:
    """Another name for the same states."""
    key, name = _outcome(case, form), needed(form, "name")
    draft.put(("outcomes", key, "name"), name)
    return f"Rename {_name(case, key)} to {short(name)}"


@act(
    "outcome.move",
    title="Let a name go before others",
    outcome=_OUTCOME,
    by="so many places; or:",
    to="its new place, from 0",
)
def move_outcome(case: Case, draft: Draft, form: Form) -> str:
    """Where two expressions hold, the earlier one names the state."""
    key = _outcome(case, form)
    place = list(case.outcomes).index(key)
    draft.move(("outcomes", key), target(form, place, len(case.outcomes)))
    return f"Move {_name(case, key)}"


@act("outcome.remove", title="Take out the name of an outcome", outcome=_OUTCOME)
def remove_outcome(case: Case, draft: Draft, form: Form) -> str:
    """Its states go by their options again, or by a later name."""
    key = _outcome(case, form)
    draft.drop(("outcomes", key))
    return f"Take out outcome {_name(case, key)}"


def _outcome(case: Case, form: Form) -> str:
    return known(normal(form.text("outcome")), case.outcomes, "outcome")


def _name(case: Case, key: str) -> str:
    return short(case.outcomes[key].name.value)
