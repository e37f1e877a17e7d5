"""A concession: one step by which a party comes to think better of what is wanted.

A party with statements gives up one that the target does not meet, or puts it below the next one
that the target does meet. A party with a ranking lets a wanted state change places with what stands
just above it. Weights: one that the target does not meet is given up. Where states are merged only
rankings change, since statements left over might tell members of a group apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from detente.case.frames import Preferences
from detente.case.language import Code, Levels, NamedState, parse, parse_state
from detente.case.model import Case, Prefers, Ranking, Weights
from detente.levers.beliefs import state_words
from detente.levers.edits import Edit, Ground, Touch, kind
from detente.levers.never import meets
from detente.levers.steps import Swap
from detente.levers.words import StatementKey, in_force, key_of, prefer, said

Change = Callable[[Preferences], Preferences]


@kind("concession", says="a party gives up a demand, or asks it less urgently")
def concessions(ground: Ground) -> Iterator[Edit]:
    """Those that speak for the target, for every party with a say, in any of the bases."""
    for party in ground.game.parties:
        told: set[str] = set()
        for hypothesis in ground.hypotheses:
            preferences = in_force(ground.case, party, hypothesis).preferences
            if preferences is None:
                continue
            for what, change in _changes(ground, preferences):
                if what not in told:
                    told.add(what)
                    yield Edit(
                        "concession",
                        party,
                        f"{ground.called(party)} {what}",
                        ground.cost("concession"),
                        frozenset({Touch((), party)}),
                        _apply(party, change),
                    )


def _changes(ground: Ground, preferences: Preferences) -> Iterator[tuple[str, Change]]:
    if isinstance(preferences, Ranking):
        yield from _of_ranking(ground, preferences)
    elif ground.case.same:
        return
    elif isinstance(preferences, Prefers):
        yield from _of_statements(ground, preferences)
    else:
        yield from _of_weights(ground, preferences)


def _of_statements(ground: Ground, prefers: Prefers) -> Iterator[tuple[str, Change]]:
    keys = [key_of(one) for one in prefers.statements]
    met = [_met(ground, key) for key in keys]
    for k, key in enumerate(keys):
        if not all(met[k]):
            yield f"no longer insists on this: {said(key)}", _Drop(key)
    for k, key in enumerate(keys[:-1]):
        below = keys[k + 1]
        if any(lower and not upper for upper, lower in zip(met[k], met[k + 1], strict=True)):
            yield f"puts this below the next ({said(below)}): {said(key)}", _Demote(key, below)


def _met(ground: Ground, key: StatementKey) -> list[bool]:
    """At which of the wanted states a statement holds."""
    trees = [parse(text, ground.names) for text in key]
    indices = ground.game.indices(ground.codes()).tolist()
    return [
        any(meets(ground.game, index, tree) for tree in trees) for index in indices if index >= 0
    ]


def _of_ranking(ground: Ground, ranking: Ranking) -> Iterator[tuple[str, Change]]:
    for above, below in zip(ranking.rungs, ranking.rungs[1:], strict=False):
        wanted = any(_code(ground, entry.value) in ground.targets for entry in below)
        if wanted and not any(_code(ground, entry.value) in ground.targets for entry in above):
            better = state_words(ground, [entry.value for entry in below])
            worse = state_words(ground, [entry.value for entry in above])
            yield f"comes to prefer {better} to {worse}", Swap(above[0].value, below[0].value)


def _code(ground: Ground, text: str) -> int | None:
    match parse_state(text, ground.names):
        case Code(number):
            code = number
        case NamedState(state):
            code = state
        case Levels(levels):
            options = ground.game.options
            code = sum(n * option.stride for n, option in zip(levels, options, strict=True))
    index = ground.game.index(code)
    return None if index is None else ground.game.code(index)


def _of_weights(ground: Ground, weights: Weights) -> Iterator[tuple[str, Change]]:
    for text, entry in weights.entries.items():
        met = _met(ground, (text,))
        if (entry.value > 0 and not all(met)) or (entry.value < 0 and any(met)):
            told = "no longer insists on this" if entry.value > 0 else "no longer minds this"
            yield f"{told}: {text}", _Unweigh(text)


class _Drop:
    """A statement left out."""

    def __init__(self, key: StatementKey) -> None:
        self.key = key

    def __call__(self, preferences: Preferences) -> Preferences:
        if not isinstance(preferences, Prefers):
            return preferences
        left = [one for one in preferences.statements if key_of(one) != self.key]
        return preferences.model_copy(update={"statements": left})


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


def _apply(party: str, change: Change) -> Callable[[Case, str | None], Case]:
    def apply(case: Case, hypothesis: str | None) -> Case:
        preferences = in_force(case, party, hypothesis).preferences
        if preferences is None:
            return case
        return prefer(case, party, hypothesis, change(preferences))

    return apply
