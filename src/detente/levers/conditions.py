"""The acceptance tests: what has to hold of a state, as single conditions (THEORY E.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.case.frames import aware
from detente.game.space import Bools
from detente.levers.asking import Codes, reached_by_improvements, states_of
from detente.levers.bench import Bench
from detente.levers.edits import PRESENT, Edit, ViewPath
from detente.levers.verdicts import Key
from detente.stability.concepts import AnyGame

TESTS: Mapping[str, str] = {
    "own": "as each party sees things, it would stay",
    "consensus": "each party would stay, and expects every other to stay",
    "steady": "each party expects it to last, and nobody has reason to leave as the case assumes",
}


@dataclass(frozen=True)
class Condition:
    """One thing that must hold of a state.

    Attributes
    ----------
    kind : "possible" in the base; "stays": stable for `party` in a view; "reached": from the
        present of a view by improvements; "present": the base's present is possible
    views : nested views from the outermost in; empty for the base
    """

    kind: str
    views: tuple[ViewPath, ...] = ()
    party: str = ""

    @property
    def view(self) -> ViewPath:
        """The view whose game is asked."""
        return self.views[-1] if self.views else ()

    @property
    def asked(self) -> frozenset[str]:
        """The party whose view comes first, and the one it is about."""
        return frozenset({self.party, *(view[0] for view in self.views[:1])})


class Checks:
    """All conditions of one test under one base, for a list of states."""

    def __init__(
        self, bench: Bench, base: AnyGame, targets: Codes, test: str, reached: bool, sequences: bool
    ) -> None:
        self.bench = bench
        self.targets = targets
        self.n_cells = base.n_cells
        self.seating = _seating(bench.edits, base.parties)
        players = [p for p in bench.case.parties if p in base.parties or p in self.seating]
        found = list(_conditions(bench, players, test))
        if reached:
            found.append(Condition("reached"))
            found += [Condition("reached", ((party,),)) for party in players]
        if sequences:
            found.append(Condition("present"))
        self.relevant = {one: self._relevant(one) for one in found}
        self.conditions = sorted(
            found, key=lambda one: (one.kind != "possible", self.relevant[one].bit_count())
        )
        self._stayed: dict[object, tuple[int, int]] = {}
        self._possible: dict[int, int] = {}
        self._passed: dict[tuple[Condition, int], int] = {}
        self._all = (1 << len(targets)) - 1

    def _relevant(self, one: Condition) -> int:
        bench = self.bench
        found = 0
        for view in (*one.views, one.view):
            found |= bench.bearing.touching(view, None)
        if one.kind == "stays":
            found |= bench.bearing.relevant(one.view, one.party)
            for view in one.views:
                found |= bench.bearing.touching(view, None)
        elif one.kind == "reached":
            found |= bench.bearing.touching(one.view, PRESENT)
            for party in bench.case.parties:
                found |= bench.bearing.touching(one.view, party)
        elif one.kind == "present":
            found |= bench.bearing.touching((), PRESENT)
        elif bench.case.same:  # possible: and no members of a group are told apart
            for party in bench.case.parties:
                found |= bench.bearing.touching((), party)
        return found

    def mending(self, one: Condition, mask: int) -> int:
        """The edits that may change a condition where some are made already."""
        bench = self.bench
        found = 0
        for view in (*one.views, one.view):
            found |= bench.bearing.touching(view, None)
        if one.kind == "stays":
            return found | bench.bearing.mends(one.view, one.party, mask)
        if one.kind == "reached":
            found |= bench.bearing.touching(one.view, PRESENT)
            for party in bench.case.parties:
                found |= bench.bearing.mending(one.view, party, mask)
            return found
        return self.relevant[one]

    # ------------------------------------------------------------------ asking

    def passed_by(
        self, one: Condition, masks: Sequence[int], among: Sequence[int] | None = None
    ) -> list[int]:
        """For each of many sets of changes, the states that meet a condition, as a bit mask.

        Parameters
        ----------
        among : for each set the states that are asked about, default all; of the others nothing is
            said
        """
        if among is None:
            among = [self._all] * len(masks)
        needed = self._needed(one)
        if needed:  # of a party that has no say nothing is asked
            there = [
                (mask, asked)
                for mask, asked in zip(masks, among, strict=True)
                if all(mask & edits for edits in needed)
            ]
            some = [mask for mask, _ in there]
            passed = self._passed_by(one, some, [asked for _, asked in there])
            known = dict(zip(some, passed, strict=True))
            return [known.get(mask, self._all) for mask in masks]
        return self._passed_by(one, masks, among)

    def _passed_by(self, one: Condition, masks: Sequence[int], among: Sequence[int]) -> list[int]:
        if one.kind != "stays":
            return [self._other(one, mask) for mask in masks]
        keys = [self._key(one, mask) for mask in masks]
        self.bench.verdicts.settle(key for key in keys if not isinstance(key, bool))
        return [
            self._stays(one, mask, key, asked)
            for mask, key, asked in zip(masks, keys, among, strict=True)
        ]

    def passed(self, one: Condition, mask: int, among: int | None = None) -> int:
        """The same for one set."""
        return self.passed_by(one, (mask,), None if among is None else (among,))[0]

    def _stays(self, one: Condition, mask: int, key: Key | bool, among: int) -> int:
        if self._unheard(one, mask):
            return self._all
        seen = self.bench.seen(one.views or ((),), mask, self.targets)
        if seen is None or key is False:
            return 0
        memo = (key, seen[0])
        if not self.bench.verdicts.one_by_one:
            among = self._all
        asked, found = self._stayed.get(memo, (0, 0))
        if among & ~asked:
            if key is True:
                found = _visible(seen[1])
            else:
                found |= self.bench.verdicts.at(key, seen[1], among & ~asked)
            self._stayed[memo] = asked | among, found
        return found

    def _needed(self, one: Condition) -> list[int]:
        """Edits of which some must be made for a condition to ask anything, as bit masks."""
        return [edits for party, edits in self.seating.items() if party in one.asked]

    def asks(self, one: Condition, mask: int) -> bool:
        """Whether a condition asks anything after a set of changes."""
        return all(mask & edits for edits in self._needed(one)) and not self._unheard(one, mask)

    def _key(self, one: Condition, mask: int) -> Key | bool:
        """What the verdict hangs on; True where the party has no say in the view."""
        return self.bench.key(one.view, one.party, mask)

    def _unheard(self, one: Condition, mask: int) -> bool:
        """Whether a party is asked about by one that does not see it at all."""
        if len(one.views) < 2:
            return False
        outer = self.bench.moves(one.views[0], mask)
        return outer is not None and one.party not in outer.game.parties

    def _other(self, one: Condition, mask: int) -> int:
        memo = (one, mask & self.relevant[one])
        if memo not in self._passed:
            self._passed[memo] = self._asked(one, mask)
        return self._passed[memo]

    def _asked(self, one: Condition, mask: int) -> int:
        bench = self.bench
        if one.kind == "possible":
            moves = bench.moves((), mask)
            if moves is None or (bench.case.same and bench.game((), mask) is None):
                return 0
            if moves.number not in self._possible:
                found = states_of(moves.game, self.targets)
                self._possible[moves.number] = _visible(found)
            return self._possible[moves.number]
        present = bench.present(one.view, mask)
        if present is None:
            return 0
        if one.kind == "present":
            return self._all
        game = bench.game(one.view, mask)
        seen = bench.seen(one.views or ((),), mask, self.targets)
        movers = [] if game is None else [p for p in range(len(game.parties)) if game.can_move(p)]
        if game is None or seen is None or not all(game.known[p] for p in movers):
            return 0
        return _bits(reached_by_improvements(game, present, seen[1]))

    def holds(self, mask: int) -> int:
        """The states that meet every condition, as a bit mask."""
        alive = self._all
        for one in self.conditions:
            alive &= self.passed(one, mask, alive)
            if not alive:
                break
        return alive

    def failing(self, mask: int, state: int) -> list[Condition]:
        """The conditions that a state does not meet."""
        bit = 1 << state
        return [one for one in self.conditions if not self.passed(one, mask, bit) & bit]


def _seating(edits: Sequence[Edit], parties: Sequence[str]) -> dict[str, int]:
    """Parties that only some of the edits give a say, and which ones, as bit masks."""
    found: dict[str, int] = {}
    for k, edit in enumerate(edits):
        for party in edit.seats:
            if party not in parties:
                found[party] = found.get(party, 0) | 1 << k
    return found


def _conditions(bench: Bench, parties: Sequence[str], test: str) -> Iterable[Condition]:
    yield Condition("possible")
    for party in parties:
        if test == "own":
            yield Condition("stays", ((party,),), party)
            continue
        knows = aware(bench.case, (party,))
        for other in parties:
            nested = knows and other != party
            views = ((party,), (party, other)) if nested else ((party,),)
            yield Condition("stays", views, other)
    if test == "steady":
        for party in parties:
            yield Condition("stays", (), party)


def _visible(states: Codes) -> int:
    """Which of some states are not -1."""
    return _bits(np.asarray(states) >= 0)


def _bits(flags: Sequence[bool] | Bools) -> int:
    packed = np.packbits(np.asarray(flags, dtype=np.bool_), bitorder="little")
    return int.from_bytes(packed.tobytes(), "little")


__all__ = ["TESTS", "Checks", "Condition"]
