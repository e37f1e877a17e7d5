"""The smallest changes that make a target hold: edits, search and side effects together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from detente.case.frames import frame
from detente.case.model import Case
from detente.case.names import names
from detente.columns import short
from detente.errors import InputError, nearest
from detente.game.compile import compile_frame
from detente.game.symbolic import Diagrams, TooLarge
from detente.game.symbolic.compile import compile_symbolic_frame
from detente.levers.additions import affordable, extended, parted, with_agreed
from detente.levers.asking import Codes, state_of
from detente.levers.bench import Bench
from detente.levers.conditions import TESTS, Checks
from detente.levers.edits import Edit, Ground, all_edits
from detente.levers.effects import Effects
from detente.levers.never import never_of
from detente.levers.result import Change, Lever, Levers, Made, Nearest, NewOption
from detente.levers.search import Found, most_sets, nearest_miss, search
from detente.levers.set_effects import SetEffects
from detente.levers.target import Target, bases_of, target_among, target_of
from detente.progress import Progress, silent
from detente.result import MadeFrom
from detente.stability.concepts import CONCEPTS

#: states, with those that rules make impossible, beyond which none is listed
CELLS = 1 << 16
#: characters of a state's name beyond which what differs from the present is told instead
_LONG = 100
#: wanted states that are tried where they are formulas
STATES = 12


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
    diagrams: Diagrams | None = None,
    most: int = STATES,
    count: bool | None = None,
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
    diagrams : where games are made as formulas, for cases that nobody could list; without it,
        states are listed
    most : with formulas, at how many wanted states changes are tried, one by one
    count : with formulas, whether all equilibria that come and go are counted; default where that
        is quick, see `countable`

    Raises
    ------
    InputError
        for an unknown concept, test or hypothesis, a target that no state meets, or a case that
        does not say enough.
    """
    plan = Plan(
        case, to, concept, test, hypothesis, reachable, new=new, diagrams=diagrams, most=most
    )
    plan.count = countable(plan) if count is None else count
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
            "that do not bear on the question, or use the symbolic engine"
        )


def countable(plan: Plan) -> bool:
    """Whether equilibria are counted where states are formulas and nobody says whether to.

    What takes long are replies that have to be improvements, with more than one party to make them.
    """
    movers = sum(plan.game.can_move(party) for party in range(len(plan.game.parties)))
    return not CONCEPTS[plan.concept].reads_others or movers < 3


class Plan:
    """What a search works on: the edits that the case offers and the conditions to be met.

    Parameters
    ----------
    beside : a plan for the same case and concept; what its games share with these is made once
    new : whether changes count that bring what the case does not list
    diagrams : where games are made as formulas; None where states are listed
    most : with formulas, at how many wanted states changes are tried

    Attributes
    ----------
    count : with formulas, whether all equilibria that come and go are counted

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
        diagrams: Diagrams | None = None,
        most: int = STATES,
    ) -> None:
        CONCEPTS[concept]
        if test not in TESTS:
            hint = nearest(test, list(TESTS))
            raise InputError(f"there is no test called '{test}'. {hint}".strip())
        self.bases = bases_of(case, hypothesis)
        self.diagrams, self.count = diagrams, True
        if diagrams is None:
            _small_enough(case)
        self.given = hypothesis
        self.case = case = case.knowing(names(case))
        self.concept, self.test, self.reachable = concept, test, reachable
        self.game = self._compiled(case)
        self.never = never_of(case)
        wider = self._wider()
        if diagrams is None:
            self.target: Target = target_of(case, to, self.game, wider, self.never)
        else:
            self.target = target_among(case, to, self.game, wider, self.never, most)
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
            diagrams=diagrams,
        )
        self.edits: tuple[Edit, ...] = tuple(affordable(ground, all_edits(ground)))
        self.ground = self._with_additions(ground)
        codes = self._codes()
        sequences = any(edit.kind == "sequence" for edit in self.edits)
        self.checks: list[Checks] = []
        for h in self.bases:
            first = self.checks[0] if self.checks else None
            near = beside.checks[0] if beside is not None else first
            shared = near.bench if near is not None else None
            bench = Bench(self.case, self.edits, h, concept, shared, diagrams)
            self.checks.append(Checks(bench, self.game, codes, test, reachable, sequences))

    def _with_additions(self, ground: Ground) -> Ground:
        """The same where codes have room for all that is new, and wanted states may include it."""
        fresh = [edit.adds for edit in self.edits if edit.adds is not None]
        if not fresh:
            return ground
        self.case = case = self.case.knowing(extended(ground.names, fresh))
        self.game = self._compiled(case)
        agreed = {one.full for one in fresh if one.agreed}
        strides = [one.stride for one in self.game.options if one.name in agreed]
        codes = with_agreed(self.target.codes, strides)
        self.target = replace(self.target, codes=codes)
        return replace(
            ground, case=case, names=names(case), game=self.game, targets=self.target.codes
        )

    def _compiled(self, case: Case) -> Any:
        """The base of a case, for the engine that is used."""
        words = frame(case, hypothesis=self.bases[0])
        if self.diagrams is None:
            return compile_frame(case, words)
        return compile_symbolic_frame(case, words, self.diagrams)

    def _codes(self) -> Codes:
        """Codes of the wanted states that are tried."""
        if self.diagrams is None:
            return np.array(self.target.codes, dtype=np.int64)
        return self.target.codes

    def _wider(self) -> Any:
        """The base with every rule lifted; merged states keep the rules, and so their codes."""
        case = self.case
        if case.same or not case.impossible:
            return self.game
        return self._compiled(case.model_copy(update={"impossible": []}))

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
        counted: bool | str = True
        trouble = found.trouble
        try:
            effects = self._effects()
            for mask in sorted(found.sets, key=self._cost):
                progress(len(levers), len(found.sets), "side effects")
                levers.append(self._lever(mask, found.sets[mask], effects))
            if isinstance(effects, SetEffects):
                counted = effects.given_up or effects.count
        except KeyboardInterrupt:
            complete = False
        except TooLarge as error:
            complete, trouble = False, str(error)
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
            try:
                near = self._nearest(found)
            except KeyboardInterrupt:
                complete = False
        settings = {
            "to": self.target.text,
            "size": size,
            "concept": self.concept,
            "test": self.test,
            "hypothesis": self.given,
            "reachable": self.reachable,
        }
        if self.diagrams is not None:
            settings["engine"] = "symbolic"
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
            wanted=self.target.of,
            looked_at=len(self.target.codes),
            counted=counted,
            trouble=trouble,
            made_from=MadeFrom(self.case.id, self.case.origin.digest, settings=settings),
        )

    def _effects(self) -> Effects:
        if self.target.region is None:
            return Effects(self.ground, self.checks, self.edits)
        return SetEffects(self.ground, self.checks, self.edits, self.target.region, self.count)

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
            effects.counts(mask, states),
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

    def _label(self, game: Any, state: int) -> str:
        """The name of a state; of many options those that stand otherwise than at present."""
        name: str = game.label(state)
        if self.diagrams is None or len(name) <= _LONG:
            return name
        present = self.game.present
        if present is None:
            return short(name, _LONG)
        before, after = game.space.words(present), game.space.words(state)
        apart = [f"{k}={v}".lower() for k, v in after.items() if before[k] != v]
        outcome = game.outcome(state)
        told = f"{outcome.name}: " if outcome else ""
        return f"{told}the present, with {', '.join(apart)}" if apart else f"{told}the present"

    def _labels(self) -> dict[int, str]:
        """Names of the wanted states, for people."""
        wider = self._wider()
        found: dict[int, str] = {}
        fresh = {edit.adds.full: edit.adds.does for edit in self.edits if edit.adds is not None}
        for code in self.target.codes:
            plain, taken = parted(code, self.game.options, fresh)
            game = self.game if state_of(self.game, plain) is not None else wider
            index = state_of(game, plain)
            told = f"code {plain}" if index is None else self._label(game, index)
            found[code] = "; ".join([told, *(fresh[name] for name in taken)])
        return found


def change_of(edit: Edit) -> Change:
    """An edit as results have it."""
    return Change(edit.kind, edit.actor, edit.what, edit.cost, edit.about)


__all__ = ["CELLS", "Plan", "cells_of", "find_levers"]
