"""Parts of a case as people would write them: a text where a text will do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from detente.case.frames import Preferences
from detente.case.language import Names
from detente.case.model import (
    DOUBTS,
    MARKS,
    Entry,
    Marked,
    OneWay,
    Option,
    Preference,
    Prefers,
    Ranking,
)
from detente.case.model.parties import LEVELS
from detente.case.plain import option_name
from detente.errors import InputError
from detente.game.building import directions


def marks(entry: Marked) -> dict[str, Any]:
    """What is said beside a value: where it comes from, how far to trust it."""
    found: dict[str, Any] = {}
    for key in MARKS:
        value = getattr(entry, key)
        if value is None or value == ():
            continue
        if key == "doubt":
            words = {number: word for word, number in DOUBTS.items()}
            value = words.get(value, Decimal(repr(value)))
        found[key] = list(value) if isinstance(value, tuple) else value
    return found


def marked(value: Any, entry: Marked) -> Any:
    """A value, with the marks of an entry beside it if it has any."""
    beside = marks(entry)
    return {"is": value, **beside} if beside else value


def text(entry: Entry[str]) -> Any:
    """A text."""
    return marked(entry.value, entry)


def level(word: str, levels: Sequence[str]) -> bool | str:
    """A level: true or false where the levels have no names of their own."""
    return word == "true" if tuple(levels) == LEVELS else word


def direction(way: OneWay, levels: Sequence[str]) -> Any:
    """A direction: up, down, false, or the levels that cannot be left.

    Raises
    ------
    InputError
        where it takes two of these at once, which a case file does not say.
    """
    wanted = directions(levels, way).tolist()
    stuck = tuple(one for k, one in enumerate(levels) if sum(wanted[k]) == 1)
    known: list[tuple[Any, OneWay]] = [
        (False, OneWay(kind="both")),
        ("up", OneWay(kind="up")),
        ("down", OneWay(kind="down")),
    ]
    if way.kind == "locked":
        known.clear()
    known.append(([level(one, levels) for one in stuck], OneWay(kind="locked", locked=stuck)))
    for said, one in known:
        if directions(levels, one).tolist() == wanted:
            return marked(said, way)
    raise InputError(
        f"an option that goes {way.kind} only and also stops at {', '.join(way.locked)} cannot be "
        "written: a case file says either the direction or the levels that cannot be left"
    )


def option(one: Option) -> Any:
    """An option: what it does, and more where there is more to say."""
    said: dict[str, Any] = {"does": text(one.does)}
    if one.levels != LEVELS:
        said["levels"] = list(one.levels)
    way = direction(one.one_way, one.levels)
    if way is not False:
        said["one_way"] = way
    said |= marks(one)
    return said["does"] if set(said) == {"does"} else said


def statement(one: Preference) -> Any:
    """A statement of preference."""
    told = [text(entry) for entry in one.any]
    if len(told) == 1 and isinstance(told[0], str):
        return marked(told[0], one)
    return {"any": told, **marks(one)}


def rung(entries: Sequence[Entry[str]]) -> Any:
    """A rung of a ranking: a state, or several that are tied."""
    told = [text(entry) for entry in entries]
    return told[0] if len(told) == 1 else told


def number(value: Fraction) -> Any:
    """A number, exact; `case.render` refuses what has no decimal form."""
    return value.numerator if value.denominator == 1 else value


def preferences(given: Preferences) -> tuple[str, Any]:
    """The key under which preferences stand, and what stands there."""
    match given:
        case Prefers(statements=statements):
            return "prefers", [statement(one) for one in statements]
        case Ranking(rungs=rungs):
            return "ranking", [rung(one) for one in rungs]
    entries = {name: marked(number(one.value), one) for name, one in given.entries.items()}
    return "weights", entries


def state(levels: Sequence[int], names: Names) -> str:
    """A state in state notation; in the graph form its id."""
    if names.states:
        return names.states[levels[0]]
    told = []
    for k, (it, place) in enumerate(zip(names.options, levels, strict=True)):
        if place:
            called = option_name(k, names)
            two = it.levels == LEVELS
            told.append(called if two else f"{called}={it.levels[place]}")
    return " + ".join(told) or "none"
