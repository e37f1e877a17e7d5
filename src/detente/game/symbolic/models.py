"""What makes a diagram hold: how many values of its variables there are, and fair draws of them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

Node = Any


class Models:
    """The values of some variables that make one diagram hold.

    Counts are whole numbers of any size: the library's own are rounded beyond 2^53. Nodes are
    looked at once each; no diagram may be made in between, since that can move the variables.

    Parameters
    ----------
    one : the diagram
    true : the diagram that always holds
    names : variables, in their present order, on which it may depend
    """

    def __init__(self, one: Node, true: Node, names: Sequence[str]) -> None:
        self._one, self._true, self._names = one, true, tuple(names)
        self._place = {name: place for place, name in enumerate(names)}
        self._known: dict[int, int] = {}
        self._settle(one)

    def count(self) -> int:
        """How many there are."""
        return self._from(self._one, 0)

    def draw(self, rng: Random) -> dict[str, bool]:
        """One of them, each as likely as any other.

        Raises
        ------
        ValueError
            where there is none.
        """
        if not self.count():
            raise ValueError("nothing makes this formula hold")
        found: dict[str, bool] = {}
        node = self._one
        for place, name in enumerate(self._names):
            if self._at(node) > place:
                found[name] = bool(rng.getrandbits(1))
                continue
            low, high = _below(node)
            with_low, with_high = self._from(low, place + 1), self._from(high, place + 1)
            found[name] = rng.randrange(with_low + with_high) >= with_low
            node = high if found[name] else low
        return found

    def _at(self, node: Node) -> int:
        """The place of the variable that a node asks about; behind all for true and false."""
        return len(self._names) if node.var is None else self._place[node.var]

    def _from(self, node: Node, place: int) -> int:
        """Models of a node over the variables from a place on."""
        at = self._at(node)
        total = 1 << (len(self._names) - at)
        if node.var is None:
            found = total if node == self._true else 0
        else:
            found = self._known[_key(node)]
            found = total - found if node.negated else found
        return found << (at - place)

    def _settle(self, one: Node) -> None:
        """Note for every node, taken without its sign, how many models it has from its own on."""
        waiting = [one]
        while waiting:
            node = waiting[-1]
            plain = _plain(node)
            if plain.var is None or _key(plain) in self._known:
                waiting.pop()
                continue
            ahead = [
                part
                for part in (plain.low, plain.high)
                if part.var is not None and _key(part) not in self._known
            ]
            if ahead:
                waiting += ahead
                continue
            place = self._at(plain)
            self._known[_key(plain)] = sum(
                self._from(part, place + 1) for part in (plain.low, plain.high)
            )
            waiting.pop()


def _plain(node: Node) -> Node:
    """A node without its sign."""
    return ~node if node.negated else node


def _key(node: Node) -> int:
    """One number for a node and its denial."""
    return int(_plain(node))


def _below(node: Node) -> tuple[Node, Node]:
    """What is left of a diagram when its first variable is false, and when it is true."""
    plain = _plain(node)
    return (~plain.low, ~plain.high) if node.negated else (plain.low, plain.high)
