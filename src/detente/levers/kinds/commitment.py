"""A commitment: a party makes what it has done impossible to take back, or gives a choice up."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.model import Case
from detente.levers.directions import can_lock, give_up, lock, stands, told_level
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
    states = ground.game.states().tolist()
    wanted = {ground.game.index(code) for code in ground.targets}
    for option in ground.game.options[: ground.names.n_base]:
        party, name = option.name.split(".", 1)
        if party not in ground.game.parties:
            continue
        called, does = ground.called(party), ground.case.parties[party].options[name].does.value
        for k, level in enumerate(option.levels):
            here = {s for s in states if stands(ground.game, s, option.name, level)}
            told = told_level(ground, option.name, level)
            if here & wanted and can_lock(ground, option.name, level):
                if k == 0 and not option.named:
                    what = f"{called} gives this up for good: {does}"
                else:
                    what = f"{called} binds itself not to take this back once done: {told}"
                if not ground.never.forbids_all(ground.game, here):
                    yield _edit(ground, party, what, lock(option.name, level), option.name)
            rest = set(states) - here
            needed = bool(wanted & here) or ground.game.present in here
            if len(option.levels) > 2 and here and not needed and not ground.case.same:
                what = f"{called} rules this out for good: {told}"
                if not ground.never.forbids_all(ground.game, rest):
                    yield _edit(ground, party, what, give_up(option.name, level), option.name)


def _of_moves(ground: Ground) -> Iterator[Edit]:
    """In the graph form: a party gives up one move out of a wanted state."""
    wanted = {ground.names.states[code] for code in ground.members()}
    for party in ground.game.parties:
        for move in dict.fromkeys(ground.case.moves.get(party, [])):
            if move[0] in wanted:
                what = f"{ground.called(party)} gives up the move from {move[0]} to {move[1]}"
                yield _edit(ground, party, what, _without_move(party, move), None)


def _edit(ground: Ground, party: str, what: str, apply: Apply, option: str | None) -> Edit:
    return Edit(
        "commitment",
        party,
        what,
        ground.cost("commitment"),
        frozenset({Touch(())}),
        apply,
        options=(option,) if option else (),
    )


def _without_move(party: str, move: tuple[str, str]) -> Apply:
    def apply(case: Case, hypothesis: str | None) -> Case:
        left = [other for other in case.moves[party] if other != move]
        return case.model_copy(update={"moves": {**case.moves, party: left}})

    return apply
