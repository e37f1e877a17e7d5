"""States as figures name and choose them: short names that differ, the few worth showing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from detente.case.model import Case
from detente.case.names import base_options, imagined_options
from detente.charts.text import clean, listed, spoken
from detente.game.game import Game
from detente.game.naming import Naming
from detente.game.space import MergedSpace
from detente.game.symbolic import SymbolicGame
from detente.stability import StabilityTable

#: where states go by the names that they have anyway
NO_NAMES: Mapping[int, str] = MappingProxyType({})
AnyGame = Game | SymbolicGame
#: concepts from the strictest to the loosest, and the sign that stands for each
SIGNS = (("nash", "nash"), ("seq", "answer"), ("sseq", "answer"), ("gmr", "any"), ("smr", "any"))

#: in a case with more states than this, outcomes are looked for among the first
_LOOKED_AT = 2048


@dataclass(frozen=True)
class OptionRow:
    """One option as a figure shows it.

    Attributes
    ----------
    full : "party.option"
    does : in words
    levels : the words for its levels; of an option without named levels, "N" and "Y"
    seen : whether it varies in the game shown
    """

    full: str
    party: str
    does: str
    levels: tuple[str, ...]
    named: bool
    seen: bool


@dataclass(frozen=True, eq=False)
class FewStates:
    """Verdicts on a few states of a game that nobody could list, to draw a table of.

    Attributes
    ----------
    codes : the states, in the order in which they are shown
    concepts : asked of each
    stays : by concept, party and code; None where it cannot be judged
    """

    game: SymbolicGame
    codes: tuple[int, ...]
    concepts: tuple[str, ...]
    stays: Mapping[tuple[str, str, int], bool | None]


Verdicts = StabilityTable | FewStates


def verdict(table: Verdicts, concept: str, party: int, index: int) -> bool | None:
    """Whether a state is stable for a party; None where that is open."""
    if isinstance(table, FewStates):
        return table.stays[concept, table.game.parties[party], index]
    c = table.concepts.index(concept)
    return bool(table.stable[c, party, index]) if table.determined[c, party] else None


def option_rows(case: Case, game: Naming) -> list[OptionRow]:
    """The options of a game in code order: the base's, and those that only this view imagines."""
    does = {f"{party}.{option}": entry.does.value for party, option, entry in base_options(case)}
    base = set(does)
    for _, party, option, entry in imagined_options(case):
        does.setdefault(f"{party}.{option}", entry.does.value)
    axes = seen_axes(game)
    rows = []
    for place, axis in enumerate(game.options):
        if axis.name not in base and place not in axes:
            continue
        party, option = axis.name.split(".", 1)
        rows.append(
            OptionRow(
                axis.name,
                party,
                does.get(axis.name, spoken(option)),
                tuple(map(spoken, axis.levels)) if axis.named else ("N", "Y"),
                axis.named,
                place in axes,
            )
        )
    return rows


def seen_axes(game: Naming) -> set[int]:
    """Positions of the options that vary in a game, whichever engine computes with it."""
    space = game.space.source if isinstance(game.space, MergedSpace) else game.space
    return set(getattr(space, "axes", ()))


def state_names(game: AnyGame, indices: Sequence[int]) -> dict[int, str]:
    """A name for each state; what tells states of one name apart stands in parentheses."""
    labels = {index: _label(game, index) for index in indices}
    shared: dict[str, list[int]] = defaultdict(list)
    for index, label in labels.items():
        shared[label].append(index)
    for label, members in shared.items():
        if len(members) > 1:
            for index, mark in _marks(game, members).items():
                labels[index] = f"{label} ({mark})"
    return labels


def _label(game: AnyGame, index: int) -> str:
    if game.state_names or game.outcome(index):
        return clean(game.label(index))
    taken = game.notation(index)
    return "nothing taken" if taken == "none" else spoken(taken).replace("=", ": ")


def _marks(game: AnyGame, members: list[int]) -> dict[int, str]:
    """For states of one name: the options in which they differ, as each has them."""
    words = {index: game.state(index) for index in members}
    levels = {
        index: found if isinstance(found, dict) else {"state": found}
        for index, found in words.items()
    }
    names = list(next(iter(levels.values())))
    differing = [name for name in names if len({str(levels[index][name]) for index in members}) > 1]
    marks = {}
    for index in members:
        parts = []
        for name in differing:
            level = levels[index][name]
            short = spoken(name.split(".", 1)[-1])
            if isinstance(level, str):
                parts.append(f"{short}: {spoken(level)}")
            elif level:
                parts.append(short)
        marks[index] = ", ".join(parts) or "without " + " or ".join(
            spoken(name.split(".", 1)[-1]) for name in differing
        )
    repeated = Counter(marks.values())
    return {
        index: mark if repeated[mark] == 1 else f"{mark}, code {game.code(index)}"
        for index, mark in marks.items()
    }


def sign_for(table: Verdicts, party: int, index: int, *, loose: bool = False) -> str | None:
    """The strictest sign under which a state is stable for a party; None where that is open.

    Unless `loose`, what holds only if any answer counts is shown as not holding.
    """
    for concept, sign in SIGNS:
        if concept in table.concepts and (loose or sign != "any"):
            stays = verdict(table, concept, party, index)
            if stays is None:
                return None
            if stays:
                return sign
    return "moves"


def settles(table: Verdicts, index: int, *, loose: bool = False) -> str | None:
    """The strictest sign under which a state is stable for all; None where there is none."""
    for concept, sign in SIGNS:
        if concept not in table.concepts or (sign == "any" and not loose):
            continue
        everyone = range(len(table.game.parties))
        if all(verdict(table, concept, party, index) for party in everyone):
            return sign
    return None


def unjudged(table: Verdicts, index: int, *, loose: bool = False) -> bool:
    """Whether the case leaves open if a state is stable for all.

    So it is where a party's verdict cannot be had, its preferences or those of others being
    missing, and everybody whose verdict can be had would stay.
    """
    if settles(table, index, loose=loose):
        return False
    for concept, sign in SIGNS:
        if concept not in table.concepts or (sign == "any" and not loose):
            continue
        everyone = range(len(table.game.parties))
        found = [verdict(table, concept, party, index) for party in everyone]
        if None in found and False not in found:
            return True
    return False


def tell_settled(head: str, held: Sequence[str], unclear: int, shown: int) -> str:
    """Where it settles, in words: at those that hold, nowhere, or it cannot be judged.

    Parameters
    ----------
    head : what comes before the names of those that hold
    held : names of the states that are stable for all
    unclear, shown : how many states cannot be judged, and of how many
    """
    words = [f"{head}: {listed(held)}."] if held else []
    if unclear and unclear == shown:
        words.append("Which are stable for all cannot be judged: preferences are not given.")
    elif unclear:
        words.append(
            f"Of {unclear} of the {shown} states shown it cannot be judged: preferences are not"
            " given."
        )
    elif not held:
        words.append("None of the states shown is stable for all.")
    return " ".join(words)


def choose_states(
    table: Verdicts,
    first: Iterable[int],
    limit: int,
    *,
    fill: bool = True,
    keep_settled: bool = False,
) -> list[int]:
    """Indices of the states worth showing, the present first, at most `limit`.

    After the present and the codes asked for come the states that hold under the strictest
    concept, then the looser ones, then one state per named outcome; where `fill` is set, then
    all others by code. Unknown codes are passed over. Where not all fit and `keep_settled` is
    set, a state that holds, and the present, stays before any other; the order is the same.
    """
    if isinstance(table, FewStates):
        return list(table.codes)[:limit]
    game = table.game
    chosen: dict[int, None] = {}
    if game.present is not None:
        chosen[game.present] = None
    for code in first:
        index = game.index(code)
        if index is not None:
            chosen[index] = None
    settled = {} if game.present is None else {game.present: None}
    for concept, _ in SIGNS[:2]:
        if concept in table.concepts:
            held = np.flatnonzero(table.equilibria[table.concepts.index(concept)])
            settled |= dict.fromkeys(held[:limit].tolist())
    chosen |= settled
    if len(chosen) < limit:
        chosen |= dict.fromkeys(one_per_outcome(game).values())
    if fill and len(chosen) < limit:
        chosen |= dict.fromkeys(game.states()[: 2 * limit].tolist())
    if keep_settled and len(chosen) > limit:
        kept = {*list(settled | chosen)[:limit]}
        return [index for index in chosen if index in kept]
    return list(chosen)[:limit]


def one_per_outcome(game: Game) -> dict[str, int]:
    """A state of every named outcome that has one among the first states by code."""
    found: dict[str, int] = {}
    for index in game.states()[:_LOOKED_AT].tolist() if game.outcomes else ():
        outcome = game.outcome(index)
        if outcome:
            found.setdefault(outcome.id, index)
        if len(found) == len(game.outcomes):
            break
    return found
