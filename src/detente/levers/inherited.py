"""What a party takes another to see as it does itself, where the file does not say otherwise.

An idea of another's idea that is not written down, or only in part, is the party's own view. A
party that knows that others may see another game can learn what the other has in mind there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.case.frames import Frame, aware, frame, heeded
from detente.case.language import normal
from detente.case.model import Case, Entry, PartyChange, Text, View
from detente.errors import CaseError, InputError
from detente.levers.about import About, ViewPath
from detente.levers.beliefs import Error
from detente.levers.edits import Apply, Ground
from detente.levers.words import with_preferences
from detente.views.orders import ordered_apart


def inherited(ground: Ground) -> list[Error]:
    """All of them, party by party."""
    case, parties = ground.case, ground.game.parties
    found: list[Error] = []
    for party in parties:
        for other in parties:
            path = (party, other)
            if party != other and aware(case, (party,)) and heeded(case, path):
                found += _of(ground, path)
    return found


def _of(ground: Ground, path: ViewPath) -> Iterator[Error]:
    key, right, first = ".".join(path), path[-1], ground.hypotheses[0]
    here, there = frame(ground.case, key, first), frame(ground.case, right, first)
    view = ground.case.views.get(key, View())
    if ground.names.states or set(here.parties) != set(there.parties):
        yield from _preferences(ground, path, here, there, view)
        return
    yield from _preferences(ground, path, here, there, view)
    yield from _structural(ground, path, here, there, view)


def _preferences(
    ground: Ground, path: ViewPath, here: Frame, there: Frame, view: View
) -> Iterator[Error]:
    """Others' preferences; what somebody prefers itself is the first to know it."""
    key, right = ".".join(path), path[-1]
    for party in here.parties:
        entry = view.parties.get(party)
        written = entry is not None and entry.preferences is not None
        if party == right or written or party not in there.parties:
            continue
        if any(_differ(ground, key, right, h, party) for h in ground.hypotheses):
            told = About("prefers", party=party, view=path)
            yield Error(path, "K1", party, told, _believe_as(key, right, party), prefers=party)


def _differ(ground: Ground, key: str, right: str, hypothesis: str | None, party: str) -> bool:
    try:
        here, there = (ground.seen(one, hypothesis) for one in (key, right))
    except (CaseError, InputError):
        return False
    return ordered_apart(here, there, party)


def _structural(
    ground: Ground, path: ViewPath, here: Frame, there: Frame, view: View
) -> Iterator[Error]:
    """Options not known of, directions, what is impossible, where things stand."""
    key, right = ".".join(path), path[-1]
    options = ground.names.options
    said = {normal(name) for name in (*view.one_way, *view.unseen)}

    def error(kind: str, about: str, told: About, apply: Apply) -> Error:
        options = (told.option,) if told.option else ()
        return Error(path, kind, about, told, apply, options=options)

    for k, option in enumerate(options):
        full = option.full
        if normal(full) in said or normal(option.option) in said:
            continue
        if k in here.unseen or k in here.held():
            continue
        if k in there.unseen:
            told = About("does_not_know", option=full, view=path)
            level = option.levels[there.held()[k]]
            yield error("K3", full, told, _not_knowing(key, full, level))
        elif k not in there.held() and here.one_way[k] != there.one_way[k]:
            told = About("way", option=full, view=path)
            yield error("K5", full, told, _directed(key, right, full))
    mine = {rule.expr for rule in here.impossible}
    theirs = {rule.expr for rule in there.impossible}
    for rule in there.impossible:
        if rule.expr not in mine:
            told = About("impossible", expr=rule.text, view=path)
            yield error("K6", rule.text, told, _ruled(key, "impossible", rule.text))
    for rule in here.impossible:
        if rule.expr not in theirs and rule.text not in {one.value for one in view.impossible}:
            told = About("possible", expr=rule.text, view=path)
            yield error("K6", rule.text, told, _ruled(key, "possible", rule.text))
    if view.present is None and here.present_levels() != there.present_levels():
        yield error("K8", "present", About("present", view=path), _placed(key, right))


# ---------------------------------------------------------------------------- corrections


def _with(case: Case, key: str, **update: Any) -> Case:
    view = case.views.get(key, View()).model_copy(update=update)
    return case.model_copy(update={"views": {**case.views, key: view}})


def _view(case: Case, key: str) -> View:
    return case.views.get(key, View())


def _believe_as(key: str, right: str, party: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        preferences = frame(case, right, hypothesis).believed[party].preferences
        parties = _view(case, key).parties
        entry = with_preferences(parties.get(party, PartyChange()), preferences)
        return _with(case, key, parties={**parties, party: entry})

    return apply


def _not_knowing(key: str, full: str, level: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        presumed = Entry[str | None](value=level)
        return _with(case, key, unseen={**_view(case, key).unseen, full: presumed})

    return apply


def _directed(key: str, right: str, full: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        there = frame(case, right, hypothesis)
        way = there.one_way[there.names.find_option(full)]
        return _with(case, key, one_way={**_view(case, key).one_way, full: way})

    return apply


def _ruled(key: str, section: str, text: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        rules = [*getattr(_view(case, key), section), Text(value=text)]
        return _with(case, key, **{section: rules})

    return apply


def _placed(key: str, right: str) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        return _with(case, key, present=frame(case, right, hypothesis).present)

    return apply
