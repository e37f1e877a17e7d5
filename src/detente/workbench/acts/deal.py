"""The deal: issues and where each side stands, values, fallbacks, successes, and levers."""

from __future__ import annotations

from typing import Any, get_args

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case, LeverKind
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import short
from detente.workbench.acts.tools import (
    a_number,
    called,
    expression,
    label,
    maybe,
    new_id,
    party_of,
    said,
    settle,
    several,
)
from detente.workbench.acts.words import refuse_if_named

_URGENCY = ("low", "some", "high")


def _issue(case: Case, form: Form) -> str:
    if not case.issues:
        raise InputError("the case has no issues yet")
    return form.choice("issue", case.issues)


@act(
    "issue.set",
    title="Add an issue, or change one",
    issue="its id",
    asks="what is asked",
    level="its levels, in order",
    option="options that settle it",
)
def issue(case: Case, draft: Draft, form: Form) -> str:
    """What the form does not send stays."""
    key = maybe(form, "issue")
    if key not in case.issues:
        key = new_id(form, "issue", list(case.issues), "an issue")
        draft.put(("issues", key), {"asks": said(form, "asks")})
    elif "asks" in form:
        settle(draft, ("issues", key, "asks"), said(form, "asks"))
    if "level" in form:
        settle(draft, ("issues", key, "levels"), several(form, "level"))
    if "option" in form:
        options = several(form, "option")
        for name in options:
            names(case).find_option(name)
        settle(draft, ("issues", key, "options"), options)
    refuse_if_named(draft, f"what the issue '{short(key)}' had")
    return label("Issue", key)


@act(
    "issue.remove",
    title="Take an issue out",
    issue="its id",
    everywhere="on: also what it is worth, and from statements about it",
)
def unissue(case: Case, draft: Draft, form: Form) -> str:
    """Not while values or statements are about it, unless they let go of it too."""
    key = _issue(case, form)
    if form.flag("everywhere"):
        holders: list[Path] = [("values",), *(("views", view, "values") for view in case.views)]
        for at in holders:
            for party in list(draft.value(at) or {}):
                settle(draft, (*at, party, key), None)
        for k, one in enumerate(case.statements):
            if one.issue == key:
                draft.drop(("statements", k, "issue"))
    draft.drop(("issues", key))
    refuse_if_named(draft, f"the issue '{short(key)}'")
    return label("Remove issue", key)


@act(
    "issue.position",
    title="Say where a party stands on an issue",
    issue="the issue",
    party="the party",
    level="a level of it; empty takes it out",
)
def position(case: Case, draft: Draft, form: Form) -> str:
    """What it asks for."""
    key, party = _issue(case, form), party_of(case, form)
    levels = case.issues[key].levels
    wanted = form.choice("level", levels) if levels and maybe(form, "level") else None
    settle(draft, ("issues", key, "positions", party), wanted or maybe(form, "level"))
    return label(
        called(case, party), "on", key, "asks", wanted or maybe(form, "level") or "nothing"
    )


@act(
    "issue.priority",
    title="Say how important an issue is to a party",
    issue="the issue",
    party="the party",
    rank="1 is its most important, 2 the next; empty takes it out",
)
def priority(case: Case, draft: Draft, form: Form) -> str:
    """Ties are allowed."""
    key, party = _issue(case, form), party_of(case, form)
    rank = form.number("rank") if maybe(form, "rank") else None
    if rank is not None and not 1 <= rank <= 10_000:
        raise InputError("1 is the most important issue, 2 the next; write a number from 1 on")
    settle(draft, ("issues", key, "priority", party), rank)
    return label("Priority of", key, "for", called(case, party))


@act(
    "issue.urgency",
    title="Say how urgent an issue is to a party",
    issue="the issue",
    party="the party",
    urgency="low, some or high; empty takes it out",
)
def urgency(case: Case, draft: Draft, form: Form) -> str:
    """Beside how important it is."""
    key, party = _issue(case, form), party_of(case, form)
    word = form.choice("urgency", _URGENCY) if maybe(form, "urgency") else ""
    settle(draft, ("issues", key, "urgency", party), word)
    return label("Urgency of", key, "for", called(case, party))


# ---------------------------------------------------------------------------- what it is worth


@act(
    "value.set",
    title="Say what an issue is worth to a party",
    party="the party",
    issue="the issue",
    weight="how much the issue counts",
    level="the levels, one after another",
    worth="what each of them is worth, in the same order",
)
def value(case: Case, draft: Draft, form: Form) -> str:
    """A weight, and a worth for every level."""
    party, key = party_of(case, form), _issue(case, form)
    at: Path = ("values", party, key)
    levels = [form_level(case, key, word) for word in form.all("level")]
    worths = form.all("worth")
    if len(levels) != len(worths):
        raise InputError("each level needs one worth")
    told: dict[str, Any] = {}
    if maybe(form, "weight"):
        told["weight"] = a_number(form, "weight")
    for level, worth in zip(levels, worths, strict=True):
        told[level] = a_number(Form({f"worth of {level}": worth}), f"worth of {level}")
    if draft.has(at):
        for name, number in told.items():
            settle(draft, (*at, name), number)
    else:
        missing = [one for one in case.issues[key].levels if one not in told]
        if "weight" not in told or missing:
            lacks = "a weight" if "weight" not in told else f"a worth for '{short(missing[0])}'"
            raise InputError(f"what the issue is worth needs {lacks}")
        draft.put(at, told)
    return label("Worth of", key, "for", called(case, party))


def form_level(case: Case, issue: str, word: str) -> str:
    """A level of an issue."""
    return Form({"level": word}).choice("level", case.issues[issue].levels)


@act(
    "value.remove",
    title="Say nothing of what an issue is worth to a party",
    party="the party",
    issue="the issue",
)
def unvalue(case: Case, draft: Draft, form: Form) -> str:
    """Its weight and all worths."""
    party, key = party_of(case, form), _issue(case, form)
    if not draft.has(("values", party, key)):
        raise InputError("nothing is said of what this issue is worth to this party")
    draft.drop(("values", party, key))
    return label("No worth of", key, "for", called(case, party))


@act(
    "walk_away.set",
    title="Say what a party has without a deal",
    party="the party",
    worth="a number on the scale of its values; or",
    text="an expression whose best state it expects; both empty: not said",
)
def walk_away(case: Case, draft: Draft, form: Form) -> str:
    """What it falls back on."""
    party = party_of(case, form)
    told: Any = ""
    if maybe(form, "worth"):
        told = a_number(form, "worth")
    elif maybe(form, "text"):
        told = expression(case, form, "text")
    settle(draft, ("walk_away", party), told)
    return label("Without a deal:", called(case, party))


@act(
    "victory.set",
    title="Say what a party could accept as a success",
    party="the party",
    text="an expression; empty takes it out",
)
def victory(case: Case, draft: Draft, form: Form) -> str:
    """Levers look for what meets all of them at once."""
    party = party_of(case, form)
    told = expression(case, form, "text") if maybe(form, "text") else ""
    settle(draft, ("victory", party), told)
    return label(f"A success for {called(case, party)}:", told or "not said")


@act(
    "sells.set",
    title="Say what a party could present as a success",
    party="the party",
    text="an expression; empty takes it out",
)
def sells(case: Case, draft: Draft, form: Form) -> str:
    """Words that save face lean on it."""
    party = party_of(case, form)
    told = expression(case, form, "text") if maybe(form, "text") else ""
    settle(draft, ("sells", party), told)
    return label(f"{called(case, party)} could show:", told or "not said")


# ---------------------------------------------------------------------------- what binds levers


@act("lever.never.add", title="Say what no change may bring about", text="an expression")
def never(case: Case, draft: Draft, form: Form) -> str:
    """Law, mandate."""
    text = expression(case, form, "text")
    if case.levers and any(one.value == text for one in case.levers.never):
        raise InputError("this is said already")
    draft.add(("levers", "never"), text)
    return label("Never:", text)


@act("lever.never.remove", title="Let changes bring something about", place="which one, from 0")
def ever(case: Case, draft: Draft, form: Form) -> str:
    """It no longer binds the search."""
    rules = case.levers.never if case.levers else []
    place = form.number("place")
    if not 0 <= place < len(rules):
        raise InputError(f"there is no rule in place {place + 1}; there are {len(rules)}")
    draft.drop(("levers", "never", place))
    return label("No longer never:", rules[place].value)


@act(
    "lever.cost",
    title="Say what a kind of change costs",
    kind=", ".join(get_args(LeverKind)),
    cost="a number, not negative; empty: 1",
)
def cost(case: Case, draft: Draft, form: Form) -> str:
    """A step costs 1 unless the case says otherwise."""
    key = form.choice("kind", get_args(LeverKind))
    told = a_number(form, "cost") if maybe(form, "cost") else None
    if told is not None and told < 0:
        raise InputError("a cost is not negative")
    settle(draft, ("levers", "cost", key), told)
    return label(f"Cost of {key}:", str(told if told is not None else 1))


@act(
    "lever.guarantor",
    title="Say who could guarantee what others do",
    party="the party",
    can="on or off",
)
def guarantor(case: Case, draft: Draft, form: Form) -> str:
    """A third party that both sides could lean on."""
    party = party_of(case, form)
    listed = case.levers.guarantors if case.levers else []
    if form.flag("can"):
        if party not in listed:
            draft.add(("levers", "guarantors"), party)
        return label("Guarantor:", called(case, party))
    if party not in listed:
        raise InputError(f"{called(case, party)} is no guarantor")
    draft.drop(("levers", "guarantors", listed.index(party)))
    refuse_if_named(draft, f"{called(case, party)} as a guarantor")
    return label("No longer a guarantor:", called(case, party))
