"""What was said by whom to whom, in the form that words are counted in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One statement that a document puts into somebody's mouth.

    Attributes
    ----------
    part : number of the part of the corpus it stands in
    doc : the document
    start, end : its place there
    text : what was said
    speaker, party : who; names or ids of the case, None where unknown
    target : towards whom
    act : one of the acts of a case
    negated : the act is said not to be performed
    window : span of time, or None
    """

    doc: str
    start: int
    end: int
    text: str
    speaker: str | None
    party: str | None
    target: str | None
    act: str
    negated: bool
    date: str | None
