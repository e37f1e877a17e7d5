"""One game whose states nobody could list, looked at with its verdicts.

What holds because nobody has a better move, and what any answer at all would deter, is known as a
set. Whether a *credible* answer deters lies between the two; it is asked of single states, and
only where these two leave it open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from detente.brief.looks import NASH, SEQ, Judged
from detente.game.symbolic import StateSet, SymbolicGame, TooLarge, compile_symbolic
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.scales import Number
from detente.stability import CONCEPTS
from detente.stability.explain import Explanation
from detente.stability.explain_sets import Ground
from detente.stability.set_ranks import no_better
from detente.views.set_lens import SetLens, in_all

#: the concepts whose sets are at hand, strictest first: each lies within the next
WHOLE = (NASH, "smr", "gmr")
#: no stricter than a credible answer, and looser than it
LOOSER = "gmr"
#: of so few states that hold all are telling
FEW = 8


@dataclass(frozen=True)
class Rest:
    """A state that holds for everyone, and why it is one to tell of.

    Attributes
    ----------
    apart : in how many options it differs from the present, where none that holds differs in fewer
    best : the parties that like no other state that holds better
    """

    code: int
    apart: int | None
    best: tuple[str, ...]


@dataclass(eq=False)
class SetLook(Judged):
    """A view of a case that is kept as formulas, with what the brief needs to know of it."""

    lens: SetLens
    view: str = "base"
    game: SymbolicGame = field(init=False)
    _stays: dict[tuple[str, int, str], bool | None] = field(default_factory=dict, repr=False)
    _worth: dict[tuple[str, int], tuple[bool, ...]] = field(default_factory=dict, repr=False)
    _why: dict[tuple[str, int, str], Explanation | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.game = self.lens.game(self.view)

    @cached_property
    def apart(self) -> SymbolicGame:
        """The same game by itself: questions about single states are answered soonest among few
        formulas, with an order of the variables of their own.
        """
        return compile_symbolic(self.lens.case, self.view, self.lens.hypothesis)

    # ------------------------------------------------------------------ sets

    def stable(self, concept: str, party: str) -> StateSet | None:
        """Where a party stays; None where that is open, or too large to be found."""
        try:
            with self.game.diagrams.bounded():
                return self.lens.verdict(concept, self.view, party)
        except TooLarge:
            return None

    def equilibria(self, concept: str) -> StateSet | None:
        """States that hold for everyone; None where that is open."""
        return in_all([self.stable(concept, party) for party in self.game.parties])

    @cached_property
    def telling(self) -> tuple[Rest, ...]:
        """Of the states that nobody has a better move from: the nearest, and each party's best.

        Where there are none, of those among the states that any answer keeps the first that a
        credible one keeps.
        """
        found = self.equilibria(NASH)
        if found is None:
            return ()
        if not found:
            return self._answered()
        return self._chosen(found, FEW)

    def _chosen(self, found: StateSet, few: int) -> tuple[Rest, ...]:
        """The nearest to the present first, then the best for each party, shared where possible."""
        apart: dict[int, int] = {}
        nearest: StateSet | None = None
        if self.game.present is not None:
            distance, nearest = found.nearest(self.game.present)
        wishes = {
            party: found.best(scale)
            for party, scale in zip(self.game.parties, self.game.scales, strict=True)
            if scale.full.digits
        }
        best: dict[int, list[str]] = {}
        if nearest is not None:
            code = self._shared(nearest, list(wishes.values()))
            apart[code], best[code] = distance, []
        for party, states in wishes.items():
            code = next((one for one in best if one in states), None) or self._shared(
                states, list(wishes.values())
            )
            best.setdefault(code, []).append(party)
        if found.count <= few:
            for code in found.first(few):
                best.setdefault(code, [])
        return tuple(Rest(code, apart.get(code), tuple(who)) for code, who in best.items())

    @staticmethod
    def _shared(states: StateSet, wishes: list[StateSet]) -> int:
        """One of some states that as many as possible like best, asked in their order."""
        for wish in wishes:
            states = states & wish or states
        return states.first(1)[0]

    def _answered(self) -> tuple[Rest, ...]:
        loose = self.equilibria(LOOSER)
        if not loose:
            return ()
        tried = self._chosen(loose, 0)
        return tuple(Rest(one.code, None, ()) for one in tried if self.holds(one.code))

    # ------------------------------------------------------------------ single states

    def differing(self, one: int, other: int) -> list[int]:
        """Options, by place, at which two states differ."""
        here, there = self.game.space.levels(one), self.game.space.levels(other)
        return [place for place, (a, b) in enumerate(zip(here, there, strict=True)) if a != b]

    def at(self, code: int) -> int | None:
        seen = self.game.seen_as(code)
        return None if self.view == "base" and seen != code else seen

    def stays(self, party: str, code: int, concept: str = SEQ) -> bool | None:
        place = self.at(code)
        key = (party, -1 if place is None else place, concept)
        if key not in self._stays:
            self._stays[key] = None if place is None else self._judged(party, place, concept)
        return self._stays[key]

    def _judged(self, party: str, place: int, concept: str) -> bool | None:
        p = self.game.party_index(party)
        if not CONCEPTS[concept].answerable(self.game, p):
            return None
        if concept not in WHOLE:
            inner, outer = self.stable(NASH, party), self.stable(LOOSER, party)
            if inner is not None and place in inner:
                return True
            if outer is not None and place not in outer:
                return False
            return self._asked(self.apart, p, place, concept)
        found = self.stable(concept, party)
        return None if found is None else place in found

    def _asked(self, game: SymbolicGame, party: int, place: int, concept: str) -> bool | None:
        """One verdict by itself: whether something deters every improvement from there."""
        try:
            with game.diagrams.bounded():
                return Ground(game, CONCEPTS[concept], party, place).stays
        except TooLarge:
            return None

    def closed_for(self, concept: str) -> bool:
        places = range(len(self.game.parties))
        return all(CONCEPTS[concept].answerable(self.game, p) for p in places)

    def resting(self, concept: str = SEQ) -> list[int]:
        """Codes of the telling ones of the states that hold."""
        return [one.code for one in self.telling]

    def led_to(self, concept: str = SEQ) -> list[int]:
        return [code for code in self.resting(concept) if self.reached(code)]

    def locked(self, concept: str = SEQ) -> list[int]:
        """Of the telling ones alone."""
        return [code for code in self.resting(concept) if self.kept_only(code, concept)]

    @property
    def reaches(self) -> bool:
        return False

    def reached(self, code: int) -> bool:
        return False

    def why(self, party: str, code: int, concept: str = SEQ) -> Explanation | None:
        """The same; of many improvements one that changes least, and of those that nothing deters
        one that is liked best.
        """
        place = self.at(code)
        if place is None or party not in self.game.parties:
            return None
        key = (party, place, concept)
        if key not in self._why:
            self._why[key] = self._reasons(party, place, concept)
        return self._why[key]

    def _reasons(self, party: str, place: int, concept: str) -> Explanation | None:
        stays = self.stays(party, place, concept)
        if stays is None:
            return None
        p = self.game.party_index(party)
        game = self.apart
        ground = Ground(game, CONCEPTS[concept], p, place)
        found = ground.improvements if stays else ground.undeterred
        told = found.nearest(place)[1].first(1) if found else []
        if found and not stays:
            told += found.best(game.scales[p]).nearest(place)[1].first(1)
        improvements = tuple(ground.answered(to) for to in dict.fromkeys(told))
        among = ground.improvements.count
        return Explanation(
            game,
            concept,
            p,
            place,
            improvements,
            game.made_from,
            among=among if among > len(improvements) else None,
        )

    # ------------------------------------------------------------------ what cannot be undone

    def stuck(self, party: str, code: int) -> bool:
        place = self.at(code)
        if place is None:
            return False
        p = self.game.party_index(party)
        return self._immobile(self.game, p, place) and self._done(p, place)

    def _immobile(self, game: SymbolicGame, party: int, place: int) -> bool:
        here = game.space.single(place)
        return bool(game.engine.after(party, here) == here)

    def _done(self, party: int, place: int) -> bool:
        """Whether an option of a party stands at a level from which it cannot go everywhere."""
        engine, levels = self.game.engine, self.game.space.levels(place)
        return any(
            not engine.reach[a][levels[self.game.space.axes[a]]].all()
            for a in engine.axes_of(party)
        )

    def undone(self, party: str, code: int, concept: str = SEQ) -> bool:
        place = self.at(code)
        p = self.game.party_index(party)
        if place is None or not self.game.engine.irreversible(p) or not self._done(p, place):
            return False
        if not self.stays(party, code, concept):
            return False
        freer = self.apart.undoable(p)
        if self._asked(freer, p, place, concept) is False:
            return True
        unmoved = self._immobile(self.game, p, place) and self._immobile(freer, p, place)
        return unmoved and bool(self._better(p, place) != self.game.diagrams.false)

    def _better(self, party: int, place: int) -> Diagram:
        """What a party would rather have, free to undo everything and with nothing forbidden."""
        space, diagrams = self.game.space, self.game.diagrams
        own = [bit for a in self.game.engine.axes_of(party) for bit in space.bits(space.axes[a])]
        anything = diagrams.exist(own, space.single(place)) & space.proper
        return anything & ~no_better(self.game, party, place)

    def binders(self, code: int, concept: str = NASH) -> tuple[str, ...] | None:
        place = self.at(code)
        if place is None or concept != NASH or not self.closed_for(concept):
            return None
        leaving = self.leavers(code, concept)
        for party in leaving:
            p = self.game.party_index(party)
            kept = Ground(self.game, CONCEPTS[NASH], p, place).improvements
            levels = self.game.space.levels(place)
            for a in self.game.engine.axes_of(p):
                option = self.game.space.axes[a]
                if levels[option]:
                    kept = kept & self.game.set_of(self.game.space.at(option, levels[option]))
            if kept:
                return None
        return leaving

    # ------------------------------------------------------------------ ranks and moves

    def worth(self, party: str, place: int) -> tuple[bool, ...]:
        key = (party, place)
        if key not in self._worth:
            scale = self.game.scales[self.game.party_index(party)]
            self._worth[key] = self._spelt(scale.full, place)
        return self._worth[key]

    def _spelt(self, full: Number, place: int) -> tuple[bool, ...]:
        """The rank of a state, digit by digit."""
        diagrams, here = self.game.diagrams, self.game.space.values(place)
        return tuple(bool(diagrams.fix(here, one) == diagrams.true) for one in full.digits)

    def moves(self, party: str, code: int, limit: int) -> list[int]:
        place = self.at(code)
        assert place is not None
        reached = self._reached_alone(party, place)
        return [to for to in reached.first(limit + 1) if to != place][:limit]

    def _reached_alone(self, party: str, place: int) -> StateSet:
        p = self.game.party_index(party)
        return self.game.set_of(self.game.engine.after(p, self.game.space.single(place)))

    def best_move(self, party: str, code: int) -> int | None:
        p, place = self.game.party_index(party), self.at(code)
        assert place is not None
        if not self.game.known[p]:
            return None
        best = self._reached_alone(party, place).best(self.game.scales[p])
        return None if place in best else best.first(1)[0]
