"""Views: the table as each side has it, the differences in words, who would be surprised."""

from __future__ import annotations

from detente.workbench.page import Page
from detente.workbench.screens.screen import screen
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
