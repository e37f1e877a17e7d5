"""Dilemmas of a confrontation: what positions, threats and doubts do to those who hold them."""

from __future__ import annotations

from detente.dilemmas.confrontation import Confrontation, Position, confront
from detente.dilemmas.find import Account, Dilemma, Dilemmas, find_dilemmas
from detente.dilemmas.kinds import EDITS, KINDS, Kind, Way
from detente.dilemmas.rules import per_option

__all__ = [
    "EDITS",
    "KINDS",
    "Account",
    "Confrontation",
    "Dilemma",
    "Dilemmas",
    "Kind",
    "Position",
    "Way",
    "confront",
    "find_dilemmas",
    "per_option",
]
