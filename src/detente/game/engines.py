"""Which engine computes a game: the explicit one lists every state, the symbolic one none."""

from __future__ import annotations

from math import prod

from detente.case.frames import frame
from detente.case.model import Case
from detente.errors import CaseError, InputError
from detente.game.compile import MAX_CELLS, compile_game
from detente.game.game import Game
from detente.game.symbolic import Bounds, Diagrams, SymbolicGame, compile_symbolic
from detente.game.symbolic.compile import refusal

#: what people may ask for
ENGINES = ("auto", "explicit", "symbolic")


def compile_with(
    engine: str,
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    bounds: Bounds | None = None,
) -> Game | SymbolicGame:
    """The game that a view of a case believes it is in, for one of the engines.

    Parameters
    ----------
    engine : "explicit", "symbolic", or "auto" for the one that suits the size of the case
    bounds : how large the diagrams of the symbolic engine may grow

    Raises
    ------
    InputError
        as `compile_game` and `compile_symbolic` do, or for an engine that there is not.
    """
    if engine not in ENGINES:
        raise InputError(f"there is no engine '{engine}'. Known: {', '.join(ENGINES)}")
    if engine == "auto":
        engine = "symbolic" if beyond_listing(case, view, hypothesis) else "explicit"
    if engine == "explicit":
        return compile_game(case, view, hypothesis)
    return compile_symbolic(case, view, hypothesis, Diagrams(bounds))


def by_formulas(
    case: Case, view: str = "base", hypothesis: str | None = None, bounds: Bounds | None = None
) -> SymbolicGame | None:
    """The game as the symbolic engine has it; None where the case or this machine allows none.

    For games that can be listed, but whose moves are too many for what is asked.
    """
    if refusal(case, frame(case, view, hypothesis)) is not None:
        return None
    try:
        return compile_symbolic(case, view, hypothesis, Diagrams(bounds))
    except CaseError:
        raise
    except InputError:  # the library is not here, or a ranking leaves too many states out
        return None


def beyond_listing(case: Case, view: str = "base", hypothesis: str | None = None) -> bool:
    """Whether a view has more combinations of options than the explicit engine can hold."""
    words = frame(case, view, hypothesis)
    held = words.held()
    sizes = [len(option.levels) for option in words.names.options]
    cells = prod(size for k, size in enumerate(sizes) if k not in held)
    return cells > MAX_CELLS or prod(sizes) >= 1 << 62
