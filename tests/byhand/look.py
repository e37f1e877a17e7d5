"""How the states of one view look in the views below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.byhand.case import BASE, Picture, Universe
from tests.byhand.game import Game, play


@dataclass(frozen=True)
class Looked:
    """A root (the base, or any view) and whatever is asked for below it.

    Views below are named by the ids that lead to them from the root: ("west", "russia").
    """

    universe: Universe
    path: str
    hypothesis: str | None
    root: Game
    games: dict[tuple[str, ...], Game] = field(default_factory=dict)
    pictures: dict[tuple[str, ...], Picture] = field(default_factory=dict)

    def full_path(self, below: tuple[str, ...]) -> str:
        return ".".join(below if self.path == BASE else (self.path, *below))

    def picture(self, below: tuple[str, ...]) -> Picture:
        if below not in self.pictures:
            self.pictures[below] = self.universe.picture(self.full_path(below), self.hypothesis)
        return self.pictures[below]

    def game(self, below: tuple[str, ...]) -> Game:
        if below not in self.games:
            self.games[below] = play(self.universe, self.picture(below))
        return self.games[below]

    def aware(self, party: str) -> bool:
        return self.universe.aware(self.full_path((party,)))

    @property
    def everything(self) -> list[int]:
        """The states of the root and of every view one level down."""
        found = set(self.root.states)
        for party in self.root.parties:
            found |= set(self.game((party,)).states)
        return sorted(found)

    def walk(self, below: tuple[str, ...], code: int) -> tuple[int | None, bool]:
        """What a state becomes on the way down, and whether any step confused it."""
        confused = False
        now = code
        for depth in range(1, len(below) + 1):
            step = below[:depth]
            held = self.universe.held(self.picture(step), now)
            confused = confused or held != now
            if not self.universe.feasible(self.picture(step), held):
                return None, confused  # none absorbs
            now = self.game(step).group[held]  # merging alone is no confusion
        return now, confused

    def seen_as(self, below: tuple[str, ...], code: int) -> int | None:
        """The state as a view has it; None where it is hidden from the view."""
        return self.walk(below, code)[0]

    def steps(self, below: tuple[str, ...], code: int) -> tuple[bool, bool]:
        """(confused, hidden)."""
        seen, confused = self.walk(below, code)
        return confused, seen is None


def look(universe: Universe, path: str = BASE, hypothesis: str | None = None) -> Looked:
    return Looked(universe, path, hypothesis, play(universe, universe.picture(path, hypothesis)))
