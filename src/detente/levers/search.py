"""All smallest sets of changes after which some state meets every condition.

A set that fails at a state fails a first condition there, and whatever mends it must make a change
that this condition depends on; so only those are added. Every inclusion-minimal set is reached in
this way, one change at a time, and each is checked forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import comb

from detente.levers.conditions import Checks, Condition
from detente.progress import Progress, silent

#: sets that are looked through for the nearest miss
_MISSES = 1000


@dataclass
class Found:
    """What a search has found so far.

    Attributes
    ----------
    sets : bit masks over the edits, and for each the states that hold, as a bit mask
    tried : how many sets were looked at
    complete : False where the search was interrupted
    visited : the sets that failed, smallest first
    """

    sets: dict[int, int] = field(default_factory=dict)
    tried: int = 0
    complete: bool = True
    visited: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Miss:
    """A set of changes that comes near: one state, and what it lacks under which base."""

    mask: int
    state: int
    lacks: tuple[tuple[int, Condition], ...]


def most_sets(n_edits: int, size: int) -> int:
    """How many sets of changes there are up to a size."""
    return sum(comb(n_edits, k) for k in range(min(size, n_edits) + 1))


def search(checks: Sequence[Checks], n_edits: int, size: int, progress: Progress = silent) -> Found:
    """Look for all inclusion-minimal sets up to a size.

    Parameters
    ----------
    checks : one per base that the changes must work under; the same state must hold under each
    """
    found = Found()
    total = most_sets(n_edits, size)
    frontier = {0: (1 << len(checks[0].targets)) - 1}
    try:
        for count in range(size + 1):
            fresh: dict[int, int] = {}
            for mask, failed in _level(checks, frontier, found, progress, total):
                if count == size:
                    continue
                for reason, states in failed:
                    left = reason & ~mask
                    while left:
                        bit = left & -left
                        left ^= bit
                        fresh[mask | bit] = fresh.get(mask | bit, 0) | states
            frontier = {
                mask: states
                for mask, states in fresh.items()
                if not any(smaller & mask == smaller for smaller in found.sets)
            }
    except KeyboardInterrupt:
        found.complete = False
    return found


_CHUNK = 4096


def _level(
    checks: Sequence[Checks],
    frontier: dict[int, int],
    found: Found,
    progress: Progress,
    total: int,
) -> list[tuple[int, list[tuple[int, int]]]]:
    """Test all sets of one size.

    Returns
    -------
    the sets that fail, each with the edits that may mend a first failed condition and the states
    where it fails
    """
    failing: list[tuple[int, list[tuple[int, int]]]] = []
    masks = list(frontier)
    for start in range(0, len(masks), _CHUNK):
        chunk = masks[start : start + _CHUNK]
        progress(found.tried, total, "sets of changes")
        alive = {mask: frontier[mask] for mask in chunk}
        reasons: dict[int, list[tuple[int, int]]] = {mask: [] for mask in chunk}
        for one in checks:
            for condition in one.conditions:
                asked = [mask for mask in chunk if alive[mask]]
                for mask, passed in zip(asked, one.passed_by(condition, asked), strict=True):
                    fails = alive[mask] & ~passed
                    if fails:
                        reasons[mask].append((one.relevant[condition], fails))
                        alive[mask] &= ~fails
        for mask in chunk:
            found.tried += 1
            if alive[mask]:
                found.sets[mask] = _holding(checks, mask)
            else:
                found.visited.append(mask)
                failing.append((mask, reasons[mask]))
    return failing


def _holding(checks: Sequence[Checks], mask: int) -> int:
    """All states that hold after a set of changes, under every base."""
    states = checks[0].holds(mask)
    for one in checks[1:]:
        states &= one.holds(mask)
    return states


def nearest_miss(checks: Sequence[Checks], found: Found) -> Miss | None:
    """The set, among those looked at first, of which some state lacks least."""
    masks = found.visited[:_MISSES]
    n_states = len(checks[0].targets)
    lacking = [[0] * n_states for _ in masks]
    for one in checks:
        for condition in one.conditions:
            for row, passed in zip(lacking, one.passed_by(condition, masks), strict=True):
                for state in range(n_states):
                    row[state] += not passed >> state & 1
    places = [(count, k, state) for k, row in enumerate(lacking) for state, count in enumerate(row)]
    if not places:
        return None
    _, k, state = min(places)
    lacks = tuple(
        (base, condition)
        for base, one in enumerate(checks)
        for condition in one.failing(masks[k], state)
    )
    return Miss(masks[k], state, lacks)
