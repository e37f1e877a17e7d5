"""Why a state is stable or not for a party, as data: what breaks it, or what deters each move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from detente.errors import InputError
from detente.game.game import Game
from detente.game.space import Bools
from detente.game.symbolic import SymbolicGame
from detente.result import MadeFrom, Result, Row
from detente.stability.concepts import CONCEPTS, Concept

AnyGame = TypeVar("AnyGame", Game, SymbolicGame)


@dataclass(frozen=True)
class NotCredible:
    """Replies that the analyst rules out: one party's moves into certain states.

    Attributes
    ----------
    party : index of the party whose moves do not count as replies
    into : bool array (n_cells,), or a diagram where the game is one of formulas
    said : how the analyst put it
    """

    party: int
    into: Bools | Any
    said: str


@dataclass(frozen=True)
class Step:
    """One move of a reply."""

    party: int
    to: int


@dataclass(frozen=True)
class Answered:
    """One improvement, and the shortest reply that deters it, if there is one.

    Attributes
    ----------
    to : the state that the party would move to
    reply : the moves of the others; None where nothing deters the improvement
    escape : the best state the party could still reach after the reply, where the concept asks
    """

    to: int
    reply: tuple[Step, ...] | None
    escape: int | None = None

    @property
    def deterred(self) -> bool:
        """Whether some reply leaves the party no better off."""
        return self.reply is not None


@dataclass(frozen=True, eq=False)
class Explanation(Result):
    """Why one party would stay in a state, or leave it.

    Attributes
    ----------
    among : how many improvements there are in all, where only some of them are told
    """

    game: Game | SymbolicGame
    concept: str
    party: int
    index: int
    improvements: tuple[Answered, ...]
    made_from: MadeFrom
    not_credible: tuple[NotCredible, ...] = ()
    among: int | None = None

    @property
    def stable(self) -> bool:
        """Whether every improvement is deterred."""
        return all(answered.deterred for answered in self.improvements)

    def to_rows(self) -> Iterator[Row]:
        """One row: the verdict and every improvement with its answer."""
        game = self.game
        yield {
            "view": game.view,
            "hypothesis": game.hypothesis,
            "concept": self.concept,
            "party": game.parties[self.party],
            "code": game.code(self.index),
            "state": game.state(self.index),
            "stable": self.stable,
            "improvements": [
                {
                    "to": game.code(answered.to),
                    "deterred": answered.deterred,
                    "reply": None
                    if answered.reply is None
                    else [
                        {"party": game.parties[step.party], "to": game.code(step.to)}
                        for step in answered.reply
                    ],
                    "escape": None if answered.escape is None else game.code(answered.escape),
                }
                for answered in self.improvements
            ],
            "not_credible": [ruled.said for ruled in self.not_credible],
            **({} if self.among is None else {"among": self.among}),
        }

    def __str__(self) -> str:
        from detente.stability.text import explanation_text

        return explanation_text(self)


def explain(
    game: Game | SymbolicGame,
    concept: str,
    party: int,
    index: int,
    not_credible: Sequence[NotCredible] = (),
) -> Explanation:
    """Look at every improvement that a party has from a state, and at the shortest answer to it.

    Parameters
    ----------
    not_credible : replies that do not count; the verdict is that of the rest

    Raises
    ------
    InputError
        where the case does not say enough for this concept and party, or the concept does not
        come down to single moves and replies.
    """
    one = CONCEPTS[concept]
    if not one.explains:
        raise InputError(
            f"'{concept}' ({one.title}) looks ahead in a way of its own: its verdicts do not come "
            "down to single moves and replies"
        )
    if not one.answerable(game, party):
        raise InputError(
            f"'{concept}' for '{game.parties[party]}' needs preferences that the case does not give"
        )
    settings = {
        **game.made_from.settings,
        "concept": concept,
        "party": game.parties[party],
        "code": game.code(index),
        "not_credible": [ruled.said for ruled in not_credible],
    }
    among = None
    if isinstance(game, SymbolicGame):
        from detente.stability.explain_sets import Ground

        ground = Ground(without_replies(game, not_credible), one, party, index)
        with game.diagrams.bounded():
            improvements = ground.told()
            if len(improvements) < ground.improvements.count:
                among = ground.improvements.count
    else:
        improvements = tuple(
            _answered(game, one, party, index, to, not_credible)
            for to in game.improvements(party, index).tolist()
        )
    return Explanation(
        game,
        concept,
        party,
        index,
        improvements,
        replace(game.made_from, settings=settings),
        tuple(not_credible),
        among,
    )


def _answered(
    game: Game,
    concept: Concept,
    party: int,
    start: int,
    to: int,
    not_credible: Sequence[NotCredible],
) -> Answered:
    """Breadth first over pairs of a state and its last mover, so the first reply is a shortest."""
    if concept.replies == "none":
        return Answered(to, None)
    rank = game.rank(party)
    step = game.improvements if concept.replies == "improvements" else game.moves
    others = game.engine.others(party)
    came: dict[tuple[int, int], tuple[int, int]] = {}
    waiting = [(to, party)]
    while waiting:
        ahead = []
        for state, last in waiting:
            for mover in others:
                if mover == last:
                    continue
                for reached in step(mover, state).tolist():
                    if (reached, mover) in came or _ruled_out(not_credible, mover, reached):
                        continue
                    came[reached, mover] = (state, last)
                    ahead.append((reached, mover))
                    if rank[reached] > rank[start]:
                        continue
                    escape = _escape(game, party, reached) if concept.escape else None
                    if escape is None or rank[escape] <= rank[start]:
                        return Answered(to, _path(came, (reached, mover), (to, party)), escape)
        waiting = ahead
    return Answered(to, None)


def _ruled_out(not_credible: Sequence[NotCredible], mover: int, reached: int) -> bool:
    return any(ruled.party == mover and bool(ruled.into[reached]) for ruled in not_credible)


def _escape(game: Game, party: int, state: int) -> int:
    """The best that a party can do from a state, staying included."""
    choices = np.concatenate([[state], game.moves(party, state)])
    return int(choices[np.argmax(game.rank(party)[choices])])


def _path(
    came: dict[tuple[int, int], tuple[int, int]],
    end: tuple[int, int],
    start: tuple[int, int],
) -> tuple[Step, ...]:
    steps = []
    while end != start:
        steps.append(Step(end[1], end[0]))
        end = came[end]
    return tuple(reversed(steps))


def without_replies(game: AnyGame, not_credible: Sequence[NotCredible]) -> AnyGame:
    """The game in which ruled-out replies do not count; every move stays possible for its mover."""
    if isinstance(game, SymbolicGame):
        answering = game.engine
        for ruled in not_credible:
            answering = answering.without_replies(ruled.party, ruled.into)
        return replace(game, engine=answering)
    graph = game.as_graph()
    engine = graph.engine
    for ruled in not_credible:
        assert hasattr(engine, "without_replies")
        engine = engine.without_replies(ruled.party, ruled.into)
    return replace(graph, engine=engine)
