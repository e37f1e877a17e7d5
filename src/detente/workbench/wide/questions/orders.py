"""Questions about preferences: what statements split, where states stand in an order."""

from __future__ import annotations

from collections.abc import Sequence

from detente.game.symbolic import SymbolicGame
from detente.game.symbolic.diagrams import Diagram
from detente.progress import Progress
from detente.stability import CONCEPTS
from detente.stability.explain_sets import Ground
from detente.workbench.wide.answers import Splits, Worth
from detente.workbench.wide.questions.world import At, World, few_of


def splits(
    world: World, tell: Progress, at: At, party: str, statements: Sequence[Sequence[str]]
) -> Splits:
    """How many states satisfy each statement of a party, and what it likes most and least."""
    game = world.game(at)
    holds, tops = [], []
    top = game.states
    for texts in statements:
        here = game.set_of(game.diagrams.false)
        for text in texts:
            here = here | world.set_where(game, text)
        top = top & here
        holds.append(here.count)
        tops.append(top.count)
    digits = game.scales[game.party_index(party)].full.digits
    best = worst = None
    if digits:
        least = game.space.feasible
        for digit in digits:
            if least & ~digit != game.diagrams.false:
                least = least & ~digit
        scale = game.scales[game.party_index(party)]
        best, worst = few_of(game.states.best(scale)), few_of(game.set_of(least))
    return Splits(game.n_states, tuple(holds), tuple(tops), best, worst)


def worth(world: World, tell: Progress, at: At, code: int) -> dict[str, Worth]:
    """Where one state stands in the order of each party."""
    game = world.game(at)
    found = {}
    for place, party in enumerate(game.parties):
        no_better = Ground(game, CONCEPTS["nash"], place, code).no_better
        above = (~game.set_of(no_better)).count
        found[party] = Worth(above, game.set_of(_as_good(game, party, code)).count)
    return found


def _as_good(game: SymbolicGame, party: str, code: int) -> Diagram:
    """States that a party likes just as much as one."""
    found = game.space.feasible
    for digit in game.scales[game.party_index(party)].full.digits:
        found = found & (digit if game.space.holds(digit, code) else ~digit)
    return found


def held(world: World, tell: Progress, at: At, texts: Sequence[str]) -> tuple[int, ...]:
    """How many states there are, and in how many each expression holds."""
    game = world.game(at)
    return (game.n_states, *(world.set_where(game, text).count for text in texts))
