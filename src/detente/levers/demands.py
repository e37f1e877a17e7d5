"""What stability asks of one party's ranking: a demand for each of its moves (THEORY D.3).

With the others' preferences fixed, every demand compares the state with other states only: it holds
when the state is at least as good as all of one of several groups. So all that matters of a ranking
is which states stand above the one in question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from detente.errors import InputError
from detente.game.game import Game
from detente.levers.asking import moves_from
from detente.stability.concepts import CONCEPTS, AnyGame, Concept

#: concepts whose definition asks no more of the party itself than such comparisons
INVERTIBLE = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True)
class Demand:
    """One move, and what keeps the party from it.

    Attributes
    ----------
    to : the state that the party could move to
    any_of : groups of states; the state must be at least as good as every member of one of them
    """

    to: int
    any_of: tuple[frozenset[int], ...]

    def met(self, above: Iterable[int]) -> bool:
        """Whether the demand is met when these states stand above the one in question."""
        higher = frozenset(above)
        return any(not group & higher for group in self.any_of)


def demands(game: AnyGame, concept: str, party: int, index: int) -> tuple[Demand, ...]:
    """All demands; none where the party cannot move.

    Raises
    ------
    InputError
        for a concept that is not a matter of such comparisons, unknown preferences of others, or
        answers in a game whose states cannot be listed.
    """
    one = CONCEPTS[concept]
    if concept not in INVERTIBLE:
        known = ", ".join(INVERTIBLE)
        raise InputError(f"there is no inverse analysis under '{concept}'. Known: {known}.")
    if not isinstance(game, Game) and one.replies != "none":
        raise InputError(
            f"there is no inverse analysis under '{concept}' of {game.n_cells:,} combinations of "
            "options: every state that the others could answer a move with would have to be "
            "listed. Under 'nash' there is"
        )
    others = game.engine.others(party)
    if one.reads_others and not all(game.known[other] for other in others):
        raise InputError(
            f"'{concept}' for '{game.parties[party]}' needs to know what all others prefer"
        )
    found = []
    for reached in moves_from(game, party, index):
        groups = {frozenset({reached})}
        if one.replies != "none":
            assert isinstance(game, Game)
            for reply in _replies(game, one, others, reached):
                groups.add(_group(game, one, party, reply))
        groups = {group - {index} for group in groups}
        if frozenset() in groups:
            continue  # some reply leads back: nothing is asked
        found.append(Demand(reached, _least(groups)))
    return tuple(found)


def _least(groups: Iterable[frozenset[int]]) -> tuple[frozenset[int], ...]:
    """The groups that hold no other of them, smallest first.

    Each is kept under its first state, so that it is only compared with groups that have that one.
    """
    kept: dict[int, list[frozenset[int]]] = {}
    least = []
    for group in sorted(groups, key=lambda it: (len(it), sorted(it))):
        if not any(other <= group for state in group for other in kept.get(state, ())):
            kept.setdefault(min(group), []).append(group)
            least.append(group)
    return tuple(least)


def _group(game: Game, concept: Concept, party: int, reply: int) -> frozenset[int]:
    """The states that must be no better, for a reply to deter."""
    if not concept.escape:
        return frozenset({reply})
    return frozenset({reply, *game.moves(party, reply).tolist()})


def _replies(game: Game, concept: Concept, others: list[int], start: int) -> set[int]:
    """States that legal sequences of the others' moves lead to; nobody moves twice in a row."""
    reply = game.improvements if concept.replies == "improvements" else game.moves

    @cache
    def step(party: int, state: int) -> list[int]:
        found: list[int] = reply(party, state).tolist()
        return found

    seen: set[tuple[int, int]] = set()
    waiting = [(start, -1)]
    while waiting:
        state, last = waiting.pop()
        for other in others:
            if other == last:
                continue
            for reached in step(other, state):
                if (reached, other) not in seen:
                    seen.add((reached, other))
                    waiting.append((reached, other))
    return {state for state, _ in seen}


def relevant(found: Iterable[Demand]) -> frozenset[int]:
    """The states that some demand compares with."""
    return frozenset(state for one in found for group in one.any_of for state in group)
