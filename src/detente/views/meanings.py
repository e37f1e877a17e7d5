"""Words that do not mean the same to each side (K9): the states that only one side counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.case.frames import frame
from detente.case.language import ExpressionError, parse
from detente.case.model import Case
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.symbolic import Diagrams, StateSet, SymbolicGame, compile_symbolic
from detente.result import MadeFrom, Result, Row
from detente.stability.sets import ROWS


@dataclass(frozen=True, eq=False)
class Meaning:
    """One word.

    Attributes
    ----------
    sides : what the word stands for to each side, as the case puts it
    met : per side whose sense is an expression, the base states that meet the word: (cell,), or
        a set where states are formulas
    """

    word: str
    sides: Mapping[str, str]
    met: Mapping[str, Any]

    @property
    def parsed(self) -> dict[str, bool]:
        """Which sides' senses are expressions over options, so that states can be compared."""
        return {side: side in self.met for side in self.sides}

    def only(self, one: str, other: str) -> Any:
        """Base states that one side counts as meeting the word and the other does not.

        Their indices; a set where states are formulas.
        """
        mine, theirs = self.met[one], self.met[other]
        if isinstance(mine, StateSet):
            return mine - theirs
        return np.flatnonzero(mine & ~theirs)

    def apart(self, one: str, other: str) -> int:
        """How many they are."""
        found = self.only(one, other)
        return found.count if isinstance(found, StateSet) else len(found)

    def both(self, one: str, other: str) -> int:
        """How many base states both count as meeting the word."""
        found = self.met[one] & self.met[other]
        return found.count if isinstance(found, StateSet) else int(np.count_nonzero(found))

    def alike(self, one: str, other: str) -> bool:
        """Whether the senses of two sides come to the same states."""
        return not self.apart(one, other) and not self.apart(other, one)

    def pairs(self) -> list[tuple[str, str]]:
        """Ordered pairs of sides whose senses can be compared."""
        return [(a, b) for a in self.met for b in self.met if a != b]


@dataclass(frozen=True, eq=False)
class Meanings(Result):
    """All words of the case that have a sense for some side."""

    game: Game | SymbolicGame
    items: tuple[Meaning, ...]
    made_from: MadeFrom

    def codes(self, found: Any, limit: int | None = None) -> list[int]:
        """The codes of some states; of a set only the first."""
        if isinstance(found, StateSet):
            return found.first(ROWS if limit is None else limit)
        assert isinstance(self.game, Game)
        codes: list[int] = self.game.codes(found).tolist()
        return codes[:limit]

    def to_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per word and ordered pair of sides.

        Parameters
        ----------
        limit : no more states than this in one row, the first by code
        """
        for item in self.items:
            for one in item.sides:
                for other in item.sides:
                    if one == other:
                        continue
                    compared = one in item.met and other in item.met
                    yield {
                        "word": item.word,
                        "side": one,
                        "means": item.sides[one],
                        "other": other,
                        "only": self.codes(item.only(one, other), limit) if compared else None,
                        "count": item.apart(one, other) if compared else None,
                    }

    def __str__(self) -> str:
        from detente.views.text import meanings_text

        return meanings_text(self)


def compare_meanings(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    diagrams: Diagrams | None = None,
) -> Meanings:
    """Hold the senses of each word against each other over the states of a game.

    Senses come from `meanings` and, per view, from `means`; they change no preference, move or
    feasibility. A sense that is no expression stays text and is not counted.

    Parameters
    ----------
    diagrams : where to make sets of states; without it, states are listed
    """
    game: Game | SymbolicGame
    if diagrams is None:
        game = compile_game(case, view, hypothesis)
    else:
        game = compile_symbolic(case, view, hypothesis, diagrams)
    names = frame(case, view, hypothesis).names
    words: dict[str, dict[str, str]] = {
        word: {side: entry.value for side, entry in sides.items()}
        for word, sides in case.meanings.items()
    }
    below = "" if view == "base" else f"{view}."
    for key, change in case.views.items():
        side = key[len(below) :]
        if key.startswith(below) and "." not in side:
            for word, entry in change.means.items():
                words.setdefault(word, {})[side] = entry.value
    items = []
    for word, sides in words.items():
        met: dict[str, Any] = {}
        for side, text in sides.items():
            try:
                expr = parse(text, names)
            except ExpressionError:
                continue
            if isinstance(game, SymbolicGame):
                met[side] = game.set_of(game.where(expr))
            else:
                met[side] = game.where(expr) & game.feasible
        items.append(Meaning(word, sides, met))
    settings = {"view": view, "hypothesis": hypothesis}
    return Meanings(game, tuple(items), MadeFrom(case.id, case.origin.digest, settings=settings))
