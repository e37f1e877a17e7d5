"""Stopping long work on cases that nobody could list, and asking again."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from detente.workbench.acts import Form
from detente.workbench.screens.screen import endpoint
from detente.workbench.sheet import Sheet
from detente.workbench.wide.asking import ROLES
from detente.workbench.wide.helpers import Place


@endpoint("wide/stop")
def stop(sheet: Sheet, form: Form) -> Response:
    """End one kind of work; what it has answered by then stays."""
    sheet.desk.helpers.stop(_place(sheet, form))
    return RedirectResponse(sheet.url(), 303)


@endpoint("wide/again")
def again(sheet: Sheet, form: Form) -> Response:
    """Ask again what was not answered, without a limit of time."""
    sheet.desk.helpers.again(_place(sheet, form))
    return RedirectResponse(sheet.url(patient=form.get("patient")), 303)


def _place(sheet: Sheet, form: Form) -> Place:
    role = form.choice("role", tuple(ROLES))
    return Place(sheet.open.slot, sheet.line.key, role)
