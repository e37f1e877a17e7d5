"""Expressions of the case file in words, for readers who never saw the file."""

from __future__ import annotations

from collections.abc import Sequence

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
from detente.case.model import Case
from detente.case.names import base_options, imagined_options, names
from detente.charts.text import clean, spoken


class Words:
    """What the options and states of a case are called."""

    def __init__(self, case: Case) -> None:
        self._names: Names = names(case)
        does = {f"{p}.{o}": entry for p, o, entry in base_options(case)}
        for _, party, option, entry in imagined_options(case):
            does.setdefault(f"{party}.{option}", entry)
        self._does = {full: clean(entry.does.value) for full, entry in does.items()}
        self._named = {full: entry.named for full, entry in does.items()}
        self._states = {
            place: clean(state.name.value) if state.name else state.id
            for place, state in enumerate(case.states or [])
        }

    def says(self, text: str) -> str:
        """An expression in words; a text that is none stays as it is."""
        try:
            return self._say(parse(text, self._names))
        except ExpressionError:
            return clean(text)

    def _say(self, expr: Expr) -> str:
        match expr:
            case Stands(option, levels):
                return self._option(option, levels, holds=True)
            case IsState(state):
                return self._states.get(state, f"state {state}")
            case Not(Stands(option, levels)):
                return self._option(option, levels, holds=False)
            case Not(part):
                return f"not ({self._say(part)})"
            case And(parts):
                return self._joined(parts, "; and ")
            case Or(parts):
                return self._joined(parts, "; or ")
            case If(left, right):
                return f"{self._inner(left)} if {self._inner(right)}"
            case IfElse(left, test, right):
                return f"{self._inner(left)} if {self._inner(test)}, else {self._inner(right)}"
            case Iff(left, right):
                return f"{self._inner(left)} exactly if {self._inner(right)}"

    def _inner(self, expr: Expr) -> str:
        said = self._say(expr)
        return f"({said})" if isinstance(expr, And | Or | If | IfElse | Iff) else said

    def _joined(self, parts: Sequence[Expr], word: str) -> str:
        return word.join(
            f"({self._say(part)})"
            if isinstance(part, And | Or | If | IfElse | Iff)
            else self._say(part)
            for part in parts
        )

    def _option(self, option: int, levels: frozenset[int], *, holds: bool) -> str:
        name = self._names.options[option]
        does = self._does.get(name.full, spoken(name.option))
        every = range(len(name.levels))
        met = sorted(levels if holds else set(every) - levels)
        if not self._named.get(name.full, True):
            return f"“{does}”" if met == [1] else f"not “{does}”"
        others = [level for level in every if level not in met]
        if len(met) > 2 and len(others) == 1:
            return f"{does}: not {spoken(name.levels[others[0]])}"
        return f"{does}: {' or '.join(spoken(name.levels[level]) for level in met)}"
