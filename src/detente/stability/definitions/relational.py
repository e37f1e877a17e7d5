"""The classical concepts seen through attitudes: what a party does for or against the others."""

from __future__ import annotations

from detente.game.game import Game
from detente.stability.attitudes import relations, says_wishes
from detente.stability.concepts import Verdicts, concept
from detente.stability.listed import judged


@concept(
    "rnash",
    title="Relational Nash stability",
    says=(
        "the party has no move whose end is no worse for anyone it wishes well, itself included, "
        "and no better for anyone it wishes ill"
    ),
    plain="no move that suits what it wishes itself and the others",
    source="inohara2007",
    implies=("rgmr", "rsmr", "rseq"),
    replies="own",
    default=False,
    fits=says_wishes,
)
def rnash(game: Game, party: int) -> Verdicts:
    """Relational Nash stability of every state for one party.

    A move is willing when its end is no worse for anyone whom the party wishes well, itself
    included, and no better for anyone whom it wishes ill. A state is stable when there is none.
    """
    seen = relations(game, party)
    return judged(game, lambda start: not seen.willing[start])


@concept(
    "rgmr",
    title="Relational general metarationality",
    says=(
        "every move that suits its wishes can be answered by the others with something that "
        "does not"
    ),
    plain="some answer goes against its wishes, willing or not",
    source="inohara2007",
    replies="own",
    default=False,
    fits=says_wishes,
)
def rgmr(game: Game, party: int) -> Verdicts:
    """Relational general metarational stability of every state for one party.

    An answer deters when the party does not relationally prefer where it ends to the start, or
    when it ends at the start itself.
    """
    seen = relations(game, party)
    return judged(
        game,
        lambda start: all(
            any(seen.sanctions(start, reply) for reply in seen.replies(end))
            for end in seen.willing[start]
        ),
    )


@concept(
    "rsmr",
    title="Relational symmetric metarationality",
    says=(
        "every move that suits its wishes can be answered by the others with something that "
        "does not, and moving on does not either"
    ),
    plain="some answer goes against its wishes, and there is no way round it",
    source="inohara2007",
    implies=("rgmr",),
    replies="own",
    default=False,
    fits=says_wishes,
)
def rsmr(game: Game, party: int) -> Verdicts:
    """Relational symmetric metarational stability of every state for one party."""
    seen = relations(game, party)

    def firm(start: int, reply: int) -> bool:
        return seen.sanctions(start, reply) and all(
            seen.sanctions(start, escape) for escape in seen.own[reply]
        )

    return judged(
        game,
        lambda start: all(
            any(firm(start, reply) for reply in seen.replies(end)) for end in seen.willing[start]
        ),
    )


@concept(
    "rseq",
    title="Relational sequential stability",
    says=(
        "every move that suits its wishes can be answered, by moves that suit the wishes of "
        "those who make them, with something that does not suit its own"
    ),
    plain="an answer that others make willingly goes against its wishes",
    source="inohara2007",
    implies=("rgmr",),
    replies="own",
    default=False,
    fits=says_wishes,
)
def rseq(game: Game, party: int) -> Verdicts:
    """Relational sequential stability of every state for one party."""
    seen = relations(game, party)
    return judged(
        game,
        lambda start: all(
            any(seen.sanctions(start, reply) for reply in seen.willing_replies(end))
            for end in seen.willing[start]
        ),
    )
