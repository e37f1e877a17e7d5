"""Looking for ways: what is asked of a case, and whether it can be gone through."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.case.frames import frame
from detente.case.language import Expr, parse
from detente.case.model import Case
from detente.errors import InputError
from detente.game.compile import compile_game
from detente.game.evaluate import where
from detente.game.game import Game
from detente.game.steps import most_moves, movers
from detente.paths.ways import Paths
from detente.progress import Progress, silent
from detente.stability.concepts import CONCEPTS
from detente.stability.solve import solve_game

#: a game with more moves than this would be searched for minutes
MOST_MOVES = 1 << 29


def find_paths(
    case: Case,
    to: str | None = None,
    view: str = "base",
    hypothesis: str | None = None,
    concept: str = "seq",
    progress: Progress = silent,
) -> Paths:
    """Look for ways from the present to where an expression holds, or to every equilibrium.

    Parameters
    ----------
    to : an expression, or the id of an outcome that the case names; None for all equilibria
    view : "base", or a path of party ids
    concept : whose equilibria, where `to` is None

    Raises
    ------
    InputError
        without a present state, for an expression that no state satisfies, an unknown view,
        hypothesis or concept, or a game with too many moves.
    """
    game = compile_game(case, view, hypothesis)
    expr = None if to is None else _expression(case, game, to)
    return paths_of(game, to, expr, concept, progress)


def paths_of(
    game: Game,
    to: str | None,
    expr: Expr | None,
    concept: str = "seq",
    progress: Progress = silent,
) -> Paths:
    """The same for a game that is compiled already; `expr` is what `to` says."""
    if game.present is None:
        raise InputError(
            "there is no present state here to start from. Give the case a `present`"
            if game.view == "base"
            else f"the present is no state of view '{game.view}', so there is no way from it"
        )
    if most_moves(game) > MOST_MOVES:
        raise InputError(
            f"this game has up to {most_moves(game):,} moves; ways are looked for among at most "
            f"{MOST_MOVES:,}. Leave out options, or split the case"
        )
    settings = {**game.made_from.settings, "to": to}
    closed = True
    if expr is not None:
        targets = np.flatnonzero(where(game.space, expr) & game.feasible)
        if not len(targets):
            raise InputError(f"no state of this game satisfies '{to}'")
    else:
        table = solve_game(game, CONCEPTS[concept].key)
        targets = np.flatnonzero(table.equilibria[0])
        closed = bool(table.determined.all())
        settings["concept"] = concept
    return Paths(
        game=game,
        start=game.present,
        to=to,
        concept=concept if expr is None else None,
        targets=tuple(targets[np.argsort(game.codes(targets), kind="stable")].tolist()),
        improvements_known=all(game.known[p] for p in movers(game)),
        equilibria_known=closed,
        made_from=replace(game.made_from, settings=settings),
        progress=progress,
    )


def _expression(case: Case, game: Game, text: str) -> Expr:
    """What an expression says, or when a named outcome holds."""
    try:
        return parse(text, frame(case).names)
    except InputError:
        for outcome in game.outcomes:
            if outcome.id == text.strip():
                return outcome.when
        raise
