"""The utilitarian solution."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.points import solution


@solution(
    "utilitarian",
    title="Utilitarian",
    says="all gains together are greatest, and nobody is worse off than by walking away",
    source="thomson1981",
    common_unit=True,
)
def utilitarian(gains: NDArray[Any]) -> NDArray[np.bool_]:
    """The greatest sum of gains, among packages that leave nobody below the walk-away."""
    totals = gains.sum(axis=1)
    return np.asarray(totals == totals.max(), dtype=bool) if len(gains) else totals.astype(bool)
