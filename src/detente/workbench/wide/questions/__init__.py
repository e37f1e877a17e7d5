"""The questions that a helper answers about one case, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detente.workbench.wide.questions.orders import held, splits, worth
from detente.workbench.wide.questions.sets import counted, described, listed, marks, telling
from detente.workbench.wide.questions.states import judged, reasons, together, way
from detente.workbench.wide.questions.views import compared, misread, surprised
from detente.workbench.wide.questions.whole import brief, bundle, levers, tried
from detente.workbench.wide.questions.world import World

__all__ = ["QUESTIONS", "World"]

QUESTIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        *(counted, telling, described, marks, listed),
        *(judged, reasons, way, together),
        *(splits, worth, held),
        *(compared, misread, surprised),
        *(levers, tried, brief, bundle),
    )
}
