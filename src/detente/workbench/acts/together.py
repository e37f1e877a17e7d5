"""Two things that cannot go together, picked from lists instead of written as an expression."""

from __future__ import annotations

from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import ACTS, act
from detente.workbench.acts.form import Form
from detente.workbench.acts.words import expression


@act(
    "impossible.together",
    title="Say that two things cannot go together",
    one="an expression",
    other="another one",
    where="'' for the base, or a view",
)
def impossible_together(case: Case, draft: Draft, form: Form) -> str:
    """A rule that rules out the states where both hold."""
    one, other = (expression(case, form.text(name), name) for name in ("one", "other"))
    if one == other:
        raise InputError("choose two different things")
    fields = {"expression": f"{_inside(one)} and {_inside(other)}", "where": form.get("where")}
    return ACTS["impossible.add"](case, draft, Form(fields))


def _inside(text: str) -> str:
    """An expression as a part of a longer one."""
    return f"({text})" if any(word in text.split() for word in ("or", "if", "iff")) else text
