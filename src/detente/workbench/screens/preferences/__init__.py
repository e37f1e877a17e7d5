"""Preferences: a ladder for every party, and the lines that its order follows from."""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from detente.workbench.acts import Form
from detente.workbench.page import Page
from detente.workbench.screens.screen import endpoint, screen, wide_screen
from detente.workbench.sheet import Sheet


@screen(
    "preferences",
    title="Preferences",
    says="What each party prefers, rung by rung, and the lines that its order follows from.",
    place=3,
)
def preferences(sheet: Sheet) -> Page:
    """Ladders side by side under one view or account."""
    from detente.workbench.screens.preferences.gather import gathered

    return gathered(sheet)


@wide_screen("preferences")
def wide_preferences(sheet: Sheet) -> Page:
    """Ladders of a few telling states where nobody could list them all."""
    from detente.workbench.screens.preferences.wide import gathered

    return gathered(sheet)


@endpoint("preferences.check", "GET")
def check(sheet: Sheet, form: Form) -> Response:
    """Whether a text that is being typed is an expression, and in how many states it holds."""
    from detente.workbench.screens.preferences.check import checked

    return HTMLResponse(checked(sheet, "".join(form.all("is")[-1:])))
