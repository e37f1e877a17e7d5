"""Why a state is stable or not, found by diagrams: the moves from one state, never all moves.

From one state a party may have a million improvements. All are judged at once; a few are told,
those that nothing deters first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

from detente.game.symbolic import StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.stability.concepts import Concept
from detente.stability.explain import Answered, Step
from detente.stability.set_ranks import no_better

#: so many improvements are told at most
TOLD = 20


@dataclass(frozen=True, eq=False)
class Ground:
    """One party in one state under one concept.

    Attributes
    ----------
    start : code of the state
    """

    game: SymbolicGame
    concept: Concept
    party: int
    start: int

    @cached_property
    def no_better(self) -> Diagram:
        """States that the party likes no better than the start."""
        return no_better(self.game, self.party, self.start) & self.game.space.feasible

    @cached_property
    def improvements(self) -> StateSet:
        """Where the party could go and would like to be."""
        reached = self.game.engine.after(self.party, self.game.space.single(self.start))
        return self.game.set_of(reached & ~self.no_better)

    @cached_property
    def deterring(self) -> Diagram:
        """Where a reply has to end in order to deter."""
        if not self.concept.escape:
            return self.no_better
        return self.no_better & ~self.game.engine.before(self.party, ~self.no_better)

    @cached_property
    def undeterred(self) -> StateSet:
        """The improvements that no reply deters."""
        return self.game.set_of(self.improvements.diagram & ~self._answered())

    @cached_property
    def stays(self) -> bool:
        """Whether every improvement is deterred."""
        return not self.undeterred

    def _answered(self) -> Diagram:
        """From where replies lead to where they deter; followed back while an improvement is left.

        Of one state all that is known is put together after every step; where marks stand for many
        states at once, the engine does better to keep it apart.
        """
        game = self.game
        others = game.engine.others(self.party) if self.concept.replies != "none" else []
        now = self.deterring & game.space.feasible
        quiet = 0
        for other in cycle(others):
            if quiet == len(others) or self.improvements.diagram <= now:
                break
            ruled = game.engine.not_counting.get(other, game.diagrams.false)
            after = now | self._asked(other, now & ~ruled)
            quiet = quiet + 1 if after == now else 0
            now = after
        if others:
            game.diagrams.check()
        return now

    def told(self) -> tuple[Answered, ...]:
        """The improvements by code; where they are too many, those that the party likes best, and
        first those that nothing deters.
        """
        found = self.improvements.first(TOLD + 1)
        if len(found) > TOLD:
            scale = self.game.scales[self.party]
            deterred = self.improvements - self.undeterred
            found = [
                code
                for some in (self.undeterred.best(scale), self.undeterred, deterred.best(scale))
                for code in some.first(TOLD // 3)
            ]
        return tuple(self.answered(code) for code in dict.fromkeys(found))

    def answered(self, to: int) -> Answered:
        """One improvement, and a shortest reply that deters it."""
        if to in self.undeterred:
            return Answered(to, None)
        reply = self.reply(to)
        end = reply[-1].to
        return Answered(to, reply, self.escape(end) if self.concept.escape else None)

    def reply(self, to: int) -> tuple[Step, ...]:
        """A shortest reply to a move that ends where it deters: from the end back, in layers."""
        game = self.game
        layers = self._layers
        while not game.space.holds(layers[-1], to):
            reached = layers[-1]
            for other in game.engine.others(self.party):
                reached |= self._asked(other, layers[-1])
            layers.append(reached)
        away = next(k for k, layer in enumerate(layers) if game.space.holds(layer, to))
        steps: list[Step] = []
        for layer in reversed(layers[:away]):
            for other in game.engine.others(self.party):
                led = game.set_of(layer & self._answer(other, game.space.single(to)))
                if led:
                    to = led.first(1)[0]
                    steps.append(Step(other, to))
                    break
        return tuple(steps)

    @cached_property
    def _layers(self) -> list[Diagram]:
        """Where some reply of no step deters, of at most one, two: as many as were needed."""
        return [self.deterring & self.game.space.feasible]

    def _answer(self, other: int, starts: Diagram) -> Diagram:
        """Where another party can take it from some states in one step that counts as a reply."""
        engine = self.game.engine
        counting = ~engine.not_counting.get(other, self.game.diagrams.false)
        if self.concept.replies == "moves":
            return engine.after(other, starts) & counting
        return engine.after_gains(self.game.scales[other], starts) & counting

    def _asked(self, other: int, ends: Diagram) -> Diagram:
        """From where another party can take it to some states in one step that counts."""
        engine = self.game.engine
        counting = ends & ~engine.not_counting.get(other, self.game.diagrams.false)
        if self.concept.replies == "moves":
            return engine.before(other, counting)
        return engine.gains(self.game.scales[other], counting)

    def escape(self, state: int) -> int:
        """The best that the party can do from a state, staying included."""
        reached = self.game.engine.after(self.party, self.game.space.single(state))
        best = self.game.set_of(reached).best(self.game.scales[self.party])
        return state if state in best else best.first(1)[0]
