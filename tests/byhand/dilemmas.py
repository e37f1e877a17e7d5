"""Positions, threatened future, doubts and dilemmas, read off the written rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.byhand.case import Universe, level_name, plain
from tests.byhand.game import Game

#: party, kind, other, option, mode
Found = tuple[str, str, str | None, str | None, str | None]


@dataclass(frozen=True)
class Scene:
    """Who asks what of which option, whole positions, what happens otherwise, who doubts what."""

    asks: dict[str, dict[int, int]]
    whole: dict[str, int | None]
    intended: tuple[int, ...]
    threat: int | None
    doubts: set[tuple[str, int, str]]


def at(universe: Universe, name: str, level: Any) -> tuple[int, int]:
    option = universe.find(name)
    return option, universe.options[option].at(level_name(plain(level)))


def as_seen(game: Game, levels: list[int]) -> int | None:
    """The state with these levels, what the view does not see put where it presumes it."""
    return game.group.get(game.universe.held(game.view, game.universe.code(levels)))


def best(game: Game, party: str) -> list[int]:
    rank = game.rank[party]
    assert rank is not None
    return [code for code in game.states if rank[code] == max(rank.values())]


def scene(universe: Universe, game: Game) -> Scene:
    board = universe.raw.get("board") or {}
    stated = board.get("positions") or {}
    given = bool(any(stated.values()) or board.get("intentions"))
    asks = {}
    for party in game.parties:
        if given and stated.get(party):
            asks[party] = dict(at(universe, *item) for item in stated[party].items())
        elif game.rank[party] is not None:
            rows = [universe.levels(code) for code in best(game, party)]
            asks[party] = {
                k: rows[0][k]
                for k in range(len(universe.options))
                if k in game.view.seen and all(row[k] == rows[0][k] for row in rows)
            }
    levels = [0] * len(universe.options)
    if game.present is not None:
        levels = list(universe.levels(game.present))
    if given:
        for name, level in (board.get("intentions") or {}).items():
            place, value = at(universe, name, level)
            levels[place] = value
    else:
        for k, option in enumerate(universe.options):
            levels[k] = asks.get(option.party, {}).get(k, levels[k])
    whole: dict[str, int | None] = {}
    for party in asks:
        if given and stated.get(party):
            whole[party] = as_seen(game, [asks[party].get(k, v) for k, v in enumerate(levels)])
        else:
            whole[party] = min(
                best(game, party), key=lambda code: (apart(game, code, levels), code)
            )
    threat = as_seen(game, levels)
    if given:
        doubts = {
            (entry["by"], universe.find(entry["option"]), entry["of"])
            for entry in board.get("doubted") or []
        }
    else:
        doubts = tempted(game, whole, threat)
    return Scene(asks, whole, tuple(levels), threat, doubts)


def apart(game: Game, code: int, levels: list[int]) -> int:
    here = game.universe.levels(code)
    return sum(here[k] != level for k, level in enumerate(levels))


def tempted(
    game: Game, whole: dict[str, int | None], threat: int | None
) -> set[tuple[str, int, str]]:
    found = set()
    universe = game.universe
    for party in game.parties:
        if game.rank[party] is None:
            continue
        for of, start in (("position", whole.get(party)), ("intention", threat)):
            if start is None:
                continue
            for end in game.improvements(party, start):
                for k, option in enumerate(universe.options):
                    changed = universe.levels(start)[k] != universe.levels(end)[k]
                    if option.party == party and changed:
                        found |= {(by, k, of) for by in game.parties if by != party}
    return found


def dilemmas(universe: Universe, game: Game) -> set[Found]:
    seen = scene(universe, game)
    return set(on_states(game, seen)) | set(on_options(universe, game, seen))


def on_states(game: Game, seen: Scene) -> list[Found]:
    found: list[Found] = []
    t = seen.threat

    def likes(party: str, state: int, than: int) -> bool:
        rank = game.rank[party]
        return rank is not None and bool(rank[state] >= rank[than])

    def tempted_by(party: str, state: int) -> bool:
        return game.rank[party] is not None and bool(game.improvements(party, state))

    for a in game.parties:
        p_a = seen.whole.get(a)
        if p_a is None:
            continue
        if tempted_by(a, p_a):
            found.append((a, "cooperation", None, None, None))
        differing = [b for b in game.parties if seen.whole.get(b) not in (None, p_a)]
        if t is not None and differing and tempted_by(a, t):
            found.append((a, "threat", None, None, None))
        for b in game.parties:
            if b == a:
                continue
            if tempted_by(b, p_a):
                found.append((a, "trust", b, None, None))
            p_b = seen.whole.get(b)
            if p_b is None or p_b == p_a:
                continue
            if t is not None and likes(b, t, p_a):
                found.append((a, "persuasion", b, None, None))
            if t is not None and likes(a, p_b, t):
                found.append((a, "rejection", b, None, None))
            if likes(a, p_b, p_a) and not likes(a, p_a, p_b):
                found.append((a, "positioning", b, None, None))
    return found


def on_options(universe: Universe, game: Game, seen: Scene) -> list[Found]:
    found: list[Found] = []
    for k, option in enumerate(universe.options):
        a = option.party
        if k not in game.view.seen or a not in game.parties:
            continue
        for b in game.parties:
            p_a, p_b = seen.asks.get(a, {}).get(k), seen.asks.get(b, {}).get(k)
            if b == a or p_b is None:
                continue
            t_a = seen.intended[k]
            doubt_p, doubt_t = (b, k, "position") in seen.doubts, (b, k, "intention") in seen.doubts
            if p_a is not None and p_a != p_b and not doubt_p:
                found.append((b, "persuasion", a, option.key, "position"))
            if t_a != p_b and not doubt_t:
                found.append((b, "persuasion", a, option.key, "threat"))
            if p_a is not None and p_a != p_b and doubt_p:
                found.append((a, "rejection", b, option.key, "position"))
            if t_a != p_b and doubt_t:
                found.append((a, "rejection", b, option.key, "threat"))
            if (p_a == p_b and doubt_p) or (t_a == p_b and doubt_t):
                found.append((b, "trust", a, option.key, None))
    return found
