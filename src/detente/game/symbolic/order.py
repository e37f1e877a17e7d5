"""Which variable stands where: those that are asked about together stand near each other.

The size of a diagram hangs on the order of its variables. This gives a start; the library goes
on from there by itself.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from typing import TypeVar

V = TypeVar("V", bound=Hashable)

#: how often each attempt moves everything, and how many attempts there are
_ROUNDS = 40
_ATTEMPTS = 20


def near(variables: Sequence[V], groups: Sequence[Sequence[V]]) -> list[V]:
    """An order in which the members of each group stand close together.

    Every variable moves to the mean place of the groups that it is in, again and again, from
    several starts; the order with the shortest groups wins. One seed, one order.

    Parameters
    ----------
    variables : all of them, each once
    groups : of variables that occur in one statement or rule

    References
    ----------
    [aloul2003]
    """
    rng = random.Random(len(variables))
    member_of: dict[V, list[int]] = {variable: [] for variable in variables}
    kept = [group for group in groups if len(group) > 1]
    for g, group in enumerate(kept):
        for variable in group:
            member_of[variable].append(g)
    best: tuple[int, list[V]] | None = None
    for attempt in range(_ATTEMPTS):
        order = list(variables)
        if attempt:
            rng.shuffle(order)
        for _ in range(_ROUNDS):
            place = {variable: n for n, variable in enumerate(order)}
            length = sum(max(place[v] for v in g) - min(place[v] for v in g) for g in kept)
            if best is None or length < best[0]:
                best = (length, order)
            middle = [sum(place[v] for v in group) / len(group) for group in kept]
            goal = {
                variable: sum(middle[g] for g in inside) / len(inside)
                if inside
                else place[variable]
                for variable, inside in member_of.items()
            }
            after = sorted(order, key=goal.__getitem__)
            if after == order:
                break
            order = after
    assert best is not None
    return best[1]
