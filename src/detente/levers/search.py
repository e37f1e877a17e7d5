"""All smallest sets of changes after which some state meets every condition.

A set that fails at a state fails a first condition there, and whatever mends it must make a change
that this condition depends on; so only those are added. The last change that a set has room for
must mend, at one state, everything that fails there: where it does not touch a condition, the
condition stays what it was. Every inclusion-minimal set is reached in this way, one change at a
time, and each is checked forward.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb

from detente.game.symbolic import TooLarge
from detente.levers.conditions import Checks, Condition
from detente.progress import Progress, silent

#: sets that are looked through for the nearest miss; so few where every state takes its time
_MISSES, _FEW = 1000, 10
#: sets that are tested in one go, and cells of their games
_SETS, _CELLS = 4096, 1 << 22


@dataclass
class Found:
    """What a search has found so far.

    Attributes
    ----------
    sets : bit masks over the edits, and for each the states that hold, as a bit mask
    tried : how many sets were tested
    complete : False where the search was interrupted
    visited : the sets that failed, smallest first
    hopeless : some sets not worth testing, since it is known what fails after them
    trouble : why the search broke off, where it did so by itself; empty otherwise
    """

    sets: dict[int, int] = field(default_factory=dict)
    tried: int = 0
    complete: bool = True
    visited: list[int] = field(default_factory=list)
    hopeless: list[int] = field(default_factory=list)
    trouble: str = ""


@dataclass(frozen=True)
class Miss:
    """A set of changes that comes near: one state, and what it lacks under which base."""

    mask: int
    state: int
    lacks: tuple[tuple[int, Condition], ...]


@dataclass(frozen=True)
class Failed:
    """A set of changes that does not do.

    Attributes
    ----------
    states : those it was tested at, as a bit mask
    reasons : for each condition that is the first to fail somewhere, the edits that may mend it,
        and where it fails
    """

    states: int
    reasons: tuple[tuple[int, int], ...]


def most_sets(n_edits: int, size: int) -> int:
    """How many sets of changes there are up to a size."""
    return sum(comb(n_edits, k) for k in range(min(size, n_edits) + 1))


def sets_expected(tried: int, n_edits: int, small: int, size: int) -> int:
    """About how many sets are tested up to a size, from how many were up to a smaller one."""
    grown = comb(n_edits, min(size, n_edits)) / max(1, comb(n_edits, small))
    return min(most_sets(n_edits, size), max(tried, round(tried * grown)))


def search(
    checks: Sequence[Checks],
    n_edits: int,
    size: int,
    progress: Progress = silent,
    smallest: bool = False,
) -> Found:
    """Look for all inclusion-minimal sets up to a size.

    A set has at most one first step: what several do before the rest is agreed is an agreement.

    Parameters
    ----------
    checks : one per base that the changes must work under; the same state must hold under each
    smallest : stop after the first size at which some set works
    """
    found = Found()
    frontier = {0: (1 << len(checks[0].targets)) - 1}
    steps = _first_steps(checks[0])
    try:
        for count in range(size + 1):
            failed = _level(checks, frontier, found, progress)
            if smallest and found.sets:
                break
            left = size - count
            fresh = _last(checks, failed, n_edits) if left == 1 else _more(failed) if left else {}
            if left == 1:
                hopeless = _hopeless(failed, fresh, _MISSES - len(found.visited))
                found.hopeless = [mask for mask in hopeless if (mask & steps).bit_count() < 2]
            frontier = {
                mask: states
                for mask, states in fresh.items()
                if (mask & steps).bit_count() < 2
                and not any(smaller & mask == smaller for smaller in found.sets)
            }
    except KeyboardInterrupt:
        found.complete = False
    except TooLarge as error:
        found.complete, found.trouble = False, str(error)
    return found


def _first_steps(checks: Checks) -> int:
    """The edits by which somebody goes first, as a bit mask."""
    edits = checks.bench.edits
    return sum(1 << k for k, edit in enumerate(edits) if edit.kind == "sequence")


def _level(
    checks: Sequence[Checks], frontier: dict[int, int], found: Found, progress: Progress
) -> dict[int, Failed]:
    """Test all sets of one size; those that fail."""
    failed: dict[int, Failed] = {}
    total = found.tried + len(frontier)
    for chunk in _chunks(list(frontier), checks[0]):
        progress(found.tried, total, "sets of changes")
        alive = {mask: frontier[mask] for mask in chunk}
        reasons: dict[int, list[tuple[int, int]]] = {mask: [] for mask in chunk}
        for one in checks:
            for condition in one.conditions:
                asked = [mask for mask in chunk if alive[mask]]
                passing = one.passed_by(condition, asked, [alive[mask] for mask in asked])
                for mask, passed in zip(asked, passing, strict=True):
                    fails = alive[mask] & ~passed
                    if fails:
                        reasons[mask].append((one.mending(condition, mask), fails))
                        alive[mask] &= ~fails
        for mask in chunk:
            found.tried += 1
            if alive[mask]:
                found.sets[mask] = _holding(checks, mask)
            else:
                found.visited.append(mask)
                failed[mask] = Failed(frontier[mask], tuple(reasons[mask]))
    return failed


def _more(failed: Mapping[int, Failed]) -> dict[int, int]:
    """The sets with one change more that may mend a first failed condition, and where."""
    fresh: dict[int, int] = {}
    for mask, one in failed.items():
        for relevant, states in one.reasons:
            for bit in _bits(relevant & ~mask):
                fresh[mask | bit] = fresh.get(mask | bit, 0) | states
    return fresh


def _last(checks: Sequence[Checks], failed: Mapping[int, Failed], n_edits: int) -> dict[int, int]:
    """The same for the last change there is room for, which has to mend all that fails somewhere.

    What the sets without one change or another of a set say of it is put together.
    """
    left = _mendable(checks, failed, n_edits)
    fresh: dict[int, int] = {}
    for mask, kinds in left.items():
        for kind in kinds:
            for bit in _bits(kind.edits & ~mask if kind.states else 0):
                fresh[mask | bit] = fresh.get(mask | bit, 0) | kind.states
    for mask in fresh:
        for bit in _bits(mask):
            if mask ^ bit in failed:
                states = next(kind.states for kind in left[mask ^ bit] if kind.edits & bit)
                fresh[mask] &= ~failed[mask ^ bit].states | states
    return {mask: states for mask, states in fresh.items() if states}


def _hopeless(failed: Mapping[int, Failed], fresh: Mapping[int, int], most: int) -> list[int]:
    """Sets that would mend a first failed condition and not all of them; at most so many."""
    found: dict[int, None] = {}
    for mask, one in failed.items():
        for relevant, _ in one.reasons:
            for bit in _bits(relevant & ~mask):
                if len(found) >= most:
                    return list(found)
                if mask | bit not in fresh:
                    found[mask | bit] = None
    return list(found)


@dataclass
class _Kind:
    """Edits that may mend the same conditions after a set of changes.

    Attributes
    ----------
    edits : as a bit mask
    untouched : the conditions that they leave as they are, a bit each
    states : where all of those hold
    """

    edits: int
    untouched: int
    states: int


def _mendable(
    checks: Sequence[Checks], failed: Mapping[int, Failed], n_edits: int
) -> dict[int, list[_Kind]]:
    """For each set the kinds of edits, and the states where all that they leave as it is holds."""
    listed = [(one, condition) for one in checks for condition in one.conditions]
    known: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    left: dict[int, list[_Kind]] = {}
    for mask, fail in failed.items():
        mending = tuple(one.mending(condition, mask) for one, condition in listed)
        if mending not in known:
            known[mending] = _alike(mending, n_edits)
        left[mask] = [_Kind(edits, bits, fail.states) for edits, bits in known[mending]]
    for place, (one, condition) in enumerate(listed):
        masks = [
            mask
            for mask, kinds in left.items()
            if any(kind.states for kind in kinds if kind.untouched >> place & 1)
        ]
        for chunk in _chunks(masks, one):
            passing = one.passed_by(
                condition, chunk, [_wanted(left[mask], place) for mask in chunk]
            )
            for mask, passed in zip(chunk, passing, strict=True):
                for kind in left[mask]:
                    if kind.untouched >> place & 1:
                        kind.states &= passed
    return left


def _wanted(kinds: Sequence[_Kind], place: int) -> int:
    """The states at which it matters whether a condition holds that some kinds leave as it is."""
    found = 0
    for kind in kinds:
        found |= kind.states if kind.untouched >> place & 1 else 0
    return found


def _alike(mending: Sequence[int], n_edits: int) -> list[tuple[int, int]]:
    """Edits that are not among those which mend the same conditions, and these conditions."""
    groups: dict[int, int] = {}
    for k in range(n_edits):
        untouched = sum(1 << place for place, edits in enumerate(mending) if not edits >> k & 1)
        groups[untouched] = groups.get(untouched, 0) | 1 << k
    return [(edits, untouched) for untouched, edits in groups.items()]


def _chunks(masks: Sequence[int], checks: Checks) -> Iterator[Sequence[int]]:
    """So many sets as are tested in one go."""
    size = max(1, min(_SETS, _CELLS // checks.n_cells))
    return (masks[start : start + size] for start in range(0, len(masks), size))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _holding(checks: Sequence[Checks], mask: int) -> int:
    """All states that hold after a set of changes, under every base."""
    states = checks[0].holds(mask)
    for one in checks[1:]:
        states &= one.holds(mask)
    return states


def nearest_miss(checks: Sequence[Checks], found: Found) -> Miss | None:
    """The set, among those looked at first, of which some state lacks least."""
    slow = checks[0].bench.verdicts.one_by_one and checks[0].n_cells > _CELLS
    most = _FEW if slow else _MISSES
    masks = list(dict.fromkeys([*found.visited, *found.hopeless]))[:most]
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
