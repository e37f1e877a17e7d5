"""Shortest ways between sets of states, looked for from both ends until the two sides meet.

States are kept by what it costs to come to them, a set for each cost. From one state such sets
grow as they widen; looked for from both ends, each side has half of the way to go, and where one
of them has nowhere left to go there is no way at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Protocol

from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.engine import SymbolicEngine
from detente.game.symbolic.sets import StateSet
from detente.progress import Progress, silent

#: more ways than this are not counted
MOST_WAYS = 1000


class Steps(Protocol):
    """Single steps out of sets of states and into them; staying may count as one."""

    @property
    def engine(self) -> SymbolicEngine:
        """Who moves what."""

    @property
    def movers(self) -> tuple[int, ...]:
        """Who takes steps."""

    @property
    def prices(self) -> tuple[int, ...]:
        """What a step may cost, ascending, each at least 1."""

    def after(self, party: int, price: int, starts: Diagram) -> Diagram:
        """Where steps of a party at a price lead."""

    def before(self, party: int, price: int, ends: Diagram) -> Diagram:
        """Where steps of a party at a price begin that lead to one of some states."""


@dataclass(frozen=True)
class Moves:
    """Any moves of some parties, each at the same price."""

    engine: SymbolicEngine
    movers: tuple[int, ...]
    prices: tuple[int, ...] = (1,)

    def after(self, party: int, price: int, starts: Diagram) -> Diagram:
        """Where its moves lead."""
        return self.engine.after(party, starts)

    def before(self, party: int, price: int, ends: Diagram) -> Diagram:
        """Where its moves begin."""
        return self.engine.before(party, ends)


class Side:
    """States by the least cost of coming to them from one end.

    Attributes
    ----------
    at : by cost, states that are come to so; some of them perhaps at less, unless widened from
    settled : states from which it has been widened
    """

    def __init__(self, steps: Steps, begin: Diagram, *, onward: bool) -> None:
        self.steps = steps
        self.onward = onward
        self.at: dict[int, Diagram] = {0: begin}
        self.settled: Diagram = steps.engine.diagrams.false
        self._waiting = [0]

    @property
    def top(self) -> int | None:
        """The cost of the states from which it is widened next; None where nothing is left."""
        return self._waiting[0] if self._waiting else None

    @property
    def load(self) -> int:
        """How much work the next widening is."""
        top = self.top
        return 0 if top is None else self.steps.engine.diagrams.size(self.at[top] & ~self.settled)

    @property
    def furthest(self) -> int:
        """The highest cost of a state that it has come to."""
        return max(self.at)

    @property
    def known(self) -> Diagram:
        """All states that it has come to."""
        found = self.settled
        for cost in self._waiting:
            found |= self.at[cost]
        return found

    def widen(self) -> list[int]:
        """Go one step from the cheapest states; at which costs others were come to."""
        cost = self._waiting[0]
        batch = self.at[cost] & ~self.settled
        settled = self.settled | batch
        step = self.steps.after if self.onward else self.steps.before
        nothing = self.steps.engine.diagrams.false
        ahead: dict[int, Diagram] = {}
        for price in self.steps.prices if batch != nothing else ():
            found = nothing
            for party in self.steps.movers:
                found |= step(party, price, batch)
            if found & ~settled != nothing:
                ahead[cost + price] = found & ~settled
        heappop(self._waiting)  # from here on nothing breaks off half-way
        self.settled = settled
        if batch == nothing:
            del self.at[cost]
        else:
            self.at[cost] = batch
        for dearer, found in ahead.items():
            if dearer not in self.at:
                heappush(self._waiting, dearer)
            self.at[dearer] = self.at.get(dearer, nothing) | found
        return list(ahead)


@dataclass(frozen=True, eq=False)
class Shortest:
    """All ways of least cost between two sets of states.

    Attributes
    ----------
    cost : of each of them
    on : by the cost of coming there, the states on one of them
    """

    steps: Steps
    cost: int
    on: dict[int, Diagram] = field(repr=False)

    def _set(self, states: Diagram) -> StateSet:
        return StateSet(self.steps.engine.space, states)

    @property
    def ends(self) -> StateSet:
        """Where they end."""
        return self._set(self.on[self.cost])

    def way(self) -> list[tuple[int, int, int]]:
        """One of them to its first end: who moves, from where, to where.

        Told from the end, the dearest last step comes first, then the first party, then the lowest
        code: one case, one answer, whichever engine looks.
        """
        legs = []
        state, cost = self.ends.first(1)[0], self.cost
        while cost:
            party, before, price = self._before(state, cost)
            legs.append((party, before, state))
            state, cost = before, cost - price
        return legs[::-1]

    def _before(self, state: int, cost: int) -> tuple[int, int, int]:
        """Who comes to a state on a way, from where, and at what price."""
        for price in reversed(self.steps.prices):
            for party in self.steps.movers:
                for before in self._came(party, price, state, cost).first(1):
                    return party, before, price
        raise AssertionError("a state on a way that nothing leads to")

    def _came(self, party: int, price: int, state: int, cost: int) -> StateSet:
        """States on a way from which a party comes to one of the next."""
        earlier = self.on.get(cost - price)
        if earlier is None:
            return self._set(self.steps.engine.diagrams.false)
        here = self.steps.engine.space.single(state)
        return self._set(earlier & self.steps.before(party, price, here))

    def starters(self) -> tuple[int, ...]:
        """Who can take the first step on one of them."""
        nothing = self.steps.engine.diagrams.false
        return tuple(
            party
            for party in self.steps.movers
            if any(
                self.on.get(price, nothing) & self.steps.after(party, price, self.on[0]) != nothing
                for price in self.steps.prices
            )
        )

    def count(self) -> int | None:
        """How many there are, mover by mover and state by state; None: more than `MOST_WAYS`."""
        ways = dict.fromkeys(self._set(self.on[0]).first(MOST_WAYS + 1), 1)
        by_cost = {0: ways}
        for cost in sorted(self.on)[1:]:
            states = self._set(self.on[cost])
            if states.count > MOST_WAYS:
                return None
            by_cost[cost] = {state: self._leading(by_cost, state, cost) for state in states.codes()}
            if max(by_cost[cost].values()) > MOST_WAYS:
                return None
        total = sum(by_cost[self.cost].values())
        return total if total <= MOST_WAYS else None

    def _leading(self, by_cost: dict[int, dict[int, int]], state: int, cost: int) -> int:
        return sum(
            by_cost[cost - price][before]
            for price in self.steps.prices
            for party in self.steps.movers
            for before in self._came(party, price, state, cost).codes()
        )


def meet(forth: Side, back: Side, progress: Progress = silent) -> Shortest | None:
    """The shortest ways from where one side began to where the other did; None: there is none.

    References
    ----------
    [pohl1971] for looking from both ends, and when to stop.
    """
    best = min(_sums(forth, back, forth.at), default=None)
    while True:
        fore, aft = forth.top, back.top
        if fore is None or aft is None or (best is not None and fore + aft >= best):
            break
        side, other = (forth, back) if forth.load <= back.load else (back, forth)
        sums = [*_sums(side, other, side.widen())]
        best = min(sums if best is None else [best, *sums], default=None)
        side.steps.engine.diagrams.check()
        progress(side.steps.engine.diagrams.nodes, None, "nodes of the diagrams")
    return None if best is None else Shortest(forth.steps, best, _between(forth, back, best))


def _sums(side: Side, other: Side, costs: Iterable[int]) -> list[int]:
    """At what sums of costs two sides meet."""
    nothing = side.steps.engine.diagrams.false
    found = []
    for cost in costs:
        for more in sorted(other.at):
            if side.at[cost] & other.at[more] != nothing:
                found.append(cost + more)
                break
    return found


def _between(forth: Side, back: Side, best: int) -> dict[int, Diagram]:
    """The states on ways of least cost: where the sides meet, then towards both ends."""
    nothing = forth.steps.engine.diagrams.false
    on = {
        cost: forth.at[cost] & back.at[best - cost]
        for cost in forth.at
        if best - cost in back.at and forth.at[cost] & back.at[best - cost] != nothing
    }
    steps = forth.steps

    def spread(towards: Side, *, onward: bool) -> None:
        step = steps.after if onward else steps.before
        waiting = [cost if onward else -cost for cost in on]
        waiting.sort()
        while waiting:
            cost = abs(heappop(waiting))
            for price in steps.prices:
                ahead = cost + price if onward else cost - price
                known = towards.at.get(best - ahead if onward else ahead)
                if known is None:
                    continue
                found = nothing
                for party in steps.movers:
                    found |= step(party, price, on[cost]) & known
                if found != nothing:
                    if ahead not in on:
                        heappush(waiting, ahead if onward else -ahead)
                    on[ahead] = on.get(ahead, nothing) | found

    spread(forth, onward=False)
    spread(back, onward=True)
    return on
