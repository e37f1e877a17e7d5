"""What `levers: never:` binds: conditions that no change may bring about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from detente.case.language import Expr, holds, parse
from detente.case.model import Case
from detente.case.names import names
from detente.game.evaluate import where
from detente.game.game import Game
from detente.game.space import Bools, MergedSpace
from detente.game.symbolic import StateSet, SymbolicGame
from detente.stability.concepts import AnyGame


@dataclass(frozen=True)
class Never:
    """Conditions (law, mandate) that stay unmet whatever is agreed.

    A state where one of them holds is no target. No change may leave somebody only states where
    one of them holds, put the present there, or make a combination possible that meets one.
    """

    rules: tuple[Expr, ...]

    def forbids(self, game: AnyGame, index: int) -> bool:
        """Whether one of the conditions holds at a state."""
        return any(meets(game, index, rule) for rule in self.rules)

    def forbids_all(self, game: AnyGame, indices: Iterable[int] | StateSet) -> bool:
        """Whether there are states, and some condition holds at each of them."""
        if isinstance(indices, StateSet):
            assert isinstance(game, SymbolicGame)
            for rule in self.rules:
                left = indices - game.set_of(game.where(rule))
                if indices and not left:
                    return True
                indices = left
            return False
        listed = list(indices)
        return bool(listed) and all(self.forbids(game, index) for index in listed)


def never_of(case: Case) -> Never:
    """The conditions of a case."""
    entries = case.levers.never if case.levers else []
    known = names(case)
    return Never(tuple(parse(entry.value, known) for entry in entries))


def met_at(game: Game, expr: Expr) -> Bools:
    """Where an expression holds, (n_cells,); for any member where states were merged."""
    if game.before is None:
        return where(game.space, expr)
    assert isinstance(game.space, MergedSpace)
    inside, group = met_at(game.before, expr), game.space.group
    found = np.zeros(game.n_cells, dtype=np.bool_)
    found[group[inside & (group >= 0)]] = True
    return found


def meets(game: AnyGame, index: int, expr: Expr) -> bool:
    """Whether an expression holds at a state, for any member where states were merged."""
    if isinstance(game, Game) and game.before is not None:
        assert isinstance(game.space, MergedSpace)
        members = [k for k, group in enumerate(game.space.group.tolist()) if group == index]
        return any(meets(game.before, member, expr) for member in members)
    return holds(expr, game.space.levels(index).__getitem__, index)
