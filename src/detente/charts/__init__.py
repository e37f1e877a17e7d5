"""Figures: results in, one self-contained SVG picture with its words out; no analysis.

Every function returns a `Figure` (name, svg, title, caption, alt, width, height), takes
`width` (pixels to lay out for: 700 for a page, 350 for a phone) and `prefix` (begins the ids
inside, unique on a page), and raises `InputError` where the case has nothing to draw.

    draw_stories(case)                            two or more stories and their roles
    draw_priorities(case)                         positions, priority and urgency by issue
    draw_meanings(case, meanings)                 words that mean two things; `compare_meanings`
    draw_option_table(case, table, first=(), limit=9, unseen=(), misread=())
                                                  options, states, who would stay; `solve`
    draw_ladders(case, party, games, notable=())  one party's order of states, account by account;
                                                  games: {"as this case assumes": Game, ...}
    draw_state_graph(case, table, also=())        who can improve on what, from the present
    draw_matrix(case, matrix)                     outcomes by account and view; a `Matrix`
    draw_timeline(case)                           tracks, sessions, statements, deadlines, patience
    draw_views_difference(case, misperceptions)   how often and in what each side sees otherwise

`first`, `notable` and `also` are codes of states that should be shown.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.charts.chart import CHARTS, Chart, Figure, chart
from detente.charts.matrix import Cell, Column, Matrix, MatrixRow
from detente.charts.palette import Palette, PartyStyle

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "CHARTS",
    "Cell",
    "Chart",
    "Column",
    "Figure",
    "Matrix",
    "MatrixRow",
    "Palette",
    "PartyStyle",
    "chart",
]
