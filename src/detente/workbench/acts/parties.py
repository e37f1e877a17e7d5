"""Who takes part: parties come, go, change their name, their voices, their seat and their place."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.model import Case
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.lists import sync
from detente.workbench.acts.places import needed, new_id, party_of, short, target
from detente.workbench.acts.traces import forget_options, forget_party
from detente.workbench.acts.words import refuse_if_named, spell_codes

_PARTY = "its id"


@act(
    "party.add",
    title="Add a party",
    name="what it is called",
    id="a short id; left out, made of the name",
)
def add_party(case: Case, draft: Draft, form: Form) -> str:
    """A party without options, last in the file."""
    name = needed(form, "name")
    key = new_id(form, name, case.parties, "party")
    draft.put(("parties", key), {"name": name})
    return f"Add party {short(name)}"


@act("party.rename", title="Rename a party", party=_PARTY, name="the new name")
def rename_party(case: Case, draft: Draft, form: Form) -> str:
    """Another name; the id, by which the file knows the party, stays."""
    party, name = party_of(case, form), needed(form, "name")
    draft.put(("parties", party, "name"), name)
    return f"Rename {_name(case, party)} to {short(name)}"


@act(
    "party.voices",
    title="Say who speaks for a party",
    party=_PARTY,
    voices="names, one a line",
)
def set_voices(case: Case, draft: Draft, form: Form) -> str:
    """The people and offices through whom a party speaks, in order."""
    party = party_of(case, form)
    voices = [" ".join(name.split()) for name in form.get("voices").splitlines() if name.strip()]
    sync(draft, ("parties", party, "voices"), voices)
    return f"Voices of {_name(case, party)}"


@act(
    "party.at_table",
    title="Say whether a party takes part in verdicts",
    party=_PARTY,
    at_table="yes or no",
)
def seat_party(case: Case, draft: Draft, form: Form) -> str:
    """A party away from the table takes part in stories and statements alone."""
    party, seated = party_of(case, form), form.flag("at_table")
    path: Path = ("parties", party, "at_table")
    if seated != case.parties[party].at_table:
        if seated and isinstance(draft.value(path), bool):
            draft.drop(path)
        else:
            draft.put(path, seated)
    return f"{_name(case, party)} {'at' if seated else 'away from'} the table"


@act(
    "party.move",
    title="Move a party up or down",
    party=_PARTY,
    by="so many places; or:",
    to="its new place, from 0",
)
def move_party(case: Case, draft: Draft, form: Form) -> str:
    """Another place in the order of parties; states keep their meaning, not their numbers."""
    party = party_of(case, form)
    place = list(case.parties).index(party)
    spell_codes(case, draft)
    draft.move(("parties", party), target(form, place, len(case.parties)))
    return f"Move {_name(case, party)}"


@act("party.remove", title="Take out a party", party=_PARTY)
def remove_party(case: Case, draft: Draft, form: Form) -> str:
    """Take out a party with all that is said under its name alone.

    Its options, preferences, views, stories, values and feelings go with it. Where others still
    name it (what they prefer, what is impossible, statements), nothing is done and the places
    are listed.
    """
    party = party_of(case, form)
    name = _name(case, party)
    spell_codes(case, draft)
    forget_options(case, draft, party, list(case.parties[party].options))
    forget_party(draft, party)
    refuse_if_named(draft, name)
    return f"Take out {name}"


def _name(case: Case, party: str) -> str:
    return short(case.parties[party].name.value)
