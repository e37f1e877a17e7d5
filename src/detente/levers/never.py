"""What `levers: never:` binds: conditions that no change may bring about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.case.language import Expr, holds, parse
from detente.case.model import Case
from detente.case.names import names
from detente.game.game import Game


@dataclass(frozen=True)
class Never:
    """Conditions (law, mandate) that stay unmet whatever is agreed.

    A state where one of them holds is no target. No change may leave somebody only states where
    one of them holds, put the present there, or make a combination possible that meets one.
    """

    rules: tuple[Expr, ...]

    def forbids(self, game: Game, index: int) -> bool:
        """Whether one of the conditions holds at a state."""
        return any(meets(game, index, rule) for rule in self.rules)

    def forbids_all(self, game: Game, indices: Iterable[int]) -> bool:
        """Whether there are states, and some condition holds at each of them."""
        listed = list(indices)
        return bool(listed) and all(self.forbids(game, index) for index in listed)


def never_of(case: Case) -> Never:
    """The conditions of a case."""
    entries = case.levers.never if case.levers else []
    known = names(case)
    return Never(tuple(parse(entry.value, known) for entry in entries))


def meets(game: Game, index: int, expr: Expr) -> bool:
    """Whether an expression holds at a state, for any member where states were merged."""
    if game.before is not None:
        from detente.game.space import MergedSpace

        assert isinstance(game.space, MergedSpace)
        members = [k for k, group in enumerate(game.space.group.tolist()) if group == index]
        return any(meets(game.before, member, expr) for member in members)
    return holds(expr, game.space.levels(index).__getitem__, index)
