"""Where an expression of the case's language holds, for all cells of a game at once."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np

from detente.case.language import And, Expr, If, IfElse, Iff, IsState, Not, Or, Stands
from detente.game.space import Bools, ListSpace, MergedSpace, Space, TableSpace

Truth = Bools | np.bool_ | bool
Leaf = Callable[[Stands | IsState], Truth]


def where(space: Space, expr: Expr) -> Bools:
    """Where an expression holds, bool array (n_cells,); impossible cells are judged too.

    A merged state is judged by its least code.
    """
    if isinstance(space, MergedSpace):
        found: Bools = where(space.source, expr)[space.least]
        return found
    assert isinstance(space, TableSpace | ListSpace)
    return np.broadcast_to(np.asarray(evaluate(expr, leaf_of(space))), (space.n_cells,))


def leaf_of(space: TableSpace | ListSpace) -> Leaf:
    """How the leaves of an expression are judged over a space."""
    if isinstance(space, ListSpace):
        return list_leaf(space.n_cells)
    return table_leaf(space.axes, space.sizes, dict(space.held))


def table_leaf(axes: tuple[int, ...], sizes: tuple[int, ...], held: dict[int, int]) -> Leaf:
    """Leaves over a table of axes; an option that does not vary gives one truth value."""
    place = {option: axis for axis, option in enumerate(axes)}
    n_cells = prod(sizes)

    def leaf(node: Stands | IsState) -> Truth:
        assert isinstance(node, Stands)
        if node.option in held:
            return held[node.option] in node.levels
        axis = place[node.option]
        size, step = sizes[axis], prod(sizes[:axis])
        allowed = np.zeros(size, dtype=np.bool_)
        allowed[list(node.levels)] = True
        shape = (n_cells // (size * step), size, step)
        return np.broadcast_to(allowed[None, :, None], shape).reshape(-1)

    return leaf


def list_leaf(n_cells: int) -> Leaf:
    """Leaves over a list of states."""

    def leaf(node: Stands | IsState) -> Truth:
        assert isinstance(node, IsState)
        found = np.zeros(n_cells, dtype=np.bool_)
        found[node.state] = True
        return found

    return leaf


def evaluate(expr: Expr, leaf: Leaf) -> Truth:
    """Where an expression holds: one truth value per cell, or one for all cells."""
    match expr:
        case Stands() | IsState():
            return leaf(expr)
        case Not(part):
            return np.logical_not(evaluate(part, leaf))
        case And(parts):
            found = evaluate(parts[0], leaf)
            for part in parts[1:]:
                found = np.logical_and(found, evaluate(part, leaf))
            return found
        case Or(parts):
            found = evaluate(parts[0], leaf)
            for part in parts[1:]:
                found = np.logical_or(found, evaluate(part, leaf))
            return found
        case If(left, right):
            return np.logical_or(evaluate(left, leaf), np.logical_not(evaluate(right, leaf)))
        case IfElse(left, test, right):
            asked = evaluate(test, leaf)
            return np.where(asked, evaluate(left, leaf), evaluate(right, leaf))
        case Iff(left, right):
            return np.equal(evaluate(left, leaf), evaluate(right, leaf))
