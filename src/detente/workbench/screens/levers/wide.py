"""Levers where nobody could list the states: a helper tries changes at a few wanted ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from detente.errors import InputError
from detente.levers.conditions import TESTS
from detente.stability import CONCEPTS, default_concepts
from detente.workbench.acts import Form
from detente.workbench.keeping.refusal import Stale
from detente.workbench.page import Page
from detente.workbench.screens.levers import answered
from detente.workbench.screens.levers.question import SIZES, Question
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: what a set of changes is known by
FIELDS = ("change", "to", "concept", "test", "base", "reachable")
#: seconds for which the page waits until it is written
_WAIT = 60.0


def levers(sheet: Sheet) -> Page:
    """The question, and the sets that answer it."""
    asking = Asking(sheet, "base", sheet.hypothesis)

    def words() -> PlainWords:
        return PlainWords(sheet.case, asking.game)

    question = Question.of({"base": sheet.hypothesis or "", **sheet.params}, sheet.case)
    victory = [(key, entry.value) for key, entry in sheet.case.victory.items()]
    asked = bool(sheet.params.get("look"))
    job = asking.whole("levers", "levers", question).job if asked else None
    told, tables = answered(sheet, words, job)
    values: dict[str, Any] = {
        "asking": asking,
        "lacks": "",
        "scene_job": None,
        "question": question,
        "to_says": words().line([question.to]) if question.to else (),
        "victory": [(key, words().line([text])) for key, text in victory],
        "asked": asked,
        "has_present": asking.now is not None,
        "can_ask": bool(question.to or victory),
        "sizes": SIZES,
        "tests": TESTS,
        "concepts": [(key, CONCEPTS[key].title, CONCEPTS[key].says) for key in default_concepts()],
        "job": job,
        "places": {},
        "wish_parties": (),
        "pulls": None,
    }
    return Page({**values, **told}, {}, tables)


def try_set(sheet: Sheet, form: Form) -> Response:
    """Write a set of changes into a branch begun for it, and lay it beside the case.

    Raises
    ------
    InputError
        where the changes cannot be made, or not in time.
    Stale
        where the case has been changed meanwhile.
    """
    fields = tuple((key, tuple(form.all(key))) for key in FIELDS if key in form)
    job = Asking(sheet, "base", None).whole("levers", "tried", fields).job
    job.wait(_WAIT)
    if job.error or not job.ready:
        raise InputError(job.error or "the changes are still being written; try again in a while")
    text, label = job.result
    if sheet.open.line(sheet.line.key).revision != sheet.revision:
        raise Stale("The case", "", "")
    branch = sheet.open.branch(sheet.line.key, form.get("branch"))
    sheet.open.replace(branch.key, text, label)
    return RedirectResponse(sheet.url("compare", line=branch.key), 303)
