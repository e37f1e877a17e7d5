"""What is fetched after the page stands: surprises, a deal, who could go together.

The page holds a place for each part, which asks for it when it is shown; a part that was asked for
once is on the page from then on, with its figure, until the case changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from detente.bargaining import bargain
from detente.brief.deal import deal
from detente.brief.document import Block, Heading, Picture
from detente.brief.looks import SEQ
from detente.brief.material import SURPRISED
from detente.brief.sections.hope import going_together
from detente.brief.sections.outcomes import matrix, telling
from detente.brief.surprises import surprises
from detente.brief.ways import together
from detente.charts import CHARTS, Figure
from detente.errors import InputError
from detente.progress import Progress
from detente.views.lens import Lens
from detente.views.surprises import surprises_of
from detente.workbench.jobs import Job
from detente.workbench.screens.outcomes.scene import Scene
from detente.workbench.sheet import Sheet

Made = tuple[tuple[Block, ...], Figure | None]
_WIDTH = 860


@dataclass(frozen=True, eq=False)
class Part:
    """One part of the page.

    Attributes
    ----------
    what : what is being done, while it is
    job : None while nobody has asked for it
    figure : name of its figure; empty without one
    """

    key: str
    heading: str
    what: str
    job: Job | None
    figure: str = ""
    blocks: Sequence[Block] = ()
    drawn: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kind:
    heading: str
    what: str
    fits: Callable[[Scene], bool]
    make: Callable[[Scene], Made]


def parts(sheet: Sheet, scene: Scene, ask: str = "") -> list[Part]:
    """The parts that the case allows, as far as they were asked for.

    Parameters
    ----------
    ask : key of the part that is asked for now; "all" asks for every one
    """
    asked: set[str] = sheet.once(("outcomes", "asked"), set)
    asked |= set(_KINDS) if ask == "all" else {ask} & set(_KINDS)
    found = []
    for key, kind in _KINDS.items():
        if not kind.fits(scene):
            continue
        if key not in asked:
            found.append(Part(key, kind.heading, kind.what, None))
            continue
        job = sheet.job(("outcomes", key), _work(kind, scene))
        part = _part(key, kind, job)
        if part.job is None or not job.ready or job.error or part.blocks or part.drawn:
            found.append(part)
    return found


def _work(kind: _Kind, scene: Scene) -> Callable[[Progress], Made]:
    return lambda _: kind.make(scene)


def _part(key: str, kind: _Kind, job: Job) -> Part:
    if not job.ready or job.error:
        return Part(key, kind.heading, kind.what, job)
    blocks, figure = job.result
    name = f"part-{key}" if figure else ""
    drawn = {} if figure is None else {name: figure}
    return Part(key, kind.heading, kind.what, job, name, blocks, drawn)


def _plain(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without pictures, which the page draws itself, and without the first heading."""
    kept = [one for one in blocks if not isinstance(one, Picture)]
    return tuple(kept[1:] if kept and isinstance(kept[0], Heading) else kept)


def _matrix(scene: Scene) -> Made:
    """The brief's figure of outcomes by account and view."""
    material = scene.material
    drawn = matrix(material, scene.words(), telling(material))
    figure = CHARTS["outcomes-by-hypothesis"](material.case, drawn, width=_WIDTH)
    return (), figure


def _deal(scene: Scene) -> Made:
    """The zone of agreement, and in words what lies in it, side by side as each sees it."""
    case = scene.material.case
    figure = None
    with suppress(InputError):
        figure = CHARTS["zone"](case, bargain(case).accounts[0], width=_WIDTH)
    return _plain(deal(scene.material, scene.words())), figure


def _together(scene: Scene) -> Made:
    words = scene.words()
    return _plain(list(going_together(scene.material, words, together(scene.material)))), None


def _surprised(scene: Scene) -> Made:
    """Moves that another side did not expect, as the brief tells them."""
    material, words = scene.material, scene.words()
    accounts = tuple(
        replace(account, surprises=surprises_of(account.lens, SEQ))
        for account in material.accounts
        if isinstance(account.lens, Lens)
    )
    return _plain(list(surprises(replace(material, accounts=accounts), words))), None


_KINDS: Mapping[str, _Kind] = {
    "surprises": _Kind(
        "Who would be surprised",
        "Asking who expects what",
        lambda scene: (
            bool(scene.material.case.views)
            and scene.material.accounts[0].base.game.n_states <= SURPRISED
        ),
        _surprised,
    ),
    "deal": _Kind(
        "Where a deal could be",
        "Looking for a deal",
        lambda scene: bool(scene.material.case.values or scene.material.case.walk_away),
        _deal,
    ),
    "together": _Kind(
        "Who could go together",
        "Asking groups",
        lambda scene: len(scene.material.parties) > 1 and not scene.material.many,
        _together,
    ),
    "picture": _Kind(
        "As the brief draws it, where credible answers deter",
        "Drawing",
        lambda scene: len(scene.material.accounts) + len(scene.material.views) > 1,
        _matrix,
    ),
}
