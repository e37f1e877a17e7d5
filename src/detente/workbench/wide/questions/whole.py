"""Questions about the whole case: levers, the brief, a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from detente.case.draft import Draft
from detente.case.files import digest
from detente.case.reader import read_document
from detente.progress import Progress
from detente.workbench.acts import ACTS, Form
from detente.workbench.wide.questions.world import World

#: the fields of a form, each with its values
Fields = tuple[tuple[str, tuple[str, ...]], ...]

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


def tried(world: World, tell: Progress, fields: Fields) -> tuple[str, str]:
    """The text of the case with a set of changes written into it, and what that is called."""
    document = read_document(world.text, world.name, digest(world.text.encode("utf-8")))
    draft = Draft(document)
    label = ACTS["levers.try"](world.case, draft, Form({key: list(it) for key, it in fields}))
    return draft.document.text, label


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
