"""What coalitions would leave where states cannot be listed: sets, worked out when asked for.

What a coalition leaves is asked of some states: of those that are listed, of those that every
party alone would keep, of one. That is far less work than asking of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from detente.errors import InputError
from detente.game.symbolic import StateSet, SymbolicGame, TooLarge
from detente.progress import Progress, silent
from detente.result import MadeFrom, Result, Row
from detente.stability.coalition_concepts import COALITION_CONCEPTS, answerable
from detente.stability.coalition_diagrams import DiagramEngine
from detente.stability.coalition_sets import Coalition

#: so many states go into rows where nobody asks for more, and so many that one would be left for
ROWS, TOLD = 100, 100
MISSING = "preferences are missing"
GREW = "the diagrams grew too large"
INTERRUPTED = "it was interrupted"


@dataclass(frozen=True, eq=False)
class CoalitionSets(Result):
    """Which states coalitions would leave, under which coalitional concept.

    Attributes
    ----------
    concepts : ids of coalitional concepts
    coalitions : by size, then in the order of the parties
    pareto : whether it is enough that somebody in a coalition gains and nobody loses
    grown : what was said when diagrams grew too large; filled as answers are asked for
    """

    game: SymbolicGame
    concepts: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    pareto: bool
    made_from: MadeFrom
    progress: Progress = field(default=silent, repr=False)
    grown: list[str] = field(default_factory=list, repr=False)
    _engine: DiagramEngine = field(init=False, repr=False)
    _open: dict[tuple[str, Coalition], str] = field(default_factory=dict, repr=False)
    _answered: set[tuple[str, Coalition]] = field(default_factory=set, repr=False)
    _kept: dict[str, tuple[StateSet, StateSet]] = field(default_factory=dict, repr=False)
    _universal: dict[str, StateSet | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_engine", DiagramEngine(self.game, self.pareto))
        for concept in self.concepts:
            for coalition in self.coalitions:
                if not answerable(self.game, COALITION_CONCEPTS[concept], coalition):
                    self._open[concept, coalition] = MISSING
                elif reason := self._engine.refusal(coalition, COALITION_CONCEPTS[concept]):
                    raise InputError(f"'{concept}' cannot be used here: {reason}")

    def everyone(self, concept: str) -> bool:
        """Whether each party alone is among the coalitions."""
        return sum(len(one) == 1 for one in self.coalitions) == len(self.game.parties)

    @property
    def rows(self) -> int | None:
        """So many states go into rows where nobody asks for more or fewer; None: all."""
        return ROWS

    @property
    def whole(self) -> bool:
        """Whether every coalition is looked at."""
        return len(self.coalitions) == (1 << len(self.game.parties)) - 1

    @property
    def complete(self) -> bool:
        """Whether nothing that was asked was interrupted."""
        return INTERRUPTED not in self._open.values()

    def names(self, coalition: Coalition) -> tuple[str, ...]:
        """The ids of the members."""
        return tuple(self.game.parties[p] for p in coalition)

    # ------------------------------------------------------------------ answers

    def why_open(self, concept: str, coalition: Coalition) -> str:
        """Why there is no answer, as far as was asked; empty where there is one."""
        return self._open.get((concept, coalition), "")

    def leaving(self, concept: str, coalition: Coalition, among: StateSet) -> StateSet | None:
        """Those of some states that a coalition would leave; None where the answer is open."""
        if (concept, coalition) in self._open:
            return None
        total = len(self.concepts) * len(self.coalitions)
        place = self.concepts.index(concept) * len(self.coalitions)
        self.progress(place + self.coalitions.index(coalition), total, "coalitions")
        try:
            found = self._engine.leaving(coalition, COALITION_CONCEPTS[concept], among)
            self._answered.add((concept, coalition))
            return found
        except KeyboardInterrupt:  # what was found is kept
            for pair in product(self.concepts, self.coalitions):
                if pair not in self._answered:
                    self._open.setdefault(pair, INTERRUPTED)
            return None
        except TooLarge as error:
            members = " + ".join(self.names(coalition))
            self.grown.append(f"{error} at '{concept}' for {members}")
            later = self.coalitions[self.coalitions.index(coalition) :]
            for one in later:  # larger ones make larger diagrams
                self._open.setdefault((concept, one), GREW)
            return None

    def leaves(self, concept: str, coalition: Coalition) -> StateSet | None:
        """All states that a coalition would leave."""
        return self.leaving(concept, coalition, self.game.states)

    def kept(self, concept: str) -> StateSet:
        """States that every party alone would keep; none where an answer for one is open."""
        return self._alone(concept)[0]

    def left(self, concept: str) -> StateSet:
        """Those of them that some coalition would leave, as far as that is known."""
        return self._alone(concept)[1]

    def staying(self, concept: str) -> StateSet:
        """Those of them that no coalition would leave, as far as that is known."""
        return self.kept(concept) - self.left(concept)

    def _alone(self, concept: str) -> tuple[StateSet, StateSet]:
        if concept not in self._kept:
            kept, nothing = self.game.states, self.game.set_of(self.game.diagrams.false)
            left = nothing
            for coalition in self.coalitions:
                one = self.leaving(concept, coalition, kept)
                if len(coalition) == 1:
                    kept = nothing if one is None else kept - one
                elif one is not None:
                    left = left | one
            self._kept[concept] = (kept, left)
        return self._kept[concept]

    def universal_of(self, concept: str) -> StateSet | None:
        """States that no coalition leaves; None where an answer is open, or not all are asked."""
        if not self.whole:
            return None
        if concept not in self._universal:
            kept: StateSet | None = self.game.states
            for coalition in self.coalitions:
                left = None if kept is None else self.leaving(concept, coalition, kept)
                kept = None if kept is None or left is None else kept - left
            self._universal[concept] = kept
        return self._universal[concept]

    def leavers(self, concept: str, state: int) -> list[Coalition]:
        """The coalitions that would leave a state, as far as that is known."""
        return [one for one in self.coalitions if self.ends(concept, one, state)]

    def ends(self, concept: str, coalition: Coalition, state: int) -> StateSet:
        """The improvements of a coalition from a state that nothing deters; nothing if open."""
        if self.why_open(concept, coalition) == MISSING:
            return self.game.set_of(self.game.diagrams.false)
        return self._engine.to(coalition, COALITION_CONCEPTS[concept], state)

    def together(self, coalition: Coalition, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """A shortest legal sequence of members' moves between two states: party, state."""
        return self._engine.together(coalition, start, end)

    # ------------------------------------------------------------------ rows

    def _head(self, concept: str) -> Row:
        return {
            "view": self.game.view,
            "hypothesis": self.game.hypothesis,
            "concept": concept,
            "pareto": self.pareto,
        }

    def to_rows(self, limit: int | None = None, at: int | None = None) -> Iterator[Row]:
        """One row per concept, coalition and state; a coalition whose answer is open has none.

        Parameters
        ----------
        limit : for how many states, the first by code; `ROWS` where it is not said
        at : for this state alone
        """
        codes = self.game.states.first(ROWS if limit is None else limit) if at is None else [at]
        space = self.game.space
        among = self.game.diagrams.false
        for code in codes:
            among |= space.single(code)
        for concept in self.concepts:
            for coalition in self.coalitions:
                left = self.leaving(concept, coalition, self.game.set_of(among))
                for code in codes if left is not None else ():
                    ends = self.ends(concept, coalition, code) if code in (left or ()) else None
                    yield {
                        **self._head(concept),
                        "coalition": list(self.names(coalition)),
                        "code": code,
                        "state": self.game.state(code),
                        "stable": ends is None,
                        "to": [] if ends is None else ends.first(TOLD),
                        "among": 0 if ends is None else ends.count,
                    }

    def to_universal_rows(self, limit: int | None = None) -> Iterator[Row]:
        """One row per concept and state that no coalition leaves, the first by code."""
        for concept in self.concepts:
            found = self.universal_of(concept)
            for code in () if found is None else found.first(ROWS if limit is None else limit):
                yield {**self._head(concept), "code": code, "state": self.game.state(code)}

    def __str__(self) -> str:
        from detente.stability.coalition_text import coalitions_text

        return coalitions_text(self)
