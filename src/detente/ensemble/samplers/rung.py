"""A rung of a ranking may stand one too high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.model import Case, Ranking
from detente.ensemble.inputs import SAMPLERS, Input, Sampler
from detente.ensemble.lists import (
    DEMOTED,
    by_owner,
    every_list,
    find_list,
    rearranged,
    with_list,
)


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for owner, preferences in every_list(case):
        if not isinstance(preferences, Ranking):
            continue
        for place, rung in enumerate(preferences.rungs[:-1]):
            marks = [entry.doubt for entry in rung if entry.doubt is not None]
            yield Input(
                "rung",
                (*owner, "ranking", place),
                " or ".join(entry.value for entry in rung),
                max(marks) if marks else unmarked,
                ("the next rung is better",),
                next((entry.basis for entry in rung if entry.basis), None) or "assumed",
                owner,
                place,
            )


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    for owner, choices in by_owner(chosen):
        found = find_list(case, owner)
        assert isinstance(found, Ranking)
        rungs = rearranged(found.rungs, dict.fromkeys(choices, DEMOTED))
        case = with_list(case, owner, found.model_copy(update={"rungs": rungs}))
    return case


SAMPLERS.add(
    "rung",
    Sampler("rung", "a rung of a ranking trades places with the next one", "ranks", _find, _apply),
)
