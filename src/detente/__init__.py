"""Détente: negotiations in which the sides see different games.

What each side says, the game each side believes it is in, the outcomes that would hold and
for whom, who would be surprised, and which assumptions carry that.

    import detente

    case = detente.load("geneva-2022")
    print(detente.solve(case, concepts=["nash", "seq"]))
    print(detente.compare_views(case))
    detente.write_brief(case, "geneva-2022.html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.bargaining import Bargain, bargain
    from detente.brief import Brief, Bundle, bundle, check_bundle, write_brief
    from detente.case import Case, load, parse_case, restrict
    from detente.dilemmas import Dilemmas, find_dilemmas
    from detente.ensemble import Sure, vary
    from detente.errors import CaseError, DetenteError, InputError, Problem
    from detente.game import Game, compile_game
    from detente.levers import Inverse, Levers, find_levers, invert
    from detente.paths import Paths, find_paths
    from detente.reading import Reading, compare_words, read
    from detente.stability import (
        COALITION_CONCEPTS,
        CONCEPTS,
        CoalitionTable,
        StabilityTable,
        explain,
        find_coalitions,
        solve,
    )
    from detente.talks import Talks, as_known_on, time_talks
    from detente.views import (
        ViewTable,
        compare_meanings,
        compare_versions,
        compare_views,
        find_surprises,
        misperceptions,
    )

#: public name -> the room that has it; loaded on first use, so that starting is quick
_ROOMS = {
    "Bargain": "bargaining",
    "Brief": "brief",
    "Bundle": "brief",
    "COALITION_CONCEPTS": "stability",
    "CONCEPTS": "stability",
    "Case": "case",
    "CaseError": "errors",
    "CoalitionTable": "stability",
    "DetenteError": "errors",
    "Dilemmas": "dilemmas",
    "Game": "game",
    "InputError": "errors",
    "Paths": "paths",
    "Inverse": "levers",
    "Levers": "levers",
    "Problem": "errors",
    "Reading": "reading",
    "StabilityTable": "stability",
    "Sure": "ensemble",
    "Talks": "talks",
    "ViewTable": "views",
    "as_known_on": "talks",
    "bargain": "bargaining",
    "bundle": "brief",
    "check_bundle": "brief",
    "compare_meanings": "views",
    "compare_versions": "views",
    "compare_views": "views",
    "compare_words": "reading",
    "compile_game": "game",
    "explain": "stability",
    "find_coalitions": "stability",
    "find_paths": "paths",
    "find_dilemmas": "dilemmas",
    "find_levers": "levers",
    "find_surprises": "views",
    "invert": "levers",
    "load": "case",
    "misperceptions": "views",
    "parse_case": "case",
    "read": "reading",
    "restrict": "case",
    "solve": "stability",
    "time_talks": "talks",
    "vary": "ensemble",
    "write_brief": "brief",
}

__all__ = [
    "COALITION_CONCEPTS",
    "CONCEPTS",
    "Bargain",
    "Brief",
    "Bundle",
    "Case",
    "CaseError",
    "CoalitionTable",
    "DetenteError",
    "Dilemmas",
    "Game",
    "InputError",
    "Inverse",
    "Levers",
    "Paths",
    "Problem",
    "Reading",
    "StabilityTable",
    "Sure",
    "Talks",
    "ViewTable",
    "as_known_on",
    "bargain",
    "bundle",
    "check_bundle",
    "compare_meanings",
    "compare_versions",
    "compare_views",
    "compare_words",
    "compile_game",
    "explain",
    "find_coalitions",
    "find_dilemmas",
    "find_levers",
    "find_paths",
    "find_surprises",
    "invert",
    "load",
    "misperceptions",
    "parse_case",
    "read",
    "restrict",
    "solve",
    "time_talks",
    "vary",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'detente' has no attribute '{name}'")
    return getattr(import_module(f"detente.{room}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
