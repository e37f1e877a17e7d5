"""Questions about one state: who would stay, why, and the ways there from the present."""

from __future__ import annotations

from dataclasses import replace

from detente.case.language import And, Stands
from detente.charts.states import SIGNS
from detente.game.symbolic import SymbolicGame
from detente.paths import paths_of
from detente.progress import Progress
from detente.stability import CONCEPTS, coalition_sets_of
from detente.stability.explain_sets import Ground
from detente.workbench.wide.answers import Answer, Leaving, Reasons, Way
from detente.workbench.wide.questions.world import At, World, few_of

#: improvements that are told with their replies
_TOLD = 3
#: by which definition groups are asked: each member would gain at once, whatever is answered
GROUPS = "cnash"


def judged(world: World, tell: Progress, at: At, code: int) -> tuple[str, ...]:
    """The strictest sign of every party in one state, worked out for it alone."""
    game = world.game(at)
    signs: list[str] = []
    for place, party in enumerate(game.parties):
        tell(place, len(game.parties), f"asking {party}")
        signs.append(_ground(game, place, code)[0])
    return tuple(signs)


def reasons(world: World, tell: Progress, at: At, party: str, code: int) -> Reasons:
    """Why one party would stay in one state, or leave it."""
    game = world.game(at)
    sign, ground = _ground(game, game.party_index(party), code)
    if ground is None or sign == "nash":
        return Reasons(sign)
    free = ground.undeterred
    pool = free if free else ground.improvements
    scale = game.scales[ground.party]
    ends = dict.fromkeys([*pool.best(scale).first(_TOLD), *pool.first(_TOLD)])
    told: list[Answer] = []
    for end in list(ends)[:_TOLD]:
        tell(len(told), _TOLD, "looking for an answer")
        found = ground.answered(end)
        steps = found.reply
        reply = None if steps is None else tuple((game.parties[s.party], s.to) for s in steps)
        told.append(Answer(end, reply))
    return Reasons(sign, ground.improvements.count, free.count, tuple(told))


def _ground(game: SymbolicGame, party: int, code: int) -> tuple[str, Ground | None]:
    """The strictest sign under which a party would stay, and what it rests on.

    Where it would leave, that is asked of credible answers, as everywhere.
    """
    credible: Ground | None = None
    for concept, sign in SIGNS:
        one = CONCEPTS[concept]
        if not one.answerable(game, party):
            return "open", None
        ground = Ground(game, one, party, code)
        if concept == "seq":
            credible = ground
        if not ground.undeterred:
            return sign, ground
    return "moves", credible


def way(world: World, tell: Progress, at: At, now: int, code: int) -> Way:
    """The ways from the present to a state."""
    game = replace(world.game(at), present=now).telling(tell)
    levels = game.space.levels(code)
    here = And(tuple(Stands(k, frozenset({level})) for k, level in enumerate(levels)))
    paths = paths_of(game, "this state", here, progress=tell)
    found = paths.ways(code)
    dips = [dip.party for one in found.ways() for dip in one.dips]
    return Way(found, {party: paths.n_places(party) for party in dips})


def together(world: World, tell: Progress, at: At, code: int) -> tuple[Leaving, ...]:
    """Groups of at least two that would leave a state together, each member gaining by it.

    Smaller groups first; one that holds another that would leave is not told.
    """
    sets = coalition_sets_of(world.game(at), GROUPS, progress=tell)
    found: list[Leaving] = []
    for place, coalition in enumerate(sets.coalitions):
        tell(place, len(sets.coalitions), "groups")
        names = sets.names(coalition)
        if len(names) < 2 or any({*one.parties} < {*names} for one in found):
            continue
        ends = sets.ends(GROUPS, coalition, code)
        if ends:
            found.append(Leaving(names, few_of(ends)))
    return tuple(found)
