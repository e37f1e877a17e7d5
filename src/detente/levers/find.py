"""The smallest changes that make a target hold: edits, search and side effects together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod

import numpy as np

from detente.case.model import Case
from detente.case.names import names
from detente.errors import InputError, nearest
from detente.game.compile import compile_game
from detente.game.game import Game
from detente.levers.additions import affordable, extended, parted, with_agreed
from detente.levers.bench import Bench
from detente.levers.conditions import TESTS, Checks
from detente.levers.edits import Edit, Ground, all_edits
from detente.levers.effects import Effects
from detente.levers.never import never_of
from detente.levers.result import Change, Lever, Levers, Made, Nearest, NewOption
from detente.levers.search import Found, most_sets, nearest_miss, search
from detente.levers.target import Target, bases_of, target_of
from detente.progress import Progress, silent
from detente.result import MadeFrom
from detente.stability.concepts import CONCEPTS

#: states, with those that rules make impossible, beyond which nothing is looked for
CELLS = 1 << 16


def find_levers(
    case: Case,
    to: str | None = None,
    size: int = 3,
    concept: str = "seq",
    test: str = "steady",
    hypothesis: str | None = None,
    reachable: bool = False,
    progress: Progress = silent,
    new: bool = True,
) -> Levers:
    """Find all smallest sets of changes after which a wanted state holds, with their side effects.

    Parameters
    ----------
    to : what is wanted; by default what every party could accept as a success, all at once
    size : the most changes in one set
    test : "own", "consensus" or "steady"; see `TESTS`
    hypothesis : a rival base; "all" for what works whichever base holds, at one and the same state
    reachable : ask also that improvements lead there from the present, as the case assumes and as
        each party sees it
    new : look also at what the case does not list (promises, words that save face, parts of what is
        divided), which rests on assumptions that are flagged

    Raises
    ------
    InputError
        for an unknown concept, test or hypothesis, a target that no state meets, or a case that
        does not say enough.
    """
    plan = Plan(case, to, concept, test, hypothesis, reachable, new=new)
    if size < 0:
        raise InputError("the size of a set of changes is not negative")
    found = search(plan.checks, len(plan.edits), size, progress)
    return plan.result(found, size, progress)


def cells_of(case: Case) -> int:
    """How many states the options of a case make, with those that rules make impossible."""
    return prod(len(option.levels) for option in names(case).options)


def _small_enough(case: Case) -> None:
    """Pass where every change can be tried in a game of its own within a useful time."""
    cells = cells_of(case)
    if cells > CELLS:
        raise InputError(
            f"the options of '{case.id}' make {cells:,} states, too many to look for changes in: "
            f"each is tried in a game of its own, and the limit is {CELLS:,}. Leave out options "
            "that do not bear on the question"
        )


class Plan:
    """What a search works on: the edits that the case offers and the conditions to be met.

    Parameters
    ----------
    beside : a plan for the same case and concept; what its games share with these is made once
    new : whether changes count that bring what the case does not list

    Raises
    ------
    InputError
        as `find_levers` does; also, before anything is built, for a case of too many states.
    """

    def __init__(
        self,
        case: Case,
        to: str | None,
        concept: str = "seq",
        test: str = "steady",
        hypothesis: str | None = None,
        reachable: bool = False,
        beside: Plan | None = None,
        new: bool = True,
    ) -> None:
        CONCEPTS[concept]
        if test not in TESTS:
            hint = nearest(test, list(TESTS))
            raise InputError(f"there is no test called '{test}'. {hint}".strip())
        self.bases = bases_of(case, hypothesis)
        _small_enough(case)
        self.given = hypothesis
        self.case = case = case.knowing(names(case))
        self.concept, self.test, self.reachable = concept, test, reachable
        self.game = compile_game(case, hypothesis=self.bases[0])
        self.never = never_of(case)
        wider = self._wider()
        self.target: Target = target_of(case, to, self.game, wider, self.never)
        seen = any(
            entry.value is None for view in case.views.values() for entry in view.unseen.values()
        )
        ground = Ground(
            case,
            self.bases,
            names(case),
            self.game,
            self.target.codes,
            self.never,
            reads_present=reachable or seen,
            wanted=self.target.text,
            concept=concept,
            new=new,
        )
        self.edits: tuple[Edit, ...] = tuple(affordable(ground, all_edits(ground)))
        self.ground = self._with_additions(ground)
        codes = np.array(self.target.codes, dtype=np.int64)
        sequences = any(edit.kind == "sequence" for edit in self.edits)
        self.checks: list[Checks] = []
        for h in self.bases:
            first = self.checks[0] if self.checks else None
            near = beside.checks[0] if beside is not None else first
            shared = near.bench if near is not None else None
            bench = Bench(self.case, self.edits, h, concept, shared)
            self.checks.append(Checks(bench, self.game, codes, test, reachable, sequences))

    def _with_additions(self, ground: Ground) -> Ground:
        """The same where codes have room for all that is new, and wanted states may include it."""
        fresh = [edit.adds for edit in self.edits if edit.adds is not None]
        if not fresh:
            return ground
        self.case = case = self.case.knowing(extended(ground.names, fresh))
        self.game = compile_game(case, hypothesis=self.bases[0])
        agreed = {one.full for one in fresh if one.agreed}
        strides = [one.stride for one in self.game.options if one.name in agreed]
        self.target = Target(self.target.text, with_agreed(self.target.codes, strides))
        return replace(
            ground, case=case, names=names(case), game=self.game, targets=self.target.codes
        )

    def _wider(self) -> Game:
        """The base with every rule lifted; merged states keep the rules, and so their codes."""
        case = self.case
        if case.same or not case.impossible:
            return self.game
        return compile_game(case.model_copy(update={"impossible": []}), hypothesis=self.bases[0])

    def changes(self) -> tuple[Change, ...]:
        """Every change that the case offers."""
        return tuple(map(self._change, self.edits))

    def most_sets(self, size: int) -> int:
        """How many sets of changes there are up to a size."""
        return most_sets(len(self.edits), size)

    # ------------------------------------------------------------------ the result

    def result(self, found: Found, size: int, progress: Progress = silent) -> Levers:
        """What a search found, cheapest first, with side effects.

        Where this is interrupted, the sets whose side effects are known already are kept.
        """
        levers: list[Lever] = []
        complete = found.complete
        try:
            effects = Effects(self.ground, self.checks, self.edits)
            for mask in sorted(found.sets, key=self._cost):
                progress(len(levers), len(found.sets), "side effects")
                levers.append(self._lever(mask, found.sets[mask], effects))
        except KeyboardInterrupt:
            complete = False
        levers.sort(
            key=lambda one: (
                one.cost,
                len(one.changes),
                len(one.flags),
                [c.what for c in one.changes],
            )
        )
        near = None
        if not levers and complete:
            near = self._nearest(found)
        settings = {
            "to": self.target.text,
            "size": size,
            "concept": self.concept,
            "test": self.test,
            "hypothesis": self.given,
            "reachable": self.reachable,
        }
        return Levers(
            case_id=self.case.id,
            target=self.target.text,
            concept=self.concept,
            test=self.test,
            hypothesis=self.given,
            size=size,
            levers=tuple(levers),
            nearest=near,
            offered=len(self.edits),
            tried=found.tried,
            complete=complete,
            labels=self._labels(),
            made_from=MadeFrom(self.case.id, self.case.origin.digest, settings=settings),
        )

    def _cost(self, mask: int) -> tuple[Fraction, int]:
        """What a set of changes costs, and how many there are."""
        edits = self.checks[0].bench.chosen(mask)
        return sum((edit.cost for edit in edits), Fraction(0)), len(edits)

    def _lever(self, mask: int, states: int, effects: Effects) -> Lever:
        edits = self.checks[0].bench.chosen(mask)
        changes = tuple(map(self._change, edits))
        gained, lost = effects.equilibria(mask)
        steps = {one.name: one.stride for one in self.game.options}
        cautions = effects.cautions(mask, states)
        return Lever(
            changes,
            sum((edit.cost for edit in edits), Fraction(0)),
            effects.telling(mask, states),
            gained,
            lost,
            tuple(map(str, cautions)),
            tuple(
                NewOption(one.full, one.does, steps[one.full])
                for edit in edits
                if (one := edit.adds) is not None
            ),
            cautions,
        )

    def _change(self, edit: Edit) -> Change:
        made = Made(edit, self.bases, self.case.origin.digest)
        return replace(change_of(edit), made=made)

    def _nearest(self, found: Found) -> Nearest | None:
        miss = nearest_miss(self.checks, found)
        if miss is None:
            return None
        edits = self.checks[0].bench.chosen(miss.mask)
        lacks = [
            self._lacking(self.bases[k], condition.kind, condition.views, condition.party)
            for k, condition in miss.lacks
        ]
        return Nearest(
            tuple(map(self._change, edits)),
            self.target.codes[miss.state],
            tuple(dict.fromkeys(lacks)),
        )

    def _lacking(
        self, base: str | None, kind: str, views: tuple[tuple[str, ...], ...], party: str
    ) -> str:
        called = self.ground.called
        where = "as this case assumes"
        if len(views) == 1:
            where = f"as {called(views[0][0])} sees it"
        elif views:
            where = f"as {called(views[0][0])} thinks that {called(views[1][1])} sees it"
        under = f" (hypothesis {base})" if base and len(self.bases) > 1 else ""
        match kind:
            case "possible":
                return f"it is not possible{under}"
            case "present":
                return f"the present becomes impossible{under}"
            case "reached":
                return f"improvements from the present do not lead there, {where}{under}"
        return f"{called(party)} would leave it, {where}{under}"

    def _labels(self) -> dict[int, str]:
        """Names of the wanted states, for people."""
        wider = self._wider()
        found: dict[int, str] = {}
        fresh = {edit.adds.full: edit.adds.does for edit in self.edits if edit.adds is not None}
        for code in self.target.codes:
            plain, taken = parted(code, self.game.options, fresh)
            game = self.game if self.game.index(plain) is not None else wider
            index = game.index(plain)
            told = f"code {plain}" if index is None else game.label(index)
            found[code] = "; ".join([told, *(fresh[name] for name in taken)])
        return found


def change_of(edit: Edit) -> Change:
    """An edit as results have it."""
    return Change(edit.kind, edit.actor, edit.what, edit.cost, edit.about)


__all__ = ["CELLS", "Plan", "cells_of", "find_levers"]
