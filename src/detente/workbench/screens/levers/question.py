"""What is looked for: the fields of the form, checked, and the search that answers them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.case.model import Case
from detente.errors import InputError
from detente.game.symbolic import Bounds, Diagrams
from detente.levers.conditions import TESTS, Condition
from detente.levers.edits import Edit
from detente.levers.find import CELLS, Plan, cells_of, change_of, countable
from detente.levers.result import Change, Levers, Made
from detente.levers.search import search
from detente.progress import Progress
from detente.stability import default_concepts
from detente.workbench.wide.essence import wide

#: how far diagrams may grow where states cannot be listed
BOUNDS = Bounds(2 << 30)
#: sizes that the form offers
SIZES = (1, 2, 3, 4)
#: sets of which it is asked in which other accounts they would do
_TRIED = 60


@dataclass(frozen=True)
class Question:
    """One search for levers.

    Attributes
    ----------
    to : what is wanted; empty for what every party could accept as a success
    hypothesis : empty for the base, an id, or "all"
    again : tells a search that is made again from the one before
    """

    to: str = ""
    size: int = 3
    concept: str = "seq"
    test: str = "steady"
    hypothesis: str = ""
    reachable: bool = False
    again: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str], case: Case) -> Question:
        """From the fields of an address or a form; what is not known there is left as it is."""
        size = fields.get("size", "")
        concept, test = fields.get("concept", ""), fields.get("test", "")
        base = fields.get("base", "")
        return cls(
            " ".join(fields.get("to", "").split())[:2000],
            int(size) if size in {str(one) for one in SIZES} else 1 if wide(case) else 3,
            concept if concept in default_concepts() else "seq",
            test if test in TESTS else "steady",
            base if base in {*case.hypotheses, "all"} else "",
            fields.get("reachable", "") in {"on", "yes"},
            fields.get("again", "")[:8],
        )

    def plan(self, case: Case, hypothesis: str | None = None, beside: Plan | None = None) -> Plan:
        """What a search works on.

        Raises
        ------
        InputError
            as `find_levers` does.
        """
        base = self.hypothesis if hypothesis is None else hypothesis
        return Plan(
            case,
            self.to or None,
            self.concept,
            self.test,
            base or None,
            self.reachable,
            beside,
            diagrams=Diagrams(BOUNDS) if cells_of(case) > CELLS else None,
        )


@dataclass(frozen=True, eq=False)
class Found:
    """What a search gave.

    Attributes
    ----------
    levers : the sets, cheapest first
    before : what each wanted state lacks as things are, by code
    rivals : for each of the first sets, the accounts in which it would do, and those in which not;
        None stands for the base
    """

    levers: Levers
    before: Mapping[int, tuple[Condition, ...]]
    rivals: tuple[tuple[tuple[str | None, ...], tuple[str | None, ...]], ...] = ()


def look(case: Case, question: Question, stop: threading.Event, progress: Progress) -> Found:
    """Search; what was found before a stop is kept.

    Raises
    ------
    InputError
        as `find_levers` does, and where it was stopped before anything was found.
    """

    def tell(done: int, total: int | None, what: str) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        progress(done, total, what)

    try:
        tell(0, None, "setting out")
        plan = question.plan(case)
        if plan.diagrams is not None:
            plan.count = countable(plan)
        found = search(plan.checks, len(plan.edits), question.size, tell)
        levers = plan.result(found, question.size, tell)
    except KeyboardInterrupt:
        raise InputError("the search was stopped before it had found anything") from None
    before = _before(plan)
    if plan.diagrams is not None:  # each further account would take as long again
        return Found(levers, before)
    try:
        return Found(levers, before, _rivals(case, question, plan, levers, tell))
    except KeyboardInterrupt:
        return Found(levers, before)


def _before(plan: Plan) -> dict[int, tuple[Condition, ...]]:
    """What wanted states lack under the first base that they do not meet, some of them at most."""
    found = {}
    for place, code in enumerate(plan.target.codes[:_TRIED]):
        lacking = (tuple(checks.failing(0, place)) for checks in plan.checks)
        found[code] = next((one for one in lacking if one), ())
    return found


def _rivals(
    case: Case, question: Question, plan: Plan, levers: Levers, tell: Progress
) -> tuple[tuple[tuple[str | None, ...], tuple[str | None, ...]], ...]:
    """In which other accounts the same changes would do."""
    if question.hypothesis == "all" or not case.hypotheses or not levers.levers:
        return ()
    plans: dict[str | None, Plan] = {}
    for key in (None, *case.hypotheses):
        tell(len(plans), len(case.hypotheses) + 1, "other accounts")
        if (key or "") == question.hypothesis:
            plans[key] = plan
            continue
        try:
            plans[key] = replace(question, hypothesis="").plan(case, key or "")
        except InputError:
            continue
    told: list[tuple[tuple[str | None, ...], tuple[str | None, ...]]] = []
    for lever in levers.levers[:_TRIED]:
        tell(len(told), None, "other accounts")
        wanted = {name(change) for change in lever.changes}
        does: list[str | None] = []
        fails: list[str | None] = []
        for key, one in plans.items():
            mask = sum(1 << k for k, edit in enumerate(one.edits) if edit_name(edit) in wanted)
            whole = mask.bit_count() == len(lever.changes)
            (does if whole and one.checks[0].holds(mask) else fails).append(key)
        told.append((tuple(does), tuple(fails)))
    return tuple(told)


# ---------------------------------------------------------------------------- changes by name


def name(change: Change) -> str:
    """What a form calls a change: its kind, who acts, and what it is."""
    return f"{change.kind} | {change.actor} | {change.what}"


def edit_name(edit: Edit) -> str:
    """The same for the edit behind a change."""
    return f"{edit.kind} | {edit.actor} | {edit.what}"


def changes_named(case: Case, question: Question, wanted: tuple[str, ...]) -> list[Change]:
    """The changes that a form names, made afresh for a case as it stands now.

    Raises
    ------
    InputError
        where the case does not offer one of them any more.
    """
    plan = question.plan(case)
    offered = {edit_name(edit): edit for edit in plan.edits}
    found = []
    for one in wanted:
        edit = offered.get(one)
        if edit is None:
            raise InputError("the case does not offer this change any more; look for levers again")
        made = Made(edit, plan.bases, case.origin.digest)
        found.append(replace(change_of(edit), made=made))
    return found
