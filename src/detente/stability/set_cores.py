"""Why a state is not in a set: as few of its options as will do."""

from __future__ import annotations

from collections.abc import Mapping

from detente.game.symbolic import StateSet


def core(found: StateSet, state: Mapping[int, int]) -> Mapping[int, int]:
    """Options of a state, at their levels, that never stand so at once in a set.

    One after another is left out where the rest will still do. None of those that stay can be
    left out; another order might have left fewer.

    Parameters
    ----------
    state : level by option, of which all together occur nowhere in the set
    """
    space = found.space
    kept = dict(state)
    for option in state:
        without = {other: level for other, level in kept.items() if other != option}
        bits = {
            bit: value
            for other, level in without.items()
            for bit, value in space.level_bits(other, level).items()
        }
        if space.diagrams.fix(bits, found.diagram) == space.diagrams.false:
            kept = without
    return kept
