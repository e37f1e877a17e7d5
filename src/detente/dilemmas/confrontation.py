"""Positions, threatened future and doubts as one view has them, and where each comes from.

The literature takes them as given. A case may give them in its options board; where it does not,
they follow from preferences, by rules of our own:

- *Position.* What the board says that a party asks for. A party that the board gives no position
  has that of its best states: each option at the level which all of them share, none where they
  differ.
- *Threatened future.* Each option at the level that the board gives as its owner's intention; an
  option without one stays at the level of the present, or, without a present, at its first. A case
  without a board: each option at the level of its owner's position, then as before. In the graph
  form it is the present.
- *Whole states.* A position from the board is completed from the threatened future. A position
  from preferences is, among the party's best states, the one that differs from the threatened
  future in the fewest options, then the one of the least code.
- *Doubts.* Those of the board. A case without a board: everyone doubts a party's position on an
  option of its own where some improvement of the party from its position changes that option, and
  its intention where some improvement from the threatened future does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from detente.case.language import ExpressionError, Names
from detente.case.model import Board, Case
from detente.case.names import names
from detente.game.game import Game
from detente.game.space import Ints, MergedSpace, TableSpace

#: who disbelieves, which option (its place in code order), "position" or "intention"
Doubt = tuple[str, int, str]


@dataclass(frozen=True)
class Position:
    """What one party asks for.

    Attributes
    ----------
    origin : "board" or "preferences"
    asks : level per option, by the option's place in code order; only those that it asks for
    index : the whole state, None where that is impossible in this view
    """

    party: str
    origin: str
    asks: Mapping[int, int]
    index: int | None


@dataclass(frozen=True, eq=False)
class Confrontation:
    """Who asks for what, what happens otherwise, and who disbelieves it, as one view has it.

    Attributes
    ----------
    threat : the threatened future; None where it is impossible in this view, or not known
    intended : level of every option in the threatened future, in code order
    threat_origin : "board", "preferences" or "present": where the first of its levels come from
    seen : places of the options that this view sees, of parties that have a say in it
    notes : what could not be worked out, a sentence each, without its full stop
    """

    game: Game
    positions: Mapping[str, Position]
    threat: int | None
    intended: tuple[int, ...]
    threat_origin: str
    doubts: frozenset[Doubt]
    seen: tuple[int, ...]
    notes: tuple[str, ...]


def confront(case: Case, game: Game) -> Confrontation:
    """Read the board of a case as one view's game has it, and work out what it leaves open."""
    known = names(case)
    if game.state_names or known.states:
        return _from_states(game)
    board = case.board if case.board is not None and _says_something(case.board) else None
    asked = dict(_asked(known, board, game))
    best = {party: _best(game, p) for p, party in enumerate(game.parties) if game.known[p]}
    wished = {party: _shared(game, states) for party, states in best.items() if party not in asked}
    intended = _intended(known, board, game, wished)
    threat = _index(game, intended)
    notes = []
    if threat is None:
        notes.append("the threatened future is impossible, so nothing that rests on it is judged")
    positions = {}
    for party in game.parties:
        if party in asked:
            whole = [asked[party].get(k, level) for k, level in enumerate(intended)]
            index = _index(game, whole)
            positions[party] = Position(party, "board", asked[party], index)
            if index is None:
                notes.append(
                    f"the position of {party}, completed from the threatened future, is impossible"
                )
        elif party in wished:
            index = _nearest(game, best[party], intended)
            positions[party] = Position(party, "preferences", wished[party], index)
        else:
            notes.append(f"the position of {party} is not known")
    notes += _unjudged(game)
    held = set(range(len(known.options))) - set(_varying(game))
    seen = tuple(
        k
        for k, option in enumerate(known.options)
        if k not in held and option.party in game.parties
    )
    doubts = (
        _doubted(known, board) if board is not None else _tempted(game, known, positions, threat)
    )
    return Confrontation(
        game,
        positions,
        threat,
        tuple(intended),
        "board" if board is not None else "preferences",
        frozenset(doubts),
        seen,
        tuple(notes),
    )


def _unjudged(game: Game) -> Iterator[str]:
    for p, party in enumerate(game.parties):
        if not game.known[p]:
            yield f"what {party} prefers is not known, so no comparison by it is made"


def _says_something(board: Board) -> bool:
    return bool(any(board.positions.values()) or board.intentions)


def _asked(known: Names, board: Board | None, game: Game) -> Iterator[tuple[str, dict[int, int]]]:
    """What the board says that each party asks for; levels that mean nothing are passed over."""
    for party, entries in (board.positions if board else {}).items():
        asks = {}
        for name, entry in entries.items():
            try:
                option = known.find_option(name)
                asks[option] = known.find_level(option, entry.value)
            except ExpressionError:
                continue
        if asks and party in game.parties:
            yield party, asks


def _intended(
    known: Names, board: Board | None, game: Game, wished: Mapping[str, Mapping[int, int]]
) -> list[int]:
    """Level of every option in the threatened future."""
    levels = [0] * len(known.options)
    if game.present is not None:
        levels = list(game.space.levels(game.present))
    if board is None:
        for k, option in enumerate(known.options):
            levels[k] = wished.get(option.party, {}).get(k, levels[k])
        return levels
    for name, entry in board.intentions.items():
        try:
            k = known.find_option(name)
            levels[k] = known.find_level(k, entry.value)
        except ExpressionError:
            continue
    return levels


def _doubted(known: Names, board: Board) -> Iterator[Doubt]:
    for doubted in board.doubted:
        try:
            yield doubted.by, known.find_option(doubted.option), doubted.of
        except ExpressionError:
            continue


def _tempted(
    game: Game, known: Names, positions: Mapping[str, Position], threat: int | None
) -> Iterator[Doubt]:
    """Doubts that follow from preferences: of what a party would gain by not doing."""
    for p, party in enumerate(game.parties):
        if not game.known[p]:
            continue
        places = {"intention": threat}
        if party in positions:
            places["position"] = positions[party].index
        for of, start in places.items():
            if start is None:
                continue
            here = game.space.levels(start)
            ends = [game.space.levels(end) for end in game.improvements(p, start).tolist()]
            for k, option in enumerate(known.options):
                if option.party == party and any(end[k] != here[k] for end in ends):
                    yield from ((by, k, of) for by in game.parties if by != party)


def _varying(game: Game) -> tuple[int, ...]:
    """Places of the options that a view does not hold at a presumed level."""
    space = game.space.source if isinstance(game.space, MergedSpace) else game.space
    return space.axes if isinstance(space, TableSpace) else ()


def _best(game: Game, party: int) -> Ints:
    """The states that a party likes best."""
    states = game.states()
    rank = game.rank(party)[states]
    best: Ints = states[rank == rank.max()]
    return best


def _levels(game: Game, states: Ints) -> Ints:
    """Level of every option at every one of some states, (options, states)."""
    codes = game.codes(states)
    return np.array(
        [codes // option.stride % len(option.levels) for option in game.options], dtype=np.int64
    ).reshape(len(game.options), len(states))


def _shared(game: Game, states: Ints) -> dict[int, int]:
    """The options that stand alike at some states, with their levels."""
    levels = _levels(game, states)
    return {k: int(levels[k, 0]) for k in _varying(game) if bool((levels[k] == levels[k, 0]).all())}


def _nearest(game: Game, states: Ints, levels: list[int]) -> int:
    """Of some states the one that differs least from given levels, then of the least code."""
    apart = (_levels(game, states) != np.array(levels, dtype=np.int64)[:, None]).sum(axis=0)
    return int(states[np.lexsort((game.codes(states), apart))[0]])


def _index(game: Game, levels: list[int]) -> int | None:
    """The state with these levels as a view has it; None where it is impossible."""
    code = sum(level * option.stride for level, option in zip(levels, game.options, strict=True))
    found = int(game.indices(game.project(np.array([code], dtype=np.int64)))[0])
    return None if found < 0 else found


def _from_states(game: Game) -> Confrontation:
    """The graph form: best states and the present; there are no options to disagree on."""
    positions = {}
    notes = []
    for p, party in enumerate(game.parties):
        if not game.known[p]:
            notes.append(f"the position of {party} is not known")
            continue
        best = _best(game, p)
        index = game.present if game.present in best.tolist() else int(best[0])
        positions[party] = Position(party, "preferences", {}, index)
    notes += _unjudged(game)
    if game.present is None:
        notes.append("no present state is given, so there is no threatened future to judge by")
    return Confrontation(
        game, positions, game.present, (), "present", frozenset(), (), tuple(notes)
    )
