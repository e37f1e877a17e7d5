"""What the marks of a number can spell: the ranks that states have, and those of some states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.game.symbolic.diagrams import Diagram, Diagrams
from detente.game.symbolic.scales import Number
from detente.game.symbolic.space import SymbolicSpace


def spelt(space: SymbolicSpace, number: Number, state: int) -> dict[str, bool]:
    """The marks that spell the number of one state."""
    here = space.values(state)
    true = space.diagrams.true
    return {m: space.diagrams.fix(here, d) == true for m, d in number.read_off.items()}


def at_most(number: Number, known: Mapping[str, bool]) -> Diagram:
    """Where the number of a state is no higher than the one that known marks spell."""
    return _held_against(number, known, number.diagrams.true)


def below(number: Number, known: Mapping[str, bool]) -> Diagram:
    """Where the number of a state is lower than the one that known marks spell."""
    return _held_against(number, known, number.diagrams.false)


def _held_against(number: Number, known: Mapping[str, bool], equal: Diagram) -> Diagram:
    """The first digit that differs decides; without marks, far less is to be made."""
    found = equal
    for digit, mark in zip(reversed(number.digits), reversed(number.marks), strict=True):
        found = ~digit | found if known[mark] else ~digit & found
    return found


def spellings(
    diagrams: Diagrams, states: Diagram, numbers: Sequence[Number], away: Iterable[str]
) -> Diagram:
    """What the marks of some numbers spell together that some state has.

    Parameters
    ----------
    states : which states
    away : variables that are asked away; of the others it is told with which spellings they come
    """
    left = [pair for number in numbers for pair in zip(number.digits, number.marks, strict=True)]
    needed = [diagrams.support(digit) for digit, _ in left]
    waiting = set(away)
    found = states
    while left:
        digit, mark = left.pop()
        needed.pop()
        later: set[str] = set().union(*needed)
        done, waiting = waiting - later, waiting & later
        alike = diagrams.choose(digit, diagrams.var(mark), ~diagrams.var(mark))
        found = diagrams.meet_exist(sorted(done), found, alike)
    return diagrams.exist(sorted(waiting), found)
