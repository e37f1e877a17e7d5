"""The second engine: sets of states as decision diagrams, for games that nobody could list."""

from __future__ import annotations

from detente.game.symbolic.compile import compile_symbolic
from detente.game.symbolic.diagrams import Bounds, Diagrams, TooLarge
from detente.game.symbolic.game import SymbolicGame
from detente.game.symbolic.sets import StateSet

__all__ = ["Bounds", "Diagrams", "StateSet", "SymbolicGame", "TooLarge", "compile_symbolic"]
