"""The smallest changes that would let an outcome hold, and what else they would do."""

from detente.levers.find import Plan, find_levers
from detente.levers.result import Change, Lever, Levers, Nearest

__all__ = ["Change", "Lever", "Levers", "Nearest", "Plan", "find_levers"]
