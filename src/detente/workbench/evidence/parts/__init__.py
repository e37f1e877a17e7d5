"""The parts of the screen Evidence, one a file: each asks the store and arranges the answer."""

from __future__ import annotations

from detente.workbench.evidence.parts.codings import codings
from detente.workbench.evidence.parts.documents import documents
from detente.workbench.evidence.parts.history import history
from detente.workbench.evidence.parts.part import PARTS, Part
from detente.workbench.evidence.parts.proposals import proposals
from detente.workbench.evidence.parts.quotes import quotes
from detente.workbench.evidence.parts.reader import reader
from detente.workbench.evidence.parts.rests import rests
from detente.workbench.evidence.parts.search import search
from detente.workbench.evidence.parts.words import words

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
