"""The register of coalitional concepts: what keeps several parties together from moving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.game.game import Game
from detente.game.symbolic import SymbolicGame
from detente.registry import Registry

Replies = Literal["none", "moves", "improvements"]


@dataclass(frozen=True)
class CoalitionConcept:
    """One definition of what keeps a coalition from leaving a state.

    Attributes
    ----------
    key : the lower-case id of commands and rows
    says : the definition in one plain sentence
    plain : a few words for it
    source : key in `sources.yaml`
    alone : the concept that a party on its own has for it
    replies : what answers of the outsiders it counts
    escape : whether an answer must also hold against the coalition's next move
    """

    key: str
    title: str
    says: str
    plain: str
    source: str
    alone: str
    replies: Replies
    escape: bool = False


COALITION_CONCEPTS: Registry[CoalitionConcept] = Registry("coalitional concept")

for _concept in (
    CoalitionConcept(
        key="cnash",
        title="Coalitional Nash stability",
        says="its members have no way to go together that each of them prefers",
        plain="no better joint way",
        source="kilgour2001",
        alone="nash",
        replies="none",
    ),
    CoalitionConcept(
        key="cgmr",
        title="Coalitional general metarationality",
        says="every improvement of the coalition can be answered by the outsiders with a state "
        "that some member likes no better than the start",
        plain="some answer deters a member",
        source="kilgour2001",
        alone="gmr",
        replies="moves",
    ),
    CoalitionConcept(
        key="csmr",
        title="Coalitional symmetric metarationality",
        says="every improvement of the coalition can be answered so that some member is no better "
        "off, wherever the coalition goes from there",
        plain="some answer deters a member, and there is no way round the answer",
        source="kilgour2001",
        alone="smr",
        replies="moves",
        escape=True,
    ),
    CoalitionConcept(
        key="cseq",
        title="Coalitional sequential stability",
        says="every improvement of the coalition can be answered by outsiders, alone or in "
        "coalitions that gain by each step, with a state that some member likes no better",
        plain="a credible answer deters a member",
        source="inohara2008",
        alone="seq",
        replies="improvements",
    ),
):
    COALITION_CONCEPTS.add(_concept.key, _concept)


def answerable(
    game: Game | SymbolicGame, concept: CoalitionConcept, coalition: tuple[int, ...]
) -> bool:
    """Whether the case says enough: who can do nothing together needs no preferences."""
    if not any(game.can_move(p) for p in coalition):
        return True
    if not all(game.known[p] for p in coalition):
        return False
    if concept.replies != "improvements":
        return True
    outsiders = (p for p in range(len(game.parties)) if p not in coalition)
    return all(game.known[p] or not game.can_move(p) for p in outsiders)
