"""The questions that a helper answers about one case, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any

from detente.case.language import And, Stands, parse
from detente.case.load import parse_case
from detente.case.model import Case
from detente.case.names import names
from detente.case.plain import plain
from detente.charts.states import SIGNS
from detente.errors import InputError
from detente.game.symbolic import (
    Bounds,
    Diagrams,
    StateSet,
    SymbolicGame,
    TooLarge,
    compile_symbolic,
)
from detente.game.symbolic.diagrams import Diagram
from detente.paths import paths_of
from detente.progress import Progress
from detente.stability import CONCEPTS, StabilitySets, solve_sets
from detente.stability.explain_sets import Ground
from detente.workbench.wide.answers import (
    Answer,
    Class,
    Compared,
    Counted,
    Described,
    Few,
    Listed,
    Misread,
    Reasons,
    Splits,
    Surprised,
    Telling,
    Way,
    Worth,
)

if TYPE_CHECKING:
    from detente.levers.result import Change
    from detente.workbench.screens.brief.briefing import Order, Ready
    from detente.workbench.screens.levers.question import Found, Question

#: a view, and an account or None
At = tuple[str, str | None]
#: how far the diagrams of one game may grow
BOUNDS = Bounds(2 << 30)
#: states beside the present at which it is told who would be surprised
SURPRISES = 20
#: improvements that are told with their replies
_TOLD = 3


class World:
    """One text with its games and what has been found in them."""

    def __init__(self, text: str, name: str) -> None:
        self.case: Case = parse_case(text, name)
        self.names = names(self.case)
        self._games: dict[At, SymbolicGame] = {}
        self._solved: dict[tuple[At, str], tuple[StabilitySets, str]] = {}

    def game(self, at: At) -> SymbolicGame:
        """The game of a view."""
        if at not in self._games:
            self._games[at] = compile_symbolic(self.case, *at, Diagrams(BOUNDS))
        return self._games[at]

    def solved(self, at: At, concept: str, progress: Progress) -> tuple[StabilitySets, str]:
        """Verdicts under one concept, and why some are missing."""
        key = (at, concept)
        if key not in self._solved:
            try:
                self._solved[key] = solve_sets(self.game(at), (concept,), progress), ""
            except TooLarge as error:
                if not isinstance(error.partial, StabilitySets):
                    raise
                self._solved[key] = error.partial, str(error)
        return self._solved[key]

    def set_where(self, game: SymbolicGame, text: str) -> StateSet:
        """States where an expression holds; all for an empty one."""
        return game.set_of(game.where(parse(text, self.names))) if text else game.states


def counted(world: World, tell: Progress, at: At, concept: str) -> Counted:
    """How many states are stable, for whom."""
    found, trouble = world.solved(at, concept, tell)
    row = next(iter(found.to_count_rows()))
    return Counted(
        concept, row["states"], found.game.n_cells, row["stable"], row["equilibria"], trouble
    )


def telling(world: World, tell: Progress, at: At, concept: str, now: int | None) -> Telling | None:
    """The equilibria in few words; None where they are not known."""
    found = world.solved(at, concept, tell)[0].equilibria(concept)
    if found is None:
        return None
    game = world.game(at)
    if not found:
        return Telling(0, None, {}, {})
    best = {
        party: _few(found.best(scale))
        for party, scale in zip(game.parties, game.scales, strict=True)
        if scale.full.digits
    }
    varying = [option for option in range(len(game.options)) if option not in game.space.held]
    levels = {option: found.levels_of(option) for option in varying}
    fixed = {option: there[0] for option, there in levels.items() if len(there) == 1}
    return Telling(found.count, _near(found, now), best, fixed)


def described(world: World, tell: Progress, at: At, concept: str) -> Described | None:
    """What the equilibria have in common that joins several options; None where not known."""
    found = world.solved(at, concept, tell)[0].describe(concept)
    if found is None:
        return None
    joint = tuple(plain(word.expr, world.names) for word in found.joint)
    return Described(joint, found.count, found.matching, found.searched)


def _few(found: StateSet, distance: int = 0) -> Few:
    return Few(found.first(1)[0], found.count, distance)


def _near(found: StateSet, now: int | None) -> Few | None:
    """Those of a set that are nearest to the present."""
    if now is None or not found:
        return None
    distance, there = found.nearest(now)
    return _few(there, distance)


def marks(
    world: World, tell: Progress, at: At, concept: str, codes: Sequence[int]
) -> tuple[tuple[bool | None, ...], ...]:
    """For some states whether each party would stay; None where that is open."""
    found, _ = world.solved(at, concept, tell)
    sets = [found.stable[concept, party] for party in found.game.parties]
    return tuple(tuple(None if one is None else code in one for one in sets) for code in codes)


def listed(
    world: World,
    tell: Progress,
    at: At,
    kind: tuple[str, str],
    where: str,
    order: str,
    first: int,
    limit: int,
    now: int | None,
    seed: int,
) -> Listed:
    """Some states of a set.

    Parameters
    ----------
    kind : a concept and a party, or "" for what is stable for all; ("", "") for all states
    order : "code", "near" (to the present) or "sample"
    first : how many are passed over
    """
    game = world.game(at)
    concept, party = kind
    found: StateSet | None = game.states
    if concept:
        table = world.solved(at, concept, tell)[0]
        found = table.stable[concept, party] if party else table.equilibria(concept)
    if found is None:
        return Listed(0, ())
    found = found & world.set_where(game, where)
    if order == "sample":
        return Listed(found.count, tuple(found.sample(limit, seed, distinct=True)))
    if order == "near" and now is not None:
        return Listed(found.count, tuple(_by_distance(found, now, first, limit)))
    return Listed(found.count, tuple(islice(found.codes(), first, first + limit)))


def _by_distance(found: StateSet, now: int, first: int, limit: int) -> list[int]:
    """States by how many options differ from the present, then by code."""
    kept: list[int] = []
    passed = 0
    while found and len(kept) < limit:
        _, ring = found.nearest(now)
        skip = max(first - passed, 0)
        kept += islice(ring.codes(), skip, skip + limit - len(kept))
        passed += ring.count
        found = found - ring
    return kept


# ---------------------------------------------------------------------------- one state


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


# ---------------------------------------------------------------------------- preferences


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
        best, worst = _few(game.states.best(scale)), _few(game.set_of(least))
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


# ---------------------------------------------------------------------------- views


def compared(
    world: World, tell: Progress, hypothesis: str | None, concept: str, now: int | None
) -> Compared:
    """Own, expected and base under one account, as numbers with an example each."""
    from detente.views.compare_sets import compare_view_sets

    found = compare_view_sets(world.case, "base", hypothesis, (concept,), tell, BOUNDS)
    row = next(iter(found.to_count_rows()))
    own, expected, base = found.own[concept], found.expected[concept], found.base[concept]

    def class_of(states: StateSet) -> Class:
        example = _near(states, now) or (_few(states) if states else None)
        return Class(states.count, example)

    differ = {}
    for party in found.parties:
        mine, here = own[party], base[party]
        if mine is not None and here is not None:
            differ[party] = (class_of(mine - here), class_of(here - mine))

    def told(name: str) -> dict[str, int | None]:
        sets = {"own": own, "expected": expected, "base": base}[name]
        return {party: None if sets[party] is None else row[name][party] for party in sets}

    return Compared(
        row["states"],
        told("own"),
        told("expected"),
        told("base"),
        {party: states.count for party, states in found.hidden.items()},
        differ,
        {name: class_of(states) for name, states in found.classes[concept].items()},
        found.closed[0],
    )


def misread(world: World, tell: Progress, hypothesis: str | None) -> Misread:
    """How each view differs from the one above it, and the picture of words with two meanings."""
    from detente.charts import CHARTS
    from detente.views.meanings import compare_meanings
    from detente.views.misperceptions import misperceptions

    case, drawn = world.case, None
    found = misperceptions(case, hypothesis=hypothesis, diagrams=Diagrams(BOUNDS))
    if case.meanings or any(view.means for view in case.views.values()):
        with suppress(InputError):
            senses = compare_meanings(case, hypothesis=hypothesis, diagrams=Diagrams(BOUNDS))
            drawn = CHARTS["meanings"](case, senses, prefix="drawn-meanings")
    return Misread(found, drawn)


def surprised(world: World, tell: Progress, hypothesis: str | None, concept: str) -> Surprised:
    """Who would be surprised by whom: exact numbers, and the nearest of them."""
    from detente.views.surprise_sets import surprise_sets

    found = surprise_sets(world.case, "base", hypothesis, concept, tell, BOUNDS, SURPRISES)
    return Surprised(
        found.items, dict(found.counts), found.looked_at, found.told, found.of, found.open
    )


# ---------------------------------------------------------------------------- levers, the brief


def levers(world: World, tell: Progress, question: Question) -> Found:
    """The sets of changes that a search finds, without the way each would be made."""
    from detente.workbench.screens.levers.question import look

    found = look(world.case, question, Event(), tell)
    return replace(
        found,
        levers=replace(
            found.levers,
            levers=tuple(replace(one, changes=_unmade(one.changes)) for one in found.levers.levers),
            nearest=found.levers.nearest
            and replace(found.levers.nearest, changes=_unmade(found.levers.nearest.changes)),
        ),
    )


def brief(world: World, tell: Progress, order: Order, where: str) -> Ready:
    """The brief, in every form that needs no browser.

    Parameters
    ----------
    where : the path of the file, for the evidence beside it
    """
    from detente.workbench.screens.brief.briefing import placed, ready

    return ready(placed(world.case, where), order, tell)


def bundle(
    world: World, tell: Progress, order: Order, where: str, evidence: bool, documents: bool
) -> bytes:
    """Case, brief and, if asked for, evidence in one zip."""
    from detente.workbench.screens.brief.briefing import packed, placed

    return packed(placed(world.case, where), order, evidence, documents)


def _unmade(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(replace(change, made=None) for change in changes)


QUESTIONS: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        *(counted, telling, described, marks, listed, judged, reasons, way),
        *(splits, worth, held),
        *(compared, misread, surprised),
        *(levers, brief, bundle),
    )
}
