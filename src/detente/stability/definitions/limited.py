"""Limited moves: looking two, three or four moves ahead."""

from __future__ import annotations

from itertools import islice

from detente.game.game import Game
from detente.stability.concepts import Definition, Verdicts, concept
from detente.stability.foresight import plays, stays, two_strict

_HORIZONS = {2: "two", 3: "three", 4: "four"}


def _limited(horizon: int) -> Definition:
    def limited(game: Game, party: int) -> Verdicts:
        """Limited-move stability of every state for one of two parties.

        The party thinks of a play in which it moves first, both move in turn, each does what is
        best for it given what follows, anyone may stop, and no more than `horizon` moves are
        made. A state is stable when that play ends where it began. One move ahead this is
        ``nash``. Ties would leave the end open, so that preferences have to be strict.

        Returns
        -------
        one truth value per state: a bool array (n_cells,)

        References
        ----------
        [kilgour1985]
        """
        return stays(next(islice(plays(game, party), horizon, None)))

    return limited


for _horizon, _word in _HORIZONS.items():
    concept(
        f"l{_horizon}",
        title=f"Limited-move stability, {_word} moves",
        says=(
            f"a play of at most {_word} moves in turn, which the party begins and in which each "
            "foresees the rest, would end where it began"
        ),
        plain=f"a look {_word} moves ahead leads nowhere better",
        source="kilgour1985",
        implies=("gmr",),
        replies="own",
        default=False,
        fits=two_strict,
    )(_limited(_horizon))
