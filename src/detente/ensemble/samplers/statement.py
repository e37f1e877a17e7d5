"""A statement of preference may be wrong, or matter less than the case says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.model import Case, Prefers
from detente.ensemble.inputs import SAMPLERS, Input, Sampler
from detente.ensemble.lists import by_owner, every_list, find_list, rearranged, with_list


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for owner, preferences in every_list(case):
        if not isinstance(preferences, Prefers):
            continue
        last = len(preferences.statements) - 1
        for place, statement in enumerate(preferences.statements):
            doubt = statement.doubt if statement.doubt is not None else unmarked
            says: tuple[str, ...] = ("it does not matter",)
            if place < last:
                says = (*says, "it matters less than the next")
            yield Input(
                "statement",
                (*owner, "prefers", place),
                " or ".join(statement.alternatives),
                doubt,
                says,
                statement.basis or "assumed",
                owner,
                place,
            )


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    for owner, choices in by_owner(chosen):
        found = find_list(case, owner)
        assert isinstance(found, Prefers)
        statements = rearranged(found.statements, choices)
        case = with_list(case, owner, found.model_copy(update={"statements": statements}))
    return case


SAMPLERS.add(
    "statement",
    Sampler(
        "statement",
        "a statement of preference is left out, or matters less than the next one",
        "ranks",
        _find,
        _apply,
    ),
)
