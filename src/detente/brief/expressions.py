"""Lines of the case in words: what an expression says, option by option."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.brief.document import Inline
from detente.brief.wording import expressions as say
from detente.case.language import (
    And,
    Expr,
    ExpressionError,
    If,
    IfElse,
    Iff,
    IsState,
    Names,
    Not,
    Or,
    Stands,
    parse,
)

Level = Callable[[int, frozenset[int], bool], Inline]


def in_words(
    texts: Sequence[str], names: Names, level: Level, state: Callable[[int], Inline]
) -> Inline | None:
    """Alternatives in words; None where one of them is no expression.

    Parameters
    ----------
    level : an option at some levels in words, or, where asked, the opposite of that
    state : a state of the graph form in words
    """
    try:
        trees = [parse(text, names) for text in texts]
    except ExpressionError:
        return None
    return say.either([_told(tree, level, state, False) for tree in trees])


def _told(expr: Expr, level: Level, state: Callable[[int], Inline], inner: bool) -> Inline:
    def part(tree: Expr) -> Inline:
        return _told(tree, level, state, True)

    match expr:
        case Stands(option, levels):
            return level(option, levels, False)
        case IsState(place):
            return state(place)
        case Not(Stands(option, levels)):
            return level(option, levels, True)
        case Not(inside):
            return say.negated(part(inside))
        case And(parts):
            told = say.both([part(one) for one in parts])
        case Or(parts):
            told = say.either([part(one) for one in parts])
        case If(left, right):
            told = say.provided(part(left), part(right))
        case IfElse(left, test, right):
            told = say.otherwise(part(left), part(test), part(right))
        case Iff(left, right):
            told = say.exactly(part(left), part(right))
    return say.bracketed(told) if inner else told
