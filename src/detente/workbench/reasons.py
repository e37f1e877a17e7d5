"""What an entry rests on: its mark, its doubt, and what was said, for panels and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.case.model import DOUBTS, Case, Marked

#: the letters of the marks, as in the brief
LETTERS = {"reported": "R", "reading": "A", "assumed": "X"}
SAYS = {
    "reported": "a source says so",
    "reading": "an author's reading",
    "assumed": "assumed here",
}


@dataclass(frozen=True)
class Reason:
    """One thing that an entry points at.

    Attributes
    ----------
    key : id of a statement or source, or a place in the sources as the case writes it
    text : what was said; empty for a mere place
    who, when, where : by whom, on which day, in which source
    statement : whether it is a statement of the case
    """

    key: str
    text: str = ""
    who: str = ""
    when: str = ""
    where: str = ""
    basis: str = ""
    statement: bool = False


@dataclass(frozen=True)
class Standing:
    """The marks of one entry in words.

    Attributes
    ----------
    doubt : "", "none", "low", "some" or "high", or a percentage where the case gives a number
    """

    basis: str
    doubt: str
    because: tuple[Reason, ...]
    note: str = ""

    @property
    def letter(self) -> str:
        """The letter of the basis."""
        return LETTERS[self.basis]

    @property
    def says(self) -> str:
        """The basis in words."""
        return SAYS[self.basis]


def standing(case: Case, entry: Marked | None) -> Standing:
    """The marks of an entry; one that has none counts as assumed."""
    if entry is None:
        return Standing("assumed", "", ())
    found = reasons(case, entry.because)
    return Standing(entry.standing, doubt_word(entry.doubt), found, entry.note or "")


def doubt_word(doubt: float | None) -> str:
    """A doubt as people mark it."""
    if doubt is None:
        return ""
    if doubt == 0:
        return "none"
    for word, number in DOUBTS.items():
        if doubt == number:
            return word
    return f"{doubt:.0%}"


def reasons(case: Case, because: Sequence[str]) -> tuple[Reason, ...]:
    """What each reason points at."""
    said = {one.id: one for one in case.statements}
    found = []
    for key in because:
        one = said.get(key)
        if one is not None:
            where = ", ".join(filter(None, [_source(case, one.source), one.at or ""]))
            who = one.by.value if one.by else case.parties[one.party].name.value
            when = one.date.value if one.date else ""
            text = (one.text or one.gist).value
            found.append(Reason(key, text, who, when, where, one.standing, True))
        elif key in case.sources:
            found.append(Reason(key, where=_source(case, key)))
        else:
            found.append(Reason(key))
    return tuple(found)


def _source(case: Case, key: str | None) -> str:
    source = case.sources.get(key) if key else None
    if source is None:
        return key or ""
    return source.title.value
