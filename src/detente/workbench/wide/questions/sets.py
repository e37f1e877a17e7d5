"""Questions about sets of states: how many, which ones, what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from detente.case.plain import plain
from detente.game.symbolic import StateSet
from detente.progress import Progress
from detente.workbench.wide.answers import Counted, Described, Listed, Telling
from detente.workbench.wide.questions.world import At, World, few_of, near_of


def counted(world: World, tell: Progress, at: At, concept: str) -> Counted:
    """How many states are stable, for whom."""
    found, trouble = world.solved(at, concept, tell)
    row = next(iter(found.to_count_rows()))
    return Counted(
        concept, row["states"], found.game.n_cells, row["stable"], row["equilibria"], trouble
    )


def telling(world: World, tell: Progress, at: At, concept: str, now: int | None) -> Telling | None:
    """The equilibria in few words; None where they are not known."""
    found = world.solved(at, concept, tell)[0].equilibria(concept)
    if found is None:
        return None
    game = world.game(at)
    if not found:
        return Telling(0, None, {}, {})
    best = {
        party: few_of(found.best(scale))
        for party, scale in zip(game.parties, game.scales, strict=True)
        if scale.full.digits
    }
    varying = [option for option in range(len(game.options)) if option not in game.space.held]
    levels = {option: found.levels_of(option) for option in varying}
    fixed = {option: there[0] for option, there in levels.items() if len(there) == 1}
    return Telling(found.count, near_of(found, now), best, fixed)


def described(world: World, tell: Progress, at: At, concept: str) -> Described | None:
    """What the equilibria have in common that joins several options; None where not known."""
    found = world.solved(at, concept, tell)[0].describe(concept)
    if found is None:
        return None
    joint = tuple(plain(word.expr, world.names) for word in found.joint)
    return Described(joint, found.count, found.matching, found.searched)


def marks(
    world: World, tell: Progress, at: At, concept: str, codes: Sequence[int]
) -> tuple[tuple[bool | None, ...], ...]:
    """For some states whether each party would stay; None where that is open."""
    found, _ = world.solved(at, concept, tell)
    sets = [found.stable[concept, party] for party in found.game.parties]
    return tuple(tuple(None if one is None else code in one for one in sets) for code in codes)


def listed(
    world: World,
    tell: Progress,
    at: At,
    kind: tuple[str, str],
    where: str,
    order: str,
    first: int,
    limit: int,
    now: int | None,
    seed: int,
) -> Listed:
    """Some states of a set.

    Parameters
    ----------
    kind : a concept and a party, or "" for what is stable for all; ("", "") for all states
    order : "code", "near" (to the present) or "sample"
    first : how many are passed over
    """
    game = world.game(at)
    concept, party = kind
    found: StateSet | None = game.states
    if concept:
        table = world.solved(at, concept, tell)[0]
        found = table.stable[concept, party] if party else table.equilibria(concept)
    if found is None:
        return Listed(0, ())
    found = found & world.set_where(game, where)
    if order == "sample":
        return Listed(found.count, tuple(found.sample(limit, seed, distinct=True)))
    if order == "near" and now is not None:
        return Listed(found.count, tuple(_by_distance(found, now, first, limit)))
    return Listed(found.count, tuple(islice(found.codes(), first, first + limit)))


def _by_distance(found: StateSet, now: int, first: int, limit: int) -> list[int]:
    """States by how many options differ from the present, then by code."""
    kept: list[int] = []
    passed = 0
    while found and len(kept) < limit:
        _, ring = found.nearest(now)
        skip = max(first - passed, 0)
        kept += islice(ring.codes(), skip, skip + limit - len(kept))
        passed += ring.count
        found = found - ring
    return kept
