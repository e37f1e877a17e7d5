"""At how many states who would be surprised by whom, where states cannot be listed.

What `detente.views.surprises` says of one state is said of all at once: a formula holds at a state
where some move from there is of the kind. The moves of a kind differ from all moves in how a party
may change its options, and in where that may lead, so that no move is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

import numpy as np

from detente.case.model import Case
from detente.errors import InputError
from detente.game.space import Bools
from detente.game.symbolic import Bounds, Diagrams, StateSet, SymbolicGame, TooLarge
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.values import Value
from detente.progress import Progress, silent
from detente.stability.concepts import CONCEPTS
from detente.views.floors import floor
from detente.views.set_lens import SetLens, embedded
from detente.views.set_points import SetPoints
from detente.views.surprises import (
    Pair,
    Surprise,
    Surprises,
    made_from,
    pairs,
    surprises_at,
)

#: so many states are told where nobody asks for more or fewer
STATES = 50

Reach = Sequence[Bools]


def surprise_sets(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    concept: str = "seq",
    progress: Progress = silent,
    bounds: Bounds | None = None,
    limit: int = STATES,
) -> Surprises:
    """What `find_surprises` does, for cases that nobody could list.

    Every state that is looked at is counted; of those at which somebody would be surprised, the
    nearest to the present are told, or the first where there is none. Where diagrams outgrow their
    bounds, or the work is interrupted, what was found at the present stands, and it is said that
    the rest is open.

    Parameters
    ----------
    limit : how many states are told beside the present

    Raises
    ------
    InputError
        for an unknown view, hypothesis or concept, or one that this engine does not know.
    """
    lens = SetLens(case, view, hypothesis, diagrams=Diagrams(bounds), progress=progress)
    return surprise_sets_of(lens, concept, limit)


def surprise_sets_of(lens: SetLens, concept: str = "seq", limit: int = STATES) -> Surprises:
    """The same for a lens that may hold compiled games already."""
    one, base = CONCEPTS[concept], lens.base
    reason = one.refusal(base)
    if reason is not None:
        raise InputError(f"'{one.key}' ({one.title}) cannot be used: {reason}")
    points = SetPoints(lens)
    items: tuple[Surprise, ...] = ()
    told = Surprises(lens, concept, (), made_from(lens, concept))
    try:
        with lens.diagrams.bounded():
            if base.present is not None:
                items = surprises_at(lens, points, concept, {base.present: "present"})
                told = replace(told, items=items, looked_at=1, told=bool(items), of=bool(items))
            finding = Finding(lens, concept)
            places = finding.places
            sets = {pair: finding.states(pair) & places for pair in pairs(lens.parties)}
            nowhere = lens.set_of(lens.diagrams.false)
            some = reduce(or_, sets.values(), nowhere)
            counts = {pair: states.count for pair, states in sets.items() if states}
            told = replace(told, counts=counts, looked_at=places.count, of=some.count)
            near = _chosen(lens, some, sets.values(), base.present, limit)
            for n, code in enumerate(near):
                lens.progress(n, len(near), "states")
                items += surprises_at(lens, points, concept, {code: "equilibrium"})
                told = replace(told, items=items, told=told.told + 1)
    except TooLarge as error:
        return replace(told, open=str(error))
    except KeyboardInterrupt:
        return replace(told, open="interrupted", interrupted=True)
    return told


def _chosen(
    lens: SetLens, some: StateSet, sets: Iterable[StateSet], present: int | None, limit: int
) -> list[int]:
    """Codes of states to be told, the present not among them.

    All of them by code, where they are few enough. Else one of every set and as many more as there
    is room for, the nearest to the present first.
    """
    here = lens.diagrams.false if present is None else lens.space.single(present)
    some = some - StateSet(lens.space, here)
    found = some.first(limit + 1)
    if present is None or len(found) <= limit:
        return found[:limit]
    near: dict[int, int] = {}
    for one in sets:
        if one & some and len(near) < limit:
            distance, ring = (one & some).nearest(present)
            near[ring.first(1)[0]] = distance
    while len(near) < limit:
        distance, ring = some.nearest(present)
        near |= dict.fromkeys(ring.first(limit)[: limit - len(near)], distance)
        some = some - ring
    return sorted(near, key=lambda code: (near[code], code))


@dataclass(frozen=True, eq=False)
class Finding:
    """Surprises as sets of states of the whole case, under one concept."""

    lens: SetLens
    concept: str
    _moved: dict[str, Diagram] = field(default_factory=dict, repr=False)
    _floors: dict[str, Value | None] = field(default_factory=dict, repr=False)

    @property
    def places(self) -> StateSet:
        """Where it is looked: the present, and the equilibria of the root and of each view."""
        lens = self.lens
        found = lens.set_of(lens.diagrams.false)
        if lens.base.present is not None:
            found = found | StateSet(lens.space, lens.space.single(lens.base.present))
        for view in [lens.root, *(lens.below(party) for party in lens.parties)]:
            settled = lens.stable_for_all(self.concept, view)
            if settled is not None:
                found = found | lens.set_of(embedded(lens.game(view), settled.diagram))
        return found & lens.at_root

    def states(self, pair: Pair) -> StateSet:
        """States of the base at which a kind of surprise waits for a party."""
        of, by, kind = pair
        lens, nothing = self.lens, self.lens.diagrams.false
        own = lens.own(self.concept, by)
        if own is None:
            return lens.set_of(nothing)
        match kind:
            case "failed move":
                found = self._failed(by)
            case "invisible":
                found = self._invisible(of, by)
            case "impossible":
                found = self._impossible(of, by)
            case "unexpected":
                held = self._judged(of, by, stays=True)
                found = held & self.moved(by) if held != nothing else nothing
            case _:  # a false alarm
                found = self._judged(of, by, stays=False) & own.diagram
        return lens.set_of(found) & lens.at_root

    # ------------------------------------------------------------------ kinds

    def _judged(self, of: str, by: str, *, stays: bool) -> Diagram:
        """Where one party takes another to stay put, or to leave."""
        lens = self.lens
        if by not in lens.game(lens.below(of)).parties:
            return lens.diagrams.false
        inner = (of, by) if lens.aware(of) else (of,)
        verdict = lens.verdict(self.concept, lens.below(*inner), by)
        if verdict is None:
            return lens.diagrams.false
        held = lens.seen(verdict.diagram, *inner)
        return held.diagram if stays else (lens.seen(lens.diagrams.true, *inner) - held).diagram

    def moved(self, by: str) -> Diagram:
        """Where a party would leave, by a move that the base allows."""
        if by not in self._moved:
            mine, base = self._game(by), self.lens.base
            legal = self._legal(by)
            same = zip(legal, mine.engine.reach, strict=True)
            alike = all(np.array_equal(a, b) for a, b in same) and not mine.space.held
            own = self.lens.own(self.concept, by)
            if alike and own is not None and _within(mine, base.space.feasible):
                # all that it takes for possible is so, so that it leaves wherever it does not stay
                self._moved[by] = self._visible(by) & ~own.diagram
            else:
                self._moved[by] = self._leaving(by, legal, self._in_base)
        return self._moved[by]

    def _failed(self, by: str) -> Diagram:
        """Where some move that a party would make is one that the base does not allow."""
        mine, legal = self._game(by), self._legal(by)
        found = self.lens.diagrams.false
        if mine.space.held or not _within(mine, self._in_base):
            found |= self._leaving(by, mine.engine.reach, ~self._in_base)
        for a in self._axes(by):
            way = mine.engine.reach[a] & ~legal[a]
            found |= self._by_way(by, mine.engine.reach, a, way, self._anywhere)
        return found

    def _invisible(self, of: str, by: str) -> Diagram:
        """Where some move changes nothing that the other sees."""
        theirs = self._game(of).space.axes
        mine = self._game(by)
        if all(mine.space.axes[a] in theirs for a in self._axes(by)):
            return self.lens.diagrams.false
        reach = [
            np.eye(len(one), dtype=np.bool_) if option in theirs else one
            for option, one in zip(mine.space.axes, self._legal(by), strict=True)
        ]
        return self._visible(of) & self._leaving(by, reach, self._in_base)

    def _impossible(self, of: str, by: str) -> Diagram:
        """Where the other has no room for some move: in what it holds possible, or in how."""
        theirs, mine, legal = self._game(of), self._game(by), self._legal(by)
        visible, there = self._visible(of), self._in_base
        found = self.lens.diagrams.false
        if there & ~visible != self.lens.diagrams.false:
            found |= ~visible & self.moved(by)
            found |= visible & self._leaving(by, legal, there & ~visible)
        heard = by in theirs.parties
        for a in self._axes(by):
            option = mine.space.axes[a]
            if option not in theirs.space.axes:
                continue
            known = theirs.engine.reach[theirs.space.axes.index(option)]
            if not heard:
                known = np.eye(len(known), dtype=np.bool_)
            found |= visible & self._by_way(by, legal, a, legal[a] & ~known, there & visible)
        return found

    # ------------------------------------------------------------------ moves

    def _leaving(self, by: str, reach: Reach, into: Diagram) -> Diagram:
        """Where an improvement that nothing deters, as a party sees it, leads to some states.

        Parameters
        ----------
        reach : in which ways it may change its options, by axis of its own view's game
        into : a formula over where things stand then, with what the party does not see unchanged
        """
        game = self._game(by)
        scale = game.scales[game.party_index(by)]
        engine = replace(game.engine, reach=tuple(reach), cache={})
        if by not in self._floors:
            self._floors[by] = floor(self.concept, game, scale.party)
        below = self._floors[by]
        ends = into if below is None else into & ~below.relation
        found = engine.before(scale.party, ends, ~scale.own.at_most())
        for mark, digit in {**scale.full.read_off, **scale.own.read_off}.items():
            found = self.lens.diagrams.put({mark: digit}, found)
        return found & game.space.feasible

    def _by_way(self, by: str, reach: Reach, axis: int, way: Bools, into: Diagram) -> Diagram:
        """The same where one option has to change in one of some ways."""
        if not way.any():
            return self.lens.diagrams.false
        changed = list(reach)
        changed[axis] = way
        return self._leaving(by, changed, into)

    def _legal(self, by: str) -> list[Bools]:
        """In which ways a party may change its options in its view and in the base."""
        mine, base = self._game(by), self.lens.base
        found = []
        for option, reach in zip(mine.space.axes, mine.engine.reach, strict=True):
            if option in base.space.axes:
                reach = reach & base.engine.reach[base.space.axes.index(option)]
            found.append(reach)
        return found

    def _axes(self, by: str) -> tuple[int, ...]:
        game = self._game(by)
        return game.engine.axes_of(game.party_index(by))

    # ------------------------------------------------------------------ games

    def _game(self, party: str) -> SymbolicGame:
        return self.lens.game(self.lens.below(party))

    def _visible(self, of: str) -> Diagram:
        return self.lens.seen(self.lens.diagrams.true, of).diagram

    @property
    def _in_base(self) -> Diagram:
        return embedded(self.lens.base, self.lens.base.space.feasible)

    @property
    def _anywhere(self) -> Diagram:
        return self.lens.diagrams.true


def _within(game: SymbolicGame, where: Diagram) -> bool:
    """Whether a formula holds at every state of a view's game."""
    return bool(game.space.feasible & ~where == game.diagrams.false)
