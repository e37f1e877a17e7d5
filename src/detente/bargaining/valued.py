"""The zone of agreement where values are given: packages, frontier, fair points, losses, homes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.framing import Framed, frame_zone, reframings
from detente.bargaining.frontier import Frontier, find_frontier
from detente.bargaining.issues import axes_of, over_issues
from detente.bargaining.judges import Joint, Judge, additive, put_together
from detente.bargaining.logroll import Logroll, find_logroll
from detente.bargaining.packages import Axis, Ints, Package, Packages
from detente.bargaining.points import load_solutions
from detente.bargaining.reserves import Reserve, find_reserve
from detente.bargaining.zone import better_for_all, count_zone, levels_in_zone
from detente.case.language import Expr
from detente.case.model import Case, Deal, Values, WalkAway
from detente.game.game import Game


@dataclass(frozen=True, eq=False)
class Valued:
    """All packages as the parties of one account value them.

    Attributes
    ----------
    axes, judges, ruled_out : what the packages were made from
    packages : on one scale of whole numbers
    reserves : the walk-away of each judge, in order
    floor : (n_parties,) in units of the scale; None where some party's walk-away has no value
    """

    axes: tuple[Axis, ...]
    judges: tuple[Judge, ...]
    ruled_out: tuple[Expr, ...]
    packages: Packages
    reserves: tuple[Reserve, ...]
    floor: Ints | None

    @cached_property
    def frontier(self) -> Frontier:
        """Every undominated package."""
        return find_frontier(self.packages)

    @cached_property
    def inside(self) -> Frontier | None:
        """The undominated packages of the zone; None where there is no floor."""
        return None if self.floor is None else find_frontier(self.packages, self.floor)

    @cached_property
    def n_zone(self) -> int | None:
        """How many packages lie in the zone; None where it cannot be said."""
        return None if self.floor is None else count_zone(self.packages, self.floor)

    @cached_property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """The levels of each issue that some package of the zone has."""
        return {} if self.floor is None else levels_in_zone(self.packages, self.floor)

    @cached_property
    def points(self) -> dict[str, tuple[int, ...]]:
        """For each rule of fairness the rows of `inside` that it picks, ties kept."""
        if self.inside is None or self.floor is None or not len(self.inside.worth):
            return {}
        gains: NDArray[np.object_] = (self.inside.worth - self.floor).astype(object)
        return {
            key: tuple(np.flatnonzero(one.rule(gains)).tolist())
            for key, one in load_solutions().items()
        }

    @cached_property
    def logroll(self) -> Logroll | None:
        """What trading issues against one another is worth."""
        return find_logroll(self.packages)

    def better_than(self, package: Package) -> Frontier | None:
        """Packages at least as good for all as one; None where that one is impossible."""
        picks = self.packages.picks(package)
        return None if picks is None else better_for_all(self.packages, picks)

    def framed(self, party: str, reference: Package) -> tuple[Framed, list[Framed]]:
        """What a party's losses leave of the zone, and references that leave more."""
        now = frame_zone(self.axes, self.judges, party, reference, self.ruled_out)
        return now, reframings(self.axes, self.judges, now, self.ruled_out)


def value_packages(case: Case, game: Game, values: Values, walk_away: WalkAway) -> Valued | None:
    """Put the packages of a case on a scale, as one account values them; None without values."""
    judged = [party for party in game.parties if party in values]
    if not judged:
        return None
    deal = case.deal or Deal()
    axes = axes_of(case, values)
    judges, reserves = [], []
    for party in judged:
        worths = additive(values[party])
        reserve = find_reserve(case, game, party, walk_away, worths)
        reserves.append(reserve)
        joints = tuple(
            Joint(over_issues(joint.when.value, axes), joint.worth.value)
            for joint in deal.joint.get(party, ())
        )
        judges.append(Judge(party, worths, joints, reserve.value))
    rules = tuple(over_issues(rule.value, axes) for rule in deal.ruled_out)
    packages = put_together(axes, judges, rules)
    floor = None
    if all(judge.floor is not None for judge in judges):
        units = [packages.on_scale(judge.floor) for judge in judges if judge.floor is not None]
        floor = np.array(units, dtype=np.int64)
    return Valued(axes, tuple(judges), rules, packages, tuple(reserves), floor)
