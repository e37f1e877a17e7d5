"""Expressions without options that nobody could take any more."""

from __future__ import annotations

from collections.abc import Collection

from detente.case.language import (
    And,
    Expr,
    If,
    IfElse,
    Iff,
    IsState,
    Not,
    Or,
    Stands,
    leaves,
)


def names_any(expr: Expr, options: Collection[int]) -> bool:
    """Whether an expression asks about one of some options."""
    return any(isinstance(one, Stands) and one.option in options for one in leaves(expr))


def folded(expr: Expr, gone: Collection[int]) -> Expr | bool:
    """What is left of an expression where some options stand at their first level for good.

    A truth value where nothing is left to ask.
    """
    match expr:
        case Stands(option, levels):
            return 0 in levels if option in gone else expr
        case IsState():
            return expr
        case Not(part):
            return _denied(folded(part, gone))
        case And(parts):
            return _joined(tuple(folded(part, gone) for part in parts), And, False)
        case Or(parts):
            return _joined(tuple(folded(part, gone) for part in parts), Or, True)
        case If(left, right):
            return _if(folded(left, gone), folded(right, gone))
        case IfElse(left, test, right):
            met = folded(test, gone)
            first, second = folded(left, gone), folded(right, gone)
            if isinstance(met, bool):
                return first if met else second
            if isinstance(first, bool):
                either = (met, second) if first else (_denied(met), second)
                return _joined(either, Or if first else And, first)
            if isinstance(second, bool):
                either = (_denied(met), first) if second else (met, first)
                return _joined(either, Or if second else And, second)
            return IfElse(first, met, second)
        case Iff(left, right):
            a, b = folded(left, gone), folded(right, gone)
            if isinstance(a, bool):
                return b if a else _denied(b)
            if isinstance(b, bool):
                return a if b else _denied(a)
            return Iff(a, b)


def _denied(part: Expr | bool) -> Expr | bool:
    return not part if isinstance(part, bool) else Not(part)


def _joined(
    parts: tuple[Expr | bool, ...], join: type[And] | type[Or], decides: bool
) -> Expr | bool:
    """Parts joined; `decides` is the truth value that settles it at once."""
    left: list[Expr] = []
    for part in parts:
        if isinstance(part, bool):
            if part is decides:
                return decides
        else:
            left.append(part)
    if not left:
        return not decides
    return left[0] if len(left) == 1 else join(tuple(left))


def _if(left: Expr | bool, right: Expr | bool) -> Expr | bool:
    """`left if right`."""
    if isinstance(right, bool):
        return left if right else True
    if isinstance(left, bool):
        return True if left else _denied(right)
    return If(left, right)
