"""Issues and packages: where a deal lies, as the case assumes and as each side sees it."""

from detente.bargaining.bargain import bargain
from detente.bargaining.points import SOLUTIONS, load_solutions
from detente.bargaining.result import Account, Bargain, Homes

__all__ = ["SOLUTIONS", "Account", "Bargain", "Homes", "bargain", "load_solutions"]
