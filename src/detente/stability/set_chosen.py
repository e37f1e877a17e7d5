"""Single states of a set that are worth a look: near the present, best for somebody, efficient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.game.symbolic import StateSet, SymbolicGame
from detente.stability.set_frontier import efficient, find_frontier, with_preferences

Why = Literal["nearest", "alone", "best", "frontier", "efficient"]


@dataclass(frozen=True, eq=False)
class Chosen:
    """Some states of a set, and why they are worth a look.

    Attributes
    ----------
    why : "nearest": they differ from the present in the fewest options; "alone": the same among
        those that one party could bring about alone; "best": one party likes them best;
        "frontier": no other of the set is as good for all and better for one; "efficient": nor
        is any state at all
    party : for which party; None: for all
    apart : in how many options they differ from the present; None where that is not the question
    states : which they are; only "efficient" may be empty
    kinds : of how many kinds those on a frontier are, each ranked alike by every party
    whole : whether these are all such states, or only those that were found
    """

    why: Why
    states: StateSet
    party: str | None = None
    apart: int | None = None
    kinds: int | None = None
    whole: bool = True


def choose(game: SymbolicGame, found: StateSet) -> Iterator[Chosen]:
    """The states of a set that are worth a look, one group after another."""
    if not found:
        return
    if game.present is not None and game.present not in found:
        apart, nearest = found.nearest(game.present)
        yield Chosen("nearest", nearest, None, apart)
        for place, party in enumerate(game.parties):
            could = alone(game, found, place)
            if could:
                apart, nearest = could.nearest(game.present)
                yield Chosen("alone", nearest, party, apart)
    for place in with_preferences(game):
        yield Chosen("best", found.best(game.scales[place]), game.parties[place])
    frontier = find_frontier(game, found)
    if frontier is not None:
        everywhere = efficient(game, frontier)
        yield Chosen("frontier", frontier.states, kinds=len(frontier.kinds), whole=frontier.whole)
        yield Chosen(
            "efficient", everywhere.states, kinds=len(everywhere.kinds), whole=everywhere.whole
        )


def alone(game: SymbolicGame, found: StateSet, party: int) -> StateSet:
    """The states of a set that a party could bring about alone, from the present."""
    if game.present is None:
        return found - found
    return found & game.set_of(game.engine.after(party, game.space.single(game.present)))
