"""Two models of bargaining over time that have closed forms."""

from __future__ import annotations

from dataclasses import dataclass


def first_share(own: float, other: float) -> float:
    """What the first to propose gets when two take turns offering shares [rubinstein1982].

    Parameters
    ----------
    own, other : what a share is worth one round later, of what it is worth now, for the one who
        proposes first and for the other; in [0, 1), or one of them 1
    """
    if own >= 1 and other >= 1:
        raise ValueError("where neither minds waiting, every share is as good")
    return (1 - other) / (1 - own * other)


@dataclass(frozen=True)
class Attrition:
    """Two wait for the other to give in [maynard1974].

    Attributes
    ----------
    value : what the prize is worth to each
    cost : what waiting costs each, per unit of time
    """

    value: float
    cost: float

    @property
    def hazard(self) -> float:
        """The rate at which each gives in."""
        return self.cost / self.value

    @property
    def mean_length(self) -> float:
        """How long it lasts on average: it ends at twice the rate of one."""
        return self.value / (2 * self.cost)
