"""Concepts of stability, verdicts, and the reasons for them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.stability import definitions
from detente.stability.coalition_concepts import COALITION_CONCEPTS, CoalitionConcept
from detente.stability.coalition_large import CoalitionSets
from detente.stability.coalition_table import CoalitionTable
from detente.stability.coalitions import coalition_sets_of, coalitions_of, find_coalitions
from detente.stability.concepts import CONCEPTS, Concept, concept, default_concepts
from detente.stability.explain import Explanation, NotCredible, explain, without_replies
from detente.stability.sample import Sample
from detente.stability.set_chosen import Chosen
from detente.stability.set_frontier import Frontier, find_frontier
from detente.stability.set_search import describe
from detente.stability.set_words import Block, Description, Word
from detente.stability.sets import Interrupted, StabilitySets, solve_sets
from detente.stability.solve import StabilityTable, solve, solve_game
from detente.stability.standing import Standing, stand

#: the classical five come first, in the order of the literature; whatever else is there follows
_FIRST = ("nash", "gmr", "smr", "seq", "sseq")
_found = [module.name for module in iter_modules(definitions.__path__)]
for _name in (*_FIRST, *sorted(set(_found) - set(_FIRST))):
    import_module(f"detente.stability.definitions.{_name}")

__all__ = [
    "COALITION_CONCEPTS",
    "CONCEPTS",
    "Block",
    "Chosen",
    "CoalitionConcept",
    "CoalitionSets",
    "CoalitionTable",
    "Concept",
    "Description",
    "Explanation",
    "Frontier",
    "Interrupted",
    "NotCredible",
    "Sample",
    "StabilitySets",
    "StabilityTable",
    "Standing",
    "Word",
    "coalition_sets_of",
    "coalitions_of",
    "concept",
    "default_concepts",
    "describe",
    "explain",
    "find_coalitions",
    "find_frontier",
    "solve",
    "solve_game",
    "solve_sets",
    "stand",
    "without_replies",
]
