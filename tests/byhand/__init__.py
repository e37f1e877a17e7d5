"""The stranger: a slow reference for ``solve`` and ``views``, read off the written definitions.

Nothing here imports the package under test, and nothing here is clever. A case is plain data (what
a YAML parser gives); the answers are the rows that the two commands must write. The modules follow
the documents: the grammar, the case as a universe of options with views upon it, games, the five
concepts, what views make of a state, rows, and what ``--basis`` leaves out.
"""

from __future__ import annotations

from tests.byhand.basis import keep
from tests.byhand.case import Faulty, Universe, read_universe
from tests.byhand.concepts import CONCEPTS, equilibrium, stable
from tests.byhand.game import Game, play, replies, shortest_reply, within_reach
from tests.byhand.grammar import Unreadable, parse, read_state, truth
from tests.byhand.reading import read_text
from tests.byhand.rows import CLASSES, count_rows, equilibrium_rows, solve_rows, view_rows
from tests.byhand.surprises import surprises

__all__ = [
    "CLASSES",
    "CONCEPTS",
    "Faulty",
    "Game",
    "Universe",
    "Unreadable",
    "count_rows",
    "equilibrium",
    "equilibrium_rows",
    "keep",
    "parse",
    "play",
    "read_state",
    "read_text",
    "read_universe",
    "replies",
    "shortest_reply",
    "solve_rows",
    "stable",
    "surprises",
    "truth",
    "view_rows",
    "within_reach",
]
