"""What would do for everyone, where states cannot be listed: how many, and the telling ones."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Literal

from detente.brief.look_sets import LOOSER, SetLook
from detente.brief.looks import NASH, Judged
from detente.brief.positions import Wanted, successes
from detente.case.model import Case, Marked
from detente.game.symbolic import StateSet, TooLarge
from detente.game.symbolic.diagrams import Diagram
from detente.stability.set_ranks import no_better, no_worse

#: so many states are told
_TOLD = 4


def wanted_sets(case: Case, base: Judged) -> Wanted | None:
    """By the first of two rules that can be asked: what each calls a success, what none likes less.

    The states that are told hold because nobody has a better move; failing that, because some
    answer deters. Failing that too, they are those that differ least from the present.
    """
    if not isinstance(base, SetLook):
        return None
    game = base.game
    wishes = successes(case, base)
    if len(wishes) > 1:
        met = reduce(and_, (game.set_of(game.where(e)) for e, _ in wishes.values()), game.states)
        entries = tuple(entry for _, entry in wishes.values())
        return _wanted("success", tuple(wishes), base, met, entries)
    ranked = [p for p in range(len(game.parties)) if game.known[p] and game.scales[p].full.digits]
    if len(ranked) < 2 or game.present is None:
        return None
    parties = tuple(game.parties[p] for p in ranked)
    try:
        with game.diagrams.bounded():
            met = _better(base, ranked, game.present)
            return _wanted("better", parties, base, met)
    except TooLarge:
        return None


def _wanted(
    why: Literal["success", "better"],
    parties: tuple[str, ...],
    base: SetLook,
    met: StateSet,
    entries: tuple[Marked, ...] = (),
) -> Wanted:
    still = base.equilibria(NASH)
    holding = 0 if still is None else (met & still).count
    return Wanted(why, parties, _told(base, met), entries, met.count, holding)


def _better(base: SetLook, parties: list[int], than: int) -> StateSet:
    """States that none of some parties likes less than one state and one of them likes better."""
    game = base.game
    kept, gained = game.states, game.set_of(game.diagrams.false)
    for p in parties:
        kept = kept & game.set_of(no_worse(game, p, than))
        gained = gained | game.set_of(~no_better(game, p, than))
    return kept & gained


def _told(base: SetLook, met: StateSet) -> tuple[int, ...]:
    """A few of the states, those that hold first, the nearest to the present first among them."""
    found: dict[int, None] = {}
    for concept in (NASH, LOOSER):
        holding = base.equilibria(concept)
        if holding is None or found:
            continue
        tried = _few(base, met & holding)
        found |= dict.fromkeys(code for code in tried if concept == NASH or base.holds(code))
    return tuple(found or _few(base, met)[:1])


def _few(base: SetLook, states: StateSet) -> list[int]:
    present: Diagram | None = base.game.present
    near = states if present is None else states.nearest(present)[1]
    return list(dict.fromkeys([*near.first(_TOLD), *states.first(_TOLD)]))[:_TOLD]
