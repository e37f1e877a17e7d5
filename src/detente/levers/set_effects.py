"""Side effects of a set of changes where states cannot be listed.

What is to be careful about is asked at the states that were tried, as it is where states are
listed. Equilibria that come and go, and all states that would hold, are counted from formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from detente.case.language import parse
from detente.game.symbolic import Diagrams, StateSet, SymbolicGame, TooLarge
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.formula import formula
from detente.game.symbolic.space import SymbolicSpace
from detente.levers.asking import improved_from
from detente.levers.conditions import Checks, Condition
from detente.levers.edits import Edit, Ground
from detente.levers.effects import Effects
from detente.levers.points import Points
from detente.levers.result import Counts
from detente.views.set_lens import embedded, held_values

#: so many equilibria that come and go are told
LISTED = 20


class SetEffects(Effects):
    """The same as `Effects`, and numbers in place of lists.

    Parameters
    ----------
    region : all wanted states, however many
    count : whether equilibria are looked for at all; that can take long
    """

    def __init__(
        self,
        ground: Ground,
        checks: Sequence[Checks],
        edits: Sequence[Edit],
        region: StateSet,
        count: bool,
    ) -> None:
        assert ground.diagrams is not None
        self.diagrams: Diagrams = ground.diagrams
        options = ground.game.options
        self.space = SymbolicSpace(
            self.diagrams, options, tuple(range(len(options))), {}, self.diagrams.false
        )
        self.region = region.diagram
        self.count = count
        self.given_up = ""
        self._settled: dict[tuple[int, int], Diagram] = {}
        self._differing: dict[int, tuple[StateSet, StateSet] | None] = {}
        self.order = list(checks)
        super().__init__(ground, checks, edits)

    # ------------------------------------------------------------------ equilibria

    def _equilibria(self, checks: Checks, mask: int) -> set[int]:
        """Some equilibria of the base; none where they are not looked for."""
        settled = self._all_equilibria(checks, mask) if self.count and not self.given_up else None
        if settled is None:
            return set()
        found = StateSet(self.space, settled)
        present = checks.bench.present((), 0)
        if found.count <= LISTED or present is None:
            return set(found.first(LISTED))
        return set(found.nearest(present)[1].first(LISTED))

    def _all_equilibria(self, checks: Checks, mask: int) -> Diagram | None:
        """All of them; None where the diagrams outgrow their bounds."""
        key = (self.order.index(checks), mask)
        if key not in self._settled:
            try:
                with self.diagrams.bounded():
                    self._settled[key] = self._resting(checks, mask)
            except TooLarge as error:
                self.given_up = str(error)
                return None
        return self._settled[key]

    def _resting(self, checks: Checks, mask: int) -> Diagram:
        bench = checks.bench
        moves = bench.moves((), mask)
        if moves is None:
            return self.diagrams.false
        assert isinstance(moves.game, SymbolicGame)
        found = embedded(moves.game, moves.game.space.feasible)
        for party in moves.game.parties:
            found &= self._verdict(checks, (), party, mask)
        return found

    def equilibria(self, mask: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        differing = self._changed(mask)
        if differing is None:
            return (), ()
        gained, lost = (tuple(one.first(LISTED)) for one in differing)
        return gained, lost

    def _changed(self, mask: int) -> tuple[StateSet, StateSet] | None:
        """Equilibria gained under every base, and lost under some; None where they are open."""
        if not self.count or self.given_up:
            return None
        if mask not in self._differing:
            both = [[self._all_equilibria(one, m) for one in self.checks] for m in (0, mask)]
            before, after = ([one for one in some if one is not None] for some in both)
            if len(before) + len(after) < 2 * len(self.checks):
                return None
            counting = self._counting(mask)
            pairs = [(then, now & counting) for then, now in zip(before, after, strict=True)]
            fresh = [
                bit for one in self._new(range(len(self.edits))) for bit in self.space.bits(one)
            ]
            nothing_new = self._none_taken(range(len(self.edits)))
            gained = reduce(and_, (now & ~then for then, now in pairs))
            lost = reduce(
                or_,
                (then & ~(self.diagrams.exist(fresh, now) & nothing_new) for then, now in pairs),
            )
            self._differing[mask] = StateSet(self.space, gained), StateSet(self.space, lost)
        return self._differing[mask]

    # ------------------------------------------------------------------ what is new

    def _new(self, edits: Sequence[int]) -> list[int]:
        """Places of the options that some edits bring."""
        names = [one.name for one in self.ground.game.options]
        return [names.index(self.fresh[k].full) for k in edits if k in self.fresh]

    def _none_taken(self, edits: Sequence[int]) -> Diagram:
        """Where nothing is done of what some edits bring."""
        nothing = (self.space.at(one, 0) for one in self._new(edits))
        return reduce(and_, nothing, self.diagrams.true)

    def _counting(self, mask: int) -> Diagram:
        """Where nothing new is done that makes no difference."""
        found = self.diagrams.true
        for k, one in self.fresh.items():
            if mask >> k & 1:
                counts = formula(parse(one.counts, self.ground.names), self.space)
                found &= self._none_taken([k]) | counts
        return found

    # ------------------------------------------------------------------ counts

    def counts(self, mask: int, states: int) -> Counts:
        """How many wanted states hold, and how many equilibria come and go, where it is known."""
        differing = self._changed(mask)
        if differing is None:
            return Counts(None, None, None)
        try:
            with self.diagrams.bounded():
                held = self._holding(mask)
        except TooLarge as error:
            self.given_up = str(error)
            return Counts(None, *(one.count for one in differing))
        return Counts(held.count, *(one.count for one in differing))

    def _holding(self, mask: int) -> StateSet:
        """All wanted states that meet every condition, under every base."""
        deeds = [k for k, one in self.fresh.items() if not one.agreed]
        found = self.region & self._none_taken(deeds) & self._counting(mask)
        for checks in self.checks:
            for one in checks.conditions:
                if checks.asks(one, mask):
                    found &= self._meeting(checks, one, mask)
        return StateSet(self.space, found & self.space.proper)

    def _meeting(self, checks: Checks, one: Condition, mask: int) -> Diagram:
        bench = checks.bench
        if one.kind == "stays":
            return self._verdict(checks, one.views, one.party, mask)
        moves = bench.moves(one.view, mask)
        if moves is None:
            return self.diagrams.false
        if one.kind == "possible":
            assert isinstance(moves.game, SymbolicGame)
            return embedded(moves.game, moves.game.space.feasible)
        present = bench.present(one.view, mask)
        if present is None:
            return self.diagrams.false
        if one.kind == "present":
            return self.diagrams.true
        game = bench.game(one.view, mask)
        movers = [] if game is None else [p for p in range(len(game.parties)) if game.can_move(p)]
        if game is None or not all(game.known[p] for p in movers):
            return self.diagrams.false
        return self._through(checks, one.views, mask, improved_from(game, present))

    def _verdict(
        self, checks: Checks, views: Sequence[tuple[str, ...]], party: str, mask: int
    ) -> Diagram:
        """Where a party would stay in the last of some nested views, as that is seen."""
        bench = checks.bench
        key = bench.key(views[-1] if views else (), party, mask)
        if key is False:
            return self.diagrams.false
        assert isinstance(bench.verdicts, Points)
        stays = self.diagrams.true if key is True else bench.verdicts.everywhere(key).diagram
        return self._through(checks, views, mask, stays)

    def _through(
        self, checks: Checks, views: Sequence[tuple[str, ...]], mask: int, where: Diagram
    ) -> Diagram:
        """The states that the last of some nested views takes for states where a formula holds."""
        for view in reversed(views or ((),)):
            moves = checks.bench.moves(view, mask)
            if moves is None:
                return self.diagrams.false
            assert isinstance(moves.game, SymbolicGame)
            where = self.diagrams.fix(held_values(moves.game), where & moves.game.space.feasible)
        return where
