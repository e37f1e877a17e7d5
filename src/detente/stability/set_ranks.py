"""Where a party likes states no better, or no worse, than one of them."""

from __future__ import annotations

from detente.game.symbolic import SymbolicGame
from detente.game.symbolic.diagrams import Diagram


def no_better(game: SymbolicGame, party: int, than: int) -> Diagram:
    """Where a party likes a state no better than the one with this code."""
    return ~_above(game, party, than, equal=False)


def no_worse(game: SymbolicGame, party: int, than: int) -> Diagram:
    """Where a party likes a state no worse than the one with this code."""
    return _above(game, party, than, equal=True)


def _above(game: SymbolicGame, party: int, than: int, *, equal: bool) -> Diagram:
    """The first digit that differs decides; `equal` where none does."""
    found = game.diagrams.true if equal else game.diagrams.false
    for digit in reversed(game.scales[party].full.digits):
        found = digit & found if game.space.holds(digit, than) else digit | found
    return found
