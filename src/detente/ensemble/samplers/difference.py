"""A side may see what the case says it does not: one difference of a view falls away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.case.model import Case, Marked, View
from detente.ensemble.inputs import SAMPLERS, Input, Sampler

#: sections of a view whose entries are differences, and how one is told
SECTIONS = {
    "unseen": "does not see {}",
    "one_way": "is wrong about whether {} can be undone",
    "impossible": "holds impossible: {}",
    "possible": "holds possible: {}",
}


def _find(case: Case, unmarked: float) -> Iterator[Input]:
    for key, view in case.views.items():
        for section, told in SECTIONS.items():
            for name, entry in _entries(view, section):
                if entry.doubt is not None:
                    what = getattr(entry, "value", None) if isinstance(name, int) else name
                    yield Input(
                        "difference",
                        ("views", key, section, name),
                        f"{key} {told.format(what)}",
                        entry.doubt,
                        ("it sees this as those above it do",),
                        entry.basis or "assumed",
                    )


def _entries(view: View, section: str) -> list[tuple[str | int, Marked]]:
    held = getattr(view, section)
    return list(held.items()) if isinstance(held, dict) else list(enumerate(held))


def _apply(case: Case, chosen: Sequence[tuple[Input, int]]) -> Case:
    views: dict[str, Any] = dict(case.views)
    for key in dict.fromkeys(str(one.path[1]) for one, _ in chosen):
        update: dict[str, Any] = {}
        for section in SECTIONS:
            gone = {one.path[3] for one, _ in chosen if one.path[1:3] == (key, section)}
            kept = [(name, e) for name, e in _entries(views[key], section) if name not in gone]
            whole = isinstance(getattr(views[key], section), dict)
            update[section] = dict(kept) if whole else [entry for _, entry in kept]
        views[key] = views[key].model_copy(update=update)
    return case.model_copy(update={"views": views})


SAMPLERS.add(
    "difference",
    Sampler("difference", "a difference of a view falls away", "moves", _find, _apply),
)
