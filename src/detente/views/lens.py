"""The games behind one comparison of views, compiled and solved once each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import numpy as np

from detente.case.frames import aware
from detente.case.model import Case
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.space import Bools, Ints
from detente.stability.concepts import CONCEPTS
from detente.views.maps import Image, image


class Named(Protocol):
    """What is asked of any engine's game: who has a say in it."""

    @property
    def parties(self) -> tuple[str, ...]: ...


G = TypeVar("G", bound=Named)


@dataclass(eq=False)
class Looking(ABC, Generic[G]):
    """One case looked at from one root: the base, a rival base, or a view taken as the base.

    Attributes
    ----------
    root : "base", or the path of the view that stands in for the base
    """

    case: Case
    root: str = "base"
    hypothesis: str | None = None
    _games: dict[str, G] = field(default_factory=dict, repr=False)

    @abstractmethod
    def compiled(self, view: str) -> G:
        """The game of a view, made anew."""

    def below(self, *parties: str) -> str:
        """The path of a view under the root."""
        start = [] if self.root == "base" else [self.root]
        return ".".join([*start, *parties]) or "base"

    def game(self, view: str) -> G:
        """The game of a view."""
        if view not in self._games:
            self._games[view] = self.compiled(view)
        return self._games[view]

    @property
    def base(self) -> G:
        """The game of the root."""
        return self.game(self.root)

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties whose views are compared: those with a say in the root."""
        return self.base.parties

    def aware(self, party: str) -> bool:
        """Whether a party knows that the others may see another game."""
        return aware(self.case, tuple(self.below(party).split(".")))

    def chain(self, *parties: str) -> list[G]:
        """The games from the root's first view down to a nested one."""
        return [self.game(self.below(*parties[: k + 1])) for k in range(len(parties))]


@dataclass(eq=False)
class Lens(Looking[Game]):
    """The same where states are listed; games are compiled and solved once each."""

    _verdicts: dict[tuple[str, str, str], Bools | None] = field(default_factory=dict, repr=False)

    def compiled(self, view: str) -> Game:
        return compile_game(self.case, view, self.hypothesis)

    def verdict(self, concept: str, view: str, party: str) -> Bools | None:
        """Stability for one party in one view's game, (n_cells,).

        A party that has no say there is never unstable. None where preferences are missing.
        """
        key = (concept, view, party)
        if key not in self._verdicts:
            game = self.game(view)
            found: Bools | None
            if party not in game.parties:
                found = np.ones(game.n_cells, dtype=np.bool_)
            else:
                place = game.party_index(party)
                one = CONCEPTS[concept]
                found = one(game, place) if one.answerable(game, place) else None
            self._verdicts[key] = found
        return self._verdicts[key]

    def image(self, codes: Ints, *parties: str) -> Image:
        """The states with these codes as a view under the root has them."""
        return image(codes, self.chain(*parties))

    def universe(self) -> Ints:
        """Codes of all states feasible in the root or in a view one level in, ascending.

        A code that belongs to a merged state of the root goes by that state's least code.
        """
        found = [self.base.codes(self.base.states())]
        for party in self.parties:
            game = self.game(self.below(party))
            codes = game.codes(game.states())
            index = self.base.indices(codes)
            known = self.base.codes(np.maximum(index, 0))
            found.append(np.where(index >= 0, known, codes))
        return np.unique(np.concatenate(found))

    def stable_for_all(self, concept: str, view: str) -> Bools | None:
        """Equilibria of a view's game, (n_cells,); None where preferences are missing."""
        game = self.game(view)
        found: Bools = game.feasible
        for party in game.parties:
            verdict = self.verdict(concept, view, party)
            if verdict is None:
                return None
            found = found & verdict
        return found
