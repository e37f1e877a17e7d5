"""A case's accounts and views with the brief's words for them, as the screens need them.

The brief gathers everything that a case allows; a screen that is drawn after every change cannot
wait for that. Here stands what tables and single outcomes are told from, each game judged once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from detente.brief.endings import Ending, endings_of
from detente.brief.lexicon import Lexicon, anchor
from detente.brief.looks import Account, Look
from detente.brief.material import MANY, Material
from detente.brief.positions import asked, wanted
from detente.case.model import Case
from detente.errors import InputError
from detente.levers.find import cells_of
from detente.stability import CONCEPTS, default_concepts
from detente.stability.standing import stand
from detente.workbench.analysis import Analyses
from detente.workbench.jobs import Job
from detente.workbench.sheet import Sheet

#: cases with more combinations than this are judged in the background
LARGE = 1 << 15


@dataclass(frozen=True, eq=False)
class Scene:
    """One version of a case, judged account by account.

    Attributes
    ----------
    material : as the brief has it, without what only the brief tells
    """

    analyses: Analyses
    material: Material

    def look(self, view: str = "base", hypothesis: str | None = None) -> Look:
        """One game with its verdicts.

        Raises
        ------
        InputError
            when the case allows no game there.
        """
        return look_at(self.analyses, view, hypothesis)

    def account(self, hypothesis: str | None) -> Account | None:
        """The account of one base, if it was possible."""
        return next((one for one in self.material.accounts if one.key == hypothesis), None)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where the brief's links to outcomes lead: a state's code by the name of the place."""
        return {anchor(ending): ending.codes[0] for ending in self.material.endings}

    def words(self) -> Lexicon:
        """Names for everything, fresh: what was told once on a page is told again on the next."""
        return Lexicon(self.material)

    def ending(self, code: int) -> Ending:
        """The outcome that a state belongs to; a state without a name is one of its own."""
        found = self.material.ending(code)
        return found if found is not None else alone(self, code)


def alone(scene: Scene, code: int) -> Ending:
    """One state as an outcome of its own."""
    base = scene.material.accounts[0].base
    place = base.at(code)
    name = ""
    if place is not None:
        game = base.game
        outcome = game.outcome(place)
        name = game.state_names[place] if game.state_names else (outcome.name if outcome else "")
    return Ending(f"code {code}", name, (code,))


def look_at(analyses: Analyses, view: str, hypothesis: str | None) -> Look:
    """One game with its verdicts, judged once for every screen."""

    def made() -> Look:
        table = analyses.solved(view, hypothesis)
        return Look(table.game, table, stand(table))

    return analyses.once(("look", view, hypothesis), made)


def scene_of(sheet: Sheet) -> Scene:
    """The scene of a sheet's version.

    Raises
    ------
    InputError
        where the base is no game yet.
    """
    return scene_from(sheet.analyses)


def scene_or_job(sheet: Sheet) -> tuple[Scene | None, Job | None]:
    """The scene; of a large case the work on it, until it is done.

    Raises
    ------
    InputError
        where the base is no game yet.
    """
    if not large(sheet.case):
        return scene_of(sheet), None
    job = sheet.job(("scene",), lambda _: scene_of(sheet))
    if not job.ready:
        return None, job
    if job.error:
        raise InputError(job.error)
    scene: Scene = job.result
    return scene, None


def large(case: Case) -> bool:
    """Whether a page does not wait for all verdicts of a case."""
    return not case.graph_form and cells_of(case) > LARGE


def scene_from(analyses: Analyses) -> Scene:
    """The same for any version.

    Raises
    ------
    InputError
        where the base is no game yet.
    """
    return analyses.once(("scene",), lambda: Scene(analyses, _material(analyses)))


def _material(analyses: Analyses) -> Material:
    case = analyses.case
    accounts, holes = [], []
    for key in (None, *case.hypotheses):
        try:
            base = look_at(analyses, "base", key)
        except InputError as error:
            if key is None:
                raise
            holes.append(f"The account '{key}' was left out: {error}")
            continue
        accounts.append(Account(key, analyses.lens(key), tuple(case.views), base))
    asks = tuple(asked(case, accounts[0].base))
    wants = wanted(case, accounts[0].base)
    endings = tuple(endings_of(case, accounts, asks, wants, MANY))
    return Material(
        case, "all", tuple(accounts), None, None, endings, asks, wants, tuple(holes), (), case
    )


def concepts() -> list[tuple[str, str, str]]:
    """The definitions of holding that the screens offer: id, title, what it says."""
    return [(key, CONCEPTS[key].title, CONCEPTS[key].says) for key in default_concepts()]
