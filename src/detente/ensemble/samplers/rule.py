"""A combination that the case holds impossible may be possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.case.model import Case
from detente.ensemble.inputs import SAMPLERS, Input, Sampler


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for place, entry in enumerate(case.impossible):
        if entry.doubt is not None:  # what is impossible is most often so by definition
            yield Input(
                "rule",
                ("impossible", place),
                entry.value,
                entry.doubt,
                ("it is possible",),
                entry.basis or "assumed",
                ("impossible",),
                place,
            )


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    gone = {one.place for one, _ in chosen}
    rules = [entry for place, entry in enumerate(case.impossible) if place not in gone]
    return case.model_copy(update={"impossible": rules})


SAMPLERS.add(
    "rule",
    Sampler("rule", "what is held impossible is possible after all", "moves", _find, _apply),
)
