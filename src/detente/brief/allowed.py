"""The case that a party or the public may see, put together from what is allowed (`audience.py`).

Every field that can travel is written here by name; what is not written here does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from detente.brief.allowed_around import AroundParts
from detente.brief.allowed_parts import Data
from detente.brief.audience import Reader
from detente.case.load import parse_case
from detente.case.model import Case, Entry, Origin
from detente.case.render import block, plain_data
from detente.case.walk import every_marked
from detente.errors import CaseError, InputError

#: stands where a title may not
UNNAMED = ("brief", "A negotiation")


def case_for(case: Case, to: Reader) -> tuple[Case, str]:
    """The case that a reader may see, and its text; for a mediator the case itself.

    The case is read anew from the text, so that it holds nothing else. It has no file: there is no
    evidence beside it, and its digest is that of the text.

    Raises
    ------
    InputError
        where not even the frame may be shown.
    """
    if to.sees_all:
        raise ValueError("a mediator reads the file itself")
    data = data_for(case, to)
    if not data.get("parties") or (to.party and to.party not in data["parties"]):
        raise InputError("no party of this case may be named to this reader")
    text = _text(data)
    while True:
        try:
            return _without_place(parse_case(text)), text
        except CaseError as error:  # something leans on what may not be shown: it goes as well
            data = _less(data, error)
            text = _text(data)


def share(case: Case, to: Reader) -> tuple[int, int]:
    """How many entries of a case a reader may see, and how many there are."""
    seen = case if to.sees_all else case_for(case, to)[0]
    return sum(1 for _ in every_marked(seen)), sum(1 for _ in every_marked(case))


def data_for(case: Case, to: Reader) -> Data:
    """Everything that a reader may see, as the data of a case file."""
    return _Extract(case, to).whole()


def _text(data: Data) -> str:
    return "\n".join(block(plain_data(data), 0)) + "\n"


def _without_place(case: Case) -> Case:
    """The same without a file's name: nothing beside any file belongs to it."""
    return case.with_origin(Origin("", case.origin.digest))


def _less(data: Data, error: CaseError) -> Data:
    """The same without the sections that cannot stand."""
    faulty = {problem.path.replace("[", ".").split(".")[0] for problem in error.problems}
    kept = {key: value for key, value in data.items() if key not in faulty or key in _FRAME}
    if len(kept) < len(data):
        return kept
    names = {key: {"name": party["name"]} for key, party in data["parties"].items()}
    kept = {key: data[key] for key in _FRAME if key in data} | {"parties": names}
    if kept == data:
        raise InputError("what this reader may see of the case makes no case") from error
    return kept


_FRAME = ("detente", "id", "title", "as_of", "handling", "parties")


class _Extract(AroundParts):
    """One case, put together anew."""

    def whole(self) -> Data:
        """Everything that is allowed, in the order of a case file."""
        case, titled = self.case, not self.gate.hidden(self.case.title)
        full: Data = {
            "detente": case.format,
            "id": case.id if titled else UNNAMED[0],
            "title": case.title.value if titled else UNNAMED[1],
            "question": self.text(case.question, needed=True),
            "as_of": case.as_of,
            "handling": None if self.gate.hidden(case.handling) else _value(case.handling),
            "about": self.text(case.about, needed=True),
            "parties": {key: self.party(key, case.parties[key]) for key in self.gate.parties},
            **(self.game() if self.playable else {}),
            "stories": self.stories(),
            "meanings": _filled(
                (word, self.by_party(sides, needed=True)) for word, sides in case.meanings.items()
            ),
            "issues": self.issues(),
            "grievances": list(self.grievances()),
            "feelings": _filled(
                (party, self.by_party(felt, owner=party, to=self.feeling))
                for party, felt in case.feelings.items()
                if party in self.gate.parties
            ),
            "tracks": self.tracks(),
            "deadlines": list(self.deadlines()),
            "patience": self.by_party(case.patience, to=self.patience),
            "statements": [
                self.statement(one) for one in case.statements if one.id in self.gate.statements
            ],
        }
        full["values"] = self.values(full["issues"])
        full["walk_away"] = self.walk_away(full)
        full["sources"] = self.sources()
        return {key: value for key, value in full.items() if value not in (None, {}, [])}


def _filled(items: Iterable[tuple[str, Data]]) -> Data:
    return {key: value for key, value in items if value}


def _value(entry: Entry[Any] | None) -> Any:
    return entry.value if entry is not None else None
