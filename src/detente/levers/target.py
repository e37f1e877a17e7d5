"""What is wanted: an expression, or what every party could accept as a success at once."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.language import Expr, parse
from detente.case.model import Case
from detente.case.names import names
from detente.errors import InputError, nearest
from detente.game.game import Game
from detente.game.symbolic import StateSet, SymbolicGame
from detente.levers.never import Never, meets


@dataclass(frozen=True)
class Target:
    """An expression and the states that meet it.

    Attributes
    ----------
    text : the expression, or those of all parties joined
    codes : states of the base that meet it, ascending; also states that are impossible as the case
        stands and could be made possible; where states are formulas, some of these
    of : how many there are
    region : all of them, where states are formulas
    """

    text: str
    codes: tuple[int, ...]
    of: int = 0
    region: StateSet | None = None


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
    return Target(text, tuple(sorted(codes)), len(codes))


def target_among(
    case: Case, to: str | None, game: SymbolicGame, wider: SymbolicGame, never: Never, most: int
) -> Target:
    """The same where states are formulas: a few of those that are wanted, each to be tried.

    All of them where they are few enough. Else those to which the fewest parties would have reason
    to prefer another that they could move to, then those nearest the present, then those that each
    party likes best.

    Parameters
    ----------
    most : how many are tried
    """
    text, exprs = _wanted(case, to)
    forbidden = game.diagrams.false
    met = wanted = game.diagrams.true
    for rule in never.rules:
        forbidden |= wider.where(rule)
    for one in exprs:
        met &= game.where(one)
        wanted &= wider.where(one)
    if not game.set_of(met):
        raise InputError(f"no state of '{case.id}' meets the target: {text}")
    if not game.set_of(met & ~forbidden):
        raise InputError(
            f"the target is met only where something holds that `levers: never:` rules out: {text}"
        )
    found = wider.set_of(wanted & ~forbidden)
    if found.count <= most:
        return Target(text, tuple(found.codes()), found.count, found)
    told: dict[int, None] = {}
    pools = [_least_moved(game, game.set_of(met & ~forbidden)), found]
    pools += [found.best(scale) for p, scale in enumerate(game.scales) if game.known[p]]
    share = -(-most // len(pools))
    for pool in pools:
        near = pool if game.present is None else pool.nearest(game.present)[1]
        told |= dict.fromkeys(near.first(share))
    left = found
    while len(told) < most and left:  # pools overlap; what is left of the room goes to the nearest
        near = left if game.present is None else left.nearest(game.present)[1]
        told |= dict.fromkeys(near.first(most))
        left = left - near
    return Target(text, tuple(sorted(list(told)[:most])), found.count, found)


def _least_moved(game: SymbolicGame, found: StateSet) -> StateSet:
    """Those of some states from which the fewest parties have a better state to move to."""
    by_count = [found]
    for party, scale in enumerate(game.scales):
        better = game.engine.gains(scale, game.space.feasible, scale.full.read_off)
        moved = game.set_of(better if game.known[party] else game.diagrams.false)
        kept = [one - moved for one in by_count]
        left = [one & moved for one in by_count]
        nothing = game.set_of(game.diagrams.false)
        by_count = [a | b for a, b in zip([*kept, nothing], [nothing, *left], strict=True)]
    return next(one for one in by_count if one)


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
