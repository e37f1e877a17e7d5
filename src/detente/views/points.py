"""What is asked of a comparison of views about one state: how it looks, and who would leave it.

Two engines answer: one that lists the states, one that has them as formulas (`set_points`). A
state of a view's game goes by whatever that game lets it go by, a state of the whole case by its
code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from detente.stability.explain import explain
from detente.views.lens import Lens


@dataclass(frozen=True)
class Departures:
    """Moves that a party would make from a state, as its own view has it.

    Attributes
    ----------
    to : codes, in that view, of where they lead; all of them, or some
    count : how many there are
    """

    to: tuple[int, ...]
    count: int


class Points(Protocol):
    """Questions about single states."""

    def at(self, code: int, *parties: str) -> int | None:
        """One state as a view under the root has it, None where hidden."""

    def stays(self, concept: str, view: str, party: str, state: int) -> bool | None:
        """Whether a party would stay at a state of a view's game; None where that is open."""

    def departures(self, concept: str, by: str, code: int) -> Departures:
        """The improvements of a party that nothing deters, in its own view."""

    def in_base(self, by: str, code: int, target: int) -> int | None:
        """A move that a party makes in its own view, made in the base; None where not legal."""

    def legal(self, view: str, party: str, start: int, end: int) -> bool:
        """Whether a party can move alone from one state of a view's game to another."""


@dataclass(frozen=True, eq=False)
class ListedPoints:
    """The same where states are listed."""

    lens: Lens

    def at(self, code: int, *parties: str) -> int | None:
        index = int(self.lens.image(np.array([code], dtype=np.int64), *parties).index[0])
        return None if index < 0 else index

    def stays(self, concept: str, view: str, party: str, state: int) -> bool | None:
        verdict = self.lens.verdict(concept, view, party)
        return None if verdict is None else bool(verdict[state])

    def departures(self, concept: str, by: str, code: int) -> Departures:
        view = self.lens.below(by)
        index = self.at(code, by)
        game = self.lens.game(view)
        if index is None or self.lens.verdict(concept, view, by) is None:
            return Departures((), 0)
        reasons = explain(game, concept, game.party_index(by), index).improvements
        found = tuple(game.code(answered.to) for answered in reasons if not answered.deterred)
        return Departures(found, len(found))

    def in_base(self, by: str, code: int, target: int) -> int | None:
        base = self.lens.base
        index, start = self.at(code, by), base.index(code)
        if index is None or start is None:
            return None
        game = self.lens.game(self.lens.below(by))
        # where states are listed or merged the target is named; elsewhere the own options that
        # change are carried over, and what the party does not see stays as it is
        listed = bool(game.state_names) or game.before is not None
        arrived = base.index(target if listed else code + target - game.code(index))
        if arrived is None or arrived not in base.moves(base.party_index(by), start).tolist():
            return None
        return base.code(arrived)

    def legal(self, view: str, party: str, start: int, end: int) -> bool:
        game = self.lens.game(view)
        if party not in game.parties:
            return False
        return end in game.moves(game.party_index(party), start).tolist()
