"""Towards whom something is said: the party addressed, accused or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from detente.case import Case
    from detente.reading.document import Document
    from detente.reading.passages import Attribution

Mention = tuple[int, int, str | None, str | None]
_NEAR = 60
_BEFORE = 400


class Names(Protocol):
    """Whoever finds the names of parties and voices in a text."""

    def mentions(self, text: str) -> list[Mention]:
        """Start, end, speaker and party of each."""
        ...


def find_target(
    said: Attribution, document: Document, who: Names, case: Case | None, act: str
) -> str | None:
    """The party something is said to.

    In this order: a party named between the cue and what is said ("urged Ardia to"); the first
    party named in what is said, one at the table before one that is not, except for a threat; of
    two parties at the table the other one; the other party named last before.
    """
    if case is None:
        return None
    own = said.party
    text = document.text
    start, end = said.span
    if said.cue is not None and said.cue[1] <= start <= said.cue[1] + 3 * _NEAR:
        between = _parties(who, text[said.cue[1] : start], own)
        if between:
            return between[0]
    if said.cue is not None and end <= said.cue[0] <= end + 2 * _NEAR:
        told = _parties(who, text[said.cue[1] : said.cue[1] + _NEAR].partition(".")[0], own)
        if told and said.source is not None and said.source[0] < said.cue[1]:
            return told[0]
    inside = _parties(who, text[start:end], own)
    table = [name for name, party in case.parties.items() if party.at_table and name != own]
    if inside:
        if act == "threat":
            return inside[0]
        seated = [name for name in inside if name in table]
        return seated[0] if seated else inside[0]
    if own is not None and len(table) == 1:
        return table[0]
    if own is not None:
        earlier = _parties(who, text[max(0, start - _BEFORE) : start], own)
        seated = [name for name in earlier if name in table]
        if seated:
            return seated[-1]
    return None


def _parties(who: Names, text: str, own: str | None) -> list[str]:
    """The parties named in a text, in order, the speaker's own left out."""
    return [party for _, _, _, party in who.mentions(text) if party is not None and party != own]
