"""What is filed under the name of a party or an option alone, and goes when it goes."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import normal
from detente.case.model import Case
from detente.case.names import names

#: sections whose keys, or the keys one level further in, are parties
_BY_PARTY = (
    *("stories", "values", "walk_away", "victory", "sells", "feelings", "patience", "clock"),
    "moves",
)
#: lists of party ids, '*' standing for any key
_LISTS = (
    ("tracks", "*", "parties"),
    ("tracks", "*", "sessions", "*", "parties"),
    ("deadlines", "*", "binds"),
    ("levers", "guarantors"),
)
#: mappings from party ids
_MAPS = (
    *((key,) for key in _BY_PARTY),
    ("parties",),
    ("views", "*"),
    ("views", "*", "imagined"),
    ("views", "*", "values"),
    ("views", "*", "walk_away"),
    ("hypotheses", "*"),
    ("stories", "*", "roles"),
    ("feelings", "*"),
    ("meanings", "*"),
    ("grievances", "*", "readings"),
    ("issues", "*", "positions"),
    ("issues", "*", "priority"),
    ("issues", "*", "urgency"),
    ("board", "positions"),
    ("tracks", "*", "sessions", "*", "mood"),
    ("levers", "restores"),
    ("deal", "joint"),
    ("deal", "references"),
    ("deal", "homes"),
)
#: mappings from options, and lists of options
_OPTION_MAPS = (
    ("present",),
    ("board", "intentions"),
    ("board", "positions", "*"),
    ("views", "*", "unseen"),
    ("views", "*", "one_way"),
    ("views", "*", "present"),
)
_OPTION_LISTS = (
    ("views", "*", "unseen"),
    ("issues", "*", "options"),
    ("levers", "restores", "*"),
    ("board", "doubted"),
)


def forget_party(draft: Draft, party: str) -> None:
    """Take out a party, its views, and every entry of the file that stands under its name."""
    for view in list(draft.value(("views",)) or {}):
        if party in view.split("."):
            draft.drop(("views", view))
    for pattern in _MAPS:
        for path in _matching(draft, pattern):
            _less_key(draft, path, {party})
    for pattern in (*_LISTS, ("views", "*", "unseen")):
        for path in _matching(draft, pattern):
            _less_item(draft, path, {party})
            _less_key(draft, path, {party})


def forget_options(case: Case, draft: Draft, party: str, options: Collection[str]) -> None:
    """Take out what stands under the names of options; not the options, nor expressions."""
    shared = [option.option for option in names(case).options]
    gone = {option for option in options if shared.count(option) == 1}
    gone |= {f"{party}.{option}" for option in options}
    for pattern in _OPTION_MAPS:
        for path in _matching(draft, pattern):
            _less_key(draft, path, gone)
            _less_part(draft, path, gone)
    for pattern in _OPTION_LISTS:
        for path in _matching(draft, pattern):
            _less_item(draft, path, gone)
    for path in _matching(draft, ("hypotheses", "*", party, "options")):
        _less_key(draft, path, set(options))


def _less_key(draft: Draft, path: Path, gone: set[str]) -> None:
    """A mapping without some of its keys."""
    written = draft.value(path)
    if isinstance(written, dict):
        for key in [key for key in written if key in gone]:
            draft.drop((*path, key))


def _less_item(draft: Draft, path: Path, gone: set[str]) -> None:
    """A list without the entries that name these."""
    written = draft.value(path)
    if isinstance(written, list):
        for k in reversed(range(len(written))):
            if _named(written[k]) in gone:
                draft.drop((*path, k))


def _named(item: Any) -> str:
    """What an entry of a list names: itself, what its marks stand beside, or an option."""
    if isinstance(item, dict):
        item = item.get("is", item.get("option"))
    return normal(str(item))


def _less_part(draft: Draft, path: Path, gone: set[str]) -> None:
    """A state in state notation, without what it says of some options."""
    written = draft.value(path)
    text = written.get("is") if isinstance(written, dict) else written
    if not isinstance(text, str):
        return
    parts = [part.strip() for part in text.split("+")]
    kept = [part for part in parts if normal(re.split("=+", part)[0].strip()) not in gone]
    if len(kept) < len(parts):
        draft.put(path, " + ".join(kept) or "none")


def _matching(draft: Draft, pattern: tuple[str, ...]) -> list[Path]:
    """The paths of the file that a pattern stands for, later ones first."""
    found: list[Path] = [()]
    for part in pattern:
        if part != "*":
            found = [(*path, part) for path in found if draft.has((*path, part))]
            continue
        inside: list[Path] = []
        for path in found:
            value = draft.value(path)
            if isinstance(value, list | dict):
                keys = range(len(value)) if isinstance(value, list) else value
                inside += [(*path, key) for key in keys]
        found = inside
    return found[::-1]
