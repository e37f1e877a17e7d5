"""General metarationality: whatever is gained can be taken away."""

from __future__ import annotations

from detente.game.sweeps import Sweepable, over_improvements, over_replies
from detente.stability.concepts import Verdicts, concept


@concept(
    "gmr",
    title="General metarationality",
    says="every improvement can be answered by the others with something no better than before",
    plain="some answer deters it, credible or not",
    source="howard1971",
    replies="moves",
)
def gmr(game: Sweepable, party: int) -> Verdicts:
    """General metarational stability of every state for one party.

    A state is stable when each improvement the party could make can be answered by the others,
    acting in turn, with a state the party likes no better than where it started. The others need
    not gain by answering; that is what separates this from ``seq``.

    Returns
    -------
    one truth value per state: a bool array (n_cells,) from the explicit engine, else a set

    References
    ----------
    [howard1971] for the idea; [fang1993] for the graph form with three or more parties.
    """
    rank = game.rank(party)
    floor = over_replies(game, party, rank, "min")  # how low the others can answer
    best = over_improvements(game, party, floor, "max")  # the improvement least deterred
    return best <= rank
