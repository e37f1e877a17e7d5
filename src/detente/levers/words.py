"""Small changes of a case model, which many kinds of edit are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from detente.case.frames import Preferences
from detente.case.model import (
    Case,
    Party,
    PartyChange,
    Preference,
    Prefers,
    Ranking,
    View,
    Weights,
)

Holder = TypeVar("Holder", Party, PartyChange)
#: a preference statement goes by its alternatives, a rung by the states that it names
StatementKey = tuple[str, ...]


def key_of(statement: Preference) -> StatementKey:
    """What tells one statement from another."""
    return statement.alternatives


def in_force(case: Case, party: str, hypothesis: str | None) -> Party | PartyChange:
    """The entry that says what a party prefers in the base, or in a rival base."""
    if hypothesis is not None:
        change = case.hypotheses[hypothesis].parties.get(party)
        if change is not None and change.preferences is not None:
            return change
    return case.parties[party]


def with_preferences(holder: Holder, preferences: Preferences | None) -> Holder:
    """The same entry with other preferences."""
    return holder.model_copy(
        update={
            "prefers": preferences if isinstance(preferences, Prefers) else None,
            "ranking": preferences if isinstance(preferences, Ranking) else None,
            "weights": preferences if isinstance(preferences, Weights) else None,
        }
    )


def prefer(case: Case, party: str, hypothesis: str | None, preferences: Preferences) -> Case:
    """A case in which a party prefers otherwise, in the base that is in force."""
    holder = in_force(case, party, hypothesis)
    if isinstance(holder, Party):
        parties = {**case.parties, party: with_preferences(holder, preferences)}
        return case.model_copy(update={"parties": parties})
    assert hypothesis is not None
    rival = case.hypotheses[hypothesis]
    changes = {**rival.parties, party: with_preferences(holder, preferences)}
    rival = rival.model_copy(update={"parties": changes})
    return case.model_copy(update={"hypotheses": {**case.hypotheses, hypothesis: rival}})


def with_view(case: Case, key: str, **update: Any) -> Case:
    """A case with one view's entry changed."""
    view: View = case.views[key].model_copy(update=update)
    return case.model_copy(update={"views": {**case.views, key: view}})


def without(entries: dict[str, Any], name: str) -> dict[str, Any]:
    """A mapping without one key."""
    return {key: value for key, value in entries.items() if key != name}


def moved(
    statements: list[Preference], key: StatementKey, place: Callable[[list[Preference]], int]
) -> list[Preference]:
    """A list with one statement taken out and put back elsewhere; as it was where it is missing.

    Parameters
    ----------
    place : from the list without the statement to where it goes
    """
    found = next((one for one in statements if key_of(one) == key), None)
    if found is None:
        return statements
    rest = [one for one in statements if one is not found]
    at = place(rest)
    return [*rest[:at], found, *rest[at:]]
