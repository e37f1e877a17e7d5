"""The smallest changes that would let an outcome hold, and what else they would do."""

from detente.levers.conditions import TESTS
from detente.levers.demands import INVERTIBLE
from detente.levers.edits import KINDS, load_kinds
from detente.levers.find import Plan, find_levers
from detente.levers.inverse import Inverse, Inverted, invert
from detente.levers.result import Change, Lever, Levers, Nearest, NewOption

__all__ = [
    "INVERTIBLE",
    "KINDS",
    "TESTS",
    "Change",
    "Inverse",
    "Inverted",
    "Lever",
    "Levers",
    "Nearest",
    "NewOption",
    "Plan",
    "find_levers",
    "invert",
    "load_kinds",
]
