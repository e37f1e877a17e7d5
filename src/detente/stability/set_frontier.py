"""The frontier of a set of states: where nobody could be better off without somebody losing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from detente.game.symbolic import StateSet, SymbolicGame
from detente.stability.set_ranks import no_better, no_worse

#: so many kinds of states are found where nobody asks for more or fewer
KINDS = 50
#: where what is left to look through has more nodes, the search is broken off
_NODES = 200_000


@dataclass(frozen=True, eq=False)
class Frontier:
    """States of a set for which no other of it is as good for all and better for one.

    Attributes
    ----------
    states : those that were found; all of them belong to it
    kinds : how many kinds they are of; states are of one kind when every party ranks them alike
    whole : whether these are all
    """

    states: StateSet
    kinds: int
    whole: bool


def find_frontier(game: SymbolicGame, among: StateSet, most: int = KINDS) -> Frontier | None:
    """The states of a set for which no other of it is as good for all parties and better for one.

    Of what is left, the states that one party likes best, of these the ones that the next likes
    best, and so on, are of one kind and on the frontier. Whatever nobody prefers to them goes;
    what stays is better for somebody, and the search goes on there.

    Parameters
    ----------
    most : stop after so many kinds

    Returns
    -------
    None where no party has known preferences
    """
    parties = with_preferences(game)
    if not parties:
        return None
    left, found, kinds = among, among - among, 0
    while left and kinds < most and left.nodes <= _NODES:
        first = kinds % len(parties)
        kind = left
        for party in parties[first:] + parties[:first]:
            kind = kind.best(game.scales[party])
        found, kinds, one = found | kind, kinds + 1, kind.any()
        left -= game.set_of(reduce(and_, (no_better(game, party, one) for party in parties)))
    return Frontier(found, kinds, not left)


def as_good_for_all(game: SymbolicGame, among: StateSet, code: int) -> StateSet:
    """States of a set that are as good for all parties as one state, and better for one."""
    parties = with_preferences(game)
    if not parties:
        return among - among
    as_good = reduce(and_, (no_worse(game, party, code) for party in parties))
    better = reduce(or_, (~no_better(game, party, code) for party in parties))
    return among & game.set_of(as_good & better)


def with_preferences(game: SymbolicGame) -> list[int]:
    """The parties that rank some states above others."""
    return [party for party, scale in enumerate(game.scales) if scale.full.digits]
