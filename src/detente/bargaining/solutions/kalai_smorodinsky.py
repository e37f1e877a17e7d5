"""The Kalai-Smorodinsky solution."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.points import leximin, solution


@solution(
    "kalai-smorodinsky",
    title="Kalai–Smorodinsky",
    says="every party gets as equal a share as can be of the most it could hope for",
    source="kalai1975",
)
def kalai_smorodinsky(gains: NDArray[Any]) -> NDArray[np.bool_]:
    """The greatest least share of the ideal gain, then the second least, and so on.

    A party's ideal is its greatest gain among packages that leave nobody worse off. A party that
    can gain nothing has no share to compare.

    References
    ----------
    [kalai1975] for divisible gains; the max-min over single packages follows it where shares
    cannot be equal.
    """
    if not len(gains):
        return np.zeros(0, dtype=bool)
    ideal = [max(column) for column in gains.T.tolist()]
    hopeful = [k for k, most in enumerate(ideal) if most > 0]
    if not hopeful:
        return np.ones(len(gains), dtype=bool)
    shares = np.empty((len(gains), len(hopeful)), dtype=object)
    for at, k in enumerate(hopeful):
        shares[:, at] = [Fraction(gain) / ideal[k] for gain in gains[:, k].tolist()]
    return leximin(shares)
