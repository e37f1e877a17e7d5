"""Parts of entries as a reader may see them: texts, marks, what stands under the ids of parties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from detente.brief.audience import Gate, Reader
from detente.case.model import Case, Entry, Marked

Data = dict[str, Any]


class Parts:
    """One case and what of it one reader may see; what every section needs."""

    def __init__(self, case: Case, to: Reader) -> None:
        self.case = case
        self.gate = Gate(case, to)

    def marks(self, entry: Marked) -> Data:
        """Where an entry comes from, as far as that may be said; no note, no doubt."""
        because = self.gate.because(entry.because)
        found = {"basis": entry.basis, "because": because, "audience": entry.audience}
        return {key: value for key, value in found.items() if value}

    def text(self, entry: Entry[Any] | None, *, owner: str = "", needed: bool = False) -> Any:
        """A text or number with its marks; None where it may not be shown.

        Parameters
        ----------
        needed : whether it needs a mark of its own; else the entry around it has been allowed
        """
        if entry is None or self.gate.hidden(entry, owner):
            return None
        if needed and not self.gate.shows(entry, owner=owner):
            return None
        marks = self.marks(entry)
        return {"is": entry.value, **marks} if marks else entry.value

    def by_party(
        self,
        entries: Mapping[str, Any],
        *,
        owner: str = "",
        needed: bool = False,
        to: Callable[[Any, str], Data | None] | None = None,
    ) -> Data:
        """Entries under party ids, those that are allowed."""
        found: Data = {}
        for party, entry in entries.items():
            if party not in self.gate.parties:
                continue
            whose = owner or party
            made = to(entry, whose) if to else self.text(entry, owner=whose, needed=needed)
            if made is not None:
                found[party] = made
        return found

    def kept(self, parties: Iterable[str]) -> list[str]:
        """Ids of parties that may be named."""
        return [party for party in parties if party in self.gate.parties]

    def inside(self, *entries: Entry[Any] | None, owner: str = "") -> bool:
        """Whether any of these is hidden within an entry that is not."""
        return any(self.gate.hidden(one, owner) for one in entries)
