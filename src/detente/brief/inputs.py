"""The entries of a case with their marks: what rests on reports, on readings, on assumptions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    path : where it stands, as the evidence store writes it; empty where nothing is linked to such
    """

    part: str
    owner: str
    text: str
    basis: str
    doubt: float | None
    because: tuple[str, ...]
    path: str = ""

    def rests(self, linked: Collection[str]) -> bool:
        """Whether it leans on a statement or a place in a source, here or in the store.

        Parameters
        ----------
        linked : paths that statements of the store were linked to; a view stands for all in it
        """
        return bool(self.because) or any(
            self.path == one or (one.startswith("views.") and self.path.startswith(f"{one}."))
            for one in linked
            if self.path
        )


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
        for name, option in party.options.items():
            path = f"parties.{party_id}.options.{name}"
            yield _input("options", party_id, option.does.value, option, path=path)
        yield from _preferences("preferences", party_id, party, f"parties.{party_id}")
    for key, hypothesis in case.hypotheses.items():
        for party_id, change in hypothesis.parties.items():
            yield from _preferences("hypotheses", f"{key}.{party_id}", change, "")
    for key, view in case.views.items():
        for party_id, change in view.parties.items():
            yield from _preferences("views", f"{key}.{party_id}", change, f"views.{key}.{party_id}")
        inside = f"views.{key}."
        for name, unseen in view.unseen.items():
            yield _input("views", key, name, unseen, path=f"{inside}unseen")
        for options in view.imagined.values():
            for option in options.values():
                yield _input("views", key, option.does.value, option, path=f"{inside}imagined")
        for name, direction in view.one_way.items():
            yield _input("views", key, name, direction, path=f"{inside}one_way")
        for entry in [*view.impossible, *view.possible]:
            yield _input("views", key, entry.value, entry, path=f"{inside}impossible")
    for entry in [*case.impossible, *case.same]:
        yield _input("rules", "", entry.value, entry)
    if case.present is not None:
        if case.present.text is not None:
            yield _input("present", "", case.present.text, case.present)
        for name, level in case.present.levels.items():
            yield _input("present", "", f"{name}={level.value}", level)
    yield from _around(case)


def _around(case: Case) -> Iterator[Input]:
    for key, issue in case.issues.items():
        path = f"issues.{key}"
        yield _input("issues", "", issue.asks.value, issue, path=path)
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


def _preferences(part: str, owner: str, party: Party | PartyChange, above: str) -> Iterator[Input]:
    """Statements, rungs or weights; `above`: where their party's entry stands."""
    path = f"{above}.prefers" if above else ""
    match party.preferences:
        case Prefers() as prefers:
            for k, statement in enumerate(prefers.statements):
                text = " or ".join(statement.alternatives)
                here = f"{path}[{k}]" if path else ""
                yield _input(part, owner, text, statement, party, here)
        case Ranking() as ranking:
            here = f"{above}.ranking" if above else ""
            for rung in ranking.rungs:
                for entry in rung:
                    yield _input(part, owner, entry.value, entry, party, here)
        case Weights() as weights:
            for weight in weights.terms:
                yield _input(part, owner, weight.expr, weight, party)


def _input(
    part: str,
    owner: str,
    text: str,
    entry: Marked,
    above: Marked | None = None,
    path: str = "",
) -> Input:
    basis = entry.basis or (above.basis if above is not None and part != "options" else None)
    return Input(part, owner, text, basis or "assumed", entry.doubt, entry.because, path)
