"""What each party has if it walks away: given as a number, as what it expects, or the present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from detente.case.language import parse
from detente.case.model import Case, Values, WalkAway
from detente.case.names import names
from detente.errors import InputError
from detente.game.evaluate import where
from detente.game.game import Game

#: for an issue, what each level is worth to a party, its weight included
Worths = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Reserve:
    """A party's walk-away.

    Attributes
    ----------
    value : on the scale of its values, None where the case allows none
    state : index of the state that it expects, None where a bare number is given
    stands_in : whether the case gives no walk-away and the present stands in for it
    """

    party: str
    value: Fraction | None = None
    state: int | None = None
    stands_in: bool = False


def seen_values(case: Case, view: str) -> tuple[Values, WalkAway]:
    """Values and walk-aways as a view has them: its parents' first, then what it says itself."""
    values, walk_away = dict(case.values), dict(case.walk_away)
    steps = [] if view == "base" else view.split(".")
    for depth in range(1, len(steps) + 1):
        own = case.views.get(".".join(steps[:depth]))
        if own is not None:
            values |= own.values
            walk_away |= own.walk_away
    return values, walk_away


def find_reserve(
    case: Case,
    game: Game,
    party: str,
    walk_away: WalkAway,
    worths: Mapping[str, Mapping[str, Fraction]],
) -> Reserve:
    """What a party has without a deal, in one view's game.

    An expression stands for the best of the states that satisfy it, as the party ranks them.

    Raises
    ------
    InputError
        where no state of the game satisfies the expression.
    """
    given = walk_away[party].value if party in walk_away else None
    if isinstance(given, Fraction):
        return Reserve(party, value=given)
    if given is None:
        if game.present is None:
            return Reserve(party)
        state = game.present
    else:
        found = np.flatnonzero(where(game.space, parse(given, names(case))) & game.feasible)
        if not len(found):
            where_ = case.origin.locate(("walk_away", party))
            raise InputError(
                f"{where_ + '  ' if where_ else ''}walk_away of '{party}': no state of "
                f"{_called(game)} satisfies '{given}'"
            )
        rank = game.rank(game.party_index(party))[found] if party in game.parties else found * 0
        state = int(found[np.argmax(rank)])
    value = worth_of_state(case, game, state, worths)
    return Reserve(party, value, state, stands_in=given is None)


def worth_of_state(case: Case, game: Game, state: int, worths: Worths) -> Fraction | None:
    """What a state is worth on the scale of values; None where some issue is no option's own.

    An issue says what a state has of it where one option carries it, with the same levels.
    """
    levels = game.state(state)
    if isinstance(levels, str) or not worths:
        return None
    total = Fraction()
    for issue, by_level in worths.items():
        level = level_of_issue(case, issue, levels)
        if level is None or level not in by_level:
            return None
        total += by_level[level]
    return total


def level_of_issue(case: Case, issue: str, levels: Mapping[str, bool | str]) -> str | None:
    """Where an issue stands in a state, told by the one option that carries it."""
    found = case.issues[issue]
    if len(found.options) != 1:
        return None
    known = names(case)
    option = known.options[known.find_option(found.options[0])]
    if option.full not in levels or tuple(found.levels) != option.levels:
        return None
    level = levels[option.full]
    return level if isinstance(level, str) else ("true" if level else "false")


def _called(game: Game) -> str:
    return "the base" if game.view == "base" else f"view '{game.view}'"
