"""What coalitions would leave, as plain text for a terminal."""

from __future__ import annotations

import numpy as np

from detente.columns import counted, short
from detente.stability.coalition_concepts import COALITION_CONCEPTS
from detente.stability.coalition_sets import Coalition
from detente.stability.coalitions import CoalitionTable

#: text lists no more states than this for each concept, and ways out of each state
STATES = 12
WAYS = 4


def coalitions_text(table: CoalitionTable) -> str:
    """For every concept: what the parties alone would keep, and which coalition would leave it."""
    game = table.game
    where = "the base" if game.view == "base" else f"view {game.view}"
    rival = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    gains = "somebody gains and nobody loses" if table.pareto else "every member gains"
    lines = [
        f"{game.made_from.case_id}: coalitions as {where} has it{rival}",
        f"A coalition improves when {gains}.",
    ]
    for c, concept in enumerate(table.concepts):
        if table.looked_at[c].any():
            lines += ["", *_concept(table, c, concept)]
    return "\n".join(lines)


def universal_text(table: CoalitionTable) -> str:
    """The states that no coalition would leave."""
    lines = []
    for c, concept in enumerate(table.concepts):
        plain = COALITION_CONCEPTS[concept].plain
        if not table.determined[c].all():
            why = "preferences are missing" if table.looked_at[c].all() else "it was interrupted"
            lines.append(f"{concept} ({plain}): open, since {why}")
            continue
        found = np.flatnonzero(table.universal[c]).tolist()
        lines.append(
            f"{concept} ({plain}): no coalition would leave {counted(len(found), 'state')}"
        )
        lines += [f"  {_state(table, cell)}" for cell in found[:STATES]]
        if len(found) > STATES:
            lines.append(f"  … {counted(len(found) - STATES, 'more', 'more')}")
    return "\n".join(lines)


def _concept(table: CoalitionTable, c: int, concept: str) -> list[str]:
    game = table.game
    lines = [f"{concept} ({COALITION_CONCEPTS[concept].plain})"]
    for h, coalition in enumerate(table.coalitions):
        if table.looked_at[c, h] and not table.determined[c, h]:
            lines.append(f"  {_names(table, coalition)}: open, since preferences are missing")
    alone = [h for h, coalition in enumerate(table.coalitions) if len(coalition) == 1]
    everyone = len(alone) == len(game.parties) and bool(table.looked_at[c].all())
    kept = table.stable[c, alone].all(axis=0) & table.determined[c, alone].all()
    states = np.flatnonzero(kept & game.feasible)
    if everyone:
        leaves = ~table.stable[c][:, states] & table.determined[c][:, None]
        left = leaves.any(axis=0)
        title = f"  {counted(len(states), 'state')} that every party alone would keep"
        lines.append(f"{title}, {np.count_nonzero(left)} of them left by a coalition")
        states = np.concatenate([states[left], states[~left]])
        lines += _states(table, c, concept, states)
    else:
        for h, coalition in enumerate(table.coalitions):
            if table.determined[c, h]:
                states = np.flatnonzero(~table.stable[c, h] & game.feasible)
                lines.append(
                    f"  {_names(table, coalition)} would leave {counted(len(states), 'state')} "
                    f"of {game.n_states:,}"
                )
                lines += _states(table, c, concept, states, only=h)
    return lines


def _states(
    table: CoalitionTable, c: int, concept: str, states: np.ndarray, only: int | None = None
) -> list[str]:
    lines = []
    for cell in states[:STATES].tolist():
        ways = [
            _way(table, concept, table.coalitions[h], cell)
            for h in (range(len(table.coalitions)) if only is None else (only,))
            if table.determined[c, h] and not table.stable[c, h, cell]
        ]
        if not ways and only is None:
            whole = (1 << len(table.game.parties)) - 1 == len(table.coalitions)
            ways = ["no coalition would leave" if whole else "none of these would leave"]
        lines.append(f"  {_state(table, cell)}")
        lines += [f"      {way}" for way in ways[:WAYS]]
        if len(ways) > WAYS:
            lines.append(f"      … {counted(len(ways) - WAYS, 'more coalition')}")
    if len(states) > STATES:
        lines.append(f"  … {counted(len(states) - STATES, 'more state')}")
    return lines


def _way(table: CoalitionTable, concept: str, coalition: Coalition, cell: int) -> str:
    """Where a coalition would go, and by whose moves."""
    game = table.game
    ends = sorted(table.to(concept, coalition, cell), key=game.code)
    moves = table.together(coalition, cell, ends[0])
    steps = ", then ".join(f"{game.parties[p]} moves to {game.code(state)}" for p, state in moves)
    idle = [game.parties[p] for p in coalition if p not in {mover for mover, _ in moves}]
    if idle:
        verb = "lose nothing" if table.pareto else "gain"
        steps += f", and {' and '.join(idle)} would {verb} by that and not answer it"
    verb = "would leave" if len(coalition) == 1 else "would leave together"
    more = f"; or leave for {counted(len(ends) - 1, 'other state')}" if len(ends) > 1 else ""
    if more and not game.state_names:
        more += f": {', '.join(str(game.code(end)) for end in ends[1 : 1 + WAYS])}"
        more += ", …" if len(ends) > 1 + WAYS else ""
    return f"{_names(table, coalition)} {verb} for {_state(table, ends[0])}: {steps}{more}"


def _names(table: CoalitionTable, coalition: Coalition) -> str:
    return " + ".join(table.names(coalition))


def _state(table: CoalitionTable, cell: int) -> str:
    return f"{table.game.code(cell)} ({short(table.game.label(cell))})"
