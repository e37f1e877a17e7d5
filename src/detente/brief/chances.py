"""What would have to change for a good outcome to hold: searched once, within bounds.

The search itself, and what each kind of change is, belongs to the levers; here it is decided what
is looked for, how far, and which of the sets that are found are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from detente.brief import choices
from detente.brief.looks import SEQ
from detente.brief.material import Material
from detente.case.names import names
from detente.errors import InputError
from detente.levers.about import About
from detente.levers.cautions import Caution
from detente.levers.conditions import Checks, Condition
from detente.levers.edits import Edit
from detente.levers.effects import Effects
from detente.levers.find import Plan
from detente.levers.search import Found, most_sets, nearest_miss, search

#: the most changes in one set, and how they are judged; both are what the command takes by default
SIZE, TEST = 3, "steady"
#: sets, and sets times states, beyond which smaller sets are looked for
_SETS, _WORK = 15_000, 1_000_000
#: sets that are told at most; each of another make-up
TOLD = 4


@dataclass(frozen=True)
class Part:
    """One change of a set.

    Attributes
    ----------
    instead : who else could see to the same: a guarantor in the place of a party's own word
    """

    kind: str
    actor: str
    what: str
    about: About
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One smallest set of changes, with what it does.

    Attributes
    ----------
    holds : codes of wanted states that hold afterwards
    gained, lost : codes of states that hold for all afterwards and not before, and the other way
    flags : what to be careful about
    """

    parts: tuple[Part, ...]
    cost: Fraction
    holds: tuple[int, ...]
    gained: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()
    flags: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class Short:
    """Changes that fall short at a state, and who would leave it in whose eyes."""

    parts: tuple[Part, ...]
    code: int
    lacks: tuple[Condition, ...]


@dataclass(frozen=True)
class Chances:
    """What was looked for, how far, and what was found.

    Attributes
    ----------
    codes : the states that would do
    size : the most changes looked at together; 0 where the case is too large to look
    offered : how many single changes the case offers
    sets : how many smallest sets there are, and how many changes the smallest have
    told : the cheapest of them, each of another make-up
    led : after how many of the sets improvements alone lead from the present to what then holds;
        None without a present
    tempting : changes that each side would keep by its own lights and yet would not last
    nearest : where nothing works, what comes nearest
    to, plan, found : the question and the search, for whoever goes on from there
    """

    codes: tuple[int, ...]
    size: int
    offered: int = 0
    already: bool = False
    sets: int = 0
    fewest: int = 0
    told: tuple[Change, ...] = ()
    led: int | None = None
    tempting: Short | None = None
    nearest: Short | None = None
    to: str | None = None
    plan: Plan | None = field(default=None, repr=False)
    found: Found | None = field(default=None, repr=False)


def chances(material: Material) -> Chances | None:
    """Search; None where nothing is wanted, or the case says too little to judge."""
    wants, base = material.wanted, material.base
    if wants is None or not wants.codes or base is None or not base.base.closed:
        return None
    to = None if wants.why == "success" else _expression(material)
    if wants.why != "success" and to is None:
        return None
    if material.many:
        return Chances((), 0)
    try:
        plan = Plan(material.case, to, SEQ, TEST, new=False)
        return _search(material, plan, to)
    except InputError:
        return None


def _expression(material: Material) -> str | None:
    """The best of the wanted states, as the language of cases has it."""
    best = choices.opening(material) or next(iter(choices.wanted_tallies(material)), None)
    if best is None:
        return None
    known = names(material.case)
    if known.states:
        return known.states[best.code]
    told, rest = [], best.code
    for option in known.options:
        rest, level = divmod(rest, len(option.levels))
        told.append(f"{option.full} == {option.levels[level]}")
    return " and ".join(told)


def _search(material: Material, plan: Plan, to: str | None) -> Chances:
    codes, offered = plan.target.codes, len(plan.edits)
    size = work(offered, plan.game.n_states)
    if size == 0:
        return Chances(codes, 0, offered)
    found = _found(plan, size)
    if 0 in found.sets:
        held = _codes(codes, found.sets[0])
        return Chances(held, size, offered, already=True, to=to, plan=plan, found=found)
    if not found.sets:
        miss = nearest_miss(plan.checks, found)
        near = None
        if miss is not None:
            lacks = tuple(one for _, one in miss.lacks)
            near = Short(changes_of(plan, miss.mask), codes[miss.state], lacks)
        tempting = _tempting(plan, to)
        return Chances(
            codes, size, offered, tempting=tempting, nearest=near, to=to, plan=plan, found=found
        )
    return Chances(
        codes,
        size,
        offered,
        sets=len(found.sets),
        fewest=min(mask.bit_count() for mask in found.sets),
        told=_told(material, plan, found),
        led=_led(plan, found),
        tempting=_tempting(plan, to),
        to=to,
        plan=plan,
        found=found,
    )


def work(offered: int, states: int, most: int = SIZE, sets: int = _SETS, steps: int = _WORK) -> int:
    """How many changes to look at together: as many as asked, or fewer where that is too much."""
    for size in range(most, 0, -1):
        count = most_sets(offered, size)
        if count <= sets and count * states <= steps:
            return size
    return 0


def _led(plan: Plan, found: Found) -> int | None:
    """After how many sets improvements lead from the present to a wanted state that then holds."""
    bench = plan.checks[0].bench
    if bench.present((), 0) is None:
        return None
    checks = Checks(bench, plan.game, plan.checks[0].targets, plan.test, True, False)
    reached = Condition("reached")
    return sum(1 for mask, held in found.sets.items() if checks.passed(reached, mask) & held)


def _found(plan: Plan, size: int) -> Found:
    found = search(plan.checks, len(plan.edits), size)
    if not found.complete:
        raise KeyboardInterrupt
    return found


# ---------------------------------------------------------------------------- which are told


def _told(material: Material, plan: Plan, found: Found) -> tuple[Change, ...]:
    """The cheapest sets, none made up like another.

    Of equally cheap ones those that lead to the opening, then those in which most have a part, then
    those that make and unmake fewest other resting places, then those that need no guarantor.
    """
    best = choices.opening(material)
    opening = best.code if best else -1
    codes = plan.target.codes

    effects = Effects(plan.ground, plan.checks, plan.edits)

    def order(mask: int) -> tuple[Fraction, int, bool, int, int, int]:
        cost = sum((edit.cost for edit in _edits(plan, mask)), Fraction(0))
        guaranteed = sum(edit.kind == "guarantee" for edit in _edits(plan, mask))
        away = opening not in _codes(codes, found.sets[mask])
        aside = sum(map(len, effects.equilibria(mask)))
        actors = len({edit.actor for edit in _edits(plan, mask)} & {*plan.game.parties})
        return cost, mask.bit_count(), away, -actors, aside, guaranteed

    chosen: dict[tuple[str, ...], int] = {}
    for mask in sorted(found.sets, key=order):
        kinds = tuple(sorted(_sort(edit.kind) for edit in _edits(plan, mask)))
        chosen.setdefault(kinds, mask)
    told = []
    for mask in list(chosen.values())[:TOLD]:
        gained, lost = effects.equilibria(mask)
        held = _codes(codes, found.sets[mask])
        told.append(
            Change(
                tuple(_with_substitutes(plan, found, mask)),
                order(mask)[0],
                held,
                tuple(code for code in gained if code not in held),
                lost,
                effects.cautions(mask, found.sets[mask]),
            )
        )
    return tuple(told)


def _sort(kind: str) -> str:
    """What somebody binds, and what a guarantor binds in its place, is of one sort."""
    return {"guarantee": "commitment", "disclosure": "belief"}.get(kind, kind)


def _with_substitutes(plan: Plan, found: Found, mask: int) -> Iterator[Part]:
    """The changes of a set; where a guarantee for the same thing works as well, by whom."""
    for k, edit in enumerate(plan.edits):
        if not mask >> k & 1:
            continue
        others = [
            other.actor
            for j, other in enumerate(plan.edits)
            if edit.kind == "commitment"
            and other.kind == "guarantee"
            and (other.about.option, other.about.level) == (edit.about.option, edit.about.level)
            and other.about.deed == "guarantees"
            and mask ^ (1 << k) | (1 << j) in found.sets
        ]
        yield Part(edit.kind, edit.actor, edit.what, edit.about, tuple(dict.fromkeys(others)))


def _edits(plan: Plan, mask: int) -> list[Edit]:
    return plan.checks[0].bench.chosen(mask)


def changes_of(plan: Plan, mask: int) -> tuple[Part, ...]:
    """The changes of a set."""
    return tuple(Part(edit.kind, edit.actor, edit.what, edit.about) for edit in _edits(plan, mask))


def _codes(codes: Sequence[int], states: int) -> tuple[int, ...]:
    return tuple(code for k, code in enumerate(codes) if states >> k & 1)


# ---------------------------------------------------------------------------- tempting


def _tempting(plan: Plan, to: str | None) -> Short | None:
    """One change after which every side would stay by its own lights, and yet it would not last.

    Of several the cheapest that lacks least.
    """
    own = Plan(plan.case, to, plan.concept, "own", beside=plan, new=False)
    found: list[tuple[Fraction, int, int, Short]] = []
    for mask, states in _found(own, 1).sets.items():
        if not mask or plan.checks[0].holds(mask):
            continue
        state = (states & -states).bit_length() - 1
        lacks = tuple(plan.checks[0].failing(mask, state))
        short = Short(changes_of(own, mask), plan.target.codes[state], lacks)
        cost = sum((edit.cost for edit in _edits(own, mask)), Fraction(0))
        found.append((cost, len(lacks), mask, short))
    return min(found, key=lambda one: one[:3])[-1] if found else None
