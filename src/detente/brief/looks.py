"""One game looked at with its verdicts: the base, a rival base, or a view under either."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from detente.game.game import Game
from detente.game.naming import NamedOutcome, Numbering
from detente.game.space import Ints, OptionAxis, StateWords
from detente.stability import StabilityTable, solve_game
from detente.stability.explain import Explanation, explain
from detente.stability.standing import Standing, stand
from detente.views.compare import ViewTable
from detente.views.lens import Lens
from detente.views.surprises import Surprises

if TYPE_CHECKING:
    from detente.views.set_lens import SetLens

#: the two readings of "holds" that the brief speaks of; the rest is for the annex
NASH, SEQ = "nash", "seq"


@dataclass(frozen=True)
class Verdict:
    """What one look says of one outcome, which may be several states.

    Attributes
    ----------
    codes : those of its states that exist here
    holding : those that hold under the concept that is asked; (subset of codes)
    still : those of them that hold because nobody has a better move
    locked : those that some party keeps only because it cannot undo something
    leavers : the parties that would leave the state `at`, where nothing holds
    at : the state that is spoken of: one that holds, else the first
    reached : whether improvements lead from the present to a state that holds (or to `at`)
    known : whether the case says enough for an answer
    """

    codes: tuple[int, ...]
    holding: tuple[int, ...] = ()
    still: tuple[int, ...] = ()
    locked: tuple[int, ...] = ()
    leavers: tuple[str, ...] = ()
    at: int | None = None
    reached: bool | None = None
    known: bool = True

    @property
    def holds(self) -> bool:
        """Whether some state of the outcome holds."""
        return bool(self.holding)

    @property
    def only_locked(self) -> bool:
        """Whether what holds does so only because it cannot be undone."""
        return bool(self.holding) and set(self.holding) == set(self.locked)

    @property
    def sort(self) -> str:
        """In one word: for counting and comparing."""
        if not self.codes:
            return "absent"
        if not self.known:
            return "open"
        return "holds" if self.holds else "left"


class Played(Protocol):
    """What is asked of a game, whichever engine computes with it."""

    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def known(self) -> tuple[bool, ...]: ...
    @property
    def present(self) -> int | None: ...
    @property
    def view(self) -> str: ...
    @property
    def hypothesis(self) -> str | None: ...
    @property
    def options(self) -> tuple[OptionAxis, ...]: ...
    @property
    def outcomes(self) -> tuple[NamedOutcome, ...]: ...
    @property
    def state_names(self) -> tuple[str, ...]: ...
    @property
    def n_states(self) -> int: ...
    @property
    def space(self) -> Numbering: ...

    def code(self, index: int) -> int: ...
    def state(self, index: int) -> StateWords: ...
    def outcome(self, index: int) -> NamedOutcome | None: ...
    def label(self, index: int) -> str: ...
    def party_index(self, party: str) -> int: ...


class Judged(ABC):
    """One game with its verdicts, whichever engine has them. States go by their codes.

    Attributes
    ----------
    game : whose states have places of their own; `at` leads from a code to its place
    """

    game: Played

    # ------------------------------------------------------------------ asked of the engine

    @abstractmethod
    def at(self, code: int) -> int | None:
        """The place of one state, None where this game has none."""

    @abstractmethod
    def stays(self, party: str, code: int, concept: str = SEQ) -> bool | None:
        """Whether a party would stay in a state of this game; None where that is open."""

    @abstractmethod
    def closed_for(self, concept: str) -> bool:
        """Whether the case says enough for every party, under a concept."""

    @abstractmethod
    def resting(self, concept: str = SEQ) -> list[int]:
        """Codes of the states that hold for everyone: all, or the telling ones of too many."""

    @abstractmethod
    def led_to(self, concept: str = SEQ) -> list[int]:
        """Codes of the states that hold for everyone and are reached from the present."""

    @abstractmethod
    def locked(self, concept: str = SEQ) -> list[int]:
        """Codes of states that hold and that some party keeps only as it cannot undo something."""

    @property
    @abstractmethod
    def reaches(self) -> bool:
        """Whether it is known where improvements lead from the present."""

    @abstractmethod
    def reached(self, code: int) -> bool:
        """Whether improvements lead from the present to a state; False where that is not known."""

    @abstractmethod
    def why(self, party: str, code: int, concept: str = SEQ) -> Explanation | None:
        """The reasons of one party at one state, None where it has no say or cannot be judged."""

    @abstractmethod
    def stuck(self, party: str, code: int) -> bool:
        """Whether a party has no move left there because it cannot undo what it has done."""

    @abstractmethod
    def undone(self, party: str, code: int, concept: str = SEQ) -> bool:
        """Whether a party stays only because it cannot undo something."""

    @abstractmethod
    def binders(self, code: int, concept: str = NASH) -> tuple[str, ...] | None:
        """Who would have to be bound to what it does in a state, for the state to hold.

        Empty where it holds as it is; None where binding is not enough or cannot be asked.
        """

    @abstractmethod
    def worth(self, party: str, place: int) -> Any:
        """How high a party ranks a state (by its place): the better one compares as larger."""

    @abstractmethod
    def moves(self, party: str, code: int, limit: int) -> list[int]:
        """Places of the first states that a party can take a state to alone."""

    @abstractmethod
    def best_move(self, party: str, code: int) -> int | None:
        """Code of the best state a party can take a state to alone; None where none is better."""

    # ------------------------------------------------------------------ what follows

    @property
    def closed(self) -> bool:
        """Whether the case says enough for every party."""
        return self.closed_for(SEQ)

    def holds(self, code: int, concept: str = SEQ) -> bool:
        """Whether a state holds for all."""
        if self.at(code) is None:
            return False
        return all(self.stays(party, code, concept) for party in self.game.parties)

    def leavers(self, code: int, concept: str = SEQ) -> tuple[str, ...]:
        """Parties that would leave a state; those whose answer is open are not counted."""
        if self.at(code) is None:
            return ()
        return tuple(p for p in self.game.parties if self.stays(p, code, concept) is False)

    def verdict(self, codes: Sequence[int], concept: str = SEQ) -> Verdict:
        """What this look says of an outcome made of these states."""
        here = tuple(code for code in codes if self.at(code) is not None)
        if not here:
            return Verdict(())
        holding = tuple(code for code in here if self.holds(code, concept))
        still = tuple(code for code in holding if self.holds(code, NASH))
        locked = tuple(code for code in holding if self.kept_only(code, concept))
        led = [code for code in here if self.reached(code)]
        best = [code for code in holding if code in led] or holding or led or here
        leavers = () if holding else self.leavers(best[0], concept)
        reached = None
        if self.reaches:
            reached = any(self.reached(code) for code in holding or here)
        known = bool(holding or leavers or self.closed_for(concept))
        return Verdict(here, holding, still, locked, leavers, best[0], reached, known)

    def kept_only(self, code: int, concept: str = SEQ) -> bool:
        """Whether some party stays in a state that holds only as it cannot undo something."""
        return any(self.undone(party, code, concept) for party in self.game.parties)

    def prefers(self, party: str, code: int, to: int) -> bool | None:
        """Whether a party likes one state better than another; None where that is not said."""
        place, other = self.at(code), self.at(to)
        if party not in self.game.parties or place is None or other is None:
            return None
        if not self.game.known[self.game.party_index(party)]:
            return None
        return bool(self.worth(party, place) > self.worth(party, other))


@dataclass(frozen=True, eq=False)
class Look(Judged):
    """One game whose states are listed, with what the brief needs to know of it."""

    game: Game
    table: StabilityTable
    standing: Standing
    _places: dict[int, int] = field(default_factory=dict, repr=False)

    def indices(self, codes: Sequence[int]) -> Ints:
        """Places of states, as this game sees them; -1 where it has no such state.

        A view puts what it does not see at the level it presumes. The base does not: a state with
        an option that only a view imagines is no state of it.
        """
        asked = np.array(codes, dtype=np.int64)
        seen = asked if self.game.view == "base" else self.game.project(asked)
        return self.game.indices(seen)

    def at(self, code: int) -> int | None:
        place = self._places.get(code)
        if place is None:
            place = self._places[code] = int(self.indices([code])[0])
        return None if place < 0 else place

    def stays(self, party: str, code: int, concept: str = SEQ) -> bool | None:
        c, p = self.table.concepts.index(concept), self.game.party_index(party)
        if not self.table.determined[c, p]:
            return None
        return bool(self.table.stable[c, p, self._place(code)])

    def holds(self, code: int, concept: str = SEQ) -> bool:
        place = self.at(code)
        return place is not None and bool(
            self.table.equilibria[self.table.concepts.index(concept), place]
        )

    def resting(self, concept: str = SEQ) -> list[int]:
        """Codes of all states that hold for everyone."""
        found = np.flatnonzero(self.table.equilibria[self.table.concepts.index(concept)])
        codes: list[int] = self.game.codes(found).tolist()
        return codes

    def led_to(self, concept: str = SEQ) -> list[int]:
        if self.standing.reached is None:
            return []
        held = self.table.equilibria[self.table.concepts.index(concept)]
        codes: list[int] = self.game.codes(np.flatnonzero(held & self.standing.reached)).tolist()
        return codes

    def locked(self, concept: str = SEQ) -> list[int]:
        only = self.standing.only_irreversible(concept)
        codes: list[int] = self.game.codes(only.nonzero()[0]).tolist()
        return codes

    def closed_for(self, concept: str) -> bool:
        return bool(self.table.determined[self.table.concepts.index(concept)].all())

    def verdict(self, codes: Sequence[int], concept: str = SEQ) -> Verdict:
        if len(codes) > 1:
            places = self.indices(codes).tolist()
            self._places.update(zip(codes, places, strict=True))
        return super().verdict(codes, concept)

    @property
    def reaches(self) -> bool:
        return self.standing.reached is not None

    def reached(self, code: int) -> bool:
        place = self.at(code)
        reached = self.standing.reached
        return reached is not None and place is not None and bool(reached[place])

    def _place(self, code: int) -> int:
        place = self.at(code)
        assert place is not None
        return place

    def why(self, party: str, code: int, concept: str = SEQ) -> Explanation | None:
        place = self.at(code)
        if place is None or party not in self.game.parties:
            return None
        p = self.game.party_index(party)
        if not self.table.determined[self.table.concepts.index(concept), p]:
            return None
        return explain(self.game, concept, p, place)

    def stuck(self, party: str, code: int) -> bool:
        place = self.at(code)
        if place is None or party not in self.game.parties:
            return False
        return bool(self.standing.locked[self.game.party_index(party), place])

    def undone(self, party: str, code: int, concept: str = SEQ) -> bool:
        place = self.at(code)
        if place is None or party not in self.game.parties:
            return False
        c, p = self.table.concepts.index(concept), self.game.party_index(party)
        return bool(self.standing.undone[c, p, place])

    def binders(self, code: int, concept: str = NASH) -> tuple[str, ...] | None:
        place = self.at(code)
        return None if place is None else self.standing.binders(place, concept)

    def worth(self, party: str, place: int) -> int:
        return int(self.game.rank(self.game.party_index(party))[place])

    def moves(self, party: str, code: int, limit: int) -> list[int]:
        found: list[int] = self.game.moves(self.game.party_index(party), self._place(code)).tolist()
        return found[:limit]

    def best_move(self, party: str, code: int) -> int | None:
        p, place = self.game.party_index(party), self._place(code)
        if not self.game.known[p]:
            return None
        rank = self.game.rank(p)
        reached = self.game.moves(p, place).tolist()
        best = max(reached, key=lambda to: (int(rank[to]), -to), default=place)
        return self.game.code(best) if rank[best] > rank[place] else None


def look_at(game: Game, concepts: tuple[str, ...] = (NASH, SEQ)) -> Look:
    """Judge a game."""
    table = solve_game(game, concepts)
    return Look(game, table, stand(table))


@dataclass(frozen=True, eq=False)
class Account:
    """One base to reason from: what the case assumes, or a rival hypothesis.

    Attributes
    ----------
    key : None for the base, else the id of the hypothesis
    views : paths of the views that were looked at, in file order
    compared : own, expected and base side by side, where views exist and the case is small enough
    """

    key: str | None
    lens: Lens | SetLens
    views: tuple[str, ...]
    base: Judged
    compared: ViewTable | None = None
    surprises: Surprises | None = None
    _looks: dict[str, Judged] = field(default_factory=dict, repr=False)

    @property
    def listed(self) -> Look | None:
        """The base where its states are listed."""
        return self.base if isinstance(self.base, Look) else None

    def look(self, view: str) -> Judged:
        """One view under this account, judged when it is first asked for."""
        if view == "base":
            return self.base
        if view not in self._looks:
            self._looks[view] = look_through(self.lens, view)
        return self._looks[view]


def look_through(lens: Lens | SetLens, view: str = "base") -> Judged:
    """Judge a view, by the engine that its games were made for."""
    if isinstance(lens, Lens):
        return look_at(lens.game(view))
    from detente.brief.look_sets import SetLook

    return SetLook(lens, view)
