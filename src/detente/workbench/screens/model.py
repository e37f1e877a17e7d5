"""The options table: who can do what, and who would stay where."""

from __future__ import annotations

from detente.workbench.page import Page
from detente.workbench.screens.screen import screen
from detente.workbench.sheet import Sheet


@screen("model", title="Model", says="Who can do what, and who would stay where.", place=1)
def model(sheet: Sheet) -> Page:
    """The options table of one view, with its verdicts."""
    from detente.charts import CHARTS

    figure = CHARTS["option-table"](sheet.case, sheet.solved)
    return Page({}, {"table": figure})
