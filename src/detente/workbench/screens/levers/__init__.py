"""Levers: the smallest changes that make a wanted outcome last, and what a party would need."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from detente.errors import InputError
from detente.workbench.acts import Form
from detente.workbench.page import Grid, Page
from detente.workbench.screens.screen import endpoint, screen, wide_screen
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.brief.lexicon import Lexicon
    from detente.workbench.jobs import Job
    from detente.workbench.screens.levers.question import Found, Question
    from detente.workbench.screens.outcomes.scene import Scene

#: parties, and states, beyond which pulls between parties are not told
_PARTIES, _STATES = 8, 4096


@screen(
    "levers",
    title="Levers",
    says="The smallest changes that make a wanted outcome last, and who would have to act.",
    place=5,
)
def levers(sheet: Sheet) -> Page:
    """The question, the sets that answer it, and the two panels beside them."""
    from detente.levers.conditions import TESTS
    from detente.workbench.screens.levers.question import SIZES
    from detente.workbench.screens.outcomes.scene import concepts, scene_or_job

    try:
        scene, waiting = scene_or_job(sheet)
    except InputError as error:
        return Page({"lacks": _sentence(str(error)), "places": {}, "scene_job": None})
    if scene is None:
        return Page({"lacks": "", "places": {}, "scene_job": waiting})
    question = _question(sheet)
    victory = [(key, entry.value) for key, entry in sheet.case.victory.items()]
    job = _search(sheet, question) if _asked(sheet) else None
    values, tables = answered(sheet, scene.words, job)
    return Page(
        {
            "lacks": "",
            "scene_job": None,
            "question": question,
            "to_says": scene.words().line([question.to]) if question.to else (),
            "victory": [(key, scene.words().line([text])) for key, text in victory],
            "asked": _asked(sheet),
            "has_present": scene.material.accounts[0].base.game.present is not None,
            "can_ask": bool(question.to or victory),
            "sizes": SIZES,
            "tests": TESTS,
            "concepts": concepts(),
            "job": job,
            "places": scene.places,
            **values,
            **_wish(sheet, scene),
            **_pulls(sheet, scene),
        },
        {},
        tables,
    )


@wide_screen("levers")
def wide_levers(sheet: Sheet) -> Page:
    """Changes tried at a few wanted states, where nobody could list them all."""
    from detente.workbench.screens.levers.wide import levers as drawn

    return drawn(sheet)


@endpoint("levers.stop")
def stop(sheet: Sheet, form: Form) -> Response:
    """End a search; what it has found by then stays."""
    here = Sheet(sheet.desk, sheet.open, sheet.line, "levers", sheet.params)
    _stop(here, _question(here)).set()
    return RedirectResponse(here.url(), 303)


@endpoint("levers.try")
def try_set(sheet: Sheet, form: Form) -> Response:
    """Try a set of changes in a branch, where a helper has to write them."""
    from detente.workbench.screens.levers.wide import try_set as tried

    return tried(sheet, form)


# ---------------------------------------------------------------------------- the search


def _question(sheet: Sheet) -> Question:
    from detente.workbench.screens.levers.question import Question

    fields = {"base": sheet.hypothesis or "", **sheet.params}
    return Question.of(fields, sheet.case)


def _asked(sheet: Sheet) -> bool:
    return bool(sheet.params.get("look"))


def _stop(sheet: Sheet, question: Question) -> threading.Event:
    event: threading.Event = sheet.once(("levers", "stop", question), threading.Event)
    return event


def _search(sheet: Sheet, question: Question) -> Job:
    """The search in the background; the same question to an older text is given up."""
    from detente.workbench.screens.levers.question import look

    tail = ("levers", sheet.open.slot, sheet.line.key, question)
    digest = sheet.version.digest

    def outdated(key: Any) -> bool:
        return bool(isinstance(key, tuple) and key[1] == tail and key[0] != digest)

    sheet.desk.jobs.stop(outdated)
    event, case = _stop(sheet, question), sheet.case
    return sheet.job(tail, lambda progress: look(case, question, event, progress))


def answered(
    sheet: Sheet, words: Callable[[], Lexicon], job: Job | None
) -> tuple[dict[str, Any], dict[str, Grid]]:
    """What a search found, told page by page, and the whole of it to take along.

    Parameters
    ----------
    words : makes names afresh: what was told once is told again on the next page
    """
    from detente.brief.document import plain
    from detente.workbench.screens.levers.told import PAGE, nearest_of, sets_of

    none: dict[str, Any] = {"found": None, "sets": [], "near": None, "page_of": 1, "pages": 1}
    if job is None or not job.ready or job.error:
        return none, {}
    result: Found = job.result
    found = result.levers
    pages = max(1, -(-len(found.levers) // PAGE))
    asked = sheet.params.get("page", "")
    page = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), pages)
    names = words()
    every = [one for k in range(1, pages + 1) for one in sets_of(names, result, k)]
    sets = every[PAGE * (page - 1) : PAGE * page]
    lines = [
        (
            str(one.place),
            one.cost,
            deed.kind,
            deed.actor or "a mediator",
            plain(deed.says),
            "; ".join(plain(effect.what) for effect in one.effects),
            "; ".join(map(plain, one.gained)),
            "; ".join(map(plain, one.lost)),
            " ".join(plain(it) for it in (*one.losers, *one.cautions)),
        )
        for one in every
        for deed in one.deeds
    ]
    heads = ("Set", "Cost", "Kind", "Who acts", "What", "Then lasts", "Gained", "Lost", "Mind")
    values = {
        "found": found,
        "sets": sets,
        "near": nearest_of(names, result),
        "page_of": page,
        "pages": pages,
    }
    return values, {"levers": Grid(heads, lines)}


# ---------------------------------------------------------------------------- the panels


def _wish(sheet: Sheet, scene: Scene) -> dict[str, Any]:
    """What a party would have to prefer: the fields, and the answer once it is there."""
    from detente.stability import default_concepts
    from detente.workbench.screens.levers.wishes import Asked, told, wish

    params = sheet.params
    parties = scene.material.parties
    concept = params.get("concept", "")
    party = params.get("party", "")
    asked = Asked(
        party if party in parties else "",
        params.get("state", "").strip()[:400],
        concept if concept in default_concepts() else "seq",
        sheet.view,
        sheet.hypothesis,
    )
    job = answer = None
    if asked.party and asked.state:
        case = sheet.case
        job = sheet.job(("inverse", asked), lambda progress: wish(case, asked, progress))
        if job.ready and not job.error:
            answer = told(scene.words(), job.result)
    states = [
        (one.codes[0], scene.words().plain(scene.words().ending(one, link=False)))
        for one in scene.material.endings
        if not one.name or len(one.codes) == 1
    ]
    return {
        "wish_asked": asked,
        "wish_job": job,
        "wish": answer,
        "wish_states": states[:60],
        "wish_parties": parties,
    }


def _pulls(sheet: Sheet, scene: Scene) -> dict[str, Any]:
    """The dilemmas as the brief tells them."""
    from detente.brief.dilemmas import dilemmas
    from detente.brief.document import Heading

    base = scene.material.accounts[0].base.game
    if len(base.parties) > _PARTIES or base.n_states > _STATES:
        return {"pulls": None}

    def work(_: Any) -> tuple[Any, ...]:
        blocks = tuple(dilemmas(scene.material, scene.words()))
        return tuple(one for one in blocks if not isinstance(one, Heading))

    job = sheet.job(("dilemmas",), work, 0.03)
    return {"pulls": job if not job.ready or job.error or job.result else None}


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
