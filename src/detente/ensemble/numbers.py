"""Numbers and days that bear a doubt: whether a deal is left, and who would leave first.

A number of the values or a walk-away that bears a doubt d is drawn anew in that share of the
draws, anywhere between half of it and half as much again. A party's last day is drawn from the days
that its patience, its deadlines and its stakes leave it, each as good as the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np

from detente.bargaining import bargain
from detente.case.model import Case, Entry
from detente.errors import DetenteError
from detente.talks import time_talks

#: draws of numbers, at most: each is a bargain of its own
MOST = 400
#: apart from the streams of the other draws
STREAM = (1 << 31) + 1
#: numbers are drawn in steps of this share of the number itself
STEPS = 1000


@dataclass(frozen=True)
class Deals:
    """What is left of the zone of agreement over draws of its numbers.

    Attributes
    ----------
    draws : how many were drawn
    numbers : how many numbers bear a doubt
    some : draws in which some package leaves everyone at least as well off as walking away
    levels : for every issue and level, draws in which some package of the zone has it
    """

    draws: int
    numbers: int
    some: int
    levels: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Leaving:
    """Who leaves first over draws of everybody's last day.

    Attributes
    ----------
    first : for every party, draws in which it is the first to leave, or one of them
    all_told : whether the case says until when each party at the table would stay
    days : the days by which somebody has left in a tenth, half and nine tenths of the draws
    """

    draws: int
    first: dict[str, int]
    days: tuple[date, date, date]
    all_told: bool = True


def vary_deals(case: Case, draws: int, seed: int) -> Deals | None:
    """Draw the numbers of values and walk-aways; None without values."""
    if not case.values:
        return None
    rng = np.random.default_rng(np.random.SeedSequence([seed, STREAM]))
    numbers = sum(_doubtful(entry) for entry in _numbers(case))
    n = min(draws, MOST) if numbers else 1
    some = 0
    levels: dict[str, Counter[str]] = {}
    for _ in range(n):
        try:
            account = bargain(_drawn(case, rng)).accounts[0].valued
        except DetenteError:
            continue
        if account is None or account.inside is None or not len(account.inside.worth):
            continue
        some += 1
        for issue, found in account.levels.items():
            levels.setdefault(issue, Counter()).update(found)
    return Deals(n, numbers, some, {issue: dict(count) for issue, count in levels.items()})


def _numbers(case: Case) -> list[Entry[Any]]:
    found: list[Entry[Any]] = []
    for worths in case.values.values():
        for worth in worths.values():
            found += [worth.weight, *worth.levels.values()]
    return found + [e for e in case.walk_away.values() if isinstance(e.value, Fraction)]


def _doubtful(entry: Entry[Any]) -> bool:
    return bool(entry.doubt)


def _drawn(case: Case, rng: np.random.Generator) -> Case:
    """The case with some of its doubtful numbers drawn anew."""

    def one(entry: Entry[Any]) -> Entry[Any]:
        if not _doubtful(entry) or not isinstance(entry.value, Fraction):
            return entry
        if rng.random() >= (entry.doubt or 0):
            return entry
        share = Fraction(int(rng.integers(STEPS // 2, STEPS + STEPS // 2 + 1)), STEPS)
        return entry.model_copy(update={"value": entry.value * share})

    values = {
        party: {
            issue: worth.model_copy(
                update={
                    "weight": one(worth.weight),
                    "levels": {level: one(entry) for level, entry in worth.levels.items()},
                }
            )
            for issue, worth in worths.items()
        }
        for party, worths in case.values.items()
    }
    walk_away = {party: one(entry) for party, entry in case.walk_away.items()}
    return case.model_copy(update={"values": values, "walk_away": walk_away})


def vary_leaving(
    case: Case, hypotheses: Sequence[str | None], draws: int, seed: int
) -> Leaving | None:
    """Draw everybody's last day; None where the case says nothing of any."""
    try:
        talks = time_talks(case, hypothesis=hypotheses[0] if hypotheses else None)
    except DetenteError:
        return None
    windows = {stay.party: stay.until for stay in talks.stays if stay.until is not None}
    if not windows:
        return None
    rng = np.random.default_rng(np.random.SeedSequence([seed, STREAM + 1]))
    days = np.stack(
        [
            (window.first - talks.today).days
            + rng.integers(0, (window.last - window.first).days + 1, draws)
            for window in windows.values()
        ]
    )
    ends = days.min(axis=0)
    first = {party: int((days[k] == ends).sum()) for k, party in enumerate(windows)}
    tenth, half, most = (
        talks.today + timedelta(int(np.sort(ends)[min(int(draws * q), draws - 1)]))
        for q in (0.1, 0.5, 0.9)
    )
    told = len(windows) == len(talks.stays)
    return Leaving(draws, first, (tenth, half, most), told)
