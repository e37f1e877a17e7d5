"""New options: something that a party could do and that the case does not list.

A new option stands behind all others, those included that only views imagine, so that every code
of the case stays what it is while nothing new is done. It counts only where it is meant to;
anywhere else it makes no difference to anybody, and nobody is kept from moving by it. (An option
that could stand only there would hold everyone else in place as long as its owner kept to it.)
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from math import prod
from typing import Any

from detente.case.frames import Preferences, state_levels
from detente.case.language import Names, OptionName, holds, normal, parse
from detente.case.model import (
    Case,
    Entry,
    OneWay,
    Option,
    Party,
    PartyChange,
    Preference,
    Prefers,
    Ranking,
    Text,
    Weights,
)
from detente.case.model.base import Flag
from detente.case.model.parties import LEVELS
from detente.game.space import OptionAxis
from detente.levers.edits import Edit, Ground, Touch
from detente.levers.expressions import read_as
from detente.levers.words import with_preferences

#: cells of a game up to which new options are thought of, and how many of them may be agreed on
_MOST_CELLS, _MOST_AGREED = 1 << 18, 4
#: another way to see what a party prefers; None where the party keeps what it had
Rethink = Callable[[Preferences], Preferences]


@dataclass(frozen=True)
class Addition:
    """A new option with two levels.

    Attributes
    ----------
    party, key : its owner and its id
    does : what it does
    counts : an expression: where taking it makes a difference
    agreed : whether it is part of what is agreed, and not an answer to a breach of it
    """

    party: str
    key: str
    does: str
    counts: str
    agreed: bool

    @property
    def full(self) -> str:
        """Its full name."""
        return f"{self.party}.{self.key}"

    @property
    def used(self) -> str:
        """An expression: it is taken, and makes a difference."""
        return f"{self.full} and ({self.counts})"


def free_key(ground: Ground, party: str, stem: str) -> str:
    """An id that no option of the case has."""
    taken = {normal(one.option) for one in ground.names.options}
    key, n = stem, 1
    while normal(key) in taken:
        n += 1
        key = f"{stem}_{n}"
    return key


def extended(names: Names, additions: Iterable[Addition]) -> Names:
    """The names of a case, and behind them all new options."""
    fresh = [OptionName(one.party, one.key, LEVELS) for one in additions]
    return Names([*names.options, *fresh], names.states, names.n_base) if fresh else names


def affordable(ground: Ground, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits, those that bring new options only as far as the states stay few enough to list.

    What is agreed with a new option is another wanted state with every combination of them, so only
    the first few of that kind are kept, and one where there are too many states to list.
    """
    small = ground.diagrams is not None or ground.game.n_cells <= _MOST_CELLS
    room = prod(len(one.levels) for one in ground.game.options)
    agreed, most = 0, _MOST_AGREED if ground.game.n_cells <= _MOST_CELLS else 1
    for edit in edits:
        if edit.adds is not None:
            agreed += edit.adds.agreed
            room *= 2
            full = ground.diagrams is None and room >= 1 << 60
            if not small or full or (edit.adds.agreed and agreed > most):
                continue
        yield edit


def with_agreed(codes: Sequence[int], strides: Sequence[int]) -> tuple[int, ...]:
    """Codes of wanted states, also with any of the new options that may be part of them."""
    extra = [0]
    for stride in strides:
        extra += [one + stride for one in extra]
    return tuple(sorted(code + more for code in codes for more in extra))


def parted(
    code: int, options: Sequence[OptionAxis], fresh: Container[str]
) -> tuple[int, tuple[str, ...]]:
    """The code of a state with nothing new done, and the new options that are taken in it."""
    taken = tuple(one.name for one in options if one.name in fresh and code // one.stride % 2)
    plain = code - sum(one.stride for one in options if one.name in taken)
    return plain, taken


def added(case: Case, one: Addition) -> Case:
    """A case in which a party has a new option; whoever had no seat takes one for this alone."""
    party = case.parties[one.party]
    if not party.at_table:
        case = seated(case, one.party)
        party = case.parties[one.party]
    options = {**party.options, one.key: Option(does=Text(value=one.does))}
    parties = {**case.parties, one.party: party.model_copy(update={"options": options})}
    return case.model_copy(update={"parties": parties})


def seated(case: Case, key: str) -> Case:
    """A party with a say, that can still do nothing of what the case lists, and is seen by all."""
    party = case.parties[key]

    def fixed(options: dict[str, Option]) -> dict[str, Option]:
        return {
            name: one.model_copy(update={"one_way": OneWay(kind="locked", locked=one.levels)})
            for name, one in options.items()
        }

    mine = {*party.options, *(f"{key}.{name}" for name in party.options)}
    seat = Entry[Flag](value=True)
    party = party.model_copy(update={"seat": seat, "options": fixed(party.options)})
    views = {
        path: view.model_copy(
            update={
                "unseen": {k: v for k, v in view.unseen.items() if normal(k) != key},
                "one_way": {k: v for k, v in view.one_way.items() if k not in mine},
            }
        )
        for path, view in case.views.items()
    }
    hypotheses = {}
    for name, rival in case.hypotheses.items():
        change = rival.parties.get(key)
        if change is not None and change.options:
            change = change.model_copy(update={"options": fixed(change.options)})
            rival = rival.model_copy(update={"parties": {**rival.parties, key: change}})
        hypotheses[name] = rival
    return case.model_copy(
        update={"parties": {**case.parties, key: party}, "views": views, "hypotheses": hypotheses}
    )


# ---------------------------------------------------------------------------- preferences


def rethought(case: Case, party: str, rethink: Rethink) -> Case:
    """A case in which a party prefers otherwise, in every base and as every view has it."""

    def told(changes: dict[str, PartyChange]) -> dict[str, PartyChange]:
        change = changes.get(party)
        if change is None or change.preferences is None:
            return changes
        return {**changes, party: with_preferences(change, rethink(change.preferences))}

    update: dict[str, Any] = {}
    base: Party = case.parties[party]
    if base.preferences is not None:
        base = with_preferences(base, rethink(base.preferences))
        update["parties"] = {**case.parties, party: base}
    if any(party in one.parties for one in case.hypotheses.values()):
        update["hypotheses"] = {
            key: one.model_copy(update={"parties": told(one.parties)})
            for key, one in case.hypotheses.items()
        }
    if any(party in one.parties for one in case.views.values()):
        update["views"] = {
            key: one.model_copy(update={"parties": told(one.parties)})
            if party in one.parties
            else one
            for key, one in case.views.items()
        }
    return case.model_copy(update=update)


def touching(case: Case, parties: Iterable[str]) -> frozenset[Touch]:
    """What is touched where some think otherwise, everywhere, and somebody can do more."""
    found = {Touch(())}
    for party in parties:
        found.add(Touch((), party))
        for key, view in case.views.items():
            if party in view.parties:
                found.add(Touch(tuple(key.split(".")), party))
    return frozenset(found)


def holders(case: Case, party: str) -> list[Preferences]:
    """What a party prefers in the base, in every rival base and as every view has it."""
    found = [case.parties[party].preferences]
    for one in (*case.hypotheses.values(), *case.views.values()):
        change = one.parties.get(party)
        found.append(change.preferences if change else None)
    return [one for one in found if one is not None]


def liking(names: Names, one: Addition) -> Rethink:
    """Likes to take the new option where it counts, all else being equal."""

    def rethink(preferences: Preferences) -> Preferences:
        if isinstance(preferences, Prefers):
            return Prefers(statements=[*preferences.statements, statement(one.used)])
        if isinstance(preferences, Weights):
            scale = 1
            for term in preferences.terms:
                scale *= term.weight.denominator
            return _weighing(preferences, one.used, Fraction(1, 2 * scale))
        rungs: list[Rung] = []
        for rung in preferences.rungs:
            fresh = _with(rung, names, one)
            rungs += [fresh, rung] if fresh else [rung]
        return Ranking(rungs=rungs)

    return rethink


def minding(names: Names, one: Addition) -> Rethink:
    """Minds it, where it counts, more than anything else."""

    def rethink(preferences: Preferences) -> Preferences:
        if isinstance(preferences, Prefers):
            return Prefers(statements=[statement(f"not ({one.used})"), *preferences.statements])
        if isinstance(preferences, Weights):
            total = sum((abs(term.weight) for term in preferences.terms), Fraction(1))
            return _weighing(preferences, one.used, -2 * total)
        fresh = [_with(rung, names, one) for rung in preferences.rungs]
        return Ranking(rungs=[*preferences.rungs, *(rung for rung in fresh if rung)])

    return rethink


@lru_cache(maxsize=64)
def counting_as(names: Names, one: Addition, option: int, level: int) -> Rethink:
    """Takes another option for standing at a level, where the new one is taken and counts."""

    @cache
    def read(text: str) -> str:
        told = read_as(parse(text, names), names, option, level, one.used)
        return text if told is None else told

    def rethink(preferences: Preferences) -> Preferences:
        if isinstance(preferences, Prefers):
            told = [
                it.model_copy(update={"any": [Text(value=read(text)) for text in it.alternatives]})
                for it in preferences.statements
            ]
            return Prefers(statements=told)
        if isinstance(preferences, Weights):
            entries: dict[str, Entry[Fraction]] = {}
            for text, entry in preferences.entries.items():
                key = read(text)
                sum_ = entry.value + (entries[key].value if key in entries else 0)
                entries[key] = Entry[Fraction](value=sum_)
            return Weights(entries=entries)
        others = [k for k in range(len(names.options[option].levels)) if k != level]
        rungs = []
        for rung in preferences.rungs:
            as_good = []
            for one_state in rung:
                levels = state_levels(one_state.value, names)
                if levels[option] == level:
                    for k in others:
                        there = (*levels[:option], k, *levels[option + 1 :])
                        as_good += _taken(there, names, one)
            rungs.append((*rung, *as_good))
        return Ranking(rungs=rungs)

    return rethink


Rung = tuple[Entry[str], ...]


def _with(rung: Rung, names: Names, one: Addition) -> Rung:
    """The states of a rung in which the new option counts, with it taken."""
    found: list[Entry[str]] = []
    for entry in rung:
        found += _taken(state_levels(entry.value, names), names, one)
    return tuple(found)


def _taken(levels: Sequence[int], names: Names, one: Addition) -> list[Entry[str]]:
    """A state with the new option taken, in state notation; nothing where it does not count."""
    there = levels[names.find_option(one.full)]
    if there or not holds(parse(one.counts, names), levels.__getitem__):
        return []
    told = [
        f"{option.full}={option.levels[level]}"
        for option, level in zip(names.options, levels, strict=True)
        if level
    ]
    return [Entry[str](value=" + ".join([*told, one.full]))]


def _weighing(weights: Weights, text: str, weight: Fraction) -> Weights:
    return Weights(entries={**weights.entries, text: Entry[Fraction](value=weight)})


def statement(text: str) -> Preference:
    """A statement of preference."""
    return Preference(any=[Text(value=text)])


__all__ = [
    "Addition",
    "added",
    "affordable",
    "counting_as",
    "extended",
    "free_key",
    "holders",
    "liking",
    "minding",
    "parted",
    "rethought",
    "seated",
    "statement",
    "touching",
    "with_agreed",
]
