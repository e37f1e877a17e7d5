"""Whether the sides use the same words for the same things."""

from __future__ import annotations

from detente.reading.words.index import Part, WordIndex
from detente.reading.words.measure import MEASURES, Finding, Measure
from detente.reading.words.settings import Settings
from detente.reading.words.words import Words, compare_words

__all__ = [
    "MEASURES",
    "Finding",
    "Measure",
    "Part",
    "Settings",
    "WordIndex",
    "Words",
    "compare_words",
]
