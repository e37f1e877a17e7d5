"""Questions about single states where states are formulas; nothing is asked of all states at once.

A party may have a million moves that nothing deters. Where there are too many to tell, those that
change least are, of every kind that bears on what another would make of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.stability.concepts import CONCEPTS
from detente.stability.explain_sets import Ground
from detente.views.points import Departures
from detente.views.set_lens import SetLens, embedded

#: so many moves of one kind are told where there are more
TOLD = 5
#: up to so many all are
MOVES = 100


@dataclass(frozen=True, eq=False)
class SetPoints:
    """What `detente.views.points.Points` asks."""

    lens: SetLens

    def at(self, code: int, *parties: str) -> int | None:
        seen: int | None = code
        for game in self.lens.chain(*parties):
            seen = None if seen is None else game.seen_as(seen)
        return seen

    def stays(self, concept: str, view: str, party: str, state: int) -> bool | None:
        game = self.lens.game(view)
        if party not in game.parties:
            return True
        known = self.lens.known(concept, view, party)
        if known is not None:
            return state in known
        place = game.party_index(party)
        if not CONCEPTS[concept].answerable(game, place):
            return None
        return not Ground(game, CONCEPTS[concept], place, state).undeterred

    def departures(self, concept: str, by: str, code: int) -> Departures:
        view = self.lens.below(by)
        game, state = self.lens.game(view), self.at(code, by)
        if state is None or not CONCEPTS[concept].answerable(game, game.party_index(by)):
            return Departures((), 0)
        known = self.lens.known(concept, view, by)
        if known is not None and state in known:
            return Departures((), 0)
        found = Ground(game, CONCEPTS[concept], game.party_index(by), state).undeterred
        if found.count <= MOVES:
            return Departures(tuple(found.codes()), found.count)
        told: dict[int, None] = {}
        for some in self._kinds(by, code, state, found):
            told |= dict.fromkeys(some.nearest(state)[1].first(TOLD))
        return Departures(tuple(sorted(told)), found.count)

    def in_base(self, by: str, code: int, target: int) -> int | None:
        start = self.at(code, by)
        if start is None or code not in self.lens.at_root:
            return None
        arrived = code + target - start
        held = self.lens.base.space.project(arrived) == arrived
        return arrived if held and self.legal(self.lens.root, by, code, arrived) else None

    def legal(self, view: str, party: str, start: int, end: int) -> bool:
        game = self.lens.game(view)
        if party not in game.parties or start == end:
            return False
        return end in game.set_of(game.engine.after(game.party_index(party), _one(game, start)))

    def _kinds(self, by: str, code: int, state: int, moves: StateSet) -> Iterator[StateSet]:
        """Parts of some moves: by whether the base allows them, and by what another makes of them.

        What the party does not see stays as it is; so every formula about where a move ends is
        taken with that.
        """
        lens, mine = self.lens, self.lens.game(self.lens.below(by))
        unseen = {
            bit: value
            for option in mine.space.held
            for bit, value in lens.space.values(code).items()
            if bit in mine.space.bits(option)
        }

        def ends(where: Diagram) -> StateSet:
            return mine.set_of(lens.diagrams.fix(unseen, where))

        base = lens.base
        reached = base.engine.after(base.party_index(by), _one(base, code))
        allowed = moves & ends(embedded(base, reached))
        yield moves - allowed
        yield allowed
        for other in lens.parties:
            if other == by:
                continue
            game, before = lens.game(lens.below(other)), self.at(code, other)
            shared = [k for k in mine.space.axes if k in game.space.axes]
            levels = lens.space.levels(code)
            same = lens.diagrams.true
            for k in shared:
                same &= mine.space.at(k, levels[k])
            visible = ends(lens.seen(lens.diagrams.true, other).diagram)
            possible = mine.set_of(lens.diagrams.false)
            if before is not None and by in game.parties:
                there = game.engine.after(game.party_index(by), _one(game, before))
                possible = ends(lens.seen(there, other).diagram)
            yield allowed & visible & mine.set_of(same)
            yield allowed - (possible | mine.set_of(same))


def _one(game: SymbolicGame, state: int) -> Diagram:
    return game.space.single(state)
