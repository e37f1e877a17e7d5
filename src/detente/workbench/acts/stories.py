"""Stories and words: what each side thinks this is, and what a word stands for to each."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.tools import (
    called,
    label,
    maybe,
    opened,
    party_of,
    said,
    settle,
    settle_given,
    taken_out,
)


@act(
    "story.set",
    title="Say what kind of situation a party thinks this is",
    party="the party",
    kind="hostage-taking, divorce, burglary, …",
    says="how this side would put it, in a sentence; empty takes it out",
)
def tell(case: Case, draft: Draft, form: Form) -> str:
    """A story shown and compared; it implies no preferences."""
    party = party_of(case, form)
    at: Path = ("stories", party)
    if not draft.has(at):
        draft.put(at, {"kind": said(form, "kind")})
        settle_given(draft, at, form, ("says",))
        return label("Story of", called(case, party))
    opened(draft, at, "kind")
    if "kind" in form:
        draft.put((*at, "kind"), said(form, "kind"))
    settle_given(draft, at, form, ("says",))
    return label("Story of", called(case, party))


@act(
    "story.role",
    title="Say which role somebody plays in a party's story",
    party="whose story",
    of="who plays the role",
    role="the role; empty takes it out",
)
def cast(case: Case, draft: Draft, form: Form) -> str:
    """Also the party's own role."""
    party, of = party_of(case, form), party_of(case, form, "of")
    at: Path = ("stories", party)
    if not draft.has(at):
        raise InputError(f"say first what kind of situation {called(case, party)} thinks this is")
    opened(draft, at, "kind")
    settle(draft, (*at, "roles", of), maybe(form, "role"))
    return label("Role of", called(case, of), "for", called(case, party))


@act("story.remove", title="Take a party's story out", party="the party")
def untell(case: Case, draft: Draft, form: Form) -> str:
    """Its kind, its roles and its sentence."""
    party = party_of(case, form)
    taken_out(draft, ("stories", party), "story of this party")
    return label("Remove the story of", called(case, party))


@act(
    "meaning.set",
    title="Say what a word stands for to a party",
    word="the word",
    party="the party",
    text="a text or an expression; empty takes it out",
)
def mean(case: Case, draft: Draft, form: Form) -> str:
    """A text that reads as an expression is compared as a set of states."""
    word, party = said(form, "word"), party_of(case, form)
    settle(draft, ("meanings", word, party), maybe(form, "text"))
    return label("Word", word, "for", called(case, party))


@act("meaning.remove", title="Take a word out", word="the word")
def unmean(case: Case, draft: Draft, form: Form) -> str:
    """What it stands for to every side."""
    word = said(form, "word")
    taken_out(draft, ("meanings", word), f"word '{word[:40]}'")
    return label("Remove word", word)
