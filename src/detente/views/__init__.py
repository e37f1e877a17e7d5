"""Each party's own game, held against the others' and against the base."""

from __future__ import annotations

from detente.views.compare import CLASSES, ViewTable, compare_lens, compare_views
from detente.views.compare_sets import ViewSets, compare_view_sets
from detente.views.lens import Lens
from detente.views.meanings import Meanings, compare_meanings
from detente.views.misperceptions import KINDS, Misperceptions, misperceptions
from detente.views.surprise_sets import surprise_sets, surprise_sets_of
from detente.views.surprises import Surprises, find_surprises, surprises_of
from detente.views.versions import Versions, compare_versions

__all__ = [
    "CLASSES",
    "KINDS",
    "Lens",
    "Meanings",
    "Misperceptions",
    "Surprises",
    "Versions",
    "ViewSets",
    "ViewTable",
    "compare_lens",
    "compare_meanings",
    "compare_versions",
    "compare_view_sets",
    "compare_views",
    "find_surprises",
    "misperceptions",
    "surprise_sets",
    "surprise_sets_of",
    "surprises_of",
]
