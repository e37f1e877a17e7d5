"""Where things stand: the level of one option, a whole state, or nothing known."""

from __future__ import annotations

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.frames import code_levels, present_levels
from detente.case.language import ExpressionError
from detente.case.model import Case, Present
from detente.case.names import names
from detente.case.plain import option_name
from detente.errors import InputError
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.places import Where, known, short, where
from detente.workbench.acts.words import (
    FieldError,
    code_from,
    code_of,
    level_value,
    level_word,
    state_text,
)

_WHERE = "'' for the base, or a view"


@act(
    "present.set",
    title="Say where an option stands now",
    option="its id, or party.id where several share it",
    level="one of its levels; left out, the next one",
    where=_WHERE,
)
def set_present(case: Case, draft: Draft, form: Form) -> str:
    """Put one option at a level, the others staying where they are."""
    place, path = _place(case, form)
    if case.graph_form:
        raise InputError("this case lists its states; say which of them is the present one")
    universe = names(case)
    try:
        option = universe.find_option(form.text("option"))
    except ExpressionError as error:
        raise FieldError("option", error) from None
    before = _levels(case, place)
    choices = universe.options[option].levels
    wanted = form.get("level")
    level = (before[option] + 1) % len(choices)
    if wanted:
        level = choices.index(known(wanted, choices, "level"))
    _put(case, draft, path, {option: level})
    steps = f"{level_word(choices[before[option]])} → {level_word(choices[level])}"
    return f"{_option_words(case, option)}: {steps}{place}"


@act(
    "present.state",
    title="Make a state the present one",
    state="its code",
    where=_WHERE,
)
def set_state(case: Case, draft: Draft, form: Form) -> str:
    """Put every option where it stands in a state."""
    place, path = _place(case, form)
    universe = names(case)
    code = code_of(case, form.text("state"))
    text = state_text(code, universe)
    if case.graph_form or not isinstance(draft.value(path), dict) or _stated(draft, path):
        draft.put(path, text)
    else:
        before, after = _levels(case, place), code_levels(code, universe)
        changed = {k: level for k, level in enumerate(after) if level != before[k]}
        _put(case, draft, path, changed)
    return f"Present: {short(text)}{place}"


@act("present.clear", title="Say nothing of the present", where=_WHERE)
def clear_present(case: Case, draft: Draft, form: Form) -> str:
    """Take the present out; a view then has that of its parent."""
    place, path = _place(case, form)
    draft.drop(path)
    return f"No present{place}"


def _place(case: Case, form: Form) -> tuple[Where, Path]:
    place = where(case, form)
    if place.hypothesis:
        raise InputError("a hypothesis has the present of the base; set it there")
    return place, (*place.root, "present")


def _present(case: Case, place: Where) -> Present | None:
    """The present as written here, or in the nearest place that this one takes it from."""
    for near in place.chain():
        view = case.views.get(near.view)
        present = view.present if view else None if near.view else case.present
        if present is not None:
            return present
    return None


def _levels(case: Case, place: Where) -> list[int]:
    """The level of every option at present; the first where nothing is said."""
    universe = names(case)
    present = _present(case, place)
    return list(present_levels(present, universe) if present else [0] * len(universe.options))


def _stated(draft: Draft, path: Path) -> bool:
    """Whether the present is written as one state with marks, not option by option."""
    value = draft.value(path)
    return isinstance(value, dict) and "is" in value


def _put(case: Case, draft: Draft, path: Path, levels: dict[int, int]) -> None:
    """Change the levels of some options, in the way in which the present is written."""
    universe = names(case)
    written = draft.value(path)
    if written is not None and (not isinstance(written, dict) or _stated(draft, path)):
        stands = _levels(case, Where(str(path[1]) if len(path) > 1 else ""))
        for option, level in levels.items():
            stands[option] = level
        draft.put(path, state_text(code_from(stands, universe), universe))
        return
    if written is None and len(path) > 1:  # a view's own present replaces its parent's whole
        inherited = _levels(case, Where(str(path[1])))
        levels = {**{k: level for k, level in enumerate(inherited) if level}, **levels}
    keys = {universe.find_option(key): key for key in written or {}}
    found = {
        keys.get(option, option_name(option, universe)): level_value(
            universe.options[option].levels[level]
        )
        for option, level in levels.items()
    }
    if written is None:
        draft.put(path, found)
        return
    for key, value in found.items():
        draft.put((*path, key), value)


def _option_words(case: Case, option: int) -> str:
    """What an option does, for a label."""
    wanted = names(case).options[option]
    found = case.parties[wanted.party].options.get(wanted.option)
    imagined = (view.imagined.get(wanted.party, {}) for view in case.views.values())
    for options in imagined:
        found = found or options.get(wanted.option)
    return short(found.does.value if found else wanted.option)
