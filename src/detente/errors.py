"""What can go wrong, said so that a person can act on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


class DetenteError(Exception):
    """Anything that a user can mend; its text is what the user reads."""


class InputError(DetenteError):
    """The input cannot be used: a missing file, an unknown party, an unknown view."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a case file, located and, where possible, with its remedy."""

    where: str  # "elmira.yaml:14:9"
    path: str  # "parties.uniroyal.prefers[2]"
    what: str  # "no party has an option called 'aceptt'"
    hint: str = ""  # "Did you mean 'accept'?"
    severity: Severity = "error"

    def __str__(self) -> str:
        head = f"{self.where}  {self.path}".strip()
        lines = [head, f"    {self.what}."]
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)


class CaseError(InputError):
    """A case file cannot be used; carries every problem found, not only the first.

    Attributes
    ----------
    problems : all of them
    partial : what could be read of the case in spite of them, or None
    """

    def __init__(self, problems: Iterable[Problem], partial: object = None) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.partial = partial
        count = len(self.problems)
        head = "1 problem" if count == 1 else f"{count} problems"
        super().__init__("\n".join([f"{head} found:", *map(str, self.problems)]))


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint that names the closest known word, or lists the few there are."""
    if len(known) > 1000:  # comparing with them all would take longer than looking it up
        return ""
    by_folded = {word.casefold(): word for word in known}
    close = get_close_matches(name.casefold(), list(by_folded), n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{by_folded[close[0]]}'?"
    if known and len(known) <= 12:
        return "Known: " + ", ".join(known) + "."
    return ""
