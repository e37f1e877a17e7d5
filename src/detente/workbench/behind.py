"""Screens of large cases, drawn in the background: no request waits for millions of states."""

from __future__ import annotations

from math import prod

from detente.case.model import Case
from detente.case.names import names
from detente.workbench.jobs import Job
from detente.workbench.page import Page
from detente.workbench.screens import SCREENS, Screen
from detente.workbench.screens.screen import WIDE
from detente.workbench.sheet import Sheet
from detente.workbench.wide.essence import wide

#: states times parties from which a screen is drawn in the background, and parties
_LARGE, _PARTIES = 1 << 17, 100
#: states times parties times views that are held at once; each costs some forty bytes
_MOST = 1 << 27
#: screens that hold the game of every party's view
_EVERY_VIEW = {"views", "preferences"}


def drawn(sheet: Sheet) -> tuple[str, Page]:
    """A template and what fills it: the screen, or how far it is, or why there is none."""
    screen = SCREENS[sheet.screen]
    if wide(sheet.case):  # helpers work, pages only show
        if screen.key in WIDE:
            return f"wide_{screen.key}.html", WIDE[screen.key](sheet)
        return f"{screen.key}.html", screen.draw(sheet)
    cells, parties = _states(sheet.case), len(sheet.case.parties)
    if cells * parties <= _LARGE and parties <= _PARTIES:
        return f"{screen.key}.html", screen.draw(sheet)
    if screen.key in _EVERY_VIEW and cells * parties * parties > _MOST:
        return _instead(
            screen,
            None,
            f"The case has {cells:,} states for {parties} parties: too many to lay the view of "
            "every party side by side. Leave out options, or say which of them go together",
        )
    key = ("screen", screen.key, tuple(sorted(sheet.params.items())))
    job = sheet.job(key, lambda _: screen.draw(sheet), 0.3)
    if not job.ready:
        return _instead(screen, job, "")
    sheet.desk.jobs.forget(job)  # a page shows more than its version, and is drawn anew next time
    if job.error:
        return _instead(screen, None, job.error[:1].upper() + job.error[1:].rstrip("."))
    return f"{screen.key}.html", job.result


def _instead(screen: Screen, job: Job | None, lacks: str) -> tuple[str, Page]:
    return "behind.html", Page({"title": screen.title, "job": job, "lacks": lacks})


def _states(case: Case) -> int:
    universe = names(case)
    return max(prod(len(option.levels) for option in universe.options), len(universe.states))
