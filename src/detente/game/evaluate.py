"""Where an expression of the case's language holds, for all cells of a game at once.

Most expressions name few options, so their truth is kept in a *grid* that is long only along those:
the cells of a game as an array with an axis for every option, the first options sharing the last
axis. NumPy spreads the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod

import numpy as np

from detente.case.language import And, Expr, If, IfElse, Iff, IsState, Not, Or, Stands
from detente.game.space import Bools, ListSpace, MergedSpace, Space, TableSpace

Truth = Bools | np.bool_ | bool
Leaf = Callable[[Stands | IsState], Truth]
Grid = tuple[int, ...]

#: the first options share one axis of at least this length: long rows are quick
ROW = 1 << 9


def where(space: Space, expr: Expr) -> Bools:
    """Where an expression holds, bool array (n_cells,); impossible cells are judged too.

    A merged state is judged by its least code.
    """
    if isinstance(space, MergedSpace):
        found: Bools = where(space.source, expr)[space.least]
        return found
    assert isinstance(space, TableSpace | ListSpace)
    if isinstance(space, ListSpace):
        return spread(evaluate(expr, list_leaf(space.n_cells)), (space.n_cells,))
    leaf, grid = table_leaf(space.axes, space.sizes, dict(space.held))
    return spread(evaluate(expr, leaf), grid)


def spread(truth: Truth, grid: Grid) -> Bools:
    """One truth value per cell, (n_cells,)."""
    return np.broadcast_to(np.asarray(truth), grid).reshape(-1)


def table_leaf(
    axes: tuple[int, ...], sizes: tuple[int, ...], held: dict[int, int]
) -> tuple[Leaf, Grid]:
    """Leaves over a table of axes, and their grid; an option that is held gives one truth value."""
    place = {option: axis for axis, option in enumerate(axes)}
    together = 0  # axes that share the grid's last
    while together < len(sizes) and prod(sizes[:together]) < ROW:
        together += 1
    row = prod(sizes[:together])
    grid = (*reversed(sizes[together:]), row)

    def leaf(node: Stands | IsState) -> Truth:
        assert isinstance(node, Stands)
        if node.option in held:
            return held[node.option] in node.levels
        axis = place[node.option]
        allowed = np.zeros(sizes[axis], dtype=np.bool_)
        allowed[list(node.levels)] = True
        shape = [1] * len(grid)
        if axis < together:
            allowed = allowed[np.arange(row) // prod(sizes[:axis]) % sizes[axis]]
            shape[-1] = row
        else:
            shape[together - 2 - axis] = sizes[axis]
        return allowed.reshape(shape)

    return leaf, grid


def list_leaf(n_cells: int) -> Leaf:
    """Leaves over a list of states."""

    def leaf(node: Stands | IsState) -> Truth:
        assert isinstance(node, IsState)
        found = np.zeros(n_cells, dtype=np.bool_)
        found[node.state] = True
        return found

    return leaf


def evaluate(expr: Expr, leaf: Leaf) -> Truth:
    """Where an expression holds: truth values that spread over the leaves' grid."""
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
