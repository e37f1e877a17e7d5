"""The concepts beyond the five, each read aloud: one quantifier a line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations, product
from typing import Any

from tests.byhand.case import Universe
from tests.byhand.concepts import can_act, seq
from tests.byhand.game import Game, replies

Wishes = dict[tuple[str, str], int]


# simultaneous sanctions ------------------------------------------------------------------------


def sim(game: Game, party: str, start: int) -> bool:
    """Sequentially stable, or spoilt by others who leave at once, where two or more would."""
    if seq(game, party, start):
        return True
    leaving = [one for one in game.parties if not seq(game, one, start)]
    if len(leaving) < 2:
        return False
    return all(
        credibly_answered(game, party, start, better) or spoilt(game, party, start, better)
        for better in game.improvements(party, start)
    )


def credibly_answered(game: Game, party: str, start: int, better: int) -> bool:
    return any(
        not game.prefers(party, reply, than=start)
        for reply in replies(game, party, better, improving=True)
    )


def spoilt(game: Game, party: str, start: int, better: int) -> bool:
    others = [one for one in game.parties if one != party]
    groups = chain.from_iterable(combinations(others, n) for n in range(1, len(others) + 1))
    return any(
        end in game.states and not game.prefers(party, end, than=start)
        for group in groups
        for moved in product(*(game.improvements(one, start) for one in group))
        for end in [together(game.universe, start, (party, *group), (better, *moved))]
    )


def together(universe: Universe, start: int, movers: tuple[str, ...], ends: tuple[int, ...]) -> int:
    """Each mover's options as in its own end, all others as at the start."""
    levels = list(universe.levels(start))
    for mover, end in zip(movers, ends, strict=True):
        for k, option in enumerate(universe.options):
            if option.party == mover:
                levels[k] = universe.levels(end)[k]
    return universe.code(levels)


# limited moves ---------------------------------------------------------------------------------


def play_ends(game: Game, horizon: int, mover: str, other: str, start: int) -> int:
    """Where a play ends that one begins: each stops, or takes the best of what would follow."""
    key = ("play", horizon, mover, other, start)
    if key not in game.cache:
        game.cache[key] = _play_ends(game, horizon, mover, other, start)
    found: int = game.cache[key]
    return found


def _play_ends(game: Game, horizon: int, mover: str, other: str, start: int) -> int:
    if horizon == 0:
        return start
    rank = game.rank[mover]
    assert rank is not None
    ends = [play_ends(game, horizon - 1, other, mover, to) for to in game.moves(mover, start)]
    if not ends:
        return start
    best = max(ends, key=lambda end: rank[end])
    return best if rank[best] > rank[start] else start


def limited(game: Game, party: str, start: int, horizon: int) -> bool:
    """For two parties."""
    (other,) = [one for one in game.parties if one != party]
    return play_ends(game, horizon, party, other, start) == start


def far_sighted(game: Game, party: str, start: int, least: int = 40, most: int = 52) -> bool:
    """Stable at every horizon of a stretch so late and so long that it stands for all the rest."""
    return all(limited(game, party, start, horizon) for horizon in range(least, most))


# attitudes -------------------------------------------------------------------------------------


def rather(game: Game, wishes: Wishes, party: str, state: int, than: int) -> bool:
    """No worse for those it wishes well, no better for those it wishes ill."""
    for one in game.parties:
        wish = wishes.get((party, one), 0)
        if wish > 0 and game.prefers(one, than, than=state):
            return False
        if wish < 0 and game.prefers(one, state, than=than):
            return False
    return True


def willing(game: Game, wishes: Wishes, party: str, start: int) -> list[int]:
    return [to for to in game.moves(party, start) if rather(game, wishes, party, to, than=start)]


def deters(game: Game, wishes: Wishes, party: str, state: int, start: int) -> bool:
    return state == start or not rather(game, wishes, party, state, than=start)


def willing_replies(game: Game, wishes: Wishes, party: str, start: int) -> set[int]:
    """Where the others can take it by willing moves, nobody moving twice in a row."""
    found: set[tuple[int, str]] = set()
    waiting: list[tuple[int, str | None]] = [(start, None)]
    while waiting:
        state, last = waiting.pop()
        for mover in game.parties:
            if mover in (party, last):
                continue
            for end in willing(game, wishes, mover, state):
                if (end, mover) not in found:
                    found.add((end, mover))
                    waiting.append((end, mover))
    return {state for state, _ in found}


def rnash(game: Game, wishes: Wishes, party: str, start: int) -> bool:
    return not willing(game, wishes, party, start)


def rgmr(game: Game, wishes: Wishes, party: str, start: int) -> bool:
    return all(
        any(
            deters(game, wishes, party, reply, start)
            for reply in replies(game, party, to, improving=False)
        )
        for to in willing(game, wishes, party, start)
    )


def rsmr(game: Game, wishes: Wishes, party: str, start: int) -> bool:
    return all(
        any(
            deters(game, wishes, party, reply, start)
            and all(deters(game, wishes, party, way, start) for way in game.moves(party, reply))
            for reply in replies(game, party, to, improving=False)
        )
        for to in willing(game, wishes, party, start)
    )


def rseq(game: Game, wishes: Wishes, party: str, start: int) -> bool:
    return all(
        any(
            deters(game, wishes, party, reply, start)
            for reply in willing_replies(game, wishes, party, to)
        )
        for to in willing(game, wishes, party, start)
    )


RELATIONAL: dict[str, Callable[[Game, Any, str, int], bool]] = {
    "rnash": rnash,
    "rgmr": rgmr,
    "rsmr": rsmr,
    "rseq": rseq,
}


def movers(game: Game) -> list[str]:
    return [party for party in game.parties if can_act(game, party)]
