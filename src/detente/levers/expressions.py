"""Expressions written again: with one option read otherwise under a condition, or asking less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
    leaves,
)

#: what needs no parentheses: one name, perhaps denied, or held against a level
_SINGLE = re.compile(r"(not )?[^\s()]+( (==|<=|>=|<) [^\s()]+)?")
#: says a leaf, or None where it is said as it stands
Leaf = Callable[[Stands], str | None]


def written(expr: Expr, names: Names, leaf: Leaf | None = None) -> str:
    """An expression in the language of cases; what parses to the same.

    Parameters
    ----------
    leaf : says single conditions otherwise
    """

    def deep(part: Expr) -> str:
        match part:
            case Stands():
                told = None if leaf is None else leaf(part)
                return _stands(part, names) if told is None else told
            case IsState(state):
                return names.states[state]
            case Not(inner):
                return f"not {inside(inner)}"
            case And(parts):
                return " and ".join(map(inside, parts))
            case Or(parts):
                return " or ".join(map(inside, parts))
            case If(left, right):
                return f"{inside(left)} if {inside(right)}"
            case IfElse(left, test, right):
                return f"{inside(left)} if {inside(test)} else {inside(right)}"
            case Iff(left, right):
                return f"{inside(left)} iff {inside(right)}"

    def inside(part: Expr) -> str:
        told = deep(part)
        return told if _SINGLE.fullmatch(told) else f"({told})"

    return deep(expr)


def _stands(part: Stands, names: Names) -> str:
    """An option at one of some levels; in a range of levels where they lie side by side."""
    option = names.options[part.option]
    count, allowed = len(option.levels), sorted(part.levels)
    if option.levels == ("false", "true") and len(allowed) == 1:
        return option.full if allowed == [1] else f"not {option.full}"
    if not allowed:
        return f"{option.full} < {option.levels[0]}"
    if len(allowed) == 1:
        return f"{option.full} == {option.levels[allowed[0]]}"
    if allowed == list(range(allowed[0], count)):
        return f"{option.full} >= {option.levels[allowed[0]]}"
    if allowed == list(range(allowed[-1] + 1)):
        return f"{option.full} <= {option.levels[allowed[-1]]}"
    return " or ".join(f"{option.full} == {option.levels[k]}" for k in allowed)


def read_as(expr: Expr, names: Names, option: int, level: int, when: str) -> str | None:
    """An expression in which an option counts as standing at a level wherever `when` holds.

    None where the expression does not ask about the option.
    """
    if not any(isinstance(one, Stands) and one.option == option for one in leaves(expr)):
        return None

    def leaf(part: Stands) -> str | None:
        if part.option != option:
            return None
        plain = _stands(part, names)
        if level in part.levels:
            return f"({when}) or ({plain})"
        return f"({plain}) and not ({when})"

    return written(expr, names, leaf)


def less(expr: Expr, names: Names) -> Iterator[Expr]:
    """Demands that ask a little less: one part of several left out, or one level more allowed."""
    match expr:
        case And(parts):
            for k in range(len(parts)):
                rest = (*parts[:k], *parts[k + 1 :])
                yield rest[0] if len(rest) == 1 else And(rest)
                for inner in less(parts[k], names):
                    yield And((*parts[:k], inner, *parts[k + 1 :]))
        case Stands(option, allowed):
            count = len(names.options[option].levels)
            for level in range(count):
                near = level - 1 in allowed or level + 1 in allowed
                if level not in allowed and near and len(allowed) + 1 < count:
                    yield Stands(option, allowed | {level})
