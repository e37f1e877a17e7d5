"""Everybody who values packages – parties and those at home – put on one scale.

A judge adds up what it makes of each issue, and what it makes of issues that stand together in a
certain way. Issues that some judge values together, or that rule one another out, form one group;
all other sums go on without a package being listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from detente.bargaining.packages import Axis, Packages, Part, weigh
from detente.case.language import Expr, IsState, Stands, leaves
from detente.errors import InputError
from detente.game.evaluate import evaluate

#: joint levels of issues that hang together; beyond, the case is refused rather than waited for
MOST_JOINT = 1 << 20
#: numbers beyond are no values
MOST_WORTH = 10**15


@dataclass(frozen=True)
class Joint:
    """A worth that comes only where issues stand so together."""

    when: Expr
    worth: Fraction


@dataclass(frozen=True)
class Judge:
    """One who values packages.

    Attributes
    ----------
    name : a party's id, or `party.constituent`
    worths : for an issue, what each level is worth, its weight included; issues left out are
        worth nothing to it
    joints : what is added where issues stand together in a certain way
    floor : the least it accepts; None where the case does not say
    """

    name: str
    worths: Mapping[str, Mapping[str, Fraction]]
    joints: tuple[Joint, ...] = ()
    floor: Fraction | None = None


def put_together(
    axes: Sequence[Axis], judges: Sequence[Judge], ruled_out: Sequence[Expr] = ()
) -> Packages:
    """All packages of some issues, as every judge values them.

    Parameters
    ----------
    axes : the issues; expressions name them by their place

    Raises
    ------
    InputError
        when so many issues hang together that their joint levels cannot be listed.
    """
    tied = [_issues(rule) for rule in ruled_out]
    tied += [_issues(joint.when) for judge in judges for joint in judge.joints]
    parts = [_part(axes, group, judges, ruled_out) for group in _components(len(axes), tied)]
    floors = [judge.floor for judge in judges if judge.floor is not None]
    return weigh([judge.name for judge in judges], axes, parts, floors)


def _issues(expr: Expr) -> frozenset[int]:
    return frozenset(leaf.option for leaf in leaves(expr) if isinstance(leaf, Stands))


def _components(n: int, tied: Iterable[frozenset[int]]) -> list[tuple[int, ...]]:
    """Issues joined by any tie, each group in the order of the issues."""
    group = list(range(n))
    for together in tied:
        if together:
            target = min(group[k] for k in together)
            joined = {group[k] for k in together}
            group = [target if g in joined else g for g in group]
    return [tuple(k for k in range(n) if group[k] == g) for g in sorted(set(group))]


def _part(
    axes: Sequence[Axis],
    group: tuple[int, ...],
    judges: Sequence[Judge],
    ruled_out: Sequence[Expr],
) -> Part:
    sizes = [len(axes[k].levels) for k in group]
    if prod(sizes) > MOST_JOINT:
        names = ", ".join(axes[k].issue for k in group)
        raise InputError(
            f"the issues {names} hang together in {prod(sizes):,} ways, more than can be listed "
            f"({MOST_JOINT:,}). Value fewer of them together"
        )
    rules = [rule for rule in ruled_out if _issues(rule) and _issues(rule) <= set(group)]
    combos = [
        combo
        for combo in product(*(range(size) for size in sizes))
        if not any(_holds(rule, group, combo) for rule in rules)
    ]
    worth = tuple(tuple(_worth(judge, axes, group, combo) for combo in combos) for judge in judges)
    return Part(group, tuple(combos), worth)


def _worth(
    judge: Judge, axes: Sequence[Axis], group: tuple[int, ...], combo: tuple[int, ...]
) -> Fraction:
    total = Fraction()
    for k, level in zip(group, combo, strict=True):
        worths = judge.worths.get(axes[k].issue)
        if worths:
            total += worths.get(axes[k].levels[level], Fraction())
    for joint in judge.joints:
        issues = _issues(joint.when)
        if issues <= set(group) and issues and _holds(joint.when, group, combo):
            total += joint.worth
    return total


def _holds(expr: Expr, group: tuple[int, ...], combo: tuple[int, ...]) -> bool:
    levels = dict(zip(group, combo, strict=True))

    def leaf(node: Stands | IsState) -> Any:
        assert isinstance(node, Stands)
        return levels[node.option] in node.levels

    return bool(evaluate(expr, leaf))


def additive(values: Mapping[str, Any]) -> dict[str, dict[str, Fraction]]:
    """Weight times worth for every issue and level, from a section of the case.

    Raises
    ------
    InputError
        for a number beyond `MOST_WORTH`.
    """
    found = {
        issue: {level: value.weight.value * worth.value for level, worth in value.levels.items()}
        for issue, value in values.items()
    }
    if any(abs(number) > MOST_WORTH for levels in found.values() for number in levels.values()):
        raise InputError(
            f"a value is beyond {MOST_WORTH:,}. Values are shares or points; give smaller ones"
        )
    return found
