"""A set of states in few words: what holds in all of its states, as expressions of a case file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from detente.case.language import And, Expr, Iff, Names, Not, OptionName, Or, Stands
from detente.case.language import If as Given
from detente.case.plain import plain
from detente.game.space import OptionAxis

Kind = Literal["stands", "together", "if", "some", "not all", "at most one"]


@dataclass(frozen=True)
class Word:
    """One thing that holds in every state of a set.

    Attributes
    ----------
    kind : "stands": an option stands at these levels alone; "together": all of `then` hold, or
        none; "if": where all of `given` hold, one of `then` does; "some": one of `then` holds at
        least; "not all": those `given` never hold all at once; "at most one": no two of them do
    """

    kind: Kind
    given: tuple[Stands, ...] = ()
    then: tuple[Stands, ...] = ()

    @property
    def parts(self) -> tuple[Stands, ...]:
        """All that it speaks of."""
        return self.given + self.then

    @property
    def expr(self) -> Expr:
        """The same in the language of a case file."""
        match self.kind:
            case "together":
                first, *rest = self.then
                return _all(tuple(Iff(first, part) for part in rest))
            case "if":
                return Given(_some(self.then), _all(self.given))
            case "not all":
                return Not(_all(self.given))
            case "at most one":
                pairs = ((a, b) for n, a in enumerate(self.given) for b in self.given[n + 1 :])
                return _all(tuple(Not(_all(pair)) for pair in pairs))
        return _some(self.then)


@dataclass(frozen=True)
class Block:
    """One part of a set: every state that has some options at these levels.

    Attributes
    ----------
    parts : what tells it from the other blocks of the set
    count : how many states it has
    """

    parts: tuple[Stands, ...]
    count: int


@dataclass(frozen=True)
class Description:
    """What can be said of a set of states without listing it.

    Attributes
    ----------
    count : how many states the set has
    matching : of how many states all that is said here holds: of these, and of so many others
    words : what holds in all of them and not in all states that could be; single options first,
        then what joins several, the most telling first; none follows from those before
    blocks : where that is shorter, the few parts of which the set is made, none sharing a state
    searched : False where the set was too entangled to look for what joins several options
    """

    count: int
    matching: int
    words: tuple[Word, ...] = ()
    blocks: tuple[Block, ...] = ()
    searched: bool = True

    @property
    def exact(self) -> bool:
        """Whether the set is just that of which all of this holds."""
        return self.matching == self.count

    @property
    def single(self) -> tuple[Word, ...]:
        """What is said of single options."""
        return tuple(word for word in self.words if word.kind == "stands")

    @property
    def joint(self) -> tuple[Word, ...]:
        """What is said of several options at once."""
        return tuple(word for word in self.words if word.kind != "stands")

    def to_rows(self, options: tuple[OptionAxis, ...]) -> list[dict[str, Any]]:
        """One row per word, one per block, and one that says how much they tell together."""
        names = names_of(options)
        found: list[dict[str, Any]] = [
            {
                "kind": word.kind,
                "says": plain(word.expr, names),
                "given": _levels(word.given, options),
                "then": _levels(word.then, options),
                "states": self.count,
            }
            for word in self.words
        ]
        found += [
            {
                "kind": "block",
                "says": plain(_all(block.parts), names),
                "given": {},
                "then": _levels(block.parts, options),
                "states": block.count,
            }
            for block in self.blocks
        ]
        whole: dict[str, Any] = {
            "kind": "all",
            "says": None,
            "given": {},
            "then": {},
            "states": self.matching,
        }
        return [*found, whole]


def exclusive(words: Sequence[Word]) -> Iterator[Word]:
    """Words in their order; three or more parts of which each two exclude each other, as one."""
    apart = {frozenset(w.given) for w in words if w.kind == "not all" and len(w.given) == 2}
    parts = dict.fromkeys(part for word in words for part in word.given)
    merged: set[frozenset[Stands]] = set()
    for word in words:
        pair = frozenset(word.given)
        if word.kind != "not all" or pair not in apart:
            yield word
            continue
        if pair in merged:
            continue
        group = list(word.given)
        for part in parts:
            if all(frozenset({part, one}) in apart for one in group):
                group.append(part)
        merged |= {frozenset(two) for two in combinations(group, 2)}
        if len(group) == 2:
            yield word
        else:
            yield Word("at most one", tuple(sorted(group, key=lambda part: part.option)))


def names_of(options: tuple[OptionAxis, ...]) -> Names:
    """The names by which an expression may call options."""
    split = (option.name.split(".", 1) for option in options)
    return Names([
        OptionName(party, name, option.levels)
        for (party, name), option in zip(split, options, strict=True)
    ])  # fmt: skip


def _levels(parts: tuple[Stands, ...], options: tuple[OptionAxis, ...]) -> dict[str, Any]:
    return {
        options[part.option].name: [options[part.option].word(n) for n in sorted(part.levels)]
        for part in parts
    }


def _all(parts: tuple[Expr, ...]) -> Expr:
    return parts[0] if len(parts) == 1 else And(parts)


def _some(parts: tuple[Expr, ...]) -> Expr:
    return parts[0] if len(parts) == 1 else Or(parts)
