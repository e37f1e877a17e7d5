"""Simultaneous sanctions: two who leave at once may both be worse off."""

from __future__ import annotations

from itertools import product

from detente.game.game import Game
from detente.game.sweeps import over_improving_replies
from detente.stability.concepts import CONCEPTS, Verdicts, concept
from detente.stability.listed import improvements_of, judged, too_large


def _fits(game: Game) -> str | None:
    if game.state_names or game.before is not None:
        return "it puts several parties' moves together, which takes options that are not merged"
    return too_large(game)


@concept(
    "sim",
    title="Simultaneous stability",
    says=(
        "every improvement is answered credibly, or, where others would leave too, ends no "
        "better than before when some of them leave at the same time"
    ),
    plain="a credible answer deters it, or others who leave at the same time would spoil it",
    source="fraser1979",
    replies="own",
    default=False,
    fits=_fits,
)
def sim(game: Game, party: int) -> Verdicts:
    """Sequential stability, or simultaneous sanction where two or more would leave.

    Only a state that is sequentially unstable for two or more parties is looked at again. There
    an improvement of the party is sanctioned as well where, for some choice of improvements by
    some of the others, taking all of them at once from the state gives a feasible state that
    the party likes no better than where it started.

    Returns
    -------
    one truth value per state: a bool array (n_cells,)

    References
    ----------
    [fraser1979] for the idea; the wording for any number of parties is ours.
    """
    movers = [p for p in range(len(game.parties)) if game.can_move(p)]
    seq = {p: CONCEPTS["seq"](game, p) for p in movers}
    if party not in seq:
        return judged(game, lambda state: True)
    steps = {p: improvements_of(game, p) for p in movers}
    deterred = _credibly_deterred(game, party, steps[party])

    def stays(start: int) -> bool:
        if seq[party][start]:
            return True
        if sum(not seq[p][start] for p in movers) < 2:
            return False
        others = [[0, *(end - start for end in steps[p][start])] for p in movers if p != party]
        return all(
            end in deterred.get(start, ()) or _spoilt(game, party, start, end - start, others)
            for end in steps[party][start]
        )

    return judged(game, stays)


def _spoilt(game: Game, party: int, start: int, own: int, others: list[list[int]]) -> bool:
    """Whether others who move at the same time can make an improvement no improvement.

    Own options of different parties are different axes, so that changes of the index add up.
    """
    rank, feasible = game.rank(party), game.feasible
    return any(
        any(taken)
        and feasible[start + own + sum(taken)]
        and rank[start + own + sum(taken)] <= rank[start]
        for taken in product(*others)
    )


def _credibly_deterred(game: Game, party: int, own: list[list[int]]) -> dict[int, set[int]]:
    """For every state the improvements that the others answer credibly."""
    rank = game.rank(party)
    floor = over_improving_replies(game, party, rank, "min")
    return {
        start: {end for end in ends if floor[end] <= rank[start]}
        for start, ends in enumerate(own)
        if ends
    }
