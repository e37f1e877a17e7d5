"""What is said of sets of states, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.result import Row
from detente.stability.set_frontier import KINDS

if TYPE_CHECKING:
    from detente.stability.sets import StabilitySets

#: so many states a reason for a look at them
CHOSEN = 20


def description_rows(table: StabilitySets) -> Iterator[Row]:
    """One row per concept and thing that holds in all of its equilibria."""
    for concept in table.concepts:
        described = table.describe(concept)
        if described is not None:
            for row in described.to_rows(table.game.options):
                yield {**table.head(concept), **row}


def share_rows(table: StabilitySets) -> Iterator[Row]:
    """One row per concept, option and level: in how many of the equilibria it stands there."""
    for concept in table.concepts:
        found = table.equilibria(concept)
        for option, axis in enumerate(table.game.options if found else ()):
            assert found is not None
            for level, count in enumerate(found.level_counts(option)):
                yield {
                    **table.head(concept),
                    "option": axis.name,
                    "level": axis.word(level),
                    "states": count,
                    "share": count / found.count,
                }


def chosen_rows(table: StabilitySets, limit: int | None = None) -> Iterator[Row]:
    """One row per concept and equilibrium that is worth a look, and why it is.

    Parameters
    ----------
    limit : of so many states for each reason; `CHOSEN` where it is not said
    """
    for concept in table.concepts:
        for one in table.choose(concept):
            for code in one.states.first(CHOSEN if limit is None else limit):
                yield {
                    **table.head(concept),
                    "why": one.why,
                    "party": one.party,
                    "apart": one.apart,
                    "states": one.states.count,
                    "kinds": one.kinds,
                    "whole": one.whole,
                    "code": code,
                    "state": table.game.state(code),
                }


def frontier_rows(table: StabilitySets, limit: int | None = None) -> Iterator[Row]:
    """One row per kind of states on the frontier, and how many of them nobody would leave.

    Parameters
    ----------
    limit : for so many kinds; `KINDS` where it is not said
    """
    frontier = table.frontier(KINDS if limit is None else limit)
    equilibria = {concept: table.equilibria(concept) for concept in table.concepts}
    for kind in () if frontier is None else frontier.kinds:
        assert frontier is not None
        code = kind.first(1)[0]
        yield {
            "view": table.game.view,
            "hypothesis": table.game.hypothesis,
            "states": kind.count,
            "equilibria": {
                concept: None if some is None else (some & kind).count
                for concept, some in equilibria.items()
            },
            "kinds": len(frontier.kinds),
            "whole": frontier.whole,
            "code": code,
            "state": table.game.state(code),
        }


def target_rows(table: StabilitySets) -> Iterator[Row]:
    """One row per concept: in how many states what is looked at holds, for whom, and why."""
    for held in table.how_it_holds():
        yield {**table.head(held.concept), **held.to_row(table.game)}
