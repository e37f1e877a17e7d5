"""The same case on fewer grounds: entries of weaker basis left out.

What can be done stays as it is (parties, options, levels, directions, states and moves, what is
impossible, what counts as the same, names of outcomes), and so do all codes. What is believed,
wanted, felt or said is kept only where its mark allows; an unmarked entry counts as assumed.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar, cast

from detente.case.model import (
    Basis,
    Case,
    Entry,
    Hypothesis,
    Marked,
    Model,
    Party,
    PartyChange,
    Present,
    Ranking,
    View,
    Weights,
)
from detente.case.names import names
from detente.errors import InputError, nearest

Grounds = Literal["reported", "reading", "all"]
GROUNDS: tuple[Grounds, ...] = ("reported", "reading", "all")
_ALLOWED: dict[str, frozenset[str]] = {
    "reported": frozenset({"reported"}),
    "reading": frozenset({"reported", "reading"}),
}
#: sections that say what someone believes, wants, feels or has said
_CLAIMS = (
    "stories",
    "meanings",
    "issues",
    "values",
    "walk_away",
    "deal",
    "victory",
    "sells",
    "grievances",
    "feelings",
    "board",
    "tracks",
    "deadlines",
    "patience",
    "clock",
    "statements",
)
M = TypeVar("M", bound=Model)


def restrict(case: Case, basis: str) -> Case:
    """The case on what is `reported` alone, on that and `reading`, or on `all` of it.

    An entry inside a marked one shares its basis unless it has its own. Preferences that lose
    all their entries become a hole in the base, and no difference in a view or hypothesis; a
    present of which any part falls out is left out whole.

    Raises
    ------
    InputError
        for any other basis.
    """
    if basis not in GROUNDS:
        hint = nearest(basis, GROUNDS) or "Known: " + ", ".join(GROUNDS) + "."
        raise InputError(f"there is no basis '{basis}'. {hint}")
    if basis == "all":
        return case
    sieve = _Sieve(_ALLOWED[basis])
    update: dict[str, Any] = {
        "parties": {key: sieve.party(party) for key, party in case.parties.items()},
        "present": sieve.present(case.present),
        "hypotheses": {key: sieve.hypothesis(value) for key, value in case.hypotheses.items()},
        "views": sieve.views(case.views),
    }
    for section in _CLAIMS:
        value = getattr(case, section)
        update[section] = None if value is None else sieve.inside(value, None)
    return case.model_copy(update=update).knowing(names(case))


class _Sieve:
    """Keeps what stands on allowed grounds."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed

    def stands(self, marked: Marked, inherited: Basis | None = None) -> bool:
        return (marked.basis or inherited or "assumed") in self.allowed

    # -- the game

    def party(self, party: Party) -> Party:
        voices = [v for v in party.voices if v.basis is None or v.basis in self.allowed]
        return party.model_copy(update={"voices": voices, **self.preferences(party, None)})

    def preferences(self, party: Party | PartyChange, inherited: Basis | None) -> dict[str, Any]:
        update: dict[str, Any] = {}
        if party.prefers is not None and party.prefers.statements:
            kept = [
                left
                for preference in party.prefers.statements
                if (left := self.marked(preference, inherited)) is not None and left.any
            ]
            update["prefers"] = (
                party.prefers.model_copy(update={"statements": kept}) if kept else None
            )
        if party.ranking is not None and party.ranking.rungs:
            update["ranking"] = self.ranking(party.ranking, inherited)
        if party.weights is not None and party.weights.entries:
            entries = {
                expr: entry
                for expr, entry in party.weights.entries.items()
                if self.stands(entry, inherited)
            }
            update["weights"] = Weights(entries=entries) if entries else None
        return update

    def ranking(self, ranking: Ranking, inherited: Basis | None) -> Ranking | None:
        rungs = [tuple(e for e in rung if self.stands(e, inherited)) for rung in ranking.rungs]
        kept = [rung for rung in rungs if rung]
        return ranking.model_copy(update={"rungs": kept}) if kept else None

    def present(self, present: Present | None) -> Present | None:
        if present is None:
            return None
        if present.text is not None:
            return present if self.stands(present) else None
        return present if all(map(self.stands, present.levels.values())) else None

    # -- views and hypotheses

    def changes(self, changes: dict[str, PartyChange]) -> dict[str, PartyChange]:
        kept = {}
        for party, change in changes.items():
            left = change.model_copy(update=self.preferences(change, change.basis))
            had = change.preferences is not None
            if left.preferences is not None or left.options or not had:
                kept[party] = left
        return kept

    def hypothesis(self, hypothesis: Hypothesis) -> Hypothesis:
        expects = [entry for entry in hypothesis.expects if self.stands(entry)]
        parties = self.changes(hypothesis.parties)
        return hypothesis.model_copy(update={"parties": parties, "expects": expects})

    def views(self, views: dict[str, View]) -> dict[str, View]:
        kept = {}
        for key, view in views.items():
            left = self.view(view)
            if _differs(left) or not _differs(view):
                kept[key] = left
        return kept

    def view(self, view: View) -> View:
        imagined = {
            party: {key: option for key, option in options.items() if self.stands(option)}
            for party, options in view.imagined.items()
        }
        awareness = view.awareness
        update: dict[str, Any] = {
            "parties": self.changes(view.parties),
            "unseen": {key: e for key, e in view.unseen.items() if self.stands(e)},
            "imagined": {party: options for party, options in imagined.items() if options},
            "one_way": {key: e for key, e in view.one_way.items() if self.stands(e)},
            "possible": [entry for entry in view.possible if self.stands(entry)],
            "present": self.present(view.present),
            "means": {word: e for word, e in view.means.items() if self.stands(e)},
            "values": self.inside(view.values, None),
            "walk_away": self.inside(view.walk_away, None),
            "awareness": awareness if awareness and self.stands(awareness) else None,
        }
        return view.model_copy(update=update)

    # -- everything else

    def inside(self, value: Any, inherited: Basis | None) -> Any:
        """Filter a section, or a part of one; None for a marked part that falls out."""
        if isinstance(value, Marked):
            return self.marked(value, inherited)
        if isinstance(value, Model):
            return self.parts(value, inherited)[0]
        if isinstance(value, dict):
            items = {key: self.inside(item, inherited) for key, item in value.items()}
            return {key: item for key, item in items.items() if not _gone(item, value[key])}
        if isinstance(value, list):
            pairs = [(self.inside(item, inherited), item) for item in value]
            return [item for item, before in pairs if not _gone(item, before)]
        return value

    def marked(self, value: M, inherited: Basis | None) -> M | None:
        """A marked part, less what falls out of it.

        One without a mark of its own or from above falls, unless something marked inside it
        stands; what names it then stays with it.
        """
        own = cast(Marked, value).basis or inherited
        if isinstance(value, Entry):
            return value if (own or "assumed") in self.allowed else None
        if own is not None and own not in self.allowed:
            return None
        left, stood, fell = self.parts(value, own)
        if (own is None and not stood) or (fell and value.whole):
            return None
        return left

    def parts(self, value: M, inherited: Basis | None) -> tuple[M, bool, bool]:
        """The parts of a model that stand; whether any does; whether any needed part fell."""
        update: dict[str, Any] = {}
        stood = fell = False
        for name, field in type(value).model_fields.items():
            part = getattr(value, name)
            if not isinstance(part, Model | dict | list) or not part:
                continue
            left = self.inside(part, inherited)
            needed = field.is_required() and isinstance(part, Entry)
            if isinstance(part, Entry) and needed and inherited is None and part.basis is None:
                continue  # the name of an unmarked part stays as long as the part does
            stood = stood or (left is not None and left != {} and left != [] and _holds_marks(left))
            fell = fell or left != part
            if needed and left is None:
                return value, False, True
            update[name] = left
        return value.model_copy(update=update), stood, fell


def _gone(left: Any, before: Any) -> bool:
    return left is None or (left in ({}, []) and before not in ({}, []))


def _holds_marks(value: Any) -> bool:
    """Whether something marked is among these: a list of plain names is no evidence."""
    if isinstance(value, Model):
        return True
    items = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, Model | dict | list) for item in items)


def _differs(view: View) -> bool:
    return any(getattr(view, name) for name in View.model_fields)
