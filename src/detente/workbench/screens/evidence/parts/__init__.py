"""The parts of the screen Evidence, one a file: each asks the store and arranges the answer."""

from __future__ import annotations

from detente.workbench.screens.evidence.parts.codings import codings
from detente.workbench.screens.evidence.parts.documents import documents
from detente.workbench.screens.evidence.parts.history import history
from detente.workbench.screens.evidence.parts.part import PARTS, Part
from detente.workbench.screens.evidence.parts.proposals import proposals
from detente.workbench.screens.evidence.parts.quotes import quotes
from detente.workbench.screens.evidence.parts.reader import reader
from detente.workbench.screens.evidence.parts.rests import rests
from detente.workbench.screens.evidence.parts.search import search
from detente.workbench.screens.evidence.parts.words import words

__all__ = [
    "PARTS",
    "Part",
    "codings",
    "documents",
    "history",
    "proposals",
    "quotes",
    "reader",
    "rests",
    "search",
    "words",
]
