"""Questions about the whole case: levers, the brief, a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from detente.progress import Progress
from detente.workbench.wide.questions.world import World

if TYPE_CHECKING:
    from detente.levers.result import Change
    from detente.workbench.screens.brief.briefing import Order, Ready
    from detente.workbench.screens.levers.question import Found, Question


def levers(world: World, tell: Progress, question: Question) -> Found:
    """The sets of changes that a search finds, without the way each would be made."""
    from detente.workbench.screens.levers.question import look

    found = look(world.case, question, Event(), tell)
    return replace(
        found,
        levers=replace(
            found.levers,
            levers=tuple(replace(one, changes=_unmade(one.changes)) for one in found.levers.levers),
            nearest=found.levers.nearest
            and replace(found.levers.nearest, changes=_unmade(found.levers.nearest.changes)),
        ),
    )


def _unmade(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(replace(change, made=None) for change in changes)


def brief(world: World, tell: Progress, order: Order, where: str) -> Ready:
    """The brief, in every form that needs no browser.

    Parameters
    ----------
    where : the path of the file, for the evidence beside it
    """
    from detente.workbench.screens.brief.briefing import placed, ready

    return ready(placed(world.case, where), order, tell)


def bundle(
    world: World, tell: Progress, order: Order, where: str, evidence: bool, documents: bool
) -> bytes:
    """Case, brief and, if asked for, evidence in one zip."""
    from detente.workbench.screens.brief.briefing import packed, placed

    return packed(placed(world.case, where), order, evidence, documents)
