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
    """For every guarantor, everything that somebody else has done in a wanted state."""
    guarantors = ground.case.levers.guarantors if ground.case.levers else []
    if ground.names.states:
        return
    states = ground.game.states().tolist()
    wanted = {ground.game.index(code) for code in ground.targets}
    touches = frozenset({Touch(()), *(Touch(tuple(key.split("."))) for key in ground.case.views)})
    for guarantor in guarantors:
        for option in ground.game.options[: ground.names.n_base]:
            party, _ = option.name.split(".", 1)
            if party == guarantor or party not in ground.game.parties:
                continue
            for level in option.levels:
                here = {s for s in states if stands(ground.game, s, option.name, level)}
                if not here & wanted or ground.never.forbids_all(ground.game, here):
                    continue
                if can_lock(ground, option.name, level):
                    told = told_level(ground, option.name, level)
                    yield Edit(
                        "guarantee",
                        guarantor,
                        f"{ground.called(guarantor)} guarantees that {ground.called(party)} "
                        f"does not take this back once done: {told}",
                        ground.cost("guarantee"),
                        touches,
                        lock(option.name, level, everywhere=True),
                        options=(option.name,),
                    )
