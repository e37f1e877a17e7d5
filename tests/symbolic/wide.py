"""Cases of up to four thousand states: as many options as the explicit engine answers at once."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.strategies import OPTIONS, PARTIES, Draw, whole
from tests.strategies.views import draw_views


def wide_case(rng: Random, largest: int = 4096) -> dict[str, Any]:
    """One case with few views and many options; every kind of preference, one-way options."""
    draw = Draw(rng, marked=False, largest=27)  # rankings stay short
    n_parties = draw.pick([2, 3, 3, 4])
    parties: dict[str, Any] = {
        party: {"name": f"Party {party}", "options": {}}
        for party in draw.some(PARTIES, n_parties, n_parties)
    }
    room = largest
    for name in draw.some(OPTIONS, 6, 12):
        owner = draw.pick(list(parties))
        written, size = draw.option(3)
        if size > room:
            break
        parties[owner]["options"][name] = written
        room //= size
    for entry in parties.values():
        if not entry["options"]:
            del entry["options"]
    draw.raw["parties"] = parties
    whole._impossible(draw)
    whole._preferences(draw)
    for entry in parties.values():
        if "prefers" in entry:
            entry["prefers"] += [draw.expression(draw.names(), 1) for _ in range(rng.randrange(6))]
    whole._present(draw)
    if draw.chance(0.25):
        draw_views(draw)
    return draw.raw
