"""A weight may be wrong: what it weighs does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.model import Case, Weights
from detente.ensemble.inputs import SAMPLERS, Input, Sampler
from detente.ensemble.lists import by_owner, every_list, find_list, with_list


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for owner, preferences in every_list(case):
        if not isinstance(preferences, Weights):
            continue
        for place, (expr, entry) in enumerate(preferences.entries.items()):
            yield Input(
                "weight",
                (*owner, "weights", expr),
                expr,
                entry.doubt if entry.doubt is not None else unmarked,
                ("it does not matter",),
                entry.basis or "assumed",
                owner,
                place,
            )


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    for owner, choices in by_owner(chosen):
        found = find_list(case, owner)
        assert isinstance(found, Weights)
        entries = {
            expr: entry
            for place, (expr, entry) in enumerate(found.entries.items())
            if place not in choices
        }
        case = with_list(case, owner, Weights(entries=entries))
    return case


SAMPLERS.add("weight", Sampler("weight", "a weight is left out of the sum", "ranks", _find, _apply))
