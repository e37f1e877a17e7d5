"""What compiling a case takes whichever engine follows: its options, its parties, its mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from detente.case.frames import Believed, Frame, frame
from detente.case.language import parse
from detente.case.model import Case, OneWay, Weights
from detente.errors import Problem
from detente.game.naming import NamedOutcome
from detente.game.space import Bools, OptionAxis
from detente.result import MadeFrom

#: what a party may wish another, as a sign
_WISHES = {"ill": -1, "nothing": 0, "well": 1}


class Building:
    """A case on its way to a game, as one view has it.

    Attributes
    ----------
    problems, warnings : what has been found on the way
    """

    def __init__(self, case: Case, words: Frame) -> None:
        self.case = case
        self.words = words
        self.names = words.names
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    # ------------------------------------------------------------------ parts of the game

    def known(self) -> tuple[bool, ...]:
        """Per party, whether the case says what it prefers."""
        return tuple(
            self.words.believed[party].preferences is not None for party in self.words.parties
        )

    def outcomes(self) -> tuple[NamedOutcome, ...]:
        """The outcomes that the case names."""
        return tuple(
            NamedOutcome(key, outcome.name.value, parse(outcome.when.value, self.names))
            for key, outcome in self.case.outcomes.items()
        )

    def made_from(self) -> MadeFrom:
        """Which case, and which view of it."""
        return MadeFrom(
            self.case.id,
            self.case.origin.digest,
            settings={"view": self.words.view, "hypothesis": self.words.hypothesis},
        )

    def attitudes(self) -> tuple[tuple[int, ...], ...] | None:
        """What each party wishes each: as `feelings` say; itself well, where they say nothing."""
        parties = self.words.parties
        said = {
            (party, other): _WISHES[feeling.wishes]
            for party, feelings in self.case.feelings.items()
            for other, feeling in feelings.items()
            if feeling.wishes is not None and party in parties and other in parties
        }
        if not any(party != other for party, other in said):
            return None
        return tuple(
            tuple(said.get((party, other), int(party == other)) for other in parties)
            for party in parties
        )

    def options(self) -> tuple[OptionAxis, ...]:
        """All options of the case as arrays need them, in code order."""
        found = []
        stride = 1
        for option in self.names.options:
            named = option.levels != ("false", "true")
            found.append(OptionAxis(option.full, option.levels, named, stride))
            stride *= len(option.levels)
        return tuple(found)

    def problem(self, path: tuple[str | int, ...], what: str, hint: str = "") -> None:
        """Note a mistake of the case file."""
        where = self.case.origin.locate(path)
        self.problems.append(Problem(where, _dotted(path), what, hint))

    def warning(self, path: tuple[str | int, ...], what: str, hint: str = "") -> None:
        """Note something that is worth a look."""
        where = self.case.origin.locate(path)
        self.warnings.append(Problem(where, _dotted(path), what, hint, "warning"))

    # ------------------------------------------------------------------ axes, rankings

    def varying(self, options: Sequence[OptionAxis], held: Mapping[int, int]) -> tuple[int, ...]:
        """The options that this view lets vary."""
        return tuple(k for k in range(len(options)) if k not in held)

    def owners(self, axes: Sequence[int]) -> tuple[int, ...]:
        """Which party moves each axis; -1 where nobody with a say does."""
        place = {party: p for p, party in enumerate(self.words.parties)}
        return tuple(place.get(self.names.options[k].party, -1) for k in axes)

    def reach(self, axes: Sequence[int]) -> tuple[Bools, ...]:
        """Which level of each axis can become which."""
        return tuple(directions(self.names.options[k].levels, self.words.one_way[k]) for k in axes)

    def nothing_feasible(self) -> None:
        """Note that no state is left."""
        path: tuple[str | int, ...] = ("impossible",)
        if self.words.path and self.words.impossible:
            path = self.words.impossible[-1].path[:-1]
        self.problem(
            path,
            "no state is feasible: together these rules forbid every combination"
            + (f" in view '{self.words.view}'" if self.words.path else ""),
            "Remove a rule, or make one narrower.",
        )

    def impossible_present(self) -> None:
        """Note that the present is impossible: a mistake in the base, a remark in a view."""
        what = "the present state is impossible"
        if not self.words.path:
            self.problem(self.words.present_path, what, "See `impossible`.")
        else:
            self.warning(self.words.present_path, f"{what} as view '{self.words.view}' has it")

    def impossible_rung(self, believed: Believed, code: int) -> None:
        """Note that a ranking names a state that is none."""
        self.warning(
            (*believed.path, "ranking"),
            f"the ranking names state {code}, which is impossible; it is passed over",
        )

    def whole_terms(self, weights: Weights) -> list[tuple[int, tuple[str, ...]]]:
        """Weights as whole numbers in the same proportions, each with what it stands on."""
        scale = lcm(*(term.weight.denominator for term in weights.terms))
        return [(int(term.weight * Fraction(scale)), (term.expr,)) for term in weights.terms]

    def held_where_written(self, believed: Believed) -> dict[int, int]:
        """Levels that a view's own ranking need not spell out: what that view does not see.

        Views below read the ranking as it was meant there, whatever they presume themselves.
        """
        if believed.path[0] != "views":
            return {}
        return frame(self.case, str(believed.path[1]), self.words.hypothesis).held()

    def note_unlisted(self, believed: Believed, count: int) -> None:
        """Warn of states that a ranking leaves out."""
        if count:
            states = "1 state is" if count == 1 else f"{count} states are"
            where = f" in view '{self.words.view}'" if self.words.path else ""
            self.warning(
                (*believed.path, "ranking"),
                f"{states} not ranked{where} and tied below the rest",
            )


def directions(levels: Sequence[str], one_way: OneWay) -> Bools:
    """Which level of an option can become which, (levels, levels); staying included."""
    reach = np.ones((len(levels), len(levels)), dtype=np.bool_)
    if one_way.kind == "up":
        reach = np.triu(reach)
    if one_way.kind == "down":
        reach = np.tril(reach)
    for level in one_way.locked:
        reach[levels.index(level)] = False
        reach[levels.index(level), levels.index(level)] = True
    return reach


def _dotted(path: tuple[str | int, ...]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
