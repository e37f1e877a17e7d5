"""Views of every kind: a few differences each, and only such as leave the case valid."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.byhand.case import BASE
from tests.strategies.draw import MARKS, OPTIONS, Draw, agreeable
from tests.strategies.judge import sound


def draw_views(draw: Draw) -> None:
    draw.raw["views"] = {}
    parties = draw.universe.base(None).parties
    for party in parties:
        if draw.chance(0.75):
            _view(draw, party)
        for other in parties:
            if other == party or not draw.chance(0.3 if len(parties) < 4 else 0.1):
                continue
            if other in draw.universe.picture(party).parties:
                path = f"{party}.{other}"
                _view(draw, path)
                third = draw.pick(parties)
                known = draw.universe.picture(path).parties
                if third != other and third in known and draw.chance(0.2):
                    _view(draw, f"{path}.{third}")
    if not draw.raw["views"]:
        del draw.raw["views"]


def _view(draw: Draw, path: str) -> None:
    """Differences of a view, or as much of them as leaves the case valid."""
    kinds: list[Callable[[Draw, str, dict[str, Any]], None]] = (
        [_k12, _k3] if draw.marked else [_k12, _k12, _k3, _k3, _k4, _k5, _k6, _k6_lifts, _k7, _k8]
    )
    differences: dict[str, Any] = {}
    draw.raw["views"][path] = differences
    for kind in draw.some(kinds, 1, 3):
        before = json.dumps(differences, default=str)
        kept = dict(differences)
        kind(draw, path, differences)
        if json.dumps(differences, default=str) != before and not sound(draw.raw, under=path):
            differences.clear()
            differences.update(kept)
    if draw.chance(0.1):
        names = draw.names(draw.universe.picture(path))
        differences["means"] = {"settlement": draw.expression(names, 1)}
    if draw.chance(0.12) and not draw.marked:
        differences["aware"] = draw.chance(0.6)
    if not differences:
        del draw.raw["views"][path]


def _k12(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    party = draw.pick(view.parties)
    differences[party] = agreeable(draw, view, party)


def _k3(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None or "unseen" in differences:
        return
    seen = sorted(universe.picture(path).seen)
    for party, options in differences.get("imagined", {}).items():
        seen = [k for k in seen if universe.options[k].key not in {f"{party}.{o}" for o in options}]
    if len(seen) < 2:
        return
    gone = draw.some(seen, 1, min(2, len(seen) - 1))
    if draw.chance(0.5):
        names: list[Any] = [draw.name(k) for k in gone]
        if draw.marked:
            names = [{"is": name, "basis": draw.pick(MARKS)} for name in names]
        differences["unseen"] = names
        return
    unseen: dict[str, Any] = {}
    for k in gone:
        option = universe.options[k]
        level = draw.rng.randrange(len(option.levels))
        written: Any = option.levels[level] if option.named else bool(level)
        if draw.marked:
            written = {"is": written, "basis": draw.pick(MARKS)}
        unseen[draw.name(k)] = written
    differences["unseen"] = unseen


def _k4(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None or "imagined" in differences:
        return
    cells = 1
    for option in universe.options:
        cells *= len(option.levels)
    if cells > 2 * draw.largest:
        return
    used = {option.id for option in universe.options} | {
        name for entry in draw.raw["parties"].values() for name in entry.get("options") or {}
    }
    free = [name for name in OPTIONS if name not in used]
    party = draw.pick(universe.picture(path).parties)
    differences["imagined"] = {party: {draw.pick(free): draw.option(3)[0]}}


def _k5(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    if universe.graph is not None:
        return
    view = universe.picture(path)
    index = draw.pick(sorted(view.seen))
    now = view.one_way[index]
    if now != ("both",) and draw.chance(0.7):
        way: Any = False
    else:
        way = draw.direction(universe.options[index].levels)
    differences.setdefault("one_way", {})[draw.name(index)] = way


def _k6(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    text = draw.expression(draw.names(view), 1)
    before = len(list(draw.universe.codes(view)))
    differences["impossible"] = [*differences.get("impossible", []), text]
    after = len(list(draw.universe.codes(draw.universe.picture(path))))
    if not before > after >= max(1, before / 2):
        differences["impossible"].pop()
    if not differences["impossible"]:
        del differences["impossible"]


def _k6_lifts(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    texts = draw.raw.get("impossible") or []
    if not texts or "." in path or "possible" in differences:
        return
    text = draw.pick(texts)
    spaced = re.sub(r"\s*(==|!=|<=|>=|=|<|>)\s*", r" \1 ", text)
    differences["possible"] = [draw.pick([text, f"({text})", spaced])]


def _k7(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    view = draw.universe.picture(path)
    holders = set(path.split("."))
    others = [party for party in view.parties if party not in holders]
    if not others or isinstance(differences.get("unseen"), dict):
        return
    gone = draw.pick(others)
    names = {option.id for option in draw.universe.options} | set(draw.universe.graph or ())
    if gone in names:
        return
    left = [k for k in view.seen if draw.universe.options[k].party != gone]
    if left or draw.universe.graph is not None:
        differences.setdefault("unseen", []).append(gone)


def _k8(draw: Draw, path: str, differences: dict[str, Any]) -> None:
    universe = draw.universe
    view = universe.picture(path)
    parent = universe.picture(path.rpartition(".")[0] or BASE)
    if set(parent.presumed) - set(parent.given) - parent.nowhere:
        return  # what would then be presumed here is an open question
    differences["present"] = draw.present(draw.pick(list(universe.codes(view))))
