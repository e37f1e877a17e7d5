"""The same search in each rival account, and in all of them at once: how far, and what was found.

The base account is gone through first. A rival account in which some of its smallest sets work is
only asked for smaller ones; where none of them works, sets of up to `SIZE` changes are looked at.
Where even these do not do, something more modest is looked for: anything short of the outcome that
could not be undone. What works in every account works in each, so that all at once are asked only
about sets that are known to work somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.brief import choices
from detente.brief.chances import Chances, Change, Short, changes_of, work
from detente.brief.looks import SEQ, Account
from detente.brief.material import Material
from detente.errors import InputError
from detente.levers.bench import Bench
from detente.levers.cautions import Caution
from detente.levers.conditions import Checks, Condition
from detente.levers.effects import Effects
from detente.levers.find import Plan
from detente.levers.search import Found, nearest_miss, search

#: the most changes in one set of a rival account
SIZE = 2
#: sets, and sets times states, beyond which smaller sets are looked for
_SETS, _WORK = 2_500, 100_000
#: party, option, level
Levels = tuple[tuple[str, str, str], ...]
#: of so many equally cheap sets the one with the fewest warnings is told
_COMPARED = 12


@dataclass(frozen=True)
class Looked:
    """What was looked for, how far, and what was found.

    Attributes
    ----------
    size : the most changes looked at together; 0 where that was too much work
    already : whether nothing has to change
    sets : how many smallest sets there are up to that size
    told : the cheapest of them
    nearest : where nothing works, what comes nearest
    """

    size: int
    already: bool = False
    sets: int = 0
    told: Change | None = None
    nearest: Short | None = None

    @property
    def found(self) -> bool:
        """Whether something does."""
        return self.already or self.told is not None


@dataclass(frozen=True)
class Row:
    """One rival account, or all at once.

    Attributes
    ----------
    account : None for all accounts at once
    same : how many of the smallest sets of the base account work here too
    lacks : where none of them does: what the first of them lacks
    wider : where neither those nor other sets do: what it takes to stay short of the outcome that
        could not be undone
    blocked : for all at once: the accounts in which nothing was found
    """

    account: Account | None
    same: int
    here: Looked
    lacks: tuple[Condition, ...] = ()
    wider: Looked | None = None
    blocked: tuple[Account, ...] = ()


@dataclass(frozen=True)
class Rivals:
    """All rows, and what the more modest question asks for.

    Attributes
    ----------
    short_of : what is to be avoided; empty where nothing is, or where nobody needs to ask
    """

    rows: tuple[Row, ...]
    short_of: Levels


@dataclass(frozen=True, eq=False)
class _Search:
    """One search that was made: what it worked on, how far it went, what it found."""

    plan: Plan
    found: Found
    size: int


def rivals(material: Material, base: Chances) -> Rivals | None:
    """Search; None where there are no rival accounts, or the base account was not searched."""
    if len(material.accounts) < 2 or base.plan is None or base.found is None:
        return None
    first = _Search(base.plan, base.found, base.size)
    short_of = _short_of(material)
    avoid = "not (" + " and ".join(f"{p}.{o} == {at}" for p, o, at in short_of) + ")"
    rows, lesser = [], []
    everywhere = base.found.sets
    for account in material.accounts[1:]:
        works, lacks = _works(first, account)
        everywhere = {k: held & works.get(k, 0) for k, held in everywhere.items()}
        most = min(SIZE, base.fewest - 1) if works else SIZE
        here = _look(base.plan, base.to, account.key, most)
        told = _told(here, near=not base.sets)
        wider = None
        if short_of and not works and not told.found:
            lesser.append(_look(base.plan, avoid, account.key, SIZE))
            wider = _told(lesser[-1])
        rows.append(Row(account, len(works), told, lacks, wider))
    rows.append(_all_at_once(material, base, sum(map(bool, everywhere.values())), rows, lesser))
    return Rivals(tuple(rows), short_of if lesser else ())


def _all_at_once(
    material: Material, base: Chances, same: int, rows: list[Row], lesser: list[_Search | None]
) -> Row:
    """What works whichever account holds.

    Where one account has no answer, or sets of the base account work in all, no search is needed.
    """
    assert base.plan is not None
    blocked = tuple(row.account for row in rows if row.account and not (row.same or row.here.found))
    here = Looked(min((row.here.size for row in rows if row.account in blocked), default=0))
    if not blocked and not same and "all" not in material.case.hypotheses:
        here = _told(_look(base.plan, base.to, "all", SIZE))
    wider = None
    known = lesser[0] if lesser else None
    if known is not None and not same:
        sets = known.found.sets
        for account in material.accounts:
            works, _ = _works(known, account)
            sets = {mask: held & works[mask] for mask, held in sets.items() if mask in works}
        found = Found({mask: held for mask, held in sets.items() if held})
        wider = _told(_Search(known.plan, found, known.size), near=False)
    return Row(None, same, here, (), wider, blocked)


def _works(known: _Search, account: Account) -> tuple[dict[int, int], tuple[Condition, ...]]:
    """The sets of one search that work in another account, with the states that hold there.

    Returns
    -------
    also, where none works, what the first of them lacks
    """
    plan, sets = known.plan, known.found.sets
    if (account.key,) == plan.bases or not sets:
        return sets, ()
    bench = Bench(plan.case, plan.edits, account.key, plan.concept, plan.checks[0].bench)
    checks = Checks(bench, plan.game, plan.checks[0].targets, plan.test, False, False)
    left = dict(sets)
    for condition in checks.conditions:
        masks = list(left)
        for mask, passed in zip(masks, checks.passed_by(condition, masks), strict=True):
            left[mask] &= passed
        left = {mask: states for mask, states in left.items() if states}
    if left:
        return left, ()
    mask, states = next(iter(sets.items()))
    return left, tuple(checks.failing(mask, (states & -states).bit_length() - 1))


def _short_of(material: Material) -> Levels:
    """What cannot be undone in the outcome to be most wary of."""
    for risk in choices.risks(material):
        if risk.kind == "locked":
            stuck, only = choices.stuck_in(material, risk.code)
            held = next((a for a in [*only, *material.accounts] if a.base.holds(risk.code)), None)
            key = held.key if held else None
            return tuple(choices.fixed_options(material, risk.code, stuck, key))
    return ()


def _look(near: Plan, to: str | None, key: str | None, most: int) -> _Search | None:
    """Look for sets of up to so many changes, fewest first; stop where some do."""
    try:
        plan = Plan(near.case, to, SEQ, near.test, key, beside=near, new=False)
    except InputError:
        return None
    size = work(len(plan.edits), plan.game.n_states, most, _SETS, _WORK)
    found = search(plan.checks, len(plan.edits), size, smallest=True)
    if not found.complete:
        raise KeyboardInterrupt
    return _Search(plan, found, size)


def _told(made: _Search | None, near: bool = True) -> Looked:
    """What a search comes to; what comes nearest only where that is asked for."""
    if made is None:
        return Looked(0)
    plan, found, size = made.plan, made.found, made.size
    if found.sets:
        return Looked(size, 0 in found.sets, len(found.sets), _cheapest(plan, found))
    miss = nearest_miss(plan.checks, Found(visited=found.visited)) if near else None
    if miss is None:
        return Looked(size)
    lacks = tuple(dict.fromkeys(one for _, one in miss.lacks))
    code = plan.target.codes[miss.state]
    return Looked(size, nearest=Short(changes_of(plan, miss.mask), code, lacks))


def _cheapest(plan: Plan, found: Found) -> Change:
    """One of the cheapest sets: of several the one with the fewest warnings, and no guarantor."""

    def cost(mask: int) -> Fraction:
        return sum((edit.cost for edit in plan.checks[0].bench.chosen(mask)), Fraction(0))

    def guarantees(mask: int) -> int:
        return sum(edit.kind == "guarantee" for edit in plan.checks[0].bench.chosen(mask))

    effects = Effects(plan.ground, plan.checks, plan.edits)
    least = min(map(cost, found.sets))
    masks = sorted((mask for mask in found.sets if cost(mask) == least), key=guarantees)
    flags = {mask: effects.cautions(mask, found.sets[mask]) for mask in masks[:_COMPARED]}
    chosen = min(flags, key=lambda mask: sum(map(_serious, flags[mask])))
    states = found.sets[chosen]
    held = tuple(code for k, code in enumerate(plan.target.codes) if states >> k & 1)
    return Change(changes_of(plan, chosen), least, held, flags=flags[chosen])


def _serious(flag: Caution) -> bool:
    """Whether a warning is of harm to somebody, and not of something to ask about or to spare."""
    return flag.kind not in ("not_consulted", "needless")
