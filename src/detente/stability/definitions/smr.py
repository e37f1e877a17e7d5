"""Symmetric metarationality: taken away, and no way out."""

from __future__ import annotations

from detente.game.sweeps import Sweepable, over_improvements, over_moves, over_replies
from detente.stability.concepts import Verdicts, concept


@concept(
    "smr",
    title="Symmetric metarationality",
    says="every improvement can be answered so that even moving on leaves the party no better off",
    plain="some answer deters it, and there is no way round the answer",
    source="howard1971",
    implies=("gmr",),
    replies="moves",
    escape=True,
)
def smr(game: Sweepable, party: int) -> Verdicts:
    """Symmetric metarational stability of every state for one party.

    As ``gmr``, but the answer must also hold against the party's own next move: wherever it could
    go from there, it is no better off than at the start.

    Returns
    -------
    one truth value per state: a bool array (n_cells,) from the explicit engine, else a set

    References
    ----------
    [howard1971]; [fang1993] for the graph form.
    """
    rank = game.rank(party)
    escape = over_moves(game, party, rank, "max")  # the best that an answered party can still reach
    floor = over_replies(game, party, escape, "min")
    best = over_improvements(game, party, floor, "max")
    return best <= rank
