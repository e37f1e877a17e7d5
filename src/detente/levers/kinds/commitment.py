"""A commitment: a party makes what it has done impossible to take back, or gives a choice up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.case.model import Case
from detente.levers.about import About
from detente.levers.asking import all_states, standing, states_of
from detente.levers.directions import can_lock, give_up, lock
from detente.levers.edits import Apply, Edit, Ground, Touch, kind


@kind(
    "commitment",
    says="a party binds itself: what it has done cannot be taken back, or it gives a choice up",
)
def commitments(ground: Ground) -> Iterator[Edit]:
    """What the target asks kept for good, and what it has no use for given up."""
    if ground.names.states:
        yield from _of_moves(ground)
        return
    wanted = {state for state in states_of(ground.game, ground.targets) if state >= 0}
    for option in ground.game.options[: ground.names.n_base]:
        party = option.name.split(".")[0]
        if party not in ground.game.parties:
            continue
        for level in option.levels:
            here = standing(ground.game, option.name, level)
            lockable = any(state in here for state in wanted) and can_lock(
                ground, option.name, level
            )
            if lockable and not ground.never.forbids_all(ground.game, here):
                about = About("binds", option=option.name, level=level)
                yield _edit(ground, party, about, lock(option.name, level))
            if _dispensable(ground, here, wanted) and len(option.levels) > 2:
                about = About("rules_out", option=option.name, level=level)
                yield _edit(ground, party, about, give_up(option.name, level))


def _dispensable(ground: Ground, here: Any, wanted: set[int]) -> bool:
    """Whether a level can go: some state has it, no wanted one, and not the present.

    Where states are merged it stays: a group could go by another code without it.
    """
    game = ground.game
    rest = all_states(game) - here
    needed = any(state in here for state in wanted) or bool(ground.case.same)
    needed |= game.present is not None and game.present in here
    return bool(here) and not needed and not ground.never.forbids_all(game, rest)


def _of_moves(ground: Ground) -> Iterator[Edit]:
    """In the graph form: a party gives up one move out of a wanted state."""
    wanted = {ground.names.states[code] for code in ground.members()}
    for party in ground.game.parties:
        for move in dict.fromkeys(ground.case.moves.get(party, [])):
            if move[0] in wanted:
                about = About("gives_up_move", better=move[0], worse=move[1])
                yield _edit(ground, party, about, _without_move(party, move))


def _edit(ground: Ground, party: str, about: About, apply: Apply) -> Edit:
    touches = frozenset({Touch(())})
    options = (about.option,) if about.option else ()
    return ground.edit("commitment", party, about, touches, apply, options=options)


def _without_move(party: str, move: tuple[str, str]) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        left = [other for other in case.moves[party] if other != move]
        return case.model_copy(update={"moves": {**case.moves, party: left}})

    return apply
