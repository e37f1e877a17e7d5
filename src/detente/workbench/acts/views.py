"""Views: made and removed, their differences, and beliefs put right."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.document import Path
from detente.case.draft import Draft
from detente.case.language import RESERVED_OPTIONS, is_name, normal, parse
from detente.case.model import Case
from detente.case.names import imagined_options, names
from detente.errors import InputError, nearest
from detente.workbench.acts.act import act
from detente.workbench.acts.form import Form
from detente.workbench.acts.tools import (
    called,
    expression,
    label,
    level_of,
    maybe,
    party_of,
    said,
    settle,
    several,
    taken_out,
)
from detente.workbench.acts.words import refuse_if_named, spell_codes

#: what a view may have otherwise than the view above it, as the file has it
SECTIONS = ("unseen", "imagined", "one_way", "impossible", "possible", "present", "means")
#: view, party and id of an imagined option
Triple = tuple[str, str, str]
_WAYS = {"up": "up", "down": "down", "both": False}


def path_of(case: Case, form: Form) -> str:
    """The path of a view, written or not: party ids joined by a dot."""
    text = normal(said(form, "view"))
    for step in text.split("."):
        if step not in case.parties:
            hint = nearest(step, list(case.parties))
            raise InputError(f"'{text[:80]}' is no view: there is no party '{step[:40]}'. {hint}")
    return text


def shown(case: Case, path: str) -> str:
    """A view as people call it: `The city`, `The city → The union`."""
    return " → ".join(called(case, step) for step in path.split("."))


def _written(case: Case, form: Form) -> str:
    """The path of a view that the case has."""
    found = path_of(case, form)
    if found not in case.views:
        raise InputError(f"the case says nothing of the view '{found[:80]}'")
    return found


@act("view.add", title="Say how a party sees the game", view="its path: a party, or a.b")
def add_view(case: Case, draft: Draft, form: Form) -> str:
    """A view with no difference yet; a nested one makes the party above aware of it."""
    path = path_of(case, form)
    if path in case.views:
        raise InputError(f"the view '{path}' is there already")
    draft.put(("views", path), {})
    return label("Add view", shown(case, path))


def _stays(case: Case, draft: Draft, path: str) -> None:
    """A nested view stays though nothing is different in it: it shows that one knows of it."""
    if path in case.views and "." in path and not draft.has(("views", path)):
        draft.put(("views", path), {})


@act(
    "view.remove",
    title="Take a view out",
    view="its path",
    below="on: also every view below it",
)
def remove_view(case: Case, draft: Draft, form: Form) -> str:
    """Without it the party sees the game as the view above has it."""
    path = path_of(case, form)
    gone = [key for key in case.views if key == path]
    if form.flag("below"):
        gone += [key for key in case.views if key.startswith(f"{path}.")]
    if not gone:
        raise InputError(f"the case says nothing of the view '{path[:80]}'")
    _numbered_anew(case, draft, [one for one in _imagined(case) if one[0] not in gone])
    for key in gone:
        draft.drop(("views", key))
    refuse_if_named(draft, "what the view imagines")
    return label("Remove view", shown(case, path))


# ---------------------------------------------------------------------------- K3, K7: unseen


@act(
    "view.unseen",
    title="Let a view not see an option or a party",
    view="its path",
    name="an option, or a party",
    level="the level presumed for the option; empty: as at present",
)
def unseen(case: Case, draft: Draft, form: Form) -> str:
    """A list as long as no level is presumed, a mapping from then on."""
    path, name = path_of(case, form), said(form, "name")
    party = normal(name) in case.parties and not _is_option(case, name)
    if party and normal(name) == path.split(".")[-1]:
        raise InputError("a party sees itself; what it may not see are options and others")
    word = maybe(form, "level")
    if party and word:
        raise InputError(f"'{name[:40]}' is a party and stands at no level")
    value = None if not word else level_of(case, name, word)
    if not party:
        names(case).find_option(name)
    at: Path = ("views", path, "unseen")
    key = _unseen_name(case, draft, at, name) or name
    there = draft.value(at)
    if value is None and (there is None or isinstance(there, list)):
        if key not in _listed(there):
            draft.add(at, key)
    elif isinstance(there, list):
        told = {_item(one): _beside(one) for one in there}
        draft.put(at, {**told, key: value})
    else:
        draft.put((*at, key), value)
    return label(shown(case, path), "does not see", name)


@act(
    "view.seen",
    title="Let a view see an option or a party again",
    view="its path",
    name="an option, or a party",
)
def seen(case: Case, draft: Draft, form: Form) -> str:
    """As the view above sees it."""
    path, name = path_of(case, form), said(form, "name")
    _drop_unseen(case, draft, path, name)
    _stays(case, draft, path)
    return label(shown(case, path), "sees", name)


def _drop_unseen(case: Case, draft: Draft, path: str, name: str) -> None:
    at: Path = ("views", path, "unseen")
    key = _unseen_name(case, draft, at, name)
    if key is None:
        raise InputError(f"'{name[:40]}' is not among what '{path}' does not see")
    there = draft.value(at)
    if isinstance(there, list):
        draft.drop((*at, _listed(there).index(key)))
    else:
        draft.drop((*at, key))


def _is_option(case: Case, name: str) -> bool:
    return any(normal(one.option) == normal(name) for one in names(case).options)


def _unseen_name(case: Case, draft: Draft, at: Path, name: str) -> str | None:
    """How the file names something that is unseen already."""
    listed = _listed(draft.value(at))
    if name in listed:
        return name
    return next((one for one in listed if _meaning(case, one) == _meaning(case, name)), None)


def _meaning(case: Case, name: str) -> str:
    known = names(case)
    try:
        return known.options[known.find_option(name)].full
    except InputError:
        return normal(name)


def _listed(there: object) -> list[str]:
    if isinstance(there, dict):
        return [str(key) for key in there]
    return [_item(one) for one in there] if isinstance(there, list) else []


def _item(one: object) -> str:
    return str(one["is"] if isinstance(one, dict) and "is" in one else one)


def _beside(one: object) -> object:
    """The marks of an item of the list form, which presume no level."""
    return {k: v for k, v in one.items() if k != "is"} if isinstance(one, dict) else None


# ---------------------------------------------------------------------------- K4: imagined


@act(
    "view.imagine",
    title="Let a view imagine an option that is not there",
    view="its path",
    party="whose option it would be",
    option="its id",
    does="what it would do",
    level="the levels in order, two or more; none: yes and no",
)
def imagine(case: Case, draft: Draft, form: Form) -> str:
    """Or say anew what an imagined option does."""
    path, party = path_of(case, form), party_of(case, form)
    key, does = said(form, "option"), said(form, "does")
    if case.graph_form:
        raise InputError("this case lists its states, so there are no options to imagine")
    if not is_name(key) or key.casefold() in RESERVED_OPTIONS | {"is"}:
        raise InputError(f"'{key[:40]}' cannot be the id of an option")
    if key in case.parties[party].options:
        raise InputError(f"'{key}' is an option of {called(case, party)} already")
    at: Path = ("views", path, "imagined", party, key)
    levels, there = several(form, "level"), draft.value(at)
    _numbered_anew(case, draft, [*_imagined(case, but=(path, party, key)), (path, party, key)])
    if isinstance(there, dict):
        draft.put((*at, "does" if "does" in there else "is"), does)
        if levels:
            draft.put((*at, "levels"), levels)
    else:
        draft.put(at, {"does": does, "levels": levels} if levels else does)
    return label(shown(case, path), "imagines", key)


@act(
    "view.imagine.remove",
    title="Take an imagined option out of a view",
    view="its path",
    party="whose it would be",
    option="its id",
)
def imagine_no_more(case: Case, draft: Draft, form: Form) -> str:
    """The option goes from this view; others may go on imagining it."""
    path, party, key = path_of(case, form), party_of(case, form), said(form, "option")
    _numbered_anew(case, draft, _imagined(case, but=(path, party, key)))
    taken_out(draft, ("views", path, "imagined", party, key), "imagined option of that id")
    _stays(case, draft, path)
    refuse_if_named(draft, f"the imagined option '{key[:40]}'")
    return label(shown(case, path), "imagines no more", key)


def _imagined(case: Case, but: Triple | None = None) -> list[Triple]:
    """View, party and id of every imagined option, in the order that gives them codes."""
    return [one[:3] for one in imagined_options(case) if one[:3] != but]


def _numbered_anew(case: Case, draft: Draft, left: Sequence[Triple]) -> None:
    """Spell states out that are given by number, if that is about to mean others.

    Parameters
    ----------
    left : what is imagined afterwards
    """
    views = list(case.views)
    places = {view: k for k, view in enumerate(views)}
    ordered = sorted(left, key=lambda one: places.get(one[0], len(views)))
    before = list(dict.fromkeys(one[1:] for one in _imagined(case)))
    after = list(dict.fromkeys(one[1:] for one in ordered))
    common = min(len(before), len(after))
    if before[:common] != after[:common]:
        spell_codes(case, draft)


# ---------------------------------------------------------------------------- K5, K6, K9, awareness


@act(
    "view.one_way",
    title="Say in which directions a view thinks an option can change",
    view="its path",
    option="the option",
    way="up, down or both; or leave it out and give levels",
    level="levels that cannot be left",
)
def one_way(case: Case, draft: Draft, form: Form) -> str:
    """Whatever the option's direction is above."""
    path, option = path_of(case, form), said(form, "option")
    names(case).find_option(option)
    stuck = [level_of(case, option, word) for word in several(form, "level")]
    value: object = stuck or _WAYS[form.choice("way", _WAYS)]
    at: Path = ("views", path, "one_way", _one_way_name(case, draft, path, option) or option)
    there = draft.value(at)
    marked = isinstance(there, dict) and "is" in there
    draft.put((*at, "is") if marked else at, value)
    return label(option, "goes another way for", shown(case, path))


def _one_way_name(case: Case, draft: Draft, path: str, option: str) -> str | None:
    listed = draft.value(("views", path, "one_way")) or {}
    return next((key for key in listed if _meaning(case, key) == _meaning(case, option)), None)


@act(
    "view.possible",
    title="Let a view hold possible what is impossible above",
    view="its path",
    rule="a rule of `impossible`, as it stands there",
)
def possible(case: Case, draft: Draft, form: Form) -> str:
    """Lifts one rule of the view above."""
    path, rule = path_of(case, form), expression(case, form, "rule")
    known = names(case)
    lifted = case.views[path].possible if path in case.views else []
    if any(parse(one.value, known) == parse(rule, known) for one in lifted):
        raise InputError("the view holds this possible already")
    draft.add(("views", path, "possible"), rule)
    return label(shown(case, path), "holds possible:", rule)


@act(
    "view.means",
    title="Say what a word stands for in a view",
    view="its path",
    word="the word",
    text="an expression; empty takes the word out",
)
def means(case: Case, draft: Draft, form: Form) -> str:
    """Compared only; it changes no game."""
    path, word = path_of(case, form), said(form, "word")
    text = expression(case, form, "text") if maybe(form, "text") else ""
    settle(draft, ("views", path, "means", word), text)
    return label("Word", word, "for", shown(case, path))


@act(
    "view.aware",
    title="Say whether a party knows that others may see another game",
    view="its path",
    aware="yes, no, or empty: as the views below it suggest",
)
def aware(case: Case, draft: Draft, form: Form) -> str:
    """Left unsaid, a party is aware exactly when a view below its own is given."""
    path = path_of(case, form)
    at: Path = ("views", path, "aware")
    if not maybe(form, "aware"):
        settle(draft, at, None)
        return label(shown(case, path), "awareness: as the views below suggest")
    word = form.choice("aware", ("yes", "no", "true", "false"))
    draft.put(at, word in ("yes", "true"))
    return label(shown(case, path), "aware" if word in ("yes", "true") else "unaware")


# ---------------------------------------------------------------------------- put right


@act(
    "view.correct",
    title="Put one belief right",
    view="its path",
    section="preferences, " + ", ".join(SECTIONS),
    name="party, option, rule or word; a place in a list of rules, from 0",
    option="for imagined: the option's id",
)
def correct(case: Case, draft: Draft, form: Form) -> str:
    """Take one difference out, so that the view agrees with the one above it."""
    path = _written(case, form)
    section = form.choice("section", ("preferences", *SECTIONS))
    at: Path = ("views", path)
    if section == "present":
        taken_out(draft, (*at, "present"), "present of its own")
        _stays(case, draft, path)
        return label(shown(case, path), "learns where things stand")
    name = said(form, "name")
    match section:
        case "preferences":
            taken_out(draft, (*at, form.choice("name", case.parties)), "difference on this party")
            name = called(case, name)
        case "unseen":
            _drop_unseen(case, draft, path, name)
        case "imagined":
            return imagine_no_more(
                case, draft, Form({"view": path, "party": name, "option": form.get("option")})
            )
        case "one_way":
            key = _one_way_name(case, draft, path, name) or name
            taken_out(draft, (*at, section, key), "direction of its own")
        case "means":
            taken_out(draft, (*at, section, name), "word of that kind")
        case _:
            rules = [one.value for one in getattr(case.views[path], section)]
            if name in rules:
                place = rules.index(name)
            else:
                place = int(name) if name.isascii() and name.isdecimal() else -1
            if not 0 <= place < len(rules):
                raise InputError(f"the view has no such rule: {name[:80]}")
            draft.drop((*at, section, place))
            name = rules[place]
    _stays(case, draft, path)
    return label(shown(case, path), "put right on", name)


@act(
    "view.correct_all",
    title="What if they knew: put all beliefs of a view right",
    view="its path",
    below="on: also every view below it",
)
def correct_all(case: Case, draft: Draft, form: Form) -> str:
    """All differences go; whether the party is aware of other views stays as it was."""
    path = path_of(case, form)
    below = [key for key in case.views if key.startswith(f"{path}.")] if form.flag("below") else []
    there = draft.value(("views", path)) or {}
    gone = [key for key in there if key in {*SECTIONS, *case.parties}]
    if not gone and not below:
        raise InputError(f"the view '{path[:80]}' has nothing wrong that could be put right")
    _numbered_anew(case, draft, [one for one in _imagined(case) if one[0] not in (path, *below)])
    for key in gone:
        draft.drop(("views", path, key))
    for key in below:
        draft.drop(("views", key))
    _stays(case, draft, path)
    refuse_if_named(draft, "what the view says")
    return label(shown(case, path), "knows all")
