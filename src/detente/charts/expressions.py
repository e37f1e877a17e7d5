"""Expressions of the case file in words, for readers who never saw the file.

One walk serves figures, which set plain text, and the brief, which keeps the case's own words apart
from ours: whoever asks says how words are put together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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

T = TypeVar("T")


@dataclass(frozen=True)
class Telling(Generic[T]):
    """How words are put together, and what options and states are called.

    Attributes
    ----------
    option : what an option does, by its place in code order
    state : a listed state, by its place
    own : words of the case itself
    fill : fills a template: `fill("{left} if {right}", left=..., right=...)`
    """

    names: Names
    option: Callable[[int], str]
    state: Callable[[int], T]
    own: Callable[[str], T]
    fill: Callable[..., T]

    def tell(self, texts: Sequence[str]) -> T | None:
        """Alternatives in words; None where one of them is no expression."""
        try:
            trees = [parse(text, self.names) for text in texts]
        except ExpressionError:
            return None
        return self._listed([self._told(tree) for tree in trees], "or")

    def _told(self, expr: Expr, inner: bool = False) -> T:
        match expr:
            case Stands(option, levels):
                return self.level(option, levels)
            case IsState(place):
                return self.state(place)
            case Not(Stands(option, levels)):
                every = frozenset(range(len(self.names.options[option].levels)))
                return self.level(option, every - levels)
            case Not(part):
                return self.fill("not {part}", part=self._told(part, True))
            case And(parts):
                told = self._listed([self._told(part, True) for part in parts], "and")
            case Or(parts):
                told = self._listed([self._told(part, True) for part in parts], "or")
            case If(left, right):
                told = self._joined("{left} if {right}", left=left, right=right)
            case IfElse(left, test, right):
                template = "{left} if {test}, otherwise {right}"
                told = self._joined(template, left=left, test=test, right=right)
            case Iff(left, right):
                told = self._joined("{left} exactly when {right}", left=left, right=right)
        return self.fill("({told})", told=told) if inner else told

    def _joined(self, template: str, **parts: Expr) -> T:
        return self.fill(template, **{key: self._told(one, True) for key, one in parts.items()})

    def _listed(self, parts: Sequence[T], joint: str) -> T:
        told = parts[0]
        for place, part in enumerate(parts[1:], start=2):
            between = f" {joint} " if place == len(parts) else ", "
            told = self.fill("{told}" + between + "{part}", told=told, part=part)
        return told

    def level(self, option: int, levels: frozenset[int]) -> T:
        """An option at one of some levels: `“Strike”`, `“Strike: no”`, `“Offer: not full”`."""
        known = self.names.options[option]
        does = self.own(self.option(option))
        if known.levels == ("false", "true"):
            return self.fill("“{does}”" if 1 in levels else "“{does}: no”", does=does)
        rest = [k for k in range(len(known.levels)) if k not in levels]
        negative = len(rest) == 1 and len(levels) > 1
        shown = rest if negative else sorted(levels)
        told = self._listed([self.own(spoken(known.levels[k])) for k in shown], "or")
        template = "“{does}: not {told}”" if negative else "“{does}: {told}”"
        return self.fill(template, does=does, told=told)


class Words:
    """What the options and states of a case are called in a figure."""

    def __init__(self, case: Case) -> None:
        known = names(case)
        does = {f"{p}.{o}": entry.does.value for p, o, entry in base_options(case)}
        for _, party, option, entry in imagined_options(case):
            does.setdefault(f"{party}.{option}", entry.does.value)
        states = [state.name.value if state.name else state.id for state in case.states or []]
        self._telling: Telling[str] = Telling(
            known,
            lambda option: does.get(
                known.options[option].full, spoken(known.options[option].option)
            ),
            lambda place: clean(states[place]),
            clean,
            lambda template, **parts: template.format(**parts),
        )

    def says(self, text: str) -> str:
        """An expression in words; a text that is none stays as it is."""
        told = self._telling.tell([text])
        return clean(text) if told is None else told
