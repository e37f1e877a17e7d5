"""What to be careful about with a set of changes, as data and in one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.levers.about import About


@dataclass(frozen=True)
class Caution:
    """One thing to be careful about.

    Attributes
    ----------
    kind : a key of `CAUTIONS`
    party : whom it is about, if anyone
    state, code : a state, in words and by its code
    change : what would undo it all: who acts, and what about
    names : options of the case, by full name
    text : a sentence of the change itself
    """

    kind: str
    party: str = ""
    called: str = ""
    state: str = ""
    code: int | None = None
    change: tuple[str, About] | None = None
    names: tuple[str, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        return CAUTIONS[self.kind](self)


CAUTIONS: dict[str, Callable[[Caution], str]] = {
    "worse_off": lambda it: f"worse off: {it.called} prefers the present to this",
    "not_undone": lambda it: f"holds for {it.called} only because something cannot be undone",
    "needless": lambda it: (
        f"needless as {it.called} sees it: it expects “{it.state}” to last, and prefers that"
    ),
    "misreading": lambda it: f"rests on a misreading: it is lost once {it.text}",
    "provokes": lambda it: f"could provoke: {it.called}, seeing this, would leave “{it.state}”",
    "at_a_loss": lambda it: (
        f"at a loss: {it.called} takes the first step, and prefers the present to where it leads"
    ),
    "not_consulted": lambda it: (
        f"not consulted: {it.called}, which the case names beside {', '.join(it.names)}"
    ),
    "assumed": lambda it: f"assumed, and not in the case: {it.text}",
}

__all__ = ["CAUTIONS", "Caution"]
