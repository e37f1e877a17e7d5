"""Losses loom larger than gains: which deals vanish for whom, and what would bring them back.

Seen from a reference, each issue of a package is a gain or a loss, and a loss weighs more than a
gain of the same size. No deal is one outcome, framed as a whole. That a package is judged issue by
issue is our reading; the curve is the literature's [tversky1992].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from detente.bargaining.judges import Judge, put_together
from detente.bargaining.packages import LOWEST, Axis
from detente.bargaining.zone import count_zone
from detente.case.language import Expr

#: how fast gains and losses lose their edge, and how much more losses weigh
CURVE, AVERSION = 0.88, 2.25
#: framed values are rounded to so many places, so that sums are exact
PLACES = 9


def felt(change: Fraction) -> Fraction:
    """What a gain (or, below nothing, a loss) feels like; rounded to `PLACES`."""
    size = float(abs(change)) ** CURVE
    return round(Fraction(size if change >= 0 else -AVERSION * size), PLACES)


@dataclass(frozen=True)
class Framed:
    """What is left of the zone of agreement when one party's losses loom larger.

    Attributes
    ----------
    party : whose reference
    reference : the level of each issue that feels like neither gain nor loss
    n_zone : packages in the zone as it is
    n_left : those of them that the party would still take; None where too many to count
    """

    party: str
    reference: Mapping[str, str]
    n_zone: int | None
    n_left: int | None

    @property
    def share_lost(self) -> float | None:
        """The share of the zone that vanishes; None where it cannot be said."""
        if not self.n_zone or self.n_left is None:
            return None
        return (self.n_zone - self.n_left) / self.n_zone


def framed_judge(judge: Judge, reference: Mapping[str, str]) -> Judge:
    """The same judge, seeing each issue from its reference.

    Issues without a reference are judged from nothing. Worths of issues that stand together are
    framed as gains or losses of their own.
    """
    start = {
        issue: judge.worths[issue].get(reference.get(issue, ""), Fraction())
        for issue in judge.worths
    }
    worths = {
        issue: {level: felt(worth - start[issue]) for level, worth in levels.items()}
        for issue, levels in judge.worths.items()
    }
    joints = tuple(replace(joint, worth=felt(joint.worth)) for joint in judge.joints)
    floor = None if judge.floor is None else felt(judge.floor - sum(start.values(), Fraction()))
    return Judge(judge.name, worths, joints, floor)


def frame_zone(
    axes: Sequence[Axis],
    judges: Sequence[Judge],
    party: str,
    reference: Mapping[str, str],
    ruled_out: Sequence[Expr] = (),
) -> Framed:
    """How much of the zone a party would still take, seeing it from its reference."""
    inside = _count(axes, judges, ruled_out)
    return _framed(axes, judges, party, reference, ruled_out, inside)


def reframings(
    axes: Sequence[Axis],
    judges: Sequence[Judge],
    now: Framed,
    ruled_out: Sequence[Expr] = (),
) -> list[Framed]:
    """Every other reference on one issue that leaves more of the zone; the most first.

    Parameters
    ----------
    now : what is left from the reference as it is
    """
    judge = next(judge for judge in judges if judge.name == now.party)
    others = (
        {**now.reference, axis.issue: level}
        for axis in axes
        if axis.issue in judge.worths
        for level in axis.levels
        if level != now.reference.get(axis.issue)
    )
    found = [_framed(axes, judges, now.party, other, ruled_out, now.n_zone) for other in others]
    better = (one for one in found if (one.n_left or 0) > (now.n_left or 0))
    return sorted(better, key=lambda framed: -(framed.n_left or 0))


def _framed(
    axes: Sequence[Axis],
    judges: Sequence[Judge],
    party: str,
    reference: Mapping[str, str],
    ruled_out: Sequence[Expr],
    inside: int | None,
) -> Framed:
    judge = next(judge for judge in judges if judge.name == party)
    left = _count(axes, [*judges, framed_judge(judge, reference)], ruled_out)
    return Framed(party, dict(reference), inside, left)


def _count(axes: Sequence[Axis], judges: Sequence[Judge], ruled_out: Sequence[Expr]) -> int | None:
    packages = put_together(axes, judges, ruled_out)
    floors = [LOWEST if judge.floor is None else packages.on_scale(judge.floor) for judge in judges]
    return count_zone(packages, np.array(floors, dtype=np.int64))
