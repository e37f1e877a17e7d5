"""How long the talks can run, as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.columns import columns, counted

if TYPE_CHECKING:
    from detente.talks.dates import Window
    from detente.talks.result import Talks

_WHY = {
    "patience": "its patience",
    "past": "its patience ended before this day",
    "costs": "waiting then costs more than it may bring",
}
_EFFECT = {1: "better", -1: "worse"}
#: marks of the curve
_BAR = 30


def talks_text(found: Talks) -> str:
    """Who stays until when, who leaves first and where that leads, and what would change it."""
    rival = f", hypothesis {found.game.hypothesis}" if found.game.hypothesis else ""
    lines = [f"{found.made_from.case_id}: the talks, seen from {found.today}{rival}", ""]
    lines += _stays(found)
    lines += _end(found)
    lines += _exits(found)
    lines += _changes(found)
    lines += _curve(found)
    return "\n".join(lines)


def _stays(found: Talks) -> Iterator[str]:
    rows = []
    for stay in found.stays:
        if stay.until is None:
            rows.append([stay.party, "the case does not say", ""])
            continue
        why = stay.what or _WHY.get(stay.why or "", "")
        rows.append([stay.party, f"would stay until {_window(stay.until)}", f"({why})"])
    yield from columns(rows)
    for stay in found.stays:
        if stay.locked is not None:
            yield (
                f"  from {stay.locked} its public demand leaves {stay.party} no deal that is worth "
                "more to it than none"
            )


def _end(found: Talks) -> Iterator[str]:
    if found.ends is None:
        yield "  until when the talks can run is open: the case gives no patience, and no deadline"
        yield "  to come that binds anyone"
        yield from _deadlines(found)
        return
    yield ""
    verb = "binds" if len(found.binding) == 1 else "bind"
    silent = [stay.party for stay in found.stays if stay.until is None]
    whom = "all" if not silent else "those of whom the case says something"
    yield f"  {whom} are still talking until {_window(found.ends)}; {_and(found.binding)} {verb}"
    if found.half is not None:
        yield f"  in half of the ways that these days allow, somebody has left by {found.half}"
    yield f"  {counted(len(found.sessions_left), 'session')} planned before then"
    yield from _deadlines(found)


def _deadlines(found: Talks) -> Iterator[str]:
    for what, when, binds in found.deadlines:
        past = ", past" if when.last < found.today else ""
        who = f"binds {_and(binds)}" if binds else "the case does not say whom it binds"
        yield f"  deadline {_window(when)}{past}: {what} ({who})"


def _exits(found: Talks) -> Iterator[str]:
    if not found.exits:
        return
    yield ""
    yield "  without talks, as this case assumes: what a party expects without a deal, where the"
    yield "  case says, else the best that it could bring about by itself"
    for one in found.exits:
        changed = [
            f"{_EFFECT[effect]} for {party} than now"
            for party, effect in one.effects.items()
            if effect
        ]
        told = ", ".join(changed) or "no different for anyone from now"
        yield f"    {one.party}: {found.game.label(one.state)} ({told})"


def _changes(found: Talks) -> Iterator[str]:
    if not found.changes:
        return
    yield ""
    yield "  what would move the end"
    for change in found.changes:
        what = {
            "patience": f"{change.what} waits a month longer",
            "deadline": f"a month later: {change.what} (for {change.party})",
            "cost": f"waiting costs {change.what} half as much",
        }[change.kind]
        effect = (
            "no difference"
            if change.days == 0
            else f"{counted(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'}"
        )
        yield f"    {what}: {effect}"
    for first, second, begins, follows in found.shares:
        yield (
            f"    taking turns at offers, {first} gets {begins:.0%} of what it shares with "
            f"{second} if it begins, {follows:.0%} if not"
        )


def _curve(found: Talks) -> Iterator[str]:
    if len(found.curve) < 2:
        return
    yield ""
    yield "  in how many of the ways that these days allow they are still talking (no probability)"
    step = max(len(found.curve) // 12, 1)
    points = [*found.curve[::step]]
    if points[-1] != found.curve[-1]:
        points.append(found.curve[-1])
    for point in points:
        bar = "#" * round(point.share * _BAR)
        yield f"    {point.day}  {point.share:4.0%}  {bar}".rstrip()


def _window(window: Window) -> str:
    if window.first == window.last:
        return str(window.last)
    return f"{window.first} to {window.last}"


def _and(names: tuple[str, ...]) -> str:
    if len(names) <= 1:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
