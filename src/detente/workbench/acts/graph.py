"""A case that lists its states: states come and go, and who can move from one to another."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import normal
from detente.case.model import Case
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import known, needed, new_id, party_of, short
from detente.workbench.acts.words import refuse_if_named, spell_codes

_STATE = "the id of a state"


@act(
    "state.add",
    title="Add a state",
    name="what it is called",
    id="a short id; left out, made of the name",
)
def add_state(case: Case, draft: Draft, form: Form) -> str:
    """One more state, last in the list; nobody can move to it yet."""
    name, taken = needed(form, "name"), _ids(case)
    key = new_id(form, name, taken, "state")
    draft.add(("states",), key if key == name else {"id": key, "name": name})
    return f"Add state {short(name)}"


@act("state.rename", title="Rename a state", state=_STATE, name="the new name")
def rename_state(case: Case, draft: Draft, form: Form) -> str:
    """Another name; the id, by which expressions know the state, stays."""
    path, name = _state(case, form), needed(form, "name")
    written = draft.value(path)
    key = "is" if isinstance(written, dict) and "is" in written else "id"
    draft.wrap(path, key)
    draft.put((*path, "name"), name)
    return f"Rename {short(str(draft.value((*path, key))))} to {short(name)}"


@act("state.remove", title="Take out a state", state=_STATE)
def remove_state(case: Case, draft: Draft, form: Form) -> str:
    """Take out a state with the moves to and from it; refused while an expression names it."""
    path = _state(case, form)
    key = _ids(case)[int(path[-1])]
    spell_codes(case, draft)
    for party, moves in case.moves.items():
        for k in reversed(range(len(moves))):
            if key in moves[k]:
                draft.drop(("moves", party, k))
    draft.drop(path)
    refuse_if_named(draft, short(key))
    return f"Take out state {short(key)}"


@act("move.add", title="Let a party move", party="who", start=_STATE, end=_STATE)
def add_move(case: Case, draft: Draft, form: Form) -> str:
    """A party can take the case from one state to another."""
    party, pair = party_of(case, form), _pair(case, form)
    if pair in case.moves.get(party, ()):
        raise InputError("the party can make that move already")
    if pair[0] == pair[1]:
        raise InputError("a move leads from one state to another")
    draft.add(("moves", party), list(pair))
    return _label(case, party, pair)


@act("move.remove", title="Let a party move no more", party="who", start=_STATE, end=_STATE)
def remove_move(case: Case, draft: Draft, form: Form) -> str:
    """A party can take the case from one state to another no more."""
    party, pair = party_of(case, form), _pair(case, form)
    moves = case.moves.get(party, [])
    if pair not in moves:
        raise InputError("the party cannot make that move anyway")
    draft.drop(("moves", party, moves.index(pair)))
    return f"Not: {_label(case, party, pair)}"


def _ids(case: Case) -> list[str]:
    if case.states is None:
        raise InputError("this case has options; its states follow from them")
    return [state.id for state in case.states]


def _state(case: Case, form: Form, field: str = "state") -> Path:
    ids = _ids(case)
    return ("states", ids.index(known(normal(form.text(field)), ids, "state")))


def _pair(case: Case, form: Form) -> tuple[str, str]:
    ids = _ids(case)
    start, end = (ids[int(_state(case, form, field)[-1])] for field in ("start", "end"))
    return start, end


def _label(case: Case, party: str, pair: tuple[str, str]) -> str:
    return f"{short(case.parties[party].name.value)}: {short(pair[0])} → {short(pair[1])}"
