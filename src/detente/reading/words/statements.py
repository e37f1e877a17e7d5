"""What was said by whom to whom, in the form that acts are counted in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.reading.words.windows import window


@dataclass(frozen=True, slots=True)
class Said:
    """One statement that a document puts into somebody's mouth.

    Attributes
    ----------
    doc, start, end : its place
    speaker, party : who; names, or ids of the case; None where unknown
    target : towards whom; an id of the case, or None
    act : one of the acts of a case
    negated : the act is said not to be performed
    date : of the document, in ISO form, or None
    """

    doc: str
    start: int
    end: int
    speaker: str | None
    party: str | None
    target: str | None
    act: str
    negated: bool
    date: str | None


#: acts that turn another side down
DISMISSING = ("dismissal", "refusal", "accusation")


def by_window(
    said: Iterable[Said], over: str | None, windows: Sequence[str]
) -> list[tuple[str | None, list[Said]]]:
    """Statements of parties by window of time, in order; one window without a name where time
    does not matter."""
    known = [one for one in said if one.party is not None]
    if over is None:
        return [(None, known)]
    found: dict[str, list[Said]] = {name: [] for name in windows}
    for one in known:
        name = window(one.date, over)
        if name is not None:
            found.setdefault(name, []).append(one)
    return sorted(found.items())
