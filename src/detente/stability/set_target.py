"""Whether a target holds where states cannot be listed: for whom, and who would leave it how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.game.symbolic import StateSet, SymbolicGame
from detente.result import Row
from detente.stability.concepts import CONCEPTS
from detente.stability.explain_sets import Ground

if TYPE_CHECKING:
    from detente.stability.sets import StabilitySets


@dataclass(frozen=True)
class Leaving:
    """A party that would not stay in a state.

    Attributes
    ----------
    to : where it would go and nothing deters it; None where the concept does not come down to that
    """

    party: str
    to: int | None


@dataclass(frozen=True)
class Held:
    """How a target fares under one concept.

    Attributes
    ----------
    states : in how many states it holds
    equilibria : in how many of these nobody would leave
    everywhere : how many equilibria there are, whether it holds there or not
    stable : in how many of the states each party would stay
    at : where it holds in no equilibrium: the state with the fewest parties that would leave, and
        of these the nearest to the present; None where it does hold, or an answer is open
    staying : who would stay there
    leaving : who would leave, and where to
    """

    concept: str
    states: int
    equilibria: int | None
    everywhere: int | None
    stable: dict[str, int | None]
    at: int | None = None
    staying: tuple[str, ...] = ()
    leaving: tuple[Leaving, ...] = ()

    def to_row(self, game: SymbolicGame) -> Row:
        """The same as plain data."""
        return {
            "states": self.states,
            "equilibria": self.equilibria,
            "everywhere": self.everywhere,
            "stable": self.stable,
            "at": self.at,
            "state": None if self.at is None else game.state(self.at),
            "stay": list(self.staying),
            "leave": [
                {
                    "party": one.party,
                    "to": one.to,
                    "state": None if one.to is None else game.state(one.to),
                }
                for one in self.leaving
            ],
        }


def how_it_holds(table: StabilitySets) -> Iterator[Held]:
    """How a target fares under every concept.

    Parameters
    ----------
    table : verdicts on the states where the target holds
    """
    everywhere = table.everywhere
    for row in table.to_count_rows():
        concept = row["concept"]
        every = everywhere.equilibria(concept)
        count = None if every is None else every.count
        counts = (concept, row["states"], row["equilibria"], count, row["stable"])
        if row["equilibria"] == 0 and row["states"]:
            yield Held(*counts, *_at_the_steadiest(table, concept))
        else:
            yield Held(*counts)


def _at_the_steadiest(
    table: StabilitySets, concept: str
) -> tuple[int, tuple[str, ...], tuple[Leaving, ...]]:
    """The state that fewest would leave, who would stay there, and who would leave."""
    game = table.game
    stable = {party: table.stable[concept, party] for party in game.parties}
    some = steadiest(table.states, [one for one in stable.values() if one is not None])
    if game.present is not None:
        some = some.nearest(game.present)[1]
    at = some.first(1)[0]
    stay = tuple(party for party, one in stable.items() if one is not None and at in one)
    leave = (party for party, one in stable.items() if one is not None and at not in one)
    leaving = (
        Leaving(party, way_out(game, concept, game.party_index(party), at)) for party in leave
    )
    return at, stay, tuple(leaving)


def steadiest(among: StateSet, stable: list[StateSet]) -> StateSet:
    """The states of a set that lie in most of some others."""
    at_least = [among]  # in so many of those looked at by now
    for one in stable:
        more = [held & one for held in at_least]
        at_least = [
            among,
            *(a | b for a, b in zip(at_least[1:], more, strict=False)),
            more[-1],
        ]
    return next(held for held in reversed(at_least) if held or held is among)


def way_out(game: SymbolicGame, concept: str, party: int, at: int) -> int | None:
    """Where a party would go that leaves a state: what it likes best of what nothing deters.

    Returns
    -------
    a code; None where it would stay, or where the concept does not come down to single moves
    """
    if concept not in CONCEPTS or not CONCEPTS[concept].explains:
        return None
    ways = Ground(game, CONCEPTS[concept], party, at).undeterred
    return next(iter(ways.best(game.scales[party]).first(1)), None)
