"""Outcomes: what holds in which account and view, who moves where, and one state at length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from detente.errors import InputError
from detente.workbench.acts import Form
from detente.workbench.page import Grid, Page
from detente.workbench.screens.screen import endpoint, screen, wide_screen
from detente.workbench.sheet import Sheet

if TYPE_CHECKING:
    from detente.brief.lexicon import Lexicon
    from detente.workbench.screens.outcomes.rows import Rows
    from detente.workbench.screens.outcomes.scene import Scene
    from detente.workbench.screens.outcomes.state import State

#: states that the graph shows at most
_SHOWN = 14


@screen(
    "outcomes",
    title="Outcomes",
    says="Which outcomes would hold in which account and view, and why.",
    place=4,
)
def outcomes(sheet: Sheet) -> Page:
    """The table, the graph, one state, and what lies beyond single moves."""
    from detente.brief.document import plain
    from detente.brief.wording import outcomes as say
    from detente.stability import CONCEPTS
    from detente.workbench.screens.outcomes import rows as table
    from detente.workbench.screens.outcomes.beyond import parts
    from detente.workbench.screens.outcomes.columns import choices, judged
    from detente.workbench.screens.outcomes.scene import concepts, scene_or_job

    empty: dict[str, Any] = {"rows": None, "places": {}, "job": None}
    try:
        scene, job = scene_or_job(sheet)
    except InputError as error:
        return Page({**empty, "lacks": _sentence(error)})
    if scene is None:
        return Page({**empty, "lacks": "", "job": job})
    words = scene.words()
    concept, kind = _concept(sheet), sheet.params.get("rows", "")
    kind = kind if kind in table.KINDS else "telling"
    offered = choices(sheet, scene, words)
    shown = judged(scene, [one for one in offered if one.shown])
    rows = table.rows_of(scene, words, shown, kind, concept, _number(sheet, "page", 1))
    told = _state(sheet, scene, words, concept, _at(sheet, scene, rows))
    material = scene.material
    many = material.accounts[0].base.game.n_states
    figures, values = _figures(sheet, scene, told["state"])
    beyond = parts(sheet, scene, sheet.params.get("parts", ""))
    for part in beyond:
        figures.update(part.drawn)
    grid = Grid(
        ("Outcome", "Code", *(plain(one.choice.head) for one in shown)),
        [(row.title, str(row.code), *(plain(c.words) for c in row.cells)) for row in rows.rows],
    )
    return Page(
        {
            "intro": say.intro(many, len(material.accounts)),
            "rows": rows,
            "kinds": table.KINDS,
            "kind": kind,
            "concepts": concepts(),
            "concept": concept,
            "concept_says": f"{CONCEPTS[concept].title}: {CONCEPTS[concept].says}.",
            "choices": offered,
            "shown": shown,
            "left_out": material.holes,
            "parts": beyond,
            "at": told["state"].code if told["state"] else None,
            "peek": False,
            "job": None,
            **values,
            **told,
        },
        figures,
        {"outcomes": grid},
    )


@wide_screen("outcomes")
def wide_outcomes(sheet: Sheet) -> Page:
    """Where nobody could list the states: numbers, few words, pages, one state."""
    from detente.workbench.screens.outcomes.wide import outcomes as drawn

    return drawn(sheet)


@endpoint("outcomes.state", method="GET")
def one_state(sheet: Sheet, form: Form) -> Response:
    """One state at length, to be put into the page while one looks around."""
    from detente.workbench.render import render
    from detente.workbench.screens.outcomes.scene import scene_of

    here = Sheet(sheet.desk, sheet.open, sheet.line, "outcomes", sheet.params)
    scene = scene_of(here)
    code = _number(here, "at", -1)
    told = _state(here, scene, scene.words(), _concept(here), code if code >= 0 else None)
    page = render(
        "outcomes_state.html", sheet=here, open=here.open, line=here.line, case=here.case,
        page=Page(), peek=True, **told,
    )  # fmt: skip
    return HTMLResponse(page)


@endpoint("outcomes.part", method="GET")
def one_part(sheet: Sheet, form: Form) -> Response:
    """One of the parts that are fetched after the page stands."""
    from detente.workbench.render import render
    from detente.workbench.screens.outcomes.beyond import parts
    from detente.workbench.screens.outcomes.scene import scene_of

    params = {key: value for key, value in sheet.params.items() if key != "part"}
    here = Sheet(sheet.desk, sheet.open, sheet.line, "outcomes", params)
    scene = scene_of(here)
    key = form.get("part")
    found = [part for part in parts(here, scene, key) if part.key == key]
    figures = {name: one for part in found for name, one in part.drawn.items()}
    page = render(
        "outcomes_part.html", sheet=here, open=here.open, line=here.line, case=here.case,
        page=Page(figures=figures), places=scene.places, part=found[0] if found else None,
    )  # fmt: skip
    return HTMLResponse(page)


# ---------------------------------------------------------------------------- one state


def _at(sheet: Sheet, scene: Scene, rows: Rows) -> int | None:
    """The state that is told of: the one asked for, else the present, else the first row's."""
    asked = _number(sheet, "at", -1)
    if asked >= 0:
        return asked
    base = scene.material.accounts[0].base.game
    if base.present is not None:
        return base.code(base.present)
    return rows.rows[0].code if rows.rows else None


def _state(
    sheet: Sheet, scene: Scene, words: Lexicon, concept: str, code: int | None
) -> dict[str, Any]:
    """What the panel on one state shows, for the page and for the endpoint."""
    from detente.brief.document import plain
    from detente.workbench.screens.outcomes.scene import large
    from detente.workbench.screens.outcomes.state import known_code, state_at

    state: State | None = None
    job = None
    lacks = ""
    seen = words.view(sheet.view)
    account = scene.account(sheet.hypothesis)
    under = "" if sheet.hypothesis is None or account is None else plain(words.account(account))
    if code is not None:
        try:
            if known_code(scene, code):
                where = code, sheet.view, sheet.hypothesis, concept
                if large(sheet.case):
                    job = sheet.job(("state", where), lambda _: state_at(scene, words, *where))
                    state, lacks = job.result, job.error
                else:
                    state = state_at(scene, words, *where)
            else:
                lacks = f"This case has no state with the code {code}."
        except InputError as error:
            lacks = _sentence(error)
    shown_as = plain(seen) + (f", with {under}" if under else "")
    return {
        "state": state,
        "lacks": lacks,
        "state_job": job if job is not None and not job.ready else None,
        "shown_as": shown_as[:1].upper() + shown_as[1:],
        "places": scene.places,
    }


# ---------------------------------------------------------------------------- figures


def _figures(
    sheet: Sheet, scene: Scene, state: State | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    from detente.charts import CHARTS
    from detente.workbench.screens.outcomes.graph import too_large

    figures: dict[str, Any] = {}
    marks = state.route.marks if state is not None and state.route is not None else ()
    also = [code for _, start, end in marks for code in (start, end)]
    if state is not None:
        also.append(state.code)
    no_graph = ""
    try:
        look = scene.look(sheet.view, sheet.hypothesis)
        also += [code for ask in scene.material.asked for code in ask.codes]
        if too_large(look.game):
            no_graph = "There are too many states to draw; the table lists them page by page."
        else:
            key = ("graph", sheet.view, sheet.hypothesis, tuple(also), marks)
            figures["graph"] = sheet.once(
                key,
                lambda: CHARTS["state-graph"](
                    sheet.case,
                    look.table,
                    also=also,
                    limit=_SHOWN,
                    way=marks,
                    codes=True,
                    width=760,
                ),
            )
    except InputError as error:
        no_graph = _sentence(error)
    return figures, {"no_graph": no_graph, "way_marked": bool(marks)}


def _concept(sheet: Sheet) -> str:
    from detente.stability import default_concepts

    asked = sheet.params.get("concept", "")
    return asked if asked in default_concepts() else "seq"


def _number(sheet: Sheet, name: str, default: int) -> int:
    text = sheet.params.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else default


def _sentence(error: InputError) -> str:
    text = str(error).strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
