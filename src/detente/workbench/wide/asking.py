"""One page that asks: what it wants to know, what is there, and what is still on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from detente.case.names import names
from detente.stability import CONCEPTS
from detente.workbench.jobs import Job
from detente.workbench.wide.answers import Asked
from detente.workbench.wide.essence import essence
from detente.workbench.wide.helpers import Place
from detente.workbench.wide.plain import PlainGame

if TYPE_CHECKING:
    from detente.workbench.sheet import Sheet

#: seconds that a page waits for its answers together
_PATIENCE = 0.06
#: seconds after which long work is given up unless somebody asks for more
LIMIT = 60.0
#: kinds of work, each done by a process of its own, as pages name them
ROLES = {
    "quick": "Counting states",
    "long": "Asking for credible answers",
    "one": "Asking party by party",
    "ways": "Looking for ways and groups",
    "views": "Comparing views",
    "misread": "Looking for differences",
    "levers": "Going through sets of changes",
    "brief": "Writing the brief",
}


#: those that somebody asked for by a button, or waits for
_PATIENT = {"levers", "brief"}


@dataclass(frozen=True)
class Piece:
    """One thing that a page wants to know.

    Attributes
    ----------
    value : what is known; None where nothing is
    old : whether that is from before the last change
    waits : whether an answer was on the way when the page was drawn
    """

    job: Job
    role: str
    value: Any
    old: bool
    waits: bool

    @property
    def trouble(self) -> str:
        """Why there is no answer, where it was stopped or could not be had."""
        return "" if self.waits else self.job.error


@dataclass(eq=False)
class Asking:
    """The questions of one page.

    Attributes
    ----------
    pieces : everything that was asked
    """

    sheet: Sheet
    view: str
    hypothesis: str | None
    pieces: list[Piece] = field(default_factory=list)
    _until: float = field(default_factory=lambda: time.monotonic() + _PATIENCE)

    @classmethod
    def of(cls, sheet: Sheet) -> Asking:
        """For the view and account that a sheet shows."""
        return cls(sheet, sheet.view, sheet.hypothesis)

    @cached_property
    def game(self) -> PlainGame:
        """The game in words.

        Raises
        ------
        InputError
            where the case allows none.
        """
        found: PlainGame = self.sheet.once(
            ("plain game", self.view, self.hypothesis),
            lambda: PlainGame.of(self.sheet.case, self.view, self.hypothesis),
        )
        return found

    @cached_property
    def _page(self) -> int:
        return self.sheet.desk.helpers.new_page()

    @property
    def now(self) -> int | None:
        """The present, where it can be."""
        present = self.game.present
        return present if present is not None and self.game.possible(present) else None

    # ------------------------------------------------------------------ asking

    def ask(self, role: str, what: str, *about: object) -> Piece:
        """Ask, and wait a little."""
        kind: str = self.sheet.once(("essence",), lambda: essence(self.sheet.case))
        return self._ask(kind, role, what, about)

    def whole(self, role: str, what: str, *about: object) -> Piece:
        """The same of what more of the case bears on than sets of stable states hang on."""
        return self._ask(self.sheet.version.digest, role, what, about)

    def _ask(self, kind: str, role: str, what: str, about: tuple[object, ...]) -> Piece:
        sheet = self.sheet
        place = Place(sheet.open.slot, sheet.line.key, role)
        asked = Asked(kind, sheet.version.text, sheet.open.path.name, what, about)
        limit = None if role in _PATIENT or sheet.params.get("patient") else LIMIT
        job = sheet.desk.helpers.ask(place, asked, limit, self._page)
        job.wait(max(0.0, self._until - time.monotonic()))
        waits = not job.ready
        value, old = sheet.desk.helpers.settled((place, self._shape, what, about), job, waits)
        piece = Piece(job, role, value, old, waits)
        self.pieces.append(piece)
        return piece

    @cached_property
    def _shape(self) -> int:
        """Options and levels: with others, older answers speak of other states."""
        return hash(tuple((one.full, one.levels) for one in names(self.sheet.case).options))

    @property
    def at(self) -> tuple[str, str | None]:
        """The view and account, as questions have them."""
        return self.view, self.hypothesis

    def counted(self, concept: str) -> Piece:
        """How many states are stable, for whom."""
        return self.ask(role_of(concept), "counted", self.at, concept)

    def telling(self, concept: str) -> Piece:
        """The equilibria in few words."""
        return self.ask(role_of(concept), "telling", self.at, concept, self.now)

    def described(self, concept: str) -> Piece:
        """What the equilibria have in common that joins several options."""
        return self.ask(role_of(concept), "described", self.at, concept)

    def marks(self, concept: str, codes: Sequence[int]) -> Piece:
        """Who would stay in some states."""
        return self.ask(role_of(concept), "marks", self.at, concept, tuple(codes))

    def judged(self, code: int) -> Piece:
        """The signs of one state, worked out for it alone."""
        return self.ask("one", "judged", self.at, code)

    def reasons(self, party: str, code: int) -> Piece:
        """Why a party would stay in one state, or leave it."""
        return self.ask("one", "reasons", self.at, party, code)

    def way(self, code: int) -> Piece | None:
        """The ways from the present to a state; None where there is no present."""
        return None if self.now is None else self.ask("ways", "way", self.at, self.now, code)

    def together(self, code: int) -> Piece:
        """Groups that would leave a state together."""
        return self.ask("ways", "together", self.at, code)

    def listed(
        self, kind: tuple[str, str], where: str, order: str, first: int, limit: int, seed: int
    ) -> Piece:
        """A page of states."""
        role = role_of(kind[0]) if kind[0] else "quick"
        return self.ask(role, "listed", self.at, kind, where, order, first, limit, self.now, seed)

    def splits(self, party: str, texts: Sequence[Sequence[str]]) -> Piece:
        """What a party's statements split, and the ends of its order."""
        return self.ask("quick", "splits", self.at, party, tuple(tuple(one) for one in texts))

    def worth(self, code: int) -> Piece:
        """Where one state stands in the order of each party."""
        return self.ask("quick", "worth", self.at, code)

    def held(self, texts: Sequence[str]) -> Piece:
        """How many states there are, and in how many expressions hold."""
        return self.ask("quick", "held", self.at, tuple(texts))

    def compared(self, concept: str) -> Piece:
        """Own, expected and base verdicts, as numbers."""
        return self.ask("views", "compared", self.hypothesis, concept, self.now)

    def misread(self) -> Piece:
        """How the views differ, and words with two meanings."""
        return self.whole("misread", "misread", self.hypothesis)

    def surprised(self, concept: str) -> Piece:
        """Who would be surprised by whom."""
        return self.ask("views", "surprised", self.hypothesis, concept)

    # ------------------------------------------------------------------ how far it is

    def waiting(self) -> list[tuple[str, str, Job]]:
        """Kinds of work that go on: key, words, and the piece that is being worked on."""
        found = {}
        for piece in self.pieces:
            if piece.waits and piece.role not in found:
                found[piece.role] = piece.job
        return [(role, ROLES[role], job) for role, job in found.items()]

    def troubles(self) -> list[tuple[str, str, str]]:
        """Kinds of work that ended without an answer: key, words, why."""
        found = {}
        for piece in self.pieces:
            if piece.trouble and piece.role not in found:
                found[piece.role] = piece.trouble
        return [(role, ROLES[role], why) for role, why in found.items()]

    @property
    def old(self) -> bool:
        """Whether something shown is from before the last change."""
        return any(piece.old for piece in self.pieces)


def role_of(concept: str) -> str:
    """Which helper works on a concept: those that ask what others prefer take long."""
    return "long" if CONCEPTS[concept].reads_others else "quick"
