"""Dilemmas as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.dilemmas.kinds import KINDS

if TYPE_CHECKING:
    from detente.dilemmas.find import Account, Dilemmas

#: party, kind, whether it compares whole states, the other, option, mode, whether what is asked
#: is the threatened future
Key = tuple[str, str, bool, str | None, str | None, str | None, bool]

_FROM = {
    "board": "from the board",
    "preferences": "from preferences: no position on the board",
}
_THREAT = {
    "board": "from the intentions on the board",
    "preferences": "each party's own part of its position: the case has no board",
    "present": "the present",
}


def dilemmas_text(found: Dilemmas) -> str:
    """Positions of the root, then each party's dilemmas with the views that have them."""
    lines = [_title(found, "dilemmas"), "", *_positions(found.accounts[0]), *_notes(found)]
    told: dict[Key, list[str]] = {}
    for item in found.items:
        whole = item.option is None
        key = (item.party, item.kind, whole, item.other, item.option, item.mode, item.same)
        told.setdefault(key, []).append(item.view)
    if not told:
        return "\n".join([*lines, "", "No dilemma in any of these views."])
    for party in dict.fromkeys(key[0] for key in told):
        lines += ["", party]
        own = {key[1:3] for key in told if key[0] == party}
        for kind, whole in sorted(own, key=lambda it: (not it[1], list(KINDS).index(it[0]))):
            says = KINDS[kind].says if whole else KINDS[kind].on_option
            lines.append(f"  {kind}: {says}")
            for key, views in told.items():
                if key[:3] == (party, kind, whole):
                    why = f": {KINDS[kind].same}" if key[-1] else ""
                    lines.append(f"    {_one(key)}  [{_where(found, views)}]{why}")
        ways = _ways(found, party)
        lines += ["  ways out", *(f"    {way}" for way in ways)] if ways else []
        felt = {word for item in found.items if item.party == party for word in item.feelings}
        lines += [f"  tends to provoke: {', '.join(sorted(felt))}"] if felt else []
    return "\n".join(lines)


def positions_text(found: Dilemmas) -> str:
    """Positions and the threatened future, view by view."""
    lines = [_title(found, "positions")]
    for account in found.accounts:
        lines += ["", account.view, *_positions(account)]
    return "\n".join([*lines, "", *_notes(found)]).rstrip()


def _title(found: Dilemmas, what: str) -> str:
    root = found.accounts[0]
    rival = f" under hypothesis {found.hypothesis}" if found.hypothesis else ""
    where = "the base" if root.view == "base" else f"view {root.view}"
    return f"{found.made_from.case_id}: {what} as {where} and each party's view have it{rival}"


def _notes(found: Dilemmas) -> list[str]:
    by_note: dict[str, list[str]] = {}
    for account in found.accounts:
        for note in account.confrontation.notes:
            by_note.setdefault(note, []).append(account.view)
    return [f"  {_where(found, views)}: {note}" for note, views in by_note.items()]


def _positions(account: Account) -> list[str]:
    game, found = account.game, account.confrontation
    lines = []
    for position in found.positions.values():
        state = "–" if position.index is None else game.label(position.index)
        lines.append(f"  position of {position.party}: {state} ({_FROM[position.origin]})")
    state = "–" if found.threat is None else game.label(found.threat)
    rest = "; what they leave out is as at present" if game.present is not None else ""
    origin = _THREAT[found.threat_origin] + (rest if found.threat_origin == "board" else "")
    lines.append(f"  threatened future: {state} ({origin})")
    return lines


def _one(key: Key) -> str:
    _, _, _, other, option, mode, _ = key
    parts = [f"with {other}" if other else "with itself"]
    if option:
        parts.append(f"over {option}")
    if mode:
        parts.append(f"({mode})")
    return " ".join(parts)


def _where(found: Dilemmas, views: list[str]) -> str:
    return "in every view" if len(views) == len(found.accounts) else ", ".join(views)


def _ways(found: Dilemmas, party: str) -> list[str]:
    """Each way out once, with the kinds of dilemma that it leads out of."""
    kinds: dict[str, list[str]] = {}
    for item in found.items:
        if item.party == party:
            for way in found.ways(item):
                text = f"{way['kind']} by {way['actor']}: {way['what']}"
                kinds.setdefault(text, []).append(item.kind)
    return [f"{text} ({', '.join(dict.fromkeys(whose))})" for text, whose in kinds.items()]
