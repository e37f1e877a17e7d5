"""Whether a drawn case is valid, and whether the documents say all that its answers hang on."""

from __future__ import annotations

from typing import Any

from tests.byhand import Faulty, Universe, play, read_universe
from tests.byhand.case import BASE, Picture
from tests.byhand.game import Game
from tests.strategies.draw import alike


def every_path(raw: dict[str, Any]) -> list[str]:
    """The base, every view given, and every view that the analyses ask for below them."""
    universe = read_universe(raw)
    found = [BASE]
    for path in ("", *universe.views):
        try:
            parties = universe.picture(path or BASE).parties
        except (Faulty, KeyError):
            continue
        if path:
            found.append(path)
        found += [f"{path}.{party}".lstrip(".") for party in parties]
    return list(dict.fromkeys(found))


def sound(raw: dict[str, Any], under: str = "") -> bool:
    """Whether a case is valid, and whether the documents say all that its answers hang on.

    ``under`` asks of one view and those below it alone.
    """
    try:
        universe = read_universe(raw)
        base = universe.picture(BASE)
        if not list(universe.codes(base)):
            return False
        bottom = alike(universe, base)
        for path in every_path(raw):
            if under and path != under and not path.startswith(f"{under}."):
                continue
            if not _sound_view(universe, universe.picture(path), bottom):
                return False
            if universe.raw.get("same"):
                for hypothesis in (None, *(raw.get("hypotheses") or {})):
                    play(universe, universe.picture(path, hypothesis))
    except Faulty:
        return False
    return True


def _sound_view(universe: Universe, view: Picture, bottom: Game) -> bool:
    codes = set(universe.codes(view))
    if not codes or (universe.graph is None and not view.seen):
        return False
    if view.present is not None and universe.held(view, view.present) not in codes:
        return False
    ranked = [entry for entry in view.preferences.values() if entry and entry[0] == "ranking"]
    for _, rungs in ranked:
        named = [code for rung in rungs for code in set(rung)]
        if not codes & set(named) or len(named) > len(set(named)):
            return False  # nothing ranked is left, or something is ranked twice
    if not universe.raw.get("same"):
        return True
    here = alike(universe, view)
    for code in here.states:
        if bottom.group.get(code, code) != code:
            return False  # another least code than in the base
    for code, least in bottom.group.items():
        held, held_least = universe.held(view, code), universe.held(view, least)
        if here.group.get(held) != here.group.get(held_least):
            return False  # a group that this view tears apart
    return True
