"""Nash stability: nothing better to move to."""

from __future__ import annotations

from detente.game.sweeps import Sweepable, over_improvements
from detente.stability.concepts import Verdicts, concept


@concept(
    "nash",
    title="Nash stability",
    says="the party has no move to a state that it prefers",
    plain="no better move",
    source="nash1950",
    implies=("gmr", "smr", "seq", "sseq"),
    replies="none",
)
def nash(game: Sweepable, party: int) -> Verdicts:
    """Nash stability of every state for one party (called R in the graph model).

    A state is stable when the party has no improvement at all. Others' answers play no part.

    Returns
    -------
    one truth value per state: a bool array (n_cells,) from the explicit engine, else a set

    References
    ----------
    [nash1950]; [fang1993] for the graph form.
    """
    rank = game.rank(party)
    best = over_improvements(game, party, rank, "max")  # the best of the improvements, if any
    return best <= rank
