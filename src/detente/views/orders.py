"""Whether two games order the states that both have differently for a party, and where.

Ranks are ordinal, so that what counts of them is the order of any two states. Put in the order of
one game, and those that it likes as well in that of the other, states that are ordered alike stand
so one after the other; where any two are not, two neighbours are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.game.game import Game
from detente.game.space import OptionAxis
from detente.game.symbolic import Diagrams, StateSet, SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.scales import Number
from detente.game.symbolic.space import SymbolicSpace
from detente.result import Row
from detente.views.set_lens import embedded

Listed = Sequence[int] | NDArray[np.integer[Any]]
#: states that are drawn to find two that are ordered differently, before it is proved from formulas
_DRAWN = 256
_WORDS = {-1: "worse", 0: "as good", 1: "better"}


@dataclass(frozen=True)
class Example:
    """Two states that two games order differently for a party.

    Attributes
    ----------
    states : their codes
    here, there : how the party ranks the first against the second in the one game and the other:
        worse, as good, or better
    options : full names of the options in which they differ
    """

    states: tuple[int, int]
    here: str
    there: str
    options: tuple[str, ...] = ()

    def within(self, options: Sequence[OptionAxis]) -> Example:
        """The same, saying in which of some options the states differ."""
        first, second = self.states
        apart = tuple(
            one.name
            for one in options
            if first // one.stride % len(one.levels) != second // one.stride % len(one.levels)
        )
        return replace(self, options=apart)

    def to_row(self) -> Row:
        """As rows print it."""
        return {
            "states": list(self.states),
            "here": self.here,
            "there": self.there,
            "options": list(self.options),
        }


def ordered_apart(here: Game | SymbolicGame, there: Game | SymbolicGame, party: str) -> bool:
    """Whether two games of one engine order the states that both have differently for a party."""
    if told_apart(here, there, party):
        return True
    if party not in here.parties or party not in there.parties:
        return False
    if isinstance(here, SymbolicGame) and isinstance(there, SymbolicGame):
        return _Formulas(here, there, party).found() is not None
    return example(here, there, party) is not None


def told_apart(here: Game | SymbolicGame, there: Game | SymbolicGame, party: str) -> bool:
    """Whether the party has a say in both, and only one of them says what it prefers."""
    if party not in here.parties or party not in there.parties:
        return False
    return here.known[here.party_index(party)] != there.known[there.party_index(party)]


def example(here: Game | SymbolicGame, there: Game | SymbolicGame, party: str) -> Example | None:
    """Two states that both have and order differently; None where there are none."""
    if party not in here.parties or party not in there.parties:
        return None
    if isinstance(here, SymbolicGame) and isinstance(there, SymbolicGame):
        found = _Formulas(here, there, party).example()
        return None if found is None else found.within(here.options)
    assert isinstance(here, Game) and isinstance(there, Game)
    codes = here.codes(here.states())
    index = there.indices(codes)
    codes = codes[index >= 0]
    mine = here.rank(here.party_index(party))[here.indices(codes)]
    other = there.rank(there.party_index(party))[index[index >= 0]]
    found = _neighbours(codes, mine, other)
    return None if found is None else found.within(here.options)


def _neighbours(codes: Listed, mine: Listed, other: Listed) -> Example | None:
    """The first two of some states, as above, that two rankings order differently.

    Parameters
    ----------
    mine, other : rank of each state in the one and in the other, higher is better
    """
    order = np.lexsort((np.asarray(other), np.asarray(mine)))
    a = np.unique(np.asarray(mine), return_inverse=True)[1][order]
    b = np.unique(np.asarray(other), return_inverse=True)[1][order]
    apart = np.flatnonzero(np.sign(np.diff(a)) != np.sign(np.diff(b)))
    if not len(apart):
        return None
    k = int(apart[0])
    first, second = int(codes[order[k]]), int(codes[order[k + 1]])
    return Example(
        (first, second),
        _WORDS[int(np.sign(a[k] - a[k + 1]))],
        _WORDS[int(np.sign(b[k] - b[k + 1]))],
    )


@dataclass(frozen=True, eq=False)
class _Formulas:
    """The same where states are formulas."""

    here: SymbolicGame
    there: SymbolicGame
    party: str

    @property
    def diagrams(self) -> Diagrams:
        return self.here.diagrams

    def digits(self, game: SymbolicGame) -> tuple[Diagram, ...]:
        """The digits of the party's ranks."""
        return game.scales[game.party_index(self.party)].full.digits

    def example(self) -> Example | None:
        """The same, with states that differ in few options."""
        found = self.found()
        return None if found is None else self._smallest(found, self._shared)

    def found(self) -> Example | None:
        """Drawn states are tried first; then formulas say whether there is any."""
        shared = self._shared
        mine, other = self.digits(self.here), self.digits(self.there)
        if not shared or mine == other:
            return None
        for count in (_DRAWN // 8, _DRAWN):
            found = self._among(sorted(set(shared.sample(count))))
            if found is not None:
                return found
        return self._proved(shared, mine, other)

    @cached_property
    def _shared(self) -> StateSet:
        """The states that both have."""
        both = embedded(self.here, self.here.space.feasible) & embedded(
            self.there, self.there.space.feasible
        )
        options = self.here.options
        every = SymbolicSpace(self.diagrams, options, tuple(range(len(options))), {}, ~both)
        return StateSet(every, every.feasible)

    def _among(self, codes: Sequence[int]) -> Example | None:
        games = (self.here, self.there)
        ranks = [[self._rank(game, code) for code in codes] for game in games]
        places = [{rank: k for k, rank in enumerate(sorted(set(one)))} for one in ranks]
        mine, other = ([place[r] for r in one] for place, one in zip(places, ranks, strict=True))
        return _neighbours(codes, mine, other)

    def _rank(self, game: SymbolicGame, code: int) -> int:
        """How well the party likes one state."""
        rank, values = 0, game.space.values(code)
        for digit in self.digits(game):
            rank = 2 * rank + game.space.holds_at(digit, values)
        return rank

    def _proved(
        self, shared: StateSet, mine: tuple[Diagram, ...], other: tuple[Diagram, ...]
    ) -> Example | None:
        """From which truths of all digits some state has, and of two such, how each orders them."""
        diagrams = self.diagrams
        distinct = list(dict.fromkeys([*mine, *other]))
        marks = [f"order {k}" for k in range(len(distinct))]
        diagrams.declare(name for mark in marks for name in (mark, f"{mark}'"))
        image = shared.diagram
        for mark, digit in zip(marks, distinct, strict=True):
            spelt = diagrams.var(mark)
            image &= diagrams.choose(spelt, digit, ~digit)
        image = diagrams.exist(shared.space.variables, image)
        second = diagrams.put({mark: diagrams.var(f"{mark}'") for mark in marks}, image)

        def below(digits: tuple[Diagram, ...]) -> Diagram:
            used = [marks[distinct.index(digit)] for digit in digits]
            first = tuple(diagrams.var(mark) for mark in used)
            return Number(diagrams, first, tuple(f"{mark}'" for mark in used)).below()

        low, lower = below(mine), below(other)
        apart = image & second & diagrams.choose(low, ~lower, lower)
        if apart == diagrams.false:
            return None
        names = [*marks, *(f"{mark}'" for mark in marks)]
        truths = diagrams.models(apart, names).draw(Random(0))
        codes = []
        for prime in ("", "'"):
            where = shared.diagram
            for mark, digit in zip(marks, distinct, strict=True):
                where &= digit if truths[mark + prime] else ~digit
            codes.append(StateSet(shared.space, where).first(1)[0])
        return self._among(codes)

    def _smallest(self, found: Example, shared: StateSet) -> Example:
        """The same with the second state brought as near the first as it stays an example."""
        first, second = found.states
        for option, axis in enumerate(shared.space.options):
            count = len(axis.levels)
            levels = [code // axis.stride % count for code in (first, second)]
            nearer = second + (levels[0] - levels[1]) * axis.stride
            if levels[0] != levels[1] and option in shared.space.axes and nearer in shared:
                better = self._among([first, nearer])
                if better is not None:
                    second, found = nearer, better
        return found
