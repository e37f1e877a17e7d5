"""The games behind one comparison of views as formulas, all over the same variables.

How a state looks from inside a view needs no map here: what the view does not see is put at the
level that it presumes, in the formula itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from detente.game.symbolic import Diagrams, StateSet, SymbolicGame, compile_symbolic
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.space import SymbolicSpace
from detente.progress import Progress, silent
from detente.stability.concepts import CONCEPTS
from detente.views.lens import Looking


@dataclass(eq=False)
class SetLens(Looking[SymbolicGame]):
    """One case looked at from one root, where states cannot be listed.

    Attributes
    ----------
    diagrams : where all of its games are made, so that they can be compared
    """

    diagrams: Diagrams = field(default_factory=Diagrams)
    progress: Progress = silent
    _verdicts: dict[tuple[str, str, str], StateSet | None] = field(default_factory=dict, repr=False)

    def compiled(self, view: str) -> SymbolicGame:
        game = compile_symbolic(self.case, view, self.hypothesis, self.diagrams)
        return game.telling(self.progress)

    # ------------------------------------------------------------------ states of the whole case

    @cached_property
    def space(self) -> SymbolicSpace:
        """All states feasible in the root or in a view one level in, every option varying."""
        games = [self.base, *(self.game(self.below(party)) for party in self.parties)]
        known = self.diagrams.false
        for game in games:
            known |= embedded(game, game.space.feasible)
        options = self.base.space.options
        return SymbolicSpace(self.diagrams, options, tuple(range(len(options))), {}, ~known)

    def set_of(self, diagram: Diagram) -> StateSet:
        """Those of the states where a formula holds."""
        return StateSet(self.space, diagram & self.space.feasible)

    def seen(self, verdict: Diagram, *parties: str) -> StateSet:
        """The states that a view under the root takes for states of its own with a verdict.

        Nothing that it holds impossible is among them.

        Parameters
        ----------
        verdict : a formula over the states of that view's game
        parties : the path of the view under the root
        """
        found = verdict
        for game in reversed(self.chain(*parties)):
            found = self.diagrams.fix(held_values(game), found & game.space.feasible)
        return self.set_of(found)

    def hidden(self, party: str) -> StateSet:
        """States that a view one level in holds impossible."""
        return ~self.seen(self.diagrams.true, party)

    def confused(self, party: str) -> StateSet:
        """States that a view one level in takes for others."""
        return self.set_of(~self.diagrams.cube(held_values(self.game(self.below(party)))))

    @cached_property
    def at_root(self) -> StateSet:
        """States of the root."""
        return self.set_of(embedded(self.base, self.base.space.feasible))

    # ------------------------------------------------------------------ verdicts

    def verdict(self, concept: str, view: str, party: str) -> StateSet | None:
        """Stability for one party in one view's game.

        A party that has no say there is never unstable. None where preferences are missing.
        """
        key = (concept, view, party)
        if key not in self._verdicts:
            game = self.game(view)
            if party not in game.parties:
                self._verdicts[key] = game.states
            else:
                place = game.party_index(party)
                one = CONCEPTS[concept]
                self._verdicts[key] = one(game, place) if one.answerable(game, place) else None
        return self._verdicts[key]

    def stable_for_all(self, concept: str, view: str) -> StateSet | None:
        """Equilibria of a view's game; None where preferences are missing."""
        game = self.game(view)
        return in_all([game.states, *(self.verdict(concept, view, p) for p in game.parties)])

    def known(self, concept: str, view: str, party: str) -> StateSet | None:
        """The same where it has been worked out already; None where it has not."""
        return self._verdicts.get((concept, view, party))

    def own(self, concept: str, *parties: str) -> StateSet | None:
        """The states in which the last of a path of parties would stay in that view."""
        found = self.verdict(concept, self.below(*parties), parties[-1])
        return None if found is None else self.seen(found.diagram, *parties)

    def expected(self, concept: str, party: str) -> StateSet | None:
        """The states that a party expects to last; None where preferences are missing.

        Unaware, it takes everyone to play the game it sees. Aware, it judges every other party by
        that party's own game as it imagines it.
        """
        everyone = self.game(self.below(party)).parties
        if not self.aware(party):
            verdicts = [self.verdict(concept, self.below(party), each) for each in everyone]
            return in_all([None if v is None else self.seen(v.diagram, party) for v in verdicts])
        nested = [self.own(concept, party, other) for other in everyone if other != party]
        return in_all([self.own(concept, party), *nested])

    def stable(self, concept: str, party: str) -> StateSet | None:
        """The states in which a party would stay in the root."""
        found = self.verdict(concept, self.root, party)
        return None if found is None else self.set_of(embedded(self.base, found.diagram))


def embedded(game: SymbolicGame, states: Diagram) -> Diagram:
    """States of one view's game among those of the whole case: all else as the view presumes."""
    return states & game.diagrams.cube(held_values(game))


def held_values(game: SymbolicGame) -> dict[str, bool]:
    """The values of the variables of what a view does not see."""
    found: dict[str, bool] = {}
    for option, level in game.space.held.items():
        found |= game.space.level_bits(option, level)
    return found


def in_all(sets: Iterable[StateSet | None]) -> StateSet | None:
    """What lies in all of them; None where one is open."""
    found: StateSet | None = None
    for place, one in enumerate(sets):
        if one is None:
            return None
        found = one if found is None or place == 0 else found & one
    return found
