"""Weights: what counts for a party, and how much."""

from __future__ import annotations

from decimal import Decimal

from detente.case.draft import Draft
from detente.case.language import ExpressionError, parse
from detente.case.model import Case
from detente.case.names import names
from detente.case.scalars import resolve_scalar
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import party_of, short, where
from detente.workbench.acts.preferences import PARTY, WHERE, name_of, own
from detente.workbench.acts.words import expression

_EXPRESSION = "an option or another expression"


@act(
    "weights.set",
    title="Weigh something for a party",
    party=PARTY,
    where=WHERE,
    expression=_EXPRESSION,
    weight="a number, exact; less than 0 where the party wants to avoid it",
)
def set_weight(case: Case, draft: Draft, form: Form) -> str:
    """What an expression counts where it holds."""
    party, place = party_of(case, form), where(case, form)
    text = expression(case, form.text("expression"), "expression")
    weight = _number(form.text("weight"))
    path = own(case, draft, place, party, "weights")
    draft.put((*path, _key(case, draft.value(path), text) or text), weight)
    return f"{name_of(case, party)}: {short(text)} counts {weight}{place}"


@act(
    "weights.remove",
    title="Weigh something no more",
    party=PARTY,
    where=WHERE,
    expression=_EXPRESSION,
)
def remove_weight(case: Case, draft: Draft, form: Form) -> str:
    """An expression that counts no more; after the last, no weights are known."""
    party, place = party_of(case, form), where(case, form)
    text = expression(case, form.text("expression"), "expression")
    path = own(case, draft, place, party, "weights")
    key = _key(case, draft.value(path), text)
    if key is None:
        raise InputError(f"‘{short(text)}’ has no weight for {name_of(case, party)}{place}")
    if place.root:
        draft.take((*path, key))
    else:
        draft.drop((*path, key))
    return f"{name_of(case, party)}: {short(text)} counts no more{place}"


def _key(case: Case, written: object, text: str) -> str | None:
    """The entry that means the same expression, however it is spelled."""
    if not isinstance(written, dict):
        return None
    known = names(case)
    wanted = parse(text, known)
    for key in written:
        try:
            if parse(key, known) == wanted:
                return str(key)
        except ExpressionError:
            continue
    return None


def _number(text: str) -> int | Decimal:
    number = resolve_scalar(text)
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise InputError(f"a weight is a number such as 2 or -0.5; '{short(text)}' is not")
    return number
