"""Differences between two versions of a case as plain text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.columns import counted

if TYPE_CHECKING:
    from detente.views.versions import Standing, VerdictChange, Versions

#: at most so many states by name for one kind of change
LIMIT = 8
_EVERYONE: dict[tuple[Standing, Standing], str] = {
    (False, True): "holds now, did not",
    ("absent", True): "holds now, was no state",
    (True, False): "held, does not now",
    (True, "absent"): "held, is no state now",
    ("open", True): "holds now, was open for want of preferences",
    (True, "open"): "held, is open now for want of preferences",
    ("open", False): "does not hold now, was open for want of preferences",
    (False, "open"): "did not hold, is open now for want of preferences",
}
_ONE: dict[tuple[Standing, Standing], str] = {
    (False, True): "would now stay",
    (True, False): "would now leave",
    ("open", True): "would stay (was open)",
    ("open", False): "would leave (was open)",
    (True, "open"): "open now",
    (False, "open"): "open now",
}


def versions_text(found: Versions) -> str:
    """Inputs, then per view what holds now and did not, and how many states each party left."""
    lines = [f"{counted(len(found.inputs), 'input')} changed" + (":" if found.inputs else "")]
    lines += [f"  {change}" for change in found.inputs]
    lines.append("")
    if not found.verdicts:
        return "\n".join([*lines, "No verdict changed.", *_left_out(found)])
    lines.append(f"{counted(len(found.verdicts), 'verdict')} changed:")
    for view, hypothesis in found.compared:
        lines += _one_view(found, view, hypothesis)
    return "\n".join([*lines, *_left_out(found)])


def _one_view(found: Versions, view: str, hypothesis: str | None) -> list[str]:
    """The changes of one view; concepts that changed alike are told together."""
    called = {(it.label, it.notation) for it in found.verdicts}
    shared = {label for label, n in Counter(label for label, _ in called).items() if n > 1}
    by_concept: dict[str, list[VerdictChange]] = {}
    for change in found.verdicts:
        if (change.view, change.hypothesis) == (view, hypothesis):
            by_concept.setdefault(change.concept, []).append(change)
    alike: dict[tuple[str, ...], list[str]] = {}
    for concept, changes in by_concept.items():
        told = (*_resting(changes, shared), *_by_party(changes))
        alike.setdefault(told, []).append(concept)
    where = "the base" if view == "base" else f"view {view}"
    rival = f" under hypothesis {hypothesis}" if hypothesis else ""
    lines = []
    for told, concepts in alike.items():
        lines += [f"  {where}{rival}, {', '.join(concepts)}", *told]
    return lines


def _resting(changes: list[VerdictChange], shared: set[str]) -> list[str]:
    """Equilibria that come and go; where several go by one name, each in state notation too."""
    lines = []
    whole = [it for it in changes if it.party is None]
    for how, said in _EVERYONE.items():
        labels = [
            it.label if it.label not in shared else f"{it.label} ({it.notation})"
            for it in whole
            if (it.old, it.new) == how
        ]
        lines += [f"    {label}: {said}" for label in labels[:LIMIT]]
        if len(labels) > LIMIT:
            lines.append(f"    … and {len(labels) - LIMIT:,} more: {said}")
    return lines


def _by_party(changes: list[VerdictChange]) -> list[str]:
    counts: dict[str, dict[str, int]] = {}
    for change in changes:
        if change.party is not None:
            by_how = counts.setdefault(change.party, {})
            said = _ONE[change.old, change.new]
            by_how[said] = by_how.get(said, 0) + 1
    return [
        f"    {party}: "
        + "; ".join(f"{said} at {counted(n, 'state')}" for said, n in by_how.items())
        for party, by_how in counts.items()
    ]


def _left_out(found: Versions) -> list[str]:
    if not found.left_out:
        return []
    return ["", f"Not compared, since only one version has it: {', '.join(found.left_out)}"]
