"""From words to formulas: what `detente.game.compile` does for arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from weakref import WeakSet

from detente.case.frames import Believed, Frame, frame, present_levels, state_levels
from detente.case.language import Expr, Or, leaves, parse
from detente.case.model import Case, Prefers, Ranking, Weights
from detente.errors import CaseError, InputError
from detente.game.building import Building
from detente.game.compile import MAX_CELLS
from detente.game.symbolic.diagrams import Bounds, Diagram, Diagrams
from detente.game.symbolic.engine import SymbolicEngine
from detente.game.symbolic.formula import formula
from detente.game.symbolic.game import SymbolicGame
from detente.game.symbolic.order import near
from detente.game.symbolic.scales import Number, Scale, total
from detente.game.symbolic.space import SymbolicSpace, bits_of

#: where variables stand in a good order already; the library goes on from there by itself
_ordered: WeakSet[Diagrams] = WeakSet()


def compile_symbolic(
    case: Case,
    view: str = "base",
    hypothesis: str | None = None,
    diagrams: Diagrams | None = None,
) -> SymbolicGame:
    """The game that a view of a case believes it is in, as formulas.

    Parameters
    ----------
    view : "base", or a path of party ids such as "west.russia"
    hypothesis : a rival base to start from
    diagrams : where to make it; games made in one place can be compared

    Raises
    ------
    InputError
        for an unknown party or hypothesis, or a case that cannot go this way.
    CaseError
        where no state is feasible, or the present is impossible.
    """
    return compile_symbolic_frame(
        case, frame(case, view, hypothesis), diagrams or Diagrams(Bounds())
    )


def compile_symbolic_frame(case: Case, words: Frame, diagrams: Diagrams) -> SymbolicGame:
    """The same for a frame that is at hand."""
    reason = refusal(case, words)
    if reason is not None:
        raise InputError(f"this case cannot be solved by formulas: {reason}")
    with diagrams.bounded():
        return _Symbolic(case, words, diagrams).build()


def refusal(case: Case, words: Frame) -> str | None:
    """Why a case cannot go this way; None where it can."""
    if words.names.states:
        return "it lists its states and moves one by one, which the explicit engine takes as it is"
    if case.same:
        return (
            "states that are the same (`same`) are merged one by one. The explicit engine does "
            f"that up to {MAX_CELLS:,} combinations of options"
        )
    return None


class _Symbolic(Building):
    """A case on its way to formulas."""

    def __init__(self, case: Case, words: Frame, diagrams: Diagrams) -> None:
        super().__init__(case, words)
        self.diagrams = diagrams
        options = self.options()
        held = words.held()
        axes = self.varying(options, held)
        self._declare()
        self.space = SymbolicSpace(diagrams, options, axes, held, diagrams.false)
        forbidden = diagrams.false
        for rule in words.impossible:
            forbidden |= formula(rule.expr, self.space)
        self.space = SymbolicSpace(diagrams, options, axes, held, forbidden)
        if self.space.feasible == diagrams.false:
            self.nothing_feasible()
            raise CaseError(self.problems)

    def build(self) -> SymbolicGame:
        """Everything, or one CaseError with all problems."""
        axes = self.space.axes
        game = SymbolicGame(
            space=self.space,
            engine=SymbolicEngine(self.space, self.owners(axes), self.reach(axes)),
            parties=self.words.parties,
            scales=tuple(
                self.scale(p, self.words.believed[party])
                for p, party in enumerate(self.words.parties)
            ),
            known=self.known(),
            present=self.present(),
            view=self.words.view,
            hypothesis=self.words.hypothesis,
            outcomes=self.outcomes(),
            options=self.space.options,
            attitudes=self.attitudes(),
            made_from=self.made_from(),
            warnings=tuple(self.warnings),
        )
        if self.problems:
            raise CaseError(self.problems)
        return game

    # ------------------------------------------------------------------ variables

    def _declare(self) -> None:
        """Variables for all options of the case, and marks for all statements, in a good order."""
        options = [f"o{k}" for k in range(len(self.names.options))]
        groups = [_options_in([rule.expr]) for rule in self.words.impossible]
        marks: list[str] = []
        for party in self.words.parties:
            preferences = self.words.believed[party].preferences
            if isinstance(preferences, Prefers):
                for statement in preferences.statements:
                    mark = _mark(party, statement.alternatives)
                    if mark not in marks:
                        marks.append(mark)
                        groups.append([mark, *_options_in(self._parsed(statement.alternatives))])
            elif isinstance(preferences, Weights):
                groups += [_options_in(self._parsed((t.expr,))) for t in preferences.terms]
        names = [*options, *marks]
        if self.diagrams not in _ordered:  # what comes later goes behind what there is anyway
            names = near(names, groups)
            _ordered.add(self.diagrams)
        for name in names:
            if name in marks:
                self.diagrams.declare([name])
            else:
                option = int(name[1:])
                self.diagrams.declare(bits_of(option, len(self.names.options[option].levels)))

    def _parsed(self, texts: Sequence[str]) -> list[Expr]:
        return [parse(text, self.names) for text in texts]

    # ------------------------------------------------------------------ present

    def present(self) -> int | None:
        """Code of the present state as this view has it, or None."""
        if self.words.present is None:
            return None
        levels = present_levels(self.words.present, self.names)
        code = self.space.project(self.space.code(levels))
        if self.space.holds(self.space.feasible, code):
            return code
        self.impossible_present()
        return None

    # ------------------------------------------------------------------ preferences

    def scale(self, party: int, believed: Believed) -> Scale:
        """How a party ranks states; all alike where it is not known."""
        name = self.words.parties[party]
        match believed.preferences:
            case Prefers():
                return self.by_statements(party, name, believed.preferences)
            case Weights():
                return self.by_weights(party, name, believed.preferences)
            case Ranking():
                full = self.number(f"{name} rung", self.by_ranking(believed))
                return Scale(party, full, full)
        nothing = Number(self.diagrams, (), ())
        return Scale(party, nothing, nothing)

    def by_statements(self, party: int, name: str, prefers: Prefers) -> Scale:
        """Each statement a digit; one that cannot decide any more is left out."""
        kept: list[tuple[Diagram, str]] = []
        for statement in prefers.statements:
            digit = self.truth(statement.alternatives)
            decided = [digit, ~digit]
            if digit in (self.diagrams.true, self.diagrams.false):
                continue
            if not any(one in decided for one, _ in kept):
                kept.append((digit, _mark(name, statement.alternatives)))
        self.diagrams.declare(mark for _, mark in kept)
        own = [(digit, mark) for digit, mark in kept if self.touches(party, digit)]
        return Scale(party, *(
            Number(self.diagrams, tuple(d for d, _ in some), tuple(m for _, m in some))
            for some in (kept, own)
        ))  # fmt: skip

    def by_weights(self, party: int, name: str, weights: Weights) -> Scale:
        """The digits of the exact sum."""
        terms = [(weight, self.truth(texts)) for weight, texts in self.whole_terms(weights)]
        own = [(weight, truth) for weight, truth in terms if self.touches(party, truth)]
        return Scale(
            party,
            self.number(f"{name} sum", total(self.diagrams, terms)),
            self.number(f"{name} own sum", total(self.diagrams, own)),
        )

    def by_ranking(self, believed: Believed) -> tuple[Diagram, ...]:
        """The digits of the rung, the best highest; states left out are tied below the rest."""
        rungs = self.named_rungs(believed)
        listed = reduce(or_, rungs.values(), self.diagrams.false)
        added = {
            bit: value
            for option in self.words.added
            if option in self.space.axes
            for bit, value in self.space.level_bits(option, 0).items()
        }
        if added:  # a ranking written before tells no states apart that differ in these alone
            spread = {k: self.diagrams.fix(added, states) for k, states in rungs.items()}
            rungs = {k: states | (spread[k] & ~listed) for k, states in rungs.items()}
            listed = reduce(or_, rungs.values(), self.diagrams.false)
        left = self.space.count(self.space.feasible & ~listed)
        if left > MAX_CELLS:
            raise InputError(
                f"this case cannot be solved by formulas: the ranking of "
                f"'{believed.path[-1]}' goes state by state and leaves {left:,} of "
                f"{self.space.n_states:,} states out, which would all be tied. Give statements "
                "(`prefers`) or `weights` instead"
            )
        self.note_unlisted(believed, left)
        best = 1 + max(rungs, default=0)
        return tuple(
            reduce(
                or_,
                (states for k, states in rungs.items() if best - k >> place & 1),
                self.diagrams.false,
            )
            for place in reversed(range(best.bit_length()))
        )

    def named_rungs(self, believed: Believed) -> dict[int, Diagram]:
        """The states that each rung names (0 is best); the first naming counts."""
        assert isinstance(believed.preferences, Ranking)
        held = self.held_where_written(believed)
        exact: dict[int, int] = {}
        meant: dict[int, int] = {}
        for rung, entries in enumerate(believed.preferences.rungs):
            for entry in entries:
                levels = state_levels(entry.value, self.names)
                code = self.space.code(levels)
                if self.is_state(code):
                    exact.setdefault(code, rung)
                elif not self.words.path:
                    self.impossible_rung(believed, code)
                seen = self.space.code([held.get(k, n) for k, n in enumerate(levels)])
                if held and self.is_state(seen):
                    meant.setdefault(seen, rung)
        found: dict[int, Diagram] = {}
        for code, rung in {**meant, **exact}.items():
            found[rung] = found.get(rung, self.diagrams.false) | self.space.single(code)
        return found

    def is_state(self, code: int) -> bool:
        """Whether a code is one of a state of this view."""
        return self.space.project(code) == code and self.space.holds(self.space.feasible, code)

    def truth(self, texts: Sequence[str]) -> Diagram:
        """Where one of some expressions holds."""
        return formula(Or(tuple(self._parsed(texts))), self.space)

    def touches(self, party: int, digit: Diagram) -> bool:
        """Whether the party's own options enter a formula."""
        name = self.words.parties[party]
        own = {
            bit
            for option in self.space.axes
            if self.names.options[option].party == name
            for bit in self.space.bits(option)
        }
        return bool(own & self.diagrams.support(digit))

    def number(self, name: str, digits: tuple[Diagram, ...]) -> Number:
        """A number with marks of its own."""
        marks = tuple(f"{name} {place}" for place in reversed(range(len(digits))))
        self.diagrams.declare(marks)
        return Number(self.diagrams, digits, marks)


def _mark(party: str, alternatives: Sequence[str]) -> str:
    """The mark of a statement: the same for all views in which the party makes it."""
    return f"{party} prefers {' | '.join(alternatives)}"


def _options_in(exprs: Sequence[Expr]) -> list[str]:
    found: Mapping[int, None] = {
        leaf.option: None for expr in exprs for leaf in leaves(expr) if hasattr(leaf, "option")
    }
    return [f"o{option}" for option in found]
