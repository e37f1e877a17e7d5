"""Rival hypotheses side by side: what sets them apart, and which evidence speaks for which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case, Marked, Prefers, Ranking, Weights
from detente.ensemble.lists import Preferences

#: the name of the base among its rivals
BASE = None


@dataclass(frozen=True)
class Apart:
    """Where one hypothesis and the base differ for one party: entries that only one of them has."""

    hypothesis: str
    party: str
    only_here: tuple[str, ...]
    only_base: tuple[str, ...]
    reordered: bool


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for or against a hypothesis.

    Attributes
    ----------
    kind : "statement" of the case that its entries, or only its rivals' entries, lean on; or
        "expects": what one would see next if it held
    weight : "for" or "against"; what the case says, for what is expected
    """

    hypothesis: str | None
    kind: str
    what: str
    weight: str | None
    locator: str


def set_apart(case: Case) -> Iterator[Apart]:
    """For every hypothesis and party whose preferences it replaces, what differs."""
    for key, hypothesis in case.hypotheses.items():
        for party, change in hypothesis.parties.items():
            if change.preferences is None:
                continue
            here = tuple(_texts(change.preferences))
            base = tuple(_texts(case.parties[party].preferences))
            only_here = tuple(text for text in here if text not in base)
            only_base = tuple(text for text in base if text not in here)
            common = [text for text in here if text in base]
            reordered = common != [text for text in base if text in here]
            yield Apart(key, party, only_here, only_base, reordered)


def weigh_evidence(case: Case) -> Iterator[Evidence]:
    """What the case has for and against each account, the base first; no number is put on it.

    For: a statement or place that the account's own entries lean on. Against: one that entries of
    a rival account lean on, and none of its own, for the same party. Then what it expects.
    """
    leaning = {key: _leaning(case, key) for key in (BASE, *case.hypotheses)}
    gists = {one.id: one.gist.value for one in case.statements}
    for key, own in leaning.items():
        rivals = {ref for other, refs in leaning.items() if other != key for ref in refs}
        for ref in own:
            yield Evidence(key, "statement", gists.get(ref, ref), "for", ref)
        for ref in sorted(rivals - set(own)):
            yield Evidence(key, "statement", gists.get(ref, ref), "against", ref)
        if key is not None:
            for expected in case.hypotheses[key].expects:
                yield Evidence(key, "expects", expected.what.value, expected.weight, "")


def _leaning(case: Case, hypothesis: str | None) -> tuple[str, ...]:
    """What the entries lean on of the parties that some hypothesis describes anew."""
    parties = {party for one in case.hypotheses.values() for party in one.parties}
    found: list[str] = []
    for party in case.parties:
        if party not in parties:
            continue
        preferences = case.parties[party].preferences
        if hypothesis is not None and party in case.hypotheses[hypothesis].parties:
            changed = case.hypotheses[hypothesis].parties[party].preferences
            preferences = preferences if changed is None else changed
        for entry in _entries(preferences):
            found += entry.because
    return tuple(dict.fromkeys(found))


def _entries(preferences: Preferences | None) -> Iterator[Marked]:
    match preferences:
        case Prefers():
            yield from preferences.statements
        case Ranking():
            for rung in preferences.rungs:
                yield from rung
        case Weights():
            yield from preferences.entries.values()


def _texts(preferences: Preferences | None) -> Iterator[str]:
    match preferences:
        case Prefers():
            yield from (" or ".join(one.alternatives) for one in preferences.statements)
        case Ranking():
            yield from (" or ".join(entry.value for entry in rung) for rung in preferences.rungs)
        case Weights():
            yield from (f"{term.expr}: {term.weight}" for term in preferences.terms)
