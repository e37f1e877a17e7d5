"""Non-myopic stability: looking ahead as far as it takes."""

from __future__ import annotations

import numpy as np

from detente.game.game import Game
from detente.stability.concepts import Verdicts, concept
from detente.stability.foresight import plays, stays, two_strict


@concept(
    "nm",
    title="Non-myopic stability",
    says=(
        "however far both look ahead, beyond some number of moves, a play that the party "
        "begins would end where it began"
    ),
    plain="looking as far ahead as it takes leads nowhere better",
    source="kilgour1984",
    implies=("gmr",),
    replies="own",
    default=False,
    fits=two_strict,
)
def nm(game: Game, party: int) -> Verdicts:
    """Non-myopic stability of every state for one of two parties.

    A state is stable when it is limited-move stable for every horizon from some length on. What
    a horizon gives depends on the next shorter one alone, so that the ends of plays repeat in a
    cycle; the verdict is that of every horizon in the cycle.

    Returns
    -------
    one truth value per state: a bool array (n_cells,)

    References
    ----------
    [kilgour1984], [brams1981] for the idea; going by the cycle is ours.
    """
    met: dict[bytes, int] = {}
    verdicts: list[Verdicts] = []
    for horizon, ends in enumerate(plays(game, party)):
        key = ends[0].tobytes() + ends[1].tobytes()
        if key in met:
            always: Verdicts = np.all(verdicts[met[key] :], axis=0)
            return always
        met[key] = horizon
        verdicts.append(stays(ends))
    raise AssertionError("plays go on without end")
