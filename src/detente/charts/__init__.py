"""Figures: results in, one self-contained SVG picture with its words out; no analysis.

Every chart is reached by its key, `CHARTS["stories"](case)`, and returns a `Figure` (name, svg,
title, caption, alt, width, height). Each takes `width` (pixels to lay out for: 700 for a page, 350
for a phone) and `prefix` (begins the ids inside, unique on a page), and raises `InputError` where
there is nothing to draw.

    stories                 (case)
    priorities              (case)
    meanings                (case, meanings)                   what `compare_meanings` returns
    option-table            (case, table, first=(), limit=9, unseen=(), misread=(), loose=False)
    preference-ladders      (case, party, games, notable=(), limit=13)
                            games by title; the others are compared with the first
    state-graph             (case, table, also=(), limit=14, way=())   what `solve` returns
    outcomes-by-hypothesis  (case, matrix)                     a `Matrix` of accounts and views
    timeline                (case)
    views-difference        (case, misperceptions)             what `misperceptions` returns
    zone                    (case, account, pair=None)         an account of what `bargain` returns
    survival                (case, talks)                      what `time_talks` returns
    tornado                 (case, account, code)              an account of what `vary` returns
    words                   (case, words)                      what `compare_words` returns

`first`, `notable` and `also` are codes of states to show before others.
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
