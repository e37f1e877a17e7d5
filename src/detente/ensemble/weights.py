"""Which single input decides most: how far an outcome's holding depends on it.

The *swing* is how much more often the outcome holds where the input stands as written than where it
is otherwise. The first-order index is the share of the variance that goes with the input alone, the
total index the share that goes with it alone or together with others [sobol2001, saltelli2010].
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np
from numpy.typing import NDArray

from detente.ensemble.counting import Counting, base_holds, draw_choices, groups
from detente.ensemble.ranks import Choices
from detente.ensemble.tally import Tally

#: draws of the total index, per input
TOTAL_DRAWS = 1 << 11
#: up to so many ways that the inputs can stand, indices are worked out and not drawn
MOST_WAYS = 1 << 14
#: apart from those of the tallies, so that the two have nothing in common
STREAM = 1 << 31


@dataclass(frozen=True)
class Weight:
    """How much one input decides whether one outcome holds.

    Attributes
    ----------
    as_written, otherwise : the share of draws in which the outcome holds, where the input stands
        as written and where it is otherwise; None where it never did
    first, total : shares of the variance; None where the outcome always or never holds
    exact : whether these two are worked out over all ways the inputs can stand, and not drawn
    """

    input: int
    code: int
    as_written: float | None
    otherwise: float | None
    first: float | None
    total: float | None
    exact: bool = False

    @property
    def swing(self) -> float:
        """How much more often it holds as written than otherwise."""
        if self.as_written is None or self.otherwise is None:
            return 0.0
        return self.as_written - self.otherwise


def weigh_inputs(counting: Counting, tally: Tally, codes: Sequence[int]) -> list[Weight]:
    """Every input against some outcomes; those that decide most first, outcome by outcome."""
    whole = _exactly(counting, codes)
    totals = _totals(counting, codes) if whole is None else whole[1]
    found = []
    for column, code in enumerate(codes):
        count = tally.outcomes.get(code)
        if count is None:
            continue
        weights = [
            _weight(k, code, tally.choices[k], count.by_choice[k], tally.draws, totals[k, column])
            for k in range(len(counting.inputs))
        ]
        if whole is not None:
            weights = [
                replace(
                    one,
                    first=_number(whole[0][k, column]),
                    total=_number(totals[k, column]),
                    exact=True,
                )
                for k, one in enumerate(weights)
            ]
        found += sorted(weights, key=lambda one: (-(one.total or 0), -abs(one.swing), one.input))
    return found


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _exactly(
    counting: Counting, codes: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """First-order and total indices over every way the inputs can stand, each by its chance.

    None where there are more than `MOST_WAYS` ways.

    Returns
    -------
    two tables (n_inputs, n_codes); not a number where an outcome always or never holds
    """
    bearing = counting.in_base
    sizes = [len(counting.inputs[k].variants) + 1 for k in bearing]
    if prod(sizes) > MOST_WAYS:
        return None
    grid = np.indices(sizes).reshape(len(sizes), -1)
    rows = np.zeros((grid.shape[1], len(counting.inputs)), dtype=np.uint8)
    rows[:, list(bearing)] = grid.T
    holds = holding(counting, rows, codes).astype(np.float64).reshape(*sizes, len(codes))
    chances = []
    for k, size in zip(bearing, sizes, strict=True):
        doubt = counting.inputs[k].doubt
        chances.append(np.array([1 - doubt, *[doubt / (size - 1)] * (size - 1)]))
    n = len(counting.inputs)
    mean = _expected(holds, chances, range(len(sizes)))
    variance = mean * (1 - mean)
    blank = np.where(variance > 1e-12, 0.0, np.nan)
    first, total = (np.tile(blank, (n, 1)) for _ in range(2))
    for axis, k in enumerate(bearing):
        others = [other for other in range(len(sizes)) if other != axis]
        alone = _expected(holds, chances, others)  # (size, n_codes)
        between = chances[axis] @ (alone - mean) ** 2
        inside = _expected(holds, chances, [axis], keep=True)
        left = _expected(inside * (1 - inside), chances, range(len(sizes)))
        with np.errstate(invalid="ignore", divide="ignore"):
            first[k] = np.where(variance > 1e-12, between / variance, np.nan)
            total[k] = np.where(variance > 1e-12, left / variance, np.nan)
    return first, total


def _expected(
    values: NDArray[np.float64],
    chances: Sequence[NDArray[np.float64]],
    axes: Iterable[int],
    keep: bool = False,
) -> NDArray[np.float64]:
    """The mean over some of the inputs; `keep` leaves their axes in place, of length 1."""
    found = values
    for axis in sorted(axes, reverse=True):
        if found.shape[axis] == 1:
            found = found if keep else found.squeeze(axis)
            continue
        shape = [1] * found.ndim
        shape[axis] = len(chances[axis])
        found = (found * chances[axis].reshape(shape)).sum(axis=axis, keepdims=keep)
    return found


def _weight(
    k: int, code: int, times: NDArray[np.int64], holds: NDArray[np.int64], draws: int, total: float
) -> Weight:
    written = float(holds[0] / times[0]) if times[0] else None
    other = float(holds[1:].sum() / times[1:].sum()) if times[1:].sum() else None
    mean = holds.sum() / draws if draws else 0.0
    variance = mean * (1 - mean)
    if variance == 0:
        return Weight(k, code, written, other, None, None)
    some = times > 0
    means = holds[some] / times[some]
    between = float((times[some] * (means - mean) ** 2).sum() / draws)
    # what chance alone puts between groups of so many draws
    within = float((means * (1 - means)).sum() / draws)
    first = min(max((between - within) / variance, 0.0), 1.0)
    return Weight(k, code, written, other, first, None if np.isnan(total) else total)


def _totals(counting: Counting, codes: Sequence[int]) -> NDArray[np.float64]:
    """The total index of every input for every outcome, (n_inputs, n_codes).

    Every input is drawn again by itself, all others kept: half the mean square of what changes.
    """
    n = min(counting.draws, TOTAL_DRAWS)
    rng = np.random.default_rng(np.random.SeedSequence([counting.seed, STREAM]))
    first = draw_choices(counting.inputs, n, rng)
    again = draw_choices(counting.inputs, n, rng)
    before = holding(counting, first, codes)
    mean = before.mean(axis=0)
    variance = mean * (1 - mean)
    found: NDArray[np.float64] = np.where(variance > 0, 0.0, np.nan) * np.ones(
        (len(counting.inputs), 1)
    )
    redrawn, which = [first[:0]], [np.zeros(0, dtype=np.int64)]
    for k in counting.in_base:
        changed = np.flatnonzero(again[:, k] != first[:, k])
        other = first[changed].copy()
        other[:, k] = again[changed, k]
        redrawn.append(other)
        which.append(changed)
    after = holding(counting, np.concatenate(redrawn), codes)
    at = 0
    for k, changed in zip(counting.in_base, which[1:], strict=True):
        differs = (before[changed] != after[at : at + len(changed)]).sum(axis=0) / n
        at += len(changed)
        with np.errstate(invalid="ignore", divide="ignore"):
            found[k] = np.where(variance > 0, differs / (2 * variance), np.nan)
    totals: NDArray[np.float64] = np.minimum(found, 1.0)
    return totals


def holding(counting: Counting, choices: Choices, codes: Sequence[int]) -> NDArray[np.bool_]:
    """Whether each of some outcomes holds in the base in each draw, (n_draws, n_codes)."""
    wanted = np.array(codes, dtype=np.int64)
    found = np.zeros((len(choices), len(wanted)), dtype=bool)
    for lens, members in groups(counting, choices):
        if lens is None:
            continue
        base = base_holds(lens, counting.concept)
        if base is None:
            continue
        index = lens.base.indices(wanted)
        rows = np.broadcast_to(base, (len(members), base.shape[-1]))
        found[members] = rows[:, np.maximum(index, 0)] & (index >= 0) & lens.whole[:, None]
    return found
