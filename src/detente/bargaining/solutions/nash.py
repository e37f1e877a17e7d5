"""The Nash solution."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.points import leximin, solution


@solution(
    "nash",
    title="Nash",
    says="the product of all gains over the walk-away is greatest",
    source="nash1950b",
)
def nash(gains: NDArray[Any]) -> NDArray[np.bool_]:
    """The greatest product of gains; where every product is nothing, the greatest least gain.

    References
    ----------
    [nash1950b] for the rule; the way out where all products vanish is ours.
    """
    products = [prod(row) for row in gains.tolist()]
    best = max(products, default=0)
    if best == 0:
        return leximin(gains)
    return np.array([product == best for product in products])
