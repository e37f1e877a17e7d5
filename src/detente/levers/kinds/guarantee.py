"""A guarantee: a third party sees to it that something cannot be taken back.

Only those whom the case names as guarantors give one. Unlike a party's own word, a guarantee is
believed by all: no view goes on thinking that the thing can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.levers.directions import can_lock, lock, stands, told_level
from detente.levers.edits import Edit, Ground, Touch, kind


@kind("guarantee", says="a third party sees to it that something cannot be taken back")
def guarantees(ground: Ground) -> Iterator[Edit]:
    """For every guarantor, what somebody else does in a wanted state and has not done yet."""
    guarantors = ground.case.levers.guarantors if ground.case.levers else []
    if ground.names.states:
        return
    game = ground.game
    states = game.states().tolist()
    wanted = {game.index(code) for code in ground.targets}
    touches = frozenset({Touch(()), *(Touch(tuple(key.split("."))) for key in ground.case.views)})
    for guarantor in guarantors:
        for option in game.options[: ground.names.n_base]:
            party, _ = option.name.split(".", 1)
            if party == guarantor or party not in game.parties:
                continue
            for k, level in enumerate(option.levels):
                here = {s for s in states if stands(game, s, option.name, level)}
                done = k == 0 if game.present is None else game.present in here
                if done or not here & wanted or ground.never.forbids_all(game, here):
                    continue
                if can_lock(ground, option.name, level):
                    told = told_level(ground, option.name, level)
                    yield Edit(
                        "guarantee",
                        guarantor,
                        f"{ground.called(guarantor)} guarantees that {ground.called(party)} does "
                        f"not take this back once done: {told}",
                        ground.cost("guarantee"),
                        touches,
                        lock(option.name, level, everywhere=True),
                        options=(option.name,),
                    )
