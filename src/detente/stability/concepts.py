"""The register of solution concepts: definitions of what "stays put" means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from detente.errors import InputError
from detente.game.game import Game
from detente.game.symbolic import SymbolicGame
from detente.registry import Registry

#: one truth value a state: a bool array (n_cells,) from the explicit engine, else a set of states
Verdicts = Any
Replies = Literal["none", "moves", "improvements", "own"]
Definition = Callable[[Any, int], Verdicts]
Check = Callable[[Game], str | None]
AnyGame = Game | SymbolicGame
#: one or several ids of concepts, a concept for each party, or the classical five
Asked = str | Sequence[str] | Mapping[str, str] | None


@dataclass(frozen=True)
class Concept:
    """One definition of stability, and what people may read about it.

    Attributes
    ----------
    key : the lower-case id of commands and rows
    says : the definition in one plain sentence
    plain : how a brief puts it in a few words
    source : key in `sources.yaml`
    implies : concepts that hold wherever this one does; tested, not believed
    replies : what answers it counts: "none", any "moves", or only "improvements"; "own" where it
        looks ahead in a way of its own, so that no reason can be told move by move
    escape : whether an answer must also hold against the party's next move
    default : whether it is among those that are used where none is asked for
    fits : says why the concept means nothing for a game; None where it does
    """

    key: str
    title: str
    says: str
    plain: str
    source: str
    implies: tuple[str, ...]
    replies: Replies
    escape: bool
    default: bool
    fits: Check | None
    definition: Definition

    @property
    def reads_others(self) -> bool:
        """Whether it asks what the others prefer."""
        return self.replies in ("improvements", "own")

    @property
    def explains(self) -> bool:
        """Whether its verdicts come down to single moves and single replies."""
        return self.replies != "own"

    def refusal(self, game: AnyGame) -> str | None:
        """Why the concept means nothing for a game; None where it does."""
        if isinstance(game, SymbolicGame):
            if self.explains:
                return None
            return (
                "it looks ahead in a way of its own, move by move, which the symbolic engine does "
                f"not; there are {game.n_cells:,} combinations of options"
            )
        if not self.explains and getattr(game.engine, "answers", None) is not None:
            return "it does not weigh single replies, so that none can be ruled out"
        return None if self.fits is None else self.fits(game)

    def __call__(self, game: AnyGame, party: int) -> Verdicts:
        """Stability of every state for one party: bool array (n_cells,), or a set of states.

        Raises
        ------
        InputError
            where the concept is not made for such a game.
        """
        reason = self.refusal(game)
        if reason is not None:
            where = "" if game.view == "base" else f" in view '{game.view}'"
            raise InputError(f"'{self.key}' ({self.title}) cannot be used{where}: {reason}")
        return self.definition(game, party)

    def answerable(self, game: AnyGame, party: int) -> bool:
        """Whether the case says enough: a party that cannot move needs no preferences."""
        if not self.explains:
            return all(game.known)
        if game.lacks(party):
            return False
        if not self.reads_others:
            return True
        waits = any(game.lacks(other) for other in game.engine.others(party))
        return not (waits and game.ever_moves(party))


CONCEPTS: Registry[Concept] = Registry("concept")


def default_concepts() -> tuple[str, ...]:
    """Ids of the concepts that are used where none is asked for: the classical five."""
    return tuple(key for key, one in CONCEPTS.items() if one.default)


def concept(
    key: str,
    *,
    title: str,
    says: str,
    plain: str,
    source: str,
    implies: tuple[str, ...] = (),
    replies: Replies,
    escape: bool = False,
    default: bool = True,
    fits: Check | None = None,
) -> Callable[[Definition], Concept]:
    """Register a definition. That one file is the whole addition."""

    def register(definition: Definition) -> Concept:
        made = Concept(
            key, title, says, plain, source, implies, replies, escape, default, fits, definition
        )
        made.__dict__["__doc__"] = definition.__doc__
        return CONCEPTS.add(key, made)

    return register
