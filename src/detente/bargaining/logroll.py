"""What trading issues against one another is worth, over settling each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from detente.bargaining.packages import Group, Packages


@dataclass(frozen=True)
class Logroll:
    """Two packages and the difference between their totals.

    Attributes
    ----------
    apart : one combination per group: every issue settled by itself
    together : one combination per group: the greatest total
    gain : how much greater, in units of the scale
    """

    apart: tuple[int, ...]
    together: tuple[int, ...]
    gain: int


def find_logroll(packages: Packages) -> Logroll | None:
    """The greatest total less the total of the best compromise issue by issue.

    The compromise on one issue (or on issues that hang together) is the combination whose least
    share of each party's own range is greatest; among equals the one with the greatest total.
    None where no package is possible.
    """
    if not packages.n_packages:
        return None
    apart, together = [], []
    for group in packages.groups:
        totals = group.worth.sum(axis=0)
        apart.append(_compromise(group))
        together.append(int(np.argmax(totals)))
    gain = sum(
        int(group.worth[:, b].sum() - group.worth[:, a].sum())
        for group, a, b in zip(packages.groups, apart, together, strict=True)
    )
    return Logroll(tuple(apart), tuple(together), gain)


def _compromise(group: Group) -> int:
    low = group.worth.min(axis=1).tolist()
    span = (group.worth.max(axis=1) - group.worth.min(axis=1)).tolist()

    def fairness(pick: int) -> tuple[list[Fraction], int]:
        column = group.worth[:, pick].tolist()
        shares = [
            Fraction(worth - least, width)
            for worth, least, width in zip(column, low, span, strict=True)
            if width
        ]
        return sorted(shares), sum(column)

    return max(range(len(group.combos)), key=fairness)
