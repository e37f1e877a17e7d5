"""What coalitions would leave, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from detente.columns import counted, short
from detente.game import Game
from detente.game.symbolic import SymbolicGame
from detente.stability.coalition_concepts import COALITION_CONCEPTS
from detente.stability.coalition_large import GREW, INTERRUPTED, MISSING, CoalitionSets
from detente.stability.coalition_sets import Coalition
from detente.stability.coalition_table import CoalitionTable

AnyTable = CoalitionTable | CoalitionSets

#: text lists no more states than this for each concept, and ways out of each state
STATES = 12
WAYS = 4


def coalitions_text(table: AnyTable) -> str:
    """For every concept: what the parties alone would keep, and which coalition would leave it."""
    return "\n".join(coalitions_lines(table))


def coalitions_lines(table: AnyTable, at: int | None = None) -> Iterator[str]:
    """The same line by line, as answers are found.

    Parameters
    ----------
    at : speak of this state alone
    """
    game = table.game
    where = "the base" if game.view == "base" else f"view {game.view}"
    rival = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    gains = "somebody gains and nobody loses" if table.pareto else "every member gains"
    yield f"{game.made_from.case_id}: coalitions as {where} has it{rival}"
    yield f"A coalition improves when {gains}."
    if at is not None:
        yield _state(table, at)
    for concept in table.concepts:
        if at is not None:
            yield from ("", *_heading(concept))
            yield from (f"  {line}" for line in _ways(table, concept, at))
            yield from _still_open(table, concept)
        elif _looked_at(table, concept):
            yield ""
            yield from _concept(table, concept)


def universal_text(table: AnyTable) -> str:
    """The states that no coalition would leave."""
    lines = []
    for concept in table.concepts:
        plain = COALITION_CONCEPTS[concept].plain
        found = table.universal_of(concept)
        if found is None:
            reasons = [table.why_open(concept, coalition) for coalition in table.coalitions]
            why = next(filter(None, reversed(reasons)), "not every coalition is asked")
            lines.append(f"{concept} ({plain}): open, since {why}")
            continue
        lines.append(
            f"{concept} ({plain}): no coalition would leave {counted(found.count, 'state')}"
        )
        lines += [f"  {_state(table, state)}" for state in found.first(STATES)]
        if found.count > STATES:
            lines.append(f"  … {counted(found.count - STATES, 'more', 'more')}")
    return "\n".join(lines)


def _heading(concept: str) -> list[str]:
    return [f"{concept} ({COALITION_CONCEPTS[concept].plain})"]


def _looked_at(table: AnyTable, concept: str) -> bool:
    """Whether anything was asked of a concept before an interruption."""
    return any(table.why_open(concept, one) != INTERRUPTED for one in table.coalitions)


def _still_open(table: AnyTable, concept: str) -> Iterator[str]:
    """The coalitions without an answer, by the reason; where they are many, how many."""
    reasons = [table.why_open(concept, one) for one in table.coalitions]
    for why in (MISSING, GREW):
        names = [
            _names(table, one)
            for one, reason in zip(table.coalitions, reasons, strict=True)
            if reason == why
        ]
        if len(names) > WAYS and why == GREW:
            names = [f"{counted(len(names), 'coalition')} from {names[0]} on"]
        yield from (f"  {name}: open, since {why}" for name in names)
    count = reasons.count(INTERRUPTED)
    if count and isinstance(table, CoalitionSets):
        yield f"  {counted(count, 'coalition')} not looked at, since {INTERRUPTED}"


def _concept(table: AnyTable, concept: str) -> Iterator[str]:
    game = table.game
    yield from _heading(concept)
    if isinstance(game, SymbolicGame) and game.present is not None:
        yield f"  At the present, {_state(table, game.present)}:"
        yield from (f"    {line}" for line in _ways(table, concept, game.present))
    if table.everyone(concept):
        kept, left = table.kept(concept), table.left(concept)
        yield from _still_open(table, concept)
        title = f"  {counted(kept.count, 'state')} that every party alone would keep"
        yield f"{title}, {left.count:,} of them left by a coalition"
        some = left.first(STATES)
        states = some + table.staying(concept).first(STATES - len(some))
        yield from _states(table, concept, states, kept.count)
        return
    yield from _still_open(table, concept)
    for coalition in table.coalitions:
        found = table.leaves(concept, coalition)
        if found is None:
            if table.why_open(concept, coalition) == GREW:
                yield f"  {_names(table, coalition)}: open, since {GREW}"
            continue
        yield (
            f"  {_names(table, coalition)} would leave {counted(found.count, 'state')} "
            f"of {game.n_states:,}"
        )
        yield from _states(table, concept, found.first(STATES), found.count, (coalition,))


def _states(
    table: AnyTable,
    concept: str,
    states: list[int],
    count: int,
    only: tuple[Coalition, ...] | None = None,
) -> Iterator[str]:
    """The first of so many states, each with who would leave it."""
    for state in states:
        yield f"  {_state(table, state)}"
        yield from (f"      {line}" for line in _ways(table, concept, state, only))
    if count > len(states):
        yield f"  … {counted(count - len(states), 'more state')}"


def _ways(
    table: AnyTable, concept: str, state: int, only: tuple[Coalition, ...] | None = None
) -> list[str]:
    """Who would leave a state, and where to."""
    leavers = table.leavers(concept, state) if only is None else only
    ways = [_way(table, concept, coalition, state) for coalition in leavers[:WAYS]]
    if not leavers:
        answered = not any(table.why_open(concept, coalition) for coalition in table.coalitions)
        whole = table.whole and (answered or isinstance(table.game, Game))
        ways.append("no coalition would leave" if whole else "none of these would leave")
    if len(leavers) > WAYS:
        ways.append(f"… {counted(len(leavers) - WAYS, 'more coalition')}")
    return ways


def _way(table: AnyTable, concept: str, coalition: Coalition, state: int) -> str:
    """Where a coalition would go, and by whose moves."""
    game = table.game
    found = table.ends(concept, coalition, state)
    ends = found.first(1 + WAYS)
    moves = table.together(coalition, state, ends[0])
    steps = ", then ".join(f"{game.parties[p]} moves to {game.code(to)}" for p, to in moves)
    idle = [game.parties[p] for p in coalition if p not in {mover for mover, _ in moves}]
    if idle:
        verb = "lose nothing" if table.pareto else "gain"
        steps += f", and {' and '.join(idle)} would {verb} by that and not answer it"
    verb = "would leave" if len(coalition) == 1 else "would leave together"
    more = f"; or leave for {counted(found.count - 1, 'other state')}" if found.count > 1 else ""
    if more and not game.state_names:
        more += f": {', '.join(str(game.code(end)) for end in ends[1:])}"
        more += ", …" if found.count > 1 + WAYS else ""
    return f"{_names(table, coalition)} {verb} for {_state(table, ends[0])}: {steps}{more}"


def _names(table: AnyTable, coalition: Coalition) -> str:
    return " + ".join(table.names(coalition))


def _state(table: AnyTable, cell: int) -> str:
    return f"{table.game.code(cell)} ({short(table.game.label(cell))})"
