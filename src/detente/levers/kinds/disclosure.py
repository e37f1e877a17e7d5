"""A fact disclosed: the same error put right in several views at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.case.model import Case
from detente.levers.beliefs import Error, errors
from detente.levers.edits import BELIEFS, Apply, Edit, Ground, kind


@kind("disclosure", says="somebody shows several parties at once what they had wrong")
def disclosures(ground: Ground) -> Iterator[Edit]:
    """One for every fact that at least two views one level in have wrong."""
    by_fact: dict[tuple[str, str], list[Error]] = {}
    for error in errors(ground):
        if len(error.path) == 1:
            by_fact.setdefault((error.kind, error.about), []).append(error)
    for (_, about), wrong in by_fact.items():
        holders = list(dict.fromkeys(error.path[0] for error in wrong))
        if len(holders) < 2:
            continue
        yield ground.edit(
            "disclosure",
            _who_shows(ground, wrong[0], holders),
            replace(wrong[0].told, view=(), parties=tuple(holders)),
            frozenset(touch for error in wrong for touch in error.touches),
            _all(wrong),
            phase=BELIEFS + 2,
            options=(about,) if wrong[0].options else (),
            whole=True,
        )


def _all(wrong: list[Error]) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        for error in wrong:
            case = error.corrected(case, hypothesis)
        return case

    return apply


def _who_shows(ground: Ground, error: Error, holders: list[str]) -> str:
    """The party that the fact is about, else one that has it right, else a guarantor."""
    if error.owner is not None:
        return error.owner
    others = [party for party in ground.game.parties if party not in holders]
    guarantors = ground.case.levers.guarantors if ground.case.levers else []
    return next(iter([*guarantors, *others]), "mediator")
