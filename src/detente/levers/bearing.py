"""Which changes bear on what: sets of edits as bit masks, for each part of each view."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.frames import heeded
from detente.case.model import Case, Party, PartyChange
from detente.levers.edits import Edit, Touch, ViewPath


class Bearing:
    """What the touches of edits come to in the views of a case.

    Parameters
    ----------
    all_ranks : whether a verdict for one party needs what every party prefers
    """

    def __init__(self, case: Case, edits: Sequence[Edit], all_ranks: bool) -> None:
        self.case = case
        self.edits = edits
        self.all_ranks = all_ranks
        self._ranked = self._parties_ranked_in_views()
        self._abouts: dict[ViewPath, int] = {}
        self._masks: dict[tuple[ViewPath, str | None], int] = {}
        self._owned: dict[tuple[ViewPath, str | None], int | None] = {}
        self._relevant: dict[tuple[ViewPath, str], int] = {}

    def touching(self, view: ViewPath, part: str | None) -> int:
        """The edits that may change a part of a view: a party's preferences, None for moves.

        An idea of another's idea may be put right by copying that other's view, so what touches
        any stretch of the path counts.
        """
        key = (view, part)
        if key not in self._masks:
            paths = _stretches(view)
            parts = {part} if part not in self._ranked else {part, None}
            self._masks[key] = sum(
                1 << k
                for k, edit in enumerate(self.edits)
                if any(touch.view in paths and touch.party in parts for touch in edit.touches)
            )
        return self._masks[key]

    def about(self, view: ViewPath) -> int:
        """The edits that may change anything in a view."""
        if view not in self._abouts:
            paths = _stretches(view)
            self._abouts[view] = sum(
                1 << k
                for k, edit in enumerate(self.edits)
                if any(touch.view in paths for touch in edit.touches)
            )
        return self._abouts[view]

    def mending(self, view: ViewPath, part: str | None, mask: int) -> int:
        """The edits that may change a part of a view where some are made already.

        What a view says of a party's preferences hides what it would take over from elsewhere,
        until some edit changes the entry itself.
        """
        own = self._own(view, part)
        return self.touching(view, part) if own is None or mask & own else own

    def _own(self, view: ViewPath, part: str | None) -> int | None:
        """The edits that change a view's own entry on a party's preferences; None without one."""
        key = (view, part)
        if key not in self._owned:
            change = self.case.views.get(".".join(view))
            entry = None if change is None or part is None else change.parties.get(part)
            told = entry is not None and entry.preferences is not None
            # a ranking is read with what a view does not see, which other edits may change
            alone = told and part not in self._ranked and heeded(self.case, view)
            bits = (1 << k for k, e in enumerate(self.edits) if Touch(view, part) in e.touches)
            self._owned[key] = sum(bits) if alone else None
        return self._owned[key]

    def relevant(self, view: ViewPath, party: str) -> int:
        """The edits that may change a verdict for a party in a view."""
        key = (view, party)
        if key not in self._relevant:
            found = self.touching(view, None)
            for other in self.case.parties if self.all_ranks else (party,):
                found |= self.touching(view, other)
            self._relevant[key] = found
        return self._relevant[key]

    def mends(self, view: ViewPath, party: str, mask: int) -> int:
        """The same where some edits are made already."""
        found = self.touching(view, None)
        for other in self.case.parties if self.all_ranks else (party,):
            found |= self.mending(view, other, mask)
        return found

    def _parties_ranked_in_views(self) -> frozenset[str | None]:
        """Parties of which some view has, or may come to have, a ranking of its own.

        It is read with what that view does not see. A view that is put right takes over a ranking
        from wherever there is one.
        """
        case = self.case
        told: list[tuple[str, Party | PartyChange]] = [
            *case.parties.items(),
            *(pair for rival in case.hypotheses.values() for pair in rival.parties.items()),
            *(pair for view in case.views.values() for pair in view.parties.items()),
        ]
        ranked = {party for party, entry in told if entry.ranking is not None}
        own = {
            party
            for view in case.views.values()
            for party, change in view.parties.items()
            if change.preferences is not None
        }
        return frozenset(ranked & own)


def _stretches(view: ViewPath) -> set[ViewPath]:
    """A path, the parts of it, and the base."""
    return {view[a:b] for a in range(len(view) + 1) for b in range(a, len(view) + 1)}
