"""Expressions of the case's language as diagrams."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from detente.case.language import And, Expr, If, IfElse, Iff, Not, Or, Stands
from detente.game.symbolic.diagrams import Diagram
from detente.game.symbolic.space import SymbolicSpace


def formula(expr: Expr, space: SymbolicSpace) -> Diagram:
    """Where an expression holds, impossible combinations being judged too."""
    match expr:
        case Stands(option, levels):
            return space.among(option, levels)
        case Not(part):
            return ~formula(part, space)
        case And(parts):
            return reduce(and_, (formula(part, space) for part in parts))
        case Or(parts):
            return reduce(or_, (formula(part, space) for part in parts))
        case If(left, right):
            return formula(left, space) | ~formula(right, space)
        case IfElse(left, test, right):
            yes, no = formula(left, space), formula(right, space)
            return space.diagrams.choose(formula(test, space), yes, no)
        case Iff(left, right):
            one, other = formula(left, space), formula(right, space)
            return space.diagrams.choose(one, other, ~other)
    raise AssertionError("a state of the graph form stands in a formula")
