"""A set of states as the few parts of which it is made, each one choice of levels."""

from __future__ import annotations

from functools import reduce
from operator import and_

import numpy as np

from detente.case.language import Stands
from detente.game.symbolic import StateSet
from detente.game.symbolic.formula import formula
from detente.stability.set_words import Block

#: a set that is made of more parts than this is not told so
BLOCKS = 4
#: nor is one with a diagram of more nodes
_NODES = 10_000
#: draws that say where to split
_DRAWN = 64


def find_blocks(found: StateSet, within: StateSet) -> tuple[Block, ...]:
    """The few parts of which a set is made; nothing where they are too many, or only one.

    A part has all states that could be whose options stand at certain levels.

    Parameters
    ----------
    within : the states that could be
    """
    pieces = _pieces(found, within, BLOCKS) if found.nodes <= _NODES else []
    if len(pieces) < 2:
        return ()
    axes = found.space.axes
    common = {option: found.levels_of(option) for option in axes}
    return tuple(
        Block(
            tuple(
                Stands(option, frozenset(levels))
                for option in axes
                if (levels := piece.levels_of(option)) != common[option]
            ),
            piece.count,
        )
        for piece in pieces
    )


def _pieces(part: StateSet, within: StateSet, most: int) -> list[StateSet]:
    """Split a set by the levels of options until every piece leaves them to each other."""
    space = part.space
    levels = {option: part.levels_of(option) for option in space.axes}
    stands = (Stands(option, frozenset(some)) for option, some in levels.items())
    if reduce(and_, (formula(one, space) for one in stands), within.diagram) == part.diagram:
        return [part]
    option = _split(part, levels)
    found: list[StateSet] = []
    for n, level in enumerate(levels[option]):
        room = most - len(found) - (len(levels[option]) - n - 1)
        if room < 1:
            return []
        piece = StateSet(space, part.diagram & space.at(option, level))
        some = _pieces(piece, within, room)
        if not some:
            return []
        found += some
    return found


def _split(part: StateSet, levels: dict[int, tuple[int, ...]]) -> int:
    """The option whose levels leave least open about the others."""
    states = np.array(
        [part.space.levels(code) for code in part.sample(_DRAWN, distinct=True)], dtype=np.int64
    )
    left_open: dict[int, float] = {}
    for option, some in levels.items():
        groups = [states[states[:, option] == level] for level in some]
        varied = [int((one != one[:1]).any(axis=0).sum()) for one in groups if len(one)]
        if len(some) > 1:
            left_open[option] = sum(varied) / len(varied)
    return min(left_open, key=lambda option: (left_open[option], option))
