"""Dividing one thing between two: the solutions where shares are not a list but a range.

A share x goes to the first party, the rest to the second. Each values its share as a power of it,
times what the whole is worth to it; a power below 1 is aversion to risk. Without lotteries.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

#: halvings of the range; far below the rounding of a float
STEPS = 200
#: places at which a peak is first looked for
GRID = 1000
#: a slope at the very end of the range may be infinite; it is taken so near to it
TINY = 1e-15


@dataclass(frozen=True)
class Division:
    """One divisible thing and two parties.

    Attributes
    ----------
    whole : what all of it is worth to each, positive
    powers : how a share is valued, positive: 1 is in proportion, 0.5 the square root
    walk_away : what each has without a deal
    """

    whole: tuple[float, float] = (1.0, 1.0)
    powers: tuple[float, float] = (1.0, 1.0)
    walk_away: tuple[float, float] = (0.0, 0.0)

    def values(self, share: float) -> tuple[float, float]:
        """What each has where the first party gets a share."""
        (a, b), (p, q) = self.whole, self.powers
        return a * share**p, b * (1 - share) ** q

    def zone(self) -> tuple[float, float] | None:
        """The least and the greatest share of the first party that leave neither worse off."""
        (a, b), (p, q), (d, e) = self.whole, self.powers, self.walk_away
        if d > a or e > b:
            return None
        low = (max(d, 0.0) / a) ** (1 / p)
        high = 1 - (max(e, 0.0) / b) ** (1 / q)
        return (low, high) if low <= high else None

    def gains(self, share: float) -> tuple[float, float]:
        """What each has above its walk-away."""
        x, y = self.values(share)
        return x - self.walk_away[0], y - self.walk_away[1]

    def slopes(self, share: float) -> tuple[float, float]:
        """How fast each one's value changes with the first party's share."""
        (a, b), (p, q) = self.whole, self.powers
        here, there = max(share, TINY), max(1 - share, TINY)
        return a * p * here ** (p - 1), -b * q * there ** (q - 1)

    def nash(self) -> float | None:
        """The share of the first party at which the product of gains is greatest."""

        def slope(share: float) -> float:
            (x, y), (dx, dy) = self.gains(share), self.slopes(share)
            return dx * y + x * dy

        return self._peak(lambda share: prod(self.gains(share)), slope)

    def utilitarian(self) -> float | None:
        """The share of the first party at which the sum of gains is greatest; one of several."""
        return self._peak(lambda share: sum(self.gains(share)), lambda at: sum(self.slopes(at)))

    def egalitarian(self) -> float | None:
        """The share at which both gain the same, or as nearly as can be."""
        return self._meet(1.0, 1.0)

    def kalai_smorodinsky(self) -> float | None:
        """The share at which both gain the same part of the most they could hope for."""
        zone = self.zone()
        if zone is None:
            return None
        low, high = zone
        first, second = self.gains(high)[0], self.gains(low)[1]
        return self._meet(first or 1.0, second or 1.0)

    def _meet(self, first: float, second: float) -> float | None:
        """Where gains in proportion to two numbers cross: the first rises, the second falls."""
        zone = self.zone()
        if zone is None:
            return None
        low, high = zone
        for _ in range(STEPS):
            middle = (low + high) / 2
            x, y = self.gains(middle)
            if x / first < y / second:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def _peak(
        self, worth: Callable[[float], float], slope: Callable[[float], float]
    ) -> float | None:
        """Where a worth is greatest: the best point of a grid, then where the slope turns.

        The grid is there since powers above 1 may give more than one peak.
        """
        zone = self.zone()
        if zone is None:
            return None
        grid = [zone[0] + (zone[1] - zone[0]) * k / GRID for k in range(GRID + 1)]
        best = max(range(GRID + 1), key=lambda k: worth(grid[k]))
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, GRID)]
        if not slope(low) > 0 > slope(high):
            return grid[best]
        for _ in range(STEPS):
            middle = (low + high) / 2
            if slope(middle) > 0:
                low = middle
            else:
                high = middle
        return (low + high) / 2
