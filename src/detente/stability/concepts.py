"""The register of solution concepts: definitions of what "stays put" means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from detente.game.game import Game
from detente.registry import Registry

Verdicts = NDArray[Any]
Replies = Literal["none", "moves", "improvements"]
Definition = Callable[[Game, int], Verdicts]


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
    replies : what answers it counts: "none", any "moves", or only "improvements"
    escape : whether an answer must also hold against the party's next move
    """

    key: str
    title: str
    says: str
    plain: str
    source: str
    implies: tuple[str, ...]
    replies: Replies
    escape: bool
    definition: Definition

    @property
    def reads_others(self) -> bool:
        """Whether it asks what the others prefer."""
        return self.replies == "improvements"

    def __call__(self, game: Game, party: int) -> Verdicts:
        """Stability of every state for one party: bool array (n_cells,) from the table engine."""
        return self.definition(game, party)

    def answerable(self, game: Game, party: int) -> bool:
        """Whether the case says enough: a party that cannot move needs no preferences."""
        if not game.can_move(party):
            return True
        if not game.known[party]:
            return False
        if not self.reads_others:
            return True
        return all(game.known[other] for other in game.engine.others(party))


CONCEPTS: Registry[Concept] = Registry("concept")


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
) -> Callable[[Definition], Concept]:
    """Register a definition. That one file is the whole addition."""

    def register(definition: Definition) -> Concept:
        made = Concept(key, title, says, plain, source, implies, replies, escape, definition)
        made.__dict__["__doc__"] = definition.__doc__
        return CONCEPTS.add(key, made)

    return register
