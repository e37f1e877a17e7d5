"""What lies beyond single moves: where a deal could be, and who could go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from detente.brief.deal import deal
from detente.brief.document import Block, Heading, Picture
from detente.brief.sections.hope import going_together
from detente.brief.ways import together
from detente.charts import CHARTS, Figure
from detente.errors import InputError
from detente.workbench.jobs import Job
from detente.workbench.outcomes.scene import Scene
from detente.workbench.sheet import Sheet

#: seconds that a page waits for each part before it is drawn without it
_WAIT = 0.03


@dataclass(frozen=True, eq=False)
class Part:
    """One part of the page, made in the background.

    Attributes
    ----------
    what : what is being done, while it is
    figure : name of its figure; empty without one
    """

    key: str
    heading: str
    what: str
    job: Job | None
    figure: str = ""
    blocks: Sequence[Block] = ()
    drawn: Mapping[str, Figure] = field(default_factory=dict)


def parts(sheet: Sheet, scene: Scene) -> list[Part]:
    """The parts that the case allows, as far as they are done."""
    case = scene.material.case
    found = []
    if case.values or case.walk_away:
        job = sheet.job(("deal",), lambda _: _deal(scene), _WAIT)
        found.append(_part("deal", "Where a deal could be", "looking for a deal", job))
    if len(scene.material.parties) > 1 and not scene.material.many:
        job = sheet.job(("together",), lambda _: _together(scene), _WAIT)
        found.append(_part("together", "Who could go together", "asking groups", job))
    return [part for part in found if not _empty(part)]


def _part(key: str, heading: str, what: str, job: Job) -> Part:
    if not job.ready or job.error:
        return Part(key, heading, what, job)
    blocks, figure = job.result
    drawn = {} if figure is None else {key: figure}
    return Part(key, heading, what, job, key if figure else "", blocks, drawn)


def _empty(part: Part) -> bool:
    job = part.job
    return job is not None and job.ready and not job.error and not part.blocks and not part.drawn


def _plain(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Without pictures, which the page draws itself, and without the first heading."""
    kept = [one for one in blocks if not isinstance(one, Picture)]
    return tuple(kept[1:] if kept and isinstance(kept[0], Heading) else kept)


def _deal(scene: Scene) -> tuple[tuple[Block, ...], Figure | None]:
    from detente.bargaining import bargain

    case = scene.material.case
    figure = None
    with suppress(InputError):
        figure = CHARTS["zone"](case, bargain(case).accounts[0], width=760)
    return _plain(deal(scene.material, scene.words())), figure


def _together(scene: Scene) -> tuple[tuple[Block, ...], Figure | None]:
    words = scene.words()
    return _plain(list(going_together(scene.material, words, together(scene.material)))), None
