"""Views: the table as each side has it, the differences in words, who would be surprised."""

from __future__ import annotations

from detente.workbench.page import Page
from detente.workbench.screens.screen import screen, wide_screen
from detente.workbench.sheet import Sheet


@screen(
    "views",
    title="Views",
    says="How each side may see the game, where the sides differ, and who would be surprised.",
    place=2,
)
def views(sheet: Sheet) -> Page:
    """Lanes, differences with their evidence, surprises, stories, words with two meanings."""
    from detente.workbench.screens.views.gather import gathered

    return gathered(sheet)


@wide_screen("views")
def wide_views(sheet: Sheet) -> Page:
    """Numbers and examples where nobody could list the states."""
    from detente.workbench.screens.views.wide import gathered

    return gathered(sheet)
