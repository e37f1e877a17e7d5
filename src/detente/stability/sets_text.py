"""Answers as sets, as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.columns import counted
from detente.stability.concepts import CONCEPTS
from detente.stability.text import TEXT_LIMIT, count_text, shorten

if TYPE_CHECKING:
    from detente.game.symbolic import StateSet
    from detente.stability.sets import StabilitySets

#: so many equilibria of each concept stand in the text unless they alone are asked for
_SHOWN = 5


def sets_text(table: StabilitySets) -> str:
    """Numbers, then the equilibria in few words and the first of them."""
    game = table.game
    where = "the base" if game.view == "base" else f"view {game.view}"
    rival = f", hypothesis {game.hypothesis}" if game.hypothesis else ""
    states = counted(table.n_states, "state")
    return "\n".join(
        [
            f"{game.made_from.case_id}: {states} as {where} has it{rival}",
            "How many states each party would stay in, and how many nobody would leave:",
            "",
            count_text(table),
            "",
            sets_equilibria_text(table, _SHOWN),
        ]
    )


def sets_equilibria_text(table: StabilitySets, limit: int = TEXT_LIMIT) -> str:
    """The equilibria: what they have in common, and the first few."""
    lines = []
    for concept in table.concepts:
        plain = CONCEPTS[concept].plain if concept in CONCEPTS else "a concept of its own per party"
        found = table.equilibria(concept)
        if found is None:
            why = "undecided, since preferences are missing"
            if any(concept == unfinished for unfinished, _ in table.unfinished):
                why = "undecided, since the diagrams grew too large"
            lines.append(f"{concept} ({plain}): {why}")
            continue
        lines.append(f"{concept} ({plain}): {counted(found.count, 'equilibrium', 'equilibria')}")
        if found.count > 1:
            lines += [f"  {line}" for line in (*in_common(table, found), *chosen(table, found))]
        for code in found.first(limit):
            now = " (the present)" if code == table.game.present else ""
            lines.append(f"  {code}  {shorten(table.game.label(code), 100)}{now}")
        if found.count > limit:
            lines.append(f"  … {counted(found.count - limit, 'more', 'more')}")
    return "\n".join(lines)


def in_common(table: StabilitySets, found: StateSet) -> list[str]:
    """What all states of a set have in common: options that stand at one level in all of them."""
    always: dict[str, list[str]] = {"always": [], "never": []}
    for option, axis in enumerate(table.game.options):
        if option in found.space.held:
            continue
        levels = found.levels_of(option)
        if len(levels) > 1:
            continue
        taken = axis.named or levels[0]
        level = f"={axis.levels[levels[0]]}" if axis.named else ""
        always["always" if taken else "never"].append(axis.name + level)
    return [f"{word}: {', '.join(names)}" for word, names in always.items() if names]


def chosen(table: StabilitySets, found: StateSet) -> list[str]:
    """Those that differ least from the present, and those that each party likes best."""
    game = table.game
    lines = []
    if game.present is not None and game.present not in found:
        distance, nearest = found.nearest(game.present)
        options = counted(distance, "option")
        lines.append(f"nearest to the present, {options} apart: {_some(table, nearest)}")
    for party, scale in zip(game.parties, game.scales, strict=True):
        if scale.full.digits:
            lines.append(f"best for {party}: {_some(table, found.best(scale))}")
    return lines


def _some(table: StabilitySets, found: StateSet) -> str:
    """The first of some states, and how many more there are."""
    code = found.first(1)[0]
    more = f", and {counted(found.count - 1, 'more', 'more')}" if found.count > 1 else ""
    return f"{code} ({shorten(table.game.label(code))}){more}"
