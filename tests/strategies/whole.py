"""Whole cases: parties and their options, graphs, preferences, hypotheses."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.byhand import read_universe
from tests.strategies.draw import OPTIONS, PARTIES, Draw, agreeable, alike
from tests.strategies.judge import sound
from tests.strategies.views import draw_views


def draw_case(
    rng: Random,
    *,
    graph: bool | None = None,
    views: bool = True,
    merging: bool | None = None,
    marked: bool = False,
    largest: int = 27,
) -> dict[str, Any]:
    """One small valid case as plain data.

    ``marked`` puts a basis on what ``--basis`` may leave out, so that something is left of every
    list of statements at each basis, and keeps to differences whose filtering is clear.
    """
    draw = Draw(rng, marked, largest)
    if graph if graph is not None else draw.chance(0.12):
        _graph(draw)
    else:
        _options(draw)
        _impossible(draw)
    if not marked and (merging if merging is not None else draw.chance(0.15)):
        _same(draw)
    _preferences(draw)
    _present(draw)
    if draw.chance(0.3):
        _hypotheses(draw)
    if views:
        draw_views(draw)
    _settle(draw)
    return draw.raw


def _options(draw: Draw) -> None:
    n_parties = draw.pick([2, 2, 2, 3, 3, 4])
    ids = draw.some(PARTIES, n_parties, n_parties)
    pool = draw.some(OPTIONS, len(OPTIONS), len(OPTIONS))
    parties: dict[str, Any] = {}
    room = draw.largest
    for party in ids:
        most = 3 if n_parties == 2 else 2
        count = draw.pick([1, 1, 2, 2, most]) if draw.chance(0.93) else 0
        options: dict[str, Any] = {}
        for _ in range(count):
            if room < 2:
                break
            name = pool.pop() if draw.chance(0.85) else draw.pick(OPTIONS[:4])
            if name in options:
                continue
            options[name], size = draw.option(room)
            room //= size
        parties[party] = {"name": f"Party {party}", "options": options}
        if not options:
            del parties[party]["options"]
    if not any("options" in entry for entry in parties.values()):
        parties[ids[0]]["options"] = {pool.pop(): "Something that it can do"}
    if draw.chance(0.12):
        parties["bystander"] = {"name": "Affected, not asked", "at_table": False}
    draw.raw["parties"] = parties


def _impossible(draw: Draw) -> None:
    texts: list[str] = []
    for _ in range(draw.pick([0, 0, 1, 1, 2, 3])):
        draw.raw["impossible"] = [*texts, draw.expression(draw.names(), 1)]
        left = len(list(draw.universe.codes(draw.universe.base(None))))
        before = len(list(_without(draw, texts)))
        if left >= 2 and left >= before / 2 and left < before:
            texts = draw.raw["impossible"]
    draw.raw["impossible"] = texts
    if not texts:
        del draw.raw["impossible"]


def _without(draw: Draw, texts: list[str]) -> list[int]:
    universe = read_universe({**draw.raw, "impossible": texts})
    return list(universe.codes(universe.base(None)))


def _graph(draw: Draw) -> None:
    ids = draw.some(("s1", "s2", "s3", "тупик", "s5", "s6", "僵局"), 3, 6)
    parties = draw.some(PARTIES, 2, 3)
    draw.raw["parties"] = {party: {"name": f"Party {party}"} for party in parties}
    draw.raw["states"] = [
        {"id": state, "name": f"State {state}"} if draw.chance(0.3) else state for state in ids
    ]
    draw.raw["moves"] = {
        party: [
            [a, b] for a in ids for b in ids if a != b and draw.chance(draw.pick([0.1, 0.3, 0.5]))
        ]
        for party in parties
    }
    draw.raw["moves"] = {party: arcs for party, arcs in draw.raw["moves"].items() if arcs}
    if not draw.raw["moves"]:
        draw.raw["moves"] = {parties[0]: [[ids[0], ids[1]]]}


def _same(draw: Draw) -> None:
    for _ in range(4):
        draw.raw["same"] = [draw.expression(draw.names(), 1)]
        game = alike(draw.universe, draw.universe.base(None))
        sizes = [list(game.group.values()).count(state) for state in game.states]
        if len(game.states) >= 2 and max(sizes) >= 2:
            return
    del draw.raw["same"]


def _preferences(draw: Draw) -> None:
    base = draw.universe.base(None)
    for party in base.parties:
        draw.raw["parties"][party].update(agreeable(draw, base, party))


def _present(draw: Draw) -> None:
    if draw.chance(0.65):
        codes = list(draw.universe.codes(draw.universe.base(None)))
        present = draw.present(draw.pick(codes))
        if draw.marked:
            present = {"is": draw.state(draw.pick(codes), bare_code=False), "basis": "reported"}
        draw.raw["present"] = present


def _hypotheses(draw: Draw) -> None:
    base = draw.universe.base(None)
    found: dict[str, Any] = {}
    for name in draw.some(("bluff", "h_2", "боится"), 1, 2):
        change: dict[str, Any] = {
            party: agreeable(draw, base, party) for party in draw.some(base.parties, 1, 2)
        }
        if draw.chance(0.4):
            change["expects"] = [{"what": "Nothing is signed by June", "weight": "for"}]
        found[name] = change
    draw.raw["hypotheses"] = found


def _settle(draw: Draw) -> None:
    """Take away what is not valid after all: views, newest first, then whole sections."""
    for key in ("views", "same", "present"):
        if sound(draw.raw):
            break
        while key == "views" and draw.raw.get("views") and not sound(draw.raw):
            draw.raw["views"].popitem()
        if not draw.raw.get("views") or key != "views":
            draw.raw.pop(key, None)
