"""What is said to be one-way may be undone, in the base or under a hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.case.model import Case, OneWay, Option
from detente.ensemble.inputs import SAMPLERS, Input, Sampler


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for party, value in case.parties.items():
        for name, option in value.options.items():
            doubt = _doubt(option)
            if doubt is not None:
                yield Input(
                    "direction",
                    ("parties", party, "options", name),
                    f"{option.does.value} cannot be undone",
                    doubt,
                    ("it can be undone",),
                    option.one_way.basis or option.basis or "assumed",
                )


def _doubt(option: Option) -> float | None:
    """How doubtful it is that the option is one-way; None where it is not, or bears no mark."""
    if option.one_way.kind == "both":
        return None
    return option.one_way.doubt if option.one_way.doubt is not None else option.doubt


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    parties: dict[str, Any] = dict(case.parties)
    for one, _ in chosen:
        party, name = str(one.path[1]), str(one.path[3])
        options = dict(parties[party].options)
        options[name] = options[name].model_copy(update={"one_way": OneWay()})
        parties[party] = parties[party].model_copy(update={"options": options})
    return case.model_copy(update={"parties": parties})


SAMPLERS.add(
    "direction",
    Sampler("direction", "what is one-way can be undone", "moves", _find, _apply),
)
