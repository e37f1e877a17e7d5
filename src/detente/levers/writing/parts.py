"""The parts of a case that a lever may change, each under a key of its own.

Two cases are held against each other part by part; a part that only one of them has is missing in
the other. What stands outside these parts no lever touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from detente.case.model import Case, PartyChange
from detente.errors import InputError

#: where a part stands: the names of the sections on the way, and last what it is
Key = tuple[str, ...]
Parts = dict[Key, Any]


def parts(case: Case) -> Parts:
    """All of them, in file order."""
    return dict(_all(case))


def _all(case: Case) -> Iterator[tuple[Key, Any]]:
    yield ("impossible",), case.impossible
    if case.present is not None:
        yield ("present",), case.present
    for party, moves in case.moves.items():
        yield ("moves", party), moves
    for party, entry in case.parties.items():
        yield ("parties", party, "seat"), entry.at_table
        if entry.preferences is not None:
            yield ("parties", party, "preferences"), entry.preferences
        for name, option in entry.options.items():
            yield ("parties", party, "options", name), option
    for key, rival in case.hypotheses.items():
        yield from _changes(("hypotheses", key), rival.parties)
    for key, view in case.views.items():
        at = ("views", key)
        yield from _changes(at, view.parties)
        yield (*at, "impossible"), view.impossible
        yield (*at, "possible"), view.possible
        if view.present is not None:
            yield (*at, "present"), view.present
        for name, presumed in view.unseen.items():
            yield (*at, "unseen", name), presumed
        for name, way in view.one_way.items():
            yield (*at, "one_way", name), way
        for party, options in view.imagined.items():
            for name, option in options.items():
                yield (*at, "imagined", party, name), option


def _changes(at: Key, parties: Mapping[str, PartyChange]) -> Iterator[tuple[Key, Any]]:
    for party, change in parties.items():
        if change.preferences is not None:
            yield (*at, party, "preferences"), change.preferences
        for name, option in (change.options or {}).items():
            yield (*at, party, "options", name), option


def together(start: Parts, variants: Iterable[Parts]) -> Parts:
    """The parts with the changes of every variant made at once.

    Raises
    ------
    InputError
        where two variants change the same part to different things.
    """
    changed: Parts = {}
    gone: set[Key] = set()
    for variant in variants:
        for key in start.keys() - variant.keys():
            if key in changed:
                raise _disagree(key)
            gone.add(key)
        for key, value in variant.items():
            if key in start and start[key] == value:
                continue
            if key in gone or (key in changed and changed[key] != value):
                raise _disagree(key)
            changed[key] = value
    kept = {key: changed.pop(key, value) for key, value in start.items() if key not in gone}
    return {**kept, **changed}


def _disagree(key: Key) -> InputError:
    return InputError(
        f"what changes at {'.'.join(key[:-1]) or key[0]} differs from one hypothesis to another, "
        "and a case file can say it only once; look for changes under one hypothesis"
    )
