"""A concession: one step by which a party comes to think better of what is wanted.

A party with statements gives up one that the target does not meet, asks for a little less so that
the target meets it, or puts it below the next one that the target does meet. A party with a ranking
lets a wanted state change places with what stands just above it. Weights: one that the target does
not meet is given up. Where states are merged, only steps that still tell no members of a group
apart are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from detente.case.frames import Preferences
from detente.case.language import Code, Expr, Levels, NamedState, Or, parse, parse_state
from detente.case.model import Case, Prefers, Ranking, Text, Weights
from detente.errors import CaseError
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.game.space import Bools
from detente.game.symbolic import StateSet, SymbolicGame
from detente.levers.about import About
from detente.levers.asking import state_of, states_of
from detente.levers.beliefs import state_words
from detente.levers.edits import Apply, Edit, Ground, Touch, kind
from detente.levers.expressions import less, written
from detente.levers.never import met_at
from detente.levers.steps import Swap
from detente.levers.words import StatementKey, in_force, key_of, prefer

#: states by which two statements are told apart
_MOST_STATES = 1024
Change = Callable[[Preferences], Preferences]


@kind("concession", says="a party gives up a demand, or asks it less urgently")
def concessions(ground: Ground) -> Iterator[Edit]:
    """Those that speak for the target, for every party with a say, in any of the bases."""
    for party in ground.game.parties:
        told: set[About] = set()
        for hypothesis in ground.hypotheses:
            preferences = in_force(ground.case, party, hypothesis).preferences
            if preferences is None:
                continue
            for about, change in _changes(ground, preferences):
                apply = _apply(party, change)
                if about in told or not _makes_a_game(ground, apply, hypothesis):
                    continue
                told.add(about)
                touches = frozenset({Touch((), party)})
                yield ground.edit("concession", party, about, touches, apply)


def _makes_a_game(ground: Ground, apply: Apply, hypothesis: str | None) -> bool:
    """Whether members of a group are still alike; always so where no states are merged."""
    if not ground.case.same:
        return True
    try:
        compile_game(apply(ground.case, hypothesis), hypothesis=hypothesis)
    except CaseError:
        return False
    return True


def _changes(ground: Ground, preferences: Preferences) -> Iterator[tuple[About, Change]]:
    if isinstance(preferences, Ranking):
        yield from _of_ranking(ground, preferences)
    elif isinstance(preferences, Prefers):
        yield from _of_statements(ground, preferences)
    else:
        yield from _of_weights(ground, preferences)


def _of_statements(ground: Ground, prefers: Prefers) -> Iterator[tuple[About, Change]]:
    keys = [key_of(one) for one in prefers.statements]
    met = [_met(ground, key) for key in keys]
    for k, key in enumerate(keys):
        if not all(met[k]):
            yield About("drops", statement=key), _Swapped(key, None)
        if len(key) == 1 and not all(met[k]):
            for text in _less(ground, key[0], met[k], keys):
                about = About("asks_less", statement=key, other=(text,))
                yield about, _Swapped(key, text)
    for k, key in enumerate(keys[:-1]):
        below = keys[k + 1]
        if any(lower and not upper for upper, lower in zip(met[k], met[k + 1], strict=True)):
            yield About("demotes", statement=key, other=below), _Demote(key, below)


def _less(ground: Ground, text: str, met: list[bool], others: list[StatementKey]) -> Iterator[str]:
    """What asks a little less and is met at a wanted state where the whole is not."""
    for expr in less(parse(text, ground.names), ground.names):
        told = written(expr, ground.names)
        if not _says_more(ground, expr, others):
            continue
        if any(now and not was for now, was in zip(_met(ground, (told,)), met, strict=True)):
            yield told


def _says_more(ground: Ground, expr: Expr, others: list[StatementKey]) -> bool:
    """Whether something is asked that no other statement of the party asks already."""
    game = ground.game
    if isinstance(game, SymbolicGame):
        asked = game.set_of(game.where(expr))
        return asked != game.states and not any(asked == _truth(ground, key) for key in others)
    states = game.states()[:_MOST_STATES]
    mine = met_at(game, expr)[states]
    if mine.all():
        return False
    return not any(np.array_equal(mine, _listed(game, ground, key)[states]) for key in others)


def _met(ground: Ground, key: StatementKey) -> list[bool]:
    """At which of the wanted states a statement holds."""
    states = [state for state in states_of(ground.game, ground.targets) if state >= 0]
    truth = _truth(ground, key)
    if isinstance(truth, StateSet):
        return [state in truth for state in states]
    met: list[bool] = truth[states].tolist()
    return met


def _truth(ground: Ground, key: StatementKey) -> Bools | StateSet:
    """Where one of the alternatives of a statement holds."""
    game = ground.game
    if isinstance(game, SymbolicGame):
        trees = tuple(parse(text, ground.names) for text in key)
        return game.set_of(game.where(Or(trees)))
    return _listed(game, ground, key)


def _listed(game: Game, ground: Ground, key: StatementKey) -> Bools:
    """The same where states are listed."""
    trees = [parse(text, ground.names) for text in key]
    found: Bools = np.logical_or.reduce([met_at(game, tree) for tree in trees])
    return found


def _of_ranking(ground: Ground, ranking: Ranking) -> Iterator[tuple[About, Change]]:
    for above, below in zip(ranking.rungs, ranking.rungs[1:], strict=False):
        wanted = any(_code(ground, entry.value) in ground.targets for entry in below)
        if wanted and not any(_code(ground, entry.value) in ground.targets for entry in above):
            better = state_words(ground, [entry.value for entry in below])
            worse = state_words(ground, [entry.value for entry in above])
            about = About("comes_to_prefer", better=better, worse=worse)
            yield about, Swap(above[0].value, below[0].value)


def _code(ground: Ground, text: str) -> int | None:
    match parse_state(text, ground.names):
        case Code(number):
            code = number
        case NamedState(state):
            code = state
        case Levels(levels):
            options = ground.game.options
            code = sum(n * option.stride for n, option in zip(levels, options, strict=True))
    found = state_of(ground.game, code)
    return None if found is None else ground.game.code(found)


def _of_weights(ground: Ground, weights: Weights) -> Iterator[tuple[About, Change]]:
    for text, entry in weights.entries.items():
        met = _met(ground, (text,))
        if (entry.value > 0 and not all(met)) or (entry.value < 0 and any(met)):
            about = About("unweighs", place=1 if entry.value > 0 else -1, expr=text)
            yield about, _Unweigh(text)


class _Swapped:
    """A statement left out, or another in its place."""

    def __init__(self, key: StatementKey, other: str | None) -> None:
        self.key = key
        self.other = other

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Prefers):
            return preferences
        told = []
        for one in preferences.statements:
            if key_of(one) != self.key:
                told.append(one)
            elif self.other is not None:
                told.append(one.model_copy(update={"any": [Text(value=self.other)]}))
        return preferences.model_copy(update={"statements": told})


class _Demote:
    """A statement put just below another that stands lower."""

    def __init__(self, key: StatementKey, below: StatementKey) -> None:
        self.key = key
        self.below = below

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Prefers):
            return preferences
        statements = list(preferences.statements)
        keys = [key_of(one) for one in statements]
        if self.key not in keys or self.below not in keys:
            return preferences
        a, b = keys.index(self.key), keys.index(self.below)
        if a < b:
            statements.insert(b, statements.pop(a))
        return preferences.model_copy(update={"statements": statements})


class _Unweigh:
    """A weight left out."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Weights):
            return preferences
        left = {key: value for key, value in preferences.entries.items() if key != self.text}
        return Weights(entries=left)


def _apply(party: str, change: Change) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        preferences = in_force(case, party, hypothesis).preferences
        if preferences is None:
            return case
        return prefer(case, party, hypothesis, change(preferences))

    return apply
