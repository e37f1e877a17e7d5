"""What a saying and a doing come to together: "threatened to close", "refused to meet"."""

from __future__ import annotations

from detente.reading.acts.lexicon import Sense
from detente.reading.acts.lists import bag

EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
COOPERATION = bag("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT")
CONFLICT = bag("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

_PLAIN = {
    "@THREAT": "THREATEN",
    "@REQUEST": "REQUEST",
    "@REJECT": "REJECT",
    "@ACCUSE": "ACCUSE",
    "@SUPPORT": "SUPPORT",
}
_STOP = {
    "PROTEST": "CONCEDE", "ASSAULT": "RETREAT", "MOBILIZE": "RETREAT", "SANCTION": "RETREAT",
    "COERCE": "CONCEDE", "RETREAT": "REJECT", "THREATEN": "CONCEDE", "REQUEST": "CONCEDE",
    "ACCUSE": "CONCEDE",
}  # fmt: skip
_INTENT = {
    "ACCUSE": ("ACCUSE", 0.8), "REQUEST": ("REQUEST", 1.0), "REJECT": ("REJECT", 0.95),
    "THREATEN": ("THREATEN", 1.0), "PROTEST": ("THREATEN", 1.0), "SANCTION": ("THREATEN", 0.95),
    "MOBILIZE": ("THREATEN", 0.8), "COERCE": ("THREATEN", 0.95), "ASSAULT": ("THREATEN", 0.95),
}  # fmt: skip


def compose(operator: Sense, inner: Sense | None, denied: bool) -> Sense | None:
    """The class of an operator with what it governs.

    `inner` is the governed class and strength, None where nothing was found; `denied` says that
    what is governed is negated ("will not meet").
    """
    name, strength = operator
    if name in _PLAIN:
        return _PLAIN[name], strength
    if name in ("@SAY", "@BEGIN"):
        if inner is None:
            return None
        if denied:
            return deny(inner, strength)
        return inner[0], inner[1] * (strength if name == "@SAY" else 1.0)
    if name in ("@INTENT", "@AGREE"):
        if inner is None:
            floor = 1.0 if name == "@AGREE" else 0.4
            return ("REJECT", 0.6 * strength) if denied else ("AGREE", floor * strength)
        if denied:
            return deny(inner, strength)
        if inner[0] in COOPERATION:
            return "AGREE", strength * max(0.8, inner[1])
        if name == "@AGREE" and inner[0] in ("ACCUSE", "MOBILIZE", "PROTEST", "COERCE"):
            return "AGREE", strength
        event, factor = _INTENT[inner[0]]
        return event, factor * strength * max(0.5, inner[1])
    if name == "@NOT":
        return deny(inner, strength) if inner is not None else ("REJECT", 0.5 * strength)
    if name == "@DECIDE":
        if inner is None:
            return "AGREE", 0.4 * strength
        if denied:
            return deny(inner, strength)
        return ("AGREE", strength) if inner[0] in COOPERATION else inner
    if name == "@STOP":
        if inner is None:
            return "SANCTION", 0.7 * strength
        return _STOP.get(inner[0], "SANCTION"), strength
    if name == "@ALLOW":
        if inner is not None and inner[0] in ("RETREAT", "CONCEDE", "AID"):
            return inner[0], strength
        return "CONCEDE", 0.85 * strength
    if name == "@PREVENT":
        return "COERCE", 0.9 * strength
    if name == "@FAIL":
        if inner is not None and inner[0] in CONFLICT:
            return None
        return "REJECT", 0.9 * strength
    return None


def deny(inner: Sense, strength: float = 1.0) -> Sense | None:
    """What the denial of a class comes to: not meeting is rejecting, not attacking nothing."""
    if inner[0] in COOPERATION:
        return "REJECT", 0.9 * strength * max(0.6, inner[1])
    if inner[0] == "REJECT":
        return "AGREE", 0.5 * strength
    if inner[0] in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"):
        return "AGREE", 0.35 * strength
    return None
