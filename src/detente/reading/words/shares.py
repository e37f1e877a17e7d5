"""Intervals of shares, and of the difference between two of them."""

from __future__ import annotations

from math import sqrt

from detente.reading.words.logodds import Z95


def wilson(n: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share [wilson1927]."""
    if of <= 0:
        return 0.0, 1.0
    share, z2 = n / of, Z95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 * sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def difference(n: int, of: int, before: int, of_before: int) -> tuple[float, float, float]:
    """A share less an earlier one, and its 95 % interval, from the Wilson intervals of both
    [newcombe1998]."""
    one, other = n / of, before / of_before
    low, high = wilson(n, of)
    low_before, high_before = wilson(before, of_before)
    change = one - other
    return (
        change,
        change - sqrt((one - low) ** 2 + (high_before - other) ** 2),
        change + sqrt((high - one) ** 2 + (other - low_before) ** 2),
    )
