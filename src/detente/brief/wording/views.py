"""How differences between views are put."""

from __future__ import annotations

from detente.brief.document import Inline, Span
from detente.brief.wording.grammar import counted

#: kind -> what one such difference is called, and several
_KINDS = {
    "K1": ("another party's preferences", "other parties' preferences"),
    "K2": ("its own preferences", "its own preferences"),
    "K3": ("an option that it does not see", "options that it does not see"),
    "K4": ("an option that it imagines", "options that it imagines"),
    "K5": ("whether something can be undone", "whether some things can be undone"),
    "K6": ("what is possible together", "what is possible together"),
    "K7": ("a party that it does not see", "parties that it does not see"),
    "K8": ("where things stand", "where things stand"),
    "K9": ("what a word stands for", "what some words stand for"),
}


def kind(key: str) -> Inline:
    """What a kind of difference is called."""
    return (Span(_KINDS[key][0]),)


def differences_counted(key: str, count: int) -> Inline:
    """So many differences of one kind."""
    return (Span(_KINDS[key][0] if count == 1 else _KINDS[key][1]),)


def times(count: int) -> str:
    """`one difference`, `three differences`."""
    return counted(count, "difference")
