"""Which states stand side by side, in every lane the same, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.charts.states import one_per_outcome, state_names
from detente.game.space import Ints
from detente.stability import StabilityTable
from detente.views.lens import Lens

#: beyond so many states only those worth a look are columns
_MANY = 4096
_SIGNS = ("nash", "seq")
#: states that hold in a lane and stand before others
_HELD = 20


@dataclass(frozen=True)
class Column:
    """One state.

    Attributes
    ----------
    number : its place among all columns, from 1
    """

    code: int
    number: int
    name: str


@dataclass(frozen=True)
class Columns:
    """One page of states.

    Attributes
    ----------
    total : how many columns there are on all pages
    left_out : how many states stand on no page
    """

    shown: tuple[Column, ...]
    page: int
    pages: int
    total: int
    left_out: int


def choose(lens: Lens, tables: list[StabilityTable], page: int, size: int) -> Columns:
    """The present, where things settle in any lane, outcomes, then the rest by code.

    Parameters
    ----------
    tables : of all lanes, the root's first
    page, size : which page, from 1, and how many columns it has
    """
    codes = _ordered(lens, tables)
    pages = max(1, -(-len(codes) // size))
    page = min(max(page, 1), pages)
    begin = (page - 1) * size
    names = named(lens, codes[begin : begin + size])
    shown = tuple(
        Column(code, begin + k + 1, names[code])
        for k, code in enumerate(codes[begin : begin + size])
    )
    left_out = max(0, lens.base.n_states - len(codes))
    return Columns(shown, page, pages, len(codes), left_out)


def _ordered(lens: Lens, tables: list[StabilityTable]) -> list[int]:
    base = lens.base
    found: dict[int, None] = {}
    if base.present is not None:
        found[base.code(base.present)] = None
    for table in tables:
        game = table.game
        places = [] if game.present is None else [game.present]
        for concept in _SIGNS:
            held = table.equilibria[table.concepts.index(concept)]
            places += np.flatnonzero(held)[:_HELD].tolist()
        codes = game.codes(np.array(places, dtype=np.int64))
        found |= dict.fromkeys(at_root(lens, codes).tolist())
    for index in one_per_outcome(base).values():
        found[base.code(index)] = None
    if base.n_states <= _MANY:
        found |= dict.fromkeys(int(code) for code in lens.universe())
    return list(found)


def at_root(lens: Lens, codes: Ints) -> Ints:
    """The codes by which the root knows states; one that it does not have keeps its own."""
    known = lens.base.indices(codes)
    found: Ints = np.where(known >= 0, lens.base.codes(np.maximum(known, 0)), codes)
    return found


def named(lens: Lens, codes: list[int]) -> dict[int, str]:
    """A name for each state, from the first game that has it; names that differ."""
    names: dict[int, str] = {}
    for game in [lens.base, *(lens.game(lens.below(party)) for party in lens.parties)]:
        at = {game.index(code): code for code in codes if code not in names}
        at.pop(None, None)
        places = [index for index in at if index is not None]
        for index, name in state_names(game, places).items():
            names[at[index]] = name
    return {code: names.get(code, f"state {code}") for code in codes}
