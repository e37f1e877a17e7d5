"""Lists of preferences: where they stand, and the same list with some entries otherwise.

Entries that trade places are counted by a key: an entry that gives way takes the place behind the
next one. So it does not matter in which order several changes of one list are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from detente.case.model import Case, Path, Prefers, Ranking, Weights
from detente.ensemble.inputs import Input

T = TypeVar("T")
Preferences = Prefers | Ranking | Weights

DROPPED, DEMOTED = 1, 2


def every_list(case: Case) -> Iterator[tuple[Path, Preferences]]:
    """Every list of preferences and where it stands: the base, hypotheses, views."""
    for party, value in case.parties.items():
        if value.preferences is not None:
            yield ("parties", party), value.preferences
    for section, held in (("hypotheses", case.hypotheses), ("views", case.views)):
        for key, part in held.items():
            for party, change in part.parties.items():
                if change.preferences is not None:
                    yield (section, key, party), change.preferences


def find_list(case: Case, owner: Path) -> Preferences | None:
    """The list of preferences that stands at a place."""
    return next((found for path, found in every_list(case) if path == owner), None)


def with_list(case: Case, owner: Path, preferences: Preferences) -> Case:
    """The same case with another list of preferences at a place."""
    change: dict[str, Any] = {
        field: preferences if isinstance(preferences, kind) else None
        for field, kind in (("prefers", Prefers), ("ranking", Ranking), ("weights", Weights))
    }
    if owner[0] == "parties":
        parties = dict(case.parties)
        parties[str(owner[1])] = parties[str(owner[1])].model_copy(update=change)
        return case.model_copy(update={"parties": parties})
    section, key, party = (str(step) for step in owner)
    held: dict[str, Any] = dict(getattr(case, section))
    inner = dict(held[key].parties)
    inner[party] = inner[party].model_copy(update=change)
    held[key] = held[key].model_copy(update={"parties": inner})
    return case.model_copy(update={section: held})


def rearranged(entries: Sequence[T], choices: dict[int, int]) -> list[T]:
    """The entries with some dropped and some put behind the next one.

    Parameters
    ----------
    choices : by place, `DROPPED` or `DEMOTED`
    """
    keyed = [
        (place + 1.5 if choices.get(place) == DEMOTED else float(place), entry)
        for place, entry in enumerate(entries)
        if choices.get(place) != DROPPED
    ]
    return [entry for _, entry in sorted(keyed, key=lambda one: one[0])]


def by_owner(chosen: Sequence[tuple[Input, int]]) -> Iterator[tuple[Path, dict[int, int]]]:
    """The choices of each list, by place."""
    for owner in dict.fromkeys(one.owner for one, _ in chosen):
        yield owner, {one.place: choice for one, choice in chosen if one.owner == owner}
