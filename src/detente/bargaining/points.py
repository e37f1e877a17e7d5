"""The register of point solutions: single packages that a rule of fairness picks.

Every rule looks at gains over the walk-away alone and picks among the undominated packages that
leave nobody worse off; the best of each rule always lies there. All ties are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.registry import Registry

#: (n_rows, n_parties) -> one truth value per row; exact whole numbers or fractions as objects
Rule = Callable[[NDArray[Any]], NDArray[np.bool_]]


@dataclass(frozen=True)
class Solution:
    """One rule, and what people may read about it.

    Attributes
    ----------
    says : the rule in one plain sentence
    common_unit : whether it compares the sizes of two parties' gains, so that their scales must
        share a unit; the others change with no stretching of one party's scale
    source : key in `sources.yaml`
    """

    key: str
    title: str
    says: str
    common_unit: bool
    source: str
    rule: Rule


SOLUTIONS: Registry[Solution] = Registry("point solution")


def solution(
    key: str, *, title: str, says: str, source: str, common_unit: bool = False
) -> Callable[[Rule], Rule]:
    """Register a rule."""

    def register(rule: Rule) -> Rule:
        SOLUTIONS.add(key, Solution(key, title, says, common_unit, source, rule))
        return rule

    return register


def load_solutions() -> Registry[Solution]:
    """The register, with every file of `solutions/` read."""
    from importlib import import_module
    from pkgutil import iter_modules

    from detente.bargaining import solutions

    for module in sorted(found.name for found in iter_modules(solutions.__path__)):
        import_module(f"{solutions.__name__}.{module}")
    return SOLUTIONS


def leximin(rows: NDArray[Any]) -> NDArray[np.bool_]:
    """The rows whose least number is greatest, then whose second least is, and so on.

    Exact: the numbers are compared as they are, whole numbers or fractions.
    """
    if not len(rows):
        return np.zeros(0, dtype=bool)
    ordered = [tuple(sorted(row)) for row in rows.tolist()]
    best = max(ordered)
    return np.array([row == best for row in ordered])
