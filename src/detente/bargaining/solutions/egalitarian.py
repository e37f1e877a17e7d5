"""The egalitarian solution."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.points import leximin, solution


@solution(
    "egalitarian",
    title="Egalitarian",
    says="the party that gains least gains as much as can be",
    source="kalai1977",
    common_unit=True,
)
def egalitarian(gains: NDArray[Any]) -> NDArray[np.bool_]:
    """The greatest least gain, then the greatest second least, and so on.

    References
    ----------
    [kalai1977] for divisible gains; the max-min over single packages follows it where gains
    cannot be equal.
    """
    return leximin(gains)
