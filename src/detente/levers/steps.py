"""Single steps by which a wrong idea of a party's preferences comes nearer to them.

A step is offered only if no pair of states that was ordered rightly is ordered wrongly after it,
and if it is less than the whole correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from detente.case.frames import Believed, Frame, Preferences, frame
from detente.case.model import Case, Entry, Preference, Prefers, Ranking, Weights
from detente.errors import CaseError
from detente.game.compile import compile_frame
from detente.game.game import Game
from detente.levers.about import About
from detente.levers.beliefs import Error, set_belief, state_words
from detente.levers.edits import Apply, Ground
from detente.levers.orders import MAX_STATES, common_codes, wrong_pairs
from detente.levers.words import StatementKey, key_of, moved, with_preferences

#: combinations of options up to which states are listed to that end
_MOST_CELLS = 1 << 16


@dataclass(frozen=True, eq=False)
class Step:
    """One step: what is learnt, and as a change."""

    told: About
    corrected: Apply


@dataclass(frozen=True)
class Place:
    """A statement put where the right list has it: behind the statement that it follows there.

    `after` names the statements before it in the right list, nearest first. `statement` is None
    where the wrong list has one too many.
    """

    key: StatementKey
    after: tuple[StatementKey, ...]
    statement: Preference | None

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Prefers):
            return preferences
        now = list(preferences.statements)
        if self.statement is None:
            now = [one for one in now if key_of(one) != self.key]
        else:
            if self.key not in map(key_of, now):
                now.append(self.statement)
            now = moved(now, self.key, self.at)
        return preferences.model_copy(update={"statements": now})

    def at(self, rest: list[Preference]) -> int:
        """Where the statement goes in a list without it."""
        keys = [key_of(one) for one in rest]
        return next((keys.index(before) + 1 for before in self.after if before in keys), 0)


@dataclass(frozen=True)
class Swap:
    """Two neighbouring rungs of a ranking change places."""

    upper: str
    lower: str

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Ranking):
            return preferences
        rungs = list(preferences.rungs)
        places = {entry.value: k for k, rung in enumerate(rungs) for entry in rung}
        a, b = places.get(self.upper), places.get(self.lower)
        if a is None or b is None or a >= b:
            return preferences
        rungs.insert(a, rungs.pop(b))
        return preferences.model_copy(update={"rungs": rungs})


@dataclass(frozen=True, eq=False)
class Reweigh:
    """One weight put right; None where it does not count at all."""

    text: str
    weight: Entry[Fraction] | None

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Weights):
            return preferences
        left = {key: value for key, value in preferences.entries.items() if key != self.text}
        if self.weight is not None:
            left[self.text] = self.weight
        return Weights(entries=left)


Change = Place | Swap | Reweigh


def steps(ground: Ground, error: Error) -> Iterator[Step]:
    """Every step that holds under each of the bases."""
    few = ground.game.n_states <= MAX_STATES and ground.game.n_cells <= _MOST_CELLS
    if error.prefers is None or not error.games or not few:
        return
    key, right = ".".join(error.path), ".".join(error.path[1:]) or "base"
    first = ground.hypotheses[0]
    mine = frame(ground.case, key, first).believed[error.prefers].preferences
    real = frame(ground.case, right, first).believed[error.prefers].preferences
    wrongs = [_Wrong(ground, error, error.prefers, h) for h in ground.hypotheses]
    for told, change in _candidates(ground, error.prefers, mine, real):
        if all(one.nearer(change) for one in wrongs):
            yield Step(replace(told, view=error.path), _apply(key, error.prefers, change))


def _candidates(
    ground: Ground, party: str, mine: Preferences | None, real: Preferences | None
) -> Iterator[tuple[About, Change]]:
    if isinstance(mine, Prefers) and isinstance(real, Prefers):
        right = [key_of(one) for one in real.statements]
        wrong = [key_of(one) for one in mine.statements]
        for k, statement in enumerate(real.statements):
            change = Place(right[k], tuple(reversed(right[:k])), statement)
            other = right[k - 1] if k else ()
            yield About("order", party=party, statement=right[k], other=other), change
        for extra in wrong:
            if extra not in right:
                told = About("does_not_ask", party=party, statement=extra)
                yield told, Place(extra, (), None)
    elif isinstance(mine, Ranking) and isinstance(real, Ranking):
        for above, below in zip(mine.rungs, mine.rungs[1:], strict=False):
            better = state_words(ground, [entry.value for entry in below])
            worse = state_words(ground, [entry.value for entry in above])
            told = About("rank", party=party, better=better, worse=worse)
            yield told, Swap(above[0].value, below[0].value)
    elif isinstance(mine, Weights) and isinstance(real, Weights):
        for text in {**real.entries, **mine.entries}:
            theirs = real.entries.get(text)
            if theirs != mine.entries.get(text):
                yield About("weight", party=party, expr=text), Reweigh(text, theirs)


def _listed(ground: Ground, words: Frame, hypothesis: str | None) -> Game:
    """The game of a frame, its states listed, which are few."""
    found = ground.seen(words.view, hypothesis)
    return found if isinstance(found, Game) else compile_frame(ground.case, words)


class _Wrong:
    """What a view has wrong of a party's preferences, under one of the bases."""

    def __init__(self, ground: Ground, error: Error, party: str, hypothesis: str | None) -> None:
        words = frame(ground.case, ".".join(error.path), hypothesis)
        right = frame(ground.case, ".".join(error.path[1:]) or "base", hypothesis)
        here, self.right = (_listed(ground, one, hypothesis) for one in (words, right))
        silent = {other: Believed(None, ()) for other in words.believed}
        self.case, self.party = ground.case, party
        self.words, self.believed = replace(words, believed=silent), words.believed[party]
        self.codes = common_codes(here, self.right)
        self.pairs = wrong_pairs(here, self.right, party, self.codes)

    def nearer(self, change: Change) -> bool:
        """Whether pairs come right, none goes wrong, and some stay wrong."""
        if self.believed.preferences is None or self.pairs is None:
            return False
        after = Believed(change(self.believed.preferences), self.believed.path)
        told = {**self.words.believed, self.party: after}
        try:
            game = compile_frame(self.case, replace(self.words, believed=told))
        except CaseError:  # it would tell merged states apart
            return False
        wrong = wrong_pairs(game, self.right, self.party, self.codes)
        if wrong is None:
            return False
        fewer = bool(np.any(self.pairs & ~wrong))
        return fewer and bool(wrong.any()) and not bool(np.any(wrong & ~self.pairs))


def _apply(key: str, party: str, change: Change) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        entry = case.views[key].parties[party]
        if entry.preferences is None:
            return case
        return set_belief(case, key, party, with_preferences(entry, change(entry.preferences)))

    return apply
