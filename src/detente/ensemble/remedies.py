"""How far levers survive what is not known: the same changes, made in variations of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from detente.ensemble.counting import Counting, draw_choices
from detente.ensemble.inputs import applied
from detente.errors import DetenteError, InputError
from detente.game.compile import compile_game
from detente.levers import Change, Plan
from detente.levers.bench import Bench
from detente.levers.conditions import Checks
from detente.levers.find import change_of
from detente.levers.search import search
from detente.progress import Progress, silent

#: draws in which levers are tried, and levers that are tried, at most
MOST_DRAWS, MOST_LEVERS = 60, 6
#: changes of one lever, at most
SIZE = 3
#: apart from the streams of the other draws
STREAM = (1 << 31) + 3


@dataclass(frozen=True)
class Remedy:
    """One lever of the case as written, and in how many draws it would work.

    Attributes
    ----------
    works : draws in which a wanted state holds once the changes are made
    """

    changes: tuple[Change, ...]
    works: int


@dataclass(frozen=True)
class Remedies:
    """The levers of one account under variation.

    Attributes
    ----------
    already : draws in which a wanted state holds without any change
    """

    hypothesis: str | None
    target: str
    draws: int
    already: int
    found: tuple[Remedy, ...]


def try_levers(
    counting: Counting, to: str | None = None, progress: Progress = silent
) -> Remedies | None:
    """Find the smallest levers of the case as written, and make the same changes in draws.

    None where the case has no target: neither `to` nor `victory`.
    """
    try:
        plan = Plan(counting.case, to, counting.concept, hypothesis=counting.hypothesis)
    except InputError:
        return None
    sets = search(plan.checks, len(plan.edits), SIZE, progress)
    bench = plan.checks[0].bench
    masks = list(islice(sorted(sets.sets, key=lambda mask: _cost(bench, mask)), MOST_LEVERS))
    rng = np.random.default_rng(np.random.SeedSequence([counting.seed, STREAM]))
    n = min(counting.draws, MOST_DRAWS)
    works = [0] * len(masks)
    already = 0
    for draw, choices in enumerate(draw_choices(counting.inputs, n, rng).tolist()):
        progress(draw, n, "levers in variations")
        checks = _varied(counting, plan, choices)
        if checks is None:
            continue
        already += _works(checks, 0)
        for k, mask in enumerate(masks):
            works[k] += _works(checks, mask)
    remedies = tuple(
        Remedy(tuple(change_of(edit) for edit in bench.chosen(mask)), times)
        for mask, times in zip(masks, works, strict=True)
    )
    return Remedies(counting.hypothesis, plan.target.text, n, already, remedies)


def _cost(bench: Bench, mask: int) -> tuple[object, ...]:
    edits = bench.chosen(mask)
    return sum(edit.cost for edit in edits), len(edits), [edit.what for edit in edits]


def _varied(counting: Counting, plan: Plan, choices: Sequence[int]) -> Checks | None:
    """The conditions of the search in one variation; None where that leaves no game."""
    case = applied(counting.case, counting.inputs, choices)
    if plan.case.kept_names is not None:
        case = case.knowing(plan.case.kept_names)
    try:
        game = compile_game(case, hypothesis=counting.hypothesis)
        bench = Bench(case, plan.edits, counting.hypothesis, plan.concept)
        codes = np.array(plan.target.codes, dtype=np.int64)
        sequences = any(edit.kind == "sequence" for edit in plan.edits)
        return Checks(bench, game, codes, plan.test, plan.reachable, sequences)
    except DetenteError:
        return None


def _works(checks: Checks, mask: int) -> bool:
    """Whether some wanted state meets every condition; not where the changes make no sense."""
    try:
        return bool(checks.holds(mask))
    except (DetenteError, LookupError, StopIteration):
        return False
