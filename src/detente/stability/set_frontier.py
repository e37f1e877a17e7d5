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
    kinds : those that were found, all of which belong to it; states are of one kind when every
        party ranks them alike
    states : all of these together
    whole : whether there are no others
    """

    kinds: tuple[StateSet, ...]
    states: StateSet
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
    left = among
    kinds: list[StateSet] = []
    while left and len(kinds) < most and left.nodes <= _NODES:
        first = len(kinds) % len(parties)
        kind = left
        for party in parties[first:] + parties[:first]:
            kind = kind.best(game.scales[party])
        kinds.append(kind)
        one = kind.any()
        left -= game.set_of(reduce(and_, (no_better(game, party, one) for party in parties)))
    return Frontier(tuple(kinds), reduce(or_, kinds, among - among), not left)


def efficient(game: SymbolicGame, frontier: Frontier) -> Frontier:
    """Of the states on the frontier of a set, those on the frontier of all states."""
    kinds = [kind for kind in frontier.kinds if not as_good_for_all(game, game.states, kind.any())]
    states = reduce(or_, kinds, game.set_of(game.diagrams.false))
    return Frontier(tuple(kinds), states, frontier.whole)


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
