"""Ways from the present, slowly: every pair of a state and its last mover, priced until quiet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.byhand.case import Universe
from tests.byhand.concepts import can_act
from tests.byhand.game import Game, may_turn

Price = tuple[int, int, int]  # losses, ties, steps


def effect(game: Game, party: str, start: int, end: int) -> str:
    if game.rank[party] is None:
        return "open"
    if game.prefers(party, end, than=start):
        return "gain"
    return "loss" if game.prefers(party, start, than=end) else "tie"


def price(game: Game, kind: str, party: str, start: int, end: int) -> Price | None:
    """What a step costs a kind of way; None where it may not be taken."""
    what = effect(game, party, start, end) if kind != "moves" else "gain"
    if kind == "improvements" and what != "gain":
        return None
    return int(what == "loss"), int(what == "tie"), 1


def added(one: Price, other: Price) -> Price:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def prices(game: Game, kind: str, start: int, last: str | None = None) -> dict[int, Price]:
    """The least price of every state that legal sequences lead to; the start is free.

    ``last`` is who moved just before, and so may not move first.
    """
    key = ("prices", kind, start, last)
    if key in game.cache:
        known: dict[int, Price] = game.cache[key]
        return known
    best: dict[tuple[int, str | None], Price] = {(start, last): (0, 0, 0)}
    changed = True
    while changed:
        changed = False
        for (state, before), so_far in list(best.items()):
            for party in game.parties:
                if party == before:
                    continue
                for end in game.moves(party, state):
                    more = price(game, kind, party, state, end)
                    if more is None:
                        continue
                    total = added(so_far, more)
                    if (end, party) not in best or total < best[end, party]:
                        best[end, party] = total
                        changed = True
    found: dict[int, Price] = {}
    for (state, _), total in best.items():
        found[state] = min(total, found.get(state, total))
    game.cache[key] = found
    return found


def starters(game: Game, kind: str, start: int, end: int) -> list[str]:
    """Who can take the first step of a way of least price."""
    goal = prices(game, kind, start)[end]
    if end == start:
        return []
    found = []
    for party in game.parties:
        for first in game.moves(party, start):
            more = price(game, kind, party, start, first)
            rest = prices(game, kind, first, party).get(end)
            if more is not None and rest is not None and added(more, rest) == goal:
                found.append(party)
                break
    return found


def count(game: Game, kind: str, start: int, end: int, last: str | None = None) -> int:
    """How many ways of least price there are, told apart by who moves and through which states."""
    if start == end and last is None:
        return 1
    goal = prices(game, kind, start, last)[end]
    if goal == (0, 0, 0):
        return 1
    found = 0
    for party in game.parties:
        for first in game.moves(party, start) if party != last else ():
            more = price(game, kind, party, start, first)
            rest = prices(game, kind, first, party).get(end)
            if more is not None and rest is not None and added(more, rest) == goal:
                found += count(game, kind, first, end, party)
    return found


def improvements_known(game: Game) -> bool:
    return all(game.rank[p] is not None or not can_act(game, p) for p in game.parties)


def fall(game: Game, party: str, start: int, state: int) -> int:
    """How many different ranks a state stands below another; 0 where it is not below."""
    rank = game.rank[party]
    assert rank is not None
    between = {rank[s] for s in game.states if rank[state] <= rank[s] < rank[start]}
    return len(between)


def evolution(game: Game, start: int, improving: bool) -> dict[tuple[str, int], int]:
    """The least number of steps to (last mover, state), by the recursion of THEORY D.1."""

    def can(party: str, state: int) -> list[int]:
        return game.improvements(party, state) if improving else game.moves(party, state)

    least = {(p, end): 1 for p in game.parties for end in can(p, start)}
    for count in range(2, len(game.states) * len(game.parties) + 2):
        for (last, state), _ in list(least.items()):
            for p in game.parties:
                if p != last and least[last, state] < count:
                    for end in can(p, state):
                        least.setdefault((p, end), count)
    return least


def joint_movers(universe: Universe, game: Game, start: int, end: int) -> set[frozenset[str]]:
    """Who has to move at the same time to go at one stroke, for any members of both groups."""
    if universe.graph is not None:
        return set()
    members = {
        state: [code for code, group in game.group.items() if group == state]
        for state in (start, end)
    }
    found = set()
    for one, other in product(members[start], members[end]):
        before, after = universe.levels(one), universe.levels(other)
        changed = [k for k in range(len(before)) if before[k] != after[k]]
        owners = frozenset(universe.options[k].party for k in changed)
        able = all(may_turn(universe, game.view, k, before[k], after[k]) for k in changed)
        if able and owners <= set(game.parties):
            found.add(owners)
    return found


def willing_joint(
    universe: Universe, game: Game, start: int, end: int
) -> Iterator[tuple[int, frozenset[str]]]:
    """Steps of several at once into a state from what improvements lead to, all movers gaining."""
    for state in prices(game, "improvements", start):
        for owners in joint_movers(universe, game, state, end):
            if len(owners) > 1 and all(effect(game, p, state, end) == "gain" for p in owners):
                yield state, owners


def check_steps(game: Game, start: int, steps: list[dict[str, Any]]) -> int:
    """Where documented steps lead; fails where one is not legal or its effect is misstated."""
    state, last = start, None
    for step in steps:
        assert step["from"] == state
        assert step["party"] != last
        assert step["to"] in game.moves(step["party"], state)
        assert step["effect"] == effect(game, step["party"], state, step["to"])
        state, last = step["to"], step["party"]
    return state
