"""Ladders: a party's order state by state, changed by moving states from rung to rung."""

from __future__ import annotations

import json
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import MARKS, Case
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.lists import sync
from detente.workbench.acts.places import Where, party_of, position, short, where
from detente.workbench.acts.preferences import PARTY, WHERE, name_of, own, written_form
from detente.workbench.acts.words import code_of, state_code, state_text

_STATE = "the code of the state"

#: codes of the states on every rung, best first
Rungs = list[list[int]]


@act(
    "ranking.move",
    title="Move a state one step up or down its ladder",
    party=PARTY,
    where=WHERE,
    state=_STATE,
    by="-1 for one step towards the best, 1 towards the worst",
)
def move(case: Case, draft: Draft, form: Form) -> str:
    """A tied state leaves its rung for one of its own beside it; another changes with the next."""
    ladder = _Ladder(case, draft, form)
    state, rungs = ladder.state, ladder.rungs
    by = 1 if form.number("by") > 0 else -1
    here = next((k for k, rung in enumerate(rungs) if state in rung), None)
    if here is None:
        if by > 0:
            raise InputError("the state stands on the lowest rung already")
        rungs.append([state])
    elif len(rungs[here]) > 1:
        rungs[here].remove(state)
        rungs.insert(here + (by > 0), [state])
    elif not 0 <= here + by < len(rungs):
        raise InputError(
            f"the state stands on the {'lowest' if by > 0 else 'highest'} rung already"
        )
    else:
        rungs[here], rungs[here + by] = rungs[here + by], rungs[here]
    return ladder.put("down" if by > 0 else "up")


@act(
    "ranking.place",
    title="Put a state on a rung of its own",
    party=PARTY,
    where=WHERE,
    state=_STATE,
    at="before which rung, from 0 for the best",
)
def place(case: Case, draft: Draft, form: Form) -> str:
    """A rung of its own between two others, counted before the state has left its place."""
    ladder = _Ladder(case, draft, form)
    at = position(form, "at", len(ladder.rungs) + 1)
    ladder.lift()
    ladder.rungs.insert(at, [ladder.state])
    return ladder.put(f"to rung {at + 1}")


@act(
    "ranking.tie",
    title="Put a state on a rung with others",
    party=PARTY,
    where=WHERE,
    state=_STATE,
    rung="which rung, from 0 for the best",
)
def tie(case: Case, draft: Draft, form: Form) -> str:
    """From then on the party is indifferent between the states of that rung."""
    ladder = _Ladder(case, draft, form)
    rung = position(form, "rung", len(ladder.rungs))
    if ladder.state not in ladder.rungs[rung]:
        ladder.lift()
        ladder.rungs[rung].append(ladder.state)
    return ladder.put(f"tied on rung {rung + 1}")


@act(
    "ranking.split",
    title="Split a tie",
    party=PARTY,
    where=WHERE,
    rung="which rung, from 0 for the best",
)
def split(case: Case, draft: Draft, form: Form) -> str:
    """Every state of a rung on one of its own, in the order in which they are written."""
    ladder = _Ladder(case, draft, form)
    rung = position(form, "rung", len(ladder.rungs))
    ladder.rungs[rung : rung + 1] = [[state] for state in ladder.rungs[rung]]
    return ladder.put(f"rung {rung + 1} split")


@act(
    "ranking.set",
    title="Give the whole ladder",
    party=PARTY,
    where=WHERE,
    rungs="a JSON list of rungs, best first, each a list of codes as texts",
)
def give(case: Case, draft: Draft, form: Form) -> str:
    """A ladder as a page that was dragged about sends it."""
    ladder = _Ladder(case, draft, form, new=True)
    ladder.rungs = _sent(case, form.text("rungs"))
    return ladder.put("")


class _Ladder:
    """The ladder of one party in one place, and the state that is to be moved."""

    def __init__(self, case: Case, draft: Draft, form: Form, *, new: bool = False) -> None:
        self.case, self.draft = case, draft
        self.known = names(case)
        self.party = party_of(case, form)
        self.where: Where = where(case, form)
        self.path: Path = own(case, draft, self.where, self.party, "ranking")
        if not new and all(
            written_form(draft, near, self.party) is None for near in self.where.chain()
        ):
            who = name_of(case, self.party)
            raise InputError(f"{who} has no ladder yet; write its order out first")
        self.state = code_of(case, form.text("state")) if "state" in form else -1
        self.written: dict[int, Any] = {}  # how the file says each state
        self.rungs: Rungs = [self._read(rung) for rung in draft.value(self.path) or ()]

    def _read(self, rung: Any) -> list[int]:
        beside: dict[str, Any] = {}
        if isinstance(rung, dict) and isinstance(rung.get("is"), list):
            beside = {key: rung[key] for key in MARKS if key in rung}
            rung = rung["is"]
        codes = []
        for item in rung if isinstance(rung, list) else [rung]:
            text = item["is"] if isinstance(item, dict) else item
            code = state_code(text, self.known)
            codes.append(code)
            self.written[code] = {"is": text, **beside} if beside else item
        return codes

    def lift(self) -> None:
        """Take the state from its rung, which may stay empty for now."""
        for rung in self.rungs:
            if self.state in rung:
                rung.remove(self.state)

    def put(self, how: str) -> str:
        """Write the rungs; what the change is called."""
        rungs = []
        for rung in filter(None, self.rungs):
            said = [self.written.get(code, state_text(code, self.known)) for code in rung]
            rungs.append(said[0] if len(said) == 1 else said)
        sync(self.draft, self.path, rungs, rewrites=False)
        what = short(state_text(self.state, self.known)) if self.state >= 0 else "Ladder"
        return f"{name_of(self.case, self.party)}: {f'{what} {how}'.strip()}{self.where}"


def _sent(case: Case, text: str) -> Rungs:
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, list) or not all(isinstance(rung, list) for rung in sent):
        raise InputError("the ladder that was sent is no list of rungs")
    rungs = [[code_of(case, str(code)) for code in rung] for rung in sent if rung]
    codes = [code for rung in rungs for code in rung]
    if len(set(codes)) < len(codes):
        raise InputError("a state stands twice on the ladder that was sent")
    if not codes:
        raise InputError("the ladder that was sent holds no state")
    return rungs
