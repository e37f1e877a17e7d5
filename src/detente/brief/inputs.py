"""The entries of a case with their marks: what rests on reports, on readings, on assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.case.model import Case, Marked, Party, PartyChange, Prefers, Ranking, Weights

BASES = ("reported", "reading", "assumed")
#: from this doubt on an entry is much in doubt
MUCH = 0.5


@dataclass(frozen=True)
class Input:
    """One entry of the case.

    Attributes
    ----------
    part : which part of the case it belongs to, a key of `PARTS`
    owner : the party, view or hypothesis it belongs to, as a path of ids
    text : what it says, as it stands in the file
    """

    part: str
    owner: str
    text: str
    basis: str
    doubt: float | None
    because: tuple[str, ...]


#: parts that verdicts are computed from, then those that are only shown
PARTS: dict[str, str] = {
    "options": "what each can do",
    "preferences": "what each prefers, in the base",
    "hypotheses": "what each prefers, in rival accounts",
    "views": "how each sees the others",
    "rules": "what is impossible or counts as one",
    "present": "where things stand",
    "issues": "issues, positions, priorities",
    "stories": "stories and words",
    "victory": "what would count as success",
    "other": "grievances, moods, dates",
    "statements": "statements",
}
CARRYING = ("options", "preferences", "hypotheses", "views", "rules", "present")


def inputs_of(case: Case) -> Iterator[Input]:
    """All entries that may carry marks, part by part."""
    for party_id, party in case.parties.items():
        for option in party.options.values():
            yield _input("options", party_id, option.does.value, option)
        yield from _preferences("preferences", party_id, party)
    for key, hypothesis in case.hypotheses.items():
        for party_id, change in hypothesis.parties.items():
            yield from _preferences("hypotheses", f"{key}.{party_id}", change)
    for key, view in case.views.items():
        for party_id, change in view.parties.items():
            yield from _preferences("views", f"{key}.{party_id}", change)
        for name, unseen in view.unseen.items():
            yield _input("views", key, name, unseen)
        for options in view.imagined.values():
            for option in options.values():
                yield _input("views", key, option.does.value, option)
        for name, direction in view.one_way.items():
            yield _input("views", key, name, direction)
        for entry in [*view.impossible, *view.possible]:
            yield _input("views", key, entry.value, entry)
    for entry in [*case.impossible, *case.same]:
        yield _input("rules", "", entry.value, entry)
    if case.present is not None:
        if case.present.text is not None:
            yield _input("present", "", case.present.text, case.present)
        for name, level in case.present.levels.items():
            yield _input("present", "", f"{name}={level.value}", level)
    yield from _around(case)


def _around(case: Case) -> Iterator[Input]:
    for issue in case.issues.values():
        yield _input("issues", "", issue.asks.value, issue)
        for party, position in issue.positions.items():
            yield _input("issues", party, position.value, position)
        for party, rank in issue.priority.items():
            yield _input("issues", party, str(rank.value), rank)
        for party, urgency in issue.urgency.items():
            yield _input("issues", party, urgency.value, urgency)
    for party, story in case.stories.items():
        yield _input("stories", party, story.kind.value, story)
    for word, sides in case.meanings.items():
        for party, sense in sides.items():
            yield _input("stories", party, f"{word}: {sense.value}", sense)
    for party, entry in case.victory.items():
        yield _input("victory", party, entry.value, entry)
    for grievance in case.grievances:
        yield _input("other", "", grievance.event.value, grievance)
        for party, reading in grievance.readings.items():
            yield _input("other", party, reading.value, reading)
    for deadline in case.deadlines:
        yield _input("other", "", deadline.what.value, deadline)
    for party, patience in case.patience.items():
        yield _input("other", party, patience.until.value, patience)
    for statement in case.statements:
        yield _input("statements", statement.party, statement.gist.value, statement)


def _preferences(part: str, owner: str, party: Party | PartyChange) -> Iterator[Input]:
    match party.preferences:
        case Prefers() as prefers:
            for statement in prefers.statements:
                yield _input(part, owner, " or ".join(statement.alternatives), statement, party)
        case Ranking() as ranking:
            for rung in ranking.rungs:
                for entry in rung:
                    yield _input(part, owner, entry.value, entry, party)
        case Weights() as weights:
            for weight in weights.terms:
                yield _input(part, owner, weight.expr, weight, party)


def _input(part: str, owner: str, text: str, entry: Marked, above: Marked | None = None) -> Input:
    basis = entry.basis or (above.basis if above is not None and part != "options" else None)
    return Input(part, owner, text, basis or "assumed", entry.doubt, entry.because)
