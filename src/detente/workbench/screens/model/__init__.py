"""The options table: who can do what, and who would stay where."""

from __future__ import annotations

from math import prod
from typing import Any

from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from detente.case.model import DOUBTS
from detente.case.names import names
from detente.charts import CHARTS
from detente.errors import InputError
from detente.progress import Progress
from detente.stability import StabilityTable
from detente.workbench.acts import Form
from detente.workbench.page import Grid, Page
from detente.workbench.screens.model.beside import beside, highlighted
from detente.workbench.screens.model.board import SAYS, Board, board, grid_lines
from detente.workbench.screens.model.columns import FILTERS, ORDERS, PICKED, pinned
from detente.workbench.screens.model.later import Later
from detente.workbench.screens.model.reasons import why
from detente.workbench.screens.model.rules import outcomes, rules, same, vocabulary
from detente.workbench.screens.model.wide import try_state
from detente.workbench.screens.screen import endpoint, screen
from detente.workbench.screens.terms.glossary import short
from detente.workbench.sheet import Sheet
from detente.workbench.wide.essence import wide

#: cases with more cells are analysed in the background
_LARGE = 1 << 15


@screen("model", title="Model", says="Who can do what, and who would stay where.", place=1)
def model(sheet: Sheet) -> Page:
    """The options table of one view, with its verdicts and all that can be changed there."""
    case = sheet.case
    universe = names(case)
    blank = not universe.states and not universe.options
    table, job, trouble = None, None, ""
    if not blank:
        try:
            table, job = _solved(sheet)
        except InputError as error:
            trouble = str(error)
    shown = board(sheet, table) if table is not None else None
    picked = beside(sheet, table)
    values: dict[str, Any] = {
        "board": shown,
        "blank": blank,
        "job": job,
        "trouble": trouble,
        "beside": picked,
        "chosen_code": highlighted(shown.columns, picked) if shown else "",
        "where": "" if sheet.view == "base" else sheet.view,
        "base": sheet.view == "base",
        "rules": rules(sheet),
        "same": same(case),
        "outcomes": outcomes(case, table.game if table is not None else None),
        "says": SAYS,
        "filters": FILTERS,
        "orders": ORDERS,
        "words": vocabulary(case),
        "pins": pinned(sheet.params),
        "doubts": DOUBTS,
        "short": short,
    }
    if shown is None or table is None:
        return Page(values)
    return Page(
        values,
        Later({"options": lambda: _figure(sheet, shown, table)}),
        Later({"options": lambda: Grid(*grid_lines(shown))}),
    )


def _solved(sheet: Sheet) -> tuple[StabilityTable | None, Any]:
    """The verdicts, or the work that is still going on."""
    cells = prod(len(option.levels) for option in names(sheet.case).options)
    if cells <= _LARGE:
        return sheet.solved, None
    views = sheet.views if sheet.params.get("show") == "anyview" else ()

    def work(progress: Progress) -> StabilityTable:
        for done, (path, _) in enumerate(views):
            progress(done, len(views), "views")
            sheet.analyses.solved(path, sheet.hypothesis)
        return sheet.solved

    job = sheet.job(("solved", sheet.view, sheet.hypothesis, bool(views)), work)
    if job.ready and job.error:
        raise InputError(job.error)
    return (job.result, None) if job.ready else (None, job)


def _figure(sheet: Sheet, shown: Board, table: StabilityTable) -> Any:
    codes = [int(column.code) for column in shown.columns]
    return CHARTS["option-table"](
        sheet.case,
        table,
        first=codes,
        limit=len(codes),
        misread=shown.misread,
        loose=True,
        width=1100,
    )


@endpoint("model/pin")
def pin(sheet: Sheet, form: Form) -> Response:
    """Show the state that differs in one cell, beside the present."""
    if wide(sheet.case):
        return try_state(sheet, form)
    code = form.number("pin")
    game = sheet.game
    index = game.index(code)
    codes = pinned(sheet.params)
    if index is not None and index != game.present:
        code = game.code(index)
        codes = [*(one for one in codes if one != code), code][-PICKED:]
    listed = ",".join(map(str, codes))
    return RedirectResponse(sheet.url("model", pinned=listed, at=f"state:{code}"), 303)


@endpoint("model/why", "GET")
def reason(sheet: Sheet, form: Form) -> Response:
    """Why one party would stay in one state, as a piece of a page."""
    if wide(sheet.case):
        return HTMLResponse("<p>Choose the sign to have it asked why.</p>")
    table = sheet.solved
    party, index = form.text("party"), table.game.index(form.number("code"))
    if index is None or party not in table.game.parties:
        raise InputError("there is no such state in this view any more")
    told = [Markup("<p>{}</p>").format(one) for one in why(sheet, table, party, index)]
    return HTMLResponse(str(escape(Markup("").join(told))))
