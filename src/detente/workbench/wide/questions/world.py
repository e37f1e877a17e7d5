"""One text with its games, and what has been found in them."""

from __future__ import annotations

from detente.case.language import parse
from detente.case.load import parse_case
from detente.case.model import Case
from detente.case.names import names
from detente.game.symbolic import (
    Bounds,
    Diagrams,
    StateSet,
    SymbolicGame,
    TooLarge,
    compile_symbolic,
)
from detente.progress import Progress
from detente.stability import StabilitySets, solve_sets
from detente.workbench.wide.answers import Few

#: a view, and an account or None
At = tuple[str, str | None]
#: how far the diagrams of one game may grow
BOUNDS = Bounds(2 << 30)


class World:
    """One text with its games and what has been found in them."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.case: Case = parse_case(text, name)
        self.names = names(self.case)
        self._games: dict[At, SymbolicGame] = {}
        self._solved: dict[tuple[At, str], tuple[StabilitySets, str]] = {}

    def game(self, at: At) -> SymbolicGame:
        """The game of a view."""
        if at not in self._games:
            self._games[at] = compile_symbolic(self.case, *at, Diagrams(BOUNDS))
        return self._games[at]

    def solved(self, at: At, concept: str, progress: Progress) -> tuple[StabilitySets, str]:
        """Verdicts under one concept, and why some are missing."""
        key = (at, concept)
        if key not in self._solved:
            try:
                self._solved[key] = solve_sets(self.game(at), (concept,), progress), ""
            except TooLarge as error:
                if not isinstance(error.partial, StabilitySets):
                    raise
                self._solved[key] = error.partial, str(error)
        return self._solved[key]

    def set_where(self, game: SymbolicGame, text: str) -> StateSet:
        """States where an expression holds; all for an empty one."""
        return game.set_of(game.where(parse(text, self.names))) if text else game.states


def few_of(found: StateSet, distance: int = 0) -> Few:
    """A few for many: the first by code, and how many there are."""
    return Few(found.first(1)[0], found.count, distance)


def near_of(found: StateSet, now: int | None) -> Few | None:
    """Those of a set that are nearest to the present."""
    if now is None or not found:
        return None
    distance, there = found.nearest(now)
    return few_of(there, distance)
