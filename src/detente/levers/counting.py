"""Counting rankings and orders of statements without listing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb, factorial

from detente.levers.demands import Demand, relevant

#: comparisons of states with groups after which a count is given up: some seconds
_MOST_WORK = 1_000_000
#: with more states than this a number of rankings has thousands of digits and is not written out
MOST_STATES = 1_000
#: statements of which the orders are counted
MOST_STATEMENTS = 9
#: beginnings of orders that are listed
_BEGINNINGS = 20

Groups = frozenset[frozenset[int]]
Poly = tuple[int, ...]


class TooMany(Exception):
    """A count takes more steps than are worth waiting for."""


def share_of_rankings(found: Sequence[Demand]) -> Fraction | None:
    """Which part of all strict rankings meets every demand; None where that takes too long.

    Of a ranking only the set that stands above the state matters, and a set of `b` among `r`
    others stands above it in `b! (r - b)!` of the `(r + 1)!` orders of them and the state.
    """
    sizes = _sizes(found)
    if sizes is None:
        return None
    r = len(relevant(found))
    orders = sum(n * factorial(b) * factorial(r - b) for b, n in enumerate(sizes) if n)
    return Fraction(orders, factorial(r + 1))


def count_all(n_states: int) -> int | None:
    """How many strict rankings of the states there are; None where that is not written out."""
    return factorial(n_states) if n_states <= MOST_STATES else None


def count_rankings(found: Sequence[Demand], n_states: int) -> int | None:
    """How many of them meet every demand; None where that takes too long or is not written out."""
    share, total = share_of_rankings(found), count_all(n_states)
    return None if share is None or total is None else int(share * total)


def _sizes(found: Sequence[Demand]) -> Poly | None:
    """How many sets of the states named may stand above, by size."""
    work = 0

    def spend(steps: int) -> None:
        nonlocal work
        work += steps
        if work > _MOST_WORK:
            raise TooMany

    def free(poly: Poly, states: int) -> Poly:
        """The same with some more states, of which nothing is asked."""
        spend(len(poly) * (states + 1))
        return _times(poly, tuple(comb(states, k) for k in range(states + 1)))

    @cache
    def count(clauses: frozenset[Groups]) -> Poly:
        """Over the states that the clauses name."""
        spend(1 + sum(1 + len(group) for clause in clauses for group in clause))
        if not clauses:
            return (1,)
        if frozenset() in clauses:
            return (0,)
        parts = _parts(clauses)
        if len(parts) > 1:
            whole: Poly = (1,)
            for part in parts:
                more = count(part)
                spend(len(whole) * len(more))
                whole = _times(whole, more)
            return whole
        names = Counter(state for clause in clauses for group in clause for state in group)
        state = max(sorted(names), key=lambda it: names[it])
        below = frozenset(
            kept
            for clause in clauses
            if frozenset() not in (kept := frozenset(g - {state} for g in clause))
        )
        above = frozenset(frozenset(g for g in clause if state not in g) for clause in clauses)
        low = free(count(below), len(names) - 1 - len(_names(below)))
        high: Poly = (0,)
        if frozenset() not in above:
            high = free(count(above), len(names) - 1 - len(_names(above)))
        return _plus(low, (0, *high))

    clauses = frozenset(frozenset(one.any_of) for one in found)
    try:
        spend(len(relevant(found)))
        return count(clauses)
    except (TooMany, RecursionError):
        return None


def _names(clauses: frozenset[Groups]) -> set[int]:
    return {state for clause in clauses for group in clause for state in group}


def _parts(clauses: frozenset[Groups]) -> list[frozenset[Groups]]:
    """Clauses that share no state with one another."""
    parts: list[tuple[set[int], set[Groups]]] = []
    for clause in clauses:
        names, joined = {state for group in clause for state in group}, {clause}
        apart = []
        for other_names, other in parts:
            if other_names & names:
                names |= other_names
                joined |= other
            else:
                apart.append((other_names, other))
        parts = [*apart, (names, joined)]
    return [frozenset(joined) for _, joined in parts]


def _times(one: Poly, other: Poly) -> Poly:
    found = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            found[i + j] += a * b
    return tuple(found)


def _plus(one: Poly, other: Poly) -> Poly:
    size = max(len(one), len(other))
    a, b = (p + (0,) * (size - len(p)) for p in (one, other))
    return tuple(x + y for x, y in zip(a, b, strict=True))


# ---------------------------------------------------------------------------- statements


@dataclass(frozen=True)
class Orders:
    """Which orders of a party's own statements keep the state.

    Attributes
    ----------
    count : how many of `of`; None beyond `MOST_STATEMENTS`, or where it takes too long
    beginnings : first statements, by position in the case, after which the rest does not matter any
        more; shortest first, cut off after some
    """

    count: int | None
    of: int
    beginnings: tuple[tuple[int, ...], ...]


def count_orders(
    found: Sequence[Demand], truths: Sequence[Mapping[int, bool]], index: int
) -> Orders:
    """Count the orders of statements under which all demands are met.

    Another state stands above the one in question when the first statement that tells the two
    apart holds there. An order is followed from its beginning until the demands are decided.

    Parameters
    ----------
    truths : for each statement, where it holds, by state
    """
    n = len(truths)
    if n > MOST_STATEMENTS:
        return Orders(None, factorial(n), ())
    states = sorted(relevant(found))
    speaks = [{state: row[state] for state in states if row[state] != row[index]} for row in truths]
    beginnings: list[tuple[int, ...]] = []
    work = 0
    each = 1 + sum(len(one.any_of) for one in found)

    @cache
    def count(used: frozenset[int], above: frozenset[int], below: frozenset[int]) -> int:
        nonlocal work
        work += each + n * len(states)
        if work > _MOST_WORK:
            raise TooMany
        decided = _decided(found, above, below, last=len(used) == n)
        if decided is not None:
            return factorial(n - len(used)) if decided else 0
        return sum(count(*_next(used, above, below, k)) for k in range(n) if k not in used)

    def _next(
        used: frozenset[int], above: frozenset[int], below: frozenset[int], k: int
    ) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        fresh = {s: up for s, up in speaks[k].items() if s not in above and s not in below}
        return (
            used | {k},
            above | {s for s, up in fresh.items() if up},
            below | {s for s, up in fresh.items() if not up},
        )

    try:
        total = count(frozenset(), frozenset(), frozenset())
    except TooMany:
        return Orders(None, factorial(n), ())
    nothing: frozenset[int] = frozenset()
    start: tuple[int, ...] = ()
    waiting = [(start, nothing, nothing, nothing)]
    while waiting and len(beginnings) < _BEGINNINGS:
        order, used, above, below = waiting.pop(0)
        decided = _decided(found, above, below, last=len(used) == n)
        if decided:
            beginnings.append(order)
        elif decided is None and count(used, above, below):
            waiting += [
                ((*order, k), *_next(used, above, below, k)) for k in range(n) if k not in used
            ]
    return Orders(total, factorial(n), tuple(beginnings))


def _decided(
    found: Sequence[Demand], above: frozenset[int], below: frozenset[int], *, last: bool
) -> bool | None:
    """Whether all demands are met, some cannot be met any more, or neither is settled yet."""
    open_ones = False
    for one in found:
        if any(group <= below or (last and group.isdisjoint(above)) for group in one.any_of):
            continue
        if not any(group.isdisjoint(above) for group in one.any_of):
            return False
        open_ones = True
    return None if open_ones else True
