"""What is wanted: an expression, or what every party could accept as a success at once."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.language import Expr, parse
from detente.case.model import Case
from detente.case.names import names
from detente.errors import InputError, nearest
from detente.game.game import Game
from detente.levers.never import Never, meets


@dataclass(frozen=True)
class Target:
    """An expression and the states that meet it.

    Attributes
    ----------
    text : the expression, or those of all parties joined
    codes : states of the base that meet it, ascending; also states that are impossible as the case
        stands and could be made possible
    """

    text: str
    codes: tuple[int, ...]


def target_of(case: Case, to: str | None, game: Game, wider: Game, never: Never) -> Target:
    """Find the states that are wanted.

    Parameters
    ----------
    game : the base game
    wider : the base game with every rule lifted that a change could lift

    Raises
    ------
    InputError
        where nothing is said of what is wanted, or no state meets it.
    """
    text, exprs = _wanted(case, to)
    met = [k for k in game.states().tolist() if all(meets(game, k, one) for one in exprs)]
    if not met:
        raise InputError(f"no state of '{case.id}' meets the target: {text}")
    if all(never.forbids(game, index) for index in met):
        raise InputError(
            f"the target is met only where something holds that `levers: never:` rules out: {text}"
        )
    codes = {game.code(index) for index in met if not never.forbids(game, index)}
    for index in wider.states().tolist():
        if all(meets(wider, index, one) for one in exprs) and not never.forbids(wider, index):
            codes.add(wider.code(index))
    return Target(text, tuple(sorted(codes)))


def _wanted(case: Case, to: str | None) -> tuple[str, list[Expr]]:
    known = names(case)
    if to is not None:
        return to, [parse(to, known)]
    entries = {entry.value: parse(entry.value, known) for entry in case.victory.values()}
    if not entries:
        raise InputError(
            "the case does not say what each party could accept as a success (`victory`). "
            "Say what is wanted: --to EXPR"
        )
    if len(entries) == 1:
        return next(iter(entries)), list(entries.values())
    return " and ".join(f"({text})" for text in entries), list(entries.values())


def bases_of(case: Case, hypothesis: str | None) -> tuple[str | None, ...]:
    """The bases that changes must work under: one, or with "all" the base and every rival."""
    if hypothesis == "all" and "all" not in case.hypotheses:
        return (None, *case.hypotheses)
    if hypothesis is not None and hypothesis not in case.hypotheses:
        hint = nearest(hypothesis, [*case.hypotheses, "all"])
        raise InputError(f"there is no hypothesis '{hypothesis}'. {hint}".strip())
    return (hypothesis,)
