"""Symmetric sequential stability: credible answers, and no way out."""

from __future__ import annotations

from detente.game.sweeps import Sweepable, over_improvements, over_improving_replies, over_moves
from detente.stability.concepts import Verdicts, concept


@concept(
    "sseq",
    title="Symmetric sequential stability",
    says=(
        "every improvement can be answered by others who gain by it, "
        "and moving on leaves the party no better off"
    ),
    plain="a credible answer deters it, and there is no way round the answer",
    source="rego2017",
    implies=("seq", "smr", "gmr"),
    replies="improvements",
    escape=True,
)
def sseq(game: Sweepable, party: int) -> Verdicts:
    """Symmetric sequential stability of every state for one party.

    As ``seq``, but the answer must also hold against the party's own next move, as in ``smr``.
    (The literature also abbreviates *strong* sequential stability so; this is the symmetric one.)

    Returns
    -------
    one truth value per state: a bool array (n_cells,) from the explicit engine, else a set

    References
    ----------
    [rego2017]
    """
    rank = game.rank(party)
    escape = over_moves(game, party, rank, "max")
    floor = over_improving_replies(game, party, escape, "min")
    best = over_improvements(game, party, floor, "max")
    return best <= rank
