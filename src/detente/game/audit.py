"""Everything that can be found wrong with a case without solving it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from detente.case import load
from detente.case.holes import Hole, holes
from detente.case.model import Case
from detente.columns import counted
from detente.errors import CaseError, InputError, Problem
from detente.game.compile import compile_game
from detente.game.engines import beyond_listing, compile_with
from detente.game.frozen import frozen
from detente.result import MadeFrom, Result, Row


@dataclass(frozen=True, eq=False)
class Audit(Result):
    """Problems, warnings and holes of a case.

    Attributes
    ----------
    case : None where the file could not be read as a case
    """

    case: Case | None
    problems: tuple[Problem, ...]
    holes: tuple[Hole, ...]
    made_from: MadeFrom

    @property
    def errors(self) -> list[Problem]:
        """Those that keep the case from being used."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def to_rows(self) -> Iterator[Row]:
        """One row per problem, warning and hole."""
        for problem in self.problems:
            yield {
                "kind": problem.severity,
                "where": problem.where,
                "path": problem.path,
                "what": problem.what,
                "hint": problem.hint,
            }
        for hole in self.holes:
            yield {"kind": "missing", "what": hole.what, "analyses": list(hole.analyses)}

    def only(self, commands: Collection[str]) -> Audit:
        """The same, with such holes alone as concern analyses that there are commands for.

        An analysis is named by its command, which more words may follow.
        """
        kept = []
        for hole in self.holes:
            named = tuple(a for a in hole.analyses if a.split(":")[0].split()[0] in commands)
            if named:
                kept.append(replace(hole, analyses=named))
        return replace(self, holes=tuple(kept))

    def summary(self) -> str:
        """One line on a case without errors."""
        assert self.case is not None
        parts = [
            counted(len(self.case.parties), "party", "parties"),
            counted(len(self.case.views), "view"),
            counted(len(self.case.hypotheses), "hypothesis", "hypotheses"),
            counted(len(self.case.statements), "statement"),
        ]
        return f"{self.case.id} is usable: " + ", ".join(parts)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), *map(str, self.holes)])


def audit(name: str) -> Audit:
    """Read a case and look at every view and rival base of it.

    Raises
    ------
    InputError
        where there is no such case at all; what is wrong inside it is reported, not raised.
    """
    try:
        case = load(name)
    except CaseError as error:
        return Audit(None, all_problems(error), (), MadeFrom(name, ""))
    found: dict[Problem, None] = dict.fromkeys(case.warnings)
    for view, hypothesis in _games(case):
        try:
            game = compile_with("auto", case, view, hypothesis)
            found.update(dict.fromkeys(game.warnings))
        except CaseError as error:
            found.update(dict.fromkeys(error.problems))
        except InputError as error:
            where = case.origin.locate(("parties",))
            found[Problem(where, "", str(error).rstrip("."))] = None
    faulty = any(problem.severity == "error" for problem in found)
    if not faulty and not beyond_listing(case):
        found.update(dict.fromkeys(_freezes(case)))
    return Audit(case, tuple(found), tuple(holes(case)), MadeFrom(case.id, case.origin.digest))


def all_problems(error: CaseError) -> tuple[Problem, ...]:
    """The problems of a file that cannot be used, with those that show only in its states.

    What could be read of the case is looked at too: whether any state is feasible, whether the
    present is. Names that could not be read have been reported and are passed over.
    """
    if not isinstance(error.partial, Case):
        return error.problems
    try:
        compile_game(error.partial)
    except CaseError as more:
        return (*error.problems, *(p for p in more.problems if p not in error.problems))
    except Exception:  # a case with mistakes may break anything; they have been reported
        return error.problems
    return error.problems


def _games(case: Case) -> list[tuple[str, str | None]]:
    return [
        (view, hypothesis)
        for hypothesis in (None, *case.hypotheses)
        for view in ("base", *case.views)
    ]


def _freezes(case: Case) -> Iterator[Problem]:
    for one in frozen(case):
        yield Problem(
            case.origin.locate(one.path),
            f"impossible: {one.rule}",
            f"this rule leaves '{one.party}' no alternative in {counted(len(one.codes), 'state')}",
            "That settles something by assumption; say so, or let an option decide it.",
            "warning",
        )
