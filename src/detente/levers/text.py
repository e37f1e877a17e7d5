"""Levers as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.columns import counted
from detente.levers.conditions import TESTS

if TYPE_CHECKING:
    from detente.levers.result import Change, Levers

#: sets that are shown unless all are asked for
TEXT_LIMIT = 10
#: codes of many equilibria that are shown
_CODES = 3


def levers_text(found: Levers, limit: int = TEXT_LIMIT) -> str:
    """Sets with who must act, what holds then, and what to be careful about; the cheapest first.

    Parameters
    ----------
    limit : how many are shown; 0 for all
    """
    under = f", hypothesis {found.hypothesis}" if found.hypothesis else ""
    if found.hypothesis == "all":
        under = ", whichever base holds"
    shown = found.levers[: limit or None]
    lines = [
        _summary(found, len(shown)),
        f"{found.case_id}: what would have to change for this to hold: {found.target}",
        f"Under {found.concept}, test {found.test} ({TESTS[found.test]}){under}; "
        f"up to {counted(found.size, 'change')} at a time of {found.offered} that the case offers.",
    ]
    if found.by_formulas:
        lines += _tried(found)
    for place, lever in enumerate(shown, start=1):
        if not lever.changes:
            lines += ["", "Nothing: it holds as things are."]
        else:
            lines += ["", f"{place}. cost {_number(lever.cost)}"]
            lines += [f"   - {_line(change)}" for change in lever.changes]
        names = [f"{found.labels[code]} ({code})" for code in lever.holds]
        lines.append(f"   holds: {'; '.join(names)}")
        if found.by_formulas and lever.counts.holds is not None:
            lines.append(f"   holds at {lever.counts.holds:,} of the wanted states in all")
        for title, codes, number in (
            ("gained", lever.gained, lever.counts.gained),
            ("lost", lever.lost, lever.counts.lost),
        ):
            if codes:
                left_out = (number or 0) - len(codes)
                shown_codes = ", ".join(map(str, codes[:_CODES] if left_out > 0 else codes))
                all_of = f"{number:,}: " if left_out > 0 else ""
                rest = " …" if left_out > 0 else ""
                lines.append(f"   equilibria {title}: {all_of}{shown_codes}{rest}")
        lines += [f"   ! {flag}" for flag in lever.flags]
    if len(found.levers) > len(shown):
        more = counted(len(found.levers) - len(shown), "more set")
        lines += ["", f"… {more} (--all shows them, --json gives them as data)"]
    if not found.levers:
        lines += ["", *nearest_text(found)]
    return "\n".join(lines)


def _tried(found: Levers) -> list[str]:
    """At which of the wanted states sets were tried, and what was not counted."""
    lines = [f"{counted(found.wanted, 'state')} would do."]
    if found.looked_at < found.wanted:
        lines[0] += (
            f" Sets were tried at {found.looked_at:,} of them, one by one: some from which the "
            "fewest parties have a better move, some nearest the present, some that each party "
            "likes best. "
        )
        lines[0] += (
            "At the others more or other sets may do."
            if found.levers
            else "That none does at these says nothing of the others."
        )
    if found.counted is not True:
        why = f": {found.counted}" if found.counted else ", which could take long (--count does it)"
        lines.append(f"Equilibria that come and go were not counted{why}.")
    return lines


def _summary(found: Levers, shown: int) -> str:
    """In one line: how many sets there are, what the cheapest costs, how many are shown."""
    if found.already:
        return "Nothing has to change."
    if not found.levers:
        return f"No set of up to {counted(found.size, 'change')} does it."
    sets = counted(len(found.levers), "smallest set")
    does = "does" if len(found.levers) == 1 else "do"
    least = _number(found.levers[0].cost)
    part = f"; here the {shown} cheapest" if shown < len(found.levers) else ""
    return (
        f"{sets} of up to {counted(found.size, 'change')} {does} it, at a cost from {least}{part}."
    )


def nearest_text(found: Levers) -> list[str]:
    """The nearest miss and what it lacks."""
    near = found.nearest
    if near is None:
        return []
    first = "Nearest, without any change:" if not near.changes else "Nearest:"
    lines = [first, *(f"   - {_line(change)}" for change in near.changes)]
    lines.append(f"   at: {found.labels[near.code]} ({near.code})")
    return [*lines, *(f"   lacks: {lack}" for lack in near.lacks)]


def _line(change: Change) -> str:
    return f"{change.what} [{change.kind}; {change.actor}]"


def _number(value: object) -> str:
    from fractions import Fraction

    assert isinstance(value, Fraction)
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"
