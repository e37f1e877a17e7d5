"""Expressions written out again."""

from __future__ import annotations

from detente.case.language import (
    And,
    Expr,
    If,
    IfElse,
    Iff,
    IsState,
    Names,
    Not,
    Or,
    Stands,
    normal,
)

#: how tightly each form binds, loosest first; parentheses go around whatever binds too loosely
_IFF, _COND, _OR, _AND, _NOT, _ATOM = range(6)


def plain(expr: Expr, names: Names) -> str:
    """An expression as text that reads as the same condition.

    Options go by their short names where these are not ambiguous.
    """
    return _written(expr, names, _IFF)


def option_name(option: int, names: Names) -> str:
    """The shortest name that means this option and no other."""
    wanted = names.options[option]
    alike = [o for o in names.options if normal(o.option) == normal(wanted.option)]
    return wanted.option if len(alike) == 1 else wanted.full


def _written(expr: Expr, names: Names, least: int) -> str:
    text, binds = _form(expr, names)
    return f"({text})" if binds < least else text


def _form(expr: Expr, names: Names) -> tuple[str, int]:
    match expr:
        case IsState(state):
            return names.states[state], _ATOM
        case Stands(option, levels):
            return _stands(option, levels, names)
        case Not(part):
            return f"not {_written(part, names, _ATOM)}", _NOT
        case And(parts):
            return " and ".join(_written(part, names, _NOT) for part in parts), _AND
        case Or(parts):
            return " or ".join(_written(part, names, _AND) for part in parts), _OR
        case If(left, right):
            return f"{_written(left, names, _OR)} if {_written(right, names, _OR)}", _COND
        case IfElse(left, test, right):
            told = [_written(part, names, _OR) for part in (left, test, right)]
            return f"{told[0]} if {told[1]} else {told[2]}", _COND
        case Iff(left, right):
            return f"{_written(left, names, _IFF)} iff {_written(right, names, _COND)}", _IFF


def _stands(option: int, levels: frozenset[int], names: Names) -> tuple[str, int]:
    """An option at some of its levels: by comparison where one will do."""
    name = option_name(option, names)
    known = names.options[option].levels
    count = len(known)
    low, high = min(levels, default=0), max(levels, default=0)
    if levels == frozenset(range(1, count)):
        return name, _ATOM
    if not levels:
        return f"{name} < {known[0]}", _ATOM
    if len(levels) == count:
        return f"{name} >= {known[0]}", _ATOM
    if len(levels) == 1:
        return (f"not {name}", _NOT) if count == 2 else (f"{name} == {known[low]}", _ATOM)
    if len(levels) == count - 1:
        (other,) = frozenset(range(count)) - levels
        return f"{name} != {known[other]}", _ATOM
    if levels == frozenset(range(low, count)):
        return f"{name} >= {known[low]}", _ATOM
    if levels == frozenset(range(high + 1)):
        return f"{name} <= {known[high]}", _ATOM
    return " or ".join(f"{name} == {known[level]}" for level in sorted(levels)), _OR
