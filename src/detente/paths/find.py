"""Looking for ways: what is asked of a case, and whether it can be gone through."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.case.frames import frame
from detente.case.language import Expr, parse
from detente.case.model import Case
from detente.errors import InputError
from detente.game.engines import by_formulas, compile_with
from detente.game.evaluate import where
from detente.game.game import Game
from detente.game.steps import most_moves
from detente.game.symbolic import Bounds, StateSet, SymbolicGame, TooLarge
from detente.paths.ground import AnyGame, ListedGround
from detente.paths.set_ground import SetGround
from detente.paths.ways import Paths
from detente.progress import Progress, silent
from detente.stability.concepts import CONCEPTS
from detente.stability.sets import solve_sets
from detente.stability.solve import solve_game

#: where moves are listed, a game with more of them would be searched for minutes
MOST_MOVES = 1 << 29


def find_paths(
    case: Case,
    to: str | None = None,
    view: str = "base",
    hypothesis: str | None = None,
    concept: str = "seq",
    progress: Progress = silent,
    engine: str = "auto",
    bounds: Bounds | None = None,
) -> Paths:
    """Look for ways from the present to where an expression holds, or to every equilibrium.

    Parameters
    ----------
    to : an expression, or the id of an outcome that the case names; None for all equilibria
    view : "base", or a path of party ids
    concept : whose equilibria, where `to` is None
    engine : "explicit", "symbolic", or "auto" for the one that suits the case
    bounds : how large the diagrams of the symbolic engine may grow

    Raises
    ------
    InputError
        without a present state, for an expression that no state satisfies, an unknown view,
        hypothesis or concept, or a game with too many moves.
    TooLarge
        where diagrams outgrow their bounds before there is a target.
    """
    game = compile_with(engine, case, view, hypothesis, bounds)
    if engine == "auto" and isinstance(game, Game) and most_moves(game) > MOST_MOVES:
        game = by_formulas(case, view, hypothesis, bounds) or game
    expr = None if to is None else _expression(case, game, to)
    return paths_of(game, to, expr, concept, progress)


def paths_of(
    game: AnyGame,
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
    targets: tuple[int, ...] | StateSet
    ground: ListedGround | SetGround
    if isinstance(game, SymbolicGame):
        ground = SetGround(game, game.present, progress)
        targets, closed = _formulas(game, expr, concept, progress)
    else:
        if most_moves(game) > MOST_MOVES:
            raise InputError(
                f"this game has up to {most_moves(game):,} moves; ways are looked for among at "
                f"most {MOST_MOVES:,} where they are listed. Use the symbolic engine, leave out "
                "options, or split the case"
            )
        ground = ListedGround(game, game.present, progress)
        targets, closed = _listed(game, expr, concept)
    if expr is not None and not targets:
        raise InputError(f"no state of this game satisfies '{to}'")
    settings = {**game.made_from.settings, "to": to}
    if expr is None:
        settings["concept"] = concept
    return Paths(
        game=game,
        start=game.present,
        to=to,
        concept=concept if expr is None else None,
        targets=targets,
        ground=ground,
        improvements_known=all(
            game.known[p] or not game.can_move(p) for p in range(len(game.parties))
        ),
        equilibria_known=closed,
        made_from=replace(game.made_from, settings=settings),
    )


def _listed(game: Game, expr: Expr | None, concept: str) -> tuple[tuple[int, ...], bool]:
    """Targets by code, and whether equilibria are known for all parties."""
    closed = True
    if expr is not None:
        found = np.flatnonzero(where(game.space, expr) & game.feasible)
    else:
        table = solve_game(game, CONCEPTS[concept].key)
        found = np.flatnonzero(table.equilibria[0])
        closed = bool(table.determined.all())
    return tuple(found[np.argsort(game.codes(found), kind="stable")].tolist()), closed


def _formulas(
    game: SymbolicGame, expr: Expr | None, concept: str, progress: Progress
) -> tuple[StateSet, bool]:
    """The same where states cannot be listed."""
    if expr is not None:
        with game.diagrams.bounded():
            return game.set_of(game.where(expr)), True
    try:
        table = solve_sets(game, CONCEPTS[concept].key, progress)
    except TooLarge as error:
        raise TooLarge(f"{error}, before there was a target. Name one (--to)") from None
    found = table.equilibria(concept)
    return (game.set_of(game.diagrams.false), False) if found is None else (found, True)


def _expression(case: Case, game: AnyGame, text: str) -> Expr:
    """What an expression says, or when a named outcome holds."""
    try:
        return parse(text, frame(case).names)
    except InputError:
        for outcome in game.outcomes:
            if outcome.id == text.strip():
                return outcome.when
        raise
