"""In which form a party's preferences are written, and where."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.marks import basis_of, doubt_of
from detente.workbench.acts.places import Where, party_of, short, where
from detente.workbench.acts.words import state_text

FORMS = {
    "prefers": "statements",
    "ranking": "a ladder, state by state",
    "weights": "weights",
}
#: states that a ladder written out may have: more than anyone will order by hand
MAX_RUNGS = 1024
PARTY = "whose preferences"
WHERE = "'' for the base, a view such as west.russia, or hypothesis:ID"


@act(
    "preferences.as_ranking",
    title="Write a party's order out, state by state",
    party=PARTY,
    where=WHERE,
)
def as_ranking(case: Case, draft: Draft, form: Form) -> str:
    """Replace statements or weights by the order that follows from them.

    From then on the order can be changed state by state; it no longer follows its reasons.
    """
    party, place = party_of(case, form), where(case, form)
    form_here = written_form(draft, place, party)
    if form_here == "ranking":
        raise InputError(f"{name_of(case, party)} is ranked state by state already")
    rungs = order(case, place, party)
    known = names(case)
    texts = [[state_text(code, known) for code in rung] for rung in rungs]
    path = place.party(party)
    draft.put((*path, "ranking"), [rung[0] if len(rung) == 1 else rung for rung in texts])
    if form_here is not None:
        draft.take((*path, form_here))
    return f"Write out the order of {name_of(case, party)}{place}"


@act(
    "preferences.clear",
    title="Take out what is said of a party's preferences",
    party=PARTY,
    where=WHERE,
)
def clear(case: Case, draft: Draft, form: Form) -> str:
    """In the base nothing is known then; a view or hypothesis has what it would have inherited."""
    party, place = party_of(case, form), where(case, form)
    form_here = written_form(draft, place, party)
    if form_here is None:
        raise InputError(f"nothing is said of what {name_of(case, party)} prefers{place}")
    draft.drop((*place.party(party), form_here))
    return f"Clear preferences of {name_of(case, party)}{place}"


# ---------------------------------------------------------------------------- for the other acts


def name_of(case: Case, party: str) -> str:
    """A party's name, for a label."""
    return short(case.parties[party].name.value)


def written_form(draft: Draft, place: Where, party: str) -> str | None:
    """The form in which preferences stand in one place itself, or None."""
    path = place.party(party)
    return next((form for form in FORMS if draft.value((*path, form)) is not None), None)


def own(case: Case, draft: Draft, place: Where, party: str, form: str) -> Path:
    """The path of a party's preferences in one place, in the form that an act can change.

    A view or hypothesis that has none of its own starts with a copy of those that it takes over,
    since what it says replaces them whole.

    Raises
    ------
    InputError
        when they are written in another form.
    """
    path = (*place.party(party), form)
    for near in place.chain():
        found = written_form(draft, near, party)
        if found is None:
            continue
        if found != form:
            what = f"{name_of(case, party)} prefers by {FORMS[found]}, not by {FORMS[form]}"
            raise InputError(f"{what}; change the form first")
        if near != place:
            draft.put(path, draft.value((*near.party(party), form)))
        break
    return path


def order(case: Case, place: Where, party: str) -> list[list[int]]:
    """The codes of all states as a party ranks them, best rung first.

    Raises
    ------
    InputError
        when the party has no say there, or there are too many states to list.
    """
    from detente.game.compile import compile_game

    game = compile_game(case, place.view or "base", place.hypothesis or None)
    if party not in game.parties:
        raise InputError(f"{name_of(case, party)} has no say here, so it ranks nothing")
    if game.n_states > MAX_RUNGS:
        what = f"there are {game.n_states} states, more than can be ordered by hand"
        raise InputError(f"{what}; keep to statements")
    ranks: dict[int, list[int]] = defaultdict(list)
    states = game.states()
    row = game.rank(game.party_index(party))
    for index, code in zip(states, game.codes(states), strict=True):
        ranks[int(row[index])].append(int(code))
    return [sorted(ranks[rank]) for rank in sorted(ranks, reverse=True)]


def marks(form: Form) -> dict[str, Any]:
    """Basis and doubt that a page gives along with something new."""
    found = {"basis": basis_of(form), "doubt": doubt_of(form)}
    return {key: value for key, value in found.items() if value is not None}
