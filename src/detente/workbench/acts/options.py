"""What each party can do: options come, go, change their words, levels, directions and order."""

from __future__ import annotations

import re
from typing import Any

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import KEYWORDS, normal
from detente.case.model import Case, Option
from detente.case.names import names
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import (
    known,
    needed,
    new_id,
    party_of,
    short,
    target,
    where,
)
from detente.workbench.acts.traces import forget_options
from detente.workbench.acts.words import level_value, refuse_if_named, spell_codes

_PARTY = "whose it is"
_OPTION = "its id"
_LEVELS = "the levels in order, separated by commas; none: taken or not"
_DIRECTION = "both, up, down, or the levels that cannot be left, separated by commas"


@act(
    "option.add",
    title="Add an option",
    party=_PARTY,
    does="what the party does if it takes it",
    id="a short id; left out, made of the words",
    levels=_LEVELS,
    one_way=_DIRECTION,
)
def add_option(case: Case, draft: Draft, form: Form) -> str:
    """A new option, the last of its party."""
    party, does = party_of(case, form), needed(form, "does")
    if case.graph_form:
        raise InputError("this case lists its states and has no options; add a state instead")
    mine, every = case.parties[party].options, [option.option for option in names(case).options]
    key = new_id(form, does, mine if form.get("id") else every, "option")
    levels, direction = _levels(form), None
    value: Any = {"does": does}
    if levels:
        value["levels"] = [level_value(level) for level in levels]
    if "one_way" in form:
        direction = _direction(form, levels or ["false", "true"])
    if direction is not None:
        value["one_way"] = direction
    spell_codes(case, draft)
    draft.put(("parties", party, "options", key), value if len(value) > 1 else does)
    return f"Add option {short(does)}"


@act("option.reword", title="Word an option", party=_PARTY, option=_OPTION, does="the words")
def reword_option(case: Case, draft: Draft, form: Form) -> str:
    """Other words; the id, by which expressions know the option, stays."""
    path, option = _option(case, form)
    does = needed(form, "does")
    written = draft.value(path)
    draft.put((*path, "does") if isinstance(written, dict) and "is" not in written else path, does)
    return f"Word {short(option.does.value)} as {short(does)}"


@act("option.levels", title="Give an option levels", party=_PARTY, option=_OPTION, levels=_LEVELS)
def set_levels(case: Case, draft: Draft, form: Form) -> str:
    """Other levels. Refused while other entries name a level that would be gone."""
    path, option = _option(case, form)
    levels = _levels(form)
    spell_codes(case, draft)
    if levels:
        draft.wrap(path, "does")
        draft.replace((*path, "levels"), [level_value(level) for level in levels])
    elif draft.has((*path, "levels")):
        draft.drop((*path, "levels"))
        _unwrap(draft, path)
    refuse_if_named(draft, f"a level of {short(option.does.value)}")
    return f"Levels of {short(option.does.value)}: {short(', '.join(levels) or 'yes or no')}"


@act(
    "option.one_way",
    title="Say in which direction an option can change",
    party=_PARTY,
    option=_OPTION,
    one_way=_DIRECTION,
    where="'' for the base, a view, or hypothesis:ID",
)
def set_direction(case: Case, draft: Draft, form: Form) -> str:
    """Both ways, to later or earlier levels only, or some levels that cannot be left."""
    path, option = _option(case, form)
    place = where(case, form)
    direction = _direction(form, list(option.levels))
    if place.view:
        name = _view_key(case, draft, (*place.root, "one_way"), path)
        draft.put(name, False if direction is None else direction)
    elif place.hypothesis:
        at = (*place.party(str(path[1])), "options", path[-1], "one_way")
        if draft.has(at[:-1]):
            draft.wrap(at[:-1], "does")
        draft.put(at, False if direction is None else direction)
    elif direction is not None:
        draft.wrap(path, "does")
        draft.put((*path, "one_way"), direction)
    elif draft.has((*path, "one_way")):
        draft.drop((*path, "one_way"))
        _unwrap(draft, path)
    told = short(form.get("one_way")) if direction is not None else "both ways"
    return f"{short(option.does.value)}: {told}{place}"


@act(
    "option.move",
    title="Move an option up or down",
    party=_PARTY,
    option=_OPTION,
    by="so many places; or:",
    to="its new place, from 0",
)
def move_option(case: Case, draft: Draft, form: Form) -> str:
    """Another place among its party's; states keep their meaning, not their numbers."""
    path, option = _option(case, form)
    siblings = list(case.parties[str(path[1])].options)
    spell_codes(case, draft)
    draft.move(path, target(form, siblings.index(str(path[-1])), len(siblings)))
    return f"Move {short(option.does.value)}"


@act("option.remove", title="Take out an option", party=_PARTY, option=_OPTION)
def remove_option(case: Case, draft: Draft, form: Form) -> str:
    """Take out an option with what is filed under its name: its level at present, its direction.

    While a preference, a rule, an outcome or another expression names it, nothing is done and
    those places are listed.
    """
    path, option = _option(case, form)
    spell_codes(case, draft)
    forget_options(case, draft, str(path[1]), [str(path[-1])])
    draft.drop(path)
    refuse_if_named(draft, short(option.does.value))
    return f"Take out {short(option.does.value)}"


# ---------------------------------------------------------------------------- reading the form


def _option(case: Case, form: Form) -> tuple[Path, Option]:
    party = party_of(case, form)
    options = case.parties[party].options
    key = known(normal(form.text("option")).removeprefix(f"{party}."), options, "option")
    return ("parties", party, "options", key), options[key]


def _listed(text: str) -> list[str]:
    return [normal(part.strip()) for part in re.split(r"[,\n]", text) if part.strip()]


def _levels(form: Form) -> list[str]:
    """The levels in order; none where the option is taken or not."""
    levels = _listed(form.get("levels"))
    if len(levels) == 1:
        raise InputError("an option needs at least two levels")
    for level in levels:
        if not re.fullmatch(r"[^\s()=!<>+]+", level) or level.casefold() in KEYWORDS:
            hint = "Use one word without spaces and without ( ) = ! < > +."
            raise InputError(f"'{short(level)}' cannot be the name of a level. {hint}")
        if levels.count(level) > 1:
            raise InputError(f"the level '{short(level)}' stands twice")
    return levels


def _direction(form: Form, levels: list[str]) -> str | list[bool | str] | None:
    """As the file says it; None for both ways."""
    text = form.get("one_way")
    match text.casefold():
        case "" | "both":
            return None
        case "up" | "down":
            return text.casefold()
    return [level_value(known(level, levels, "level")) for level in _listed(text)]


def _view_key(case: Case, draft: Draft, path: Path, option: Path) -> Path:
    """Where a view speaks of an option: under the name that it uses already, or the shortest."""
    party, key = str(option[1]), str(option[-1])
    full = f"{party}.{key}"
    alone = [other.option for other in names(case).options].count(key) == 1
    return (*path, full if draft.has((*path, full)) or not alone else key)


def _unwrap(draft: Draft, path: Path) -> None:
    """Write an option in short again where nothing but its words is left."""
    written = draft.value(path)
    if isinstance(written, dict) and list(written) == ["does"]:
        draft.replace(path, written["does"])
