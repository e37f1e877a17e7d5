"""What several parties can do together, and the four coalitional concepts, read aloud."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from tests.byhand.case import BASE, Universe
from tests.byhand.concepts import can_act, no_better
from tests.byhand.game import Game, play

CONCEPTS = ("cnash", "cgmr", "csmr", "cseq")
Coalition = tuple[str, ...]


def all_coalitions(parties: tuple[str, ...]) -> list[Coalition]:
    """Every one that is not empty: the small first, members in the order of the file."""
    return [c for size in range(1, len(parties) + 1) for c in combinations(parties, size)]


def reach(game: Game, coalition: Coalition, start: int) -> set[int]:
    """R_H: where legal sequences of the members' moves lead; nobody moves twice in a row."""
    key = ("reach", coalition, start)
    if key not in game.cache:
        found: set[tuple[int, str]] = set()
        fresh = {(end, p) for p in coalition for end in game.moves(p, start)}
        while fresh:
            found |= fresh
            fresh = {
                (end, p)
                for state, last in fresh
                for p in coalition
                if p != last
                for end in game.moves(p, state)
            } - found
        game.cache[key] = {state for state, _ in found}
    reached: set[int] = game.cache[key]
    return reached


def gains(game: Game, coalition: Coalition, state: int, than: int, pareto: bool) -> bool:
    """Everybody gains; or, in the sense of Pareto, somebody does and nobody loses."""
    if not pareto:
        return all(game.prefers(p, state, than) for p in coalition)
    nobody_loses = all(not game.prefers(p, than, state) for p in coalition)
    return nobody_loses and any(game.prefers(p, state, than) for p in coalition)


def improvements(game: Game, coalition: Coalition, start: int, pareto: bool) -> list[int]:
    """CR_H^+."""
    key = ("improvements", coalition, start, pareto)
    if key not in game.cache:
        game.cache[key] = sorted(
            end
            for end in reach(game, coalition, start)
            if gains(game, coalition, end, start, pareto)
        )
    found: list[int] = game.cache[key]
    return found


def transitive(game: Game) -> bool:
    """Whether two moves of a party in a row never lead further than one."""
    if "transitive" not in game.cache:
        game.cache["transitive"] = all(
            end == start or end in game.moves(p, start)
            for p in game.parties
            for start in game.states
            for middle in game.moves(p, start)
            for end in game.moves(p, middle)
        )
    return bool(game.cache["transitive"])


def outsiders(game: Game, coalition: Coalition) -> Coalition:
    return tuple(p for p in game.parties if p not in coalition)


def credible(game: Game, coalition: Coalition, start: int, pareto: bool) -> set[int]:
    """Where coalitions of outsiders lead, each improving; those that outsiders can reach at all."""
    others = outsiders(game, coalition)
    inner = all_coalitions(others)
    found: set[tuple[int, Coalition]] = set()
    fresh = {(end, k) for k in inner for end in improvements(game, k, start, pareto)}
    while fresh:
        found |= fresh
        fresh = {
            (end, k)
            for state, last in fresh
            for k in inner
            if k != last and (transitive(game) or not set(k) & set(last))
            for end in improvements(game, k, state, pareto)
        } - found
    return {state for state, _ in found} & (reach(game, others, start) if others else set())


def deterred(
    game: Game, concept: str, coalition: Coalition, start: int, end: int, pareto: bool
) -> bool:
    """Whether some answer to an improvement leaves some member no better off than the start."""
    others = outsiders(game, coalition)
    if concept == "cnash" or not others:
        return False
    if concept == "cseq":
        answers = credible(game, coalition, end, pareto)
    else:
        answers = reach(game, others, end)
    return any(
        some_no_better(game, coalition, answer, start)
        and (
            concept != "csmr"
            or all(
                some_no_better(game, coalition, escape, start)
                for escape in reach(game, coalition, answer)
            )
        )
        for answer in answers
    )


def some_no_better(game: Game, coalition: Coalition, state: int, than: int) -> bool:
    return any(no_better(game, p, state, than) for p in coalition)


def leaves_for(
    game: Game, concept: str, coalition: Coalition, start: int, pareto: bool
) -> list[int]:
    """The improvements that nothing deters; none where the coalition stays."""
    return [
        end
        for end in improvements(game, coalition, start, pareto)
        if not deterred(game, concept, coalition, start, end, pareto)
    ]


def answerable(game: Game, concept: str, coalition: Coalition) -> bool:
    """Whether the preferences that the verdict needs are there."""
    if not any(can_act(game, p) for p in coalition):
        return True
    if any(game.rank[p] is None for p in coalition):
        return False
    return concept != "cseq" or all(
        game.rank[p] is not None or not can_act(game, p) for p in outsiders(game, coalition)
    )


def coalition_rows(
    universe: Universe,
    view: str = BASE,
    hypothesis: str | None = None,
    pareto: bool = False,
) -> Iterator[dict[str, Any]]:
    """Ordered by concept, coalition, code."""
    game = play(universe, universe.picture(view, hypothesis))
    for concept in CONCEPTS:
        for coalition in all_coalitions(game.parties):
            if not answerable(game, concept, coalition):
                continue
            for code in game.states:
                to = leaves_for(game, concept, coalition, code, pareto)
                yield {
                    "concept": concept,
                    "coalition": list(coalition),
                    "code": code,
                    "stable": not to,
                    "to": to,
                }
