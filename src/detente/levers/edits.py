"""What an edit is: one small change of a case, who must make it, and what it costs.

An edit works on the words of a case and returns another case; it never touches arrays, so that
compiling stays the one place where words become numbers. Each kind of edit is one file in
`kinds/` with one registration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from detente.case.frames import Frame, frame
from detente.case.language import Names
from detente.case.model import Case
from detente.game.compile import compile_frame
from detente.game.game import Game
from detente.game.space import MergedSpace
from detente.game.symbolic import Diagrams
from detente.game.symbolic.compile import compile_symbolic_frame
from detente.levers.about import About, ViewPath
from detente.levers.never import Never
from detente.levers.sentences import Words, sentence
from detente.registry import Registry
from detente.stability.concepts import AnyGame

if TYPE_CHECKING:
    from detente.levers.additions import Addition

#: changes a case under one hypothesis
Apply = Callable[[Case, str | None], Case]
#: stands for the present where a `Touch` names what it touches; no party can be called so
PRESENT = "present"
#: edits of one family are made in this order: what people do first, then who learns of it
DEEDS, BELIEFS = 0, 1
#: new options come last: what somebody prefers is read with them, whatever it was changed to
ADDITIONS = 1000


@dataclass(frozen=True)
class Touch:
    """A part of a case that an edit may change.

    Attributes
    ----------
    view : path of the view whose entry is changed, () for the base
    party : whose preferences as that view has them; `PRESENT` for the present; None for anything
        else: directions of options, what is impossible, what is seen
    """

    view: ViewPath
    party: str | None = None


@dataclass(frozen=True, eq=False)
class Edit:
    """One change that somebody could make.

    Attributes
    ----------
    kind : a key of `KINDS`
    actor : who must act: a party id, never empty
    what : the change in plain words
    about : the same as data
    touches : what the change may alter; anything else stays as it is
    phase : deeds come before beliefs, beliefs about beliefs after both
    options : full names of the options that the change is about
    whole : a belief edit that puts a whole misperception right, and not one step of it
    view : the view that a belief edit changes
    adds : the new option that it brings, if any
    seats : parties that it gives a say, where they had none
    assumes : what it takes for granted and the case does not say, in plain words
    """

    kind: str
    actor: str
    what: str
    about: About
    cost: Fraction
    touches: frozenset[Touch]
    apply: Apply
    phase: int = DEEDS
    options: tuple[str, ...] = ()
    whole: bool = False
    view: ViewPath | None = None
    adds: Addition | None = None
    seats: tuple[str, ...] = ()
    assumes: str = ""


@dataclass(frozen=True, eq=False)
class Ground:
    """What a generator of edits looks at.

    Attributes
    ----------
    case : with its names kept, so that codes stay what they are
    hypotheses : the rival bases for which the changes must work, None the base itself
    game : the base game
    targets : codes of the states that are wanted
    wanted : an expression that they meet
    concept : under which they must hold
    never : what no change may bring about
    reads_present : whether anything that is asked depends on the present
    new : whether changes are asked for that bring what the case does not list
    diagrams : where games are made as formulas; None where states are listed
    """

    case: Case
    hypotheses: tuple[str | None, ...]
    names: Names
    game: AnyGame
    targets: tuple[int, ...]
    never: Never
    reads_present: bool = False
    wanted: str = ""
    concept: str = "seq"
    new: bool = True
    diagrams: Diagrams | None = None
    _games: dict[tuple[str, str | None], AnyGame] = field(
        default_factory=dict, init=False, repr=False
    )

    def compiled(self, case: Case, words: Frame) -> AnyGame:
        """The game of a frame, for the engine that is used; raises as `compile_game` does."""
        if self.diagrams is None:
            return compile_frame(case, words)
        return compile_symbolic_frame(case, words, self.diagrams)

    def seen(self, view: str, hypothesis: str | None) -> AnyGame:
        """The game of a view; raises as `compile_game` does."""
        key = (view, hypothesis)
        if key not in self._games:
            self._games[key] = self.compiled(self.case, frame(self.case, view, hypothesis))
        return self._games[key]

    def edit(
        self,
        kind: str,
        actor: str,
        about: About,
        touches: frozenset[Touch],
        apply: Apply,
        *,
        phase: int = DEEDS,
        options: tuple[str, ...] = (),
        whole: bool = False,
        view: ViewPath | None = None,
        adds: Addition | None = None,
        assumes: str = "",
    ) -> Edit:
        """An edit with its words and its cost; who makes a move that is new takes a seat for it."""
        fresh = adds is not None or about.deed == "restores_move"
        return Edit(
            kind,
            actor,
            sentence(self.case, actor, about),
            about,
            self.cost(kind),
            touches,
            apply,
            phase,
            options,
            whole,
            view,
            adds,
            (actor,) if fresh and actor not in self.game.parties else (),
            assumes,
        )

    def members(self) -> tuple[int, ...]:
        """The wanted states and, where states were merged, all members of theirs."""
        if not isinstance(self.game, Game) or self.game.before is None:
            return self.targets
        assert isinstance(self.game.space, MergedSpace)
        wanted = {self.game.index(code) for code in self.targets}
        group = self.game.space.group.tolist()
        return tuple(self.game.before.code(k) for k, one in enumerate(group) if one in wanted)

    def cost(self, kind: str) -> Fraction:
        """What a change of a kind costs: 1 unless the case says otherwise."""
        given = self.case.levers.cost if self.case.levers else {}
        found = next((entry.value for key, entry in given.items() if key == kind), None)
        return Fraction(1) if found is None else found

    def called(self, party: str) -> str:
        """What people call a party."""
        return Words(self.case).party(party)


@dataclass(frozen=True)
class Kind:
    """One kind of edit.

    Attributes
    ----------
    says : what the change is, in one plain sentence
    edits : finds all changes of this kind that a case offers
    """

    key: str
    says: str
    edits: Callable[[Ground], Iterable[Edit]]


KINDS: Registry[Kind] = Registry("kind of change")


def kind(
    key: str, *, says: str
) -> Callable[[Callable[[Ground], Iterable[Edit]]], Callable[[Ground], Iterable[Edit]]]:
    """Register a generator of edits. That one file is the whole addition."""

    def register(
        edits: Callable[[Ground], Iterable[Edit]],
    ) -> Callable[[Ground], Iterable[Edit]]:
        KINDS.add(key, Kind(key, says, edits))
        return edits

    return register


def load_kinds() -> None:
    """Import every file of `kinds/`, so that all are registered."""
    from detente.levers import kinds

    for module in iter_modules(kinds.__path__):
        import_module(f"{kinds.__name__}.{module.name}")


def all_edits(ground: Ground) -> Iterator[Edit]:
    """Every change that a case offers, kind by kind."""
    load_kinds()
    for one in KINDS.values():
        yield from (edit for edit in one.edits(ground) if ground.new or not edit.assumes)


def applied(case: Case, edits: Iterable[Edit], hypothesis: str | None) -> Case:
    """A case with several changes made, deeds first."""
    for edit in sorted(edits, key=lambda one: one.phase):
        case = edit.apply(case, hypothesis)
    return case


__all__ = [
    "ADDITIONS",
    "BELIEFS",
    "DEEDS",
    "KINDS",
    "PRESENT",
    "Apply",
    "Edit",
    "Ground",
    "Kind",
    "Touch",
    "ViewPath",
    "all_edits",
    "applied",
    "kind",
    "load_kinds",
]
