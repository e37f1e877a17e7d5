"""Acts on levers: a set of changes that a search found, written into the file."""

from __future__ import annotations

from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form


@act(
    "levers.try",
    title="Make a set of changes that a search found",
    change="the changes, each by kind, who acts and what; may come several times",
    to="what was looked for; empty for what every party could accept as a success",
    concept="definition of holding, such as seq",
    test="own, consensus or steady",
    base="the hypothesis under which it was looked for, or all; empty for the base",
    reachable="yes where improvements had to lead there",
)
def try_set(case: Case, draft: Draft, form: Form) -> str:
    """Write the changes, so that the file means what the search judged."""
    from detente.levers.written import write_levers
    from detente.workbench.screens.levers.question import Question, changes_named

    wanted = tuple(form.all("change"))
    if not wanted:
        raise InputError("no change was chosen")
    fields = {key: form.get(key) for key in ("to", "concept", "test", "base", "reachable")}
    changes = changes_named(case, Question.of(fields, case), wanted)
    return write_levers(case, draft, changes)
