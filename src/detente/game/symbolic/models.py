"""What makes a diagram hold: how many values of its variables there are, and fair draws of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

Node = Any

#: places in the lists below of what never holds and of what always does
_FALSE, _TRUE = 0, 1


class Models:
    """The values of some variables that make one diagram hold.

    Counts are whole numbers of any size: the library's own are rounded beyond 2^53. The diagram is
    copied into lists, so that it may be asked again after its variables have moved.

    Parameters
    ----------
    one : the diagram
    true : the diagram that always holds
    names : variables, in their present order, on which it may depend
    """

    def __init__(self, one: Node, true: Node, names: Sequence[str]) -> None:
        self._names = tuple(names)
        end = len(self._names)
        self._at = [end, end]  # which variable a node asks about; children come before parents
        self._low = [_FALSE, _TRUE]
        self._high = [_FALSE, _TRUE]
        self._root = self._copy(one, true)
        self._ways = self._counted([1] * end)

    def _copy(self, one: Node, true: Node) -> int:
        """Lay out all nodes, a node and its denial as two; the place of the first."""
        place = {name: p for p, name in enumerate(self._names)}
        known = {int(~true): _FALSE, int(true): _TRUE}
        waiting = [one]
        while waiting:
            node = waiting[-1]
            key = int(node)
            if key in known:
                waiting.pop()
                continue
            low, high = below(node)
            ahead = [part for part in (low, high) if int(part) not in known]
            if ahead:
                waiting += ahead
                continue
            known[key] = len(self._at)
            self._at.append(place[node.var])
            self._low.append(known[int(low)])
            self._high.append(known[int(high)])
            waiting.pop()
        return known[int(one)]

    # ------------------------------------------------------------------ counts

    def count(self) -> int:
        """How many there are."""
        return self._ways[self._root] << self._at[self._root]

    def count_with(self, values: Mapping[str, bool]) -> int:
        """How many there are in which some variables have these values."""
        told = [values.get(name) for name in self._names]
        free = [int(value is None) for value in told]
        ways = self._counted(free, told)
        return ways[self._root] << sum(free[: self._at[self._root]])

    def ones(self) -> dict[str, int]:
        """For every variable, in how many of them it is true."""
        end, ways = len(self._names), self._ways
        came = [0] * len(self._at)  # in how many ways the variables before lead to a node
        came[self._root] = 1 << self._at[self._root]
        asked, true = [0] * end, [0] * end
        for node in range(len(self._at) - 1, _TRUE, -1):
            at = self._at[node]
            asked[at] += came[node] * ways[node]
            for part in (self._low[node], self._high[node]):
                came[part] += came[node] << (self._at[part] - at - 1)
            high = self._high[node]
            true[at] += came[node] * (ways[high] << (self._at[high] - at - 1))
        total = self.count()
        return {
            name: true[at] + (total - asked[at]) // 2  # where it is not asked, it may be either
            for at, name in enumerate(self._names)
        }

    def _counted(self, free: Sequence[int], told: Sequence[bool | None] = ()) -> list[int]:
        """For every node, how many values of the free variables from its own on make it hold.

        Parameters
        ----------
        free : 1 for every variable that counts, 0 for one whose value is told
        """
        before = [0]
        for one in free:
            before.append(before[-1] + one)
        ways = [0, 1]
        for at, low, high in zip(self._at[2:], self._low[2:], self._high[2:], strict=True):
            after = before[at + 1]
            value = told[at] if told else None
            count = 0
            if value is not True:
                count += ways[low] << (before[self._at[low]] - after)
            if value is not False:
                count += ways[high] << (before[self._at[high]] - after)
            ways.append(count)
        return ways

    # ------------------------------------------------------------------ single ones

    def nth(self, number: int) -> dict[str, bool]:
        """One of them by its number, from 0 on, in an order that hangs on that of the variables.

        Raises
        ------
        IndexError
            where there are not so many.
        """
        if not 0 <= number < self.count():
            raise IndexError(f"there are {self.count():,}, and number {number:,} is asked for")
        found: dict[str, bool] = {}
        node = self._root
        for place, name in enumerate(self._names):
            asks = self._at[node] == place
            low = self._low[node] if asks else node
            without = self._ways[low] << (self._at[low] - place - 1)
            found[name] = number >= without
            if found[name]:
                number -= without
            if asks:
                node = self._high[node] if found[name] else low
        return found

    def draw(self, rng: Random) -> dict[str, bool]:
        """One of them, each as likely as any other.

        Raises
        ------
        IndexError
            where there is none.
        """
        return self.nth(rng.randrange(self.count()) if self.count() else 0)


def some_model(one: Node, true: Node, names: Sequence[str]) -> dict[str, bool]:
    """Values of variables that make a diagram hold, found by one walk down.

    Raises
    ------
    IndexError
        where nothing makes it hold.
    """
    never = ~true
    if one == never:
        raise IndexError("nothing makes this formula hold")
    found = dict.fromkeys(names, False)
    while one != true:
        low, high = below(one)
        found[one.var] = high != never
        one = low if high == never else high
    return found


def below(node: Node) -> tuple[Node, Node]:
    """What is left of a diagram when its first variable is false, and when it is true."""
    plain = ~node if node.negated else node
    return (~plain.low, ~plain.high) if node.negated else (plain.low, plain.high)
