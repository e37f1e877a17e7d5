"""What machines compute with: states as numbers, moves, ranks, and the four sweeps."""

from __future__ import annotations

from detente.game.compile import compile_game
from detente.game.game import Game

__all__ = ["Game", "compile_game"]
