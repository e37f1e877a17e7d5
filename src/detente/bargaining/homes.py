"""Two tables at once: what can be ratified at home, and what it would cost to make it so.

A home ratifies a package when everyone with a veto accepts it and those who accept it weigh at
least the quota [putnam1988]. Winning groups are looked at one by one, each a floor under some
judges' sums, so that packages are never listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from detente.bargaining.frontier import find_frontier
from detente.bargaining.judges import Judge, put_together
from detente.bargaining.packages import LOWEST, Axis, Ints, Package, Packages
from detente.case.language import Expr
from detente.errors import InputError

#: constituents of one home; their groups are looked at one by one
MOST_CONSTITUENTS = 16
#: ways to choose one winning group in every home
MOST_CHOICES = 1 << 14


@dataclass(frozen=True)
class Voter:
    """Somebody at home.

    Attributes
    ----------
    judge : what it makes of packages; its floor is what it must have
    can_be_paid : whether something on top could make good what it lacks; not where it accepts what
        an expression says, which has no scale
    weight : its part of the quota
    veto : whether nothing is ratified without it
    """

    judge: Judge
    weight: Fraction
    veto: bool
    can_be_paid: bool = True


@dataclass(frozen=True)
class HomeFront:
    """A party's home.

    Attributes
    ----------
    quota : the weight that must agree
    more_than : whether it must be exceeded, as a plain majority is more than half
    """

    party: str
    voters: tuple[Voter, ...]
    quota: Fraction
    more_than: bool = False

    def enough(self, weight: Fraction) -> bool:
        """Whether so much weight ratifies."""
        return weight > self.quota or (weight == self.quota and not self.more_than)

    def winning(self) -> list[tuple[Voter, ...]]:
        """The smallest groups that can ratify: none of them can spare a member."""
        if len(self.voters) > MOST_CONSTITUENTS:
            raise InputError(
                f"the home of '{self.party}' has {len(self.voters)} constituents; up to "
                f"{MOST_CONSTITUENTS} can be looked at"
            )
        must = tuple(voter for voter in self.voters if voter.veto)
        others = [voter for voter in self.voters if not voter.veto]
        base = sum((voter.weight for voter in must), Fraction())
        found: list[tuple[Voter, ...]] = []
        for size in range(len(others) + 1):
            for group in combinations(others, size):
                weight = base + sum((voter.weight for voter in group), Fraction())
                if not self.enough(weight):
                    continue
                if not any(self.enough(weight - voter.weight) for voter in group):
                    found.append((*must, *group))
        return found

    def pivotal(self) -> tuple[Voter, ...]:
        """Those without whom no group can ratify: veto players, or too heavy to be missed."""
        groups = self.winning()
        return tuple(v for v in self.voters if groups and all(v in group for group in groups))


@dataclass(frozen=True)
class Payment:
    """The least that must change hands for a package to be ratified by all.

    Attributes
    ----------
    total : the sum of what is paid, on the scale of values; 0 where nothing needs to be paid
    to : what each must be given on top of the package
    """

    package: Package
    total: Fraction
    to: dict[str, Fraction]


def ratifiable(
    axes: Sequence[Axis], homes: Sequence[HomeFront], ruled_out: Sequence[Expr] = ()
) -> Iterator[Package]:
    """Packages that every one of some homes would ratify: the best of each winning choice."""
    for _, packages, floor in _choices(axes, homes, ruled_out):
        frontier = find_frontier(packages, floor)
        for row in range(len(frontier.worth)):
            for picks in frontier.of_row(row):
                yield packages.label(picks)


def can_ratify(
    axes: Sequence[Axis], homes: Sequence[HomeFront], ruled_out: Sequence[Expr] = ()
) -> bool:
    """Whether some package would be ratified by all of some homes: whether win-sets meet."""
    return next(ratifiable(axes, homes, ruled_out), None) is not None


def smallest_payment(
    axes: Sequence[Axis], homes: Sequence[HomeFront], ruled_out: Sequence[Expr] = ()
) -> Payment | None:
    """The package that can be ratified at the least cost, if shortfalls can be made good.

    What a constituent lacks is paid to it on its own scale of values, which is taken to be a
    common one. Who pays is not asked. None where there is no package, or no winning group.
    """
    best: Payment | None = None
    for voters, packages, floor in _choices(axes, homes, ruled_out):
        payable = np.array([voter.can_be_paid for voter in voters])
        frontier = find_frontier(packages, np.where(payable, LOWEST, floor))
        if not len(frontier.worth):
            continue
        short = np.maximum(floor - frontier.worth, 0)
        row = int(np.argmin(short.sum(axis=1)))
        total = packages.value(int(short[row].sum()))
        if best is None or total < best.total:
            picks = next(frontier.of_row(row))
            owed = {
                name: packages.value(int(units))
                for name, units in zip(packages.parties, short[row].tolist(), strict=True)
                if units
            }
            best = Payment(packages.label(picks), total, owed)
            if not total:
                return best
    return best


def _choices(
    axes: Sequence[Axis], homes: Sequence[HomeFront], ruled_out: Sequence[Expr]
) -> Iterator[tuple[list[Voter], Packages, Ints]]:
    """Every choice of one winning group per home: who, the packages as they judge, and floors."""
    groups = [home.winning() for home in homes]
    n_choices = 1
    for winning in groups:
        n_choices *= len(winning)
    if n_choices > MOST_CHOICES:
        raise InputError(
            f"there are {n_choices:,} ways to win in every home at once; up to {MOST_CHOICES:,} "
            "can be looked at"
        )
    for choice in product(*groups):
        voters = [voter for group in choice for voter in group]
        judges = [voter.judge for voter in voters]
        packages = put_together(axes, judges, ruled_out)
        floors = [packages.on_scale(judge.floor or Fraction()) for judge in judges]
        yield voters, packages, np.array(floors, dtype=np.int64)
