"""A first step: somebody moves before the rest is agreed, so that another state is the present."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.frames import frame, present_levels
from detente.case.model import Case, Entry, Present
from detente.game.building import directions
from detente.levers.about import About
from detente.levers.asking import state_of
from detente.levers.edits import PRESENT, Apply, Edit, Ground, Touch, kind
from detente.levers.words import with_view


@kind("sequence", says="a party takes a step first, and the rest follows from there")
def sequences(ground: Ground) -> Iterator[Edit]:
    """Every change of one own option that is open at present, where the present is read at all."""
    game = ground.game
    if not ground.reads_present or game.present is None or ground.names.states:
        return
    present = ground.game.space.levels(game.present)
    words = frame(ground.case)
    touches = {Touch((), PRESENT), Touch(())}
    for key, view in ground.case.views.items():
        if view.present is not None:
            touches |= {Touch(tuple(key.split(".")), PRESENT), Touch(tuple(key.split(".")))}
    for k, option in enumerate(game.options[: ground.names.n_base]):
        party, _ = option.name.split(".", 1)
        if party not in game.parties:
            continue
        reach = directions(option.levels, words.one_way[k])
        for n, level in enumerate(option.levels):
            if n == present[k] or not reach[present[k], n]:
                continue
            index = state_of(game, game.code(game.present) + (n - present[k]) * option.stride)
            if index is not None and ground.never.forbids(game, index):
                continue
            yield ground.edit(
                "sequence",
                party,
                About("goes_first", option=option.name, level=level),
                frozenset(touches),
                _go_first(k, n),
                options=(option.name,),
            )


def _go_first(option: int, level: int) -> Apply:
    """Everyone sees the step: the present of every view that has one of its own moves too."""

    def moved(case: Case, present: Present) -> Present:
        names = frame(case).names
        levels = list(present_levels(present, names))
        levels[option] = level
        told = {
            one.full: Entry[str](value=one.levels[n])
            for one, n in zip(names.options, levels, strict=True)
        }
        return present.model_copy(update={"text": None, "levels": told})

    def apply(case: Case, hypothesis: str | None) -> Case:
        if case.present is not None:
            case = case.model_copy(update={"present": moved(case, case.present)})
        for key, view in case.views.items():
            if view.present is not None:
                case = with_view(case, key, present=moved(case, view.present))
        return case

    return apply
