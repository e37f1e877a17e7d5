"""Levers where nobody could list the states: a helper tries changes at a few wanted ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.levers.conditions import TESTS
from detente.stability import CONCEPTS, default_concepts
from detente.workbench.page import Page
from detente.workbench.screens.levers import answered
from detente.workbench.screens.levers.question import SIZES, Question
from detente.workbench.wide.asking import Asking
from detente.workbench.wide.words import PlainWords

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet


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
