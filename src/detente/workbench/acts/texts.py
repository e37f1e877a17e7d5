"""What a case is called, what it asks, and up to when it knows things."""

from __future__ import annotations

from detente.case.draft import Draft
from detente.case.language import is_name, normal
from detente.case.model import Case
from detente.case.slug import as_id
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import line, needed, short
from detente.workbench.acts.tools import a_date, label, maybe, settle


@act("case.title", title="Give the case a title", title_text="the title")
def set_title(case: Case, draft: Draft, form: Form) -> str:
    """The title that pages and the brief show."""
    text = needed(form, "title_text")
    draft.put(("title",), text)
    return f"Title: {short(text)}"


@act("case.question", title="Say what the case asks", question="a sentence, or nothing")
def set_question(case: Case, draft: Draft, form: Form) -> str:
    """The question that the first page of the brief answers."""
    return _optional(draft, "question", line(form, "question"))


@act("case.as_of", title="Say up to when the case knows things", as_of="a date; empty takes it out")
def set_as_of(case: Case, draft: Draft, form: Form) -> str:
    """The day up to which the case knows things."""
    settle(draft, ("as_of",), a_date(form, "as_of") if maybe(form, "as_of") else "")
    return label("As of", maybe(form, "as_of") or "no date")


@act("case.handling", title="Say how the case is to be handled", handling="a label, or nothing")
def set_handling(case: Case, draft: Draft, form: Form) -> str:
    """The handling label in the head of every page."""
    return _optional(draft, "handling", line(form, "handling"))


@act("case.about", title="Say what the case is about", about="a few sentences, or nothing")
def set_about(case: Case, draft: Draft, form: Form) -> str:
    """A few sentences about the case."""
    return _optional(draft, "about", line(form, "about"))


@act("case.id", title="Give the case an id", id="letters, digits, '_' and '-'")
def set_id(case: Case, draft: Draft, form: Form) -> str:
    """The id by which files and references know the case."""
    text = normal(needed(form, "id"))
    if not is_name("_" + text.replace("-", "_")):
        raise InputError(f"'{short(text)}' cannot be an id. For example: {as_id(text)[:60]}.")
    draft.put(("id",), text)
    return f"Id: {short(text)}"


def _optional(draft: Draft, key: str, text: str) -> str:
    if text:
        draft.put((key,), text)
    elif draft.has((key,)):
        draft.drop((key,))
    return f"{key.replace('_', ' ').capitalize()}: {short(text) or 'none'}"
