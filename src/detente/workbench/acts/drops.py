"""A state that was taken in hand on a ladder: carried by one step, dropped on a rung or between."""

from __future__ import annotations

from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import ACTS, act
from detente.workbench.acts.form import Form
from detente.workbench.acts.preferences import PARTY, WHERE

_KEPT = ("party", "where", "state")


@act(
    "ranking.drop",
    title="Put a state where it was carried to",
    party=PARTY,
    where=WHERE,
    state="the code of the state",
    list="rung:N onto a rung, gap:N between, before rung N; counted from 0; or:",
    by="-1 for one step towards the best, 1 towards the worst",
)
def drop(case: Case, draft: Draft, form: Form) -> str:
    """Onto a rung: tied with what stands there. Between two: on a rung of its own."""
    fields = {name: form.get(name) for name in _KEPT}
    kind, _, number = form.get("list").partition(":")
    if kind == "rung":
        return ACTS["ranking.tie"](case, draft, Form({**fields, "rung": number}))
    if kind == "gap":
        return ACTS["ranking.place"](case, draft, Form({**fields, "at": number}))
    if "by" not in form:
        raise InputError("a state is dropped on a rung, or between two")
    return ACTS["ranking.move"](case, draft, Form({**fields, "by": form.get("by")}))
