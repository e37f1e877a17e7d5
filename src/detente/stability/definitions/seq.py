"""Sequential stability: credible answers deter."""

from __future__ import annotations

from detente.game.sweeps import Sweepable, over_improvements, over_improving_replies
from detente.stability.concepts import Verdicts, concept


@concept(
    "seq",
    title="Sequential stability",
    says="every improvement can be answered by others who themselves gain by answering",
    plain="a credible answer deters it",
    source="fraser1979",
    implies=("gmr",),
    replies="improvements",
)
def seq(game: Sweepable, party: int) -> Verdicts:
    """Sequential stability of every state for one party.

    As ``gmr``, but every step of the answer must be an improvement for whoever takes it, judged
    from where it is taken: only answers that the others would want to give count.

    Returns
    -------
    one truth value per state: a bool array (n_cells,) from the explicit engine, else a set

    References
    ----------
    [fraser1979]; [fang1993] for the graph form.
    """
    rank = game.rank(party)
    floor = over_improving_replies(game, party, rank, "min")
    best = over_improvements(game, party, floor, "max")
    return best <= rank
